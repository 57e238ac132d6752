//! Files that only a passphrase opens: the age format (age-encryption.org/v1), so that any age program
//! opens them too. Any file that is read may be encrypted, any file that is written can be.

use std::io::{self, Read, Write};

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, scrypt};

use crate::files::partial::{Position, Problem};
use crate::model::message::Message;

/// How such a file begins.
const BEGIN: &[u8] = b"age-encryption.org/v1\n";
/// The scrypt work factor of what is written, as log2 N: what other age programs write too; about a second.
const WORK_FACTOR: u8 = 18;
/// The most work a file may ask for before its passphrase can be tried (1 GiB and a few seconds).
const WORK_FACTOR_LIMIT: u8 = 20;
/// The ending of the name of such a file.
pub const EXTENSION: &str = "age";

/// Why a file is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locked {
    /// The passphrase is another one.
    WrongPassphrase,
    /// It is damaged, cut short, too large, asks for too much work or is for keys rather than a passphrase.
    Unreadable,
}

/// Whether a file is encrypted.
pub fn is_encrypted(bytes: &[u8]) -> bool {
    bytes.starts_with(BEGIN)
}

/// What is in an encrypted file, in full or not at all.
///
/// # Errors
/// See [`Locked`].
pub fn opened(bytes: &[u8], passphrase: &str) -> Result<Vec<u8>, Locked> {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(WORK_FACTOR_LIMIT);
    let decryptor = Decryptor::new_buffered(bytes).map_err(|_| Locked::Unreadable)?;
    let reader = decryptor.decrypt(std::iter::once(&identity as _)).map_err(|error| match error {
        DecryptError::DecryptionFailed => Locked::WrongPassphrase,
        _ => Locked::Unreadable,
    })?;
    let mut opened = Vec::with_capacity(bytes.len());
    // What is in it is never longer than it is.
    reader.take(bytes.len() as u64).read_to_end(&mut opened).map_err(|_| Locked::Unreadable)?;
    Ok(opened)
}

/// Writes what `write` writes, for this passphrase alone.
///
/// # Errors
/// What writing reports.
pub fn write(
    passphrase: &str,
    out: &mut dyn Write,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK_FACTOR);
    let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _)).map_err(io::Error::other)?;
    let mut encrypted = encryptor.wrap_output(out)?;
    write(&mut encrypted)?;
    encrypted.finish().map(drop)
}

/// The name of what is in an encrypted file: the file's own without its last ending.
pub fn name_within(name: &str) -> &str {
    name.strip_suffix(EXTENSION).and_then(|name| name.strip_suffix('.')).unwrap_or(name)
}

impl Locked {
    /// Why a file of this name is not opened, for the person who tried.
    pub fn problem(self, file: &str) -> Problem {
        let (code, message) = match self {
            Locked::WrongPassphrase => ("wrong_passphrase", Message::new("problem-wrong-passphrase")),
            Locked::Unreadable => ("not_decrypted", Message::new("problem-not-decrypted")),
        };
        let at = Position { line: 1, column: 1 };
        Problem::new(code, file, String::new(), at, message)
    }
}
