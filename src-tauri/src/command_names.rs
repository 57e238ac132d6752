//! Every command the page may call, in one list. A test holds the handler, the capability and
//! `ui/api.js` against it.

/// The names, verb_noun.
pub(crate) const COMMANDS: &[&str] = &[
    "open_window",
    "list_numbers",
    "read_number",
    "find_neighbour",
    "read_typed_number",
    "add_number",
    "save_number",
    "remove_number",
    "list_assistants",
    "add_assistant",
    "save_assistant",
    "remove_assistant",
    "foresee_removal",
    "save_profile",
    "undo_change",
    "redo_change",
    "choose_import",
    "list_review",
    "change_review",
    "apply_review",
    "close_review",
    "export_setup",
    "open_sample",
    "remove_sample",
    "save_preferences",
];
