//! How calls are shown: routes in words, campaigns, numbers to choose from, the call map.

use std::sync::Arc;

use vozdesk_core::files::setup_file;
use vozdesk_core::model::campaign::Campaign;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::number::{Digits, NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::call_map::{CallMap, Column, EdgeKind, Of};
use vozdesk_core::rules::checkup;
use vozdesk_core::rules::edit::{self, Consequence, Edited};
use vozdesk_core::rules::routing::{self, Place, Route};
use vozdesk_core::words::Catalogue;

use crate::findings::Checked;
use crate::views::{self, NumberList};
use crate::wire::{
    Badge, CallPath, CallPaths, CampaignRow, Choice, ChoiceQuery, Choices, MapEdge, MapHead, MapNode, MapPicture,
    NumberFilter, NumberForesight, PathQuery, PlacementForesight, Purpose, RouteWords, Sentence, ShownDigits,
    WhichNumbers, sentence,
};

/// What happens to calls of a number, in words; beside what happened before, if that is given.
pub(crate) fn routes(
    catalogue: &Catalogue,
    setup: &Setup,
    number: &Arc<PhoneNumber>,
    before: Option<(&Setup, &Arc<PhoneNumber>)>,
) -> Vec<RouteWords> {
    type Follow = fn(&Setup, &Arc<PhoneNumber>) -> Route;
    let answers = setup.in_slot(&number.inbound.assistant);
    let kinds: [(&'static str, Follow); 3] = [
        ("inbound", routing::inbound),
        ("unavailable", routing::inbound_if_unavailable),
        ("outbound", routing::outbound),
    ];
    let mut words = Vec::new();
    for (kind, follow) in kinds {
        let route = follow(setup, number);
        // What happens without an assistant, or with one that is off, is what happens anyway.
        let asked = kind != "unavailable" || answers.is_some_and(|assistant| assistant.active);
        let is_in_service = !matches!(route.outcome(), routing::Outcome::NotInService if route.hops.len() == 1);
        if !asked || (kind == "unavailable" && !is_in_service) {
            continue;
        }
        let text = |route: &Route| catalogue.text(&route.message());
        let is_new = before.is_some_and(|(setup, number)| text(&follow(setup, number)) != text(&route));
        words.push(RouteWords {
            kind,
            assistant: answers.filter(|_| kind == "unavailable").map(|assistant| assistant.name.clone()),
            words: sentence(catalogue, &route.message()),
            is_new,
            is_lost: route.outcome().reaches_nobody(),
        });
    }
    words
}

/// What saving an edited number would mean.
pub(crate) fn number_foresight(catalogue: &Catalogue, setup: &Setup, id: &str, edited: &Edited) -> NumberForesight {
    let before = setup.number(id);
    let after = edited.setup.number(id);
    let routes = match (after, before) {
        (Some(after), Some(before)) => routes(catalogue, &edited.setup, after, Some((setup, before))),
        _ => Vec::new(),
    };
    let closes_loop = after
        .filter(|after| before.is_some_and(|b| b.inbound.fallback != after.inbound.fallback))
        .and_then(|after| edited.setup.fallback_loop(&after.id))
        .map(|chain| sentence(catalogue, &edit::loop_message(&chain)));
    let blocks = edited
        .consequences
        .iter()
        .filter(|consequence| matches!(consequence, Consequence::CampaignBlocked { .. }))
        .map(|consequence| sentence(catalogue, &consequence.message()))
        .collect();
    NumberForesight { routes, closes_loop, blocks }
}

/// What placing an assistant would mean.
pub(crate) fn placement_foresight(catalogue: &Catalogue, setup: &Setup, edited: &Edited) -> PlacementForesight {
    let mut losers: Vec<String> = Vec::new();
    for consequence in &edited.consequences {
        if let Consequence::OutboundHandedOver { from, .. } | Consequence::InboundHandedOver { from, .. } = consequence
            && !losers.contains(from)
        {
            losers.push(from.clone());
        }
    }
    // The number that got the assistant is the one that differs.
    let placed = edited.subject.as_ref().and_then(|id| {
        edited.setup.numbers_of_assistant(id).find(|number| setup.number(number.id.as_str()) != Some(*number))
    });
    PlacementForesight {
        losers,
        consequences: edited.consequences.iter().map(|c| sentence(catalogue, &c.message())).collect(),
        routes: placed.map(|number| routes(catalogue, &edited.setup, number, None)).unwrap_or_default(),
        numbers_left: edited.setup.numbers_left(),
    }
}

/// The campaigns by name.
pub(crate) fn campaign_rows(setup: &Setup, catalogue: &Catalogue) -> Vec<CampaignRow> {
    setup_file::campaigns_in_order(setup).into_iter().filter_map(|c| campaign_row(setup, catalogue, c)).collect()
}

fn campaign_row(setup: &Setup, catalogue: &Catalogue, campaign: &Campaign) -> Option<CampaignRow> {
    let number = setup.number(campaign.number.as_str())?;
    let shown = number.outbound.caller_id.or(number.e164());
    Some(CampaignRow {
        id: campaign.id.to_string(),
        name: campaign.name.clone(),
        status: campaign.status,
        number: number.id.to_string(),
        number_name: views::name(number),
        digits: views::shown_digits(&number.digits),
        speaks: views::slot(setup, &number.outbound.assistant),
        caller_id: shown.map(|shown| shown.international()),
        reason: not_ready(setup, catalogue, number, "campaign-needs-ready"),
        is_blocked: checkup::is_blocked(setup, campaign),
    })
}

/// Why a number cannot be used for campaigns, in the sentence of this key.
fn not_ready(setup: &Setup, catalogue: &Catalogue, number: &Arc<PhoneNumber>, key: &'static str) -> Option<Sentence> {
    let reason = routing::speaker(setup, number).err()?;
    let speaks = setup.in_slot(&number.outbound.assistant).map(|assistant| &**assistant);
    let message = Message { key, args: Vec::new() }
        .with("place", routing::place(&Place::Ours(number.clone())))
        .with("why", reason.not_ready_message(speaks));
    Some(sentence(catalogue, &message))
}

/// Numbers to choose from, by name. For a campaign those that can be used come first; for a slot those
/// another assistant holds, then free ones, then those that are not in service.
pub(crate) fn choices(setup: &Setup, catalogue: &Catalogue, list: &NumberList, query: &ChoiceQuery) -> Choices {
    let which = WhichNumbers { search: query.search.clone(), filter: NumberFilter::All, assistant: None };
    let slots = |number: &PhoneNumber| match query.purpose {
        Purpose::Inbound => vec![number.inbound.assistant.clone()],
        Purpose::Both => vec![number.inbound.assistant.clone(), number.outbound.assistant.clone()],
        Purpose::Campaign | Purpose::Outbound => vec![number.outbound.assistant.clone()],
    };
    let is_its_own = |number: &PhoneNumber| {
        let own = |slot: &Option<Id>| slot.as_ref().map(Id::as_str) == query.assistant.as_deref();
        query.assistant.is_some() && slots(number).iter().all(own)
    };
    let rank = |number: &PhoneNumber| match query.purpose {
        _ if Some(number.id.as_str()) == query.chosen.as_deref() => 0,
        Purpose::Campaign => 1 + u8::from(routing::speaker(setup, number).is_err()),
        _ if number.status != NumberStatus::Active => 3,
        _ => 1 + u8::from(slots(number).iter().all(Option::is_none)),
    };
    let found = list.find(setup, &which);
    let mut numbers: Vec<&Arc<PhoneNumber>> = found.iter().filter_map(|id| setup.number(id.as_str())).collect();
    if let Some(chosen) = query.chosen.as_deref().and_then(|id| setup.number(id))
        && !found.contains(&chosen.id)
    {
        numbers.push(chosen);
    }
    numbers.retain(|number| !is_its_own(number));
    // The list is in the order of labels, which a stable sort keeps.
    numbers.sort_by_cached_key(|number| rank(number));
    let choice = |number: &Arc<PhoneNumber>| {
        let reason = match (query.purpose, number.status) {
            (Purpose::Campaign, _) => not_ready(setup, catalogue, number, "choice-not-ready"),
            (_, NumberStatus::Active) => None,
            (_, NumberStatus::Inactive) => Some(sentence(catalogue, &Message::new("route-inactive"))),
            (_, NumberStatus::Pending) => Some(sentence(catalogue, &Message::new("route-pending"))),
        };
        let mut holders: Vec<String> = Vec::new();
        for holder in slots(number).iter().filter_map(|slot| setup.in_slot(slot)) {
            if !holders.contains(&holder.name) {
                holders.push(holder.name.clone());
            }
        }
        Choice {
            id: number.id.to_string(),
            name: views::name(number),
            digits: views::shown_digits(&number.digits),
            caller_id: number.outbound.caller_id.or(number.e164()).map(|shown| shown.international()),
            holder: (!holders.is_empty()).then(|| holders.join(", ")),
            reason,
        }
    };
    Choices { found: numbers.len(), rows: numbers.into_iter().take(query.limit).map(choice).collect() }
}

/// The call map as the page draws it.
pub(crate) fn map_picture(setup: &Setup, catalogue: &Catalogue, checked: &Checked, width: f32) -> MapPicture {
    let map = CallMap::of(setup, width);
    let text = |message: &Message| catalogue.text(message);
    let is_number = |message: &Message| message.key == "just-a-number";
    let nodes = map.nodes.iter().map(|node| {
        let (kind, id, findings, words) = match &node.of {
            Of::Assistant(assistant) => {
                ("assistant", Some(assistant.id.to_string()), checked.of_assistant(&assistant.id), Vec::new())
            }
            Of::Number(number) => {
                let findings =
                    if node.column == Column::Numbers { checked.of_number(&number.id) } else { Default::default() };
                ("number", Some(number.id.to_string()), findings, map_words(setup, catalogue, number))
            }
            Of::Numbers { assistant, .. } => {
                let mut findings = Badge::default();
                let of_group = setup
                    .numbers()
                    .filter(|n| setup.in_slot(&n.inbound.assistant).map(|a| &a.id) == assistant.as_ref());
                for badge in of_group.map(|number| checked.of_number(&number.id)) {
                    findings.errors += badge.errors;
                    findings.warnings += badge.warnings;
                    findings.hints += badge.hints;
                }
                ("numbers", assistant.as_ref().map(ToString::to_string), findings, Vec::new())
            }
            Of::Outside(_) => ("outside", None, Default::default(), Vec::new()),
            Of::More => ("more", None, Default::default(), Vec::new()),
        };
        let name = text(&node.name);
        MapNode {
            column: match node.column {
                Column::Inbound => "inbound",
                Column::Numbers => "numbers",
                Column::Outbound => "outbound",
                Column::Fallbacks => "fallbacks",
            },
            kind,
            id,
            x: node.x,
            y: node.y,
            width: node.width,
            height: node.height,
            pad: node.pad,
            shown: node.shown(catalogue),
            name_is_number: is_number(&node.name),
            name,
            side: node.side.as_ref().map(text),
            side_is_number: node.side.as_ref().is_some_and(is_number),
            is_off: node.is_off,
            findings,
            words,
        }
    });
    MapPicture {
        width: map.width,
        height: map.height,
        heads: map.heads.iter().map(|head| MapHead { x: head.x, y: head.y, text: text(&head.message) }).collect(),
        nodes: nodes.collect(),
        edges: map
            .edges
            .iter()
            .map(|edge| MapEdge {
                kind: match edge.kind {
                    EdgeKind::Inbound => "in",
                    EdgeKind::Outbound => "out",
                    EdgeKind::Fallback => "fall",
                },
                is_off: edge.is_off,
                from: edge.from,
                to: edge.to,
                path: edge.path.clone(),
                whole: edge.whole.clone(),
            })
            .collect(),
        is_grouped: map.is_grouped,
    }
}

/// All that happens to the calls of a number, in one line.
fn map_words(setup: &Setup, catalogue: &Catalogue, number: &Arc<PhoneNumber>) -> Sentence {
    let answers = setup.in_slot(&number.inbound.assistant).filter(|assistant| assistant.active);
    // In the picture greetings would only be in the way.
    let mut sentences = vec![routing::inbound(setup, number).brief()];
    if answers.is_some() && number.status == NumberStatus::Active {
        let route = routing::inbound_if_unavailable(setup, number).message();
        sentences.push(Message::new("map-if-unavailable").with("route", route));
    }
    if number.outbound.assistant.is_some() {
        let route = routing::outbound(setup, number).message();
        sentences.push(Message::new("map-a-campaign-calls").with("route", route));
    }
    let all = Message::new("sentences").with("sentences", Arg::Sentences(sentences));
    sentence(catalogue, &Message::new("map-words").name("name", views::name(number)).with("words", all))
}

/// A stretch of the list behind the call map.
pub(crate) fn call_paths(setup: &Setup, catalogue: &Catalogue, list: &NumberList, query: &PathQuery) -> CallPaths {
    let which = WhichNumbers { search: query.search.clone(), filter: NumberFilter::All, assistant: None };
    let found = list.find(setup, &which);
    let shown = found.iter().skip(query.offset).take(query.limit);
    let rows = shown.filter_map(|id| setup.number(id.as_str())).map(|number| CallPath {
        id: number.id.to_string(),
        name: views::name(number),
        digits: match &number.digits {
            // Called by its digits already.
            Digits::Known(_) if number.label.is_empty() => {
                ShownDigits { number: None, ..views::shown_digits(&number.digits) }
            }
            digits => views::shown_digits(digits),
        },
        routes: routes(catalogue, setup, number, None),
    });
    CallPaths { found: found.len(), rows: rows.collect() }
}
