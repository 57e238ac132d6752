//! An office in a folder of its own: its data, the window's preferences, and the files beside them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use serde_json::Value;
use tempfile::TempDir;
use vozdesk_store::Store;

use crate::command::{self, Answer, Command, program};

/// A fresh folder with a store of its own. It goes with the test.
pub struct Office {
    folder: TempDir,
    language: &'static str,
    variables: Vec<(String, String)>,
}

impl Office {
    /// A fresh folder in which nothing has been configured.
    pub fn fresh() -> Office {
        Office::speaking("en_US.UTF-8")
    }

    /// The same for a system in another language.
    pub fn speaking(language: &'static str) -> Office {
        Office { folder: tempfile::tempdir().expect("a temporary folder"), language, variables: Vec::new() }
    }

    /// An office that has imported this setup, from a file of the name office.json.
    pub fn holding(setup: &str) -> Office {
        let office = Office::fresh();
        let file = office.write("office.json", setup);
        office.done(&["import", &file]);
        office
    }

    /// The same office, with more in the environment of whatever is run on it.
    #[must_use]
    pub fn surrounded_by(mut self, variables: Vec<(String, String)>) -> Office {
        self.variables.extend(variables);
        self
    }

    /// What is in the environment of whatever is run on it.
    pub(crate) fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    /// The language of its system, as locales name it.
    pub(crate) fn language(&self) -> &'static str {
        self.language
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The file of its store.
    pub fn store(&self) -> PathBuf {
        self.data().join("setup.redb")
    }

    /// The folder around the data folder, where everything else of a test lies.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A file in that folder, whether it is there or not.
    pub fn path(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        path.to_str().expect("a temporary folder has a plain name").to_owned()
    }

    /// Writes a file into that folder and returns its path.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).expect("the folder can be written");
        path
    }

    /// What the next file dialog of the window answers.
    pub fn answer_dialog(&self, path: &str) {
        self.write("answers", format!("{path}\n"));
    }

    /// Holds the store, as another process that has it open does, until what is returned is closed.
    pub fn hold(&self) -> Store {
        Store::open(&self.data()).expect("nobody has it open")
    }

    /// `vozdesk` with these words, on this office, to be run.
    pub fn command(&self, words: &[&str]) -> Command {
        self.on_it(Command::new(program("vozdesk")), words)
    }

    /// The same for a user for whom what is shut is shut: whoever runs the tests or, where that is root, nobody.
    /// Such a user reaches no file of root's until it is handed over.
    ///
    /// The program is copied into the office's folder, since that user need not reach where it was built.
    pub fn command_without_rights(&self, words: &[&str]) -> Command {
        let copy = self.folder.path().join("vozdesk");
        if !copy.exists() {
            // By a process of its own: a file this one has just written may still be open for writing in the
            // children of other tests, and such a file cannot be run.
            let copied = Command::new("cp").arg(program("vozdesk")).arg(&copy).status().expect("cp runs");
            assert!(copied.success(), "the program can be copied");
            self.shut(self.folder.path(), 0o755);
        }
        self.on_it(command::without_rights(&copy), words)
    }

    /// Makes a file or folder belong to whom `command_without_rights` runs as.
    pub fn hand_over(&self, path: &Path) {
        command::hand_over(path);
    }

    /// Sets who may read and write something.
    pub fn shut(&self, path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    }

    fn on_it(&self, mut command: Command, words: &[&str]) -> Command {
        command
            .args(words)
            .envs(self.variables.iter().cloned())
            .env("VOZDESK_DATA", self.data())
            .env("LC_ALL", self.language)
            .stdin(Stdio::null());
        command
    }

    /// Runs `vozdesk` to its end.
    pub fn run(&self, words: &[&str]) -> Answer {
        Answer::of(&mut self.command(words))
    }

    /// Runs a command that succeeds, and returns its stdout.
    pub fn done(&self, words: &[&str]) -> String {
        let answer = self.run(words);
        assert_eq!(answer.exit, 0, "{words:?}: {answer:?}");
        answer.stdout
    }

    /// Runs a command with `--json` that succeeds.
    pub fn json(&self, words: &[&str]) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        serde_json::from_str(&self.done(&words)).expect("stdout is JSON and nothing else")
    }

    /// How many entries a list has that a command tells with `--json`.
    pub fn count(&self, words: &[&str]) -> usize {
        self.json(words).as_array().expect("a list").len()
    }

    /// Runs a command with `--json` that exits with this, and returns the error it tells.
    pub fn fails(&self, words: &[&str], exit: i32) -> Value {
        let words: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let answer = self.run(&words);
        assert_eq!(answer.exit, exit, "{words:?}: {answer:?}");
        let value: Value = serde_json::from_str(&answer.stderr).expect("stderr is one JSON object");
        let error = value["error"].clone();
        assert!(!error["message"].as_str().expect("an error has a message").is_empty(), "{error}");
        error
    }

    /// Runs a command with `--json` that is refused, and returns the error; nothing was written.
    pub fn refused(&self, words: &[&str]) -> Value {
        let before = self.export();
        let error = self.fails(words, 3);
        assert_eq!(self.export(), before, "{words:?}: nothing is written");
        error
    }

    /// The whole setup, as the file to be exported.
    pub fn export(&self) -> String {
        self.done(&["export", "-"])
    }

    /// A number as the setup file has it; what `show` adds to that is left out.
    pub fn number(&self, number: &str) -> Value {
        let mut value = self.json(&["show", number]);
        let members = value.as_object_mut().expect("an object");
        assert!(members.remove("routes").is_some() && members.remove("findings").is_some());
        value
    }

    /// The codes of what the check-up finds.
    pub fn findings(&self) -> Vec<String> {
        let found: Value = serde_json::from_str(&self.run(&["check", "--json"]).stdout).expect("JSON");
        let found = found.as_array().expect("a list").iter();
        found.map(|finding| finding["code"].as_str().expect("a code").to_owned()).collect()
    }
}

/// The names of what lies in a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
