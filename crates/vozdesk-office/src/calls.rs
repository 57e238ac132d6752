//! What happens to calls, in words and as a picture.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::model::id::Id as RecordId;
use vozdesk_core::model::message::{Arg, Message};
use vozdesk_core::model::number::{Digits, NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::call_map::{CallMap, Column, EdgeKind, Of};
use vozdesk_core::rules::routing::{self, Route};
use vozdesk_core::words::Catalogue;

use crate::checkup::Checked;
use crate::exporting::{Exported, Wanted, export};
use crate::host::Host;
use crate::number_list::NumberList;
use crate::numbers::{self, Badge, NumberFilter, NumberSort, ShownDigits, WhichNumbers};
use crate::sentence::{Sentence, sentence};
use crate::work::{Answer, Nothing, Work};

/// What happens to one sort of call.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RouteWords {
    /// `inbound`, `unavailable` or `outbound`.
    pub(crate) kind: &'static str,
    /// The assistant that is unavailable.
    pub(crate) assistant: Option<String>,
    pub(crate) words: Sentence,
    /// It is another than before the edits.
    pub(crate) is_new: bool,
    /// Callers reach nobody.
    pub(crate) is_lost: bool,
}

#[derive(Deserialize, TS)]
pub(crate) struct MapQuery {
    pub(crate) width: f32,
}

/// The call map, laid out.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MapPicture {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) heads: Vec<MapHead>,
    pub(crate) nodes: Vec<MapNode>,
    pub(crate) edges: Vec<MapEdge>,
    pub(crate) is_grouped: bool,
}

#[derive(Serialize, TS)]
pub(crate) struct MapHead {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) text: String,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MapNode {
    /// `inbound`, `numbers`, `outbound` or `fallbacks`.
    pub(crate) column: &'static str,
    /// `assistant`, `number`, `numbers`, `outside` or `more`.
    pub(crate) kind: &'static str,
    /// The record; of `numbers`, the assistant that answers them.
    pub(crate) id: Option<String>,
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) pad: f32,
    pub(crate) name: String,
    pub(crate) name_is_number: bool,
    pub(crate) side: Option<String>,
    pub(crate) side_is_number: bool,
    pub(crate) is_off: bool,
    pub(crate) findings: Badge,
    /// What happens to its calls.
    pub(crate) words: Sentence,
}

#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct MapEdge {
    /// `in`, `out` or `fall`.
    pub(crate) kind: &'static str,
    pub(crate) is_off: bool,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) path: String,
    pub(crate) whole: String,
}

#[derive(Deserialize, TS)]
pub(crate) struct PathQuery {
    pub(crate) search: String,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

/// What happens to the calls of one number, for the list behind the call map.
#[derive(Serialize, TS)]
pub(crate) struct CallPath {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) digits: ShownDigits,
    pub(crate) routes: Vec<RouteWords>,
}

#[derive(Serialize, TS)]
pub(crate) struct CallPaths {
    pub(crate) found: usize,
    pub(crate) rows: Vec<CallPath>,
}

/// The call map, laid out for a width.
pub(crate) fn read_call_map(work: &Work<impl Host>, query: MapQuery) -> Answer<MapPicture> {
    let snapshot = work.snapshot()?;
    Ok(map_picture(&snapshot.setup, work.catalogue, &work.office.checked(&snapshot), query.width))
}

/// A stretch of the list behind the call map.
pub(crate) fn list_call_paths(work: &Work<impl Host>, query: PathQuery) -> Answer<CallPaths> {
    let snapshot = work.snapshot()?;
    let list = work.office.list(&snapshot, NumberSort::Label, false);
    Ok(call_paths(&snapshot.setup, work.catalogue, &list, &query))
}

/// Writes the call map as a picture.
pub(crate) fn export_call_map(work: &Work<impl Host>, _: Nothing) -> Answer<Option<Exported>> {
    /// Wide enough for the larger measures, and for a page on its side.
    const WIDTH: f32 = 1224.0;
    let name = format!("{}.svg", work.catalogue.words("map-file-name"));
    let wanted = Wanted { title: "dialog-map-title", kind: "dialog-picture-kind", extension: "svg" };
    export(
        work,
        &wanted,
        |_| name,
        |setup, out| out.write_all(CallMap::of(setup, WIDTH).svg(work.catalogue).as_bytes()),
    )
}

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

/// The call map as the page draws it.
fn map_picture(setup: &Setup, catalogue: &Catalogue, checked: &Checked, width: f32) -> MapPicture {
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
                let of_group: Vec<&RecordId> = match assistant {
                    Some(assistant) => {
                        let holds = setup.numbers_of_assistant(assistant);
                        holds.filter(|n| n.inbound.assistant.as_ref() == Some(assistant)).map(|n| &n.id).collect()
                    }
                    None => setup.numbers().filter(|n| n.inbound.assistant.is_none()).map(|n| &n.id).collect(),
                };
                for badge in of_group.into_iter().map(|id| checked.of_number(id)) {
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
    sentence(catalogue, &Message::new("map-words").name("name", numbers::name(number)).with("words", all))
}

/// A stretch of the list behind the call map.
fn call_paths(setup: &Setup, catalogue: &Catalogue, list: &NumberList, query: &PathQuery) -> CallPaths {
    let which = WhichNumbers { search: query.search.clone(), filter: NumberFilter::All, assistant: None };
    let found = list.find(setup, &which);
    let shown = found.iter().skip(query.offset).take(query.limit);
    let rows = shown.filter_map(|hit| setup.number(hit.id.as_str())).map(|number| CallPath {
        id: number.id.to_string(),
        name: numbers::name(number),
        digits: match &number.digits {
            // Called by its digits already.
            Digits::Known(_) if number.label.is_empty() => {
                ShownDigits { number: None, ..numbers::shown_digits(&number.digits) }
            }
            digits => numbers::shown_digits(digits),
        },
        routes: routes(catalogue, setup, number, None),
    });
    CallPaths { found: found.len(), rows: rows.collect() }
}
