//! What can go wrong between VozDesk and a platform, and when it does.

use std::collections::VecDeque;
use std::time::Duration;

use super::vendor::{Asked, List};

/// Which requests a fault is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Every request.
    Any,
    /// What changes nothing there.
    Read,
    /// What changes something there.
    Write,
    /// A page of the list of numbers.
    List,
    /// A page of the list of assistants.
    Assistants,
    /// Reading one number.
    One,
    /// The nth request from now on, where the next one is 1; of a fault that stays, each one after it too.
    Nth(usize),
}

/// What goes wrong. Where it does not say that the request was done, it was not.
#[derive(Clone, Debug)]
pub enum Fault {
    /// An answer of this status and with this body.
    Status(u16, String),
    /// 429, with this in Retry-After.
    Throttled(Option<String>),
    /// 500.
    FailBefore,
    /// Done, and 500 all the same.
    FailAfter,
    /// The connection is closed without an answer.
    DropBefore,
    /// Done, and the connection is closed without an answer.
    DropAfter,
    /// Nothing comes for so long, then the connection is closed.
    Hang(Duration),
    /// A write: 200 with the number as it was.
    Ignored,
    /// A write: done, and this other field of the record moves with it.
    AlsoChanges(String),
    /// 200 with a page for people to read, as a hotel's network answers.
    Html,
    /// 307 to this address.
    Redirect(String),
    /// 200 with broken JSON.
    Garbage,
    /// Done, and 200 with broken JSON.
    GarbageAfter,
    /// A list: it says that there is more without a key to it. Where no key is needed the next page is 500 until the
    /// list is begun again; a bare list that says nothing breaks off in the middle.
    CutShort,
    /// A list of several pages: a later page is the one before it again.
    RepeatedPage,
    /// A list that says how many there are (Vapi's numbers): one more than there are.
    WrongTotal,
    /// A list: as if nothing were there.
    EmptyList,
    /// Done and answered as it should be, after so long.
    Slow(Duration),
}

impl Fault {
    /// Whether it can befall such a request at all.
    fn fits(&self, asked: &Asked, is_later_page: bool) -> bool {
        match self {
            Fault::Ignored | Fault::AlsoChanges(_) => matches!(asked, Asked::Write(_)),
            Fault::CutShort | Fault::EmptyList => matches!(asked, Asked::List(_)),
            Fault::WrongTotal => *asked == Asked::List(List::Numbers),
            Fault::RepeatedPage => matches!(asked, Asked::List(_)) && is_later_page,
            _ => true,
        }
    }
}

/// The faults that wait for their request.
#[derive(Default)]
pub(super) struct Faults {
    requests: usize,
    once: VecDeque<(When, Fault)>,
    always: Vec<(When, Fault)>,
}

impl Faults {
    pub(super) fn once(&mut self, when: When, how: Fault) {
        self.once.push_back((self.counted(when), how));
    }

    pub(super) fn always(&mut self, when: When, how: Fault) {
        self.always.push((self.counted(when), how));
    }

    pub(super) fn forget(&mut self) {
        self.once.clear();
        self.always.clear();
    }

    /// Requests are counted from the first one there ever was.
    fn counted(&self, when: When) -> When {
        match when {
            When::Nth(nth) => When::Nth(self.requests + nth),
            other => other,
        }
    }

    /// What befalls the next request: the first fault that was queued for it, else the last one that stays.
    pub(super) fn next(&mut self, asked: &Asked, is_write: bool, is_later_page: bool) -> Option<Fault> {
        self.requests += 1;
        let number = self.requests;
        let matches = |when: When, stays: bool| match when {
            When::Any => true,
            When::Read => !is_write,
            When::Write => is_write,
            When::List => *asked == Asked::List(List::Numbers),
            When::Assistants => *asked == Asked::List(List::Assistants),
            When::One => matches!(asked, Asked::One(_)),
            When::Nth(nth) => number == nth || stays && number > nth,
        };
        let mut once = self.once.iter();
        if let Some(at) = once.position(|(when, how)| matches(*when, false) && how.fits(asked, is_later_page)) {
            return self.once.remove(at).map(|(_, how)| how);
        }
        let mut always = self.always.iter().rev();
        always.find(|(when, how)| matches(*when, true) && how.fits(asked, is_later_page)).map(|(_, how)| how.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(fault: Option<Fault>) -> String {
        fault.map_or("none".to_owned(), |fault| format!("{fault:?}"))
    }

    #[test]
    fn a_fault_is_used_once_by_the_next_request_it_is_for() {
        let mut faults = Faults::default();
        faults.once(When::Write, Fault::FailBefore);
        faults.once(When::Any, Fault::Html);
        let (one, write) = (Asked::One("a".to_owned()), Asked::Write("a".to_owned()));
        assert_eq!(named(faults.next(&one, false, false)), "Html");
        assert_eq!(named(faults.next(&write, true, false)), "FailBefore");
        assert_eq!(named(faults.next(&write, true, false)), "none");
    }

    #[test]
    fn the_nth_request_counts_from_when_it_was_said() {
        let mut faults = Faults::default();
        let one = Asked::One("a".to_owned());
        faults.next(&one, false, false);
        faults.once(When::Nth(2), Fault::Html);
        faults.always(When::Nth(3), Fault::Garbage);
        let all: Vec<String> = (0..4).map(|_| named(faults.next(&one, false, false))).collect();
        assert_eq!(all, ["none", "Html", "Garbage", "Garbage"]);
    }

    #[test]
    fn a_fault_waits_for_a_request_that_it_can_befall() {
        let mut faults = Faults::default();
        faults.once(When::Any, Fault::RepeatedPage);
        let (list, one) = (Asked::List(List::Numbers), Asked::One("a".to_owned()));
        assert_eq!(named(faults.next(&one, false, false)), "none");
        assert_eq!(named(faults.next(&list, false, false)), "none");
        assert_eq!(named(faults.next(&list, false, true)), "RepeatedPage");
    }
}
