//! The call map as a file of its own: one SVG that needs no font, style sheet or script.

use std::fmt::Write;

use super::{CallMap, Column, EdgeKind, Node, Of};
use crate::model::message::Message;
use crate::words::Catalogue;

const INK: &str = "#1f2328";
const QUIET: &str = "#4b525b";
const LINE: &str = "#8b929b";
const BOX_LINE: &str = "#cfd4da";
const WELL: &str = "#f6f7f9";

impl CallMap {
    /// The picture as SVG, in light colours, for paper and for other programs.
    pub fn svg(&self, catalogue: &Catalogue) -> String {
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut out, catalogue);
        out
    }

    fn write(&self, out: &mut String, catalogue: &Catalogue) -> std::fmt::Result {
        let (width, height) = (self.width, self.height);
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\">"
        )?;
        writeln!(out, "<title>{}</title>", escaped(&catalogue.text(&Message::new("map-title"))))?;
        writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>")?;
        for head in &self.heads {
            let words = escaped(&catalogue.text(&head.message));
            writeln!(out, "<text x=\"{}\" y=\"{}\" font-size=\"12\" fill=\"{QUIET}\">{words}</text>", head.x, head.y)?;
        }
        for edge in &self.edges {
            let dashes = match edge.kind {
                EdgeKind::Fallback => " stroke-dasharray=\"1 4\"",
                _ if edge.is_off => " stroke-dasharray=\"5 4\"",
                _ => "",
            };
            writeln!(
                out,
                "<path d=\"{}\" fill=\"none\" stroke=\"{LINE}\" stroke-width=\"1.25\" stroke-linecap=\"round\"{dashes}/>",
                edge.path
            )?;
        }
        for node in &self.nodes {
            node.write(out, catalogue)?;
        }
        writeln!(out, "</svg>")
    }
}

impl Node {
    fn write(&self, out: &mut String, catalogue: &Catalogue) -> std::fmt::Result {
        let Node { x, y, width, height, .. } = self;
        let fill = if matches!(self.of, Of::Outside(_)) { WELL } else { "#fff" };
        let dashes = if self.is_off { " stroke-dasharray=\"3 3\"" } else { "" };
        writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\" stroke=\"{BOX_LINE}\"{dashes}/>"
        )?;
        let pad = self.pad;
        let is_below = self.column == Column::Fallbacks;
        let line = if is_below { y + height / 2.0 - 5.0 } else { y + height / 2.0 + 4.5 };
        let name = escaped(&self.shown(catalogue));
        writeln!(out, "<text x=\"{}\" y=\"{line}\" font-weight=\"500\" fill=\"{INK}\">{name}</text>", x + pad)?;
        if let Some(side) = &self.side {
            let room = (width - 2.0 * pad) / CHARACTER;
            let words = escaped(&cut(catalogue.text(side), room as usize));
            let (at, anchor, line) =
                if is_below { (x + pad, "start", line + 18.0) } else { (x + width - pad, "end", line) };
            writeln!(
                out,
                "<text x=\"{at}\" y=\"{line}\" text-anchor=\"{anchor}\" font-size=\"12\" fill=\"{QUIET}\">{words}</text>"
            )?;
        }
        Ok(())
    }

    /// As much of the name as fits, as far as that can be told without a font.
    fn shown(&self, catalogue: &Catalogue) -> String {
        let name = catalogue.text(&self.name);
        // A figure or a word beside an assistant takes room from its name.
        let is_beside = matches!(self.column, Column::Inbound | Column::Outbound);
        let side = self.side.as_ref().filter(|_| is_beside).map_or(0, |side| catalogue.text(side).chars().count() + 2);
        let fits = self.name_fits.saturating_sub(side).max(2);
        cut(name, fits)
    }
}

/// A character of the small text, on average and rounded up.
const CHARACTER: f32 = 6.4;

/// The beginning of a text that is longer than so many characters.
fn cut(text: String, fits: usize) -> String {
    if text.chars().count() <= fits {
        return text;
    }
    let begin: String = text.chars().take(fits.saturating_sub(1)).collect();
    format!("{}…", begin.trim_end())
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Not allowed in XML; labels have none, but files are not only labels.
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
