//! The answers of the platforms' interfaces.
//!
//! A platform is one file that says what its lists look like, and its name here. What such a file can say
//! is in the registry; how entries are read is one for all, in the reader. A key that is missing leaves a field as it is, null clears it;
//! unknown keys are the platform's own affair and are passed over without a word, so what is secret in
//! an answer never gets further than here.

mod answer;
mod elevenlabs;
mod reader;
mod registry;
mod retell;
mod telnyx;
mod twilio;
mod vapi;
mod vozagent;

pub(super) use reader::{Recognised, error_answer, read, recognise, whole_error_answer};
pub use registry::{List, Platform, Reach, Records, Takes};

/// Every platform whose lists are read.
static PLATFORMS: [&Platform; 6] =
    [&vozagent::VOZAGENT, &retell::RETELL, &vapi::VAPI, &elevenlabs::ELEVENLABS, &twilio::TWILIO, &telnyx::TELNYX];
