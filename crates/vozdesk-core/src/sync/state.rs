//! The rule of the three values.

use crate::files::Takes;
use crate::model::synced::{Base, Held};

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Both sides have the same, or somebody else decides there and nothing was changed here.
    Settled,
    /// Only there has it moved.
    ToBring,
    /// Only here has it moved, and the platform takes it.
    ToSend,
    /// Both have moved, or nothing was ever seen and the two differ.
    ToDecide,
    /// Only a person can do it there.
    ByHand,
}

/// What becomes of a field of which this was last seen, and which is that here and that there. Where the platform does
/// not tell it, `there` is not looked at: what somebody says was entered there stands for it.
pub fn state(takes: Takes, base: Option<&Base>, here: &Held, there: &Held) -> State {
    let settled_if = |is_settled: bool, else_it_is: State| if is_settled { State::Settled } else { else_it_is };
    let seen = base.and_then(|base| base.value.as_ref());
    match takes {
        Takes::Nothing => State::Settled,
        Takes::Untold => {
            let done = base.and_then(|base| base.done.as_ref()).unwrap_or(&Held::Nothing);
            settled_if(here == done, State::ByHand)
        }
        Takes::Likeness => settled_if(here == there, State::ByHand),
        Takes::Sent | Takes::Told if *there == Held::Decided => {
            let then = match seen {
                Some(Held::Decided) => base.and_then(|base| base.here.as_ref()),
                seen => seen,
            };
            settled_if(then.is_none_or(|then| then == here), State::ByHand)
        }
        Takes::Sent | Takes::Told => {
            if here == there {
                return State::Settled;
            }
            let is_as_seen_here = match seen {
                None => return State::ToDecide,
                Some(Held::Decided) => base.and_then(|base| base.here.as_ref()) == Some(here),
                Some(seen) => seen == here,
            };
            match (is_as_seen_here, seen == Some(there), takes) {
                (true, ..) => State::ToBring,
                (false, true, Takes::Sent) => State::ToSend,
                (false, true, _) => State::ByHand,
                (false, false, _) => State::ToDecide,
            }
        }
    }
}

/// What is to be remembered of a field that is settled now; `None` if it is remembered already.
pub(super) fn noticed(takes: Takes, base: Option<&Base>, here: &Held, there: &Held) -> Option<Base> {
    let noticed = match (takes, there) {
        (Takes::Nothing | Takes::Untold, _) => return None,
        (_, Held::Decided) => match base {
            // What was changed here since it was last seen so stays to be said.
            Some(base) if base.value == Some(Held::Decided) => return None,
            _ => Base { value: Some(Held::Decided), here: Some(here.clone()), done: None },
        },
        _ => Base::settled(there.clone()),
    };
    (base != Some(&noticed)).then_some(noticed)
}
