//! The end of a letter: signature and Nơi nhận.
//!
//! Border: the block under the text (Decree 30/2020/NĐ-CP, article 8.2 h–i); orders in the last
//! paragraphs are for [`super::tasks`].

use super::case;
use super::columns::LONGEST;
use super::header::{Found, trim};
use super::kinds;
use super::lines::{Line, Piece};
use super::source::Source;
use super::token::{Kind, Token, any_at, find_phrase, join};
use super::words::{BODIES, DEGREES, POSTS, SIGNING_FORMS, SURNAMES};

#[derive(Debug, Default)]
pub(super) struct Closing {
    pub signer: Option<Found>,
    /// The name stands where names stand, in the letters of names, and is the only one.
    pub is_signer_plain: bool,
    pub signer_title: Option<Found>,
    pub recipients: Vec<Found>,
    pub has_recipients: bool,
}

fn post_at(tokens: &[Token], at: usize) -> Option<usize> {
    POSTS.at(tokens, at)
}

fn is_caps(source: &Source, tokens: &[Token]) -> bool {
    let text = |t: &Token| source.slice(t.from, t.to).chars().any(char::is_lowercase);
    tokens.iter().any(Token::is_word) && !tokens.iter().any(text)
}

/// A line of the signature block: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Q. GIÁM ĐỐC".
fn is_signing(source: &Source, tokens: &[Token]) -> bool {
    let form = SIGNING_FORMS.at(tokens, 0).is_some();
    let acting = any_at(tokens, 0, &["q .", "quyền"]).and_then(|i| post_at(tokens, i)).is_some();
    let post = post_at(tokens, 0).is_some_and(|end| tokens[end..].iter().all(|t| !t.is_word()));
    (form || acting || post) && is_caps(source, tokens)
}

/// A post with words of its own behind it, "PHÓ CHÁNH VĂN PHÒNG THƯỜNG TRỰC", or in small letters.
fn is_post(source: &Source, tokens: &[Token]) -> bool {
    let from = SIGNING_FORMS.at(tokens, 0).unwrap_or(0);
    let Some(end) = post_at(tokens, from) else { return false };
    let whole = tokens[end..].iter().all(|t| !t.is_word());
    tokens.len() <= end + 8 && is_caps(source, tokens) || whole && tokens[0].capital
}

/// "Nơi nhận:", or its first item where those words were lost: "- Như trên;".
fn is_list_head(tokens: &[Token]) -> bool {
    let first = ["- như trên", "- như kính gửi", "- như điều"];
    any_at(tokens, 0, &first).is_some() && tokens.len() <= 8
        || any_at(tokens, 0, &["nơi nhận"]).is_some_and(|end| tokens.len() <= 4 || tokens[end].is(":"))
}

/// The pieces of a line, cut where a conversion put the lines of the signature on one: before KT.,
/// before each post in capitals and before the name.
fn pieces(source: &Source, line: &Line) -> Vec<Piece> {
    line.pieces(source).into_iter().flat_map(|piece| cut(source, piece)).collect()
}

fn cut(source: &Source, piece: Piece) -> Vec<Piece> {
    let tokens = &piece.tokens;
    if tokens.len() > LONGEST {
        return vec![piece];
    }
    let mut cuts = vec![0];
    let (mut i, mut posted) = (0, false);
    while i < tokens.len() {
        let form = SIGNING_FORMS.at(tokens, i).filter(|&end| is_caps(source, &tokens[i..end]));
        // "KT. CHỦ TỊCH" is one line, "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" are two; "BỘ TRƯỞNG, CHỦ NHIỆM" is one.
        let acting = any_at(tokens, i, &["q .", "quyền"]).unwrap_or(i);
        let post = post_at(tokens, acting).filter(|&end| is_caps(source, &tokens[i..end]));
        let begins = |i: usize| i == 0 || !tokens[i - 1].is(",") && !tokens[i - 1].is("-");
        if let Some(end) = form.filter(|&end| tokens.get(end).is_some_and(|t| t.capital)) {
            cuts.push(i);
            let stood_for = post_at(tokens, end).filter(|&post| is_caps(source, &tokens[end..post]));
            i = stood_for.unwrap_or(end);
            posted = true;
        } else if let Some(end) = post.filter(|_| begins(i)) {
            cuts.push(i);
            (i, posted) = (end, true);
        } else {
            let lone = tokens[i].key.chars().count() == 1;
            let small = tokens[i].capital && (lone || !is_caps(source, &tokens[i..=i]));
            if posted && small && is_name(source, &tokens[i..]) {
                cuts.push(i);
                break;
            }
            i += 1;
        }
    }
    cuts.dedup();
    cuts.push(tokens.len());
    let parts = cuts.windows(2).filter(|ends| ends[0] < ends[1]).map(|ends| &tokens[ends[0]..ends[1]]);
    parts
        .map(|part| {
            let (from, to) = (part[0].from, part[part.len() - 1].to);
            Piece { from, to, tokens: part.to_vec(), ..piece }
        })
        .collect()
}

/// The first line at or behind `from` that belongs to the end of the letter.
pub(super) fn start(source: &Source, lines: &[Line], from: usize) -> usize {
    let is_end = |i: usize| {
        let line = &lines[i];
        let first = line.tokens();
        if is_list_head(first)
            || SIGNING_FORMS.at(first, 0).is_some() && is_caps(source, &first[..2.min(first.len())])
        {
            return true;
        }
        // A full line of text is no part of the block.
        let text = source.slice(line.from, line.to);
        if line.to - line.from > 120 && !text.contains("   ") && !text.contains('\t') {
            return false;
        }
        let pieces = pieces(source, line);
        let whole = line.pieces(source).last().is_some_and(|p| is_signing(source, &p.tokens));
        pieces.iter().any(|p| is_list_head(&p.tokens))
            || whole && !decides(source, lines, i)
            || pieces.iter().any(|p| is_post(source, &p.tokens)) && is_signed(source, lines, i)
    };
    (from..lines.len()).find(|&i| is_end(i)).unwrap_or(lines.len())
}

/// The line names who decides, above the bases of a decision.
fn decides(source: &Source, lines: &[Line], at: usize) -> bool {
    let below = lines[at + 1..].iter().take(4);
    below.map(Line::tokens).any(|tokens| {
        any_at(tokens, 0, &["căn cứ"]).is_some()
            || kinds::heading(tokens).is_some() && is_caps(source, tokens)
    })
}

/// A name stands a few lines below, and nothing that is a text between.
fn is_signed(source: &Source, lines: &[Line], at: usize) -> bool {
    let column = |line: &Line| pieces(source, line).last().is_some_and(|p| is_name(source, &p.tokens));
    let near = lines[at..].iter().take(9).take_while(|line| line.to - line.from <= 160);
    !decides(source, lines, at) && near.clone().any(column)
}

/// Reads the block `from..to`.
pub(super) fn read(source: &Source, lines: &[Line], from: usize, to: usize) -> Closing {
    let mut closing = Closing { is_signer_plain: true, ..Closing::default() };
    let mut in_list = false;
    let mut posts: Vec<Piece> = Vec::new();
    let mut name: Option<Piece> = None;
    let block = &lines[from.min(to)..to];
    let last_bullet = block.iter().rev().find(|line| is_bullet(line.tokens())).map_or(0, |line| line.row);
    for line in block {
        for mut piece in pieces(source, line) {
            if is_list_head(&piece.tokens) {
                (in_list, closing.has_recipients) = (true, true);
                let words = any_at(&piece.tokens, 0, &["nơi nhận :", "nơi nhận"]).unwrap_or_default();
                piece.tokens.drain(..words);
                if piece.tokens.iter().any(Token::is_word) {
                    closing.add_recipient(source, &piece);
                }
                continue;
            }
            let tokens = &piece.tokens;
            let beside = name.as_ref().is_some_and(|n| n.row == piece.row);
            let open = name.is_none() || beside;
            let post = is_signing(source, tokens) || open && is_post(source, tokens) && !is_bullet(tokens);
            // In a table the cells above tell the column, not the blanks.
            let barred = source.slice(line.raw.0, line.raw.1).contains('|');
            let in_column = barred || posts.last().is_none_or(|post| piece.column + 15 >= post.column);
            if post && (name.is_none() || posts.is_empty()) {
                in_list = in_list && line.column < 30 && line.row < last_bullet;
                posts.push(piece);
            } else if !posts.is_empty() && open && in_column && is_name(source, tokens) {
                closing.is_signer_plain &= name.is_none();
                name = Some(piece);
            } else if !posts.is_empty() && name.is_none() && in_column && is_caps_name(source, &posts, tokens)
            {
                closing.is_signer_plain = false;
                name = Some(piece);
            } else if name.is_none() && piece.is_caps(source) && post_goes_on(&posts, &piece) {
                if let Some(last) = posts.last_mut() {
                    last.tokens.extend(piece.tokens);
                }
            } else if let Some(name) = name.as_mut().filter(|n| !in_list && name_goes_on(source, n, &piece)) {
                name.tokens.extend(piece.tokens);
                name.to = piece.to;
            } else if in_list {
                closing.add_recipient(source, &piece);
            }
        }
    }
    closing.signer = name.and_then(|piece| signer(source, &piece.tokens));
    closing.signer_title = posts.last().and_then(|piece| title(source, piece));
    closing
}

fn is_bullet(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|t| matches!(t.key.as_str(), "-" | "+" | "•"))
}

/// The last word of a name that a narrow cell broke off.
fn name_goes_on(source: &Source, name: &Piece, piece: &Piece) -> bool {
    // Not counted further, for a long text may follow.
    source.slice(name.to, piece.from).matches('\n').take(2).count() == 1
        && piece.tokens.len() <= 2
        && piece.tokens.iter().all(|t| t.is_word() && t.capital)
        && !piece.is_caps(source)
}

/// A second line of one post: "PHÓ TRƯỞNG BAN / THƯỜNG TRỰC".
fn post_goes_on(posts: &[Piece], piece: &Piece) -> bool {
    posts.last().is_some_and(|last| last.row + 1 == piece.row)
        && piece.tokens.iter().all(Token::is_word)
        && piece.tokens.len() <= 6
}

/// The post signed in: the last line of the block, without KT./TL./TM. but with Q.
fn title(source: &Source, piece: &Piece) -> Option<Found> {
    let from = SIGNING_FORMS.at(&piece.tokens, 0).unwrap_or(0);
    let words = trim(&piece.tokens[from..]);
    let mut found = Found::new(source, words)?;
    let acting = any_at(words, 0, &["q .", "quyền"]);
    let words = &words[acting.unwrap_or(0)..];
    // "BỘ TRƯỞNG, CHỦ NHIỆM": two posts; "GIÁM ĐỐC SỞ NỘI VỤ": the post, then the body it is a post of.
    let posts = words.split_inclusive(|t| t.is(",")).map(|words| {
        let (head, body) = words.split_at(post_at(words, 0).unwrap_or(words.len()));
        let parts = [case::post(&join(source, head)), case::sentence(&join(source, body))];
        let mut title = String::new();
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let space = if title.is_empty() || part.starts_with(',') { "" } else { " " };
            title = title + space + part;
        }
        title
    });
    let title = posts.collect::<Vec<_>>().join(" ");
    found.text = if acting.is_some() { format!("Q. {title}") } else { title };
    Some(found)
}

/// The words of a name without degree, rank, "(đã ký)" and marks.
fn name_words(tokens: &[Token]) -> &[Token] {
    let signed = any_at(tokens, 0, &["( đã ký )", "đã ký :", "đã ký", "( ký )"]).unwrap_or(0);
    let mut words = &tokens[signed..];
    while let Some(end) = DEGREES.at(words, 0).filter(|&end| end < words.len()) {
        words = &words[end..];
        let marks = words.iter().take_while(|t| t.kind == Kind::Mark).count();
        words = &words[marks..];
    }
    let end =
        words.iter().position(|t| t.is("(") || t.is("./.") || t.is(".") || t.is("[")).unwrap_or(words.len());
    &words[..end]
}

/// Two to seven words, each with a capital and small letters: "Nguyễn Thị Mỹ Duyên", "Siu H'Nghĩa".
fn is_name(source: &Source, tokens: &[Token]) -> bool {
    let words = name_words(tokens);
    let joined = |i: usize| i > 0 && (words[i - 1].is("'") || words[i - 1].is("-"));
    let is_part = |(i, t): (usize, &Token)| {
        let word = source.slice(t.from, t.to);
        let named = t.capital && (word.chars().count() == 1 || word.chars().any(char::is_lowercase));
        t.is_word() && (named || joined(i)) || (t.is("'") || t.is("-")) && i > 0
    };
    let count = words.iter().filter(|t| t.is_word()).count();
    let body = BODIES.at(words, 0).is_some_and(|end| end > 1 || !SURNAMES.holds(&words[0]))
        || post_at(words, 0).is_some();
    let country = find_phrase(words, 0, "việt nam").is_some();
    (2..=7).contains(&count) && !body && !country && words.iter().enumerate().all(is_part)
}

/// "NGUYỄN VĂN AN", below its post with room for the signature.
fn is_caps_name(source: &Source, posts: &[Piece], tokens: &[Token]) -> bool {
    let words = name_words(tokens);
    let apart = posts.last().is_some_and(|last| last.tokens[0].from < tokens[0].from)
        && words.first().is_some_and(|t| SURNAMES.holds(t))
        && BODIES.at(words, 0).is_none();
    apart && (2..=5).contains(&words.len()) && words.iter().all(Token::is_word) && is_caps(source, words)
}

fn signer(source: &Source, tokens: &[Token]) -> Option<Found> {
    let mut found = Found::new(source, name_words(tokens))?;
    if !found.text.chars().any(char::is_lowercase) {
        let low = found.text.to_lowercase();
        found.text = low.split(' ').map(case::upper_first).collect::<Vec<_>>().join(" ");
    }
    Some(found)
}

impl Closing {
    fn add_recipient(&mut self, source: &Source, piece: &Piece) {
        let bullet = is_bullet(&piece.tokens);
        let Some(found) = Found::new(source, trim(&piece.tokens)) else { return };
        match self.recipients.last_mut().filter(|_| !bullet) {
            Some(last) => {
                last.text.push(' ');
                last.text.push_str(&found.text);
                last.to = found.to;
            }
            None => self.recipients.push(found),
        }
    }
}
