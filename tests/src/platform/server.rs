//! A small HTTP/1.1 server on 127.0.0.1: a thread a connection, kept open between requests.

use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Instant;

use super::locked;

/// A body may be this long; what VozDesk sends is far below.
const LONGEST_BODY: usize = 1 << 20;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// GET, PATCH and so on.
    pub method: String,
    /// The path with its query, nothing of it decoded.
    pub path: String,
    /// The body, empty where there is none.
    pub body: String,
    /// Whether it would change something there. A list that is asked for with POST is read all the same.
    pub is_write: bool,
    /// When it had come in whole.
    pub at: Instant,
    headers: Vec<(String, String)>,
}

impl Request {
    /// A header by its name, in whatever case that is written.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The parts of the path between its slashes, nothing of them decoded.
    pub(super) fn segments(&self) -> Vec<&str> {
        let path = self.path.split('?').next().unwrap_or_default();
        path.strip_prefix('/').unwrap_or(path).split('/').collect()
    }

    /// What stands behind the question mark.
    pub(super) fn query(&self) -> &str {
        self.path.split_once('?').map_or("", |(_, query)| query)
    }

    /// Whether the body is said to be of this type, in whatever character set.
    pub(super) fn is_of_type(&self, kind: &str) -> bool {
        let said = self.header("content-type").unwrap_or_default();
        said.split(';').next().is_some_and(|said| said.trim().eq_ignore_ascii_case(kind))
    }

    /// Reads one request; `None` where the other side has closed instead.
    fn read(from: &mut impl BufRead) -> io::Result<Option<Request>> {
        let mut line = String::new();
        if from.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let (Some(method), Some(path), Some("HTTP/1.1")) = (words.next(), words.next(), words.next()) else {
            return Err(io::Error::other("no HTTP/1.1"));
        };
        let (method, path) = (method.to_owned(), path.to_owned());
        let mut headers = Vec::new();
        loop {
            let mut line = String::new();
            if from.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
        let mut request = Request { method, path, body: String::new(), is_write: false, at: Instant::now(), headers };
        let length = match (request.header("content-length"), request.header("transfer-encoding")) {
            (Some(length), None) => length.parse().map_err(io::Error::other)?,
            (None, None) => 0,
            (_, Some(_)) => return Err(io::Error::other("a body comes with its length")),
        };
        if length > LONGEST_BODY {
            return Err(io::Error::other("no body is that long"));
        }
        let mut body = vec![0; length];
        from.read_exact(&mut body)?;
        request.body = String::from_utf8(body).map_err(io::Error::other)?;
        request.at = Instant::now();
        Ok(Some(request))
    }
}

/// What is answered.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: Vec<(&'static str, String)>,
    pub(super) body: String,
    /// Whether the connection breaks in the middle of the body.
    pub(super) is_cut: bool,
}

impl Reply {
    /// An answer with a body of this type.
    pub(super) fn new(status: u16, kind: &str, body: impl Into<String>) -> Reply {
        Reply { status, headers: vec![("Content-Type", kind.to_owned())], body: body.into(), is_cut: false }
    }

    /// An answer with a body of JSON, or of what passes for it.
    pub(super) fn json(status: u16, body: impl Into<String>) -> Reply {
        Reply::new(status, "application/json", body)
    }

    fn write(&self, to: &mut impl Write) -> io::Result<()> {
        let mut text = format!("HTTP/1.1 {} as it is\r\nContent-Length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        text.push_str("\r\n");
        // In one go, so that nothing waits for the other side to confirm the head.
        let mut bytes = text.into_bytes();
        let sent = if self.is_cut { self.body.len() / 2 } else { self.body.len() };
        bytes.extend_from_slice(&self.body.as_bytes()[..sent]);
        to.write_all(&bytes)
    }
}

/// What answers requests; `None` closes the connection without an answer.
type Answering = dyn Fn(Request) -> Option<Reply> + Send + Sync;

/// The connections that are open, so that they can be closed with the server.
type Open = Arc<Mutex<HashMap<SocketAddr, TcpStream>>>;

/// A server that runs until it is dropped.
pub(super) struct Server {
    address: SocketAddr,
    is_stopped: Arc<AtomicBool>,
    open: Open,
    listening: Option<JoinHandle<()>>,
}

impl Server {
    /// Listens on a port that is free.
    pub(super) fn start(answering: impl Fn(Request) -> Option<Reply> + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let is_stopped = Arc::new(AtomicBool::new(false));
        let open = Open::default();
        let answering: Arc<Answering> = Arc::new(answering);
        let listening = thread::spawn({
            let (is_stopped, open) = (Arc::clone(&is_stopped), Arc::clone(&open));
            move || {
                for stream in listener.incoming() {
                    if is_stopped.load(Ordering::SeqCst) {
                        break;
                    }
                    // One that is gone before it was looked at asks nothing.
                    if let Ok(stream) = stream {
                        accept(stream, Arc::clone(&answering), Arc::clone(&open));
                    }
                }
            }
        });
        Server { address, is_stopped, open, listening: Some(listening) }
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_stopped.store(true, Ordering::SeqCst);
        // It waits for a connection, so it is given one.
        let _ = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ = listening.join();
        }
        for stream in locked(&self.open).values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

/// A connection, known among the open ones. When it is dropped, also by a panic, the other side sees that it is over.
struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    open: Open,
}

impl Drop for Connection {
    fn drop(&mut self) {
        let _ = self.stream.shutdown(Shutdown::Both);
        locked(&self.open).remove(&self.peer);
    }
}

/// Answers the requests of one connection in a thread of its own.
fn accept(stream: TcpStream, answering: Arc<Answering>, open: Open) {
    let (Ok(peer), Ok(kept)) = (stream.peer_addr(), stream.try_clone()) else { return };
    locked(&open).insert(peer, kept);
    let connection = Connection { stream, peer, open };
    // Whatever ends it has been seen by the other side.
    thread::spawn(move || drop(converse(&connection.stream, &*answering)));
}

fn converse(stream: &TcpStream, answering: &Answering) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut from = BufReader::new(stream);
    let mut to = stream;
    while let Some(request) = Request::read(&mut from)? {
        let Some(reply) = answering(request) else { break };
        reply.write(&mut to)?;
        if reply.is_cut {
            break;
        }
    }
    Ok(())
}

/// A client that sends just what it is told, for the tests of this module.
#[cfg(test)]
pub(super) mod client {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use serde_json::Value;

    /// What came back. The status is 0 where nothing did.
    pub(in super::super) struct Answered {
        pub(in super::super) status: u16,
        pub(in super::super) head: String,
        pub(in super::super) body: String,
    }

    impl Answered {
        pub(in super::super) fn json(&self) -> Value {
            serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.body))
        }
    }

    /// Sends one request on a connection of its own.
    pub(in super::super) fn send(
        url: &str,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answered {
        let address = url.strip_prefix("http://").expect("plain HTTP");
        let mut stream = TcpStream::connect(address).expect("it listens");
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{text}\r\n{body}").as_bytes()).expect("it reads");
        stream.shutdown(std::net::Shutdown::Write).expect("it is open");
        let mut answer = String::new();
        // A connection that breaks off has answered as far as it got.
        let _ = stream.read_to_string(&mut answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
        let status = head.split(' ').nth(1).map_or(0, |status| status.parse().expect("a number"));
        Answered { status, head: head.to_owned(), body: body.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn echo() -> Server {
        Server::start(|request| {
            (request.path != "/gone").then(|| Reply::json(200, format!("{} {}", request.path, request.body)))
        })
    }

    #[test]
    fn a_request_is_answered_with_what_the_server_makes_of_it() {
        let server = echo();
        let answered = client::send(&server.url(), "PATCH", "/a?b=c", &[], "{}");
        assert_eq!((answered.status, answered.body.as_str()), (200, "/a?b=c {}"));
    }

    #[test]
    fn where_there_is_no_answer_the_connection_just_ends() {
        let server = echo();
        let answered = client::send(&server.url(), "GET", "/gone", &[], "");
        assert_eq!((answered.status, answered.head.as_str()), (0, ""));
    }

    #[test]
    fn a_connection_is_kept_for_the_next_request_and_ends_with_the_server() {
        let server = echo();
        let mut stream = TcpStream::connect(server.address).expect("it listens");
        for path in ["/1", "/2"] {
            stream.write_all(format!("GET {path} HTTP/1.1\r\n\r\n").as_bytes()).expect("it reads");
            let mut answer = [0; 1024];
            let length = stream.read(&mut answer).expect("it answers");
            assert!(String::from_utf8_lossy(&answer[..length]).ends_with(&format!("{path} ")));
        }
        drop(server);
        assert_eq!(stream.read(&mut [0; 1]).expect("it is closed in order"), 0);
    }

    #[test]
    fn a_connection_also_ends_where_answering_panics() {
        let server = Server::start(|_| panic!("as a test may"));
        assert_eq!(client::send(&server.url(), "GET", "/", &[], "").status, 0);
    }

    #[test]
    fn an_answer_that_is_cut_promises_more_than_it_gives() {
        let server = Server::start(|_| Some(Reply { is_cut: true, ..Reply::json(200, "0123456789") }));
        let answered = client::send(&server.url(), "GET", "/", &[], "");
        assert!(answered.head.contains("Content-Length: 10"), "{}", answered.head);
        assert_eq!(answered.body, "01234");
    }
}
