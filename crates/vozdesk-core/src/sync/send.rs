//! What of a plan is sent: the fields somebody wants sent, held against what the platform takes, number by number.

use std::collections::{BTreeMap, BTreeSet};

use super::comparison::{asks, fault_of};
use super::plan::{Ask, Difference, Fault, Plan, Side};
use crate::files::{Platform, Takes};
use crate::model::e164::E164;
use crate::model::message::Message;
use crate::model::setup::Setup;
use crate::model::synced::{Held, Synced};

/// What of a plan is wanted.
#[derive(Clone, Debug, Default)]
pub struct SendWish {
    /// Only these numbers; all where it is none.
    pub only: Option<BTreeSet<E164>>,
    /// Fields to be sent that are left out.
    pub left_out: BTreeSet<(E164, Synced)>,
    /// Fields to decide that are decided for the value here.
    pub here: BTreeSet<(E164, Synced)>,
}

/// What is sent.
#[derive(Clone, Debug, Default)]
pub struct Sending {
    /// In the order of the numbers' E.164 text.
    pub writes: Vec<NumberWrite>,
    /// Fields decided for the value here that only a person can change there, with what is there: that is last seen from
    /// now on.
    pub by_hand: Vec<(E164, Synced, Held)>,
    /// What is to be asked before.
    pub asks: Vec<Ask>,
    /// What the platform would refuse; nothing is sent while there is any.
    pub problems: Vec<Fault>,
}

/// The changed fields of one number: one request.
#[derive(Clone, Debug, PartialEq)]
pub struct NumberWrite {
    /// The number.
    pub number: E164,
    /// Its id there.
    pub id: String,
    /// What changes.
    pub fields: Vec<FieldWrite>,
}

/// A field of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldWrite {
    /// Which.
    pub field: Synced,
    /// What the plan saw there.
    pub there: Side,
    /// What is sent.
    pub here: Side,
}

impl Sending {
    /// How many fields are sent.
    pub fn count(&self) -> usize {
        self.writes.iter().map(|write| write.fields.len()).sum()
    }
}

impl Plan {
    /// What is sent of it.
    ///
    /// # Errors
    /// A field is said to be decided that is none to decide.
    pub fn sending(&self, setup: &Setup, platform: &Platform, wish: &SendWish) -> Result<Sending, Message> {
        let Some(reach) = &platform.reach else { return Ok(Sending::default()) };
        self.has_to_decide(&wish.here)?;
        let is_wanted = |difference: &&Difference| {
            wish.only.as_ref().is_none_or(|only| only.contains(&difference.number))
                && !wish.left_out.contains(&(difference.number, difference.field))
        };
        let is_decided = |difference: &&Difference| wish.here.contains(&(difference.number, difference.field));
        let decided: Vec<&Difference> = self.decide.iter().filter(is_decided).filter(is_wanted).collect();
        let is_sent = |difference: &&&Difference| reach.takes(difference.field) == Takes::Sent;
        let mut sent: Vec<&Difference> = self.send.iter().filter(is_wanted).collect();
        sent.extend(decided.iter().filter(is_sent));
        sent.sort_by_key(|difference| (difference.number, difference.field));
        let by_hand = decided.iter().filter(|difference| !is_sent(difference));
        let by_hand = by_hand.map(|one| (one.number, one.field, one.there.value.clone())).collect();
        let problems = sent.iter().filter_map(|difference| fault_of(reach, difference, &self.absent)).collect();
        let asks = asks(setup, self.both, &sent);
        let mut writes: BTreeMap<E164, NumberWrite> = BTreeMap::new();
        for difference in sent {
            let write = writes.entry(difference.number).or_insert_with(|| NumberWrite {
                number: difference.number,
                id: difference.id.clone(),
                fields: Vec::new(),
            });
            write.fields.push(FieldWrite {
                field: difference.field,
                there: difference.there.clone(),
                here: difference.here.clone(),
            });
        }
        let mut writes: Vec<NumberWrite> = writes.into_values().collect();
        writes.sort_by(|a, b| a.number.as_str().cmp(b.number.as_str()));
        Ok(Sending { writes, by_hand, asks, problems })
    }
}
