//! What a desktop does with the window on X11: drags files onto it, as a file manager does (the XDND protocol, version
//! 5), and closes it.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt, CreateWindowAux, EventMask, MapState, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

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
