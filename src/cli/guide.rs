//! `dondoc guide [TOPIC]`: prints a page of the office's guide, or says which there are. Nothing is read.
//!
//! Border: the pages are Vietnamese, plain Markdown, and checked by tests against the program itself.

use super::out::Out;

/// A page by the name typed for it, in the order in which an office needs them.
pub const PAGES: [(&str, &str); 6] = [
    ("bat-dau", include_str!("../../data/guide/bat-dau.md")),
    ("van-thu", include_str!("../../data/guide/van-thu.md")),
    ("lanh-dao", include_str!("../../data/guide/lanh-dao.md")),
    ("phim", include_str!("../../data/guide/phim.md")),
    ("quan-tri", include_str!("../../data/guide/quan-tri.md")),
    ("su-co", include_str!("../../data/guide/su-co.md")),
];

pub fn run(out: &mut Out, topic: Option<&str>) {
    let Some(topic) = topic else {
        for (name, page) in PAGES {
            let title = page.lines().next().unwrap_or_default().trim_start_matches("# ");
            out.line(&format!("dondoc guide {name:<10} {title}"));
        }
        return;
    };
    // Commands are copied from a page into a shell.
    out.ascii = false;
    let pages = PAGES.iter().filter(|(name, _)| *name == topic);
    // Fences say which keys made a picture; pictures in files are for who reads the pages there.
    let lines = pages.flat_map(|(_, page)| page.lines());
    for line in lines.filter(|line| !line.starts_with("```") && !line.starts_with("![")) {
        out.line(line);
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::error::ErrorKind;

    use super::super::line;
    use super::*;
    use crate::i18n::Lang;

    /// Every line that a reader may type: code between backticks, and the indented or fenced lines.
    fn code(page: &str) -> Vec<&str> {
        let mut found: Vec<&str> = page.split('`').skip(1).step_by(2).collect();
        found.extend(page.lines().filter(|line| line.starts_with("    ")));
        found.into_iter().map(str::trim).collect()
    }

    /// What is given to the program in such a line: by its name, or the name that stands for it on the
    /// office's file, up to where the shell goes on.
    fn own(code: &str) -> Option<&str> {
        let words = ["dondoc ", "dondoc-so "].iter().find_map(|name| code.strip_prefix(name))?;
        words.split(['>', '<', '|']).next()
    }

    #[test]
    fn every_command_of_the_guide_is_one() {
        let mut seen = 0;
        for (name, page) in PAGES {
            for code in code(page) {
                let Some(words) = own(code) else { continue };
                let typed = std::iter::once("dondoc".to_owned());
                // Blanks between quotes part nothing.
                let parts = words.split('"').enumerate();
                let words: String = parts
                    .map(|(n, part)| if n % 2 == 1 { part.replace(' ', "_") } else { part.into() })
                    .collect();
                let typed = typed.chain(words.split_whitespace().map(str::to_owned));
                let line: Vec<OsString> = typed.map(OsString::from).collect();
                if let Err(error) = line::parse(Lang::Vi, &line) {
                    let is_help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
                    assert!(is_help, "{name}: {code}: {error}");
                }
                seen += 1;
            }
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn pages_are_for_a_window_and_in_the_office_s_words() {
        for (name, page) in PAGES {
            assert!(page.starts_with("# "), "{name}");
            assert_eq!(crate::text::nfc(page), page, "{name}");
            assert!(
                !page.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| word == "bạn"),
                "{name}"
            );
            for line in page.lines() {
                assert!(crate::text::width(line) <= 80, "{name}: {line}");
            }
        }
    }
}
