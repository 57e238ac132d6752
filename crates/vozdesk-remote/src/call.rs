//! A request with patience: throttled ones wait and are asked again, reads are tried once more. What a write came to is
//! looked at where writes are made.

use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use vozdesk_core::model::message::Message;

use crate::connection::{Cancel, Connection};
use crate::http::{Answer, Request, Unanswered};
use crate::stop::{Stop, StopCode};

/// How long a throttled request waits where it is not told how long.
const WAITS: [u64; 4] = [2, 4, 8, 16];
/// The longest it waits because it was told to, in seconds.
const LONGEST_WAIT: i64 = 60;
/// So often at most is a request that is told to wait asked again.
const MOST_WAITS: usize = 10;
/// How long a read waits before it is tried once more.
const SECOND_TRY: Duration = Duration::from_secs(2);
/// How soon a wait that was cancelled ends.
const GLANCE: Duration = Duration::from_millis(50);
/// How much of a platform's words is repeated, in characters.
const WORDS: usize = 200;

/// What a write came to, as far as its answer says.
pub(crate) enum Written {
    /// It was taken.
    Taken,
    /// It was refused; nothing was changed. The platform's words.
    Refused(u16, String),
    /// Whether it was taken cannot be told from the answer.
    Unclear(String),
}

/// Whether an answer says that a request was taken and can be read.
fn is_json(answer: &Answer) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(&answer.body).is_ok()
}

impl Connection {
    /// Reads. What is not there is an answer too (404, or another of the platform's for that).
    pub(crate) fn read(&self, request: &Request, is_let_go: fn(&Cancel) -> bool) -> Result<Answer, Stop> {
        let mut is_second = false;
        loop {
            let why = match self.patiently(request, is_let_go)? {
                Ok(answer) => match answer.status {
                    401 | 403 => return Err(self.unauthorised(&answer)),
                    300..=399 => return Err(self.unreadable(Message::new("sync-redirect"))),
                    500.. => self.words(&answer),
                    200..300 if !is_json(&answer) => return Err(self.unreadable(Message::new("sync-no-json"))),
                    _ => return Ok(answer),
                },
                Err(why) => why,
            };
            if is_second {
                let message = Message::new("sync-unreachable").with("platform", self.platform.name).with("why", why);
                return Err(Stop::new(StopCode::Unreachable, message));
            }
            is_second = true;
            self.wait(SECOND_TRY, is_let_go)?;
        }
    }

    /// Writes, once.
    pub(crate) fn write(&self, request: &Request) -> Result<Written, Stop> {
        let answer = match self.patiently(request, Cancel::is_said_twice)? {
            Ok(answer) => answer,
            Err(why) => return Ok(Written::Unclear(why)),
        };
        Ok(match answer.status {
            200..300 if is_json(&answer) => Written::Taken,
            200..300 => Written::Unclear(self.words(&answer)),
            401 | 403 => return Err(self.unauthorised(&answer)),
            300..500 => Written::Refused(answer.status, self.words(&answer)),
            _ => Written::Unclear(self.words(&answer)),
        })
    }

    /// Asks until the platform no longer says that it was asked too often; such a request was never processed. Without
    /// an answer: why.
    fn patiently(&self, request: &Request, is_let_go: fn(&Cancel) -> bool) -> Result<Result<Answer, String>, Stop> {
        for turn in 0.. {
            if is_let_go(&self.cancel) {
                return Err(Stop::cancelled());
            }
            let authorization = self.interface.authorization(&self.key).unwrap_or(("accept", String::new()));
            let answer = match self.line.ask(request, authorization, &self.cancel, is_let_go) {
                Ok(answer) => answer,
                Err(Unanswered::Cancelled) => return Err(Stop::cancelled()),
                Err(Unanswered::Certificate(why)) => {
                    let message = Message::new("sync-bad-certificate").with("platform", self.platform.name);
                    return Err(Stop::new(StopCode::BadCertificate, message.with("why", self.blotted(&why))));
                }
                Err(Unanswered::Broken(why)) => return Ok(Err(self.blotted(&why))),
            };
            if answer.status != 429 {
                return Ok(Ok(answer));
            }
            let now = Timestamp::now();
            let seconds = match answer.retry_after.as_deref().and_then(|told| seconds_from(told, now)) {
                Some(seconds) if seconds > LONGEST_WAIT || turn >= MOST_WAITS => {
                    return Err(self.throttled(now, seconds));
                }
                Some(seconds) => seconds.max(0),
                None => match WAITS.get(turn) {
                    Some(seconds) => *seconds as i64,
                    None => return Err(self.throttled(now, 0)),
                },
            };
            self.wait(Duration::from_secs(seconds as u64), is_let_go)?;
        }
        unreachable!("the loop above ends: each turn waits, and so often at most")
    }

    fn wait(&self, how_long: Duration, is_let_go: fn(&Cancel) -> bool) -> Result<(), Stop> {
        let until = Instant::now() + how_long;
        // A wait is no request under way: once cancelled, nothing more is asked.
        let is_over = |cancel: &Cancel| is_let_go(cancel) || cancel.is_said();
        loop {
            if is_over(&self.cancel) {
                return Err(Stop::cancelled());
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            thread::sleep(left.min(GLANCE));
        }
    }

    fn unauthorised(&self, answer: &Answer) -> Stop {
        let message = Message::new("sync-unauthorised").with("platform", self.platform.name);
        Stop::new(StopCode::Unauthorised, message.with("why", self.words(answer)))
    }

    pub(crate) fn unreadable(&self, why: Message) -> Stop {
        let message = Message::new("sync-unreadable").with("platform", self.platform.name).with("why", why);
        Stop::new(StopCode::UnreadableAnswer, message)
    }

    fn throttled(&self, now: Timestamp, seconds: i64) -> Stop {
        let until = now.checked_add(jiff::Span::new().try_seconds(seconds).unwrap_or_default()).unwrap_or(now);
        let message = Message::new("sync-throttled").with("platform", self.platform.name);
        Stop::new(StopCode::Throttled, message.with("until", until.strftime("%Y-%m-%d %H:%M:%S UTC").to_string()))
    }

    /// What an answer says, in the platform's words: cut, and the key blotted out.
    pub(crate) fn words(&self, answer: &Answer) -> String {
        let text = String::from_utf8_lossy(&answer.body);
        let said = vozdesk_core::files::error_words(&text).unwrap_or_default();
        let said = if said.is_empty() { format!("HTTP {}", answer.status) } else { said };
        self.blotted(&said)
    }

    fn blotted(&self, text: &str) -> String {
        let text = self.key.blotted_in(text);
        match text.char_indices().nth(WORDS) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text,
        }
    }
}

/// How long a request is told to wait: seconds, or until a date (RFC 9110).
fn seconds_from(told: &str, now: Timestamp) -> Option<i64> {
    let told = told.trim();
    if let Ok(seconds) = told.parse::<i64>() {
        return Some(seconds);
    }
    let until = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(told).ok()?;
    Some(until.duration_since(now).as_secs_f64().ceil() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_seconds_or_as_a_date() {
        let now: Timestamp = "1994-11-06T08:49:30Z".parse().expect("a time");
        assert_eq!(seconds_from(" 7 ", now), Some(7));
        assert_eq!(seconds_from("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(7));
        assert_eq!(seconds_from("soon", now), None);
    }
}
