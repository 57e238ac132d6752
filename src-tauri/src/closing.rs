//! Closing the window. Whoever closes it asks the page; a page that does not answer holds nobody up.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// How long the page may take to say whether anything would be lost.
const PATIENCE: Duration = Duration::from_secs(3);

/// How far closing has come.
#[derive(Clone, Default)]
pub(crate) struct Closing {
    stage: Arc<Mutex<Stage>>,
    /// Counts the asks, so that the end of one's patience is not taken for that of another.
    asks: Arc<AtomicU32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stage {
    /// Nobody closes it, or the page asks about edits.
    #[default]
    Open,
    /// The page has been asked, the so many-th time, and has not answered.
    Asked(u32),
    /// It goes.
    Closes,
}

impl Closing {
    /// Somebody closes the window. Whether it goes at once; else `ask` asks the page, and where that does not answer,
    /// `close` closes it all the same.
    pub(crate) fn goes(&self, ask: impl FnOnce(), close: impl FnOnce() + Send + 'static) -> bool {
        if *self.stage() == Stage::Closes {
            return true;
        }
        let turn = self.asks.fetch_add(1, Ordering::Relaxed);
        *self.stage() = Stage::Asked(turn);
        ask();
        let closing = self.clone();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            let is_silent = *closing.stage() == Stage::Asked(turn);
            if is_silent {
                closing.answered(true);
                close();
            }
        });
        false
    }

    /// The page has answered.
    pub(crate) fn answered(&self, is_closing: bool) {
        *self.stage() = if is_closing { Stage::Closes } else { Stage::Open };
    }

    fn stage(&self) -> std::sync::MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[test]
    fn a_window_closes_when_its_page_says_so_or_says_nothing() {
        let closing = Closing::default();
        let (closed, told) = mpsc::channel();
        let close = |closed: &mpsc::Sender<()>| {
            let closed = closed.clone();
            move || {
                let _ = closed.send(());
            }
        };
        assert!(!closing.goes(|| {}, close(&closed)), "the page is asked");
        closing.answered(false);
        assert!(told.recv_timeout(PATIENCE * 2).is_err(), "it has answered, and asks about edits");
        assert!(!closing.goes(|| {}, close(&closed)));
        closing.answered(true);
        assert!(closing.goes(|| unreachable!("nobody is asked again"), || {}));
        let silent = Closing::default();
        assert!(!silent.goes(|| {}, close(&closed)));
        assert!(told.recv_timeout(PATIENCE * 2).is_ok(), "it is closed all the same");
    }
}
