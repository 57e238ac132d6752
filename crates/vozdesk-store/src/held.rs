//! A backend that writes nothing until it is told to.
//!
//! redb marks every file it opens for writing, and again when it closes it. A store that is refused
//! (newer, damaged) must stay as it is to the byte, so what opening writes is held in memory until
//! the store has been looked at.

use std::io;
use std::ops::Bound;
use std::sync::{Arc, PoisonError, RwLock};

use redb::{BackendError, StorageBackend};

/// A backend, and what is not written to it yet.
#[derive(Clone, Debug)]
pub(crate) struct HeldBackend {
    backend: Arc<dyn StorageBackend>,
    /// `None` once released.
    steps: Arc<RwLock<Option<Vec<Step>>>>,
}

#[derive(Debug)]
enum Step {
    Write(u64, Vec<u8>),
    Length(u64),
    Sync,
}

impl HeldBackend {
    pub(crate) fn new(backend: impl StorageBackend) -> HeldBackend {
        HeldBackend { backend: Arc::new(backend), steps: Arc::new(RwLock::new(Some(Vec::new()))) }
    }

    /// Writes what was held, in its order, and holds nothing from now on. After an error nothing more
    /// is written.
    pub(crate) fn release(&self) -> io::Result<()> {
        let mut steps = self.steps.write().unwrap_or_else(PoisonError::into_inner);
        for step in steps.iter().flatten() {
            match step {
                Step::Write(offset, data) => self.backend.write(*offset, data)?,
                Step::Length(length) => self.backend.set_len(*length)?,
                Step::Sync => self.backend.sync_data()?,
            }
        }
        *steps = None;
        Ok(())
    }

    /// Copies what is in the backend, without what is held.
    pub(crate) fn copy_to(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let length = self.backend.len()?;
        let mut buffer = vec![0; 256 * 1024];
        let mut at = 0;
        while at < length {
            let size = buffer.len().min(usize::try_from(length - at).unwrap_or(usize::MAX));
            self.backend.read(at, &mut buffer[..size])?;
            out.write_all(&buffer[..size])?;
            at += size as u64;
        }
        Ok(())
    }

    /// Holds the step, or does it at once if released.
    fn step(&self, step: impl FnOnce() -> Step, now: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
        if self.steps.read().unwrap_or_else(PoisonError::into_inner).is_none() {
            return now();
        }
        match self.steps.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(steps) => steps.push(step()),
            None => return now(),
        }
        Ok(())
    }
}

impl StorageBackend for HeldBackend {
    fn len(&self) -> io::Result<u64> {
        let steps = self.steps.read().unwrap_or_else(PoisonError::into_inner);
        let held = steps.iter().flatten().rev().find_map(|step| match step {
            Step::Length(length) => Some(*length),
            _ => None,
        });
        held.map_or_else(|| self.backend.len(), Ok)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let steps = self.steps.read().unwrap_or_else(PoisonError::into_inner);
        let Some(steps) = steps.as_deref().filter(|steps| !steps.is_empty()) else {
            return self.backend.read(offset, out);
        };
        let end = offset + out.len() as u64;
        let there = self.backend.len()?.clamp(offset, end) - offset;
        let (on_disk, beyond) = out.split_at_mut(there as usize);
        if !on_disk.is_empty() {
            self.backend.read(offset, on_disk)?;
        }
        beyond.fill(0);
        for step in steps {
            match step {
                Step::Write(at, data) => {
                    let (from, to) = (offset.max(*at), end.min(at + data.len() as u64));
                    if from < to {
                        let written = &data[(from - at) as usize..(to - at) as usize];
                        out[(from - offset) as usize..(to - offset) as usize].copy_from_slice(written);
                    }
                }
                Step::Length(length) => out[(*length).clamp(offset, end).saturating_sub(offset) as usize..].fill(0),
                Step::Sync => {}
            }
        }
        Ok(())
    }

    fn set_len(&self, length: u64) -> io::Result<()> {
        self.step(|| Step::Length(length), || self.backend.set_len(length))
    }

    fn sync_data(&self) -> io::Result<()> {
        self.step(|| Step::Sync, || self.backend.sync_data())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.step(|| Step::Write(offset, data.to_vec()), || self.backend.write(offset, data))
    }

    fn close(&self) -> io::Result<()> {
        self.backend.close()
    }

    fn try_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.backend.try_lock_range(start, end)
    }

    fn try_lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.backend.try_lock_shared_range(start, end)
    }

    fn lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.backend.lock_range(start, end)
    }

    fn lock_shared_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.backend.lock_shared_range(start, end)
    }

    fn unlock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<(), BackendError> {
        self.backend.unlock_range(start, end)
    }

    fn query_lock_range(&self, start: Bound<u64>, end: Bound<u64>) -> Result<bool, BackendError> {
        self.backend.query_lock_range(start, end)
    }
}
