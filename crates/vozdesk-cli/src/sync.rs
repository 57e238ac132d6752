//! `vozdesk connect`, `connections`, `disconnect`, `plan`, `pull`, `push`, `checklist`.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::{Map, Value, json};
use vozdesk_core::files::Platform;
use vozdesk_core::model::e164::E164;
use vozdesk_core::model::field;
use vozdesk_core::model::message::Message;
use vozdesk_core::model::setup::Setup;
use vozdesk_core::model::synced::Synced;
use vozdesk_core::sync::{self, ByHand, Difference, Fault, Memory, NamedNumber, Plan, PullWish, SendWish};
use vozdesk_office::Failure as OfficeFailure;
use vozdesk_office::sync::{Way, interrupted};
use vozdesk_office::told;
use vozdesk_remote::keys::Whereabouts;
use vozdesk_remote::push::{FieldResult, Pushed};
use vozdesk_remote::{Cancel, Hosts, Key, Keys};
use vozdesk_store::Connection;

use crate::commands::{look, open, tell_of};
use crate::find::{find_assistant, find_number};
use crate::import;
use crate::output::{Failure, Output};

#[derive(Subcommand)]
pub(crate) enum Sync {
    /// Connect the office to a platform; the key is asked for, or read from standard input
    Connect {
        #[arg(value_parser = platform())]
        platform: &'static Platform,
        /// Another key for a connection that is there
        #[arg(long)]
        replace: bool,
        /// Keep the key nowhere
        #[arg(long)]
        session: bool,
    },
    /// List the platforms the office is connected to
    Connections,
    /// Forget the key and what was last seen; the numbers stay
    Disconnect {
        #[arg(value_parser = platform())]
        platform: &'static Platform,
    },
    /// Compare the office with a platform; nothing is changed on either side
    Plan {
        #[arg(value_parser = platform())]
        platform: &'static Platform,
    },
    /// Bring here what was changed on a platform
    Pull {
        #[arg(value_parser = platform())]
        platform: &'static Platform,
        /// Only show what would change
        #[arg(long)]
        dry_run: bool,
        /// Leave out the entries that have problems
        #[arg(long)]
        skip_problems: bool,
        /// Decide a field for the platform's value
        #[arg(long, value_name = "NUMBER:FIELD")]
        there: Vec<String>,
        /// Bring back a number that was removed here
        #[arg(long, value_name = "NUMBER")]
        add: Vec<String>,
        /// This assistant is the one that is proposed as the same
        #[arg(long, value_name = "ASSISTANT")]
        link: Vec<String>,
    },
    /// Send a plan that was looked at
    Push {
        #[arg(value_parser = platform())]
        platform: &'static Platform,
        /// The digest of the plan
        #[arg(long, value_name = "DIGEST")]
        plan: String,
        /// Only this number
        #[arg(long, value_name = "NUMBER")]
        only: Vec<String>,
        /// Decide a field for the value here
        #[arg(long, value_name = "NUMBER:FIELD")]
        here: Vec<String>,
        /// Send it also where many numbers change at once or callers would reach nobody
        #[arg(long)]
        yes_really: bool,
    },
    /// List what is to be done by hand on a platform
    Checklist {
        #[arg(value_parser = platform())]
        platform: &'static Platform,
        /// This was done
        #[arg(long, value_name = "NUMBER:FIELD")]
        done: Vec<String>,
    },
}

/// A platform an office can be connected to.
fn platform() -> impl TypedValueParser<Value = &'static Platform> {
    let words = || Platform::within_reach().map(|(platform, _)| platform.word);
    PossibleValuesParser::new(words())
        .map(|word| Platform::of_word(&word).unwrap_or_else(|| unreachable!("the words are those of platforms")))
}

pub(crate) fn run(command: Sync, folder: &Path, output: &mut Output) -> Result<u8, Failure> {
    let keys = Keys::default();
    match command {
        Sync::Connections => connections(folder, &keys, output).map(|()| 0),
        Sync::Checklist { platform, done } if done.is_empty() => {
            let look = look(folder, output)?;
            if !look.connections()?.iter().any(|connection| connection.platform == platform.word) {
                return Err(vozdesk_office::sync::no_connection(platform).into());
            }
            let (plan, memory) = look.plan(platform.word)?;
            let setup = &look.snapshot().setup;
            let lines = plan.map(|plan| sync::by_hand(setup, platform, &plan, &memory)).unwrap_or_default();
            checklist(&lines, output).map(|()| 0)
        }
        Sync::Connect { platform, replace, session } => changing(folder, platform, &keys, output, |way, output| {
            let key = typed_key(platform, output)?;
            let connected = way.connect(&key, replace, session)?;
            if let Some(why) = connected.not_in_keyring {
                let message = Message::new("sync-key-for-session").with("why", why);
                output.tell(&message.with("variable", Keys::variable(platform)));
            }
            output.note(&Message::new("sync-connected").with("platform", platform.name));
            Ok(0)
        }),
        Sync::Disconnect { platform } => changing(folder, platform, &keys, output, |way, output| {
            way.disconnect()?;
            output.note(&Message::new("sync-disconnected").with("platform", platform.name));
            Ok(0)
        }),
        Sync::Plan { platform } => changing(folder, platform, &keys, output, |way, output| {
            let interrupted = interrupted(way.store, platform)?;
            let plan = way.compare()?;
            let memory = way.store.memory(platform.word)?;
            print_plan(way, &plan, &memory, output)?;
            if !plan.problems.is_empty() {
                let message = Message::new("cli-plan-problems").with("count", plan.problems.len());
                return Err(Failure::plain("problems", message));
            }
            if let Some(message) = interrupted {
                output.tell(&message);
            }
            Ok(u8::from(!plan.is_settled()))
        }),
        Sync::Pull { platform, dry_run, skip_problems, there, add, link } => {
            changing(folder, platform, &keys, output, |way, output| {
                let setup = way.store.snapshot().setup.clone();
                let wish = PullWish {
                    there: fields(&setup, &there)?,
                    add: add.iter().map(|text| digits(&setup, text)).collect::<Result<_, _>>()?,
                    link: link
                        .iter()
                        .map(|name| Ok(find_assistant(&setup, name)?.id.clone()))
                        .collect::<Result<_, Failure>>()?,
                    ..PullWish::default()
                };
                pull(way, &wish, dry_run, skip_problems, output)
            })
        }
        Sync::Push { platform, plan, only, here, yes_really } => {
            changing(folder, platform, &keys, output, |way, output| {
                let setup = way.store.snapshot().setup.clone();
                let only: BTreeSet<E164> = only.iter().map(|text| digits(&setup, text)).collect::<Result<_, _>>()?;
                let wish = SendWish {
                    only: (!only.is_empty()).then_some(only),
                    here: fields(&setup, &here)?,
                    ..SendWish::default()
                };
                let pushed = way.push(&plan, &wish, yes_really, &mut |_, _| {})?;
                output.has_made = true;
                print_pushed(way, &plan, &pushed, output)?;
                match pushed.stopped {
                    Some(stop) if stop.code == vozdesk_remote::StopCode::Cancelled => {
                        output.tell(&stop.message);
                        Ok(1)
                    }
                    Some(stop) => Err(OfficeFailure::Remote(stop).into()),
                    None => Ok(u8::from(!pushed.results.iter().all(|result| result.outcome.is_good()))),
                }
            })
        }
        Sync::Checklist { platform, done } => changing(folder, platform, &keys, output, |way, output| {
            let setup = way.store.snapshot().setup.clone();
            for (number, field) in fields(&setup, &done)? {
                way.mark_done(number, field, true)?;
            }
            checklist(&way.by_hand()?, output).map(|()| 0)
        }),
    }
}

/// The exit of what Ctrl+C has ended, as shells have it.
const CANCELLED: u8 = 130;

/// Does what holds the store's lock.
fn changing(
    folder: &Path,
    platform: &'static Platform,
    keys: &Keys,
    output: &mut Output,
    does: impl FnOnce(&Way<'_>, &mut Output) -> Result<u8, Failure>,
) -> Result<u8, Failure> {
    let store = open(folder, output)?;
    let way = Way { store: &store, keys, hosts: &Hosts::default(), platform, cancel: Cancel::default() };
    cancel_on_ctrl_c(&way.cancel);
    let exit = does(&way, output);
    // Only what the signal has ended is told so; anything else that went wrong stays an error.
    if matches!(&exit, Err(Failure::Office(failure)) if failure.code() == "cancelled") {
        store.close()?;
        output.tell(&Message::new("sync-cancelled"));
        return Ok(CANCELLED);
    }
    if exit.is_ok() {
        tell_of(folder, &store, output);
    }
    store.close()?;
    exit
}

/// What only reads is let go at once, and what sends ends after the request under way; a second Ctrl+C ends at once.
fn cancel_on_ctrl_c(cancel: &Cancel) {
    let cancel = cancel.clone();
    let _ = ctrlc::set_handler(move || {
        if cancel.is_said() {
            std::process::exit(CANCELLED.into());
        }
        cancel.cancel();
    });
}

/// The key: typed without being shown, a line of standard input, else what the environment gives.
fn typed_key(platform: &Platform, output: &Output) -> Result<Key, Failure> {
    let missing = || Failure::plain("no_key", Message::new("sync-key-missing"));
    let key = if io::stdin().is_terminal() {
        let prompt = output.text(&Message::new("sync-key-prompt").with("platform", platform.name));
        Key::new(&rpassword::prompt_password(format!("{prompt}: "))?)
    } else {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Key::new(&line)
    };
    if !key.is_empty() {
        return Ok(key);
    }
    Keys::of_environment(platform).ok_or_else(missing)
}

/// The digits of a number, of this office or not.
fn digits(setup: &Setup, text: &str) -> Result<E164, Failure> {
    if let Ok(number) = E164::read_stored(text, Some(setup.profile().default_country)) {
        return Ok(number);
    }
    let number = find_number(setup, text)?;
    number.e164().ok_or_else(|| Failure::plain("invalid", Message::new("sync-no-digits").name("name", number.name())))
}

/// Fields of numbers, each typed as NUMBER:FIELD.
fn fields(setup: &Setup, typed: &[String]) -> Result<BTreeSet<(E164, Synced)>, Failure> {
    let read = |text: &String| {
        let (number, field) = text.rsplit_once(':').unwrap_or((text, ""));
        let unknown = || Failure::plain("invalid", Message::new("sync-no-field").with("text", text.as_str()));
        Ok((digits(setup, number)?, Synced::of_path(field).ok_or_else(unknown)?))
    };
    typed.iter().map(read).collect()
}

fn connections(folder: &Path, keys: &Keys, output: &mut Output) -> Result<(), Failure> {
    let connections: Vec<Connection> = look(folder, output)?.connections()?;
    let office = vozdesk_store::office_id(folder);
    let mut rows = Vec::new();
    for connection in connections {
        let Some(platform) = Platform::of_word(&connection.platform) else { continue };
        rows.push((connection.platform, keys.whereabouts(&office, platform), connection.compared_at));
    }
    if output.json {
        let row = |(platform, key, at): &(String, Whereabouts, Option<String>)| json!({ "platform": platform, "key": key.word(), "compared_at": at });
        return output.json(&rows.iter().map(row).collect::<Vec<_>>());
    }
    for (platform, key, at) in rows {
        let at = at.map_or_else(|| "–".to_owned(), |at| vozdesk_core::model::deed::shown_time(&at));
        output.line(format!("{platform}  {}  {at}", key.word()))?;
    }
    Ok(())
}

fn checklist(lines: &[ByHand], output: &mut Output) -> Result<(), Failure> {
    let left = lines.iter().filter(|line| !line.is_done);
    if output.json {
        let line = |line: &ByHand| json!({ "number": line.number, "field": line.field, "message": output.text(&line.message) });
        let lines: Vec<Value> = left.map(line).collect();
        return output.json(&lines);
    }
    for line in left {
        let name = match line.number {
            Some(number) => format!("{} ({})", line.name, number.international()),
            None => line.name.clone(),
        };
        let (message, place) = (output.text(&line.message), output.text(&line.place));
        output.line(format!("[ ] {name}: {message}\n    {place}"))?;
    }
    Ok(())
}

fn pull(
    way: &Way<'_>,
    wish: &PullWish,
    dry_run: bool,
    skip_problems: bool,
    output: &mut Output,
) -> Result<u8, Failure> {
    let pulling = way.pull(wish)?;
    let before = way.store.snapshot();
    let review = pulling.review(&before.setup);
    let is_blocked = !review.problems.is_empty() && !skip_problems;
    let would_change = review.included() > 0;
    let mut is_applied = false;
    if !is_blocked && !dry_run {
        if let Some(made) = pulling.apply(way.store, &review)? {
            output.has_made = true;
            is_applied = true;
            told(&made.consequences()).for_each(|message| output.tell(&message));
        }
    } else if !is_blocked {
        let consequences = review.applied_to(&before.setup)?.consequences(&before.setup);
        told(&consequences).for_each(|message| output.tell(&message));
    }
    import::print(&review, Default::default(), skip_problems, is_applied, output)?;
    if is_blocked {
        let message = Message::new("cli-pull-refused").with("count", review.problems.len());
        let problems = review.problems;
        return Err(OfficeFailure::Files { code: "import_problems", message, problems }.into());
    }
    Ok(u8::from(if dry_run { would_change } else { pulling.leaves_to_decide(&review.setup) }))
}

fn print_plan(way: &Way<'_>, plan: &Plan, memory: &Memory, output: &mut Output) -> Result<(), Failure> {
    let setup = &way.store.snapshot().setup;
    let lines = sync::by_hand(setup, way.platform, plan, memory);
    if output.json {
        let value = plan_json(way, plan, &lines, output);
        return output.json(&value);
    }
    let groups: [(&'static str, &[Difference]); 3] =
        [("cli-plan-send", &plan.send), ("cli-plan-bring", &plan.bring), ("cli-plan-decide", &plan.decide)];
    for (key, differences) in groups.into_iter().filter(|(_, differences)| !differences.is_empty()) {
        output.line(output.words(key))?;
        for one in differences {
            let shown = |side: &sync::Side| import::shown(&side.to_json(one.field));
            let arrow = if key == "cli-plan-bring" { "←" } else { "→" };
            let (here, there) = (shown(&one.here), shown(&one.there));
            let field = output.text(&field::label(one.field.path()));
            output.line(format!("  {} {field}: {here} {arrow} {there}", one.number))?;
        }
    }
    let named: [(&'static str, &[NamedNumber]); 3] = [
        ("cli-plan-new-there", &plan.new_there),
        ("cli-plan-removed-here", &plan.removed_here),
        ("cli-plan-gone-there", &plan.gone_there),
    ];
    for (key, numbers) in named.into_iter().filter(|(_, numbers)| !numbers.is_empty()) {
        output.line(output.words(key))?;
        for number in numbers {
            let digits = number.number.map(|number| number.to_string()).unwrap_or_default();
            output.line(format!("  {digits} {}", number.label).trim_end())?;
        }
    }
    if !plan.assistants.is_empty() {
        output.line(output.words("cli-plan-assistants"))?;
        for one in &plan.assistants {
            let name = one.here.as_deref().or(one.there.as_deref()).unwrap_or_default();
            output.line(format!("  {name}: {}", one.change.word()))?;
        }
    }
    if !plan.links.is_empty() {
        output.line(output.words("cli-plan-links"))?;
        for link in &plan.links {
            output.line(format!("  {} ({})", link.there, link.assistant))?;
        }
    }
    if !lines.is_empty() {
        output.line(output.words("cli-plan-by-hand"))?;
        for line in lines.iter().filter(|line| !line.is_done) {
            let message = output.text(&line.message);
            output.line(format!("  {}: {message}", line.name))?;
        }
    }
    let faults = plan.problems.iter().map(|fault| ("x", fault)).chain(plan.warnings.iter().map(|fault| ("!", fault)));
    for (sign, fault) in faults {
        let message = output.text(&way.told(fault));
        output.line(format!("{sign} {message}"))?;
    }
    for ask in &plan.asks {
        let message = output.text(&vozdesk_office::sync::asked(setup, ask.code, &ask.numbers, way.platform));
        output.line(format!("? {message}"))?;
    }
    let same = output.text(&Message::new("cli-plan-numbers").with("count", plan.settled));
    output.line(same)?;
    if plan.send.is_empty() && plan.decide.is_empty() {
        if plan.is_settled() {
            output.note(&Message::new("cli-plan-none"));
        }
        return Ok(());
    }
    let how = Message::new("cli-plan-digest").with("platform", way.platform.word).with("digest", plan.digest.as_str());
    let how = output.text(&how);
    output.line(how)
}

fn plan_json(way: &Way<'_>, plan: &Plan, lines: &[ByHand], output: &Output) -> Value {
    let messages: HashMap<(Option<E164>, &str), &Message> =
        lines.iter().map(|line| ((line.number, line.field), &line.message)).collect();
    let difference = |one: &Difference| {
        let mut value = Map::new();
        value.insert("number".to_owned(), json!(one.number));
        value.insert("id".to_owned(), json!(one.id));
        value.insert("field".to_owned(), json!(one.field.path()));
        if let Some(seen) = &one.seen {
            value.insert("seen".to_owned(), seen.to_json(one.field));
        }
        value.insert("here".to_owned(), one.here.to_json(one.field));
        value.insert("there".to_owned(), one.there.to_json(one.field));
        value
    };
    let plain = |list: &[Difference]| list.iter().map(|one| Value::Object(difference(one))).collect::<Vec<_>>();
    let by_hand = |one: &Difference| {
        let mut value = difference(one);
        let message = messages.get(&(Some(one.number), one.field.path())).map(|message| output.text(message));
        value.insert("message".to_owned(), json!(message.unwrap_or_default()));
        Value::Object(value)
    };
    let named = |list: &[NamedNumber]| {
        let one = |number: &NamedNumber| json!({ "number": number.number, "id": number.id, "label": number.label });
        list.iter().map(one).collect::<Vec<_>>()
    };
    let fault = |fault: &Fault| {
        json!({
            "number": fault.number,
            "field": fault.field,
            "code": fault.code.word(),
            "message": output.text(&fault.message(way.platform)),
        })
    };
    let assistants = plan.assistants.iter().map(|one| {
        json!({
            "id": one.id,
            "assistant": one.assistant,
            "change": one.change.word(),
            "here": one.here,
            "there": one.there,
        })
    });
    let links =
        plan.links.iter().map(|link| json!({ "assistant": link.assistant, "id": link.id, "there": link.there }));
    json!({
        "platform": plan.platform,
        "digest": plan.digest,
        "revision": plan.revision,
        "settled": plan.settled,
        "send": plain(&plan.send),
        "bring": plain(&plan.bring),
        "decide": plain(&plan.decide),
        "by_hand": plan.by_hand.iter().map(by_hand).collect::<Vec<_>>(),
        "new_there": named(&plan.new_there),
        "removed_here": named(&plan.removed_here),
        "gone_there": named(&plan.gone_there),
        "not_there_yet": named(&plan.not_there_yet),
        "assistants": assistants.collect::<Vec<_>>(),
        "links": links.collect::<Vec<_>>(),
        "asks": plan.asks.iter().map(|ask| json!({ "code": ask.code.word(), "numbers": ask.numbers })).collect::<Vec<_>>(),
        "problems": plan.problems.iter().map(fault).collect::<Vec<_>>(),
        "warnings": plan.warnings.iter().map(fault).collect::<Vec<_>>(),
    })
}

fn print_pushed(way: &Way<'_>, digest: &str, pushed: &Pushed, output: &mut Output) -> Result<(), Failure> {
    if output.json {
        let result = |result: &FieldResult| {
            json!({
                "number": result.number,
                "field": result.field.path(),
                "outcome": result.outcome.word(),
                "message": output.text(&result.message),
            })
        };
        let stopped = pushed.stopped.as_ref();
        let stopped = stopped.map(|stop| json!({ "code": stop.code.word(), "message": output.text(&stop.message) }));
        let value = json!({
            "platform": way.platform.word,
            "digest": digest,
            "results": pushed.results.iter().map(result).collect::<Vec<_>>(),
            "stopped": stopped,
        });
        return output.json(&value);
    }
    for result in &pushed.results {
        let sign = if result.outcome.is_good() { "+" } else { "x" };
        let (field, message) = (output.text(&field::label(result.field.path())), output.text(&result.message));
        output.line(format!("{sign} {} {field}: {message}", result.number))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_typed_behind_its_number() {
        let setup = Setup::default();
        let read = fields(&setup, &["+14155550100:inbound.assistant".to_owned()]).ok().expect("it is one");
        assert_eq!(read.into_iter().map(|(_, field)| field).collect::<Vec<_>>(), [Synced::Inbound]);
        assert!(fields(&setup, &["+14155550100:status".to_owned()]).is_err());
        assert!(fields(&setup, &["+14155550100".to_owned()]).is_err());
    }
}
