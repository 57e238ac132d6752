//! Campaigns of a review: which one an entry is about, and the number it calls from.

use super::*;
use crate::files::document::clipped;

impl Reviewer<'_> {
    pub(super) fn campaigns(&mut self) {
        self.follow_numbers();
        let mut names: HashMap<&str, Vec<&Id>> = HashMap::new();
        for campaign in self.before.campaigns() {
            names.entry(&campaign.name).or_default().push(&campaign.id);
        }
        let mut claims = Claims::default();
        let partials = self.partials;
        for (file, partial) in partials.iter().enumerate() {
            for stated in partial.campaigns.iter().flatten() {
                let key = entry_key(file, &stated.head);
                let found = match &stated.head.id {
                    Some(id) => self.before.campaign(id.value.as_str()).map(|campaign| campaign.id.clone()),
                    None => match stated.name.as_deref().and_then(|name| names.get(name)).map(Vec::as_slice) {
                        None | Some([]) => None,
                        Some([one]) => Some((*one).clone()),
                        Some(_) => {
                            self.ambiguous(file, &stated.head, "ambiguous_campaign");
                            continue;
                        }
                    },
                };
                self.campaign(file, key, stated, found, &mut claims);
            }
        }
        if self.mode == Mode::Replace && self.partials.iter().any(|partial| partial.campaigns.is_some()) {
            for campaign in self.before.campaigns() {
                if claims.named.contains(&campaign.id) {
                    continue;
                }
                let key = format!("campaign {}", campaign.id);
                // Its number is removed: a campaign cannot be without one.
                let needs = self.next.campaign(campaign.id.as_str()).is_none();
                let included = needs || !self.left_out.contains(&key);
                if included {
                    self.next.take_campaign(&campaign.id);
                }
                self.row(key, Some(campaign.clone()), None, included, Vec::new(), RecordChange::Campaign);
            }
        }
    }

    /// Campaigns of numbers that go on under another id follow; those of removed numbers go.
    fn follow_numbers(&mut self) {
        let gone = self.before.numbers().filter(|n| self.next.number(n.id.as_str()).is_none());
        let campaigns: Vec<Arc<Campaign>> =
            gone.flat_map(|number| self.before.campaigns_of_number(&number.id)).cloned().collect();
        for campaign in campaigns {
            match self.number_ids.get(&campaign.number).filter(|id| self.next.number(id.as_str()).is_some()) {
                Some(id) => {
                    let followed = Campaign { number: id.clone(), ..Campaign::clone(&campaign) };
                    self.next.put_campaign(Arc::new(followed));
                }
                None => drop(self.next.take_campaign(&campaign.id)),
            }
        }
    }

    fn campaign(
        &mut self,
        file: usize,
        key: EntryKey,
        stated: &PartialCampaign,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        let at = |_: &Self| (stated.head.pointer.clone(), stated.head.place);
        if !self.claim(file, &key, &stated.head, at, found.as_ref(), claims, "duplicate_campaign") {
            return;
        }
        let existing = found.as_ref().and_then(|id| self.before.campaign(id.as_str())).cloned();
        let mut notes = Vec::new();
        let mut number = existing.as_ref().map(|campaign| campaign.number.clone());
        if let Some(moved) = number.as_ref().and_then(|id| self.number_ids.get(id)) {
            number = Some(moved.clone());
        }
        if let Some(named) = &stated.number {
            let text = named.value.text.as_str();
            let finished = self.number_ids.get(text).map_or(text, Id::as_str);
            let by_id = self.next.number(finished);
            let by_digits = || named.value.digits.and_then(|digits| self.next.number_with_digits(digits));
            match by_id.or_else(by_digits) {
                Some(found) => number = Some(found.id.clone()),
                None => {
                    let found = clipped(text);
                    let digits = named.value.digits.map(|digits| digits.to_string());
                    let absent = |name: &str| self.absent_numbers.contains(name);
                    if absent(text) || digits.as_deref().is_some_and(absent) {
                        notes.push(Message::new("note-number-left").with("found", found));
                    } else {
                        let message = Message::new("problem-unknown-number").with("found", found);
                        let pointer = format!("{}/number", stated.head.pointer);
                        self.problem(file, pointer, named.place, "unknown_number", message);
                        return;
                    }
                }
            }
        }
        let name = stated.name.clone().or_else(|| existing.as_ref().map(|campaign| campaign.name.clone()));
        let missing = name.is_none() || (number.is_none() && notes.is_empty());
        if missing {
            let key = if name.is_none() { "problem-no-name" } else { "problem-no-number" };
            let message = Message { key, args: Vec::new() };
            self.problem(file, stated.head.pointer.clone(), stated.head.place, "missing_value", message);
        }
        // A new campaign whose number is left out is left out with it.
        let (Some(name), Some(number)) = (name, number) else { return };
        let status = stated.status.or_else(|| existing.as_ref().map(|campaign| campaign.status));
        let after = Arc::new(Campaign {
            id: self.finished_id(found.as_ref(), &stated.head),
            name,
            status: status.unwrap_or(CampaignStatus::Draft),
            number,
        });
        let included = !self.left_out.contains(&key) && self.next.number(after.number.as_str()).is_some();
        if included {
            if let Some(existing) = existing.as_ref().filter(|existing| existing.id != after.id) {
                self.next.take_campaign(&existing.id);
            }
            self.next.put_campaign(after.clone());
        }
        self.row(key, existing, Some(after), included, notes, RecordChange::Campaign);
    }
}
