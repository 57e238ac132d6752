//! A disk that fails when it is told to.

use std::io;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use redb::StorageBackend;

use super::Bytes;
use crate::load::CACHE_BYTES;
use crate::{Store, StoreError};

/// Something a disk was asked to do and has not been told to make durable yet.
#[derive(Debug)]
pub(super) enum Unsynced {
    Write(u64, Bytes),
    Length(u64),
}

#[derive(Debug, Default)]
pub(super) struct Surface {
    /// What a reader sees.
    pub(super) live: Bytes,
    /// What is sure to survive.
    pub(super) synced: Bytes,
    pub(super) unsynced: Vec<Unsynced>,
    /// Writes, syncs and changes of length so far.
    pub(super) calls: u64,
    /// The first of them that fails.
    pub(super) fails_at: Option<u64>,
    /// Whether it is the only one, or the disk is gone from then on.
    pub(super) fails_once: bool,
    /// Whether reads fail at present.
    pub(super) reads_fail: bool,
    pub(super) failures: u64,
}

/// A disk in memory that fails when told to.
#[derive(Clone, Debug, Default)]
pub(super) struct Disk(Arc<Mutex<Surface>>);

impl Disk {
    pub(super) fn surface(&self) -> MutexGuard<'_, Surface> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A disk with an empty store on it: a new store is made under another name, so a disk that fails
    /// meanwhile leaves none.
    pub(super) fn failing(at: u64, once: bool) -> Disk {
        static EMPTY: LazyLock<Bytes> = LazyLock::new(|| {
            let disk = Disk::default();
            disk.open().expect("it opens").close().expect("it closes");
            let surface = disk.surface();
            surface.live.clone()
        });
        let disk = Disk::holding(EMPTY.clone());
        disk.surface().fails_at = Some(at);
        disk.surface().fails_once = once;
        disk
    }

    pub(super) fn holding(bytes: Bytes) -> Disk {
        let disk = Disk::default();
        disk.surface().live = bytes.clone();
        disk.surface().synced = bytes;
        disk
    }

    pub(super) fn open(&self) -> Result<Store, StoreError> {
        Store::open_with(self.clone(), CACHE_BYTES)
    }

    pub(super) fn has_failed(&self) -> bool {
        self.surface().failures > 0
    }

    /// What is found after the power went: `survives` is asked for every unsynced write.
    pub(super) fn after_power_loss(&self, mut survives: impl FnMut() -> bool) -> Disk {
        let surface = self.surface();
        let mut bytes = surface.synced.clone();
        for step in &surface.unsynced {
            if !survives() {
                continue;
            }
            match step {
                Unsynced::Length(length) => bytes.resize(*length as usize, 0),
                Unsynced::Write(at, data) => {
                    let end = *at as usize + data.len();
                    bytes.resize(bytes.len().max(end), 0);
                    bytes[*at as usize..end].copy_from_slice(data);
                }
            }
        }
        Disk::holding(bytes)
    }
}

impl Surface {
    pub(super) fn called(&mut self) -> io::Result<()> {
        self.calls += 1;
        let fails = match self.fails_at {
            Some(at) if self.fails_once => self.calls == at,
            Some(at) => self.calls >= at,
            None => false,
        };
        if fails {
            self.failures += 1;
            return Err(io::Error::other("the disk fails on purpose"));
        }
        Ok(())
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.surface().live.len() as u64)
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let surface = self.surface();
        if surface.reads_fail {
            return Err(io::Error::other("the disk fails on purpose"));
        }
        let from = offset as usize;
        let found = surface.live.get(from..from + out.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        out.copy_from_slice(found);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut surface = self.surface();
        surface.called()?;
        surface.live.resize(len as usize, 0);
        surface.unsynced.push(Unsynced::Length(len));
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        let mut surface = self.surface();
        surface.called()?;
        surface.unsynced.clear();
        surface.synced = surface.live.clone();
        Ok(())
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        let mut surface = self.surface();
        // What a write that fails leaves behind is anybody's guess: here it is the first half.
        let outcome = surface.called();
        let data = if outcome.is_ok() { data } else { &data[..data.len() / 2] };
        let from = offset as usize;
        let place = surface.live.get_mut(from..from + data.len()).ok_or(io::ErrorKind::UnexpectedEof)?;
        place.copy_from_slice(data);
        surface.unsynced.push(Unsynced::Write(offset, data.to_vec()));
        outcome
    }
}
