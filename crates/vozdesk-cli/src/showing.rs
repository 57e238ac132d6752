//! What there is, as tables and as JSON in the shape of the setup file.

use serde_json::{Value as Json, json};
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::field::{Kind, Value};
use vozdesk_core::model::id::Id;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::number::{Digits, PhoneNumber};
use vozdesk_core::model::record::Record;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::rules::{checkup, order};
use vozdesk_store::HistoryEntry;
use vozdesk_store::clock::local;

use crate::args::Listed;
use crate::calls;
use crate::find::find_number;
use crate::output::{Failure, Output};

pub(crate) fn list(setup: &Setup, what: Listed, output: &mut Output) -> Result<(), Failure> {
    let name = |id: &Option<Id>| id.as_ref().and_then(|id| setup.assistant(id.as_str())).map(|a| a.name.clone());
    let none = output.words("cli-none");
    match what {
        Listed::Numbers => {
            let numbers = order::numbers(setup);
            if output.json {
                return output.json(&numbers);
            }
            let head = [
                output.words("field-label"),
                output.words("field-number"),
                output.words("field-inbound-assistant"),
                output.words("field-fallback"),
                output.words("field-outbound-assistant"),
                output.words("field-caller-id"),
                output.words("field-status"),
            ];
            let number = |number: Option<E164>| number.map_or_else(|| none.clone(), |n| n.international());
            let rows: Vec<Vec<String>> = numbers
                .iter()
                .map(|n| {
                    vec![
                        n.label.clone(),
                        digits(&n.digits),
                        name(&n.inbound.assistant).unwrap_or_else(|| none.clone()),
                        number(n.inbound.fallback),
                        name(&n.outbound.assistant).unwrap_or_else(|| none.clone()),
                        number(n.outbound.caller_id),
                        n.status.word().to_owned(),
                    ]
                })
                .collect();
            output.table(&head, &rows)
        }
        Listed::Assistants => {
            let assistants = order::assistants(setup);
            if output.json {
                return output.json(&assistants);
            }
            let head = [
                output.words("field-name"),
                output.words("field-kind"),
                output.words("field-active"),
                output.words("field-role"),
            ];
            let (yes, no) = (output.words("cli-yes"), output.words("cli-no"));
            let rows: Vec<Vec<String>> = assistants
                .iter()
                .map(|a| {
                    let active = if a.active { &yes } else { &no };
                    vec![a.name.clone(), a.kind.word().to_owned(), active.clone(), a.role.clone()]
                })
                .collect();
            output.table(&head, &rows)
        }
        Listed::Campaigns => {
            let campaigns = order::campaigns(setup);
            if output.json {
                return output.json(&campaigns);
            }
            let head = [output.words("field-name"), output.words("field-number"), output.words("field-status")];
            let rows: Vec<Vec<String>> = campaigns
                .iter()
                .map(|c| {
                    let number = setup.number(c.number.as_str()).map(|n| n.name()).unwrap_or_default();
                    vec![c.name.clone(), number, c.status.word().to_owned()]
                })
                .collect();
            output.table(&head, &rows)
        }
    }
}

fn digits(digits: &Digits) -> String {
    match digits {
        Digits::Known(number) => number.international(),
        Digits::Requested { country, area_code } => format!("{country} {area_code}").trim_end().to_owned(),
    }
}

pub(crate) fn show(setup: &Setup, text: &str, output: &mut Output) -> Result<(), Failure> {
    let number = find_number(setup, text)?;
    let all = checkup::check(setup);
    let findings: Vec<_> = calls::findings_of(&all, number).collect();
    if output.json {
        let mut value = serde_json::to_value(&**number).map_err(std::io::Error::from)?;
        value["routes"] = calls::routes_value(setup, number);
        value["findings"] = findings.iter().map(|finding| calls::finding_value(setup, finding, output)).collect();
        return output.json(&value);
    }
    let none = output.words("cli-none");
    // The label and the digits first, the id last.
    let mut fields: Vec<_> = PhoneNumber::FIELDS.iter().filter(|f| f.option.is_some() || f.kind == Kind::Id).collect();
    fields.sort_by_key(|field| match field.kind {
        Kind::Id => 3,
        _ if field.path == "label" => 0,
        Kind::Digits => 1,
        _ => 2,
    });
    for field in fields {
        let label = output.words(field.label);
        let value = match (field.kind, field.get(number)) {
            (Kind::Digits, _) => digits(&number.digits),
            (Kind::Assistant, Value::Id(id)) => setup.assistant(id.as_str()).map_or(none.clone(), |a| a.name.clone()),
            (_, Value::None) => none.clone(),
            (_, Value::Number(number)) => number.international(),
            (_, Value::Text(text)) => text,
            (_, Value::Word(word)) => word.to_owned(),
            (_, value) => value.to_json().as_str().unwrap_or_default().to_owned(),
        };
        output.line(format!("{label}: {value}").trim_end())?;
    }
    output.line("")?;
    calls::show_routes(setup, number, output)?;
    if !findings.is_empty() {
        output.line("")?;
    }
    for finding in findings {
        let line = calls::finding_line(setup, finding, output);
        output.line(line)?;
    }
    Ok(())
}

pub(crate) fn profile(setup: &Setup, output: &mut Output) -> Result<(), Failure> {
    let profile = setup.profile();
    if output.json {
        return output.json(&**profile);
    }
    let rows = [
        ("field-name", profile.name.clone()),
        ("field-default-country", profile.default_country.to_string()),
        ("field-plan", profile.plan.word().to_owned()),
        ("field-extra-numbers", profile.extra_numbers.to_string()),
        ("cli-numbers-used", setup.numbers().len().to_string()),
        (
            "cli-numbers-left",
            setup.numbers_left().map_or_else(|| output.words("cli-unlimited"), |left| left.to_string()),
        ),
    ];
    for (key, value) in rows {
        let field = output.text(&Message { key, args: Vec::new() });
        output.line(format!("{field}: {value}").trim_end())?;
    }
    Ok(())
}

pub(crate) fn history(entries: &[HistoryEntry], output: &mut Output) -> Result<(), Failure> {
    if output.json {
        let values: Vec<Json> = entries
            .iter()
            .map(|entry| {
                json!({
                    "change": entry.change,
                    "at": entry.at,
                    "title": output.text(&entry.deed.message()),
                    "added": entry.counts.added,
                    "changed": entry.counts.changed,
                    "removed": entry.counts.removed,
                    "undone": entry.undone,
                })
            })
            .collect();
        return output.json(&values);
    }
    for entry in entries {
        let title = output.text(&entry.deed.message());
        let undone = if entry.undone { format!(" ({})", output.words("cli-is-undone")) } else { String::new() };
        output.line(format!("{:>5}  {}  {title}{undone}", entry.change, local(&entry.at)))?;
    }
    Ok(())
}
