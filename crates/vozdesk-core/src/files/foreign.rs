//! What is neither a setup, a table nor a list that is read: web pages, archives, pictures, and lists of other
//! things. It is said as what it is, and nothing of it is shown.

use serde_json::value::RawValue;

use crate::files::document::{Member, members};

/// What a file is by how it begins, as the key of the words for it; `None` for text that may be something.
pub(super) fn file_kind(bytes: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 10] = [
        (b"\x1F\x8B", "foreign-gzip"),
        (b"PK\x03\x04", "foreign-zip"),
        (b"PK\x05\x06", "foreign-zip"),
        (b"%PDF", "foreign-pdf"),
        (b"\x89PNG", "foreign-picture"),
        (b"\xFF\xD8\xFF", "foreign-picture"),
        (b"GIF8", "foreign-picture"),
        (b"RIFF", "foreign-picture"),
        (b"\xD0\xCF\x11\xE0", "foreign-workbook"),
        (b"SQLite format 3\0", "foreign-database"),
    ];
    if let Some((_, kind)) = BEGINNINGS.iter().find(|(begins, _)| bytes.starts_with(begins)) {
        // A workbook is an archive of its sheets.
        let has = |name: &[u8]| bytes.windows(name.len()).take(64 * 1024).any(|window| window == name);
        let is_workbook = *kind == "foreign-zip" && (has(b"xl/") || has(b"opendocument.spreadsheet"));
        return Some(if is_workbook { "foreign-workbook" } else { kind });
    }
    let begin = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if begin.starts_with(b"<") {
        let head = begin[..begin.len().min(512)].to_ascii_lowercase();
        let is_page = [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].iter().any(|tag| head.starts_with(tag));
        return Some(if is_page { "foreign-page" } else { "foreign-xml" });
    }
    // UTF-16 has a mark at its beginning and zeros all over; other text has none.
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    (!is_utf16 && bytes.iter().take(8 * 1024).any(|byte| *byte == 0)).then_some("foreign-binary")
}

/// What other list an entry is from, by keys that numbers and assistants never have.
pub(super) fn entry_kind(entry: &[Member<'_>]) -> Option<&'static str> {
    const KEYS: [(&str, &str); 21] = [
        ("call_id", "foreign-calls"),
        ("call_status", "foreign-calls"),
        ("endedReason", "foreign-calls"),
        ("phoneNumberId", "foreign-calls"),
        ("members", "foreign-squads"),
        ("nodes", "foreign-workflows"),
        ("edges", "foreign-workflows"),
        ("conversation_flow_id", "foreign-workflows"),
        ("function", "foreign-tools"),
        ("method", "foreign-tools"),
        ("tool_config", "foreign-tools"),
        ("apiKey", "foreign-credentials"),
        ("authToken", "foreign-credentials"),
        ("mimetype", "foreign-files"),
        ("bucket", "foreign-files"),
        ("fileIds", "foreign-knowledge"),
        ("knowledge_base_id", "foreign-knowledge"),
        ("chat_id", "foreign-chats"),
        ("conversation_id", "foreign-chats"),
        ("voice_name", "foreign-voices"),
        ("begin_message", "foreign-prompts"),
    ];
    let has = |wanted: &str| entry.iter().any(|(key, _)| key == wanted);
    if let Some((_, value)) = entry.iter().find(|(key, _)| key == "record_type")
        && value.get() != "\"phone_number\""
    {
        return Some("foreign-records");
    }
    KEYS.iter().find(|(key, _)| has(key)).map(|(_, kind)| *kind)
}

/// What other list an answer is by the key its elements stand under.
pub(super) fn answer_kind(root: &RawValue) -> Option<&'static str> {
    let pairs = members(root);
    let has = |wanted: &str| pairs.iter().any(|(key, value)| key == wanted && value.get().starts_with('['));
    match () {
        () if has("outgoing_caller_ids") => Some("foreign-caller-ids"),
        () if has("calls") => Some("foreign-calls"),
        () if has("messages") => Some("foreign-chats"),
        () => None,
    }
}
