//! The keyring of a desktop, unlocked, on the session bus of the test.

use std::io::Write;
use std::process::{Child, Command, Stdio};

use crate::Office;

/// A keyring that goes with the test.
pub struct Keyring(Child);

impl Keyring {
    /// Starts it in the folder of an office, in the place of any other on this bus.
    pub fn unlocked(office: &Office) -> Keyring {
        let home = office.folder().join("home");
        std::fs::create_dir_all(&home).expect("it is made");
        let mut command = Command::new("gnome-keyring-daemon");
        command.args(["--replace", "--unlock", "--foreground", "--components=secrets"]);
        command.env("HOME", &home).env("XDG_DATA_HOME", &home).env("XDG_RUNTIME_DIR", &home);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().expect("gnome-keyring is installed");
        // Its password ends with the input.
        let mut password = child.stdin.take().expect("a pipe");
        password.write_all(b"password").expect("it reads");
        Keyring(child)
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
