//! The system packages VozDesk needs, and installing those that are missing.

use std::process::{Command, Stdio};

use anyhow::{Result, bail};

/// What the window is built with (Debian's names).
pub(crate) const BUILD: &[&str] = &["pkg-config", "libwebkit2gtk-4.1-dev"];
/// What a machine without a display needs to show the window all the same.
pub(crate) const VIRTUAL_DISPLAY: &[&str] = &["xvfb", "dbus-daemon", "imagemagick", "fonts-dejavu-core"];
/// What the tests need besides.
pub(crate) const TEST: &[&str] = &["git", "webkit2gtk-driver", "gnome-keyring"];
/// What libFuzzer is built with.
pub(crate) const FUZZ: &[&str] = &["g++"];
/// What checks and tests the page, unless they are there from elsewhere.
const NODE: &[(&str, &str)] = &[("node", "nodejs"), ("npm", "npm")];

/// Installs what is missing of these packages. Says which, and never does it silently.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !answers("apt-get", &["--version"]) {
        bail!("these packages are needed (Debian's names); install them with your system's tool and try again: {list}");
    }
    println!("Installing system packages: {list}");
    apt(&["update", "-q"])?;
    let mut arguments = vec!["install", "-y", "-q", "--no-install-recommends"];
    arguments.extend(missing);
    apt(&arguments)
}

/// The packages of Node that no command of that name stands for yet.
pub(crate) fn node() -> Vec<&'static str> {
    NODE.iter().filter(|(command, _)| !answers(command, &["--version"])).map(|(_, package)| *package).collect()
}

pub(crate) fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn apt(arguments: &[&str]) -> Result<()> {
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        println!("sudo asks for your password to run apt-get.");
        let mut command = Command::new("sudo");
        command.arg("apt-get");
        command
    };
    crate::must(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::inherit()))
}

fn is_installed(package: &str) -> bool {
    let query = Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]).output();
    query.is_ok_and(|output| output.stdout == b"installed")
}

fn answers(command: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(command);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
