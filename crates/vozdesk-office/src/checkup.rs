//! The check-up: what it found in one revision, and how that is shown and mended.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vozdesk_core::files::table;
use vozdesk_core::model::assistant::AssistantKind;
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::PhoneNumber;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::text::folded;
use vozdesk_core::rules::checkup::{self, Code, Difference, Finding, Severity, Subject, Surroundings};
use vozdesk_core::rules::edit::Refusal;
use vozdesk_core::words::Catalogue;
use vozdesk_store::backup::Backups;
use vozdesk_store::{Snapshot, StoreError};

use crate::exporting::{Exported, Wanted, export, file_name};
use crate::host::Host;
use crate::numbers::{self, Badge};
use crate::sentence::{Sentence, sentence};
use crate::work::{Answer, Nothing, Saved, Work};

#[derive(Deserialize, TS)]
pub(crate) struct FindingQuery {
    /// `error`, `warning` or `hint`; all if absent.
    pub(crate) severity: Option<String>,
    /// Only what stands at this record.
    pub(crate) about: Option<String>,
    pub(crate) search: String,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

#[derive(Serialize, TS)]
pub(crate) struct FindingPage {
    /// How many there are in all, whatever is searched.
    pub(crate) counts: Badge,
    /// How many match.
    pub(crate) found: usize,
    /// How many records were looked at.
    pub(crate) checked: usize,
    pub(crate) rows: Vec<FindingRow>,
}

#[derive(Serialize, TS)]
pub(crate) struct FindingRow {
    pub(crate) code: &'static str,
    pub(crate) severity: &'static str,
    /// `number`, `assistant`, `campaign` or `setup`.
    pub(crate) kind: &'static str,
    pub(crate) id: Option<String>,
    pub(crate) name: String,
    /// What tells it from others of its name.
    pub(crate) side: String,
    pub(crate) message: Sentence,
    /// The members of a loop, the first again at the end.
    pub(crate) chain: Vec<String>,
    /// What the mend that acts at once is called.
    pub(crate) mend: Option<String>,
    /// Where somebody has to choose: `assistant`, `fallback`, `caller_id`, `label`, `status`, `digits`,
    /// `campaign` or `placement`.
    pub(crate) way: Option<&'static str>,
}

/// Which finding.
#[derive(Deserialize, TS)]
pub(crate) struct FindingName {
    pub(crate) code: String,
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
}

/// A stretch of the findings.
pub(crate) fn list_findings(work: &Work<impl Host>, query: FindingQuery) -> Answer<FindingPage> {
    let snapshot = work.snapshot()?;
    Ok(work.office.checked(&snapshot).page(&snapshot.setup, work.catalogue, &query))
}

/// Mends a finding with one change.
pub(crate) fn mend_finding(work: &Work<impl Host>, finding: FindingName) -> Answer<Saved> {
    let snapshot = work.snapshot()?;
    let mend = work.office.checked(&snapshot).find(&finding).and_then(|found| found.mend(&snapshot.setup));
    let mend = mend.ok_or_else(Refusal::gone)?;
    work.change(|setup| mend.edit(setup))
}

/// Writes the findings as a table, the worst first, as the page lists them.
pub(crate) fn export_findings(work: &Work<impl Host>, _: Nothing) -> Answer<Option<Exported>> {
    let snapshot = work.snapshot()?;
    let (setup, catalogue) = (&snapshot.setup, work.catalogue);
    let query = FindingQuery { severity: None, about: None, search: String::new(), offset: 0, limit: usize::MAX };
    let findings = work.office.checked(&snapshot).page(setup, catalogue, &query).rows;
    let plain = |words: &Sentence| words.iter().map(|piece| piece.text.as_str()).collect::<String>();
    let cells = |row: FindingRow| {
        let text = if row.chain.is_empty() {
            plain(&row.message)
        } else {
            plain(&row.message) + " " + &row.chain.join(" → ")
        };
        vec![catalogue.words(severity_key(row.severity)), row.name, row.side, text]
    };
    let headings = ["finding-severity", "finding-about", "finding-side", "finding-text"];
    let headings = headings.map(|key| catalogue.words(key)).to_vec();
    let wanted = Wanted { title: "dialog-findings-title", kind: "dialog-table-kind", extension: "csv" };
    let name = format!("{} {}", setup.profile().name, catalogue.words("findings-file-name"));
    let rows = std::iter::once(headings).chain(findings.into_iter().map(cells));
    export(work, &wanted, |_| file_name(&name, "csv"), |_, out| table::write_texts(rows, out))
}

fn severity_key(word: &str) -> &'static str {
    match word {
        "error" => "severity-error",
        "warning" => "severity-warning",
        _ => "severity-hint",
    }
}

/// The findings of one revision.
pub(crate) struct Checked {
    revision: u64,
    surroundings: Surroundings,
    findings: Vec<Finding>,
    of_numbers: HashMap<Id, Badge>,
    of_assistants: HashMap<Id, Badge>,
    pub counts: Badge,
    /// The findings by severity, kind and name, with what a search looks at; made when a page asks.
    order: OnceLock<Vec<(String, usize)>>,
}

impl Badge {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Hint => self.hints += 1,
        }
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Badge::default()
    }
}

impl Checked {
    pub(crate) fn new(snapshot: &Snapshot, surroundings: Surroundings) -> Checked {
        let findings = checkup::check_in(&snapshot.setup, surroundings);
        let mut checked = Checked {
            revision: snapshot.revision,
            surroundings,
            findings: Vec::new(),
            of_numbers: HashMap::new(),
            of_assistants: HashMap::new(),
            counts: Badge::default(),
            order: OnceLock::new(),
        };
        for finding in &findings {
            checked.counts.add(finding.severity);
            for number in finding.numbers() {
                checked.of_numbers.entry(number.id.clone()).or_default().add(finding.severity);
            }
            if let Subject::Assistant(assistant) = &finding.subject {
                checked.of_assistants.entry(assistant.id.clone()).or_default().add(finding.severity);
            }
        }
        checked.findings = findings;
        checked
    }

    pub(crate) fn is_for(&self, revision: u64, surroundings: Surroundings) -> bool {
        (self.revision, self.surroundings) == (revision, surroundings)
    }

    /// How these findings differ from those of another setup.
    pub(crate) fn difference(&self, next: &Setup) -> Difference {
        Difference::between(&self.findings, &checkup::check_in(next, self.surroundings))
    }

    /// The badge of a number.
    pub(crate) fn of_number(&self, id: &Id) -> Badge {
        self.of_numbers.get(id).copied().unwrap_or_default()
    }

    /// The badge of an assistant.
    pub(crate) fn of_assistant(&self, id: &Id) -> Badge {
        self.of_assistants.get(id).copied().unwrap_or_default()
    }

    /// The finding of this name, if it is still there.
    pub(crate) fn find(&self, name: &FindingName) -> Option<&Finding> {
        self.findings.iter().find(|found| {
            let id = found.subject.id().map(Id::as_str);
            (found.code.word(), found.subject.kind(), id) == (&name.code, &name.kind, name.id.as_deref())
        })
    }

    /// What stands at a number, the worst first.
    pub(crate) fn rows_of_number(&self, setup: &Setup, catalogue: &Catalogue, number: &PhoneNumber) -> Vec<FindingRow> {
        if self.of_number(&number.id).is_empty() {
            return Vec::new();
        }
        let at_number = self.findings.iter().filter(|finding| finding.numbers().any(|at| at.id == number.id));
        at_number.map(|finding| row(setup, catalogue, finding)).collect()
    }

    /// A stretch of the findings: the worst first, those of one kind together, by name.
    pub(crate) fn page(&self, setup: &Setup, catalogue: &Catalogue, query: &FindingQuery) -> FindingPage {
        let order = self.order.get_or_init(|| {
            let words = |finding: &Finding| {
                let numbers = finding.numbers().map(|number| {
                    let digits = number.e164().map(|digits| digits.digits().to_owned()).unwrap_or_default();
                    format!("{}\n{digits}", numbers::name(number))
                });
                let all = std::iter::once(finding.subject.name(setup)).chain(numbers);
                all.map(|name| folded(&name)).collect::<Vec<_>>().join("\n")
            };
            let mut order: Vec<(String, usize)> =
                self.findings.iter().enumerate().map(|(at, finding)| (words(finding), at)).collect();
            order.sort_by(|(name, at), (other_name, other)| {
                let kind = |at: &usize| (self.findings[*at].severity, self.findings[*at].code);
                kind(at).cmp(&kind(other)).then_with(|| name.cmp(other_name)).then(at.cmp(other))
            });
            order
        });
        let words = folded(query.search.trim());
        let matches = |(name, at): &&(String, usize)| {
            let finding = &self.findings[*at];
            query.severity.as_deref().is_none_or(|severity| severity == finding.severity.word())
                && query.about.as_deref().is_none_or(|id| stands_at(finding, id))
                && (words.is_empty() || name.contains(&words))
        };
        let found: Vec<usize> = order.iter().filter(matches).map(|(_, at)| *at).collect();
        let shown = found.iter().skip(query.offset).take(query.limit);
        FindingPage {
            counts: self.counts,
            found: found.len(),
            checked: setup.numbers().len() + setup.assistants().len() + setup.campaigns().len(),
            rows: shown.map(|at| row(setup, catalogue, &self.findings[*at])).collect(),
        }
    }
}

/// What the check-up of an office needs to know beside its setup.
pub fn surroundings(backups: &Backups) -> Surroundings {
    Surroundings { is_backup_folder_missing: matches!(backups.look(), Err(StoreError::BackupFolderAway { .. })) }
}

/// Whether a finding's subject or chain includes the record of this id.
fn stands_at(finding: &Finding, id: &str) -> bool {
    let is_subject = finding.subject.id().is_some_and(|subject| subject.as_str() == id);
    is_subject || finding.chain.iter().any(|number| number.id.as_str() == id)
}

fn row(setup: &Setup, catalogue: &Catalogue, finding: &Finding) -> FindingRow {
    let mend = finding.mend(setup).map(|mend| catalogue.text(&mend.message(setup, finding)));
    let side = match &finding.subject {
        Subject::Number(number) if number.label.is_empty() => String::new(),
        Subject::Number(number) => numbers::digits_in_words(catalogue, &number.digits),
        Subject::Assistant(assistant) => catalogue.text(&kind_message(assistant.kind)),
        Subject::Campaign(campaign) => {
            catalogue.text(&Message::new("side-campaign").with("status", campaign.status.message()))
        }
        // An office without a name is called so already.
        Subject::Setup if setup.profile().name.is_empty() => String::new(),
        Subject::Setup => catalogue.words("kind-profile"),
    };
    let name = match &finding.subject {
        Subject::Number(number) => numbers::name(number),
        subject => {
            Some(subject.name(setup)).filter(|name| !name.is_empty()).unwrap_or_else(|| catalogue.words("kind-profile"))
        }
    };
    let first = finding.chain.first();
    FindingRow {
        code: finding.code.word(),
        severity: finding.severity.word(),
        kind: finding.subject.kind(),
        id: finding.subject.id().map(ToString::to_string),
        name,
        side,
        // The chain is drawn below the sentence.
        message: match finding.code {
            Code::FallbackLoop => sentence(catalogue, &Message::new("finding-fallback-loop-here")),
            _ => sentence(catalogue, &finding.message(setup)),
        },
        chain: finding.chain.iter().chain(first).map(|number| numbers::name(number)).collect(),
        way: if mend.is_none() { way(finding) } else { None },
        mend,
    }
}

/// Where somebody has to choose, which place the window leads to.
pub fn way(finding: &Finding) -> Option<&'static str> {
    let of_number = |number: &PhoneNumber| match finding.code {
        Code::InboundUnassigned | Code::AssistantKindMismatch => Some("assistant"),
        Code::FallbackMissing | Code::FallbackEndsNowhere | Code::FallbackLoop | Code::FallbackWorksOtherwise => {
            Some("fallback")
        }
        Code::CallBackUnanswered if number.outbound.caller_id.is_some_and(|shown| Some(shown) != number.e164()) => {
            Some("caller_id")
        }
        Code::CallBackUnanswered => Some("assistant"),
        Code::LabelMissing | Code::LabelDuplicate => Some("label"),
        Code::NumberPending if number.e164().is_some() => Some("status"),
        Code::NumberPending | Code::NumberNotInMetadata => Some("digits"),
        Code::CallerIdNotOurs | Code::CallerIdCountryDiffers => Some("caller_id"),
        _ => None,
    };
    match &finding.subject {
        Subject::Number(number) => of_number(number),
        Subject::Assistant(_) => Some("placement"),
        Subject::Campaign(_) => Some("campaign"),
        Subject::Setup => None,
    }
}

/// What an assistant is made for, in words that stand alone.
fn kind_message(kind: AssistantKind) -> Message {
    Message::new(match kind {
        AssistantKind::Inbound => "side-inbound-assistant",
        AssistantKind::Outbound => "side-outbound-assistant",
        AssistantKind::Custom => "side-custom-assistant",
    })
}
