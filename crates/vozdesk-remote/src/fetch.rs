//! Everything a platform lists. What is not all of it is no list.

use vozdesk_core::files::there::There;
use vozdesk_core::files::{Platform, Records, error_words};
use vozdesk_core::model::country::Country;
use vozdesk_core::model::message::Message;

use crate::connection::{Cancel, Connection};
use crate::interface::{Walk, other_than_described};
use crate::stop::{Stop, StopCode};

/// Reads the numbers and assistants of a platform, page by page.
///
/// # Errors
/// Why it is not the whole list.
pub fn everything(connection: &Connection, office: Country) -> Result<There, Stop> {
    let mut there = There::default();
    list(connection, Records::Numbers, office, &mut there)?;
    if connection.platform.reach.as_ref().is_some_and(|reach| reach.has_assistants) {
        list(connection, Records::Assistants, office, &mut there)?;
    }
    Ok(there)
}

/// Tries a key by reading one page.
///
/// # Errors
/// The key is not taken, or nobody answers as described.
pub fn try_key(connection: &Connection) -> Result<(), Stop> {
    page(connection, Records::Numbers, &mut Walk::default()).map(drop)
}

fn list(connection: &Connection, records: Records, office: Country, there: &mut There) -> Result<(), Stop> {
    let mut walk = Walk::default();
    loop {
        let (page, has_next) = page(connection, records, &mut walk)?;
        let name = page_name(connection.platform, walk.pages);
        let taken = there.take(connection.platform, records, &name, &page, office);
        taken.map_err(|problem| connection.unreadable(problem.message))?;
        if !has_next {
            return Ok(());
        }
    }
}

fn page(connection: &Connection, records: Records, walk: &mut Walk) -> Result<(Vec<u8>, bool), Stop> {
    let request = connection.interface.page(records, &connection.key, walk);
    let is_first = walk.pages == 0;
    let answer = connection.read(&request, Cancel::is_said).map_err(|stop| match stop.code {
        // The first pages came, and the next one did not.
        StopCode::Unreachable if !is_first => incomplete(connection, stop.message),
        _ => stop,
    })?;
    if answer.status >= 300 {
        let why = Message::new("sync-answered").with("words", connection.words(&answer));
        return Err(if is_first { connection.unreadable(why) } else { incomplete(connection, why) });
    }
    let has_next = connection.interface.turn(records, &answer.body, walk).map_err(|why| {
        if why != other_than_described() {
            return incomplete(connection, why);
        }
        let said = error_words(&String::from_utf8_lossy(&answer.body)).is_some();
        let words = || Message::new("sync-answered").with("words", connection.words(&answer));
        connection.unreadable(if said { words() } else { why })
    })?;
    Ok((answer.body, has_next))
}

fn incomplete(connection: &Connection, why: Message) -> Stop {
    let message = Message::new("sync-listing-incomplete").with("platform", connection.platform.name).with("why", why);
    Stop::new(StopCode::ListingIncomplete, message)
}

/// What a page is called where something in it is told of.
fn page_name(platform: &Platform, page: usize) -> String {
    if page <= 1 { platform.name.to_owned() } else { format!("{} {page}", platform.name) }
}
