//! Search: words typed into a field, what they find below it.
//!
//! Border: the worker searches; answers come back as messages. Each change of the words is a new
//! search, and answers to any other are dropped. The palette finds records the same way.

use std::ops::Range;

use crate::domain::query::{Found, Hit};
use crate::error::Error;
use crate::text::find::Query;

use super::action::Action;
use super::detail::Detail;
use super::field::Field;
use super::key::Key;
use super::message::{Among, Effect, SearchId};
use super::place::{Move, within};
use super::run::way;
use super::{App, Look, Popup};

/// Most letters of a query.
pub(super) const LONGEST: usize = 200;

/// Words being typed, and what the last answered ones found.
#[derive(Debug, Clone)]
pub struct Finder {
    pub field: Field,
    /// What is in `records` and `letters` was found by these words.
    pub words: String,
    pub query: Query,
    pub records: Found,
    pub letters: Found,
    awaited: Option<Awaited>,
    /// It is to be looked for, for the first time or again.
    pub(super) is_stale: bool,
    /// The last search gave no answer.
    failed: bool,
    /// Enter came before the answer: it opens the first record.
    opens: bool,
}

/// A search that was asked for and not answered in full yet: letters are answered last.
#[derive(Debug, Clone)]
struct Awaited {
    id: SearchId,
    words: String,
}

impl Finder {
    pub(super) fn new() -> Self {
        Self {
            field: Field::new("", LONGEST),
            words: String::new(),
            query: Query::default(),
            records: Found::default(),
            letters: Found::default(),
            awaited: None,
            is_stale: false,
            failed: false,
            opens: false,
        }
    }

    /// What is shown was not found by what stands in the field.
    pub fn is_behind(&self) -> bool {
        self.words != self.typed()
    }

    /// Nothing more will be found by these words.
    pub fn is_complete(&self) -> bool {
        self.awaited.is_none() && !self.failed
    }

    fn waits_for(&self, id: SearchId) -> bool {
        self.awaited.as_ref().is_some_and(|awaited| awaited.id == id)
    }

    /// What is typed, without the spaces around it.
    pub fn typed(&self) -> String {
        self.field.text().trim().to_owned()
    }

    /// Lets the field be changed; other words are looked for. Returns what `change` does.
    fn type_in(&mut self, change: impl FnOnce(&mut Field) -> bool) -> bool {
        let before = self.typed();
        let took = change(&mut self.field);
        let changed = self.typed() != before;
        self.is_stale |= changed;
        self.opens &= !changed;
        took
    }

    /// Words that stand in a field of a form are looked for.
    pub(super) fn look_for(&mut self, words: &str) {
        self.type_in(|field| {
            *field = Field::new(words, LONGEST);
            true
        });
    }

    /// The search to send, where one is due. No words: what was being looked for is given up.
    fn ask(&mut self, id: SearchId) -> Option<Effect> {
        let words = self.typed();
        let was_looking = !self.words.is_empty() || self.awaited.is_some();
        (self.is_stale, self.failed) = (false, false);
        if words.is_empty() {
            *self = Self { field: std::mem::replace(&mut self.field, Field::new("", 0)), ..Self::new() };
            return was_looking.then_some(Effect::Search(id, words));
        }
        self.awaited = Some(Awaited { id, words: words.clone() });
        Some(Effect::Search(id, words))
    }

    fn fail(&mut self) {
        (self.awaited, self.failed, self.opens) = (None, true, false);
    }

    /// Takes an answer. `true` where it is the first one to other words than before.
    pub(super) fn take(&mut self, among: Among, found: Found) -> bool {
        let Some(awaited) = &self.awaited else {
            return false;
        };
        let is_new = self.words != awaited.words;
        if is_new {
            self.words.clone_from(&awaited.words);
            self.query = Query::new(&self.words);
            (self.records, self.letters) = (Found::default(), Found::default());
        }
        match among {
            Among::Records => self.records = found,
            Among::Letters => (self.letters, self.awaited) = (found, None),
        }
        is_new
    }
}

#[derive(Debug)]
pub struct Search {
    pub finder: Finder,
    /// Records first, then letters; none twice.
    pub hits: Vec<Hit>,
    cursor: usize,
    /// The first one shown.
    top: usize,
    /// Lines of the screen for them.
    height: usize,
    /// There is room for a second line, where the words stand.
    pub has_passages: bool,
}

impl Search {
    fn new(look: Look) -> Self {
        let mut search = Self {
            finder: Finder::new(),
            hits: Vec::new(),
            cursor: 0,
            top: 0,
            height: 1,
            has_passages: true,
        };
        search.resize(look);
        search
    }

    pub(super) fn resize(&mut self, look: Look) {
        self.height = look.layout.search_rows();
        self.has_passages = look.layout.is_framed();
        self.choose(self.cursor);
    }

    pub fn selected(&self) -> Option<&Hit> {
        self.hits.get(self.cursor)
    }

    /// Lines of the screen that a hit takes.
    pub fn lines(&self, hit: &Hit) -> usize {
        if self.has_passages && hit.passage.is_some() { 2 } else { 1 }
    }

    /// The hits in sight, and which of all hits is the chosen one.
    pub fn shown(&self) -> (Range<usize>, usize) {
        let mut used = 0;
        let fits = |hit: &&Hit| {
            used += self.lines(hit);
            used <= self.height
        };
        let n = self.hits[self.top..].iter().take_while(fits).count();
        (self.top..self.top + n, self.cursor)
    }

    /// More were found than the page holds.
    pub fn has_more(&self) -> bool {
        self.finder.records.more || self.finder.letters.more
    }

    fn clear(&mut self) {
        (self.hits, self.cursor, self.top) = (Vec::new(), 0, 0);
    }

    fn choose(&mut self, row: usize) {
        self.cursor = row.min(self.hits.len().saturating_sub(1));
        self.top = self.top.min(self.cursor);
        while self.top < self.cursor && !self.shown().0.contains(&self.cursor) {
            self.top += 1;
        }
    }

    fn go(&mut self, way: Move) {
        let page = self.shown().0.len().max(1);
        self.choose(within(way.target(self.cursor, page), self.hits.len()));
    }

    fn take(&mut self, among: Among, found: Found) {
        let chosen = self.selected().map(|hit| (hit.directive, hit.task));
        let is_new = self.finder.take(among, found);
        self.hits.clone_from(&self.finder.records.hits);
        for hit in &self.finder.letters.hits {
            if !self.hits.iter().any(|other| (other.directive, other.task) == (hit.directive, hit.task)) {
                self.hits.push(hit.clone());
            }
        }
        let kept = chosen.filter(|_| !is_new);
        let kept =
            kept.and_then(|chosen| self.hits.iter().position(|hit| (hit.directive, hit.task) == chosen));
        self.choose(if is_new { 0 } else { kept.unwrap_or(self.cursor) });
    }
}

impl Popup {
    fn finder(&mut self) -> Option<&mut Finder> {
        match self {
            Popup::Search(search) => Some(&mut search.finder),
            Popup::Palette(palette) => Some(&mut palette.finder),
            Popup::Form(form) => form.finder(),
            _ => None,
        }
    }

    /// The record that was found under the cursor.
    fn hit(&self) -> Option<&Hit> {
        match self {
            Popup::Search(search) => search.selected(),
            Popup::Palette(palette) => palette.hit(),
            _ => None,
        }
    }

    /// Under the cursor is what can be run without an answer: a command, a choice, a day.
    fn is_command(&self) -> bool {
        matches!(self, Popup::Palette(palette) if palette.is_command())
    }
}

impl App {
    pub(super) fn open_search(&mut self) {
        self.over.push(Popup::Search(Box::new(Search::new(self.look()))));
    }

    /// In the search or the palette.
    pub(super) fn act_in_finder(&mut self, action: Action) -> Vec<Effect> {
        let Some(popup) = self.over.last_mut() else {
            return Vec::new();
        };
        let is_command = popup.is_command();
        let Some(finder) = popup.finder() else {
            return Vec::new();
        };
        finder.opens = false;
        match action {
            Action::Back => return self.close_finder(),
            Action::Reload => finder.is_stale = true,
            // What stands below was found by other words: the answer is on its way, or asked for again.
            Action::Open if finder.is_behind() && !is_command => {
                finder.opens = true;
                finder.is_stale |= finder.failed;
            }
            Action::Open => return self.open_found(),
            moves => way(moves).into_iter().for_each(|way| match popup {
                Popup::Search(search) => search.go(way),
                Popup::Palette(palette) => palette.go(way),
                _ => {}
            }),
        }
        Vec::new()
    }

    /// A key that is no command there: typed, or for the field's cursor.
    pub(super) fn finder_key(&mut self, key: Key) {
        if let Some(finder) = self.over.last_mut().and_then(Popup::finder) {
            finder.type_in(|field| field.key(key));
        }
        self.fill_palette();
    }

    pub(super) fn finder_paste(&mut self, pasted: &str) {
        let finder = self.over.last_mut().and_then(Popup::finder);
        if finder.is_some_and(|finder| !finder.type_in(|field| field.paste(pasted))) {
            self.warn(self.setup.lang.words_too_long(LONGEST));
        }
        self.fill_palette();
    }

    /// Closes search or palette; what it still looks for is given up.
    pub(super) fn close_finder(&mut self) -> Vec<Effect> {
        let mut closed = self.over.pop();
        let finder = closed.as_mut().and_then(Popup::finder);
        let gives_up = finder.is_some_and(|finder| finder.awaited.is_some());
        self.searched += u64::from(gives_up);
        gives_up.then(|| Effect::Search(SearchId(self.searched), String::new())).into_iter().collect()
    }

    /// The search to send after a message: the words changed, the data did, or another search was
    /// sent before this one was answered, which gave it up.
    pub(super) fn next_search(&mut self) -> Option<Effect> {
        let finder = self.over.last_mut()?.finder()?;
        let given_up = finder.awaited.as_ref().is_some_and(|awaited| awaited.id.0 != self.searched);
        if !finder.is_stale && !given_up {
            return None;
        }
        self.searched += 1;
        let effect = finder.ask(SearchId(self.searched));
        if let Some(Popup::Search(search)) = self.over.last_mut()
            && search.finder.typed().is_empty()
        {
            search.clear();
        }
        effect
    }

    /// Records that were found are to be looked for again, for the data changed.
    pub(super) fn search_again(&mut self) {
        for finder in self.over.iter_mut().filter_map(Popup::finder) {
            finder.is_stale |= !finder.typed().is_empty();
        }
    }

    /// An answer for the search or the palette; a late one is dropped.
    pub(super) fn found(&mut self, id: SearchId, among: Among, found: Result<Found, Error>) -> Vec<Effect> {
        self.dirty = true;
        let awaits = |popup: &mut Popup| popup.finder().is_some_and(|finder| finder.waits_for(id));
        let Some(at) = self.over.iter_mut().position(awaits) else {
            return Vec::new();
        };
        match (&mut self.over[at], found) {
            (popup, Err(error)) => {
                popup.finder().into_iter().for_each(Finder::fail);
                self.warn(self.read_trouble(&error));
            }
            (Popup::Search(search), Ok(found)) => search.take(among, found),
            (Popup::Palette(palette), Ok(found)) => {
                palette.finder.take(among, found);
                self.fill_palette();
            }
            (popup, Ok(found)) => drop(popup.finder().map(|finder| finder.take(among, found))),
        }
        let is_last = at + 1 == self.over.len();
        let popup = &mut self.over[at];
        let has_hit = popup.hit().is_some();
        let Some(finder) = popup.finder() else {
            return Vec::new();
        };
        let opens = finder.opens && has_hit;
        finder.opens &= finder.awaited.is_some() && !opens;
        if opens && is_last { self.open_found() } else { Vec::new() }
    }

    /// Opens or runs what the cursor is on.
    fn open_found(&mut self) -> Vec<Effect> {
        match self.over.last() {
            Some(Popup::Palette(_)) => return self.run_from_palette(),
            Some(Popup::Search(search)) => {
                let found = search.selected().map(|hit| Detail::found(hit, search.finder.query.clone()));
                found.into_iter().for_each(|detail| self.open_detail(detail));
            }
            _ => {}
        }
        Vec::new()
    }
}
