//! Numbers of a review: which one an entry is about, what it makes of it, whom its slots name.

use super::*;
use crate::files::document::clipped;
use crate::files::{NumberField, SourceKind};
use crate::rules::routing::Ends;

impl Reviewer<'_> {
    pub(super) fn numbers(&mut self) {
        let there = self.by_platform(self.before.numbers().map(|n| (&n.id, number_platform(n))));
        let mut requests: HashMap<(&Digits, &str), Vec<&Id>> = HashMap::new();
        for number in self.before.numbers().filter(|number| number.e164().is_none()) {
            requests.entry((&number.digits, &number.label)).or_default().push(&number.id);
        }
        self.follow_assistants();
        let mut claims = Claims::default();
        let partials = self.partials;
        let heads = || partials.iter().flat_map(|p| p.numbers.iter().flatten()).map(|stated| &stated.head);
        let by_id = LazyCell::new(|| stated_ids(heads()));
        for (file, partial) in partials.iter().enumerate() {
            for (at, stated) in partial.numbers.iter().flatten().enumerate() {
                let key = entry_key(file, &stated.head);
                let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
                let known = stated.head.id.as_ref().and_then(|id| self.before.number(id.value.as_str()));
                let found = match (known, platform.and_then(|key| there.get(&key))) {
                    (Some(known), _) => Some(known.id.clone()),
                    (None, Some(Some(id))) => Some(id.clone()),
                    (None, Some(None)) => {
                        self.ambiguous(file, &stated.head, "ambiguous_number");
                        continue;
                    }
                    (None, None) => match stated.digits.as_ref().map(|digits| &digits.value) {
                        Some(Digits::Known(digits)) => self.before.number_with_digits(*digits).map(|n| n.id.clone()),
                        Some(asked) if stated.head.id.is_none() => {
                            let label = stated.label.as_deref().unwrap_or_default();
                            match requests.get(&(asked, label)).map(Vec::as_slice) {
                                None | Some([]) => None,
                                Some([one]) => Some((*one).clone()),
                                Some(_) => {
                                    self.ambiguous(file, &stated.head, "ambiguous_number");
                                    continue;
                                }
                            }
                        }
                        _ => None,
                    },
                };
                let found = found.filter(|id| known.is_some() || !claims.is_spoken_for(id, &stated.head, &by_id));
                self.number(file, at, key, stated, found, &mut claims);
            }
        }
        if self.mode == Mode::Replace && self.partials.iter().any(|partial| partial.numbers.is_some()) {
            self.remove_numbers(&claims);
        }
    }

    /// Numbers the files say nothing of keep their slots: emptied where the assistant is removed,
    /// following where it goes on under another id.
    fn follow_assistants(&mut self) {
        let moved = self.before.assistants().filter(|a| self.next.assistant(a.id.as_str()).is_none());
        let numbers: HashSet<Id> =
            moved.flat_map(|a| self.before.numbers_of_assistant(&a.id)).map(|number| number.id.clone()).collect();
        for id in numbers {
            if let Some(number) = self.before.number(id.as_str()) {
                let followed = Arc::new(self.followed(number));
                self.next.put_number(followed);
            }
        }
    }

    /// The number with its slots naming finished assistants.
    fn followed(&self, number: &PhoneNumber) -> PhoneNumber {
        let mut number = number.clone();
        for slot in [&mut number.inbound.assistant, &mut number.outbound.assistant] {
            if let Some(id) = slot.take() {
                let finished = if self.next.assistant(id.as_str()).is_some() {
                    Some(id)
                } else {
                    self.assistant_ids.get(&id).cloned()
                };
                *slot = finished.filter(|id| self.next.assistant(id.as_str()).is_some());
            }
        }
        number
    }

    fn number(
        &mut self,
        file: usize,
        at: usize,
        key: EntryKey,
        stated: &PartialNumber,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        claims.named.extend(found.clone());
        let mut usable = !self.repeats_digits(file, &key, stated) && {
            let at = |reviewer: &Self| reviewer.digits_at(file, stated);
            self.claim(file, &key, &stated.head, at, found.as_ref(), claims, "duplicate_number")
        };
        let existing = found.as_ref().and_then(|id| self.before.number(id.as_str())).cloned();
        let base = existing.as_ref().map(|number| self.followed(number));
        let id = self.finished_id(found.as_ref(), &stated.head);
        let mut notes = Vec::new();
        let problems = self.problems.len();
        let after = if usable { self.merged_number(file, base.as_ref(), stated, id, &mut notes) } else { None };
        usable &= self.problems.len() == problems;
        let included = usable && after.is_some() && !self.left_out.contains(&key);
        if !included && existing.is_none() {
            self.absent_numbers.extend(stated.head.id.iter().map(|id| id.value.to_string()));
            if let Some(Digits::Known(digits)) = stated.digits.as_ref().map(|digits| &digits.value) {
                self.absent_numbers.insert(digits.to_string());
            }
        }
        let Some(after) = after.filter(|_| usable) else {
            // Whoever names it by the file's id means the record as it is.
            if let (Some(id), Some(existing)) = (&stated.head.id, &existing) {
                self.number_ids.insert(id.value.clone(), existing.id.clone());
            }
            return;
        };
        if let Some(id) = &stated.head.id {
            self.number_ids.insert(id.value.clone(), after.id.clone());
        }
        let after = Arc::new(after);
        if included {
            if let Some(existing) = existing.as_ref().filter(|existing| existing.id != after.id) {
                self.number_ids.insert(existing.id.clone(), after.id.clone());
                self.next.take_number(&existing.id);
            }
            self.number_places.insert(after.id.clone(), (file, at));
            // Putting back what is there already costs as much as a change; most imports change little.
            if self.next.number(after.id.as_str()).is_none_or(|there| **there != *after) {
                self.next.put_number(after.clone());
            }
        }
        // A slot that merely follows its assistant to another id is no change of the number.
        let existing = existing.map(|existing| match base {
            Some(base) if base.inbound.assistant != existing.inbound.assistant => Arc::new(base),
            _ => existing,
        });
        self.row(key, existing, Some(after), included, notes, RecordChange::Number);
    }

    fn merged_number(
        &mut self,
        file: usize,
        existing: Option<&PhoneNumber>,
        stated: &PartialNumber,
        id: Id,
        notes: &mut Vec<Message>,
    ) -> Option<PhoneNumber> {
        let kind = self.partials[file].kind;
        let pointer = |field: NumberField| format!("{}{}", stated.head.pointer, kind.pointer_to(field));
        // A platform's answers name an assistant under keys of their own.
        let slot_pointer = |slot: &Option<Located<AssistantReference>>, field| match slot {
            Some(Located { value: AssistantReference::Platform(_, key), .. }) => {
                format!("{}/{key}", stated.head.pointer)
            }
            _ => pointer(field),
        };
        let mut number = match (existing, &stated.digits) {
            (Some(existing), _) => PhoneNumber { id, ..existing.clone() },
            (None, Some(digits)) => PhoneNumber::new(id, digits.value.clone()),
            (None, None) => {
                // An id that nobody has and nothing to make a number of.
                let message = Message::new("problem-neither-number");
                self.problem(file, stated.head.pointer.clone(), stated.head.place, "number_or_requested", message);
                return None;
            }
        };
        if let Some(digits) = &stated.digits {
            let was_known = number.e164().is_some();
            number.digits = digits.value.clone();
            if was_known && number.e164().is_none() {
                number.status = NumberStatus::Pending;
            }
        }
        if let Some(None) = &stated.status {
            number.status = number.digits.default_status();
        }
        if let Some(Some(status)) = &stated.status {
            if matches!(number.digits, Digits::Requested { .. }) && status.value != NumberStatus::Pending {
                let message = Message::new("requested-is-pending");
                self.problem(file, pointer(NumberField::Status), status.place, "requested_not_pending", message);
            }
            number.status = status.value;
        }
        if let Some(label) = &stated.label {
            number.label.clone_from(label);
        }
        if let Some(notes) = &stated.notes {
            number.notes.clone_from(notes);
        }
        let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
        let platform = platform.map(|(name, _)| name);
        if let Some(slot) = &stated.inbound_assistant {
            let at = || slot_pointer(slot, NumberField::Inbound);
            self.fill(file, at, platform, slot, &mut number.inbound.assistant, notes);
        }
        if let Some(slot) = &stated.outbound_assistant {
            let at = || slot_pointer(slot, NumberField::Outbound);
            self.fill(file, at, platform, slot, &mut number.outbound.assistant, notes);
        }
        if let Some(fallback) = &stated.fallback {
            number.inbound.fallback = fallback.as_ref().map(|fallback| fallback.value);
        }
        if let Some(caller_id) = &stated.caller_id {
            number.outbound.caller_id = caller_id.as_ref().map(|caller_id| caller_id.value);
        }
        if let Some(told) = &stated.platform {
            number.platform = told.as_ref().map(|told| merged_number_platform(number.platform.as_ref(), told));
        }
        if number.inbound.fallback.is_some() && number.inbound.fallback == number.e164() {
            let stated_fallback = stated.fallback.as_ref().and_then(|fallback| fallback.as_ref());
            let (at, place) = match (stated_fallback, &stated.digits) {
                (Some(fallback), _) => (pointer(NumberField::Fallback), fallback.place),
                (None, Some(digits)) => (pointer(NumberField::Number), digits.place),
                (None, None) => (stated.head.pointer.clone(), stated.head.place),
            };
            self.problem(file, at, place, "fallback_is_itself", Message::new("fallback-is-itself"));
        }
        Some(number)
    }

    /// Puts whom a slot names into it. Who cannot be found is a problem, unless somebody leaves that
    /// entry out, or an id of the platform joins nothing: then the slot stays as it was.
    fn fill(
        &mut self,
        file: usize,
        pointer: impl FnOnce() -> String,
        platform: Option<&str>,
        named: &Option<Located<AssistantReference>>,
        slot: &mut Option<Id>,
        notes: &mut Vec<Message>,
    ) {
        let Some(named) = named else {
            *slot = None;
            return;
        };
        let (text, found, is_platform) = match &named.value {
            AssistantReference::Platform(id, _) => {
                let key = (platform.unwrap_or_default().to_owned(), id.to_string());
                (id, self.assistants_there.get(&key).cloned(), true)
            }
            AssistantReference::IdOrName(text) => {
                let finished = self.assistant_ids.get(&**text).map_or(&**text, Id::as_str);
                match self.next.shared_assistant_id(finished) {
                    Some(id) => (text, Some(id), false),
                    None => match self.assistant_names.get(&**text) {
                        Some(Some(id)) => (text, Some(id.clone()), false),
                        Some(None) => {
                            let message = Message::new("problem-ambiguous-assistant").with("found", clipped(text));
                            self.problem(file, pointer(), named.place, "ambiguous_assistant", message);
                            return;
                        }
                        None => (text, None, false),
                    },
                }
            }
        };
        if let Some(id) = found {
            *slot = Some(id);
            return;
        }
        let found = clipped(text);
        if self.absent_assistants.contains(&**text) {
            notes.push(Message::new("note-slot-left").with("found", found));
        } else if is_platform {
            let message = Message::new("problem-unknown-platform-assistant").with("found", found);
            let file = self.partials[file].file.clone();
            self.warnings.push(Problem {
                code: "unknown_assistant",
                file,
                pointer: pointer(),
                place: named.place,
                message,
            });
        } else {
            let message = Message::new("problem-unknown-assistant").with("found", found);
            self.problem(file, pointer(), named.place, "unknown_assistant", message);
        }
    }

    fn remove_numbers(&mut self, claims: &Claims) {
        let carries_campaigns = self.partials.iter().any(|partial| partial.campaigns.is_some());
        for number in self.before.numbers() {
            if claims.named.contains(&number.id) {
                continue;
            }
            let key = format!("number {}", number.id);
            let mut notes = Vec::new();
            // A list of numbers alone removes no campaign, so a number that one calls from stays.
            let is_needed = !carries_campaigns && self.before.campaigns_of_number(&number.id).next().is_some();
            if is_needed {
                notes.push(Message::new("note-number-needed"));
            }
            let included = !is_needed && !self.left_out.contains(&key);
            if let Some(digits) = number.e164() {
                for other in self.before.numbers_falling_back_to(digits) {
                    notes.push(Message::new("note-fallback-outside").name("number", other.name()));
                }
            }
            if included {
                self.next.take_number(&number.id);
            }
            self.row(key, Some(number.clone()), None, included, notes, RecordChange::Number);
        }
    }

    /// Digits that two finished numbers have: each entry of the files in such a group but the first,
    /// or all of them if a number the files do not touch has the digits.
    pub(super) fn clashes(&self, refuse_all: bool) -> BTreeMap<EntryKey, Problem> {
        let mut clashes = BTreeMap::new();
        for fault in self.next.faults() {
            let crate::model::setup::Fault::SameDigits(digits, ids) = fault else { continue };
            let mut entries: Vec<(usize, usize)> =
                ids.iter().filter_map(|id| self.number_places.get(id)).copied().collect();
            entries.sort_unstable();
            let untouched = ids.iter().find(|id| !self.number_places.contains_key(*id));
            let kept = if untouched.is_some() || refuse_all { 0 } else { 1 };
            let first = entries.first().copied();
            for (file, at) in entries.into_iter().skip(kept) {
                let Some(stated) = self.partials[file].numbers.as_ref().and_then(|numbers| numbers.get(at)) else {
                    continue;
                };
                let message = match (untouched, first) {
                    (Some(id), _) => {
                        let name = self.next.number(id.as_str()).map(|n| n.name()).unwrap_or_default();
                        Message::new("problem-digits-taken").with("number", digits).name("name", name)
                    }
                    (None, Some((file, at))) => {
                        let pointer =
                            self.partials[file].numbers.iter().flatten().nth(at).map(|n| n.head.pointer.clone());
                        Message::new("problem-digits-twice")
                            .with("number", digits)
                            .with("pointer", pointer.unwrap_or_default())
                    }
                    (None, None) => continue,
                };
                // Digits the entry does not state itself are those of the record it is about.
                let (pointer, place) = self.digits_at(file, stated);
                let file_name = self.partials[file].file.clone();
                let problem = Problem { code: "duplicate_number", file: file_name, pointer, place, message };
                clashes.insert(entry_key(file, &stated.head), problem);
            }
        }
        clashes
    }

    /// Whether an entry states digits that one before it has stated: a problem of this one, which the
    /// first is named in, whatever records the two are about.
    fn repeats_digits(&mut self, file: usize, key: &EntryKey, stated: &PartialNumber) -> bool {
        let Some(Located { value: Digits::Known(digits), place }) = &stated.digits else { return false };
        if !self.is_usable(key, &stated.head) {
            return false;
        }
        let Some(first) = self.stated_digits.get(digits) else {
            self.stated_digits.insert(*digits, (stated.head.pointer.clone(), stated.head.place.line));
            return false;
        };
        let message = match self.partials[file].kind {
            SourceKind::Table => {
                Message::new("problem-digits-twice-line").with("number", *digits).with("line", first.1.to_string())
            }
            _ => Message::new("problem-digits-twice").with("number", *digits).with("pointer", first.0.as_str()),
        };
        let (pointer, place) = (self.digits_at(file, stated).0, *place);
        self.problem(file, pointer, place, "duplicate_number", message);
        true
    }

    /// Where an entry states its digits, or the entry itself if it does not.
    fn digits_at(&self, file: usize, stated: &PartialNumber) -> (String, Place) {
        let key = match (self.partials[file].kind, &stated.digits) {
            (SourceKind::SetupFile, Some(Located { value: Digits::Requested { .. }, .. })) => "/requested",
            (kind, _) => kind.pointer_to(NumberField::Number),
        };
        match &stated.digits {
            Some(digits) => (format!("{}{key}", stated.head.pointer), digits.place),
            None => (stated.head.pointer.clone(), stated.head.place),
        }
    }

    /// A loop of fallbacks is imported, and said.
    pub(super) fn note_loops(&mut self) {
        let ends = Ends::of(&self.next);
        let looping: HashSet<Id> = ends.loops().into_iter().flatten().map(|at| ends.numbers[at].id.clone()).collect();
        for entry in &mut self.entries {
            let RecordChange::Number(Change { before, after: Some(after) }) = &entry.record else { continue };
            let moved = before
                .as_ref()
                .is_none_or(|b| b.inbound.fallback != after.inbound.fallback || b.digits != after.digits);
            if entry.included && moved && looping.contains(&after.id) {
                entry.notes.push(Message::new("note-loop"));
            }
        }
    }
}

fn number_platform(number: &PhoneNumber) -> Option<(&str, &str)> {
    let platform = number.platform.as_ref()?;
    Some((platform.name.as_deref()?, platform.id.as_deref()?))
}

/// What a platform told before stays where it now says nothing; another platform's word does not.
fn merged_number_platform(before: Option<&NumberPlatform>, told: &PartialPlatform) -> NumberPlatform {
    let same = before.filter(|before| told.name.is_none() || told.name.as_ref() == Some(&before.name));
    let same = same.cloned().unwrap_or_default();
    NumberPlatform {
        name: told.name.clone().unwrap_or(same.name),
        id: told.id.clone().unwrap_or(same.id),
        provider: told.provider.clone().unwrap_or(same.provider),
        sms_enabled: told.sms_enabled.unwrap_or(same.sms_enabled),
        monthly_cost_cents: told.monthly_cost_cents.unwrap_or(same.monthly_cost_cents),
        created_at: told.created_at.clone().unwrap_or(same.created_at),
    }
}
