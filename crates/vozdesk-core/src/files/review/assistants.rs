//! Assistants of a review: who an entry is about, what it makes of them, who goes.

use super::*;

impl Reviewer<'_> {
    pub(super) fn assistants(&mut self) {
        let there = self.by_platform(self.before.assistants());
        let mut names: HashMap<Cow<'_, str>, Vec<&Id>> = HashMap::new();
        for assistant in self.before.assistants() {
            names.entry(composed(&assistant.name)).or_default().push(&assistant.id);
        }
        let mut claims = Claims::default();
        let partials = self.partials;
        let mut seen = Seen::default();
        let by_id = LazyCell::new(|| stated_ids(partials.iter().flat_map(|p| p.assistants.iter().flatten())));
        for (file, partial) in partials.iter().enumerate() {
            for stated in partial.assistants.iter().flatten().chain(&partial.made) {
                if seen.is_again(stated) {
                    continue;
                }
                let key = entry_key(file, &stated.pointer);
                let platform = stated.platform_key();
                let known = stated.id.as_ref().and_then(|id| self.before.assistant(id.value.as_str()));
                let found = match (known, platform.and_then(|(name, id)| there.get(&(name.to_owned(), id.to_owned()))))
                {
                    (Some(known), _) => Some(known.id.clone()),
                    (None, Some(Some(id))) => Some(id.clone()).filter(|id| !claims.is_spoken_for(id, stated, &by_id)),
                    (None, Some(None)) => {
                        self.ambiguous(file, stated, "ambiguous_assistant");
                        continue;
                    }
                    (None, None) if stated.id.is_some() => None,
                    (None, None) => {
                        let bearers = stated.text("name").and_then(|name| names.get(&composed(name)));
                        // One that has an id of its own on the same platform is somebody else there.
                        let bearers: Vec<&Id> = bearers
                            .into_iter()
                            .flatten()
                            .copied()
                            .filter(|id| !self.is_elsewhere(id, platform))
                            .collect();
                        match bearers.as_slice() {
                            [] => None,
                            [one] => Some((*one).clone()),
                            _ => {
                                self.ambiguous(file, stated, "ambiguous_assistant");
                                continue;
                            }
                        }
                    }
                };
                self.assistant(file, key, stated, found, &mut claims);
            }
        }
        if self.mode == Mode::Replace && self.partials.iter().any(|partial| partial.assistants.is_some()) {
            self.remove_assistants(&claims);
        }
        for assistant in self.next.assistants() {
            let of_name = self.assistant_names.entry(composed(&assistant.name).into_owned());
            of_name.and_modify(|id| *id = None).or_insert_with(|| Some(assistant.id.clone()));
            if let Some(key) = platform_of(&**assistant) {
                self.assistants_there.insert(key, assistant.id.clone());
            }
        }
    }

    fn assistant(
        &mut self,
        file: usize,
        key: EntryKey,
        stated: &PartialRecord<Assistant>,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        let at = |_: &Self| (stated.pointer.clone(), stated.at);
        let usable = self.claim(file, &key, stated, at, found.as_ref(), claims, "duplicate_assistant");
        let existing = found.as_ref().and_then(|id| self.before.assistant(id.as_str())).cloned();
        let id = self.finished_id(found.as_ref(), stated);
        let mut after = match existing.as_deref() {
            Some(existing) => Assistant { id, ..existing.clone() },
            None => Assistant::new(id, String::new()),
        };
        self.merge(file, &mut after, stated, &mut Vec::new());
        if usable && after.name.is_empty() {
            let message = Message::new("problem-no-name");
            self.problem(file, stated.pointer.clone(), stated.at, "missing_value", message);
        }
        let usable = usable && !after.name.is_empty();
        let included = usable && !self.left_out.contains(&key);
        if !included && existing.is_none() {
            self.absent_assistants.extend(stated.id.iter().map(|id| id.value.to_string()));
            self.absent_assistants.extend(stated.text("name").map(|name| composed(name).into_owned()));
            let platform = stated.platform_key();
            self.absent_assistants.extend(platform.map(|(_, id)| id.to_owned()));
        }
        if !usable {
            // Whoever names it by the file's id means the record as it is.
            if let (Some(id), Some(existing)) = (&stated.id, &existing) {
                self.assistant_ids.insert(id.value.clone(), existing.id.clone());
            }
            return;
        }
        if let Some(id) = &stated.id {
            self.assistant_ids.insert(id.value.clone(), after.id.clone());
        }
        let after = Arc::new(after);
        if included {
            if let Some(existing) = existing.as_ref().filter(|existing| existing.id != after.id) {
                self.assistant_ids.insert(existing.id.clone(), after.id.clone());
                self.next.take_assistant(&existing.id);
            }
            self.next.put_assistant(after.clone());
        }
        self.row(key, existing, Some(after), included, Vec::new(), RecordChange::Assistant);
    }

    fn remove_assistants(&mut self, claims: &Claims) {
        for assistant in self.before.assistants() {
            if claims.named.contains(&assistant.id) {
                continue;
            }
            let key = format!("assistant {}", assistant.id);
            let included = !self.left_out.contains(&key);
            let mut notes = Vec::new();
            for number in self.before.numbers_of_assistant(&assistant.id) {
                notes.push(Message::new("note-slot-emptied").name("number", number.name()));
            }
            if included {
                self.next.take_assistant(&assistant.id);
            }
            self.row(key, Some(assistant.clone()), None, included, notes, RecordChange::Assistant);
        }
    }

    fn is_elsewhere(&self, id: &Id, platform: Option<(&str, &str)>) -> bool {
        let own = self.before.assistant(id.as_str()).and_then(|assistant| platform_of(&**assistant));
        matches!((own, platform), (Some((own, _)), Some((other, _))) if own == other)
    }
}
