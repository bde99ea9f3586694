//! `dondoc authorized-keys`: the keys file of the office's account, or the lines for one key as sshd's
//! `AuthorizedKeysCommand` asks for them.
//!
//! Border: prints everything or nothing. A key opens no more than a session under its owner's name, and
//! nothing that anybody typed stands in a line but a checked login and a checked key.

use std::path::Path;

use super::context::Context;
use super::out::Out;
use crate::domain::people::{Person, PersonKey, is_login};
use crate::error::{Error, Result};
use crate::text;

/// `offered`: the words of one key, whose line alone is wanted; empty: all keys of everybody who is at work.
pub fn run(context: &Context, out: &mut Out, offered: &[String]) -> Result<()> {
    // What is no key that this office takes is nobody's.
    let offered = match offered {
        [] => None,
        words => match PersonKey::parse(&words.join(" ")) {
            Ok(key) => Some(key.public_key),
            Err(_) => return Ok(()),
        },
    };
    let store = context.look(out)?;
    let unknown = |error: std::io::Error| Error::Io { path: "dondoc".into(), detail: error.to_string() };
    let program = std::env::current_exe().map_err(unknown)?;
    let mut command = quoted(&program)?;
    if context.db_is_stated {
        command = format!("{command} --db {}", quoted(store.path())?);
    }
    let people = match &offered {
        Some(key) => Vec::from_iter(store.person_of_key(key)?),
        None => store.people()?,
    };
    let signs_in = |person: &&Person| !person.fields.disabled && is_login(&person.login);
    let mut lines = Vec::new();
    for person in people.iter().filter(signs_in) {
        let command = format!("{command} session {}", person.login).replace('"', "\\\"");
        let keys = person.fields.keys.iter().map(|key| &key.public_key);
        let wanted = keys.filter(|key| offered.as_ref().is_none_or(|offered| offered == *key));
        lines.extend(wanted.map(|key| format!("restrict,pty,command=\"{command}\" {key}")));
    }
    // Signs of a path stay as they are.
    out.ascii = false;
    lines.iter().for_each(|line| out.line(line));
    Ok(())
}

/// A path as one word of a shell. Errors: [`Error::Usage`] for what no line can hold as it is.
fn quoted(path: &Path) -> Result<String> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let word = path.to_str().filter(|word| text::clean_line(word) == **word);
    let word = word.ok_or_else(|| Error::Usage(path.to_string_lossy().into_owned()))?;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+@:,=".contains(c);
    Ok(if word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_or_refused() {
        for (path, word) in [
            ("/usr/local/bin/dondoc", Some("/usr/local/bin/dondoc")),
            ("/srv/sở nội vụ/a.db", Some("'/srv/sở nội vụ/a.db'")),
            ("/srv/$(id)/\"a'b", Some("'/srv/$(id)/\"a'\\''b'")),
            ("/srv/a\nb", None),
            ("/srv/a\u{202e}b", None),
        ] {
            assert_eq!(quoted(Path::new(path)).ok().as_deref(), word, "{path:?}");
        }
    }
}
