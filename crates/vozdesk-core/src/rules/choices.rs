//! Numbers to choose from, those first that fit what they are wanted for.

use std::sync::Arc;

use crate::model::id::Id;
use crate::model::number::{NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::rules::routing;

/// What a number is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A campaign is to call from it.
    Campaign,
    /// An assistant is to answer calls to it.
    Inbound,
    /// An assistant is to call from it.
    Outbound,
    /// An assistant is to do both.
    Both,
}

impl Purpose {
    /// The slots of a number that this is about.
    pub fn slots(self, number: &PhoneNumber) -> Vec<&Option<Id>> {
        match self {
            Purpose::Inbound => vec![&number.inbound.assistant],
            Purpose::Both => vec![&number.inbound.assistant, &number.outbound.assistant],
            Purpose::Campaign | Purpose::Outbound => vec![&number.outbound.assistant],
        }
    }
}

/// Numbers in the order in which they are offered; those alike stay in the order given. The chosen one is
/// first, even where it is not among them. For a campaign those follow that can be used; for a slot those
/// another assistant holds, then free ones, then those that are not in service. What `assistant` holds
/// already is left out.
pub fn ranked<'a>(
    setup: &'a Setup,
    numbers: impl Iterator<Item = &'a Arc<PhoneNumber>>,
    purpose: Purpose,
    chosen: Option<&str>,
    assistant: Option<&str>,
) -> Vec<&'a Arc<PhoneNumber>> {
    let is_its_own = |number: &PhoneNumber| {
        let own = |slot: &&Option<Id>| slot.as_ref().map(Id::as_str) == assistant;
        assistant.is_some() && purpose.slots(number).iter().all(own)
    };
    let rank = |number: &PhoneNumber| match purpose {
        _ if Some(number.id.as_str()) == chosen => 0,
        Purpose::Campaign => 1 + u8::from(routing::speaker(setup, number).is_err()),
        _ if number.status != NumberStatus::Active => 3,
        _ => 1 + u8::from(purpose.slots(number).iter().all(|slot| slot.is_none())),
    };
    let mut ranked: Vec<&Arc<PhoneNumber>> = numbers.collect();
    if let Some(chosen) = chosen.and_then(|id| setup.number(id))
        && !ranked.iter().any(|number| number.id == chosen.id)
    {
        ranked.push(chosen);
    }
    ranked.retain(|number| !is_its_own(number));
    ranked.sort_by_cached_key(|number| rank(number));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::two_numbers;

    #[test]
    fn what_can_be_used_comes_first_and_the_chosen_one_before_it() {
        let (setup, main, second) = two_numbers();
        let ids = |purpose, chosen: Option<&str>, assistant: Option<&str>| -> Vec<String> {
            let ranked = ranked(&setup, setup.numbers(), purpose, chosen, assistant);
            ranked.into_iter().map(|number| number.id.to_string()).collect()
        };
        // Somebody speaks from the first alone.
        assert_eq!(ids(Purpose::Campaign, None, None), [main.clone(), second.clone()]);
        assert_eq!(ids(Purpose::Campaign, Some(&second), None), [second.clone(), main.clone()]);
        assert_eq!(
            ids(Purpose::Outbound, None, Some("recall")),
            *std::slice::from_ref(&second),
            "what it holds is left out"
        );
        assert_eq!(ids(Purpose::Inbound, None, Some("desk")), Vec::<String>::new());
        let chosen = ranked(&setup, std::iter::empty(), Purpose::Campaign, Some(&second), None);
        assert_eq!(chosen.len(), 1, "the chosen one is offered whatever is listed");
    }
}
