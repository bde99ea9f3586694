//! The list of names under a field: narrowed by what is typed, chosen from with the arrows.

use crate::app::key::Key;
use crate::domain::query::Names;
use crate::text;

use super::target::named_target;
use super::{Form, Takes};

/// Most rows of the list shown at once.
const ROWS: usize = 6;

/// The list is open.
#[derive(Debug, Clone, Copy, Default)]
pub struct Picks {
    /// While one types none is chosen, so that Enter takes what was typed.
    pub chosen: Option<usize>,
    /// It was opened by an arrow: all names, whatever stands in the field.
    is_whole: bool,
}

impl Form {
    /// Value and shown words of what is offered for the field with the cursor.
    fn offered(&self, names: &Names) -> Vec<(String, String)> {
        let same = |value: &String| (value.clone(), value.clone());
        let all: Vec<(String, String)> = match self.row().spec().takes {
            Takes::Unit | Takes::Units => names.units.iter().map(same).collect(),
            Takes::Kind => names.kinds.iter().map(same).collect(),
            Takes::Target => {
                self.base.record.targets.iter().map(|target| same(&named_target(target))).collect()
            }
            Takes::Issuer => names.issuers.iter().map(same).collect(),
            Takes::Person => {
                let shown = |(login, name): &(String, String)| (login.clone(), format!("{name} ({login})"));
                names.people.iter().map(shown).collect()
            }
            Takes::Directive => return self.found_directives(),
            _ => Vec::new(),
        };
        let typed = text::fold(&self.row().field.part(self.entry()));
        let words: Vec<&str> = typed.split_whitespace().collect();
        let is_whole = self.picks.is_some_and(|picks| picks.is_whole);
        all.into_iter().filter(|(_, shown)| is_whole || begins_words(&text::fold(shown), &words)).collect()
    }

    /// Number of each directive that was found, with its subject; the form's own is none that replaces it.
    fn found_directives(&self) -> Vec<(String, String)> {
        let hits = self.finder.records.hits.iter();
        let hits = hits.filter(|hit| hit.task.is_none() && !hit.reference.is_empty());
        let others = hits.filter(|hit| Some(hit.directive) != self.base.directive);
        others.map(|hit| (hit.reference.clone(), format!("{}  {}", hit.reference, hit.title))).collect()
    }

    /// The names that are in sight with so many rows for them, and which one is chosen; empty where the
    /// list is closed.
    pub fn offers(&self, names: Option<&Names>, rows: usize) -> (Vec<String>, Option<usize>) {
        let (Some(picks), Some(names)) = (self.picks, names) else {
            return (Vec::new(), None);
        };
        let (offered, rows) = (self.offered(names), rows.min(ROWS));
        let top = picks.chosen.map_or(0, |chosen| (chosen + 1).saturating_sub(rows));
        let shown = offered.into_iter().skip(top).take(rows).map(|(_, shown)| shown);
        (shown.collect(), picks.chosen.map(|chosen| chosen - top))
    }

    /// The part of the field that is one name.
    fn entry(&self) -> std::ops::Range<usize> {
        let separator = if self.row().spec().takes == Takes::Units { ';' } else { '\0' };
        self.row().field.entry(separator)
    }

    /// Keys of the list. `false` where the key is not for it.
    pub(super) fn pick_key(&mut self, key: Key, names: Option<&Names>) -> bool {
        let Some(names) = names.filter(|_| self.row().spec().takes.offers()) else {
            return false;
        };
        let picks = match (self.picks, key) {
            (None, Key::Down) => Some(Picks { chosen: Some(0), is_whole: true }),
            (None, _) => return false,
            (Some(Picks { chosen: Some(chosen), .. }), Key::Enter) => {
                if let Some((value, _)) = self.offered(names).into_iter().nth(chosen) {
                    self.take(&value);
                }
                None
            }
            (Some(picks), Key::Down) => {
                let chosen = picks.chosen.map_or(0, |chosen| chosen + 1);
                Some(Picks { chosen: Some(chosen), ..picks })
            }
            (Some(Picks { chosen: Some(0) | None, .. }), Key::Up) => None,
            (Some(picks), Key::Up) => Some(Picks { chosen: picks.chosen.map(|chosen| chosen - 1), ..picks }),
            _ => return false,
        };
        self.picks = picks;
        let len = self.offered(names).len();
        if let Some(picks) = &mut self.picks {
            picks.chosen = picks.chosen.map(|chosen| chosen.min(len.saturating_sub(1))).filter(|_| len > 0);
        }
        true
    }

    fn take(&mut self, value: &str) {
        let entry = self.entry();
        let gap = if entry.start > 0 { " " } else { "" };
        self.row_mut().field.replace(entry, &format!("{gap}{value}"));
        self.row_mut().error = None;
    }

    /// After a key that was typed: the list follows what stands in the field.
    pub(super) fn narrow_picks(&mut self, key: Key) {
        let typed = matches!(key, Key::Char(_) | Key::Backspace | Key::Delete);
        let is_open = typed && self.row().spec().takes.offers();
        let has_words = is_open && !self.row().field.part(self.entry()).trim().is_empty();
        self.picks = has_words.then(Picks::default);
        let typed = self.row().text();
        self.finder().into_iter().for_each(|finder| finder.look_for(&typed));
    }
}

/// Each word begins a word of the text, both folded.
fn begins_words(text: &str, words: &[&str]) -> bool {
    let begins =
        |at| text::slice(text, 0, at).chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    words.iter().all(|word| text.match_indices(word).any(|(at, _)| begins(at)))
}
