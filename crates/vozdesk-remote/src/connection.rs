//! The way to one platform: its host, the key, and who may say that it need not go on.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use vozdesk_core::files::{Platform, Reach};
use vozdesk_core::model::message::Message;

use crate::http::Line;
use crate::interface::{Interface, of};
use crate::keys::Key;

/// Whether somebody has said that a run need not go on.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicU8>);

/// Where the platforms are: their own hosts, or for tests another place on this machine.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    /// A proxy for all of them; where there is none, the one the system's environment names.
    pub proxy: Option<String>,
}

/// The way to one platform.
pub struct Connection {
    /// The platform.
    pub platform: &'static Platform,
    pub(crate) interface: &'static dyn Interface,
    pub(crate) line: Line,
    pub(crate) key: Key,
    pub(crate) cancel: Cancel,
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection").field("platform", &self.platform.word).finish_non_exhaustive()
    }
}

impl Cancel {
    /// Says so: what is being read is let go, what is being sent is finished. Said once more, nothing is waited for.
    pub fn cancel(&self) {
        let more = |said: u8| Some(said.saturating_add(1));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }

    /// Whether it was said.
    pub fn is_said(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }

    /// Whether it was said twice.
    pub fn is_said_twice(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 1
    }
}

impl Hosts {
    /// The variable that names another place for a platform.
    pub fn variable(platform: &Platform) -> String {
        format!("VOZDESK_{}_URL", platform.word.to_uppercase())
    }

    /// The line to a platform, if it can be reached at all.
    ///
    /// # Errors
    /// The place that the environment names is not on this machine; the proxy is none.
    fn line(&self, platform: &Platform, reach: &Reach) -> Result<Line, Message> {
        let variable = Hosts::variable(platform);
        if let Ok(place) = std::env::var(&variable) {
            let base = on_this_machine(&place);
            let refused = || Message::new("sync-url-not-loopback").with("variable", variable.as_str());
            return Ok(Line::to(base.ok_or_else(refused)?, None));
        }
        let proxy = match self.proxy.as_deref().filter(|proxy| !proxy.is_empty()) {
            Some(proxy) => {
                let refused = |_| Message::new("sync-no-proxy").with("proxy", proxy);
                Some(ureq::Proxy::new(proxy).map_err(refused)?)
            }
            None => ureq::Proxy::try_from_env(),
        };
        Ok(Line::to(format!("https://{}", reach.host), proxy))
    }
}

impl Connection {
    /// The way to a platform. Nothing is opened yet.
    ///
    /// # Errors
    /// The platform cannot be reached from here, the place the environment names is not on this machine, or the key is
    /// none of that platform.
    pub fn to(platform: &'static Platform, hosts: &Hosts, key: Key, cancel: Cancel) -> Result<Connection, Message> {
        let no_way = || Message::new("sync-no-way").with("platform", platform.name);
        let reach = platform.reach.as_ref().ok_or_else(no_way)?;
        let interface = of(platform).ok_or_else(no_way)?;
        let line = hosts.line(platform, reach)?;
        if interface.authorization(&key).is_none() {
            return Err(Message::new("sync-key-of-no-kind").with("platform", platform.name));
        }
        Ok(Connection { platform, interface, line, key, cancel })
    }
}

/// Whether a text is the address of a proxy, without a password in it: none is kept.
pub fn is_proxy(text: &str) -> bool {
    !text.contains('@') && ureq::Proxy::new(text).is_ok()
}

/// A place on this machine as the beginning of addresses: http or https to 127.0.0.0/8, [::1] or localhost, and nothing
/// that could lead elsewhere.
fn on_this_machine(place: &str) -> Option<String> {
    let uri: ureq::http::Uri = place.parse().ok()?;
    let is_known = matches!(uri.scheme_str(), Some("http" | "https"));
    let authority = uri.authority()?;
    let host = authority.host();
    let is_here = host == "localhost"
        || host == "[::1]"
        || host.parse().is_ok_and(|address: std::net::Ipv4Addr| address.is_loopback());
    let is_bare = !authority.as_str().contains('@') && matches!(uri.path(), "" | "/") && uri.query().is_none();
    let has_no_fragment = !place.contains(['#', '?', '\\']);
    (is_known && is_here && is_bare && has_no_fragment)
        .then(|| format!("{}://{authority}", uri.scheme_str().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_place_is_on_this_machine_and_nothing_but_a_place() {
        for place in ["http://127.0.0.1:8080", "https://localhost:1", "http://[::1]:9/", "http://127.9.9.9"] {
            assert!(on_this_machine(place).is_some(), "{place}");
        }
        for place in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://user@127.0.0.1",
            "http://127.0.0.1/path",
            "http://127.0.0.1?x",
            "http://127.0.0.1#x",
            "ftp://127.0.0.1",
            "http://128.0.0.1",
            "http://0.0.0.0",
            "127.0.0.1:80",
            "http://localhost.evil",
            "http://[::2]",
            "",
        ] {
            assert!(on_this_machine(place).is_none(), "{place}");
        }
    }

    #[test]
    fn what_has_a_connection_says_nothing_of_its_key() {
        let platform = Platform::of_word("retell").expect("it is known");
        let connection = Connection::to(platform, &Hosts::default(), Key::new("key_secret"), Cancel::default());
        assert!(!format!("{connection:?}").contains("secret"));
    }
}
