//! The command line of VozDesk: thin over `vozdesk-office`, on the same store as the window.
//!
//! Machine output goes to stdout and nothing else does. Refusals and consequences go to stderr;
//! notes too, but only to a terminal. Exits: 0 done, 1 there are changes (`import --dry-run`) or errors (`check`),
//! 2 wrong words, 3 refused, 4 the store cannot be opened, 5 a platform does not answer as it should, 6 made but not told.

mod args;
mod backup;
mod calls;
mod commands;
mod fields;
mod find;
mod import;
mod output;
mod parse;
mod passphrase;
mod showing;
mod sync;

use std::process::ExitCode;

use clap::Parser;

use args::Arguments;
use output::Output;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let language = vozdesk_office::locale::language_of_system();
    let mut output = Output::new(language, arguments.json);
    let done = commands::run(arguments, &mut output).and_then(|exit| output.finish().map(|()| exit));
    match done {
        Ok(exit) => ExitCode::from(exit),
        Err(failure) => ExitCode::from(output.failure(&failure)),
    }
}
