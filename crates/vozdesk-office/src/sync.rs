//! Sync: an office connected to a platform, compared with it, sent there and brought here. The same for the window and
//! the command line.
//!
//! No lock of the program is held while a platform answers: the setup is looked at afterwards, and what was compared is
//! held against the setup as it is then.

use std::collections::btree_map::Entry;

use vozdesk_core::files::there::There;
use vozdesk_core::files::{Mode, Partial, Platform, Review, Takes, review};
use vozdesk_core::model::deed::{Deed, shown_time};
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::synced::{Base, Held, Synced};
use vozdesk_core::rules::edit::Edited;
use vozdesk_core::sync::{
    self, AskCode, ByHand, Difference, Fault, Memory, Noticed, NumberWrite, Plan, PullWish, SendWish, Sending,
};
use vozdesk_remote::keys::Unasked;
use vozdesk_remote::push::{FieldResult, Journal, Pushed, push};
use vozdesk_remote::{Cancel, Connection, Hosts, Key, Keys, Stop, StopCode, fetch};
use vozdesk_store::{Made, Store, StoreError};

use crate::failure::Failure;

/// The way from an office to a platform.
pub struct Way<'a> {
    /// The office's store.
    pub store: &'a Store,
    /// The keys of whoever asks.
    pub keys: &'a Keys,
    /// Where the platforms are.
    pub hosts: &'a Hosts,
    /// The platform.
    pub platform: &'static Platform,
    /// Whether it need not go on.
    pub cancel: Cancel,
}

/// What came of connecting.
#[derive(Debug, Default)]
pub struct Connected {
    /// Why the key is kept in memory only, if it is and nothing else gives it.
    pub not_in_keyring: Option<String>,
}

/// What a platform has that comes here, before it is applied.
pub struct Pulling {
    /// What it brings, as files carry it.
    pub partials: Vec<Partial>,
    there: There,
    memory: Memory,
    platform: &'static Platform,
}

/// The platform of this word, if an office can be connected to it.
///
/// # Errors
/// There is none.
pub fn platform_of(word: &str) -> Result<&'static Platform, Failure> {
    let found = Platform::within_reach().map(|(platform, _)| platform).find(|platform| platform.word == word);
    found.ok_or_else(|| Failure::plain("invalid", Message::new("sync-no-way").with("platform", word)))
}

/// That a program ended while it changed something on a platform, if one did and nobody has compared since.
///
/// # Errors
/// What the disk reports.
pub fn interrupted(store: &Store, platform: &Platform) -> Result<Option<Message>, Failure> {
    let number = store.interrupted(platform.word)?.into_iter().next();
    Ok(number.map(|number| Message::new("sync-interrupted").with("platform", platform.name).with("number", number)))
}

fn cancelled() -> Failure {
    Failure::Remote(Stop { code: StopCode::Cancelled, message: Message::new("sync-cancelled") })
}

/// That an office is not connected to a platform.
pub fn no_connection(platform: &Platform) -> Failure {
    let message = Message::new("sync-no-connection").with("platform", platform.name);
    Failure::plain("no_connection", message.with("word", platform.word))
}

impl Way<'_> {
    /// Connects the office: the key is tried by reading, then kept.
    ///
    /// # Errors
    /// There is a connection already and it is not to be replaced; the key is not taken; nobody answers.
    pub fn connect(&self, key: &Key, replaces: bool, for_session: bool) -> Result<Connected, Failure> {
        if !replaces && self.is_connected()? {
            let message = Message::new("sync-connected-already").with("platform", self.platform.name);
            return Err(Failure::plain("connected_already", message));
        }
        fetch::try_key(&self.to_platform(key.clone())?)?;
        let office = self.store.office_id();
        let is_of_environment = Keys::of_environment(self.platform).is_some_and(|given| given == *key);
        let mut connected = Connected::default();
        // What the environment gives, it gives again: nobody is asked to unlock anything for it.
        if for_session || is_of_environment {
            self.keys.keep_for_session(&office, self.platform, key);
        } else {
            match self.keys.keep(&office, self.platform, key, &self.cancel) {
                Ok(()) => {}
                Err(Unasked::Cancelled) => return Err(cancelled()),
                Err(why) => connected.not_in_keyring = Some(why.why().to_owned()),
            }
        }
        self.store.connect(self.platform.word)?;
        Ok(connected)
    }

    /// Forgets the key and what was last seen; the numbers stay.
    ///
    /// # Errors
    /// There is no connection; the keyring does not let the key go.
    pub fn disconnect(&self) -> Result<(), Failure> {
        self.connected()?;
        let kept = self.keys.forget(&self.store.office_id(), self.platform, &self.cancel);
        kept.map_err(|why| match why {
            Unasked::Cancelled => cancelled(),
            why => Failure::plain("keyring", Message::new("sync-keyring-keeps").with("why", why.why())),
        })?;
        Ok(self.store.disconnect(self.platform.word)?)
    }

    /// Compares the office with the platform, and keeps the plan. Only reads are sent.
    ///
    /// # Errors
    /// There is no connection or no key; the platform does not tell everything.
    pub fn compare(&self) -> Result<Plan, Failure> {
        let there = self.read()?;
        let memory = self.store.memory(self.platform.word)?;
        let snapshot = self.store.snapshot();
        let planned = Plan::make(&snapshot.setup, snapshot.revision, self.platform, &there, &memory);
        self.store.keep_plan(&planned.plan, &planned.noticed)?;
        Ok(planned.plan)
    }

    /// Reads what comes here.
    ///
    /// # Errors
    /// As [`Way::compare`]; something is wanted that the plan does not offer.
    pub fn pull(&self, wish: &PullWish) -> Result<Pulling, Failure> {
        let there = self.read()?;
        let memory = self.store.memory(self.platform.word)?;
        let snapshot = self.store.snapshot();
        let planned = Plan::make(&snapshot.setup, snapshot.revision, self.platform, &there, &memory);
        // What is equal is last seen so, whatever comes of the rest.
        self.store.notice(self.platform.word, &planned.noticed)?;
        let plan = planned.plan;
        let partials = sync::pull(&snapshot.setup, self.platform, &there, &plan, wish);
        let partials = partials.map_err(|message| Failure::plain("not_offered", message))?;
        Ok(Pulling { partials, there, memory, platform: self.platform })
    }

    /// The newest plan, if it is the one of this digest and can be sent, and what of it is wanted.
    ///
    /// # Errors
    /// There is no connection; the plan is another or of another revision; something of it cannot be sent.
    pub fn sending(&self, digest: &str, wish: &SendWish) -> Result<(Plan, Sending), Failure> {
        self.connected()?;
        let plan = self.store.plan(self.platform.word)?.filter(|plan| plan.digest == digest && !plan.is_used);
        let plan = plan.ok_or_else(|| Failure::plain("plan_unknown", Message::new("sync-plan-unknown")))?;
        let snapshot = self.store.snapshot();
        if plan.revision != snapshot.revision {
            return Err(Failure::plain("plan_stale", Message::new("sync-plan-stale")));
        }
        let sending = plan.sending(&snapshot.setup, self.platform, wish);
        let sending = sending.map_err(|message| Failure::plain("not_offered", message))?;
        Ok((plan, sending))
    }

    /// Sends what is wanted of a plan. It is used up by that.
    ///
    /// # Errors
    /// As [`Way::sending`]; the platform would refuse something of it, or something is to be asked before.
    pub fn push(
        &self,
        digest: &str,
        wish: &SendWish,
        is_sure: bool,
        tell: &mut dyn FnMut(&NumberWrite, &[FieldResult]),
    ) -> Result<Pushed, Failure> {
        let (plan, sending) = self.sending(digest, wish)?;
        if !sending.problems.is_empty() {
            let told = sending.problems.iter().map(|problem| self.told(problem)).collect();
            let message = Message::new("sync-problems").with("count", sending.problems.len());
            return Err(Failure::plain("problems", message.with("told", Arg::Sentences(told))));
        }
        if !is_sure && !sending.asks.is_empty() {
            let setup = &self.store.snapshot().setup;
            let told = sending.asks.iter().map(|ask| asked(setup, ask.code, &ask.numbers, self.platform)).collect();
            let message = Message::new("sync-asks").with("told", Arg::Sentences(told));
            return Err(Failure::plain("asks", message));
        }
        let connection = self.to_platform(self.key()?)?;
        self.store.use_plan(&plan)?;
        self.remember(sending.by_hand.clone(), |base, there| *base = Base::settled(there))?;
        let country = self.store.snapshot().setup.profile().default_country;
        let mut kept = Kept { store: self.store, plan: &plan, tell };
        Ok(push(&connection, &sending.writes, country, &mut kept)?)
    }

    /// What is to be done by hand, by the newest plan.
    ///
    /// # Errors
    /// There is no connection.
    pub fn by_hand(&self) -> Result<Vec<ByHand>, Failure> {
        self.connected()?;
        let Some(plan) = self.store.plan(self.platform.word)? else { return Ok(Vec::new()) };
        let memory = self.store.memory(self.platform.word)?;
        Ok(sync::by_hand(&self.store.snapshot().setup, self.platform, &plan, &memory))
    }

    /// Takes note that something was done by hand, or was not after all.
    ///
    /// # Errors
    /// It is on no list.
    pub fn mark_done(&self, number: E164, field: Synced, is_done: bool) -> Result<(), Failure> {
        let line = self.by_hand()?.into_iter().find(|line| (line.number, line.field) == (Some(number), field.path()));
        let nothing = || {
            let message = Message::new("sync-not-by-hand").with("number", number).with("field", field.path());
            Failure::plain("not_offered", message)
        };
        let (_, held) = line.and_then(|line| line.value).ok_or_else(nothing)?;
        self.remember([(number, field, held)], |base, held| base.done = is_done.then_some(held))
    }

    /// Remembers something of fields of numbers, in one commit.
    fn remember(
        &self,
        fields: impl IntoIterator<Item = (E164, Synced, Held)>,
        set: impl Fn(&mut Base, Held),
    ) -> Result<(), Failure> {
        let mut noticed = Noticed::default();
        for (number, field, held) in fields {
            let seen = match noticed.numbers.entry(number) {
                Entry::Occupied(seen) => seen.into_mut(),
                Entry::Vacant(place) => place.insert(self.store.seen(self.platform.word, number)?),
            };
            set(seen.get_or_insert_default().fields.entry(field).or_default(), held);
        }
        Ok(self.store.notice(self.platform.word, &noticed)?)
    }

    fn read(&self) -> Result<There, Failure> {
        self.connected()?;
        let connection = self.to_platform(self.key()?)?;
        let country = self.store.snapshot().setup.profile().default_country;
        Ok(fetch::everything(&connection, country)?)
    }

    fn is_connected(&self) -> Result<bool, Failure> {
        Ok(self.store.connections()?.iter().any(|connection| connection.platform == self.platform.word))
    }

    /// # Errors
    /// The office is not connected to the platform.
    fn connected(&self) -> Result<(), Failure> {
        self.is_connected()?.then_some(()).ok_or_else(|| no_connection(self.platform))
    }

    fn key(&self) -> Result<Key, Failure> {
        let no_key = |why: Message| {
            let message = Message::new("sync-no-key").with("platform", self.platform.name).with("why", why);
            Failure::plain("no_key", message.with("variable", Keys::variable(self.platform)))
        };
        match self.keys.get(&self.store.office_id(), self.platform, &self.cancel) {
            Ok(Some(key)) => Ok(key),
            Ok(None) => Err(no_key(Message::new("sync-keyring-has-none"))),
            Err(Unasked::Cancelled) => Err(cancelled()),
            Err(why) => Err(no_key(Message::new("just-a-word").with("word", why.why()))),
        }
    }

    fn to_platform(&self, key: Key) -> Result<Connection, Failure> {
        let connection = Connection::to(self.platform, self.hosts, key, self.cancel.clone());
        connection.map_err(|message| {
            let code = if message.key == "sync-url-not-loopback" { "url_not_loopback" } else { "invalid" };
            Failure::plain(code, message)
        })
    }

    /// A fault of a plan in words.
    pub fn told(&self, fault: &Fault) -> Message {
        let why = fault.message(self.platform);
        match fault.number {
            Some(number) => Message::new("sync-fault-of").with("number", number).with("why", why),
            None => why,
        }
    }
}

/// How a number stands with a platform the office is connected to, as far as that is known.
pub(crate) fn standing(
    store: &Store,
    setup: &Setup,
    number: &PhoneNumber,
) -> Result<Option<(usize, Message)>, StoreError> {
    let Some(digits) = number.e164() else { return Ok(None) };
    for connection in store.connections()? {
        let Some(at) = connection.compared_at else { continue };
        let Some(platform) = Platform::of_word(&connection.platform) else { continue };
        let Some(reach) = &platform.reach else { continue };
        let Some(seen) = store.seen(platform.word, digits)? else { continue };
        let plan = store.plan(platform.word)?.unwrap_or_default();
        let open: Vec<&Difference> =
            plan.send.iter().chain(&plan.bring).chain(&plan.decide).filter(|one| one.number == digits).collect();
        let differs = |field: &Synced| {
            let there = open.iter().find(|one| one.field == *field).map(|one| &one.there.value);
            let there = there.or_else(|| seen.fields.get(field)?.value.as_ref());
            let is_compared = matches!(reach.takes(*field), Takes::Sent | Takes::Told);
            is_compared
                && there
                    .is_some_and(|there| *there != Held::Decided && *there != field.here(setup, number, platform.word))
        };
        let count = Synced::ALL.iter().filter(|field| differs(field)).count();
        let key = if count == 0 { "sync-same-as-there" } else { "sync-differs-from-there" };
        let message = Message { key, args: Vec::new() }.with("platform", platform.name);
        return Ok(Some((
            count,
            if count == 0 { message.with("at", shown_time(&at)) } else { message.with("count", count) },
        )));
    }
    Ok(None)
}

/// An ask in words.
pub fn asked(setup: &Setup, code: AskCode, numbers: &[E164], platform: &Platform) -> Message {
    let key = match code {
        AskCode::ManyChanges => "sync-ask-many",
        AskCode::AnswersNobody => "sync-ask-nobody",
    };
    let name = |number: &E164| {
        let name = setup.number_with_digits(*number).map_or_else(|| number.international(), |known| known.name());
        Message::new("just-a-name").name("name", name)
    };
    let message = Message { key, args: Vec::new() }.with("count", numbers.len()).with("platform", platform.name);
    message.with("numbers", Arg::List(numbers.iter().map(name).collect()))
}

impl Pulling {
    /// What it would make of a setup.
    pub fn review(&self, setup: &Setup) -> Review {
        review(setup, &self.partials, Mode::Merge, &Default::default())
    }

    /// Applies a review of it as one change, and remembers what is seen now.
    ///
    /// # Errors
    /// The setup is no longer that of the review; what the disk reports.
    pub fn apply(&self, store: &Store, review: &Review) -> Result<Option<Made>, Failure> {
        let deed = Deed::Pulled { platform: self.platform.name.to_owned() };
        let (_, made) = store.change(|setup| review.applied_to(setup).map(|edited| Edited { deed, ..edited }))?;
        if let Some(made) = &made {
            let (before, after) = (&made.before.setup, &made.after.setup);
            let noticed = sync::pulled(before, after, made.change, self.platform, &self.there, &self.memory);
            store.notice(self.platform.word, &noticed)?;
        }
        Ok(made)
    }

    /// Whether something is left that somebody has to decide, once the setup is this one.
    pub fn leaves_to_decide(&self, after: &Setup) -> bool {
        !Plan::make(after, 0, self.platform, &self.there, &self.memory).plan.decide.is_empty()
    }
}

/// What is kept of a run in the store.
struct Kept<'a> {
    store: &'a Store,
    plan: &'a Plan,
    tell: &'a mut dyn FnMut(&NumberWrite, &[FieldResult]),
}

impl Journal for Kept<'_> {
    type Error = StoreError;

    fn begin(&mut self, write: &NumberWrite) -> Result<(), StoreError> {
        let fields: Vec<Synced> = write.fields.iter().map(|sent| sent.field).collect();
        self.store.begin_sending(self.plan, write.number, &fields)
    }

    fn end(&mut self, number: E164, settled: &[(Synced, Held)]) -> Result<(), StoreError> {
        self.store.end_sending(&self.plan.platform, number, settled)
    }

    fn tell(&mut self, write: &NumberWrite, results: &[FieldResult]) {
        (self.tell)(write, results);
    }
}
