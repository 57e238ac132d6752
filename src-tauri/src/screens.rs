//! The screens that are there: whether there is one, how it is drawn on, and the window held to them.

#[cfg(target_os = "linux")]
use std::path::Path;

use tauri::window::Monitor;
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

/// Brings a window back whose place and size were kept for a screen that is no longer there.
pub(crate) fn hold_to_screens(window: &WebviewWindow) -> tauri::Result<()> {
    let (at, size) = (window.outer_position()?, window.outer_size()?);
    let screens: Vec<Rectangle> = window.available_monitors()?.iter().map(Rectangle::of).collect();
    let now = Rectangle { x: at.x, y: at.y, width: size.width, height: size.height };
    let held = now.held_to(&screens);
    if (held.width, held.height) != (now.width, now.height) {
        window.set_size(PhysicalSize::new(held.width, held.height))?;
    }
    if (held.x, held.y) != (now.x, now.y) {
        window.set_position(PhysicalPosition::new(held.x, held.y))?;
    }
    Ok(())
}

/// A window or a screen, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Rectangle {
    x: i32,
    y: i32,
    width: u32,
    height: u32,
}

impl Rectangle {
    fn of(screen: &Monitor) -> Rectangle {
        let (at, size) = (screen.position(), screen.size());
        Rectangle { x: at.x, y: at.y, width: size.width, height: size.height }
    }

    /// How many pixels both have.
    fn shared(self, other: Rectangle) -> u64 {
        let along = |at: i32, length: u32, other_at: i32, other_length: u32| {
            let end = (i64::from(at) + i64::from(length)).min(i64::from(other_at) + i64::from(other_length));
            u64::try_from(end - i64::from(at.max(other_at))).unwrap_or(0)
        };
        along(self.x, self.width, other.x, other.width) * along(self.y, self.height, other.y, other.height)
    }

    /// The same no larger than the screen it is on most, and with all of it there. One that reaches over several
    /// screens and shows whole stays as it is.
    fn held_to(self, screens: &[Rectangle]) -> Rectangle {
        let all: u64 = screens.iter().map(|screen| self.shared(*screen)).sum();
        let Some(screen) = screens.iter().max_by_key(|screen| self.shared(**screen)) else { return self };
        if all >= u64::from(self.width) * u64::from(self.height) {
            return self;
        }
        let (width, height) = (self.width.min(screen.width), self.height.min(screen.height));
        let place = |at: i32, from: i32, room: u32| at.clamp(from, from.saturating_add_unsigned(room));
        Rectangle {
            x: place(self.x, screen.x, screen.width - width),
            y: place(self.y, screen.y, screen.height - height),
            width,
            height,
        }
    }
}

/// Keeps WebKitGTK from handing pictures to the screen as DMA-BUF.
#[cfg(target_os = "linux")]
const NO_DMABUF: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Where NVIDIA's own driver says that it runs.
#[cfg(target_os = "linux")]
const NVIDIA: &str = "/proc/driver/nvidia/version";

/// Whether the window would stay blank: with NVIDIA's own driver it often does (WebKit bug 261874, tauri issue 9304), unless
/// somebody has decided otherwise.
#[cfg(target_os = "linux")]
fn needs_another_renderer(variable: impl Fn(&str) -> Option<std::ffi::OsString>, has_nvidia: bool) -> bool {
    has_nvidia && variable(NO_DMABUF).is_none()
}

/// Starts the program again so, in the same process and before anything of the window runs in it, where that is needed.
/// Where it cannot be, the window is tried as it is.
#[cfg(target_os = "linux")]
pub(crate) fn start_again_with_another_renderer() {
    if needs_another_renderer(|name| std::env::var_os(name), Path::new(NVIDIA).exists()) {
        let mut again = std::process::Command::new("/proc/self/exe");
        let _ = std::os::unix::process::CommandExt::exec(again.args(std::env::args_os().skip(1)).env(NO_DMABUF, "1"));
    }
}

/// Whether there is a screen to open a window on; where there is none, the window's own library stops the program.
#[cfg(target_os = "linux")]
pub(crate) fn has_display() -> bool {
    gtk::init().is_ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn has_display() -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_is_held_to_the_screens_that_are_there() {
        let window = |x, y, width, height| Rectangle { x, y, width, height };
        let (left, right) = (window(0, 0, 1920, 1080), window(1920, 0, 1280, 1024));
        let both = [left, right];
        let as_it_is = |held: Rectangle, screens: &[Rectangle]| assert_eq!(held.held_to(screens), held);
        as_it_is(window(100, 100, 1200, 800), &both);
        as_it_is(window(1800, 100, 400, 300), &both);
        as_it_is(window(5000, 5000, 400, 300), &[]);
        assert_eq!(window(2000, 100, 1200, 800).held_to(&[left]), window(720, 100, 1200, 800), "its screen is away");
        assert_eq!(window(-900, -900, 1200, 800).held_to(&[left]), window(0, 0, 1200, 800));
        assert_eq!(window(0, 0, 3000, 2000).held_to(&[right]), window(1920, 0, 1280, 1024));
        assert_eq!(window(i32::MAX, i32::MIN, u32::MAX, 1).held_to(&[left]), window(0, 0, 1920, 1));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn with_nvidias_own_driver_another_renderer_is_used_unless_somebody_decided() {
        assert!(needs_another_renderer(|_| None, true));
        assert!(!needs_another_renderer(|_| None, false));
        assert!(!needs_another_renderer(|name| (name == NO_DMABUF).then(|| "0".into()), true));
    }
}
