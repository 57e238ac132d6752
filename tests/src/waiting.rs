//! Waiting for what is to be seen. No test waits for a time to pass; all of them wait here, and this
//! module looks again and again until there is something or patience ends.

use std::time::{Duration, Instant};

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(20);
/// The pause between two looks.
pub(crate) const PAUSE: Duration = Duration::from_millis(30);

/// What is seen, as soon as it is; `None` if nothing was within the time anything may take.
pub async fn patiently<T>(mut look: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let begin = Instant::now();
    loop {
        if let Some(seen) = look().await {
            return Some(seen);
        }
        if begin.elapsed() > PATIENCE {
            return None;
        }
        tokio::time::sleep(PAUSE).await;
    }
}
