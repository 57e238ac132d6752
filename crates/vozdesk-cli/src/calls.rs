//! What happens to a call, and the check-up.

use std::sync::Arc;

use serde_json::{Value, json};
use vozdesk_core::model::assistant::Assistant;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::{NumberStatus, PhoneNumber};
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::checkup::{self, Finding, Severity, Subject, Surroundings};
use vozdesk_core::rules::routing::{self, Hop, Place, Route};

use crate::find::find_number;
use crate::output::{Failure, Output};

/// Which route is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Asked {
    Inbound,
    IfUnavailable,
    Outbound,
}

/// Says what happens to a call. A number that is not ours has a route too.
pub(crate) fn route(setup: &Setup, text: &str, asked: Asked, output: &mut Output) -> Result<(), Failure> {
    let route = match (find_number(setup, text), asked) {
        (Ok(number), Asked::Inbound) => routing::inbound(setup, number),
        (Ok(number), Asked::IfUnavailable) => routing::inbound_if_unavailable(setup, number),
        (Ok(number), Asked::Outbound) => routing::outbound(setup, number),
        (Err(failure), asked) => {
            let digits = E164::read_stored(text, Some(setup.profile().default_country)).ok();
            match (digits.filter(|digits| setup.number_with_digits(*digits).is_none()), asked) {
                (Some(digits), Asked::Outbound) => routing::outbound_from_elsewhere(digits),
                (Some(digits), _) => routing::inbound_to(setup, digits),
                (None, _) => return Err(failure),
            }
        }
    };
    if output.json {
        return output.json(&route_value(&route));
    }
    for sentence in route.sentences() {
        let line = output.text(&sentence);
        output.line(line)?;
    }
    // An answered call also says what becomes of it if nobody can answer.
    match (asked, route.hops.first().map(|hop| &hop.at)) {
        (Asked::Inbound, Some(Place::Ours(number))) if can_become_unavailable(setup, number) => {
            let (head, words) =
                (output.words("cli-if-unavailable"), routing::inbound_if_unavailable(setup, number).message());
            let words = output.text(&words);
            output.line(format!("{head}: {words}"))
        }
        _ => Ok(()),
    }
}

/// Whether it makes a difference that the assistant of a number is unavailable.
fn can_become_unavailable(setup: &Setup, number: &PhoneNumber) -> bool {
    let is_on = setup.in_slot(&number.inbound.assistant).is_some_and(|assistant| assistant.active);
    is_on && number.status == NumberStatus::Active
}

/// The three routes of a number, for `show`.
pub(crate) fn show_routes(setup: &Setup, number: &Arc<PhoneNumber>, output: &mut Output) -> Result<(), Failure> {
    let routes = [
        ("cli-somebody-calls", routing::inbound(setup, number)),
        ("cli-if-unavailable", routing::inbound_if_unavailable(setup, number)),
        ("cli-a-campaign-calls", routing::outbound(setup, number)),
    ];
    for (key, route) in routes {
        if key == "cli-if-unavailable" && !can_become_unavailable(setup, number) {
            continue;
        }
        let (head, words) = (output.words(key), output.text(&route.message()));
        output.line(format!("{head}: {words}"))?;
    }
    Ok(())
}

/// The routes of a number as `show --json` has them.
pub(crate) fn routes_value(setup: &Setup, number: &Arc<PhoneNumber>) -> Value {
    json!({
        "inbound": route_value(&routing::inbound(setup, number)),
        "unavailable": route_value(&routing::inbound_if_unavailable(setup, number)),
        "outbound": route_value(&routing::outbound(setup, number)),
    })
}

fn route_value(route: &Route) -> Value {
    let mut value = json!({
        "number": route.number().map(|number| number.to_string()),
        "direction": route.direction.word(),
        "outcome": route.outcome().word(),
        "hops": route.hops.iter().map(hop_value).collect::<Vec<_>>(),
    });
    if let Some(caller_id) = route.caller_id {
        value["caller_id"] = caller_id.as_str().into();
    }
    if let Some(call_back) = &route.call_back {
        value["call_back"] = route_value(call_back);
    }
    value
}

fn hop_value(hop: &Hop) -> Value {
    let mut value = json!({ "number": hop.at.e164().map(|number| number.to_string()), "outcome": hop.outcome.word() });
    let assistant = |assistant: &Assistant| json!({ "id": assistant.id.as_str(), "name": assistant.name });
    if let Some(found) = &hop.assistant {
        value["assistant"] = assistant(found);
    }
    if let Some(to) = hop.to {
        value["to"] = to.as_str().into();
    }
    if let Some(reason) = hop.reason {
        value["reason"] = reason.word().into();
    }
    value
}

/// Says what the check-up finds; the exit is 1 if there are errors.
pub(crate) fn check(setup: &Setup, surroundings: Surroundings, output: &mut Output) -> Result<u8, Failure> {
    let findings = checkup::check_in(setup, surroundings);
    let exit = u8::from(findings.iter().any(|finding| finding.severity == Severity::Error));
    if output.json {
        let values: Vec<Value> = findings.iter().map(|finding| finding_value(setup, finding, output)).collect();
        output.json(&values)?;
        return Ok(exit);
    }
    if findings.is_empty() {
        output.note(&Message::new("cli-all-is-well"));
    }
    for finding in &findings {
        let line = finding_line(setup, finding, output);
        output.line(line)?;
    }
    Ok(exit)
}

/// The findings that stand at a number, or are about a campaign on it.
pub(crate) fn findings_of<'a>(findings: &'a [Finding], number: &'a PhoneNumber) -> impl Iterator<Item = &'a Finding> {
    findings.iter().filter(|finding| match &finding.subject {
        Subject::Campaign(campaign) => campaign.number == number.id,
        _ => finding.numbers().any(|at| at.id == number.id),
    })
}

pub(crate) fn finding_value(setup: &Setup, finding: &Finding, output: &Output) -> Value {
    let subject = json!({
        "kind": finding.subject.kind(),
        "id": finding.subject.id().map(|id| id.as_str()),
        "name": finding.subject.name(setup),
    });
    json!({
        "code": finding.code.word(),
        "severity": finding.severity.word(),
        "subject": subject,
        "message": output.text(&finding.message(setup)),
    })
}

pub(crate) fn finding_line(setup: &Setup, finding: &Finding, output: &Output) -> String {
    let severity = output.words(match finding.severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Hint => "severity-hint",
    });
    let name = Some(finding.subject.name(setup)).filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| output.words("kind-profile"));
    format!("{severity}: {name}: {}", output.text(&finding.message(setup)))
}
