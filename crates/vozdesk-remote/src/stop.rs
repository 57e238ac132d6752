//! Why a run ends before it is done.

use vozdesk_core::model::message::Message;

/// Why a run ended before it was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// What the matter is.
    pub code: StopCode,
    /// The sentence.
    pub message: Message,
}

/// What ends a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopCode {
    /// The platform does not take the key.
    Unauthorised,
    /// Nobody answers, or only with faults of their own.
    Unreachable,
    /// The host cannot show that it is who it says.
    BadCertificate,
    /// The platform wants to be asked later.
    Throttled,
    /// A list ends before it is whole.
    ListingIncomplete,
    /// The answer is none of those the platform describes.
    UnreadableAnswer,
    /// Somebody has said that it need not go on.
    Cancelled,
}

impl StopCode {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            StopCode::Unauthorised => "unauthorised",
            StopCode::Unreachable => "unreachable",
            StopCode::BadCertificate => "bad_certificate",
            StopCode::Throttled => "throttled",
            StopCode::ListingIncomplete => "listing_incomplete",
            StopCode::UnreadableAnswer => "unreadable_answer",
            StopCode::Cancelled => "cancelled",
        }
    }
}

impl Stop {
    pub(crate) fn new(code: StopCode, message: Message) -> Stop {
        Stop { code, message }
    }

    pub(crate) fn cancelled() -> Stop {
        Stop::new(StopCode::Cancelled, Message::new("sync-cancelled"))
    }
}
