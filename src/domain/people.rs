//! Members of the office: who may do what, how logins are spelled, and the public keys they sign in with.
//!
//! Border: rules and readings of text alone; nothing is looked up. What passes here stands in the line that
//! the SSH server reads, so it holds no blank, quote or line break of its own.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::PersonId;
use super::change::{Change, Role};
use crate::error::{Error, KeyFault, Result};
use crate::text;

/// What the office keeps of a person beside the login.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PersonFields {
    /// The shown name.
    pub name: String,
    pub role: Role,
    /// Looks on at most. The row stays: the journal and tasks name it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub disabled: bool,
    /// In the order of their text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<PersonKey>,
}

/// A member of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    #[serde(skip)]
    pub id: Option<PersonId>,
    pub login: String,
    #[serde(flatten)]
    pub fields: PersonFields,
}

/// A public key: its type and its Base64, a blank between.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PersonKey {
    pub public_key: String,
    /// What its owner called it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The least role that may make a change: the one table of permissions. Viewers change nothing.
pub fn needed(change: &Change) -> Role {
    match change {
        Change::SettingSet { .. } | Change::PersonSet { .. } | Change::Purged { .. } => Role::Admin,
        Change::DirectiveAdded { .. }
        | Change::DirectiveTrashed { .. }
        | Change::DirectiveEdited { .. }
        | Change::TaskAdded { .. }
        | Change::TaskTrashed { .. }
        | Change::TaskEdited { .. }
        | Change::TaskProgress { .. }
        | Change::DeadlineSet { .. }
        | Change::StepsSet { .. }
        | Change::PartProgress { .. }
        | Change::ReminderAdded { .. }
        | Change::ReminderTrashed { .. }
        | Change::ActualsSet { .. }
        | Change::FindingAnswered { .. }
        | Change::UnitSet { .. }
        | Change::DaySet { .. } => Role::Officer,
    }
}

/// A login that may be given to somebody: 1 to 32 of `a-z 0-9 . _ -`, beginning with a letter.
pub fn is_login(login: &str) -> bool {
    let fits = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'.' | b'_' | b'-');
    login.len() <= 32 && login.starts_with(|c: char| c.is_ascii_lowercase()) && login.bytes().all(fits)
}

impl PersonFields {
    /// Whether something that needs this role may be done.
    pub fn may(&self, needed: Role) -> bool {
        !self.disabled && self.role >= needed
    }
}

const ED25519: &str = "ssh-ed25519";
const RSA: &str = "ssh-rsa";
/// Name of a curve, and bytes of a point on it, uncompressed (RFC 5656, 3.1).
const CURVES: [(&str, usize); 3] = [("nistp256", 65), ("nistp384", 97), ("nistp521", 133)];
const ECDSA: &str = "ecdsa-sha2-";
/// How names of types begin, of those that are not taken too.
const TYPES: [&str; 3] = ["ssh-", "sk-", ECDSA];
/// Most bits of an RSA key that OpenSSH reads.
const MOST_BITS: usize = 16_384;
/// Most letters of a note.
const MOST_NOTE: usize = 100;

/// The frame of the form that PuTTYgen saves (RFC 4716).
const BEGIN: &str = "---- BEGIN SSH2 PUBLIC KEY ----";
const END: &str = "---- END SSH2 PUBLIC KEY ----";

/// The keys of a text: OpenSSH's, one a line, and those that PuTTYgen saves; each once, in order.
///
/// Errors: [`Error::KeyRefused`] where anything else stands in it.
pub fn keys(text: &str) -> Result<Vec<PersonKey>> {
    if text.contains("PRIVATE KEY") || text.contains("PuTTY-User-Key-File") {
        return Err(Error::KeyRefused(KeyFault::Private));
    }
    let mut keys = Vec::new();
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    while let Some(line) = lines.next() {
        keys.push(if line == BEGIN { framed(&mut lines)? } else { PersonKey::parse(line)? });
    }
    keys.sort();
    keys.dedup_by(|one, other| one.public_key == other.public_key);
    Ok(keys)
}

/// The rest of a key in its frame. A header that ends with `\` goes on in the next line.
fn framed<'a>(lines: &mut impl Iterator<Item = &'a str>) -> Result<PersonKey> {
    let (mut base64, mut note, mut goes_on) = (String::new(), String::new(), false);
    for line in lines {
        let header = line.split_once(": ").filter(|_| !goes_on);
        match header {
            _ if line == END => return PersonKey::parse(&format!("{base64} {}", note.trim_matches('"'))),
            Some((name, value)) if name.eq_ignore_ascii_case("comment") => note = value.to_owned(),
            None if !goes_on => base64.push_str(line),
            _ => {}
        }
        goes_on = (header.is_some() || goes_on) && line.ends_with('\\');
    }
    Err(Error::KeyRefused(KeyFault::Broken))
}

impl PersonKey {
    /// One line: the type, the Base64, a note; the type, which the Base64 holds too, may be left out.
    ///
    /// Errors: [`Error::KeyRefused`].
    pub fn parse(line: &str) -> Result<Self> {
        let refused = |fault| Err(Error::KeyRefused(fault));
        let is_type = |word: &&&str| TYPES.iter().any(|begins| word.starts_with(begins));
        let words: Vec<&str> = line.split_whitespace().collect();
        let stated = words.first().filter(|word| is_type(word));
        let at = usize::from(stated.is_some());
        let is_key = |word: &str| decoded(word).is_some_and(|blob| kind(&blob).is_ok());
        let (kind, blob) = match words.get(at).and_then(|word| decoded(word)).map(|blob| (kind(&blob), blob))
        {
            Some((Ok(kind), blob)) if stated.is_none_or(|stated| *stated == kind) => (kind, blob),
            Some((Err(fault), _)) if fault != KeyFault::Broken => return refused(fault),
            _ if words.iter().skip(1).any(|word| is_key(word)) && stated.is_none() => {
                return refused(KeyFault::Options);
            }
            _ => return refused(KeyFault::Broken),
        };
        let behind = words.get(at + 1..).unwrap_or_default();
        // Pasted behind another one, a key would else be lost in its note.
        if behind.iter().any(|word| is_key(word)) {
            return refused(KeyFault::Broken);
        }
        let note = text::clean_line(&behind.join(" "));
        let note = Some(text::truncate(note.trim(), MOST_NOTE, "…")).filter(|note| !note.is_empty());
        Ok(Self { public_key: format!("{kind} {}", encoded(&blob, true)), note })
    }

    /// As `ssh-keygen -l` and PuTTYgen print it: "SHA256:" and 43 letters.
    pub fn fingerprint(&self) -> String {
        let blob = self.public_key.rsplit(' ').next().and_then(decoded).unwrap_or_default();
        format!("SHA256:{}", encoded(&Sha256::digest(blob), false))
    }

    /// "ssh-ed25519".
    pub fn kind(&self) -> &str {
        self.public_key.split(' ').next().unwrap_or_default()
    }

    /// As it stands in a `.pub` file.
    pub fn line(&self) -> String {
        let words = [Some(self.public_key.as_str()), self.note.as_deref()];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The type of a key, once all of it was found as its type has it (RFC 4253, 6.6; RFC 5656; RFC 8709).
fn kind(blob: &[u8]) -> Result<String, KeyFault> {
    let mut rest = blob;
    let kind = field(&mut rest).and_then(|kind| std::str::from_utf8(kind).ok()).ok_or(KeyFault::Broken)?;
    let curve = kind.strip_prefix(ECDSA).and_then(|name| CURVES.iter().find(|curve| curve.0 == name));
    let is_whole = match (kind, curve) {
        (ED25519, _) => field(&mut rest).is_some_and(|point| point.len() == 32),
        (_, Some((name, length))) => {
            field(&mut rest) == Some(name.as_bytes())
                && field(&mut rest).is_some_and(|point| point.len() == *length && point[0] == 4)
        }
        (RSA, _) => {
            let exponent = number(&mut rest);
            let bits = number(&mut rest).ok_or(KeyFault::Broken)?;
            if !(2048..=MOST_BITS).contains(&bits) {
                return Err(KeyFault::Weak(bits));
            }
            exponent.is_some_and(|bits| bits > 1)
        }
        _ => return Err(KeyFault::Kind),
    };
    if is_whole && rest.is_empty() { Ok(kind.to_owned()) } else { Err(KeyFault::Broken) }
}

/// The next field of a key: four bytes of length, then so many.
fn field<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, behind) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (field, behind) = behind.split_at_checked(length)?;
    *rest = behind;
    Some(field)
}

/// Bits of the next field, a positive number.
fn number(rest: &mut &[u8]) -> Option<usize> {
    let bytes = field(rest)?;
    let is_negative = bytes.first().is_some_and(|first| *first > 0x7f);
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let first = bytes.get(zeros).filter(|_| !is_negative)?;
    Some((bytes.len() - zeros) * 8 - first.leading_zeros() as usize)
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 (RFC 4648, 4). `None` where it is none.
fn decoded(base64: &str) -> Option<Vec<u8>> {
    let letters = base64.trim_end_matches('=');
    if letters.len() % 4 == 1 || base64.len() - letters.len() > 2 {
        return None;
    }
    let (mut bytes, mut bits, mut held) = (Vec::with_capacity(letters.len()), 0_u32, 0);
    for letter in letters.bytes() {
        bits = bits << 6 | u32::try_from(LETTERS.iter().position(|known| *known == letter)?).ok()?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(bytes)
}

fn encoded(bytes: &[u8], is_padded: bool) -> String {
    let mut base64 = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte))
            << (8 * (3 - three.len()));
        base64.extend((0..=three.len()).map(|at| char::from(LETTERS[bits >> (18 - 6 * at) & 63])));
        base64.extend(std::iter::repeat_n('=', if is_padded { 3 - three.len() } else { 0 }));
    }
    base64
}

#[cfg(test)]
mod tests;
