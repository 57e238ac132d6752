//! What the clock says, whatever it says.

use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::date;
use jiff::tz::TimeZone;

/// The time now. A clock that is set before the year 1 or behind 9999 is taken for the nearest time that has a date
/// of four digits: the program goes on, and whatever is newest is told by revisions.
pub fn now() -> Timestamp {
    let first = TimeZone::UTC.to_timestamp(date(1, 1, 1).at(0, 0, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH);
    let last = TimeZone::UTC.to_timestamp(date(9999, 12, 30).at(0, 0, 0, 0)).unwrap_or(Timestamp::MAX);
    let beyond = if SystemTime::now() < SystemTime::UNIX_EPOCH { first } else { last };
    Timestamp::try_from(SystemTime::now()).unwrap_or(beyond).clamp(first, last)
}

/// A time as a terminal shows it, in this system's zone and to the minute: `2026-11-27 19:31`, from RFC 3339. What is no
/// time stays as it is.
pub fn local(at: &str) -> String {
    let local = |at: Timestamp| TimeZone::system().to_datetime(at).strftime("%Y-%m-%d %H:%M").to_string();
    at.parse().map_or_else(|_| at.to_owned(), local)
}
