//! Lines of a letter, with the columns of a two-column header or signature told apart.
//!
//! Border: geometry only. Page numbers and rules are taken out here; what a line means is the
//! business of the modules above.

use super::source::Source;
use super::token::{Token, push_tokens};

/// A stretch of a line: the whole of it, or one side of a two-column layout.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Line of the letter, counted with blank ones.
    pub row: usize,
    /// Characters before it on its line.
    pub column: usize,
    pub from: usize,
    pub to: usize,
    pub tokens: Vec<Token>,
}

impl Piece {
    pub fn starts(&self, key: &str) -> bool {
        super::token::phrase_at(&self.tokens, 0, key).is_some()
    }

    /// Has letters and none of them small.
    pub fn is_caps(&self, source: &Source) -> bool {
        let text = source.slice(self.from, self.to);
        text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Line {
    pub row: usize,
    pub column: usize,
    /// NFC bytes without surrounding blanks.
    pub from: usize,
    pub to: usize,
    /// A blank line, a rule or a page border stands above.
    pub blank_above: bool,
    /// NFC bytes of the whole line; leading tabs are empty cells of a table.
    pub raw: (usize, usize),
    tokens: Vec<Token>,
}

impl Line {
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The line cut at tabs and at gaps of three blanks, as columns of a plain text stand apart.
    pub fn pieces(&self, source: &Source) -> Vec<Piece> {
        let text = source.slice(self.from, self.to);
        let mut pieces = Vec::new();
        let (mut start, mut blanks, mut column) = (None, 0, self.column);
        let mut start_column = column;
        for (at, c) in text.char_indices().chain([(text.len(), '\t')]) {
            // A bar between blanks is the border of a cell; glued to a digit it is a scan's "1".
            let bar = c == '|' && is_bar(text, at);
            if c.is_whitespace() || bar {
                blanks += if c == '\t' || bar { 3 } else { 1 };
                if blanks >= 3
                    && let Some((from, to)) = start.take()
                {
                    push_piece(source, self.row, start_column, from, to, &mut pieces);
                }
            } else {
                if start.is_none() {
                    start_column = column;
                }
                let at = self.from + at;
                start = Some((start.map_or(at, |(from, _)| from), at + c.len_utf8()));
                blanks = 0;
            }
            column += 1;
        }
        close_blanks(source, &mut pieces);
        pieces
    }
}

fn is_bar(text: &str, at: usize) -> bool {
    let open = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || c == '*');
    let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
    open(text.get(..at).and_then(|before| before.chars().next_back())) && open(after)
}

/// A blank to be filled in is no border of columns: "Số:      /QĐ-UBND", "ngày     tháng 7".
fn close_blanks(source: &Source, pieces: &mut Vec<Piece>) {
    let mut i = 0;
    while i + 1 < pieces.len() {
        let (before, after) = (&pieces[i], &pieces[i + 1]);
        let number = before.starts("số") && before.tokens.len() <= 2;
        let open = before.tokens.last().is_some_and(|t| t.is("ngày") || t.is("tháng") || t.is("năm"));
        let goes_on = after.starts("tháng") || after.starts("năm");
        if number || open || goes_on && before.tokens.iter().any(|t| t.is("ngày")) {
            let (row, column, from, to) = (before.row, before.column, before.from, after.to);
            pieces.drain(i..=i + 1);
            let mut merged = Vec::new();
            push_piece(source, row, column, from, to, &mut merged);
            pieces.splice(i..i, merged);
        } else {
            i += 1;
        }
    }
}

fn push_piece(source: &Source, row: usize, column: usize, from: usize, to: usize, out: &mut Vec<Piece>) {
    let mut tokens = Vec::new();
    push_tokens(source, from, to, &mut tokens);
    // "___" and stray marks of a scan are no piece of text.
    if tokens.iter().any(|token| token.kind != super::token::Kind::Mark) {
        out.push(Piece { row, column, from, to, tokens });
    }
}

/// The lines that carry text; `numbers` keeps those that hold nothing but a number, page numbers
/// of a letter and row numbers of a table that lost its columns.
pub(super) fn lines(source: &Source, numbers: bool) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank = true;
    let mut at = 0;
    let raws = source.nfc.split(['\n', '\u{c}', '\u{2028}', '\u{2029}']).flat_map(unpack);
    for (row, (raw, breaks)) in raws.enumerate() {
        let from = at + (raw.len() - raw.trim_start().len());
        let text = raw.trim();
        let whole = (at, at + raw.len());
        let behind = || source.nfc.get(at + raw.len()..).and_then(|r| r.chars().next());
        at += raw.len() + if breaks { behind().map_or(0, char::len_utf8) } else { 0 };
        if !text.chars().any(char::is_alphanumeric) || !numbers && is_page_number(text) {
            blank = true;
            continue;
        }
        let column = raw.chars().take_while(|c| c.is_whitespace()).count();
        let to = from + text.len();
        let mut tokens = Vec::with_capacity(text.len() / 5);
        push_tokens(source, from, to, &mut tokens);
        lines.push(Line { row, column, from, to, blank_above: blank, raw: whole, tokens });
        blank = false;
    }
    drop_stamps(&mut lines);
    mend(source, &mut lines);
    lines
}

/// A page that a conversion made one line, cut before "Kính gửi", behind the addressees and before
/// "Nơi nhận"; each part says whether a line break follows it.
fn unpack(raw: &str) -> Vec<(&str, bool)> {
    let mut cuts = Vec::new();
    if let Some(at) = raw
        .find("Kính gửi")
        .filter(|&at| raw.get(..at).is_some_and(|head| head.len() > 60 && head.contains("Số")))
    {
        cuts.push(at);
        let sentence = raw.get(at..).unwrap_or_default().match_indices(". ").find(|(stop, _)| {
            let next = raw.get(at + stop + 2..).and_then(|rest| rest.chars().next());
            next.is_some_and(char::is_uppercase)
        });
        cuts.extend(sentence.map(|(stop, _)| at + stop + 2));
        cuts.extend(raw.find("Nơi nhận:").filter(|&end| cuts.last().is_some_and(|&last| end > last)));
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for to in cuts {
        parts.push((raw.get(from..to).unwrap_or_default(), false));
        from = to;
    }
    parts.push((raw.get(from..).unwrap_or_default(), true));
    parts
}

/// What the stamp of a digital signature says (Decree 30/2020/NĐ-CP, appendix I) is neither date nor
/// signer: "Người ký: …", "Email: …", "Cơ quan: …", "Thời gian ký: …".
fn drop_stamps(lines: &mut Vec<Line>) {
    const SAYS: [&str; 13] = [
        "người ký :",
        "ký bởi",
        "ký số bởi",
        "được ký bởi",
        "ký điện tử bởi",
        "chữ ký số",
        "signed by",
        "digitally signed",
        "signature not verified",
        "thời gian ký :",
        "ngày ký :",
        "giờ ký :",
        "signing time",
    ];
    const MORE: [&str; 8] = [
        "email :",
        "cơ quan :",
        "e - mail :",
        "thời gian :",
        "chức vụ :",
        "reason :",
        "location :",
        "date :",
    ];
    let says = |line: &Line| super::token::any_at(&line.tokens, 0, &SAYS).is_some();
    let more = |line: &Line| says(line) || super::token::any_at(&line.tokens, 0, &MORE).is_some();
    let mut kept = vec![true; lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let mut end = at;
        if says(&lines[at]) {
            // A value may run over; what is between two lines of the stamp is part of it.
            let next = |from: usize| (from + 1..lines.len().min(from + 3)).find(|&i| more(&lines[i]));
            end = std::iter::successors(Some(at), |&from| next(from)).last().unwrap_or(at);
            kept[at..=end].fill(false);
            if let Some(below) = lines.get_mut(end + 1) {
                below.blank_above = true;
            }
        }
        at = end + 1;
    }
    let mut kept = kept.into_iter();
    lines.retain(|_| kept.next().unwrap_or(true));
}

/// How far down the narrow cells of a header reach.
const HEADER: usize = 30;

/// Joins lines of the header that a narrow cell broke: "CỘNG HÒA XÃ / HỘI …", "Số: / 12/QĐ-UBND",
/// "Hà Nội, ngày / 21 tháng 11 năm 2025", "Kính / gửi:".
fn mend(source: &Source, lines: &mut Vec<Line>) {
    let mut i = 0;
    while i + 1 < lines.len().min(HEADER) {
        let (above, below) = (&lines[i], &lines[i + 1]);
        let joins = splits_date(above, below)
            || !below.blank_above
                && is_broken(source.slice(above.from, above.to), source.slice(below.from, below.to));
        if joins {
            let below = lines.remove(i + 1);
            lines[i].to = below.to;
            lines[i].row = below.row;
            lines[i].raw.1 = below.raw.1;
            lines[i].tokens.extend(below.tokens);
        } else {
            i += 1;
        }
    }
}

/// "Hà Nội, ngày", "tháng", "năm 2016" in cells of their own.
fn splits_date(above: &Line, below: &Line) -> bool {
    let named = |t: Option<&Token>, words: [&str; 2]| t.is_some_and(|t| words.iter().any(|w| t.is(w)));
    named(above.tokens.last(), ["ngày", "tháng"]) && named(below.tokens.first(), ["tháng", "năm"])
}

fn is_broken(above: &str, below: &str) -> bool {
    const WHOLE: [&str; 3] =
        ["cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc", "đảng cộng sản việt nam"];
    let plain = |text: &str| super::token::key(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let head = plain(above);
    if WHOLE.iter().any(|whole| *whole != head && whole.starts_with(&head) && head.chars().count() >= 4) {
        return true;
    }
    // "Số: 812/UBND-" above "NC".
    let open_symbol = head.starts_with("số") && head.contains('/') && head.ends_with('-');
    if open_symbol && below.chars().count() <= 12 && !below.chars().any(char::is_lowercase) {
        return true;
    }
    if matches!(head.as_str(), "số" | "số:" | "số :" | "kính") {
        return true;
    }
    let tail = plain(below);
    let has_year = |text: &str| text.contains("năm 2") || text.contains("năm 1");
    let short = head.chars().count() <= 45 && !head.contains("gửi");
    let opens = (head.ends_with(',') || head.contains(", ngày")) && !has_year(&head);
    // "Thành phố Hồ Chí / Minh, ngày 21 …": a place of several words.
    let place = head.chars().all(|c| c.is_alphabetic() || c == ' ') && above.chars().any(char::is_lowercase);
    let goes_on = tail.find(", ngày").is_some_and(|at| at <= 20) && head.chars().count() <= 22 && place;
    short
        && (opens
            && (tail.contains("tháng")
                || tail.starts_with("ngày")
                || tail.starts_with(|c: char| c.is_ascii_digit()))
            || goes_on)
}

/// "2", "- 2 -", "Trang 2/4".
fn is_page_number(text: &str) -> bool {
    // The name of the file that stands on every page of it: "5127_signed.pdf    3/3".
    let named = [".pdf ", ".doc ", ".docx "].iter().find_map(|end| text.split_once(end));
    let text = named.map_or(text, |(_, number)| number.trim());
    let bare = text.trim_matches(|c: char| {
        matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | '*') || c.is_whitespace()
    });
    let bare = bare.strip_prefix("Trang").or_else(|| bare.strip_prefix("trang")).unwrap_or(bare).trim();
    bare.len() <= 7
        && !bare.is_empty()
        && bare.chars().all(|c| c.is_ascii_digit() || c == '/')
        && bare.split('/').all(|part| (1..=3).contains(&part.len()))
}
