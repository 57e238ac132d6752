//! Keys: in the system's keyring, or in memory until the program ends where there is none. Never anywhere else.

use std::collections::HashMap;
use std::fmt;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};
use vozdesk_core::files::Platform;
use zeroize::Zeroizing;

use crate::connection::Cancel;

/// What the keyring calls what VozDesk keeps in it.
const SERVICE: &str = "VozDesk";

/// How soon a question that was cancelled is let go.
const GLANCE: Duration = Duration::from_millis(50);

/// What opens a platform. Says nothing of itself, and is wiped from memory when it is let go.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<String>);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// A key as it was typed or kept; what stands around it is no part of it.
    pub fn new(text: &str) -> Key {
        Key(Zeroizing::new(text.trim().to_owned()))
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// A text with the key, and each part of it between colons, blotted out.
    pub(crate) fn blotted_in(&self, text: &str) -> String {
        let whole = self.text();
        let user = whole.split_once(':').map_or(whole, |(_, rest)| rest);
        // As basic authorization writes it.
        let encoded = [whole, user].map(|part| Zeroizing::new(BASE64_STANDARD.encode(part)));
        let encoded = encoded.iter().map(|part| part.as_str());
        let mut text = text.to_owned();
        for part in encoded.chain([whole]).chain(whole.split(':')).filter(|part| part.len() >= 4) {
            text = text.replace(part, "•••");
        }
        text
    }
}

/// Why the keyring has not done what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unasked {
    /// It has no such key.
    NothingThere,
    /// There is none on this system; why, in its words.
    NoKeyring(String),
    /// It was not unlocked, or does not want to; why, in its words.
    Refused(String),
    /// Somebody has said that it need not be waited for.
    Cancelled,
}

impl Unasked {
    /// Why, in words of the system, to stand within a sentence.
    pub fn why(&self) -> &str {
        match self {
            Unasked::NoKeyring(why) | Unasked::Refused(why) => why.trim_end_matches('.'),
            Unasked::NothingThere | Unasked::Cancelled => "",
        }
    }
}

/// Where a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// In the system's keyring.
    Keyring,
    /// In memory until the program ends, or in the environment.
    Session,
    /// Nowhere.
    None,
}

impl Whereabouts {
    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Whereabouts::Keyring => "keyring",
            Whereabouts::Session => "session",
            Whereabouts::None => "none",
        }
    }
}

/// The keys of an office.
#[derive(Default)]
pub struct Keys {
    session: Mutex<HashMap<String, Key>>,
}

impl Keys {
    /// The variable that gives the key of a platform without the keyring.
    pub fn variable(platform: &Platform) -> String {
        format!("VOZDESK_{}_KEY", platform.word.to_uppercase())
    }

    /// The key that the environment gives, if it does.
    pub fn of_environment(platform: &Platform) -> Option<Key> {
        std::env::var(Keys::variable(platform)).ok().map(|text| Key::new(&text)).filter(|key| !key.is_empty())
    }

    /// The key of a platform: the environment's, the session's, else the keyring's. May ask the person to unlock the
    /// keyring, so it is called where waiting holds nobody up.
    ///
    /// # Errors
    /// Why the keyring says nothing.
    pub fn get(&self, office: &str, platform: &Platform, cancel: &Cancel) -> Result<Option<Key>, Unasked> {
        if let Some(key) = Keys::of_environment(platform).or_else(|| self.of_session(office, platform)) {
            return Ok(Some(key));
        }
        match asked(office, platform, cancel, |entry| entry.get_password()) {
            Ok(text) => Ok(Some(Key(Zeroizing::new(text)))),
            Err(Unasked::NothingThere) => Ok(None),
            Err(why) => Err(why),
        }
    }

    /// Keeps a key in the keyring; where that cannot be done in memory.
    ///
    /// # Errors
    /// Why it is in memory only, or that somebody has cancelled: then it is kept nowhere.
    pub fn keep(&self, office: &str, platform: &Platform, key: &Key, cancel: &Cancel) -> Result<(), Unasked> {
        let kept = {
            let key = key.clone();
            asked(office, platform, cancel, move |entry| entry.set_password(key.text()))
        };
        match &kept {
            Ok(()) => self.forget_of_session(office, platform),
            Err(Unasked::Cancelled) => {}
            Err(_) => self.keep_for_session(office, platform, key),
        }
        kept
    }

    /// Keeps a key in memory until the program ends.
    pub fn keep_for_session(&self, office: &str, platform: &Platform, key: &Key) {
        self.session().insert(user(office, platform), key.clone());
    }

    /// Forgets a key wherever it is.
    ///
    /// # Errors
    /// Why it may still be in the keyring.
    pub fn forget(&self, office: &str, platform: &Platform, cancel: &Cancel) -> Result<(), Unasked> {
        self.forget_of_session(office, platform);
        match asked(office, platform, cancel, |entry| entry.delete_credential()) {
            // Where there is no keyring there is no key in it.
            Ok(()) | Err(Unasked::NothingThere | Unasked::NoKeyring(_)) => Ok(()),
            Err(why) => Err(why),
        }
    }

    /// Where the key of a platform is, as far as can be told without asking anybody to unlock anything.
    pub fn whereabouts(&self, office: &str, platform: &Platform) -> Whereabouts {
        if self.of_session(office, platform).is_some() || Keys::of_environment(platform).is_some() {
            return Whereabouts::Session;
        }
        match asked(office, platform, &Cancel::default(), |entry| entry.get_credential().map(drop)) {
            Ok(()) => Whereabouts::Keyring,
            Err(_) => Whereabouts::None,
        }
    }

    fn of_session(&self, office: &str, platform: &Platform) -> Option<Key> {
        self.session().get(&user(office, platform)).cloned()
    }

    fn forget_of_session(&self, office: &str, platform: &Platform) {
        self.session().remove(&user(office, platform));
    }

    fn session(&self) -> std::sync::MutexGuard<'_, HashMap<String, Key>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the keyring knows the key of an office for a platform by.
fn user(office: &str, platform: &Platform) -> String {
    format!("{} {office}", platform.word)
}

/// Asks the keyring something, on a thread of its own: it may wait for the person to unlock it, which nobody who
/// cancels has to wait for.
fn asked<T: Send + 'static>(
    office: &str,
    platform: &Platform,
    cancel: &Cancel,
    ask: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
) -> Result<T, Unasked> {
    let user = user(office, platform);
    let (send, receive) = mpsc::sync_channel(1);
    let asking = thread::Builder::new().name("keyring".to_owned()).spawn(move || {
        let entry = store().and_then(|store| store.build(SERVICE, &user, None));
        let answer = match entry {
            Err(error) => Err(Unasked::NoKeyring(error.to_string())),
            Ok(entry) => ask(&entry).map_err(|error| match error {
                Error::NoEntry => Unasked::NothingThere,
                error => Unasked::Refused(error.to_string()),
            }),
        };
        let _ = send.send(answer);
    });
    asking.map_err(|error| Unasked::NoKeyring(error.to_string()))?;
    loop {
        match receive.recv_timeout(GLANCE) {
            Ok(answer) => return answer,
            Err(RecvTimeoutError::Timeout) if cancel.is_said() => return Err(Unasked::Cancelled),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Unasked::NoKeyring("it failed".to_owned())),
        }
    }
}

#[cfg(target_os = "linux")]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(zbus_secret_service_keyring_store::Store::new()?)
}

#[cfg(target_os = "macos")]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(apple_native_keyring_store::keychain::Store::new()?)
}

#[cfg(windows)]
fn store() -> keyring_core::Result<Arc<CredentialStore>> {
    Ok(windows_native_keyring_store::Store::new()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_nothing_of_itself_and_is_blotted_out_of_texts() {
        let key = Key::new(" AC123:token-1 \n");
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert_eq!(key.blotted_in("no AC123:token-1, no token-1, no AC123"), "no •••, no •••, no •••");
    }
}
