//! What the page Sync asks: connections, the newest plan row by row, what would be sent, and the sending.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::{Platform, Takes};
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::field;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::synced::Synced;
use vozdesk_core::sync::{AskCode, FieldWrite, Memory, Plan, PullWish as Wanted, SendWish};
use vozdesk_remote::push::{FieldResult, Outcome, Pushed};
use vozdesk_remote::{Cancel, Hosts, Key};
use vozdesk_store::Store;

use crate::failure::Failure;
use crate::host::{Event, Host};
use crate::importing::{self, ReviewHead};
use crate::offices::lock;
use crate::sync::{Way, asked, interrupted, platform_of};
use crate::sync_notices::{CallerNotice, notices};
use crate::sync_rows::{PlanQuery, Rows, SyncRow, counts, entry_of, rows, side_shown};
use crate::work::{Answer, Nothing, Work};

/// What is under way with a platform; at most one thing at a time.
#[derive(Default)]
pub(crate) struct SyncDesk {
    cancel: Mutex<Cancel>,
    /// Why a key is kept in memory only, by platform.
    notes: Mutex<Vec<(String, Message)>>,
    /// The plan that was shown last and what was remembered then: its rows are asked for in many stretches.
    shown: Mutex<Option<Arc<(Plan, Memory)>>>,
}

#[derive(Deserialize, TS)]
pub(crate) struct SyncQuery {
    /// Null: the first connection.
    platform: Option<String>,
}

#[derive(Deserialize, TS)]
pub(crate) struct PlatformName {
    platform: String,
}

#[derive(Deserialize, TS)]
pub(crate) struct NewConnection {
    platform: String,
    /// As it was typed or pasted.
    key: String,
}

/// The office and the platforms it can be brought to.
#[derive(Serialize, TS)]
pub(crate) struct SyncOffice {
    /// All that can be connected, in order.
    platforms: Vec<SyncPlatform>,
    connections: Vec<ConnectionRow>,
    /// The newest plan of the connection shown; null before the first compare.
    plan: Option<SyncPlan>,
    /// The word of the connection shown.
    shown: Option<String>,
    /// That sending there was interrupted, and nobody has compared since.
    interrupted: Option<String>,
}

#[derive(Serialize, TS)]
pub(crate) struct SyncPlatform {
    word: &'static str,
    name: &'static str,
    host: &'static str,
    /// Where to find the key there, a sentence each.
    steps: Vec<String>,
    takes: PlatformTakes,
}

#[derive(Serialize, TS)]
pub(crate) struct PlatformTakes {
    label: TakesWord,
    inbound: TakesWord,
    outbound: TakesWord,
    /// Fallback destination and caller ID.
    others: TakesWord,
}

#[derive(Clone, Copy, Serialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TakesWord {
    Send,
    Hand,
    None,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ConnectionRow {
    platform: String,
    name: &'static str,
    host: &'static str,
    #[ts(type = "\"keyring\" | \"session\" | \"none\"")]
    key: &'static str,
    /// Why the key is kept for this session only.
    note: Option<String>,
    /// RFC 3339; null before the first compare.
    compared_at: Option<String>,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SyncPlan {
    digest: String,
    /// The office was changed since, or the plan was sent: it is to be made again.
    is_stale: bool,
    /// How many numbers are the same.
    settled: usize,
    send: usize,
    bring: usize,
    decide: usize,
    hand: usize,
    know: usize,
    problems: usize,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct DoneMark {
    platform: String,
    key: String,
    is_done: bool,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PushWish {
    platform: String,
    digest: String,
    /// Rows to send that are not ticked, by their keys.
    left_out: Vec<String>,
    /// Rows to decide that are decided for the value here.
    here: Vec<String>,
    /// What is asked was answered with yes.
    is_sure: bool,
}

#[derive(Serialize, TS)]
pub(crate) struct PushForesight {
    changes: usize,
    /// What callers will notice.
    callers: Vec<CallerNotice>,
    /// To be answered with yes before anything is sent.
    ask: Option<PushAsk>,
    /// Nothing can be sent while there are any.
    problems: Vec<String>,
    /// Everything that would be sent, all of it waiting.
    rows: Vec<PushRow>,
}

#[derive(Serialize, TS)]
pub(crate) struct PushAsk {
    title: String,
    text: String,
    confirm: String,
}

/// A field on its way.
#[derive(Clone, Debug, Serialize, TS)]
pub(crate) struct PushRow {
    key: String,
    entry: String,
    sub: Option<String>,
    label: String,
    value: Option<String>,
    outcome: PushOutcome,
    /// The outcome in words.
    said: String,
    message: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PushOutcome {
    Waiting,
    Sending,
    Done,
    Already,
    ChangedThere,
    NotTaken,
    Refused,
    Unknown,
    NotTried,
}

/// How far a push has come.
#[derive(Clone, Debug, Serialize, TS)]
pub struct PushProgress {
    done: usize,
    total: usize,
    /// Rows that have changed.
    rows: Vec<PushRow>,
}

/// What came of a push.
#[derive(Serialize, TS)]
pub(crate) struct PushReport {
    title: String,
    left: Option<String>,
    /// Failures first.
    rows: Vec<PushRow>,
    /// Why it ended early.
    stopped: Option<String>,
    /// All of it as plain text.
    report: String,
}

#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PullWish {
    platform: String,
    /// Rows to bring that are not ticked.
    left_out: Vec<String>,
    /// Rows to decide that are decided for the platform's value.
    there: Vec<String>,
    /// Ticked rows of numbers that were removed here.
    add: Vec<String>,
    /// Ticked rows of assistants that may be the same.
    link: Vec<String>,
}

impl PushOutcome {
    fn of(outcome: Outcome) -> PushOutcome {
        match outcome {
            Outcome::Done => PushOutcome::Done,
            Outcome::Already => PushOutcome::Already,
            Outcome::ChangedThere => PushOutcome::ChangedThere,
            Outcome::NotTaken => PushOutcome::NotTaken,
            Outcome::Refused => PushOutcome::Refused,
            Outcome::Unknown => PushOutcome::Unknown,
            Outcome::NotTried => PushOutcome::NotTried,
        }
    }

    fn key(self) -> &'static str {
        match self {
            PushOutcome::Waiting => "outcome-waiting",
            PushOutcome::Sending => "outcome-sending",
            PushOutcome::Done => "outcome-done",
            PushOutcome::Already => "outcome-already",
            PushOutcome::ChangedThere => "outcome-changed-there",
            PushOutcome::NotTaken => "outcome-not-taken",
            PushOutcome::Refused => "outcome-refused",
            PushOutcome::Unknown => "outcome-unknown",
            PushOutcome::NotTried => "outcome-not-tried",
        }
    }

    fn is_good(self) -> bool {
        matches!(self, PushOutcome::Done | PushOutcome::Already)
    }
}

/// What a request about a platform works with.
struct Desk<'a, H> {
    work: &'a Work<H>,
    store: Arc<Store>,
    hosts: Hosts,
    platform: &'static Platform,
    cancel: Cancel,
}

impl<'a, H: Host> Desk<'a, H> {
    fn of(work: &'a Work<H>, platform: &str) -> Answer<Desk<'a, H>> {
        let hosts = Hosts { proxy: work.host().proxy() };
        let cancel = lock(&work.office.sync.cancel).clone();
        Ok(Desk { work, store: work.store()?, hosts, platform: platform_of(platform)?, cancel })
    }

    /// The same to reach out to the platform; what was under way before is let go.
    fn reaching_out(work: &'a Work<H>, platform: &str) -> Answer<Desk<'a, H>> {
        let desk = Desk::of(work, platform)?;
        let cancel = Cancel::default();
        let before = std::mem::replace(&mut *lock(&work.office.sync.cancel), cancel.clone());
        before.cancel();
        Ok(Desk { cancel, ..desk })
    }

    fn way(&self) -> Way<'_> {
        Way {
            store: &self.store,
            keys: self.work.offices.keys(),
            hosts: &self.hosts,
            platform: self.platform,
            cancel: self.cancel.clone(),
        }
    }
}

/// How things stand; nothing is asked of a platform.
pub(crate) fn open_sync(work: &Work<impl Host>, query: SyncQuery) -> Answer<SyncOffice> {
    let store = work.store()?;
    let office_id = store.office_id();
    let catalogue = work.catalogue;
    let notes = lock(&work.office.sync.notes).clone();
    let mut connections = Vec::new();
    for connection in store.connections()? {
        let Some((platform, reach)) = Platform::within_reach().find(|(of, _)| of.word == connection.platform) else {
            continue;
        };
        let note = notes.iter().find(|(of, _)| *of == connection.platform).map(|(_, note)| catalogue.text(note));
        connections.push(ConnectionRow {
            name: platform.name,
            host: reach.host,
            key: work.offices.keys().whereabouts(&office_id, platform).word(),
            note,
            compared_at: connection.compared_at,
            platform: connection.platform,
        });
    }
    let is_connected = |word: &String| connections.iter().any(|connection| connection.platform == *word);
    let first = || connections.first().map(|connection| connection.platform.clone());
    let shown = query.platform.filter(is_connected).or_else(first);
    let plan = match &shown {
        Some(word) => plan_at_a_glance(work, &store, platform_of(word)?)?,
        None => None,
    };
    let mut reachable: Vec<_> = Platform::within_reach().collect();
    // Those that take most come first.
    reachable.sort_by_key(|(_, reach)| reach.takes.iter().filter(|takes| **takes != Takes::Sent).count());
    let platforms = reachable.into_iter().map(|(platform, reach)| SyncPlatform {
        word: platform.word,
        name: platform.name,
        host: reach.host,
        steps: reach.key_steps.map(|key| catalogue.words(key)).to_vec(),
        takes: PlatformTakes {
            label: takes(reach.takes(Synced::Label)),
            inbound: takes(reach.takes(Synced::Inbound)),
            outbound: takes(reach.takes(Synced::Outbound)),
            others: takes(reach.takes(Synced::CallerId)),
        },
    });
    let interrupted = match &shown {
        Some(word) => interrupted(&store, platform_of(word)?)?.map(|message| catalogue.text(&message)),
        None => None,
    };
    Ok(SyncOffice { platforms: platforms.collect(), connections, plan, shown, interrupted })
}

fn takes(takes: Takes) -> TakesWord {
    match takes {
        Takes::Sent => TakesWord::Send,
        Takes::Told | Takes::Likeness | Takes::Untold => TakesWord::Hand,
        Takes::Nothing => TakesWord::None,
    }
}

/// Reads the newest plan and what is remembered beside it, and holds both for whoever asks for its rows.
fn read_plan(
    work: &Work<impl Host>,
    store: &Store,
    platform: &'static Platform,
) -> Answer<Option<Arc<(Plan, Memory)>>> {
    let shown = match store.plan(platform.word)? {
        Some(plan) => Some(Arc::new((plan, store.memory(platform.word)?))),
        None => None,
    };
    lock(&work.office.sync.shown).clone_from(&shown);
    Ok(shown)
}

fn plan_at_a_glance(work: &Work<impl Host>, store: &Store, platform: &'static Platform) -> Answer<Option<SyncPlan>> {
    let shown = read_plan(work, store, platform)?;
    let Some(shown) = shown else { return Ok(None) };
    let (plan, memory) = &*shown;
    let snapshot = store.snapshot();
    let of = Rows { setup: &snapshot.setup, platform, plan, memory, catalogue: work.catalogue };
    let [send, bring, decide, hand, know] = counts(&of);
    Ok(Some(SyncPlan {
        is_stale: plan.is_used || plan.revision != snapshot.revision,
        settled: plan.settled,
        send,
        bring,
        decide,
        hand,
        know,
        problems: plan.problems.len(),
        digest: plan.digest.clone(),
    }))
}

/// Connects the office to a platform, or gives a connection another key.
pub(crate) fn connect_platform<H: Host>(work: &Work<H>, new: NewConnection) -> Answer<SyncOffice> {
    let desk = Desk::reaching_out(work, &new.platform)?;
    let key = Key::new(&new.key);
    if key.is_empty() {
        return Err(Failure::plain("invalid", Message::new("sync-key-typed-empty")));
    }
    let connected = desk.way().connect(&key, true, false)?;
    let mut notes = lock(&work.office.sync.notes);
    notes.retain(|(platform, _)| *platform != new.platform);
    let note = |why: String| (new.platform.clone(), Message::new("sync-key-here-only").with("why", why));
    notes.extend(connected.not_in_keyring.map(note));
    drop(notes);
    open_sync(work, SyncQuery { platform: Some(new.platform) })
}

/// Forgets a connection.
pub(crate) fn disconnect_platform(work: &Work<impl Host>, name: PlatformName) -> Answer<SyncOffice> {
    Desk::reaching_out(work, &name.platform)?.way().disconnect()?;
    open_sync(work, SyncQuery { platform: None })
}

/// Compares the office with a platform.
pub(crate) fn compare_platform(work: &Work<impl Host>, name: PlatformName) -> Answer<SyncOffice> {
    Desk::reaching_out(work, &name.platform)?.way().compare()?;
    open_sync(work, SyncQuery { platform: Some(name.platform) })
}

/// Lets go what is under way.
pub(crate) fn cancel_sync(work: &Work<impl Host>, _: Nothing) -> Answer<()> {
    lock(&work.office.sync.cancel).cancel();
    Ok(())
}

/// Rows of the plan that was shown last.
pub(crate) fn list_plan_rows(work: &Work<impl Host>, query: PlanQuery) -> Answer<Vec<SyncRow>> {
    let platform = platform_of(query.platform())?;
    let shown = lock(&work.office.sync.shown).clone().filter(|shown| shown.0.platform == platform.word);
    let store = work.store()?;
    let shown = match shown {
        Some(shown) => shown,
        None => read_plan(work, &store, platform)?.ok_or_else(Failure::gone)?,
    };
    let (plan, memory) = &*shown;
    let snapshot = store.snapshot();
    let of = Rows { setup: &snapshot.setup, platform, plan, memory, catalogue: work.catalogue };
    Ok(rows(&of, &query))
}

/// Says that something by hand was done, or was not after all.
pub(crate) fn mark_done(work: &Work<impl Host>, mark: DoneMark) -> Answer<SyncOffice> {
    let (number, field) = field_of(&mark.key).ok_or_else(Failure::gone)?;
    Desk::of(work, &mark.platform)?.way().mark_done(number, field, mark.is_done)?;
    open_sync(work, SyncQuery { platform: Some(mark.platform) })
}

/// The field that the key of a row names.
fn field_of(key: &str) -> Option<(E164, Synced)> {
    let (number, field) = key.split_once(':')?;
    Some((E164::from_text(number)?, Synced::of_path(field)?))
}

fn fields_of(keys: &[String]) -> BTreeSet<(E164, Synced)> {
    keys.iter().filter_map(|key| field_of(key)).collect()
}

fn send_wish(wish: &PushWish) -> SendWish {
    SendWish { only: None, left_out: fields_of(&wish.left_out), here: fields_of(&wish.here) }
}

/// What would be sent, before it is.
pub(crate) fn foresee_push(work: &Work<impl Host>, wish: PushWish) -> Answer<PushForesight> {
    let desk = Desk::of(work, &wish.platform)?;
    let way = desk.way();
    let (plan, sending) = way.sending(&wish.digest, &send_wish(&wish))?;
    let setup = &desk.store.snapshot().setup;
    let catalogue = work.catalogue;
    let ask = sending.asks.first().map(|_| {
        let numbers: BTreeSet<E164> = sending.asks.iter().flat_map(|ask| ask.numbers.iter().copied()).collect();
        let loses = sending.asks.iter().any(|ask| ask.code == AskCode::AnswersNobody);
        let told = sending.asks.iter().map(|ask| asked(setup, ask.code, &ask.numbers, desk.platform));
        let title = if loses { Message::new("ask-nobody-title") } else { Message::new("ask-many-title") };
        let title = title.with("count", numbers.len()).with("total", plan.both).with("platform", desk.platform.name);
        PushAsk {
            title: catalogue.text(&title),
            text: told.map(|message| catalogue.text(&message)).collect::<Vec<_>>().join(" "),
            confirm: catalogue.text(&Message::new("ask-confirm").with("count", numbers.len())),
        }
    });
    let waiting = |outcome| Sent { work, setup, outcome, message: None };
    let rows = sending.writes.iter().flat_map(|write| {
        let number = write.number;
        write.fields.iter().map(move |sent| waiting(PushOutcome::Waiting).row(number, sent))
    });
    Ok(PushForesight {
        changes: sending.count(),
        callers: notices(setup, &sending.writes, catalogue),
        ask,
        problems: sending.problems.iter().map(|problem| catalogue.text(&way.told(problem))).collect(),
        rows: rows.collect(),
    })
}

/// Makes rows of fields that are sent.
struct Sent<'a, H> {
    work: &'a Work<H>,
    setup: &'a Setup,
    outcome: PushOutcome,
    message: Option<&'a Message>,
}

impl<H: Host> Sent<'_, H> {
    fn row(&self, number: E164, sent: &FieldWrite) -> PushRow {
        let catalogue = self.work.catalogue;
        let (entry, sub) = entry_of(self.setup, number, "");
        PushRow {
            key: format!("{number}:{}", sent.field.path()),
            entry,
            sub,
            label: catalogue.text(&field::label(sent.field.path())),
            value: side_shown(&sent.here, catalogue),
            outcome: self.outcome,
            said: catalogue.words(self.outcome.key()),
            message: self.message.map(|message| catalogue.text(message)),
        }
    }
}

/// Sends what is wanted of a plan; the page is told how far it is.
pub(crate) fn push_plan(work: &Work<impl Host>, wish: PushWish) -> Answer<PushReport> {
    let desk = Desk::reaching_out(work, &wish.platform)?;
    let way = desk.way();
    let send = send_wish(&wish);
    let (_, sending) = way.sending(&wish.digest, &send)?;
    let setup = desk.store.snapshot().setup.clone();
    let (total, mut done) = (sending.count(), 0);
    let fields =
        sending.writes.iter().flat_map(|write| write.fields.iter().map(|sent| ((write.number, sent.field), sent)));
    let fields: HashMap<(E164, Synced), &FieldWrite> = fields.collect();
    let row = |result: &FieldResult| -> Option<PushRow> {
        let sent = fields.get(&(result.number, result.field))?;
        let outcome = PushOutcome::of(result.outcome);
        // What went as it should needs no sentence.
        let message = Some(&result.message).filter(|_| !outcome.is_good() && outcome != PushOutcome::NotTried);
        Some(Sent { work, setup: &setup, outcome, message }.row(result.number, sent))
    };
    let pushed = way.push(&wish.digest, &send, wish.is_sure, &mut |write, results| {
        done += results.len();
        let rows = if results.is_empty() {
            let sent = Sent { work, setup: &setup, outcome: PushOutcome::Sending, message: None };
            write.fields.iter().map(|field| sent.row(write.number, field)).collect()
        } else {
            results.iter().filter_map(&row).collect()
        };
        work.host().tell(Event::PushProgress(PushProgress { done, total, rows }));
    })?;
    let mut rows: Vec<PushRow> = pushed.results.iter().filter_map(row).collect();
    rows.sort_by_key(|row| row.outcome.is_good());
    Ok(report(work, desk.platform, &pushed, rows))
}

fn report(work: &Work<impl Host>, platform: &Platform, pushed: &Pushed, rows: Vec<PushRow>) -> PushReport {
    let catalogue = work.catalogue;
    let count = |is: fn(Outcome) -> bool| pushed.results.iter().filter(|result| is(result.outcome)).count();
    let tried = count(|outcome| !matches!(outcome, Outcome::NotTried | Outcome::ChangedThere | Outcome::Already));
    let (taken, left) = (count(|outcome| outcome == Outcome::Done), count(|outcome| !outcome.is_good()));
    let title = catalogue.text(&Message::new("sync-sent-taken").with("sent", tried).with("taken", taken));
    let left = (left > 0).then(|| catalogue.text(&Message::new("sync-left").with("count", left)));
    let stopped = pushed.stopped.as_ref().map(|stop| catalogue.text(&stop.message));
    let mut lines = vec![format!("{}: {title}", platform.name)];
    lines.extend(stopped.clone());
    for row in &rows {
        let sub = row.sub.as_deref().map(|sub| format!(" ({sub})")).unwrap_or_default();
        let value = row.value.as_deref().unwrap_or("–");
        let message = row.message.as_deref().map(|message| format!(" {message}")).unwrap_or_default();
        lines.push(format!("{}{sub}, {}: {value}. {}.{message}", row.entry, row.label, row.said));
    }
    PushReport { title, left, rows, stopped, report: lines.join("\n") }
}

/// Reads what comes here and lays it open as a review.
pub(crate) fn review_pull(work: &Work<impl Host>, wish: PullWish) -> Answer<Option<ReviewHead>> {
    let desk = Desk::reaching_out(work, &wish.platform)?;
    let behind = |keys: &[String], word: &str| -> Vec<String> {
        keys.iter().filter_map(|key| Some(key.strip_prefix(word)?.to_owned())).collect()
    };
    let numbers = |keys: &[String], word: &str| -> BTreeSet<E164> {
        behind(keys, word).iter().filter_map(|text| E164::from_text(text)).collect()
    };
    let wanted = Wanted {
        there: fields_of(&wish.there),
        add: numbers(&wish.add, "removed "),
        link: behind(&wish.link, "link ").iter().filter_map(|id| Id::new(id)).collect(),
        left_out: fields_of(&wish.left_out),
        left_out_numbers: numbers(&wish.left_out, "new "),
        left_out_assistants: behind(&wish.left_out, "assistant ").into_iter().collect(),
    };
    match desk.way().pull(&wanted) {
        Err(failure) if failure.code() == "cancelled" => Ok(None),
        Err(failure) => Err(failure),
        Ok(pulling) => importing::lay_open(work, pulling).map(Some),
    }
}
