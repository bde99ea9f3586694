//! The end of a letter: signature and Nơi nhận.
//!
//! Border: the block under the text (Decree 30/2020/NĐ-CP, article 8.2 h–i); orders in the last
//! paragraphs are for [`super::tasks`].

use super::case;
use super::header::{Found, trim};
use super::lines::{Line, Piece};
use super::source::Source;
use super::token::{Token, any_at, join};
use super::words::{DEGREES, POSTS, SIGNING_FORMS};

#[derive(Debug, Default)]
pub(super) struct Closing {
    pub signer: Option<Found>,
    pub signer_title: Option<Found>,
    pub recipients: Vec<Found>,
    pub has_recipients: bool,
}

fn post_at(tokens: &[Token], at: usize) -> Option<usize> {
    POSTS.at(tokens, at)
}

/// A line of the signature block: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Q. GIÁM ĐỐC".
fn is_signing(source: &Source, piece: &Piece) -> bool {
    let tokens = &piece.tokens;
    let form = SIGNING_FORMS.at(tokens, 0).is_some();
    let acting = any_at(tokens, 0, &["q .", "quyền"]).and_then(|i| post_at(tokens, i)).is_some();
    let post = post_at(tokens, 0).is_some_and(|end| tokens[end..].iter().all(|t| !t.is_word()));
    (form || acting || post) && piece.is_caps(source)
}

/// The first line at or behind `from` that belongs to the end of the letter.
pub(super) fn start(source: &Source, lines: &[Line], from: usize) -> usize {
    let is_end = |line: &Line| {
        // A full line of text is no part of the block.
        let text = source.slice(line.from, line.to);
        if line.to - line.from > 120 && !text.contains("   ") && !text.contains('\t') {
            return false;
        }
        let pieces = line.pieces(source);
        pieces.iter().any(|p| p.starts("nơi nhận") && p.tokens.len() <= 4)
            || pieces.last().is_some_and(|p| is_signing(source, p))
    };
    lines.iter().skip(from).position(is_end).map_or(lines.len(), |at| from + at)
}

/// Reads the block `from..to`.
pub(super) fn read(source: &Source, lines: &[Line], from: usize, to: usize) -> Closing {
    let mut closing = Closing::default();
    let mut in_list = false;
    let mut posts: Vec<Piece> = Vec::new();
    let mut signing = false;
    for line in &lines[from.min(to)..to] {
        for piece in line.pieces(source) {
            if piece.starts("nơi nhận") && piece.tokens.len() <= 4 {
                (in_list, closing.has_recipients) = (true, true);
            } else if is_signing(source, &piece)
                || signing && closing.signer.is_none() && is_post(source, &piece)
            {
                posts.push(piece);
                signing = true;
                in_list = in_list
                    && line.column < 30
                    && lines[from..to].iter().any(|l| l.row > line.row && begins_item(l));
            } else if signing && closing.signer.is_none() && is_name(source, &piece) {
                closing.signer = Found::new(source, &piece.tokens);
            } else if signing
                && closing.signer.is_none()
                && piece.is_caps(source)
                && post_goes_on(&posts, &piece)
            {
                if let Some(last) = posts.last_mut() {
                    last.tokens.extend(piece.tokens);
                }
            } else if !in_list && name_goes_on(source, closing.signer.as_ref(), &piece) {
                if let Some(signer) = &mut closing.signer {
                    signer.text.push(' ');
                    signer.text.push_str(&join(source, &piece.tokens));
                    signer.to = piece.to;
                }
            } else if in_list {
                closing.add_recipient(source, &piece);
            }
        }
    }
    closing.signer_title = posts.last().and_then(|piece| title(source, piece));
    closing
}

fn begins_item(line: &Line) -> bool {
    line.tokens().first().is_some_and(|t| t.is("-"))
}

/// A post with words of its own behind it: "PHÓ CHÁNH VĂN PHÒNG THƯỜNG TRỰC".
fn is_post(source: &Source, piece: &Piece) -> bool {
    post_at(&piece.tokens, 0).is_some_and(|end| piece.tokens.len() <= end + 6) && piece.is_caps(source)
}

/// The last word of a name that a narrow cell broke off.
fn name_goes_on(source: &Source, signer: Option<&Found>, piece: &Piece) -> bool {
    // Not counted further, for a long text may follow.
    let breaks = |s: &Found| source.slice(s.to, piece.from).matches('\n').take(2).count();
    let directly = signer.is_some_and(|s| breaks(s) == 1);
    directly
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
    // "GIÁM ĐỐC SỞ NỘI VỤ": the post, then the body it is a post of.
    let (head, body) = words.split_at(post_at(words, 0).unwrap_or(words.len()));
    let parts = [case::post(&join(source, head)), case::sentence(&join(source, body))];
    let title = parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    found.text = if acting.is_some() { format!("Q. {title}") } else { title };
    Some(found)
}

/// Two to six words, each with a capital and small letters: "Nguyễn Thị Mỹ Duyên".
fn is_name(source: &Source, piece: &Piece) -> bool {
    let from = DEGREES.at(&piece.tokens, 0).unwrap_or(0);
    let words = &piece.tokens[from..];
    let is_part = |t: &Token| {
        let word = source.slice(t.from, t.to);
        t.is_word() && t.capital && (word.chars().count() == 1 || word.chars().any(char::is_lowercase))
    };
    (2..=6).contains(&words.len()) && words.iter().all(is_part)
}

impl Closing {
    fn add_recipient(&mut self, source: &Source, piece: &Piece) {
        let bullet = piece.tokens.first().is_some_and(|t| matches!(t.key.as_str(), "-" | "+" | "•"));
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
