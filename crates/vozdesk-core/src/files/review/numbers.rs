//! Numbers of a review: which one an entry is about, what it makes of it, whom its slots name.

use super::*;
use crate::files::platform::Platform;
use crate::rules::routing::Ends;

impl Reviewer<'_> {
    pub(super) fn numbers(&mut self) {
        let there = self.by_platform(self.before.numbers());
        let mut requests: HashMap<(&Digits, &str), Vec<&Id>> = HashMap::new();
        for number in self.before.numbers().filter(|number| number.e164().is_none()) {
            requests.entry((&number.digits, &number.label)).or_default().push(&number.id);
        }
        self.follow_assistants();
        let mut claims = Claims::default();
        let partials = self.partials;
        let answered: HashSet<&Digits> = partials
            .iter()
            .filter(|partial| matches!(partial.kind, SourceKind::List(list) if !list.is_of_carrier()))
            .flat_map(|partial| partial.numbers.iter().flatten().filter_map(PartialRecord::digits))
            .collect();
        let mut seen = Seen::default();
        let by_id = LazyCell::new(|| stated_ids(partials.iter().flat_map(|p| p.numbers.iter().flatten())));
        for (file, partial) in partials.iter().enumerate() {
            let is_of_carrier = matches!(partial.kind, SourceKind::List(list) if list.is_of_carrier());
            for (at, stated) in partial.numbers.iter().flatten().enumerate() {
                let key = entry_key(file, &stated.pointer);
                // One number, bought at a carrier and answered by a platform of this review: the platform's word counts.
                if is_of_carrier && stated.digits().is_some_and(|digits| answered.contains(digits)) {
                    claims.named.extend(self.before_of(stated.digits()));
                    continue;
                }
                if seen.is_again(stated) {
                    continue;
                }
                let platform = stated.platform_key();
                let known = stated.id.as_ref().and_then(|id| self.before.number(id.value.as_str()));
                let found = match (known, platform.and_then(|(name, id)| there.get(&(name.to_owned(), id.to_owned()))))
                {
                    (Some(known), _) => Some(known.id.clone()),
                    (None, Some(Some(id))) => Some(id.clone()),
                    (None, Some(None)) => {
                        self.ambiguous(file, stated, "ambiguous_number");
                        continue;
                    }
                    (None, None) => match stated.digits() {
                        Some(Digits::Known(digits)) => self.before.number_with_digits(*digits).map(|n| n.id.clone()),
                        Some(asked) if stated.id.is_none() => {
                            let label = stated.text("label").unwrap_or_default();
                            match requests.get(&(asked, label)).map(Vec::as_slice) {
                                None | Some([]) => None,
                                Some([one]) => Some((*one).clone()),
                                Some(_) => {
                                    self.ambiguous(file, stated, "ambiguous_number");
                                    continue;
                                }
                            }
                        }
                        _ => None,
                    },
                };
                // What a carrier says of a number that a platform answers is at most its label.
                let answered_here = found.as_ref().and_then(|id| self.before.number(id.as_str())).filter(|number| {
                    let name = number.platform.as_ref().and_then(|platform| platform.name.as_deref());
                    is_of_carrier && name.is_some_and(|name| Platform::of_word(name).is_some_and(|of| !of.is_carrier))
                });
                let lesser = answered_here.map(|number| stated.of_carrier(!number.label.is_empty()));
                let stated = lesser.as_ref().unwrap_or(stated);
                let found = found.filter(|id| known.is_some() || !claims.is_spoken_for(id, stated, &by_id));
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
        stated: &PartialRecord<PhoneNumber>,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        claims.named.extend(found.clone());
        self.entries_of.extend(found.clone().map(|id| (id, (file, at))));
        let mut usable = !self.repeats_digits(file, &key, stated) && {
            let at = |reviewer: &Self| reviewer.place_of(file, stated, stated.stated_digits());
            self.claim(file, &key, stated, at, found.as_ref(), claims, "duplicate_number")
        };
        let existing = found.as_ref().and_then(|id| self.before.number(id.as_str())).cloned();
        let base = existing.as_ref().map(|number| self.followed(number));
        let id = self.finished_id(found.as_ref(), stated);
        let mut notes = Vec::new();
        let problems = self.problems.len();
        let after = if usable { self.merged_number(file, base.as_ref(), stated, id, &mut notes) } else { None };
        usable &= self.problems.len() == problems;
        let included = usable && after.is_some() && !self.left_out.contains(&key);
        if !included && existing.is_none() {
            self.absent_numbers.extend(stated.id.iter().map(|id| id.value.to_string()));
            if let Some(Digits::Known(digits)) = stated.digits() {
                self.absent_numbers.insert(digits.to_string());
            }
        }
        let Some(after) = after.filter(|_| usable) else {
            // Whoever names it by the file's id means the record as it is.
            if let (Some(id), Some(existing)) = (&stated.id, &existing) {
                self.number_ids.insert(id.value.clone(), existing.id.clone());
            }
            return;
        };
        if let Some(id) = &stated.id {
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
        stated: &PartialRecord<PhoneNumber>,
        id: Id,
        notes: &mut Vec<Message>,
    ) -> Option<PhoneNumber> {
        let mut number = match (existing, stated.digits()) {
            (Some(existing), _) => PhoneNumber { id, ..existing.clone() },
            (None, Some(digits)) => PhoneNumber::new(id, digits.clone()),
            (None, None) => {
                // An id that nobody has and nothing to make a number of.
                let message = Message::new("problem-neither-number");
                self.problem(file, stated.pointer.clone(), stated.at, "number_or_requested", message);
                return None;
            }
        };
        if let Some(digits) = stated.digits() {
            let was_known = number.e164().is_some();
            number.digits = digits.clone();
            if was_known && number.e164().is_none() {
                number.status = NumberStatus::Pending;
            }
        }
        self.merge(file, &mut number, stated, notes);
        for fault in number.faults() {
            let told = stated.stated(fault.field()).filter(|told| !matches!(told.value, StatedValue::Null));
            let told = told.or_else(|| stated.stated_digits().filter(|_| fault == NumberFault::FallbackIsItself));
            let (pointer, at) = self.place_of(file, stated, told);
            self.problem(file, pointer, at, fault.code(), fault.message());
        }
        Some(number)
    }

    /// Where an entry states a field, or the entry itself if it does not.
    fn place_of(&self, file: usize, entry: &PartialRecord<PhoneNumber>, stated: Option<&Stated>) -> (String, Position) {
        match stated {
            Some(stated) => (entry.pointer_of(self.partials[file].kind, stated), stated.at),
            None => (entry.pointer.clone(), entry.at),
        }
    }

    /// The number that has these digits now.
    fn before_of(&self, digits: Option<&Digits>) -> Option<Id> {
        let Some(Digits::Known(digits)) = digits else { return None };
        self.before.number_with_digits(*digits).map(|number| number.id.clone())
    }

    /// The platforms whose numbers may be removed: those that are listed, all where a setup or a table lists numbers.
    fn may_be_removed(&self, number: &PhoneNumber) -> bool {
        let name = number.platform.as_ref().and_then(|platform| platform.name.as_deref());
        self.partials.iter().filter(|partial| partial.numbers.is_some()).any(|partial| match partial.kind {
            SourceKind::List(list) => name == Some(list.platform()),
            _ => true,
        })
    }

    fn remove_numbers(&mut self, claims: &Claims) {
        let carries_campaigns = self.partials.iter().any(|partial| partial.campaigns.is_some());
        for number in self.before.numbers() {
            if claims.named.contains(&number.id) || !self.may_be_removed(number) {
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
            let Fault::SameDigits(digits, ids) = fault else { continue };
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
                        let pointer = self.partials[file].numbers.iter().flatten().nth(at).map(|n| n.pointer.clone());
                        Message::new("problem-digits-twice")
                            .with("number", digits)
                            .with("pointer", pointer.unwrap_or_default())
                    }
                    (None, None) => continue,
                };
                // Digits the entry does not state itself are those of the record it is about.
                let (pointer, at) = self.place_of(file, stated, stated.stated_digits());
                let problem = self.partials[file].problem("duplicate_number", pointer, at, message);
                clashes.insert(entry_key(file, &stated.pointer), problem);
            }
        }
        clashes
    }

    /// Offers that fallbacks and caller IDs follow digits that the files change. Where a file states such a field
    /// itself, or the old digits have become another number's, nothing is offered.
    pub(super) fn follow_digits(&mut self) {
        let corrected = self.entries.iter().filter(|entry| entry.included).filter_map(|entry| {
            let RecordChange::Number(Change { before: Some(was), after: Some(is) }) = &entry.record else {
                return None;
            };
            let (old, new) = (was.e164()?, is.e164()?);
            (old != new && self.next.number_with_digits(old).is_none()).then(|| (old, (new, is.name())))
        });
        let corrected: HashMap<E164, (E164, String)> = corrected.collect();
        let named = corrected.keys().flat_map(|old| {
            self.before.numbers_falling_back_to(*old).chain(self.before.numbers_showing(*old)).map(|number| &number.id)
        });
        let named: BTreeSet<Id> = named.cloned().collect();
        for was in named {
            let id = self.number_ids.get(&was).unwrap_or(&was).clone();
            let Some(number) = self.next.number(id.as_str()).cloned() else { continue };
            // Also what an entry says that is left out: then the field is somebody's decision.
            let place = self.entries_of.get(&was).copied();
            let stated = place.and_then(|(file, at)| self.partials[file].numbers.as_ref()?.get(at));
            let mut following = PhoneNumber::clone(&number);
            let mut notes = Vec::new();
            let references = [
                ("inbound.fallback", &mut following.inbound.fallback),
                ("outbound.caller_id", &mut following.outbound.caller_id),
            ];
            for (path, reference) in references {
                let is_stated = stated.is_some_and(|stated| stated.stated(path).is_some());
                let Some((new, name)) = reference.and_then(|old| corrected.get(&old)).filter(|_| !is_stated) else {
                    continue;
                };
                *reference = Some(*new);
                let note = Message::new("note-follows").name("number", name);
                if !notes.contains(&note) {
                    notes.push(note);
                }
            }
            if notes.is_empty() {
                continue;
            }
            let key = format!("follows {id}");
            let following = Arc::new(following);
            let included = !self.left_out.contains(&key);
            if included {
                self.next.put_number(following.clone());
            }
            self.row(key, Some(number), Some(following), included, notes, RecordChange::Number);
        }
    }

    /// Whether an entry states digits that one before it has stated: a problem of this one, which the
    /// first is named in, whatever records the two are about.
    fn repeats_digits(&mut self, file: usize, key: &EntryKey, stated: &PartialRecord<PhoneNumber>) -> bool {
        let Some(Digits::Known(digits)) = stated.digits() else { return false };
        if !self.is_usable(key, stated) {
            return false;
        }
        let Some(first) = self.stated_digits.get(digits) else {
            self.stated_digits.insert(*digits, (stated.pointer.clone(), stated.at.line));
            return false;
        };
        let message = match self.partials[file].kind {
            SourceKind::Table => {
                Message::new("problem-digits-twice-line").with("number", *digits).with("line", first.1.to_string())
            }
            _ => Message::new("problem-digits-twice").with("number", *digits).with("pointer", first.0.as_str()),
        };
        let (pointer, at) = self.place_of(file, stated, stated.stated_digits());
        self.problem(file, pointer, at, "duplicate_number", message);
        true
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
