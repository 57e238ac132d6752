//! `cargo xtask run`: build the window and open it, on a virtual display where there is none.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::{cargo, must, root, system, target};

pub(crate) fn run(options: &[&str]) -> Result<()> {
    let (build, window): (Vec<&str>, Vec<&str>) = options.iter().partition(|option| **option == "--release");
    system::install(system::BUILD)?;
    if !system::has_display() {
        system::install(system::VIRTUAL_DISPLAY)?;
    }
    must(cargo(&["build", "--package", "vozdesk-desktop", "--package", "vozdesk-cli"]).args(&build))?;
    let profile = if build.is_empty() { "debug" } else { "release" };
    let program = target().join(profile).join("vozdesk-desktop");
    if system::has_display() {
        return must(Command::new(program).args(window));
    }
    on_a_virtual_display(&program, &window)
}

/// Opens the window where nobody can see it, takes a picture of it and closes it.
fn on_a_virtual_display(program: &Path, options: &[&str]) -> Result<()> {
    let picture = root().join("target/vozdesk.png");
    if let Some(folder) = picture.parent() {
        std::fs::create_dir_all(folder)?;
    }
    // The size the window opens with.
    let display = VirtualDisplay::start(1280, 840)?;
    let mut window = Command::new("dbus-run-session")
        .arg("--")
        .arg(program)
        .args(options)
        .env("DISPLAY", &display.name)
        // No desktop is there to answer for these.
        .env("NO_AT_BRIDGE", "1")
        .stderr(Stdio::null())
        .spawn()
        .context("the window cannot be started")?;
    let shown = wait_for_picture(&mut window, &display.name, &picture);
    let _ = Command::new("pkill").args(["-TERM", "-P", &window.id().to_string()]).status();
    let _ = window.kill();
    let _ = window.wait();
    shown?;
    println!("There is no display here: VozDesk was opened on a virtual one. Its picture: {}", picture.display());
    Ok(())
}

/// Takes pictures until two in a row are the same and show something.
fn wait_for_picture(window: &mut Child, display: &str, picture: &Path) -> Result<()> {
    const PATIENCE: Duration = Duration::from_secs(90);
    /// An empty screen of this size is a few hundred bytes as PNG.
    const SOMETHING: usize = 20_000;
    let begin = Instant::now();
    let mut before = Vec::new();
    while begin.elapsed() < PATIENCE {
        if let Some(status) = window.try_wait()? {
            bail!("the window closed before it was shown: {status}");
        }
        sleep(Duration::from_secs(1));
        let taken = Command::new("import").args(["-display", display, "-window", "root"]).arg(picture).status();
        if !taken.is_ok_and(|status| status.success()) {
            continue;
        }
        let now = std::fs::read(picture).unwrap_or_default();
        if now.len() > SOMETHING && now == before {
            return Ok(());
        }
        before = now;
    }
    bail!("the window showed nothing within {} s; what there was is in {}", PATIENCE.as_secs(), picture.display())
}

/// An X server without a screen, stopped when this is dropped.
pub(crate) struct VirtualDisplay {
    pub name: String,
    server: Child,
}

impl VirtualDisplay {
    pub(crate) fn start(width: u32, height: u32) -> Result<VirtualDisplay> {
        let screen = format!("{width}x{height}x24");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("Xvfb cannot be started")?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            BufReader::new(out).read_line(&mut number)?;
        }
        if number.trim().is_empty() {
            let _ = server.kill();
            bail!("Xvfb did not start");
        }
        Ok(VirtualDisplay { name: format!(":{}", number.trim()), server })
    }
}

impl Drop for VirtualDisplay {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
