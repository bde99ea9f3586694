//! What was meant by what came: the traffic of Vietnamese input methods told apart from keys.
//!
//! Pure, like [`Decoder`], whose third stage this is. In a list a key is traced back where it is
//! certain, and all else that an input method sends does nothing; in a field every letter counts.
//! The letters themselves are compared in `text::typing`.

use std::collections::VecDeque;
use std::time::Duration;

use crate::app::key::Key;
use crate::text::typing::{self, FILLERS, Typing};

use super::decoder::{Decoder, Input, What};

/// A paste right after Backspaces with no more letters than this is a word that an input method
/// sends through the clipboard.
const WORD_LIMIT: usize = 8;

/// What has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Keys are commands.
    List,
    /// Letters are text.
    Text,
}

/// One thing that a person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    Key(Key),
    /// A key that was traced back, or came in one burst with Backspaces, composed letters, a paste or
    /// part of a sequence. It may move and open, and must change nothing.
    Unsure(Key),
    /// Lines end in `'\n'`; cleaned of nothing.
    Paste(String),
    /// An input method sent what is no key here.
    InputMethod,
}

pub struct Ime {
    decoder: Decoder,
    typing: Typing,
    /// Whether a key may change data, wherever it is pressed.
    changes: fn(Key) -> bool,
    at: Duration,
    /// Read, but not looked at yet.
    queue: VecDeque<Input>,
    meant: VecDeque<Meant>,
    burst: Burst,
    /// The last burst that held a byte of a letter beyond ASCII.
    foreign: Option<u64>,
    /// The word before the input method's cursor, code point by code point as it came.
    seen: String,
    /// Backspaces at the end of the burst before, whose text may have been delayed on its way.
    owed: usize,
    /// OpenKey's fillers that no Backspace has taken back yet.
    fillers: usize,
}

/// What is known of the burst under way.
#[derive(Debug, Default)]
struct Burst {
    number: u64,
    /// Something came in it already.
    begun: bool,
    /// Its keys may be an input method's, or pasted.
    is_mixed: bool,
    /// An input method takes letters back in it.
    rewrites: bool,
    after_backspace: bool,
    /// In a list, until the burst shows what it is.
    held: Vec<What>,
    /// The Enter, Tab or F key that leaves a field, and the keys behind it. Its last word may come behind.
    commit: Vec<Key>,
}

impl Ime {
    /// `changes` tells the keys that may change data, wherever they are pressed.
    pub fn new(typing: Typing, changes: fn(Key) -> bool) -> Self {
        Self {
            decoder: Decoder::default(),
            typing,
            changes,
            at: Duration::ZERO,
            queue: VecDeque::new(),
            meant: VecDeque::new(),
            burst: Burst::default(),
            foreign: None,
            seen: String::new(),
            owed: 0,
            fillers: 0,
        }
    }

    /// Takes the bytes of one read; none give up what has waited long enough. `at` never runs
    /// backwards. What was meant is then asked for with [`Ime::next`].
    pub fn feed(&mut self, at: Duration, place: Place, bytes: &[u8]) {
        self.at = at;
        self.burst.is_mixed |= self.foreign == Some(self.burst.number);
        self.decoder.into_field = place == Place::Text;
        self.queue.extend(self.decoder.feed(at, bytes));
        if bytes.iter().any(|byte| *byte >= 0x80) {
            self.foreign = Some(self.decoder.burst());
        }
    }

    /// When an empty [`Ime::feed`] has something to hand over if no byte comes before.
    pub fn deadline(&self) -> Option<Duration> {
        let burst = self.decoder.burst_end().filter(|_| self.waits() && !self.decoder.is_unfinished());
        self.decoder.deadline().into_iter().chain(burst).min()
    }

    /// The next thing meant. `place` is what has the keys after all that was meant before.
    pub fn next(&mut self, place: Place) -> Option<Meant> {
        while self.meant.is_empty() {
            match self.queue.pop_front() {
                Some(input) => {
                    if input.burst != self.burst.number {
                        self.finish();
                        self.burst = Burst { number: input.burst, ..Burst::default() };
                    }
                    self.take(place, input.what);
                }
                None if self.waits() && self.is_over() => self.finish(),
                None => break,
            }
        }
        self.meant.pop_front()
    }

    fn waits(&self) -> bool {
        !self.burst.held.is_empty() || !self.burst.commit.is_empty()
    }

    fn is_over(&self) -> bool {
        let is_silent = self.decoder.burst_end().is_some_and(|end| end <= self.at);
        is_silent && !self.decoder.is_unfinished() || self.decoder.burst() != self.burst.number
    }

    fn take(&mut self, place: Place, what: What) {
        // What began in a list stays a list's until it is sorted out.
        match place {
            Place::Text if self.burst.held.is_empty() => self.take_in_field(what),
            _ => self.take_in_list(what),
        }
        self.burst.begun = true;
    }

    fn key(&mut self, key: Key) {
        let is_mixed = self.burst.is_mixed || self.foreign == Some(self.burst.number);
        self.meant.push_back(if is_mixed { Meant::Unsure(key) } else { Meant::Key(key) });
    }

    // --- in a field

    fn take_in_field(&mut self, what: What) {
        self.forget_word();
        self.burst.is_mixed |= self.is_cut(&what);
        let after_backspace = std::mem::replace(&mut self.burst.after_backspace, false);
        match what {
            What::Key(key @ (Key::Char(_) | Key::Backspace)) => {
                // Letters of ASCII alone say nothing against the key behind them.
                self.burst.is_mixed |= !matches!(key, Key::Char(c) if c.is_ascii());
                self.burst.after_backspace = key == Key::Backspace;
                self.burst.rewrites |= key == Key::Backspace || is_filler(key);
                self.meant.push_back(Meant::Key(key));
            }
            What::Paste(text) => {
                self.burst.is_mixed = true;
                if (after_backspace || self.burst.rewrites) && !text.contains('\n') {
                    self.meant.extend(letters(&text).map(Key::Char).map(Meant::Key));
                    return;
                }
                // An Enter right ahead of pasted text is a line break of it.
                let ahead = match self.burst.commit[..] {
                    [Key::Enter] => "\n",
                    [Key::Tab] => "\t",
                    _ => "",
                };
                if !ahead.is_empty() {
                    self.burst.commit.clear();
                }
                self.meant.push_back(Meant::Paste(ahead.to_owned() + &text));
            }
            What::Key(key) if leaves_field(key) || !self.burst.commit.is_empty() => {
                // A Tab that is held down walks on: a last word comes behind the first.
                if key == Key::Tab && self.burst.commit == [Key::Tab] {
                    self.commit();
                }
                self.burst.commit.push(key);
            }
            What::Key(key) => self.key(key),
            What::Unknown => self.burst.is_mixed = true,
        }
    }

    fn commit(&mut self) {
        std::mem::take(&mut self.burst.commit).into_iter().for_each(|key| self.key(key));
    }

    /// An Esc among other things is a sequence that was cut, and so may Alt be.
    fn is_cut(&self, what: &What) -> bool {
        match what {
            What::Key(Key::Esc) => self.burst.begun,
            What::Key(Key::Alt(_)) => true,
            _ => false,
        }
    }

    // --- in a list

    fn take_in_list(&mut self, what: What) {
        let in_word = matches!(&what, What::Key(Key::Char(c)) if typing::is_of_word(*c));
        let composed = match &what {
            What::Key(Key::Char(c)) => !c.is_ascii(),
            What::Key(key) => *key == Key::Backspace,
            What::Paste(_) | What::Unknown => false,
        };
        self.burst.is_mixed |= match &what {
            What::Key(_) if self.is_cut(&what) => true,
            What::Key(_) => composed || in_word && self.owed > 0,
            What::Paste(_) | What::Unknown => true,
        };
        let waits = composed || matches!(what, What::Key(key) if self.waits_for_more(key));
        if waits || !self.burst.held.is_empty() {
            self.burst.held.push(what);
        } else {
            self.pass(what);
        }
    }

    /// A key that stands by itself goes at once if it changes nothing, or is a Space: an input method sends
    /// nothing that begins with one, and a mark is to be quick. Any other that changes data waits for what
    /// may come with it.
    fn waits_for_more(&self, key: Key) -> bool {
        let is_alone = !self.burst.begun && self.queue.is_empty() && !self.decoder.is_unfinished();
        let is_letter = matches!(key, Key::Char(c) if typing::is_of_word(c));
        let changes = (self.changes)(key);
        if is_alone {
            changes && key != Key::Char(' ') || is_letter && self.owed > 0
        } else {
            is_letter || changes
        }
    }

    /// What needs no tracing back.
    fn pass(&mut self, what: What) {
        match what {
            What::Key(key) => {
                self.key(key);
                match key {
                    Key::Char(c) if typing::is_of_word(c) => self.seen.push(c),
                    _ => self.forget_word(),
                }
            }
            What::Paste(text) => {
                self.meant.push_back(Meant::Paste(text));
                self.forget_word();
            }
            What::Unknown => {}
        }
    }

    fn forget_word(&mut self) {
        self.seen.clear();
        (self.owed, self.fillers) = (0, 0);
    }

    /// The burst is over.
    fn finish(&mut self) {
        let held = std::mem::take(&mut self.burst.held);
        self.burst.is_mixed |= !held.is_empty() && self.foreign == Some(self.burst.number);
        if self.burst.is_mixed {
            self.sort_out(held.into());
        } else {
            held.into_iter().for_each(|what| self.pass(what));
        }
        self.commit();
    }

    /// Walks through a burst that an input method had a part in: each turn takes Backspaces, the word
    /// that follows them, and the key that follows that.
    fn sort_out(&mut self, mut held: VecDeque<What>) {
        while !held.is_empty() {
            let told = std::mem::take(&mut self.owed);
            let mut taken_back = told;
            while let Some(what) = held.pop_front_if(|what| begins_rewrite(what)) {
                match (what, self.fillers) {
                    (What::Key(Key::Backspace), 0) => taken_back += 1,
                    (What::Key(Key::Backspace), _) => self.fillers -= 1,
                    _ => self.fillers += 1,
                }
            }
            let word = next_word(&mut held, taken_back > 0);
            let is_rewritten = held.front().is_some_and(begins_rewrite);
            match (taken_back, word.is_empty()) {
                (0, true) => {}
                (0, false) => self.untouched(&word),
                (_, true) => self.take_back(taken_back, told),
                (_, false) => self.rewrite(taken_back, &word, !is_rewritten && !held.is_empty()),
            }
            if !is_rewritten && let Some(what) = held.pop_front() {
                self.pass(what);
            }
        }
    }

    /// A word that came with nothing taken back before it. One with composed letters was committed
    /// late and as a whole, so that its keys may have been meant for another screen.
    fn untouched(&mut self, word: &str) {
        self.seen.push_str(word);
        match typing::key_of_lone(self.typing, word) {
            Some(c) => self.key(Key::Char(c)),
            None if word.is_ascii() => word.chars().for_each(|c| self.key(Key::Char(c))),
            None => self.meant.push_back(Meant::InputMethod),
        }
    }

    /// Backspaces and nothing behind them, `told` of which the burst before has had already.
    fn take_back(&mut self, n: usize, told: usize) {
        for _ in told..n {
            self.key(Key::Backspace);
        }
        // Text that the line holds up may still follow, as long as there is a word to rewrite.
        if n <= self.seen.chars().count() && typing::is_composable(&self.seen) {
            self.owed = n;
        } else {
            self.forget_word();
        }
    }

    /// The last `n` code points of the word before the cursor are replaced by `word`.
    fn rewrite(&mut self, n: usize, word: &str, ends: bool) {
        let before = std::mem::take(&mut self.seen);
        let kept = before.chars().count().checked_sub(n);
        self.seen = before.chars().take(kept.unwrap_or(0)).chain(word.chars()).collect();
        // What was no word goes back to its letters when the word ends: only the end was pressed.
        if ends && word.is_ascii() {
            return;
        }
        match kept.and_then(|_| typing::key_between(self.typing, &before, &self.seen, word)) {
            Some(c) => self.key(Key::Char(c)),
            None => self.meant.push_back(Meant::InputMethod),
        }
    }
}

fn leaves_field(key: Key) -> bool {
    matches!(key, Key::Enter | Key::Tab | Key::F(_))
}

fn is_filler(key: Key) -> bool {
    matches!(key, Key::Char(c) if FILLERS.contains(&c))
}

fn begins_rewrite(what: &What) -> bool {
    matches!(what, What::Key(key) if *key == Key::Backspace || is_filler(*key))
}

/// The letters at the front, with those that come as a paste right after Backspaces.
fn next_word(held: &mut VecDeque<What>, after_backspace: bool) -> String {
    let mut word = String::new();
    while let Some(what) = held.front() {
        match what {
            What::Key(Key::Char(c)) if typing::is_of_word(*c) => word.push(*c),
            What::Paste(text) if after_backspace && word.is_empty() && is_word(text) => {
                word.extend(letters(text));
            }
            _ => break,
        }
        held.pop_front();
    }
    word
}

fn is_word(text: &str) -> bool {
    text.chars().all(typing::is_of_word) && text.chars().filter(|c| c.is_alphanumeric()).count() <= WORD_LIMIT
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_control())
}

#[cfg(test)]
#[path = "ime_tests.rs"]
mod tests;
