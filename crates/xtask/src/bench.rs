//! `cargo xtask bench`: figures of the release build, each beside its floor in the same run.

use anyhow::Result;

use crate::{cargo, must};

pub(crate) fn bench() -> Result<()> {
    must(&mut cargo(&["bench", "--package", "vozdesk-store", "--bench", "store"]))?;
    must(&mut cargo(&["build", "--release", "--package", "vozdesk-cli"]))?;
    must(&mut cargo(&["bench", "--package", "vozdesk-tests", "--bench", "sync"]))
}
