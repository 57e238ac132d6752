//! Campaigns of a review: which one an entry is about, and the number it calls from.

use super::*;

impl Reviewer<'_> {
    pub(super) fn campaigns(&mut self) {
        self.follow_numbers();
        let mut names: HashMap<Cow<'_, str>, Vec<&Id>> = HashMap::new();
        for campaign in self.before.campaigns() {
            names.entry(composed(&campaign.name)).or_default().push(&campaign.id);
        }
        let mut claims = Claims::default();
        let partials = self.partials;
        for (file, partial) in partials.iter().enumerate() {
            for stated in partial.campaigns.iter().flatten() {
                let key = entry_key(file, &stated.pointer);
                let found = match &stated.id {
                    Some(id) => self.before.campaign(id.value.as_str()).map(|campaign| campaign.id.clone()),
                    None => match stated.text("name").and_then(|name| names.get(&composed(name))).map(Vec::as_slice) {
                        None | Some([]) => None,
                        Some([one]) => Some((*one).clone()),
                        Some(_) => {
                            self.ambiguous(file, stated, "ambiguous_campaign");
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
        stated: &PartialRecord<Campaign>,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        let at = |_: &Self| (stated.pointer.clone(), stated.at);
        if !self.claim(file, &key, stated, at, found.as_ref(), claims, "duplicate_campaign") {
            return;
        }
        let existing = found.as_ref().and_then(|id| self.before.campaign(id.as_str())).cloned();
        let mut notes = Vec::new();
        let mut number = existing.as_ref().map(|campaign| campaign.number.clone());
        if let Some(moved) = number.as_ref().and_then(|id| self.number_ids.get(id)) {
            number = Some(moved.clone());
        }
        if let Some((told, named)) = stated.stated("number").and_then(|told| Some((told, told.number()?))) {
            let text = named.text.as_str();
            let finished = self.number_ids.get(text).map_or(text, Id::as_str);
            let by_id = self.next.number(finished);
            let by_digits = || named.digits.and_then(|digits| self.next.number_with_digits(digits));
            match by_id.or_else(by_digits) {
                Some(found) => number = Some(found.id.clone()),
                None => {
                    let found = clipped(text);
                    let digits = named.digits.map(|digits| digits.to_string());
                    let absent = |name: &str| self.absent_numbers.contains(name);
                    if absent(text) || digits.as_deref().is_some_and(absent) {
                        notes.push(Message::new("note-number-left").with("found", found));
                    } else {
                        let message = Message::new("problem-unknown-number").with("found", found);
                        let pointer = stated.pointer_of(self.partials[file].kind, told);
                        self.problem(file, pointer, told.at, "unknown_number", message);
                        return;
                    }
                }
            }
        }
        let has_name = existing.is_some() || stated.text("name").is_some();
        if !has_name || (number.is_none() && notes.is_empty()) {
            let key = if has_name { "problem-no-number" } else { "problem-no-name" };
            let message = Message { key, args: Vec::new() };
            self.problem(file, stated.pointer.clone(), stated.at, "missing_value", message);
            return;
        }
        // A new campaign whose number is left out is left out with it.
        let Some(number) = number else { return };
        let id = self.finished_id(found.as_ref(), stated);
        let mut after = match existing.as_deref() {
            Some(existing) => Campaign { id, number, ..existing.clone() },
            None => Campaign { id, number, name: String::new(), status: CampaignStatus::Draft },
        };
        self.merge(file, &mut after, stated, &mut notes);
        let after = Arc::new(after);
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
