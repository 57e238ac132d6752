//! A program of ours, run as scripts run it: exits, stdout and stderr.

use std::path::{Path, PathBuf};
use std::process::Stdio;

pub use std::process::Command;

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
