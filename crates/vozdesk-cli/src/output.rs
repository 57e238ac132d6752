//! What the command says, and where.

use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};
use vozdesk_core::files::Problem;
use vozdesk_core::model::language::Language;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::text::shown;
use vozdesk_core::rules::edit::Refusal;
use vozdesk_core::words::Catalogue;
use vozdesk_store::{ChangeError, StoreError};

/// Why a command fails.
pub(crate) enum Failure {
    /// What was asked for was not done.
    Office(vozdesk_office::Failure),
    /// stdout was closed by whoever reads it: nothing to say to anybody.
    Closed,
}

impl Failure {
    /// A failure without more to it than a code and a sentence.
    pub(crate) fn plain(code: &'static str, message: Message) -> Failure {
        Failure::Office(vozdesk_office::Failure::plain(code, message))
    }
}

impl From<vozdesk_office::Failure> for Failure {
    fn from(failure: vozdesk_office::Failure) -> Failure {
        Failure::Office(failure)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Office(refusal.into())
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        Failure::Office(error.into())
    }
}

impl From<ChangeError<Refusal>> for Failure {
    fn from(error: ChangeError<Refusal>) -> Failure {
        Failure::Office(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        Failure::plain("write_failed", Message::new("cli-write-failed").with("reason", error.to_string()))
    }
}

pub(crate) struct Output {
    catalogue: &'static Catalogue,
    pub json: bool,
    /// A change has been made: what fails afterwards does not undo it.
    pub has_made: bool,
    stdout: io::StdoutLock<'static>,
}

impl Output {
    pub(crate) fn new(language: Language, json: bool) -> Output {
        Output { catalogue: Catalogue::of(language), json, has_made: false, stdout: io::stdout().lock() }
    }

    pub(crate) fn text(&self, message: &Message) -> String {
        self.catalogue.text(message)
    }

    pub(crate) fn words(&self, key: &'static str) -> String {
        self.catalogue.words(key)
    }

    pub(crate) fn line(&mut self, line: impl AsRef<str>) -> Result<(), Failure> {
        Ok(writeln!(self.stdout, "{}", shown(line.as_ref()))?)
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        self.stdout.write_all(bytes)?;
        Ok(self.stdout.flush()?)
    }

    pub(crate) fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
        Ok(writeln!(self.stdout, "{}", escaped(text))?)
    }

    pub(crate) fn json_line(&mut self, value: &Value) -> Result<(), Failure> {
        self.line(escaped(value.to_string()))
    }

    /// A table with its columns lined up.
    pub(crate) fn table(&mut self, head: &[String], rows: &[Vec<String>]) -> Result<(), Failure> {
        let width = |text: &str| text.chars().count();
        let widths: Vec<usize> = (0..head.len())
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell));
                cells.chain([width(&head[column])]).max().unwrap_or(0)
            })
            .collect();
        for row in std::iter::once(head).chain(rows.iter().map(Vec::as_slice)) {
            let mut line = String::new();
            for (cell, column) in row.iter().zip(&widths) {
                line.push_str(cell);
                line.extend(std::iter::repeat_n(' ', column - width(cell) + 2));
            }
            self.line(line.trim_end())?;
        }
        Ok(())
    }

    /// Something the person must hear, such as a consequence.
    pub(crate) fn tell(&self, message: &Message) {
        let _ = writeln!(io::stderr(), "{}", shown(&self.text(message)));
    }

    /// Something nice to hear; for a terminal only.
    pub(crate) fn note(&self, message: &Message) {
        if io::stderr().is_terminal() {
            self.tell(message);
        }
    }

    /// Gives everything said to whoever reads it.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.stdout.flush()?)
    }

    /// Says why the command fails and returns its exit.
    pub(crate) fn failure(&mut self, failure: &Failure) -> u8 {
        let _ = self.stdout.flush();
        let Failure::Office(failure) = failure else { return 0 };
        let is_untold = self.has_made && failure.code() == "write_failed";
        let exit = match failure {
            _ if is_untold => 6,
            vozdesk_office::Failure::Store(_) => 4,
            vozdesk_office::Failure::Remote(_) => 5,
            _ if failure.code() == "url_not_loopback" => 2,
            _ => 3,
        };
        let why = failure.message();
        let message = if is_untold { Message::new("cli-made-untold").with("why", why) } else { why };
        let (code, message) = (failure.code(), self.text(&message));
        let (fields, problems) = (failure.fields(), failure.problems());
        let mut stderr = io::stderr().lock();
        if self.json {
            let mut error = json!({ "code": code, "message": message });
            if !fields.is_empty() {
                let fields: serde_json::Map<String, Value> =
                    fields.iter().map(|field| (field.field.to_owned(), self.text(&field.message).into())).collect();
                error["fields"] = fields.into();
            }
            if !problems.is_empty() {
                error["problems"] = problems.iter().map(|problem| self.problem(problem)).collect();
            }
            let _ = writeln!(stderr, "{}", escaped(json!({ "error": error }).to_string()));
        } else {
            let _ = writeln!(stderr, "{}", shown(&message));
            if fields.len() > 1 {
                for field in fields {
                    let name = self.text(&vozdesk_core::model::field::label(field.field));
                    let _ = writeln!(stderr, "  {name}: {}", shown(&self.text(&field.message)));
                }
            }
            for problem in problems {
                let _ = writeln!(stderr, "  {}", shown(&self.problem_line(problem)));
            }
        }
        exit
    }

    pub(crate) fn problem(&self, problem: &Problem) -> Value {
        let mut told = json!({
            "file": problem.file,
            "pointer": problem.pointer,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.code,
            "message": self.text(&problem.message),
        });
        if let Some(cell) = problem.cell_name() {
            told["cell"] = cell.into();
        }
        told
    }

    pub(crate) fn problem_line(&self, problem: &Problem) -> String {
        let Problem { file, pointer, at, message, .. } = problem;
        if let Some(cell) = problem.cell_name() {
            return format!("{file} {cell} {pointer}: {}", self.text(message));
        }
        let space = if pointer.is_empty() { "" } else { " " };
        format!("{file}:{}:{}{space}{pointer}: {}", at.line, at.column, self.text(message))
    }
}

/// JSON as a terminal may show it: what JSON itself leaves as it is, DEL and the second set of control characters, is
/// escaped as JSON escapes the first.
fn escaped(json: String) -> String {
    let is_left = |c: &char| matches!(c, '\u{7F}'..='\u{9F}');
    if !json.contains(|c| is_left(&c)) {
        return json;
    }
    let mut text = String::with_capacity(json.len() + 8);
    for c in json.chars() {
        if is_left(&c) { text.push_str(&format!("\\u{:04x}", u32::from(c))) } else { text.push(c) }
    }
    text
}
