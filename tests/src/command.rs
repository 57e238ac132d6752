//! A program of ours, run as scripts run it: exits, stdout and stderr.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;

pub use std::process::Command;

use crate::Office;

/// Nobody (Debian Policy 9.2.2): a user who owns no file.
const NOBODY: &str = "65534";

/// What came of a command.
#[derive(Debug)]
pub struct Answer {
    /// What it exited with.
    pub exit: i32,
    /// What it wrote to stdout.
    pub stdout: String,
    /// What it wrote to stderr.
    pub stderr: String,
}

impl Answer {
    /// What came of a command that is run to its end.
    pub fn of(command: &mut Command) -> Answer {
        let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Answer {
            exit: output.status.code().expect("it exits"),
            stdout: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
        }
    }

    /// Exit, stdout and stderr, to be compared in one go.
    pub fn all(&self) -> (i32, &str, &str) {
        (self.exit, &self.stdout, &self.stderr)
    }
}

/// Runs a script of `sh` in a namespace of its own, once these mounts are made in it: what came of it. `None` where the
/// kernel lets nobody mount there, which is counted among what was not tried.
pub fn mounted(mounts: &str, script: &str, office: &Office) -> Option<Answer> {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-c", &format!("{{ {mounts}; }} || exit 99; {script}")]);
    command.env("VOZDESK", program("vozdesk")).env("VOZDESK_DATA", office.data()).env("LC_ALL", "C");
    let answer = Answer::of(&mut command);
    let is_made = answer.exit != 99 && !answer.stderr.starts_with("unshare:");
    if !is_made {
        not_tried(&format!("a mount in a namespace of one's own ({mounts}): {}", answer.stderr.trim()));
    }
    is_made.then_some(answer)
}

/// Counts what this machine lets nobody try, for `cargo xtask test` to tell.
fn not_tried(what: &str) {
    let target = program("vozdesk").ancestors().nth(2).expect("the target folder").join("not-tried");
    let file = std::fs::OpenOptions::new().create(true).append(true).open(target);
    file.and_then(|mut file| writeln!(file, "{what}")).expect("the target folder can be written");
}

/// A program of ours, built beside this test.
pub fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("a test knows where it is");
    let path = test.ancestors().nth(2).expect("tests lie two folders below the programs").join(name);
    assert!(path.is_file(), "{} is not built; cargo build -p vozdesk-desktop -p vozdesk-cli", path.display());
    path
}

/// Starts a program as somebody who may not do everything: as oneself, or, where the tests run as root,
/// for whom no file is shut, as nobody. That needs `setpriv` of util-linux.
pub(crate) fn without_rights(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups", "--"]).arg(program);
    command
}

/// Makes a file or folder belong to whom `without_rights` runs as.
pub(crate) fn hand_over(path: &Path) {
    if is_root() {
        let nobody: u32 = NOBODY.parse().expect("a number");
        std::os::unix::fs::chown(path, Some(nobody), Some(nobody)).expect("root gives files away");
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").expect("/proc is there").uid() == 0
}
