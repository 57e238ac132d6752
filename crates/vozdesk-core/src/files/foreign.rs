//! What is neither a setup, a table nor a list that is read: web pages, archives, pictures, and lists of other
//! things. It is said as what it is, and nothing of it is shown.

use serde_json::value::RawValue;

use crate::files::document::{Member, is_object, members};

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
    // UTF-16 has a mark at its beginning and zeros all over; other text has none but those that fill its last block.
    let is_utf16 = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    let end = bytes.iter().rposition(|byte| !matches!(byte, 0 | 0x1A)).map_or(0, |last| last + 1);
    (!is_utf16 && bytes[..end].iter().take(8 * 1024).any(|byte| *byte == 0)).then_some("foreign-binary")
}

/// Keys that numbers and assistants never have, by what has them: the platforms' descriptions of calls, chats,
/// voices and all else they list, and what people keep beside those.
pub(crate) const KEYS: [(&str, &[&str]); 12] = [
    (
        "foreign-calls",
        &[
            "call_id",
            "call_status",
            "call_type",
            "call_duration_secs",
            "endedReason",
            "phoneNumberId",
            "batch_call_id",
            "total_calls_dispatched",
            "direction",
            "duration",
            "duration_ms",
            "duration_seconds",
            "started_at",
            "startedAt",
            "start_timestamp",
            "start_time",
            "from_number",
            "to_number",
            "recording_url",
            "recordingUrl",
            "transcript",
        ],
    ),
    ("foreign-squads", &["members"]),
    ("foreign-workflows", &["nodes", "edges", "conversation_flow_id"]),
    ("foreign-tools", &["function", "method", "tool_config", "destinations"]),
    (
        "foreign-credentials",
        &["apiKey", "api_key", "apiSecret", "authToken", "authorizationId", "authenticationPlan", "secret_id"],
    ),
    ("foreign-files", &["mimetype", "bucket", "bytes"]),
    ("foreign-knowledge", &["fileIds", "knowledge_base_id", "knowledge_base_sources", "searchPlan", "createPlan"]),
    ("foreign-chats", &["chat_id", "conversation_id", "sessionId", "messages"]),
    ("foreign-voices", &["voice_name", "samples", "preview_url", "previewUrl"]),
    ("foreign-prompts", &["begin_message"]),
    ("foreign-contacts", &["email", "first_name", "last_name", "firstName", "lastName", "contact_id"]),
    (
        "foreign-records",
        &[
            "campaign_id",
            "customers",
            "schedulePlan",
            "resourceId",
            "targetPlan",
            "testerPlan",
            "schema",
            "test_case_definition_id",
        ],
    ),
];

/// What other list an entry is from, by keys that numbers and assistants never have.
pub(super) fn entry_kind(entry: &[Member<'_>]) -> Option<&'static str> {
    let told = |wanted: &str| entry.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.get());
    if told("record_type").is_some_and(|kind| kind != "\"phone_number\"") {
        return Some("foreign-records");
    }
    if told("uri").is_some_and(|uri| uri.contains("/OutgoingCallerIds/")) {
        return Some("foreign-caller-ids");
    }
    KEYS.iter().find(|(_, keys)| keys.iter().any(|key| told(key).is_some())).map(|(kind, _)| *kind)
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

/// What other list stands under some key of an answer that is otherwise unknown.
pub(super) fn kind_within(root: &RawValue) -> Option<&'static str> {
    members(root).into_iter().find_map(|(_, value)| {
        let elements: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
        entry_kind(&members(elements.into_iter().find(|element| is_object(element))?))
    })
}
