//! One window a data folder: a second start brings the first one forward, and says so where that does not answer.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::plugin::{self, TauriPlugin};
use tauri::{AppHandle, Wry};
use vozdesk_core::model::message::Message;

use crate::options::{Refused, absolute};

/// How long a first window may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// A first window of this data folder that is asked to come forward, and may not answer.
#[derive(Default)]
pub(crate) struct FirstWindow {
    answered: Arc<AtomicBool>,
}

impl FirstWindow {
    /// What begins before it is asked: the program ends if it takes too long.
    pub(crate) fn is_asked(&self) -> TauriPlugin<Wry> {
        let answered = self.answered.clone();
        let begin = move |_: &AppHandle, _| {
            std::thread::spawn(move || {
                std::thread::sleep(PATIENCE);
                if !answered.load(Ordering::Relaxed) {
                    Refused::closed(&Message::new("first-window-silent")).said();
                    std::process::exit(4);
                }
            });
            Ok(())
        };
        plugin::Builder::new("first-window-asked").setup(begin).build()
    }

    /// What comes when it has answered, or there is none.
    pub(crate) fn has_answered(&self) -> TauriPlugin<Wry> {
        let answered = self.answered.clone();
        let end = move |_: &AppHandle, _| {
            answered.store(true, Ordering::Relaxed);
            Ok(())
        };
        plugin::Builder::new("first-window-answered").setup(end).build()
    }
}

/// One instance a data folder: a second start with the same folder brings the first window forward.
pub(crate) fn instance_name(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    absolute(folder).hash(&mut hasher);
    format!("io.vozdesk.VozDesk.f{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_data_folder_has_an_instance_of_its_own() {
        assert_ne!(instance_name(Path::new("/a")), instance_name(Path::new("/b")));
        assert_eq!(instance_name(Path::new("/a")), instance_name(Path::new("/a")));
    }
}
