//! The call map: who answers and who calls, as a picture laid out for a width.
//!
//! Inbound assistants stand left, numbers in the middle, outbound assistants right, fallback
//! destinations below. Up to [`NUMBERS_SHOWN`] numbers have a row each; above that, the numbers of one
//! inbound assistant share a row. Positions are worked out here, once for the window and for the file;
//! the window only draws them. Lengths are CSS pixels.

mod fallbacks;
mod rows;
mod svg;

use std::collections::HashMap;
use std::sync::Arc;

use crate::model::assistant::{Assistant, AssistantKind};
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::{Arg, Message};
use crate::model::number::{Digits, NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::model::text::folded;
use fallbacks::destination_width;
use rows::{Row, rows};

/// The most numbers that have a row each.
pub const NUMBERS_SHOWN: usize = 50;
/// The most rows, and the most assistants a column holds, when numbers share rows.
const ROWS_SHOWN: usize = 40;
/// The most rows of fallback destinations.
const FALLBACK_ROWS: usize = 4;

/// The picture.
#[derive(Clone, Debug, PartialEq)]
pub struct CallMap {
    /// As wide as was asked for, or as wide as it must be.
    pub width: f32,
    /// As high as it must be.
    pub height: f32,
    /// The names of the columns.
    pub heads: Vec<Head>,
    /// The boxes.
    pub nodes: Vec<Node>,
    /// The lines between them.
    pub edges: Vec<Edge>,
    /// Whether numbers share rows.
    pub is_grouped: bool,
}

/// The name of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Where its text begins.
    pub x: f32,
    /// The text's base line.
    pub y: f32,
    /// The words.
    pub message: Message,
}

/// A box.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Which column it stands in.
    pub column: Column,
    /// What it stands for.
    pub of: Of,
    /// Its left edge.
    pub x: f32,
    /// Its upper edge.
    pub y: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
    /// What it is called.
    pub name: Message,
    /// What stands beside or below the name.
    pub side: Option<Message>,
    /// Drawn dashed: switched off, or not in service.
    pub is_off: bool,
    /// How far text begins from its edge.
    pub pad: f32,
    /// The most characters of the name that fit, those of a word beside it included.
    pub name_fits: usize,
}

/// The columns, and the row of fallback destinations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Assistants that answer.
    Inbound,
    /// Phone numbers.
    Numbers,
    /// Assistants that call.
    Outbound,
    /// Fallback destinations.
    Fallbacks,
}

/// What a box stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Of {
    /// An assistant.
    Assistant(Arc<Assistant>),
    /// A number.
    Number(Arc<PhoneNumber>),
    /// So many numbers that one assistant answers, or nobody.
    Numbers {
        /// Who answers them.
        assistant: Option<Id>,
        /// How many.
        count: usize,
    },
    /// A number that is not ours.
    Outside(E164),
    /// Others for which there is no room.
    More,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// What it says.
    pub kind: EdgeKind,
    /// Drawn dashed: no call can go along it now.
    pub is_off: bool,
    /// The box with the number, by its place in `nodes`.
    pub from: usize,
    /// The box at the other end.
    pub to: usize,
    /// The line as it is drawn among all others (SVG path data).
    pub path: String,
    /// The whole line, for when this call alone is looked at.
    pub whole: String,
}

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeKind {
    /// Who answers.
    Inbound,
    /// Who calls.
    Outbound,
    /// Where a call goes if the assistant is unavailable.
    Fallback,
}

/// The measures of one width.
struct Measures {
    margin: f32,
    side: f32,
    middle: f32,
    pitch: f32,
    row: f32,
    pad: f32,
    box_width: f32,
    box_height: f32,
    box_gap: f32,
    head: f32,
    /// How far a fallback line may be from the next.
    lane: f32,
    /// A character of ordinary text, on average and rounded up.
    character: f32,
}

const WIDE: Measures = Measures {
    margin: 20.0,
    side: 176.0,
    middle: 320.0,
    pitch: 36.0,
    row: 30.0,
    pad: 12.0,
    box_width: 186.0,
    box_height: 52.0,
    box_gap: 13.0,
    head: 36.0,
    lane: 11.0,
    character: 6.8,
};

const NARROW: Measures = Measures {
    margin: 16.0,
    side: 136.0,
    middle: 300.0,
    pitch: 27.0,
    row: 24.0,
    pad: 9.0,
    box_width: 144.0,
    box_height: 46.0,
    box_gap: 6.0,
    head: 28.0,
    lane: 8.0,
    character: 6.8,
};

const SMALL: Measures = Measures {
    margin: 8.0,
    side: 108.0,
    middle: 224.0,
    pitch: 27.0,
    row: 24.0,
    pad: 7.0,
    box_width: 144.0,
    box_height: 46.0,
    box_gap: 6.0,
    head: 28.0,
    lane: 6.0,
    character: 6.8,
};

/// From this width on there is room for the measures between.
const NARROW_FROM: f32 = 760.0;
/// From this width on there is room for the larger measures.
const WIDE_FROM: f32 = 1060.0;
/// How wide the middle column is where numbers share rows.
const GROUPED: f32 = 170.0;
/// The least width that is laid out; less scrolls sideways.
const LEAST: f32 = 540.0;

impl CallMap {
    /// The picture of a setup for a width.
    pub fn of(setup: &Setup, width: f32) -> CallMap {
        let width = width.max(LEAST);
        let mut measures = match width {
            width if width >= WIDE_FROM => WIDE,
            width if width >= NARROW_FROM => NARROW,
            _ => SMALL,
        };
        let is_grouped = setup.numbers().len() > NUMBERS_SHOWN;
        // "10 numbers" needs no more; the names of assistants do.
        if is_grouped {
            measures.middle = GROUPED;
        }
        let mut map =
            CallMap { width, height: 0.0, heads: Vec::new(), nodes: Vec::new(), edges: Vec::new(), is_grouped };
        map.lay_out(setup, &rows(setup, is_grouped), &measures);
        map
    }

    fn lay_out(&mut self, setup: &Setup, rows: &[Row<'_>], m: &Measures) {
        // As many boxes as fit share the width evenly, and what is in them fits.
        let side = self.side_width(setup, m);
        let m = &Measures { box_width: destination_width(setup, rows, m), side, ..*m };
        let across = self.width - 2.0 * m.margin;
        let boxes = ((across + m.box_gap) / (m.box_width + m.box_gap)).floor().max(1.0);
        let m = &Measures { box_width: ((across + m.box_gap) / boxes - m.box_gap).floor(), ..*m };
        // How many lanes the fallback lines need decides how far the middle column stands left.
        let (fallbacks, more) = self.fallbacks(setup, rows, m);
        let free = self.width - 2.0 * (m.margin + m.side) - m.middle;
        let lanes = fallbacks.len() as f32;
        let room = (free - 40.0).max(0.0);
        let lane = if lanes > 0.0 { m.lane.min((room * 0.5 / lanes).max(2.0)) } else { m.lane };
        let right = (lanes * lane + 60.0).max(free * 0.555).min(room);
        let middle_x = m.margin + m.side + free - right;
        let right_x = self.width - m.margin - m.side;

        let middle = self.middle_column(rows, m, middle_x);
        self.left_column(setup, rows, &middle, m);
        self.right_column(setup, rows, &middle, m, right_x);
        let column_end = self.nodes.iter().map(|node| node.y + node.height).fold(m.head, f32::max);
        self.height = column_end + m.margin;
        if !fallbacks.is_empty() {
            self.fallback_boxes(setup, rows, &middle, (&fallbacks, more), m, lane, column_end);
        }
        let head = |x: f32, y: f32, key: &'static str| Head { x, y, message: Message { key, args: Vec::new() } };
        let y = m.head - 16.0 + 4.0;
        self.heads.push(head(m.margin, y, "map-inbound"));
        self.heads.push(head(middle_x, y, "map-numbers"));
        self.heads.push(head(right_x, y, "map-outbound"));
    }

    /// How wide the boxes of assistants are: as their names need it, as far as the lines between the columns keep their
    /// room.
    fn side_width(&self, setup: &Setup, m: &Measures) -> f32 {
        /// What the lines left and right of the middle column need at the least, together.
        const LINES: f32 = 220.0;
        /// A figure or a word beside the name.
        const BESIDE: f32 = 34.0;
        let longest = setup.assistants().map(|a| a.name.chars().count()).max().unwrap_or_default();
        let needs = longest as f32 * m.character + 2.0 * m.pad + BESIDE;
        let free = (self.width - 2.0 * (m.margin + m.side) - m.middle - LINES).max(0.0);
        needs.clamp(m.side, m.side + free / 2.0)
    }

    /// The rows, from top to bottom. Returns the place of each in `nodes`.
    fn middle_column(&mut self, rows: &[Row<'_>], m: &Measures, x: f32) -> Vec<usize> {
        let mut places = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let (of, name, side, is_off) = match row.numbers.as_slice() {
                [number] if !self.is_grouped => {
                    let side = match &number.digits {
                        Digits::Known(digits) => Message::new("just-a-number").with("number", *digits),
                        Digits::Requested { area_code, .. } if area_code.is_empty() => Message::new("map-requested"),
                        Digits::Requested { area_code, .. } => {
                            Message::new("map-area-code").with("code", area_code.as_str())
                        }
                    };
                    // A number without a label is called by its digits, which then do not stand twice.
                    let (name, side) = if number.label.is_empty() {
                        (side, None)
                    } else {
                        (Message::new("just-a-word").with("word", number.label.as_str()), Some(side))
                    };
                    let is_off = number.status != NumberStatus::Active;
                    (Of::Number(Arc::clone(number)), name, side, is_off)
                }
                numbers => {
                    let assistant = row.answers.map(|a| a.id.clone());
                    let count = numbers.len();
                    let of = if row.shared_by > 0 { Of::More } else { Of::Numbers { assistant, count } };
                    (of, Message::new("map-count").with("count", count), None, false)
                }
            };
            let digits_width = if side.is_some() { 146.0 } else { 34.0 };
            places.push(self.nodes.len());
            self.nodes.push(Node {
                column: Column::Numbers,
                of,
                x,
                y: m.head + at as f32 * m.pitch,
                width: m.middle,
                height: m.row,
                name,
                side,
                is_off,
                pad: m.pad,
                name_fits: ((m.middle - m.pad - digits_width) / m.character) as usize,
            });
        }
        places
    }

    /// Each inbound assistant beside the middle of its rows, which stand together; below them those
    /// of that kind that answer nothing.
    fn left_column(&mut self, setup: &Setup, rows: &[Row<'_>], middle: &[usize], m: &Measures) {
        let mut end = m.head - (m.pitch - m.row);
        let mut at = 0;
        while at < rows.len() {
            let answers = rows[at].answers;
            let is_same = |row: &&Row<'_>| {
                row.answers.map(|a| &a.id) == answers.map(|a| &a.id) && row.shared_by == rows[at].shared_by
            };
            let same = rows[at..].iter().take_while(is_same).count();
            if let Some(assistant) = answers {
                let first = self.nodes[middle[at]].y;
                let last = self.nodes[middle[at + same - 1]].y;
                let count = rows[at..at + same].iter().map(|row| row.numbers.len()).sum();
                let y = f32::midpoint(first, last);
                let node = self.assistant_box(assistant, Column::Inbound, count, m.margin, y, m);
                end = y + m.row;
                for place in &middle[at..at + same] {
                    let number = &self.nodes[*place];
                    let (from, to) = (self.nodes[node].right_middle(), number.left_middle());
                    let is_off = !assistant.active || number.is_off;
                    self.curve(EdgeKind::Inbound, is_off, *place, node, from, to);
                }
            }
            if rows[at].shared_by > 0 {
                let y = self.nodes[middle[at]].y;
                self.more_box(Column::Inbound, rows[at].shared_by, "map-more-assistants", m.margin, y, m);
                let node = self.nodes.len() - 1;
                let number = &self.nodes[middle[at]];
                let (from, to) = (self.nodes[node].right_middle(), number.left_middle());
                self.curve(EdgeKind::Inbound, false, middle[at], node, from, to);
                end = y + m.row;
            }
            at += same;
        }
        let idle = setup
            .assistants()
            .filter(|a| a.kind != AssistantKind::Outbound && setup.numbers_of_assistant(&a.id).next().is_none());
        self.idle(idle, Column::Inbound, m.margin, end + (m.pitch - m.row), m);
    }

    /// Each outbound assistant as near as can be to the middle of its rows, none upon another.
    fn right_column(&mut self, setup: &Setup, rows: &[Row<'_>], middle: &[usize], m: &Measures, x: f32) {
        let mut callers: HashMap<&Id, (&Arc<Assistant>, Vec<usize>, usize)> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            for number in &row.numbers {
                let Some(assistant) = setup.in_slot(&number.outbound.assistant) else { continue };
                let caller = callers.entry(&assistant.id).or_insert_with(|| (assistant, Vec::new(), 0));
                if caller.1.last() != Some(&at) {
                    caller.1.push(at);
                }
                caller.2 += 1;
            }
        }
        let mut callers: Vec<_> = callers.into_values().collect();
        let more = callers.len().saturating_sub(ROWS_SHOWN);
        if more > 0 {
            callers.sort_by_key(|(assistant, _, count)| (std::cmp::Reverse(*count), assistant.id.clone()));
            callers.truncate(ROWS_SHOWN);
        }
        let wish = |rows: &[usize]| {
            let sum: f32 = rows.iter().map(|row| *row as f32).sum();
            m.head + sum / rows.len() as f32 * m.pitch
        };
        let mut callers: Vec<_> = callers.into_iter().map(|caller| (wish(&caller.1), caller)).collect();
        callers.sort_by(|(a, one), (b, other)| a.total_cmp(b).then_with(|| one.0.id.cmp(&other.0.id)));
        let places = apart(&callers.iter().map(|(y, _)| *y).collect::<Vec<_>>(), m.pitch, m.head);
        let mut end = m.head;
        for (y, (_, (assistant, at, count))) in places.into_iter().zip(callers) {
            let node = self.assistant_box(assistant, Column::Outbound, count, x, y, m);
            end = y + m.pitch;
            for row in at {
                let number = &self.nodes[middle[row]];
                let from = number.right_middle();
                let to = self.nodes[node].left_middle();
                let is_off = !assistant.active || number.is_off;
                // Above the middle, since the fallback leaves below it.
                self.curve(EdgeKind::Outbound, is_off, middle[row], node, (from.0, from.1 - 4.0), to);
            }
        }
        if more > 0 {
            self.more_box(Column::Outbound, more, "map-more-assistants", x, end, m);
            end += m.pitch;
        }
        let idle = setup
            .assistants()
            .filter(|a| a.kind == AssistantKind::Outbound && setup.numbers_of_assistant(&a.id).next().is_none());
        self.idle(idle, Column::Outbound, x, end, m);
    }

    /// Assistants in no slot, as many as there is room for.
    fn idle<'a>(
        &mut self,
        assistants: impl Iterator<Item = &'a Arc<Assistant>>,
        column: Column,
        x: f32,
        mut y: f32,
        m: &Measures,
    ) {
        const SHOWN: usize = 12;
        let mut idle: Vec<_> = assistants.collect();
        idle.sort_by_cached_key(|assistant| folded(&assistant.name));
        let more = idle.len().saturating_sub(SHOWN);
        for assistant in idle.into_iter().take(SHOWN) {
            self.assistant_box(assistant, column, 0, x, y, m);
            y += m.pitch;
        }
        if more > 0 {
            self.more_box(column, more, "map-more-assistants", x, y, m);
        }
    }

    fn assistant_box(
        &mut self,
        assistant: &Arc<Assistant>,
        column: Column,
        count: usize,
        x: f32,
        y: f32,
        m: &Measures,
    ) -> usize {
        let side = if assistant.active {
            (count > 0).then(|| Message::new("map-figure").with("count", count))
        } else {
            Some(Message::new("map-off"))
        };
        self.nodes.push(Node {
            column,
            of: Of::Assistant(Arc::clone(assistant)),
            x,
            y,
            width: m.side,
            height: m.row,
            name: Message::new("just-a-word").with("word", assistant.name.as_str()),
            side,
            is_off: !assistant.active,
            pad: m.pad,
            name_fits: ((m.side - 2.0 * m.pad) / m.character) as usize,
        });
        self.nodes.len() - 1
    }

    fn more_box(&mut self, column: Column, count: usize, key: &'static str, x: f32, y: f32, m: &Measures) {
        let (width, height) = if column == Column::Fallbacks { (m.box_width, m.box_height) } else { (m.side, m.row) };
        self.nodes.push(Node {
            column,
            of: Of::More,
            x,
            y,
            width,
            height,
            name: Message { key, args: vec![("count", Arg::Count(count as u64))] },
            side: None,
            is_off: false,
            pad: m.pad,
            name_fits: ((width - 2.0 * m.pad) / m.character) as usize,
        });
    }

    fn curve(&mut self, kind: EdgeKind, is_off: bool, from: usize, to: usize, a: (f32, f32), b: (f32, f32)) {
        let middle = f32::midpoint(a.0, b.0);
        let path = format!("M{} {}C{middle} {} {middle} {} {} {}", a.0, a.1, a.1, b.1, b.0, b.1);
        self.edges.push(Edge { kind, is_off, from, to, whole: path.clone(), path });
    }
}

impl Node {
    fn left_middle(&self) -> (f32, f32) {
        (self.x, self.y + self.height / 2.0)
    }

    fn right_middle(&self) -> (f32, f32) {
        (self.x + self.width, self.y + self.height / 2.0)
    }
}

/// Moves positions apart so that none is nearer to the next than `pitch`, as little as can be, and
/// none above `top`. They come sorted, and stay so.
fn apart(wishes: &[f32], pitch: f32, top: f32) -> Vec<f32> {
    // Blocks of touching boxes, each at the mean of what its boxes wish.
    struct Block {
        sum: f32,
        count: usize,
    }
    impl Block {
        fn begin(&self, top: f32) -> f32 {
            (self.sum / self.count as f32).max(top)
        }
    }
    let mut blocks: Vec<Block> = Vec::new();
    for wish in wishes {
        let mut block = Block { sum: *wish, count: 1 };
        while let Some(before) = blocks.last() {
            if before.begin(top) + before.count as f32 * pitch <= block.begin(top) {
                break;
            }
            // Where the block begins is the mean of its boxes' wishes, each less its own offset.
            let offset = before.count as f32 * pitch * block.count as f32;
            block = Block { sum: before.sum + block.sum - offset, count: before.count + block.count };
            blocks.pop();
        }
        blocks.push(block);
    }
    let places = |block: &Block| {
        let begin = block.begin(top);
        (0..block.count).map(move |at| begin + at as f32 * pitch).collect::<Vec<_>>()
    };
    blocks.iter().flat_map(places).collect()
}

#[cfg(test)]
mod tests;
