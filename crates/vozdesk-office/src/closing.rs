//! Closing the window: the page is asked first, which knows what somebody is typing.

use serde::Deserialize;
use ts_rs::TS;

use crate::host::Host;
use crate::work::{Answer, Work};

/// What the page answers when it is asked whether its window may close, or says of its own accord.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct CloseAnswer {
    /// Nothing would be lost: it closes. Else it stays open, and the page asks about what would be.
    pub(crate) is_closing: bool,
}

/// Takes the page's answer.
pub(crate) fn answer_close(work: &Work<impl Host>, answer: CloseAnswer) -> Answer<()> {
    work.host().page_answered_close(answer.is_closing);
    Ok(())
}
