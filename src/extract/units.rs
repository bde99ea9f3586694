//! Names of offices in running text: where one begins, how far it reaches, lists of them, and who
//! leads and who supports in an order.
//!
//! Border: the printed name; mapping to the office's register of units is not done here.

mod names;
mod ordered;

use self::names::{behind_level, group_end, name_end, tail_end};
pub(super) use self::ordered::{Ordered, ordered};
use super::source::Source;
use super::token::{Token, any_at, join, phrase_at};
use super::words::{FIELD_NAMES, GROUPS, HEADS, TITLES};

/// A unit as printed, without the title of its head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unit {
    pub name: String,
    pub from: usize,
    pub to: usize,
    /// "Sở", "các đơn vị": the letter's own addressees are meant, not a body of that name.
    pub vague: bool,
}

/// A list of units beginning at `at`, and the index behind it.
pub(super) fn list_at(source: &Source, tokens: &[Token], at: usize) -> (Vec<Unit>, usize) {
    list(source, tokens, at, false)
}

/// The same behind a word that must be followed by a unit ("giao", "phối hợp với"), where a name
/// may begin with a small letter: "chỉ đạo cơ quan chuyên môn …".
pub(super) fn list_behind(source: &Source, tokens: &[Token], at: usize) -> (Vec<Unit>, usize) {
    list(source, tokens, at, true)
}

fn list(source: &Source, tokens: &[Token], at: usize, mut loose: bool) -> (Vec<Unit>, usize) {
    let mut units = Vec::new();
    let mut i = at;
    let mut end = at;
    while let Some((mut found, after)) = unit_at(source, tokens, i, loose) {
        units.append(&mut found);
        end = after;
        let separated = any_at(tokens, end, &[", và", "; và", ",", ";", "và", "cùng với", "cùng", "/"]);
        let Some(next) = separated.filter(|&next| begins_loosely(tokens, next)) else { break };
        (i, loose) = (next, true);
    }
    (units, end)
}

/// Whether a unit's name, with or without a title, begins at `at`.
pub(super) fn begins_unit(tokens: &[Token], at: usize) -> bool {
    let start = behind_titles(tokens, at);
    let plural = behind_plural(tokens, start);
    let inner = behind_titles(tokens, plural);
    if plural > start {
        return GROUPS.at(tokens, inner).is_some() || HEADS.at(tokens, inner).is_some();
    }
    // A single unit is a name; "ban hành", "báo cáo", "thông tin" begin with a small letter.
    let named = HEADS.at(tokens, start).is_some() && (tokens[start].capital || start > at);
    named && !is_plain_word(tokens, start) || lone_minister(tokens, at).is_some()
}

/// Also "chính quyền địa phương", "lực lượng Kiểm lâm", "cấp ủy, tổ chức đảng".
pub(super) fn begins_loosely(tokens: &[Token], at: usize) -> bool {
    begins_unit(tokens, at) || any_at(tokens, at, &LOW_HEADS).is_some()
}

#[rustfmt::skip]
const LOW_HEADS: [&str; 10] = [
    "chính quyền", "lực lượng", "cơ quan", "đơn vị", "phòng chuyên môn", "cấp ủy", "bộ phận",
    "tổ chức đảng", "chủ rừng", "chủ đầu tư",
];

/// "Bộ trưởng, Thủ trưởng cơ quan …" names the ministries by their heads.
fn lone_minister(tokens: &[Token], at: usize) -> Option<usize> {
    let end = phrase_at(tokens, at, "bộ trưởng")?;
    tokens.get(end).is_some_and(|t| t.is(",") || t.is(";")).then_some(end)
}

/// "Báo cáo", "Ban hành", "Tổ chức", "Hội nghị", "Phòng ngừa", "Trường hợp": capital only because
/// they begin a sentence.
fn is_plain_word(tokens: &[Token], at: usize) -> bool {
    #[rustfmt::skip]
    const PLAIN: [&str; 22] = [
        "báo cáo", "ban hành", "tổ chức", "hội nghị", "phòng ngừa", "phòng , chống", "phòng chống",
        "trường hợp", "bộ máy", "hội đàm", "thông báo", "đoàn kết", "quỹ đất", "đơn giá", "bảo đảm",
        "tổ trưởng", "viện dẫn", "vụ việc", "hội thảo", "thuế suất", "đơn thư", "khối lượng",
    ];
    any_at(tokens, at, &PLAIN).is_some()
}

fn behind_plural(tokens: &[Token], at: usize) -> usize {
    any_at(tokens, at, &["tất cả các", "toàn thể các", "các", "những", "từng", "mỗi", "tất cả"]).unwrap_or(at)
}

/// The index behind "Giám đốc", "Thủ trưởng", "Chánh" (before Văn phòng), … at `at`.
fn behind_titles(tokens: &[Token], at: usize) -> usize {
    let mut i = at;
    while let Some(end) = TITLES.iter().filter_map(|title| phrase_at(tokens, i, title)).max() {
        let unit = HEADS.at(tokens, end).is_some() || behind_plural(tokens, end) > end;
        let more = TITLES.iter().any(|title| phrase_at(tokens, end, title).is_some());
        if !unit && !more {
            break;
        }
        i = end;
    }
    i
}

/// The unit (or, for "các Sở: Nội vụ, Y tế", the units) at `at`, and the index behind.
fn unit_at(source: &Source, tokens: &[Token], at: usize, loose: bool) -> Option<(Vec<Unit>, usize)> {
    if !(begins_unit(tokens, at) || loose && begins_loosely(tokens, at)) {
        return None;
    }
    if let Some(end) = lone_minister(tokens, at) {
        let (from, to) = (tokens[at].from, tokens[end - 1].to);
        return Some((vec![Unit { name: "các Bộ".to_owned(), from, to, vague: false }], end));
    }
    let start = behind_titles(tokens, at);
    let plural = behind_plural(tokens, start);
    // "các Thủ trưởng đơn vị": the title inside a collective is dropped as well.
    let inner = behind_titles(tokens, plural);
    let from = if inner > plural { inner } else { start };
    if plural > start
        && let Some(found) = expanded(source, tokens, plural)
    {
        return Some(found);
    }
    let listed = any_at(tokens, start, &["cấp ủy", "cơ quan ngang bộ"]).is_some();
    let end = if plural > start || listed { group_end(tokens, inner) } else { name_end(tokens, start) };
    let end = tail_end(tokens, end);
    let mut name = join(source, &tokens[from..end]);
    if let Some(rest) = name.strip_prefix("Các ") {
        // Capital only because it begins a line.
        name = format!("các {rest}");
    }
    let vague = is_vague(&tokens[from..end]);
    let unit = Unit { name, from: tokens[from].from, to: tokens[end - 1].to, vague };
    Some((vec![unit], behind_level(tokens, start, end)))
}

/// "các Sở: Nội vụ, Thông tin và Truyền thông": each department under its own name.
fn expanded(source: &Source, tokens: &[Token], head: usize) -> Option<(Vec<Unit>, usize)> {
    let head_end = any_at(tokens, head, &["sở", "bộ", "phòng"])?;
    let mut i = phrase_at(tokens, head_end, ":").unwrap_or(head_end);
    let colon = i > head_end;
    let mut units = Vec::new();
    let word = if tokens[head].is("sở") {
        "Sở"
    } else if tokens[head].is("bộ") {
        "Bộ"
    } else {
        "Phòng"
    };
    let mut end = i;
    while let Some(field) = FIELD_NAMES.at(tokens, i).filter(|_| tokens[i].capital) {
        let name = format!("{word} {}", join(source, &tokens[i..field]));
        units.push(Unit { name, from: tokens[i].from, to: tokens[field - 1].to, vague: false });
        end = field;
        let Some(next) = any_at(tokens, field, &[", và", ",", ";", "và"]) else { break };
        i = next;
    }
    (!units.is_empty() && (colon || units.len() > 1)).then_some((units, end))
}

/// "Sở", "đơn vị", "các cơ quan, đơn vị (nêu trên)" name nobody by themselves.
fn is_vague(tokens: &[Token]) -> bool {
    #[rustfmt::skip]
    const PLAIN: [&str; 12] = [
        "các", "cơ quan", "đơn vị", "địa phương", "nêu trên", "và", ",", "sở", "liên quan", "có liên quan",
        "trên", "tất cả",
    ];
    let mut i = 0;
    let plural = tokens.first().is_some_and(|t| t.is("các"));
    let related = super::token::has_phrase(tokens, "liên quan");
    while let Some(end) = any_at(tokens, i, &PLAIN) {
        i = end;
    }
    i == tokens.len() && !related && !(plural && tokens.iter().any(|t| t.is("sở")))
}

/// The units of a table cell or labelled line, where nothing but units stands.
pub(super) fn cell(source: &Source, tokens: &[Token]) -> Vec<Unit> {
    let mut units = Vec::new();
    for part in tokens.split(|t| t.is(";")) {
        let part = super::header::trim(part);
        let (found, end) = list_at(source, part, 0);
        match (part.first(), part.last()) {
            (Some(_), _) if !found.is_empty() && end == part.len() => units.extend(found),
            (Some(first), Some(last)) => {
                units.push(Unit { name: join(source, part), from: first.from, to: last.to, vague: false });
            }
            _ => {}
        }
    }
    units
}
