//! A client's command → words. Blanks part them, quotes of either kind keep them together, and no other sign
//! means anything: there is no shell in a session.

/// Longer than any command that people write, with room for a long note.
const MOST_BYTES: usize = 16 << 10;

/// `None` for an open quote, a control character, too much, or nothing at all.
pub fn split(command: &str) -> Option<Vec<String>> {
    if command.len() > MOST_BYTES {
        return None;
    }
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for c in command.chars() {
        match (quote, c) {
            (Some(open), _) if c == open => quote = None,
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ' | '\t') => words.extend(word.take()),
            (_, _) if c.is_control() => return None,
            (_, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (quote.is_none() && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_blanks_and_quotes_mean_anything() {
        for (command, words) in [
            ("list", Some(&["list"][..])),
            ("  note\t12  'gọi điện; hẹn thứ 3' ", Some(&["note", "12", "gọi điện; hẹn thứ 3"])),
            ("note 12 \"ông An nói 'xong'\"", Some(&["note", "12", "ông An nói 'xong'"])),
            ("list --unit='Sở Y tế'", Some(&["list", "--unit=Sở Y tế"])),
            ("note 12 ''", Some(&["note", "12", ""])),
            (
                "list; $(id) `id` | cat > x & \\ *",
                Some(&["list;", "$(id)", "`id`", "|", "cat", ">", "x", "&", "\\", "*"]),
            ),
            ("", None),
            ("  ", None),
            ("note 12 'mở", None),
            ("note 12 \"mở'", None),
            ("list\nlist", None),
            ("list 'a\u{1b}[31m'", None),
            ("list 'a\u{9b}31m'", None),
        ] {
            let split = split(command);
            assert_eq!(
                split.as_deref(),
                words.map(|w| w.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>()).as_deref(),
                "{command:?}"
            );
        }
        assert!(split(&"a".repeat(MOST_BYTES)).is_some() && split(&"a".repeat(MOST_BYTES + 1)).is_none());
    }
}
