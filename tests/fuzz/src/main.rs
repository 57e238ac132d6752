//! The entry of libFuzzer. `VOZDESK_FUZZ_TARGET` names the target; see `cargo xtask fuzz`.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use vozdesk_fuzz::{Target, targets};

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    // libFuzzer ends at every panic; the one of a library that is caught is no finding, and what is not caught ends it
    // in any case.
    drop(std::panic::take_hook());
    let name = std::env::var("VOZDESK_FUZZ_TARGET").unwrap_or_default();
    let found = targets().find(|(target, _)| *target == name);
    found.map(|(_, target)| target).unwrap_or_else(|| panic!("VOZDESK_FUZZ_TARGET names no target: {name}"))
});

fuzz_target!(|bytes: &[u8]| TARGET.take(bytes));
