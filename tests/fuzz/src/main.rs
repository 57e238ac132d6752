//! The entry of libFuzzer. `VOZDESK_FUZZ_TARGET` names the target; see `cargo xtask fuzz`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vozdesk_fuzz::{Target, targets};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("VOZDESK_FUZZ_TARGET").unwrap_or_default();
    let found = targets().find(|(target, _)| *target == name);
    found.map(|(_, target)| target).unwrap_or_else(|| panic!("VOZDESK_FUZZ_TARGET names no target: {name}"))
});

fuzz_target!(|bytes: &[u8]| TARGET.take(bytes));
