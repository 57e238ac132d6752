//! How phone numbers are read.

use std::io::{self, BufRead};

use serde_json::json;
use vozdesk_core::model::country::Country;
use vozdesk_core::model::e164::{self, E164};

use crate::output::{Failure, Output};

pub(crate) fn parse(numbers: &[String], country: Option<Country>, output: &mut Output) -> Result<u8, Failure> {
    if !numbers.is_empty() && numbers != ["-"] {
        for number in numbers {
            parse_one(number, country, output)?;
        }
        return Ok(0);
    }
    let mut stdin = io::stdin().lock();
    let mut line = Vec::new();
    while stdin.read_until(b'\n', &mut line)? > 0 {
        let end = line.strip_suffix(b"\n").unwrap_or(&line);
        let end = end.strip_suffix(b"\r").unwrap_or(end);
        parse_one(&String::from_utf8_lossy(end), country, output)?;
        line.clear();
    }
    Ok(0)
}

fn parse_one(input: &str, country: Option<Country>, output: &mut Output) -> Result<(), Failure> {
    let reading = match E164::read(input, country) {
        Ok(reading) => reading,
        Err(misread) => {
            let message = output.text(&misread.message());
            return if output.json {
                let error = json!({ "code": misread.reason.code(), "message": message });
                output.json_line(&json!({ "input": input, "error": error }))
            } else {
                output.line(format!("{input}\t{message}"))
            };
        }
    };
    let number = reading.number;
    if output.json {
        let mut value = json!({
            "input": input,
            "e164": number.as_str(),
            "international": number.international_with_hyphens(),
            "national": number.national(),
            "country": number.shown_country().map(|country| country.to_string()),
            "possible": true,
            "valid": number.is_in_metadata(),
            "kind": e164::kind_word(number),
        });
        if let Some(extension) = reading.extension {
            value["extension"] = extension.into();
        }
        output.json_line(&value)
    } else {
        output.line(format!("{input}\t{number}\t{}", number.international()))
    }
}
