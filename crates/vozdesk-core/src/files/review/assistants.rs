//! Assistants of a review: who an entry is about, what it makes of them, who goes.

use super::*;

impl Reviewer<'_> {
    pub(super) fn assistants(&mut self) {
        let there = self.by_platform(self.before.assistants().map(|a| (&a.id, assistant_platform(a))));
        let mut names: HashMap<&str, Vec<&Id>> = HashMap::new();
        for assistant in self.before.assistants() {
            names.entry(&assistant.name).or_default().push(&assistant.id);
        }
        let mut claims = Claims::default();
        let partials = self.partials;
        let heads = || partials.iter().flat_map(|p| p.assistants.iter().flatten()).map(|stated| &stated.head);
        let by_id = LazyCell::new(|| stated_ids(heads()));
        for (file, partial) in partials.iter().enumerate() {
            for stated in partial.assistants.iter().flatten() {
                let key = entry_key(file, &stated.head);
                let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
                let known = stated.head.id.as_ref().and_then(|id| self.before.assistant(id.value.as_str()));
                let found = match (known, platform.and_then(|key| there.get(&key))) {
                    (Some(known), _) => Some(known.id.clone()),
                    (None, Some(Some(id))) => {
                        Some(id.clone()).filter(|id| !claims.is_spoken_for(id, &stated.head, &by_id))
                    }
                    (None, Some(None)) => {
                        self.ambiguous(file, &stated.head, "ambiguous_assistant");
                        continue;
                    }
                    (None, None) if stated.head.id.is_some() => None,
                    (None, None) => {
                        let bearers = stated.name.as_deref().and_then(|name| names.get(name));
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
                                self.ambiguous(file, &stated.head, "ambiguous_assistant");
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
            let of_name = self.assistant_names.entry(assistant.name.clone());
            of_name.and_modify(|id| *id = None).or_insert_with(|| Some(assistant.id.clone()));
            if let Some((platform, id)) = assistant_platform(assistant) {
                self.assistants_there.insert((platform.to_owned(), id.to_owned()), assistant.id.clone());
            }
        }
    }

    fn assistant(
        &mut self,
        file: usize,
        key: EntryKey,
        stated: &PartialAssistant,
        found: Option<Id>,
        claims: &mut Claims,
    ) {
        let at = |_: &Self| (stated.head.pointer.clone(), stated.head.place);
        let usable = self.claim(file, &key, &stated.head, at, found.as_ref(), claims, "duplicate_assistant");
        let existing = found.as_ref().and_then(|id| self.before.assistant(id.as_str())).cloned();
        let after = merged_assistant(existing.as_deref(), stated, self.finished_id(found.as_ref(), &stated.head));
        if usable && after.name.is_empty() {
            let message = Message::new("problem-no-name");
            self.problem(file, stated.head.pointer.clone(), stated.head.place, "missing_value", message);
        }
        let usable = usable && !after.name.is_empty();
        let included = usable && !self.left_out.contains(&key);
        if !included && existing.is_none() {
            self.absent_assistants.extend(stated.head.id.iter().map(|id| id.value.to_string()));
            self.absent_assistants.extend(stated.name.clone());
            let platform = stated.platform.as_ref().and_then(|p| p.as_ref()).and_then(PartialPlatform::key);
            self.absent_assistants.extend(platform.map(|(_, id)| id.to_owned()));
        }
        if !usable {
            // Whoever names it by the file's id means the record as it is.
            if let (Some(id), Some(existing)) = (&stated.head.id, &existing) {
                self.assistant_ids.insert(id.value.clone(), existing.id.clone());
            }
            return;
        }
        if let Some(id) = &stated.head.id {
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
        let own = self.before.assistant(id.as_str()).and_then(|assistant| assistant_platform(assistant));
        matches!((own, platform), (Some((own, _)), Some((other, _))) if own == other)
    }
}

fn assistant_platform(assistant: &Assistant) -> Option<(&str, &str)> {
    let platform = assistant.platform.as_ref()?;
    Some((platform.name.as_deref()?, platform.id.as_deref()?))
}

fn merged_assistant(existing: Option<&Assistant>, stated: &PartialAssistant, id: Id) -> Assistant {
    let text = |stated: &Option<String>, before: fn(&Assistant) -> &String| {
        stated.clone().or_else(|| existing.map(|e| before(e).clone())).unwrap_or_default()
    };
    Assistant {
        id,
        name: text(&stated.name, |e| &e.name),
        kind: stated.kind.or(existing.map(|e| e.kind)).unwrap_or(AssistantKind::Custom),
        role: text(&stated.role, |e| &e.role),
        active: stated.active.or(existing.map(|e| e.active)).unwrap_or(true),
        greeting: text(&stated.greeting, |e| &e.greeting),
        voice: text(&stated.voice, |e| &e.voice),
        platform: match &stated.platform {
            None => existing.and_then(|e| e.platform.clone()),
            Some(None) => None,
            Some(Some(told)) => {
                let before = existing.and_then(|e| e.platform.as_ref());
                let same = before.filter(|before| told.name.is_none() || told.name.as_ref() == Some(&before.name));
                let kept = |stated: &Option<Option<String>>, before: fn(&AssistantPlatform) -> &Option<String>| {
                    stated.clone().unwrap_or_else(|| same.and_then(|s| before(s).clone()))
                };
                Some(AssistantPlatform {
                    name: kept(&told.name, |p| &p.name),
                    id: kept(&told.id, |p| &p.id),
                    created_at: kept(&told.created_at, |p| &p.created_at),
                })
            }
        },
    }
}
