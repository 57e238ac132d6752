//! Why something asked for was not done, before it is put into words.

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;
use vozdesk_core::files::Problem;
use vozdesk_core::model::message::Message;
use vozdesk_core::rules::edit::{FieldRefusal, Refusal, RefusalCode};
use vozdesk_core::words::Catalogue;
use vozdesk_remote::Stop;
use vozdesk_store::{ChangeError, StoreError};

/// Why something asked for was not done. Nothing was changed.
#[derive(Debug)]
pub enum Failure {
    /// An edit was refused.
    Refused(Refusal),
    /// The store cannot be opened or written.
    Store(StoreError),
    /// A platform was not reached, or did not answer as it should.
    Remote(Stop),
    /// A file, or an import of files, has these problems.
    Files {
        /// Its code.
        code: &'static str,
        /// The sentence that introduces them.
        message: Message,
        /// The problems.
        problems: Vec<Problem>,
    },
    /// Anything else.
    Plain {
        /// Its code.
        code: &'static str,
        /// The sentence.
        message: Message,
    },
}

impl Failure {
    /// A failure without more to it than a code and a sentence.
    pub fn plain(code: &'static str, message: Message) -> Failure {
        Failure::Plain { code, message }
    }

    /// The record or review that was meant is not there.
    pub(crate) fn gone() -> Failure {
        Failure::Refused(Refusal::gone())
    }

    /// The code; a host acts on it.
    pub fn code(&self) -> &'static str {
        match self {
            Failure::Refused(refusal) => refusal.code.code(),
            Failure::Store(error) => error.code(),
            Failure::Remote(stop) => stop.code.word(),
            Failure::Files { code, .. } | Failure::Plain { code, .. } => code,
        }
    }

    /// The sentence.
    pub fn message(&self) -> Message {
        match self {
            Failure::Refused(refusal) => refusal.message.clone(),
            Failure::Store(error) => error.message(),
            Failure::Remote(stop) => stop.message.clone(),
            Failure::Files { message, .. } | Failure::Plain { message, .. } => message.clone(),
        }
    }

    /// The fields concerned, each with its own sentence.
    pub fn fields(&self) -> &[FieldRefusal] {
        if let Failure::Refused(refusal) = self { &refusal.fields } else { &[] }
    }

    /// The problems of the files concerned.
    pub fn problems(&self) -> &[Problem] {
        if let Failure::Files { problems, .. } = self { problems } else { &[] }
    }

    /// Whether another passphrase is all it takes.
    pub(crate) fn is_about_a_passphrase(&self) -> bool {
        matches!(self.code(), "passphrase_needed" | "wrong_passphrase")
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(refusal)
    }
}

impl From<Stop> for Failure {
    fn from(stop: Stop) -> Failure {
        Failure::Remote(stop)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        match error {
            // The store is fine; what was asked for is not.
            StoreError::Faulty { .. } => {
                let message = error.message();
                Failure::Refused(Refusal { code: RefusalCode::Invalid, message, fields: Vec::new() })
            }
            error => Failure::Store(error),
        }
    }
}

impl<R: Into<Failure>> From<ChangeError<R>> for Failure {
    fn from(error: ChangeError<R>) -> Failure {
        match error {
            ChangeError::Refused(refusal) => refusal.into(),
            ChangeError::Store(error) => error.into(),
        }
    }
}

/// A failure as it crosses to a page. The page acts on some codes.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WireError {
    /// The code.
    pub code: String,
    /// The sentence.
    pub message: String,
    /// A sentence a field, by the field's dotted path.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
}

impl WireError {
    /// Puts a failure into words. What went wrong with a file alone is its first problem's sentence.
    pub fn new(catalogue: &Catalogue, failure: &Failure) -> WireError {
        let fields = failure.fields().iter().map(|field| (field.field.to_owned(), catalogue.text(&field.message)));
        WireError {
            code: failure.code().to_owned(),
            message: catalogue.text(&failure.message()),
            fields: fields.collect(),
        }
    }
}
