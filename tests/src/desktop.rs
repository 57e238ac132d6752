//! What a desktop does with the window on X11: presses keys and buttons as the hardware does (the XTEST extension), drags
//! files onto it, as a file manager does (the XDND protocol, version 5), and closes it.

use std::error::Error;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, BUTTON_PRESS_EVENT, BUTTON_RELEASE_EVENT, ClientMessageEvent, ConnectionExt, CreateWindowAux,
    EventMask, ImageFormat, InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, MOTION_NOTIFY_EVENT, MapState, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::protocol::xtest::ConnectionExt as _;
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

pub(crate) type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

const VERSION: u32 = 5;
const PATIENCE: Duration = Duration::from_secs(10);

/// What a drag consists of.
struct Drag {
    connection: RustConnection,
    target: Window,
    files: String,
}

/// Drags files onto the window of a process, and lets go once it says that it would take them.
pub(crate) fn drop_files(process: u32, paths: &[PathBuf]) -> Done<()> {
    let (connection, screen) = x11rb::connect(None)?;
    let root = connection.setup().roots[screen].root;
    let target = find(&connection, root, process)?.ok_or("no window of the process takes drops")?;
    let source = connection.generate_id()?;
    let (depth, visual) = (x11rb::COPY_DEPTH_FROM_PARENT, x11rb::COPY_FROM_PARENT);
    let look = CreateWindowAux::new();
    connection.create_window(depth, source, root, 0, 0, 1, 1, 0, WindowClass::INPUT_OUTPUT, visual, &look)?;
    let files = paths.iter().map(|path| format!("file://{}\r\n", escaped(path))).collect();
    let drag = Drag { connection, target, files };
    let selection = drag.atom("XdndSelection")?;
    drag.connection.set_selection_owner(source, selection, x11rb::CURRENT_TIME)?.check()?;

    let list = drag.atom("text/uri-list")?;
    drag.send("XdndEnter", [source, VERSION << 24, list, 0, 0])?;
    let shape = drag.connection.get_geometry(target)?.reply()?;
    let middle =
        drag.connection.translate_coordinates(target, root, shape.width as i16 / 2, shape.height as i16 / 2)?;
    let middle = middle.reply()?;
    let place = (middle.dst_x as u32) << 16 | middle.dst_y as u32;
    let copy = drag.atom("XdndActionCopy")?;
    let status = drag.atom("XdndStatus")?;
    let begin = Instant::now();
    loop {
        drag.send("XdndPosition", [source, 0, place, x11rb::CURRENT_TIME, copy])?;
        if drag.told(status, Duration::from_millis(200))?.is_some_and(|data| data[1] & 1 == 1) {
            break;
        }
        if begin.elapsed() > PATIENCE {
            return Err("the window does not take the files".into());
        }
    }
    drag.send("XdndDrop", [source, 0, x11rb::CURRENT_TIME, 0, 0])?;
    let finished = drag.atom("XdndFinished")?;
    drag.told(finished, PATIENCE)?.ok_or("the window does not say that it has the files")?;
    Ok(())
}

/// Closes the window of a process, as the button in its frame does (ICCCM 4.2.8.1).
pub(crate) fn close(process: u32) -> Done<()> {
    let (connection, screen) = x11rb::connect(None)?;
    let root = connection.setup().roots[screen].root;
    let target = find(&connection, root, process)?.ok_or("the process has no window")?;
    let atom = |name: &str| -> Done<Atom> { Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom) };
    let data = [atom("WM_DELETE_WINDOW")?, x11rb::CURRENT_TIME, 0, 0, 0];
    let event = ClientMessageEvent::new(32, target, atom("WM_PROTOCOLS")?, data);
    // Once this is answered the message is on its way, whatever becomes of the connection.
    Ok(connection.send_event(false, target, EventMask::NO_EVENT, event)?.check()?)
}

/// A display whose keyboard and pointer act on the window of a process, which has the focus as a window manager gives it.
pub(crate) struct Hands {
    connection: RustConnection,
    root: Window,
    target: Window,
}

impl Hands {
    pub(crate) fn on(process: u32) -> Done<Hands> {
        let (connection, screen) = x11rb::connect(None)?;
        let root = connection.setup().roots[screen].root;
        let target = find(&connection, root, process)?.ok_or("the process has no window")?;
        connection.set_input_focus(InputFocus::PARENT, target, x11rb::CURRENT_TIME)?.check()?;
        Ok(Hands { connection, root, target })
    }

    /// Presses keys one after the other, by their keysyms (X11's keysymdef.h), while the ones in `held` are down.
    pub(crate) fn press(&self, held: &[u32], keys: &[u32]) -> Done<()> {
        for key in held {
            self.input(KEY_PRESS_EVENT, self.key(*key)?.0)?;
        }
        for key in keys {
            let (code, is_shifted) = self.key(*key)?;
            let shift = if is_shifted { Some(self.key(SHIFT)?.0) } else { None };
            for code in shift.into_iter().chain([code]) {
                self.input(KEY_PRESS_EVENT, code)?;
            }
            for code in [code].into_iter().chain(shift) {
                self.input(KEY_RELEASE_EVENT, code)?;
            }
        }
        for key in held.iter().rev() {
            self.input(KEY_RELEASE_EVENT, self.key(*key)?.0)?;
        }
        Ok(self.connection.sync()?)
    }

    /// Presses a button of the pointer at a place in the window: 1 to 3 from the left, 4 and 5 for the wheel.
    pub(crate) fn click(&self, button: u8, x: i16, y: i16) -> Done<()> {
        let place = self.connection.translate_coordinates(self.target, self.root, x, y)?.reply()?;
        let (root, now) = (self.root, x11rb::CURRENT_TIME);
        self.connection.xtest_fake_input(MOTION_NOTIFY_EVENT, 0, now, root, place.dst_x, place.dst_y, 0)?.check()?;
        self.input(BUTTON_PRESS_EVENT, button)?;
        self.input(BUTTON_RELEASE_EVENT, button)?;
        Ok(self.connection.sync()?)
    }

    /// Does something while a key is down.
    pub(crate) fn holding(&self, key: u32, act: impl FnOnce() -> Done<()>) -> Done<()> {
        let (code, _) = self.key(key)?;
        self.input(KEY_PRESS_EVENT, code)?;
        let done = act();
        self.input(KEY_RELEASE_EVENT, code)?;
        self.connection.sync()?;
        done
    }

    fn input(&self, kind: u8, detail: u8) -> Done<()> {
        Ok(self.connection.xtest_fake_input(kind, detail, x11rb::CURRENT_TIME, x11rb::NONE, 0, 0, 0)?.check()?)
    }

    /// The code of a key on this keyboard, and whether Shift has to be down with it.
    fn key(&self, keysym: u32) -> Done<(u8, bool)> {
        let (first, last) = (self.connection.setup().min_keycode, self.connection.setup().max_keycode);
        let map = self.connection.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let keys = map.keysyms.chunks(map.keysyms_per_keycode.into());
        for (code, keysyms) in (first..).zip(keys) {
            if let Some(level) = keysyms.iter().take(2).position(|known| *known == keysym) {
                return Ok((code, level == 1));
            }
        }
        Err(format!("no key of this keyboard has the keysym {keysym:#x}").into())
    }
}

/// How bright the middle of the screen gets, from 0 to 255, until somebody says that it is enough.
pub(crate) fn brightest(is_enough: &AtomicBool) -> Done<u8> {
    let (connection, screen) = x11rb::connect(None)?;
    let screen = &connection.setup().roots[screen];
    let (x, y) = (screen.width_in_pixels / 2, screen.height_in_pixels / 2);
    let mut brightest = 0;
    while !is_enough.load(Ordering::Relaxed) {
        let image = connection.get_image(ImageFormat::Z_PIXMAP, screen.root, x as i16, y as i16, 1, 1, !0)?.reply()?;
        brightest = image.data.iter().take(3).copied().chain([brightest]).max().unwrap_or_default();
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(brightest)
}

/// Shift_L.
const SHIFT: u32 = 0xffe1;

/// The window of a process, under this one, that says it takes drops.
fn find(connection: &RustConnection, window: Window, process: u32) -> Done<Option<Window>> {
    let property = |window: Window, name: &str| -> Done<Option<u32>> {
        let name = connection.intern_atom(false, name.as_bytes())?.reply()?.atom;
        let value = connection.get_property(false, window, name, AtomEnum::ANY, 0, 1)?.reply()?;
        Ok(value.value32().and_then(|mut values| values.next()))
    };
    for child in connection.query_tree(window)?.reply()?.children {
        let is_mapped = connection.get_window_attributes(child)?.reply()?.map_state == MapState::VIEWABLE;
        if is_mapped && property(child, "_NET_WM_PID")? == Some(process) && property(child, "XdndAware")?.is_some() {
            return Ok(Some(child));
        }
        if let Some(found) = find(connection, child, process)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// A path as a URI has it (RFC 3986): what is not plain is percent-encoded.
fn escaped(path: &std::path::Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.iter().map(|b| if plain(*b) { char::from(*b).to_string() } else { format!("%{b:02X}") }).collect()
}

impl Drag {
    fn atom(&self, name: &str) -> Done<Atom> {
        Ok(self.connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
    }

    fn send(&self, kind: &str, data: [u32; 5]) -> Done<()> {
        let event = ClientMessageEvent::new(32, self.target, self.atom(kind)?, data);
        self.connection.send_event(false, self.target, EventMask::NO_EVENT, event)?;
        Ok(self.connection.flush()?)
    }

    /// Waits for a message of the window, and gives it the files when it asks.
    fn told(&self, kind: Atom, patience: Duration) -> Done<Option<[u32; 5]>> {
        let begin = Instant::now();
        while begin.elapsed() < patience {
            match self.connection.poll_for_event()? {
                Some(Event::SelectionRequest(request)) => self.give(&request)?,
                Some(Event::ClientMessage(message)) if message.type_ == kind => {
                    return Ok(Some(message.data.as_data32()));
                }
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(2)),
            }
        }
        Ok(None)
    }

    fn give(&self, request: &SelectionRequestEvent) -> Done<()> {
        let SelectionRequestEvent { requestor, selection, target, property, time, .. } = *request;
        self.connection.change_property8(PropMode::REPLACE, requestor, property, target, self.files.as_bytes())?;
        let event = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time,
            requestor,
            selection,
            target,
            property,
        };
        self.connection.send_event(false, requestor, EventMask::NO_EVENT, event)?;
        Ok(self.connection.flush()?)
    }
}
