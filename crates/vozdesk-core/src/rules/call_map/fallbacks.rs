//! The fallback destinations of the call map: their boxes below the columns, and the dotted lines that lead there.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::rows::Row;
use super::{CallMap, Column, Edge, EdgeKind, FALLBACK_ROWS, Head, Measures, Node, Of};
use crate::model::e164::E164;
use crate::model::message::Message;
use crate::model::number::PhoneNumber;
use crate::model::setup::Setup;
use crate::rules::routing::{self, Outcome};

impl CallMap {
    /// The destinations that get a box, in the order of the rows they come from, and how many there are
    /// besides. The most used are shown.
    pub(super) fn fallbacks(&self, setup: &Setup, rows: &[Row<'_>], m: &Measures) -> (Vec<E164>, usize) {
        let mut order: Vec<E164> = Vec::new();
        let mut counts: HashMap<E164, usize> = HashMap::new();
        for number in rows.iter().flat_map(|row| &row.numbers) {
            // Without an assistant a fallback is not used.
            let used = number.inbound.fallback.filter(|_| setup.in_slot(&number.inbound.assistant).is_some());
            if let Some(to) = used {
                let count = counts.entry(to).or_insert(0);
                if *count == 0 {
                    order.push(to);
                }
                *count += 1;
            }
        }
        // Where numbers share rows, more than one row of destinations could not be followed by eye.
        let box_rows = if self.is_grouped { 1 } else { FALLBACK_ROWS };
        let room = self.boxes_in_a_row(m) * box_rows;
        let all = order.len();
        if all > room {
            let most = room - 1;
            let mut by_count = order.clone();
            by_count.sort_by_key(|to| std::cmp::Reverse(counts[to]));
            let shown: HashSet<E164> = by_count.into_iter().take(most).collect();
            order.retain(|to| shown.contains(to));
        }
        let more = all - order.len();
        (order, more)
    }

    fn boxes_in_a_row(&self, m: &Measures) -> usize {
        (((self.width - 2.0 * m.margin + m.box_gap) / (m.box_width + m.box_gap)) as usize).max(1)
    }

    /// The boxes below, and the dotted lines to them: out of the row, down a lane of the destination's
    /// own, along a level of its own, and down to the box. Lanes and levels are in such an order that
    /// no line to one box runs through the line to another.
    #[allow(clippy::too_many_arguments, reason = "all of them are the state of one layout")]
    pub(super) fn fallback_boxes(
        &mut self,
        setup: &Setup,
        rows: &[Row<'_>],
        middle: &[usize],
        (fallbacks, more): (&[E164], usize),
        m: &Measures,
        lane: f32,
        column_end: f32,
    ) {
        const TURN: f32 = 6.0;
        const STEP: f32 = 10.0;
        let boxes_in_all = fallbacks.len() + usize::from(more > 0);
        let in_a_row = self.boxes_in_a_row(m).min(boxes_in_all);
        let box_rows = boxes_in_all.div_ceil(in_a_row);
        let middle_right = middle.first().map_or(m.margin, |at| self.nodes[*at].x + self.nodes[*at].width);
        let lane_x = |at: usize| middle_right + 20.0 + at as f32 * lane;
        // Boxes of the first row left and right of the lanes decide how many levels there are.
        let centre = |column: usize| m.margin + column as f32 * (m.box_width + m.box_gap) + m.box_width / 2.0;
        // By column, then from the top: lanes from left to right go to boxes from left to right.
        let mut order: Vec<usize> = (0..fallbacks.len()).collect();
        order.sort_by_key(|at| (at % in_a_row, at / in_a_row));
        let lane_of: HashMap<usize, usize> = order.iter().enumerate().map(|(lane, at)| (*at, lane)).collect();
        let goes_left = |at: usize| entry_x(at, in_a_row, &centre, m) < lane_x(lane_of[&at]);
        let left = order.iter().filter(|at| goes_left(**at)).count();
        let levels = left.max(fallbacks.len() - left);
        let level_top = column_end + 38.0;
        let boxes_top = level_top + levels as f32 * STEP + 12.0;
        let between_rows = m.box_height + 12.0 + STEP;
        self.heads.push(Head { x: m.margin, y: column_end + 22.0, message: Message::new("map-fallbacks") });

        let corner = |at: usize| {
            let x = m.margin + (at % in_a_row) as f32 * (m.box_width + m.box_gap);
            (x, boxes_top + (at / in_a_row) as f32 * between_rows)
        };
        let mut trunk_begun: HashMap<E164, f32> = HashMap::new();
        let mut boxes: HashMap<E164, (usize, usize)> = HashMap::new();
        for (at, to) in fallbacks.iter().enumerate() {
            let (x, y) = corner(at);
            let node = self.destination_box(setup, *to, x, y, m);
            boxes.insert(*to, (at, node));
        }
        if more > 0 {
            let (x, y) = corner(fallbacks.len());
            self.more_box(Column::Fallbacks, more, "map-more-destinations", x, y, m);
        }
        for (row, place) in rows.iter().zip(middle) {
            let is_used = |number: &&&Arc<PhoneNumber>| setup.in_slot(&number.inbound.assistant).is_some();
            let used = row.numbers.iter().filter(is_used).filter_map(|number| number.inbound.fallback);
            let drawn: BTreeSet<E164> = used.filter(|to| boxes.contains_key(to)).collect();
            for to in &drawn {
                let (at, node) = boxes[to];
                let number = &self.nodes[*place];
                let (x, y) = (number.x + number.width, number.y + number.height / 2.0 + 6.0);
                let lane = lane_x(lane_of[&at]);
                let is_left = goes_left(at);
                // Leftmost box, innermost lane, highest level; on the right the other way round.
                let level = if is_left { lane_of[&at] } else { fallbacks.len() - 1 - lane_of[&at] };
                let bus = level_top + level as f32 * STEP;
                let turn = if is_left { -TURN } else { TURN };
                let entry = entry_x(at, in_a_row, &centre, m);
                let target = &self.nodes[node];
                let top = target.y - 1.0;
                let down = if at / in_a_row == 0 {
                    format!("V{top}")
                } else {
                    // Through the gap beside the box above, then over to the middle of this one.
                    let middle = target.x + target.width / 2.0;
                    let over = target.y - 11.0;
                    format!(
                        "V{}Q{entry} {over} {} {over}H{}Q{middle} {over} {middle} {}V{top}",
                        over - TURN,
                        entry + TURN,
                        middle - TURN,
                        over + TURN
                    )
                };
                let into_lane = format!("M{x} {y}H{}Q{lane} {y} {lane} {}", lane - TURN, y + TURN);
                let rest = format!(
                    "V{}Q{lane} {bus} {} {bus}H{}Q{entry} {bus} {entry} {}{down}",
                    bus - TURN,
                    lane + turn,
                    entry - turn,
                    bus + TURN
                );
                let whole = format!("{into_lane}{rest}");
                // Dots drawn over dots would look like a line: only the uppermost row draws the rest.
                let path = if trunk_begun.insert(*to, y).is_none() { whole.clone() } else { into_lane };
                self.edges.push(Edge { kind: EdgeKind::Fallback, is_off: false, from: *place, to: node, path, whole });
            }
        }
        self.height = boxes_top + (box_rows - 1) as f32 * between_rows + m.box_height + m.margin / 2.0;
    }

    fn destination_box(&mut self, setup: &Setup, to: E164, x: f32, y: f32, m: &Measures) -> usize {
        let ours = setup.number_with_digits(to);
        let (of, name, side) = match ours {
            None => {
                let name = Message::new("just-a-number").with("number", to);
                (Of::Outside(to), name, Message::new("map-outside"))
            }
            Some(number) => {
                let route = routing::inbound(setup, number);
                let answers = route.hops.last().and_then(|hop| hop.assistant.as_ref());
                let side = match (route.outcome(), answers) {
                    (Outcome::Answered, Some(assistant)) => {
                        Message::new("map-then").with("assistant", assistant.name.as_str())
                    }
                    (Outcome::Outside, _) => Message::new("map-then-outside"),
                    (Outcome::NotInService, _) => Message::new("map-then-not-in-service"),
                    _ => Message::new("map-then-nobody"),
                };
                let name = if number.label.is_empty() {
                    Message::new("just-a-number").with("number", to)
                } else {
                    Message::new("just-a-word").with("word", number.label.as_str())
                };
                (Of::Number(Arc::clone(number)), name, side)
            }
        };
        self.nodes.push(Node {
            column: Column::Fallbacks,
            of,
            x,
            y,
            width: m.box_width,
            height: m.box_height,
            name,
            side: Some(side),
            is_off: false,
            pad: m.pad,
            name_fits: ((m.box_width - 2.0 * m.pad) / m.character) as usize,
        });
        self.nodes.len() - 1
    }
}

/// How wide a box of a destination must be, so that what its number is called and who answers there fit into it; within
/// limits, since one long name is not to make all boxes wide.
pub(super) fn destination_width(setup: &Setup, rows: &[Row<'_>], m: &Measures) -> f32 {
    /// The most that a box may be wider than the least.
    const MOST: f32 = 1.4;
    /// The words before the name of who answers: "then".
    const THEN: usize = 6;
    let mut seen = HashSet::new();
    let mut longest = 0;
    for number in rows.iter().flat_map(|row| &row.numbers) {
        let Some(to) = number.inbound.fallback.filter(|to| seen.insert(*to)) else { continue };
        let Some(ours) = setup.number_with_digits(to) else { continue };
        let answers = setup.in_slot(&ours.inbound.assistant).map_or(0, |a| a.name.chars().count() + THEN);
        longest = longest.max(ours.label.chars().count()).max(answers);
    }
    (longest as f32 * m.character + 2.0 * m.pad).clamp(m.box_width, m.box_width * MOST)
}

/// Where a fallback line comes down: onto the middle of a box of the first row, else through the gap
/// to the left of the boxes above.
fn entry_x(at: usize, in_a_row: usize, centre: &impl Fn(usize) -> f32, m: &Measures) -> f32 {
    let middle = centre(at % in_a_row);
    if at / in_a_row == 0 { middle } else { middle - m.box_width / 2.0 - m.box_gap / 2.0 }
}
