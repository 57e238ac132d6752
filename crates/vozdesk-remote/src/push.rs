//! What was planned, sent number by number: each is read directly before it is written and read back afterwards.
//!
//! Between the reading and the writing somebody else may write: no platform offers a way to close that gap, so it is kept
//! narrow. What cannot be told from an answer is looked up before anything is sent again.

use serde_json::Value as Json;
use vozdesk_core::files::there::{NumberThere, read_number};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::field;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::synced::{Held, Synced};
use vozdesk_core::sync::{FieldWrite, NumberWrite};

use crate::call::Written;
use crate::connection::{Cancel, Connection};
use crate::stop::{Stop, StopCode};

/// What came of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It was sent, and stands there.
    Done,
    /// It stood there already.
    Already,
    /// Somebody has changed the number there meanwhile: it was left alone.
    ChangedThere,
    /// The platform said yes, and read back it is not there.
    NotTaken,
    /// The platform said no, or has no such number.
    Refused,
    /// It cannot be told.
    Unknown,
    /// It was not its turn any more.
    NotTried,
}

/// What came of a field of a number.
#[derive(Clone, Debug)]
pub struct FieldResult {
    /// The number.
    pub number: E164,
    /// The field.
    pub field: Synced,
    /// What came of it.
    pub outcome: Outcome,
    /// The sentence.
    pub message: Message,
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Pushed {
    /// A result a field, in the order of the numbers.
    pub results: Vec<FieldResult>,
    /// Why it ended early, if it did.
    pub stopped: Option<Stop>,
}

/// What is kept of a run while it runs.
pub trait Journal {
    /// Why nothing could be kept.
    type Error;

    /// Before a request is sent. Nothing is sent if this fails.
    ///
    /// # Errors
    /// What the disk reports.
    fn begin(&mut self, write: &NumberWrite) -> Result<(), Self::Error>;

    /// Once it is known what came of a number: these fields stand there now.
    ///
    /// # Errors
    /// What the disk reports.
    fn end(&mut self, number: E164, settled: &[(Synced, Held)]) -> Result<(), Self::Error>;

    /// The results of a number, as soon as they are there; none when it is its turn.
    fn tell(&mut self, write: &NumberWrite, results: &[FieldResult]);
}

impl Outcome {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Already => "already",
            Outcome::ChangedThere => "changed_there",
            Outcome::NotTaken => "not_taken",
            Outcome::Refused => "refused",
            Outcome::Unknown => "unknown",
            Outcome::NotTried => "not_tried",
        }
    }

    /// Whether the value wanted stands there.
    pub fn is_good(self) -> bool {
        matches!(self, Outcome::Done | Outcome::Already)
    }
}

/// Sends what is to be sent, one number after the other.
///
/// # Errors
/// What is to be kept of the run cannot be kept; then no more is sent.
pub fn push<J: Journal>(
    connection: &Connection,
    writes: &[NumberWrite],
    office: Country,
    journal: &mut J,
) -> Result<Pushed, J::Error> {
    let mut pushed = Pushed::default();
    for write in writes {
        if pushed.stopped.is_none() && connection.cancel.is_said() {
            pushed.stopped = Some(Stop::cancelled());
        }
        if pushed.stopped.is_some() {
            pushed.results.extend(all(write, Outcome::NotTried, Message::new("sync-not-tried")));
            continue;
        }
        journal.tell(write, &[]);
        let mut number = Number { connection, write, office };
        let (results, stopped) = number.send(journal)?;
        let good = results.iter().filter(|result| result.outcome.is_good()).map(|result| result.field);
        let settled: Vec<(Synced, Held)> = good
            .filter_map(|field| write.fields.iter().find(|sent| sent.field == field))
            .map(|sent| (sent.field, sent.here.value.clone()))
            .collect();
        journal.end(write.number, &settled)?;
        journal.tell(write, &results);
        pushed.results.extend(results);
        pushed.stopped = stopped;
    }
    Ok(pushed)
}

/// The same outcome for every field of a number.
fn all(write: &NumberWrite, outcome: Outcome, message: Message) -> Vec<FieldResult> {
    let result =
        |sent: &FieldWrite| FieldResult { number: write.number, field: sent.field, outcome, message: message.clone() };
    write.fields.iter().map(result).collect()
}

/// One number on its way.
struct Number<'a> {
    connection: &'a Connection,
    write: &'a NumberWrite,
    office: Country,
}

/// A number as it was read, and the answer it was read from.
struct Reading {
    number: NumberThere,
    answer: Json,
}

/// What reading a number came to.
enum Read {
    There(Reading),
    /// It is not there any more.
    Gone,
    /// The platform does not tell it; its words.
    Refused(String),
}

type Came = (Vec<FieldResult>, Option<Stop>);

impl Number<'_> {
    fn send<J: Journal>(&mut self, journal: &mut J) -> Result<Came, J::Error> {
        let before = match self.read() {
            Ok(Read::There(reading)) => reading,
            Ok(Read::Gone) => {
                return Ok((all(self.write, Outcome::Refused, Message::new("sync-no-longer-there")), None));
            }
            Ok(Read::Refused(words)) => {
                return Ok((
                    all(self.write, Outcome::Refused, Message::new("sync-refused").with("words", words)),
                    None,
                ));
            }
            Err(stop) => return Ok((all(self.write, Outcome::NotTried, Message::new("sync-not-tried")), Some(stop))),
        };
        let stands = |sent: &&FieldWrite| before.number.value(sent.field) == sent.here.value;
        let is_as_seen = |sent: &FieldWrite| before.number.value(sent.field) == sent.there.value;
        if self.write.fields.iter().any(|sent| !stands(&sent) && !is_as_seen(sent)) {
            return Ok((all(self.write, Outcome::ChangedThere, Message::new("sync-changed-there")), None));
        }
        let wanted: Vec<&FieldWrite> = self.write.fields.iter().filter(|sent| !stands(sent)).collect();
        if wanted.is_empty() {
            return Ok((all(self.write, Outcome::Already, Message::new("sync-already")), None));
        }
        journal.begin(self.write)?;
        let (came, stopped) = self.change(&before, &wanted);
        // In the order of the plan, with what needed no sending.
        let results = self.write.fields.iter().map(|sent| {
            let of_field = came.iter().find(|(field, ..)| *field == sent.field);
            let (outcome, message) = of_field.map_or_else(
                || (Outcome::Already, Message::new("sync-already")),
                |(_, outcome, message)| (*outcome, message.clone()),
            );
            FieldResult { number: self.write.number, field: sent.field, outcome, message }
        });
        Ok((results.collect(), stopped))
    }

    /// Sends the wanted fields in one request, and says what came of each.
    fn change(&self, before: &Reading, wanted: &[&FieldWrite]) -> (Vec<(Synced, Outcome, Message)>, Option<Stop>) {
        let each = |outcome: Outcome, message: Message| -> Vec<(Synced, Outcome, Message)> {
            wanted.iter().map(|sent| (sent.field, outcome, message.clone())).collect()
        };
        let unknown = |why: Message| each(Outcome::Unknown, Message::new("sync-unknown").with("why", why));
        let connection = self.connection;
        let fields: Vec<(Synced, &Held)> = wanted.iter().map(|sent| (sent.field, &sent.here.value)).collect();
        let (number, id) = (self.write.number, self.write.id.as_str());
        let request = connection.interface.change(&connection.key, number, id, &fields, &before.answer);
        let mut is_second = false;
        loop {
            let written = match connection.write(&request) {
                Ok(written) => written,
                Err(stop) => {
                    let outcome = match stop.code {
                        // What came of the first try is not known.
                        _ if is_second => Outcome::Unknown,
                        StopCode::Unauthorised => Outcome::Refused,
                        // Throttled: never processed. Let go while under way: nobody knows.
                        StopCode::Cancelled if connection.cancel.is_said_twice() => Outcome::Unknown,
                        _ => Outcome::NotTried,
                    };
                    return (each(outcome, stop.message.clone()), Some(stop));
                }
            };
            let unclear = match written {
                Written::Refused(_, words) if is_second => {
                    return (unknown(Message::new("sync-answered").with("words", words)), None);
                }
                // Retell's 422 says many things of a write.
                Written::Refused(404, _) => {
                    return (each(Outcome::Refused, Message::new("sync-no-longer-there")), None);
                }
                Written::Refused(_, words) => {
                    return (each(Outcome::Refused, Message::new("sync-refused").with("words", words)), None);
                }
                Written::Taken => None,
                Written::Unclear(why) => Some(why),
            };
            let after = match self.read() {
                Ok(Read::There(after)) => after.number,
                Ok(Read::Gone) => return (unknown(Message::new("sync-no-longer-there")), None),
                Ok(Read::Refused(words)) => {
                    return (unknown(Message::new("sync-answered").with("words", words)), None);
                }
                Err(stop) => return (unknown(stop.message.clone()), Some(stop)),
            };
            let stands = |sent: &&&FieldWrite| after.value(sent.field) == sent.here.value;
            let stand = wanted.iter().filter(stands).count();
            let unclear = unclear.or_else(|| is_second.then(|| self.connection.platform.name.to_owned()));
            if let Some(why) = unclear.filter(|_| stand < wanted.len()) {
                let is_as_before = wanted.iter().all(|sent| after.value(sent.field) == before.number.value(sent.field));
                if is_as_before && !is_second && !connection.cancel.is_said() {
                    is_second = true;
                    continue;
                }
                return (unknown(Message::new("sync-answered").with("words", why)), None);
            }
            let written: Vec<Synced> = wanted.iter().map(|sent| sent.field).collect();
            let moved = after.moved_since(&before.number, &written);
            if !moved.is_empty() {
                let labels = Arg::List(moved.into_iter().map(field::label).collect());
                return (unknown(Message::new("sync-more-moved").with("fields", labels)), None);
            }
            let each = wanted.iter().map(|sent| {
                if stands(&sent) {
                    (sent.field, Outcome::Done, Message::new("sync-done"))
                } else {
                    (sent.field, Outcome::NotTaken, Message::new("sync-not-taken"))
                }
            });
            return (each.collect(), None);
        }
    }

    /// The number as it is there now.
    fn read(&self) -> Result<Read, Stop> {
        let connection = self.connection;
        let request = connection.interface.number(&connection.key, self.write.number, &self.write.id);
        let answer = connection.read(&request, Cancel::is_said_twice)?;
        if connection.interface.is_gone(answer.status) {
            return Ok(Read::Gone);
        }
        if answer.status >= 300 {
            return Ok(Read::Refused(connection.words(&answer)));
        }
        let read = read_number(connection.platform, &answer.body, self.office);
        let read = read.map_err(|problem| connection.unreadable(problem.message))?;
        let of_no_kind = || connection.unreadable(Message::new("sync-list-of-no-kind"));
        let (number, there) = read.ok_or_else(of_no_kind)?;
        if number != self.write.number {
            return Err(of_no_kind());
        }
        let answer = serde_json::from_slice(&answer.body).map_err(|_| of_no_kind())?;
        Ok(Read::There(Reading { number: there, answer }))
    }
}
