//! The check-up: everything in a setup that wants a look, as findings. Pure and linear.
//!
//! Findings are a set and are not merged: a number can have several. What a finding says and how it
//! is mended are worked out when they are asked for; the check itself only looks.

mod mend;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

pub use mend::Mend;

use crate::model::assistant::{Assistant, AssistantKind};
use crate::model::campaign::{Campaign, CampaignStatus};
use crate::model::country::Country;
use crate::model::e164::E164;
use crate::model::id::Id;
use crate::model::message::{Arg, Message};
use crate::model::number::{Digits, NumberStatus, PhoneNumber};
use crate::model::setup::Setup;
use crate::rules::routing::{self, Ends, Outcome, Place};

/// Something the check-up noticed.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// The record it is about.
    pub subject: Subject,
    /// The members of a loop of fallbacks, from the subject on; empty for all else.
    pub chain: Vec<Arc<PhoneNumber>>,
}

/// How the findings of two setups differ. A finding is the same if it says the same of the same record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// How many are gone.
    pub fewer: usize,
    /// How many have appeared.
    pub new: usize,
    /// How many of those are errors.
    pub new_errors: usize,
}

/// The record a finding is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// A phone number.
    Number(Arc<PhoneNumber>),
    /// An assistant.
    Assistant(Arc<Assistant>),
    /// A campaign.
    Campaign(Arc<Campaign>),
    /// The setup as a whole.
    Setup,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Callers reach nobody, or a campaign cannot run.
    Error,
    /// It works now, but not if something fails.
    Warning,
    /// Worth knowing.
    Hint,
}

/// What there is to find, in the order in which findings of one severity are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// An active number with an empty inbound slot.
    InboundUnassigned,
    /// The inbound assistant is switched off: an error without a fallback, a warning with one.
    InboundAssistantInactive,
    /// Fallbacks lead back to where they began.
    FallbackLoop,
    /// A campaign that is not completed uses a number that cannot be used for campaigns.
    CampaignBlocked,
    /// More numbers than the plan allows.
    OverAllowance,
    /// An inbound assistant and no fallback destination.
    FallbackMissing,
    /// A fallback destination and no assistant: it is not used.
    FallbackWithoutAssistant,
    /// The fallback is one of our numbers, and nobody answers there.
    FallbackEndsNowhere,
    /// The platform of the number does not forward when the assistant is unavailable.
    FallbackWorksOtherwise,
    /// The outbound assistant is switched off.
    OutboundAssistantInactive,
    /// A call back to the caller ID shown reaches nobody.
    CallBackUnanswered,
    /// An active outbound assistant in no outbound slot.
    OutboundAssistantWithoutNumber,
    /// The folder chosen for backups is not there.
    BackupFolderMissing,
    /// An outbound assistant in an inbound slot, or the reverse.
    AssistantKindMismatch,
    /// The outbound phone number is not in this setup.
    CallerIdNotOurs,
    /// The outbound phone number is of another country.
    CallerIdCountryDiffers,
    /// An assistant in no slot at all.
    AssistantUnassigned,
    /// A number still waiting to be provisioned.
    NumberPending,
    /// A number of possible length whose range is not known.
    NumberNotInMetadata,
    /// A number without a label.
    LabelMissing,
    /// Several numbers with the same label.
    LabelDuplicate,
}

impl Difference {
    /// What the check-up found before, held against what it finds afterwards.
    pub fn between(before: &[Finding], after: &[Finding]) -> Difference {
        let name = |finding: &Finding| (finding.code, finding.subject.id().cloned());
        let (old, new): (HashSet<_>, HashSet<_>) =
            (before.iter().map(name).collect(), after.iter().map(name).collect());
        let appeared = || after.iter().filter(|finding| !old.contains(&name(finding)));
        Difference {
            fewer: before.iter().filter(|finding| !new.contains(&name(finding))).count(),
            new: appeared().count(),
            new_errors: appeared().filter(|finding| finding.severity == Severity::Error).count(),
        }
    }
}

impl Severity {
    /// All of them, the worst first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

impl Code {
    /// The code as it is written, such as `inbound-unassigned`.
    pub fn word(self) -> &'static str {
        match self {
            Code::InboundUnassigned => "inbound-unassigned",
            Code::InboundAssistantInactive => "inbound-assistant-inactive",
            Code::FallbackLoop => "fallback-loop",
            Code::CampaignBlocked => "campaign-blocked",
            Code::OverAllowance => "over-allowance",
            Code::FallbackMissing => "fallback-missing",
            Code::FallbackWithoutAssistant => "fallback-without-assistant",
            Code::FallbackEndsNowhere => "fallback-ends-nowhere",
            Code::FallbackWorksOtherwise => "fallback-works-otherwise",
            Code::OutboundAssistantInactive => "outbound-assistant-inactive",
            Code::CallBackUnanswered => "call-back-unanswered",
            Code::OutboundAssistantWithoutNumber => "outbound-assistant-without-number",
            Code::BackupFolderMissing => "backup-folder-missing",
            Code::AssistantKindMismatch => "assistant-kind-mismatch",
            Code::CallerIdNotOurs => "caller-id-not-ours",
            Code::CallerIdCountryDiffers => "caller-id-country-differs",
            Code::AssistantUnassigned => "assistant-unassigned",
            Code::NumberPending => "number-pending",
            Code::NumberNotInMetadata => "number-not-in-metadata",
            Code::LabelMissing => "label-missing",
            Code::LabelDuplicate => "label-duplicate",
        }
    }

    fn severity(self) -> Severity {
        match self {
            Code::InboundUnassigned
            | Code::InboundAssistantInactive
            | Code::FallbackLoop
            | Code::CampaignBlocked
            | Code::OverAllowance => Severity::Error,
            Code::FallbackMissing
            | Code::FallbackWithoutAssistant
            | Code::FallbackEndsNowhere
            | Code::FallbackWorksOtherwise
            | Code::OutboundAssistantInactive
            | Code::CallBackUnanswered
            | Code::OutboundAssistantWithoutNumber
            | Code::BackupFolderMissing => Severity::Warning,
            _ => Severity::Hint,
        }
    }
}

impl Subject {
    /// The word on the command line.
    pub fn kind(&self) -> &'static str {
        match self {
            Subject::Number(_) => "number",
            Subject::Assistant(_) => "assistant",
            Subject::Campaign(_) => "campaign",
            Subject::Setup => "setup",
        }
    }

    /// The record's id; none for the setup.
    pub fn id(&self) -> Option<&Id> {
        match self {
            Subject::Number(number) => Some(&number.id),
            Subject::Assistant(assistant) => Some(&assistant.id),
            Subject::Campaign(campaign) => Some(&campaign.id),
            Subject::Setup => None,
        }
    }

    /// What it is called: a number's label, else its digits, else what was asked for; the names of all else.
    pub fn name(&self, setup: &Setup) -> String {
        match self {
            Subject::Number(number) => number.name(),
            Subject::Assistant(assistant) => assistant.name.clone(),
            Subject::Campaign(campaign) => campaign.name.clone(),
            Subject::Setup => setup.profile().name.clone(),
        }
    }
}

/// What a setup does not tell of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// The folder chosen for backups is not there.
    pub is_backup_folder_missing: bool,
}

/// Every finding of a setup in its surroundings, in the order of [`check`].
pub fn check_in(setup: &Setup, surroundings: Surroundings) -> Vec<Finding> {
    let mut findings = check(setup);
    if surroundings.is_backup_folder_missing {
        let missing = Finding::new(Code::BackupFolderMissing, Subject::Setup);
        let place = findings.partition_point(|found| (found.severity, found.code) < (missing.severity, missing.code));
        findings.insert(place, missing);
    }
    findings
}

/// What a platform really does with a fallback destination, where it does not forward when the assistant is
/// unavailable; nothing of any other. Sources: Vapi's description of `fallbackDestination`, Retell's of
/// `fallback_number`; Twilio and Telnyx are carriers and ElevenLabs has no such field.
pub fn works_otherwise(number: &PhoneNumber) -> Option<Message> {
    let platform = number.platform.as_ref().and_then(|platform| platform.name.as_deref())?;
    Some(Message::new(match platform {
        "vapi" => "fallback-on-vapi",
        "retell" => "fallback-on-retell",
        "twilio" => "fallback-on-twilio",
        "elevenlabs" => "fallback-on-elevenlabs",
        "telnyx" => "fallback-on-telnyx",
        _ => return None,
    }))
}

/// Every finding, the worst first; of one severity by code, then by the ids of the records.
pub fn check(setup: &Setup) -> Vec<Finding> {
    /// Fewer are looked up sooner than a thread is started.
    const WORTH_A_THREAD: usize = 2_000;
    // Whether numbers are in the metadata is half of what a check-up costs, and depends on nothing else.
    let mut findings = if setup.numbers().len() < WORTH_A_THREAD {
        let mut findings = look(setup);
        findings.extend(not_in_metadata(setup));
        findings
    } else {
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| not_in_metadata(setup));
            let mut findings = look(setup);
            match beside.join() {
                Ok(found) => findings.extend(found),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            findings
        })
    };
    // What was found in one pass is in the order of ids already, and stays so.
    findings.sort_by_key(|finding| (finding.severity, finding.code));
    findings
}

fn not_in_metadata(setup: &Setup) -> Vec<Finding> {
    let is_unknown = |number: &&Arc<PhoneNumber>| number.e164().is_some_and(|digits| !digits.is_in_metadata());
    let found = |number: &Arc<PhoneNumber>| Finding::new(Code::NumberNotInMetadata, Subject::Number(number.clone()));
    setup.numbers().filter(is_unknown).map(found).collect()
}

/// Every finding but those of the metadata.
fn look(setup: &Setup) -> Vec<Finding> {
    let ends = Ends::of(setup);
    let mut findings = Vec::new();
    let loops = ends.loops();
    let mut in_loop = vec![false; ends.numbers.len()];
    for at in loops.iter().flatten() {
        in_loop[*at] = true;
    }
    let mut labels: HashMap<&str, u32> = HashMap::with_capacity(ends.numbers.len());
    for number in &ends.numbers {
        *labels.entry(&number.label).or_default() += 1;
    }
    for (at, number) in ends.numbers.iter().enumerate() {
        let shares_label = !number.label.is_empty() && labels[number.label.as_str()] > 1;
        check_number(&ends, at, in_loop[at], shares_label, |code, severity| {
            let finding = Finding::new(code, Subject::Number(Arc::clone(number)));
            findings.push(Finding { severity, ..finding });
        });
    }
    findings.extend(loops.into_iter().filter_map(|members| {
        let chain: Vec<_> = members.into_iter().map(|at| Arc::clone(ends.numbers[at])).collect();
        let subject = Subject::Number(chain.first()?.clone());
        Some(Finding { chain, ..Finding::new(Code::FallbackLoop, subject) })
    }));
    for assistant in setup.assistants() {
        let mut slots = setup.numbers_of_assistant(&assistant.id).peekable();
        let is_unassigned = slots.peek().is_none();
        let calls = |number: &Arc<PhoneNumber>| number.outbound.assistant.as_ref() == Some(&assistant.id);
        let subject = || Subject::Assistant(assistant.clone());
        if assistant.kind == AssistantKind::Outbound && assistant.active && !slots.any(calls) {
            findings.push(Finding::new(Code::OutboundAssistantWithoutNumber, subject()));
        }
        if is_unassigned {
            findings.push(Finding::new(Code::AssistantUnassigned, subject()));
        }
    }
    let blocked = setup.campaigns().filter(|campaign| is_blocked(setup, campaign));
    findings.extend(blocked.map(|campaign| Finding::new(Code::CampaignBlocked, Subject::Campaign(campaign.clone()))));
    if setup.numbers_left().is_some_and(|left| left < 0) {
        findings.push(Finding::new(Code::OverAllowance, Subject::Setup));
    }
    findings
}

/// Whether a campaign is under way or planned on a number that cannot be used for campaigns.
pub fn is_blocked(setup: &Setup, campaign: &Campaign) -> bool {
    campaign.status != CampaignStatus::Completed
        && setup.number(campaign.number.as_str()).is_none_or(|number| routing::speaker(setup, number).is_err())
}

fn check_number(
    ends: &Ends<'_>,
    at: usize,
    is_in_loop: bool,
    shared_label: bool,
    mut found: impl FnMut(Code, Severity),
) {
    let number = ends.numbers[at];
    let mut plain = |code: Code| found(code, code.severity());
    let fallback = number.inbound.fallback;
    let answers = ends.answers(at);
    let speaks = ends.in_slot(&number.outbound.assistant);
    match answers {
        None => {
            if number.status == NumberStatus::Active {
                plain(Code::InboundUnassigned);
            }
            if fallback.is_some() {
                plain(Code::FallbackWithoutAssistant);
            }
        }
        Some(_) => {
            if fallback.is_none() {
                plain(Code::FallbackMissing);
            }
            let follows_route = number.status == NumberStatus::Active && ends.falls_back_to_ours(at) && !is_in_loop;
            if follows_route && ends.if_unavailable(at).reaches_nobody() {
                plain(Code::FallbackEndsNowhere);
            }
            if fallback.is_some() && works_otherwise(number).is_some() {
                plain(Code::FallbackWorksOtherwise);
            }
        }
    }
    let is_swapped = |assistant: Option<&Arc<Assistant>>, other| assistant.is_some_and(|a| a.kind == other);
    if is_swapped(answers, AssistantKind::Outbound) || is_swapped(speaks, AssistantKind::Inbound) {
        plain(Code::AssistantKindMismatch);
    }
    if speaks.is_some_and(|assistant| !assistant.active) {
        plain(Code::OutboundAssistantInactive);
    }
    if let Some(caller_id) = number.outbound.caller_id {
        if ends.position(caller_id).is_none() {
            plain(Code::CallerIdNotOurs);
        }
        if country_differs(&number.digits, caller_id) {
            plain(Code::CallerIdCountryDiffers);
        }
    }
    if routing::readiness(speaks, number.status).is_ok() {
        let shown = number.outbound.caller_id.or(number.e164());
        let lands = shown.and_then(|digits| ends.position(digits)).map(|shown| ends.called(shown));
        if lands.is_some_and(Outcome::reaches_nobody) {
            plain(Code::CallBackUnanswered);
        }
    }
    if number.status == NumberStatus::Pending {
        plain(Code::NumberPending);
    }
    if number.label.is_empty() {
        plain(Code::LabelMissing);
    } else if shared_label {
        plain(Code::LabelDuplicate);
    }
    if answers.is_some_and(|assistant| !assistant.active) {
        let severity = if fallback.is_some() { Severity::Warning } else { Severity::Error };
        found(Code::InboundAssistantInactive, severity);
    }
}

/// Countries differ by metadata region or, where one is unknown, by calling code.
fn country_differs(digits: &Digits, caller_id: E164) -> bool {
    let (country, code): (Option<Country>, u16) = match digits {
        Digits::Known(number) => (number.country(), number.calling_code()),
        Digits::Requested { country, .. } => (Some(*country), country.calling_code()),
    };
    match (country, caller_id.country()) {
        (Some(own), Some(shown)) => own != shown,
        _ => code != caller_id.calling_code(),
    }
}

impl Finding {
    fn new(code: Code, subject: Subject) -> Finding {
        Finding { code, severity: code.severity(), subject, chain: Vec::new() }
    }

    /// The numbers a badge of this finding stands at: its subject, or the members of its chain.
    pub fn numbers(&self) -> impl Iterator<Item = &Arc<PhoneNumber>> {
        let subject = match &self.subject {
            Subject::Number(number) if self.chain.is_empty() => Some(number),
            _ => None,
        };
        subject.into_iter().chain(&self.chain)
    }

    /// What was found, in words.
    pub fn message(&self, setup: &Setup) -> Message {
        let plain = |key: &'static str| Message { key, args: Vec::new() };
        let assistant = |id: &Option<Id>| setup.in_slot(id).map(|a| a.name.clone()).unwrap_or_default();
        match &self.subject {
            Subject::Number(number) => self.number_message(setup, number, &plain, &assistant),
            Subject::Assistant(_) if self.code == Code::OutboundAssistantWithoutNumber => {
                Message::new("finding-outbound-assistant-without-number")
            }
            Subject::Assistant(_) => Message::new("finding-assistant-unassigned"),
            Subject::Campaign(campaign) => {
                let number = setup.number(campaign.number.as_str());
                let why = number.and_then(|number| routing::speaker(setup, number).err());
                let speaks = number.and_then(|number| setup.in_slot(&number.outbound.assistant));
                let why = why.unwrap_or(routing::Reason::SlotEmpty).not_ready_message(speaks.map(|a| &**a));
                let place = number.map_or(plain("just-nothing"), |number| routing::place(&Place::Ours(number.clone())));
                Message::new("finding-campaign-blocked").with("place", place).with("why", why)
            }
            Subject::Setup if self.code == Code::BackupFolderMissing => Message::new("finding-backup-folder-missing"),
            Subject::Setup => Message::new("finding-over-allowance")
                .with("numbers", setup.numbers().len())
                .with("all", setup.profile().allowance().unwrap_or_default() as usize),
        }
    }

    fn number_message(
        &self,
        setup: &Setup,
        number: &PhoneNumber,
        plain: &impl Fn(&'static str) -> Message,
        assistant: &impl Fn(&Option<Id>) -> String,
    ) -> Message {
        let answers = || assistant(&number.inbound.assistant);
        let speaks = || assistant(&number.outbound.assistant);
        // Where a finding needs one of these, it is there.
        let with = |message: Message, digits: Option<E164>| match digits {
            Some(digits) => message.with("to", digits),
            None => message,
        };
        let fallback = number.inbound.fallback;
        let shown = number.outbound.caller_id.or(number.e164());
        match self.code {
            Code::InboundUnassigned => plain("finding-inbound-unassigned"),
            // Where the number is not in service, its calls go nowhere.
            Code::InboundAssistantInactive if number.status != NumberStatus::Active => {
                plain("finding-inbound-assistant-inactive-unused").name("assistant", answers())
            }
            Code::InboundAssistantInactive if fallback.is_some() => {
                with(plain("finding-inbound-assistant-inactive-fallback").name("assistant", answers()), fallback)
            }
            Code::InboundAssistantInactive => plain("finding-inbound-assistant-inactive").name("assistant", answers()),
            Code::FallbackLoop => {
                let first = self.chain.first();
                let names = self.chain.iter().chain(first).map(|n| Message::new("just-a-name").name("name", n.name()));
                Message::new("finding-fallback-loop").with("chain", Arg::List(names.collect()))
            }
            Code::FallbackWorksOtherwise => works_otherwise(number).unwrap_or_else(|| plain("just-nothing")),
            Code::FallbackMissing => plain("finding-fallback-missing").name("assistant", answers()),
            Code::FallbackWithoutAssistant => with(plain("finding-fallback-without-assistant"), fallback),
            Code::FallbackEndsNowhere => {
                let ours = fallback.and_then(|to| setup.number_with_digits(to)).cloned();
                let place = ours.map_or(plain("just-nothing"), |number| routing::place(&Place::Ours(number)));
                plain("finding-fallback-ends-nowhere").name("assistant", answers()).with("place", place)
            }
            Code::OutboundAssistantInactive => plain("finding-outbound-assistant-inactive").name("assistant", speaks()),
            Code::CallBackUnanswered => with(plain("finding-call-back-unanswered"), shown),
            Code::AssistantKindMismatch => {
                let of_kind = |id: &Option<Id>, kind| setup.in_slot(id).is_some_and(|a| a.kind == kind);
                let answers_wrongly = of_kind(&number.inbound.assistant, AssistantKind::Outbound);
                let speaks_wrongly = of_kind(&number.outbound.assistant, AssistantKind::Inbound);
                match (answers_wrongly, speaks_wrongly) {
                    (true, true) => {
                        plain("finding-kinds-swapped").name("inbound", answers()).name("outbound", speaks())
                    }
                    (true, false) => plain("finding-outbound-kind-answers").name("assistant", answers()),
                    _ => plain("finding-inbound-kind-speaks").name("assistant", speaks()),
                }
            }
            Code::CallerIdNotOurs => with(plain("finding-caller-id-not-ours"), shown),
            Code::CallerIdCountryDiffers => match shown.and_then(|shown| shown.shown_country()) {
                Some(country) => with(plain("finding-caller-id-country").with("country", country), shown),
                None => with(plain("finding-caller-id-country-unknown"), shown),
            },
            Code::NumberPending => plain("finding-number-pending"),
            Code::NumberNotInMetadata => plain("finding-number-not-in-metadata"),
            Code::LabelMissing => plain("finding-label-missing"),
            _ => plain("finding-label-duplicate").with("label", number.label.as_str()),
        }
    }
}
