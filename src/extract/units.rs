//! Names of offices in running text: where one begins, how far it reaches, lists of them, and who
//! leads and who supports in an order.
//!
//! Border: the printed name; mapping to the office's register of units is not done here.

mod names;
mod ordered;

use self::names::{before_own, behind_level, group_end, is_accounted, name_end, name_run, tail_end};
pub(super) use self::ordered::{Ordered, only_supports, ordered};
use super::header::Found;
use super::source::Source;
use super::token::{Gap, Kind, Token, any_at, join, phrase_at, push_tokens, words_of};
use super::words::{
    DUE_STRONG, FIELD_NAMES, GROUPS, HEADS, LOW_HEADS, Lexicon, PLAIN_WORDS, ROLES, STOPS, TITLES,
    VAGUE_WORDS,
};

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

/// More names than any letter lists; a longer list would be read again from each of its names.
const LONGEST: usize = 200;

fn list(source: &Source, tokens: &[Token], at: usize, mut loose: bool) -> (Vec<Unit>, usize) {
    let mut units = Vec::new();
    let mut i = at;
    let mut end = at;
    while units.len() < LONGEST
        && let Some((mut found, after)) = unit_at(source, tokens, i, loose)
    {
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
    begins_unit(tokens, at) || LOW_HEADS.at(tokens, at).is_some()
}

/// "Bộ trưởng, Thủ trưởng cơ quan …" names the ministries by their heads.
fn lone_minister(tokens: &[Token], at: usize) -> Option<usize> {
    let end = phrase_at(tokens, at, "bộ trưởng")?;
    tokens.get(end).is_some_and(|t| t.is(",") || t.is(";")).then_some(end)
}

/// "Báo cáo", "Ban hành", "Tổ chức", "Hội nghị", "Phòng ngừa", "Trường hợp": capital only because
/// they begin a sentence.
fn is_plain_word(tokens: &[Token], at: usize) -> bool {
    PLAIN_WORDS.at(tokens, at).is_some() || tokens[at].is("ca") && !tokens[at].short
}

fn behind_plural(tokens: &[Token], at: usize) -> usize {
    any_at(tokens, at, &["tất cả các", "toàn thể các", "các", "những", "từng", "mỗi", "tất cả"]).unwrap_or(at)
}

/// The index behind "Giám đốc", "Thủ trưởng", "Chánh" (before Văn phòng), … at `at`.
fn behind_titles(tokens: &[Token], at: usize) -> usize {
    let mut i = at;
    while let Some(end) = TITLES.at(tokens, i) {
        let unit = HEADS.at(tokens, end).is_some() || behind_plural(tokens, end) > end;
        // "Giám đốc, Thủ trưởng các sở".
        let next = any_at(tokens, end, &[",", "và"]).filter(|&next| TITLES.at(tokens, next).is_some());
        let end = next.unwrap_or(end);
        let more = TITLES.at(tokens, end).is_some();
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
    let found = if plural > start { expanded(source, tokens, plural) } else { None };
    if let Some(found) = found.or_else(|| places(source, tokens, start)) {
        return Some(found);
    }
    let listed = any_at(tokens, start, &["cấp ủy", "cơ quan ngang bộ"]).is_some();
    let end = if plural > start || listed { group_end(tokens, inner) } else { name_end(tokens, start) };
    let mut end = tail_end(tokens, end);
    // Printed by itself elsewhere the name is known; of a body one name alone may be shorter than it was read.
    if let Some(known) = source.offices.at(tokens, start) {
        let single = plural == start && !listed && !tokens[known..end.max(known)].iter().any(|t| t.capital);
        end = if known > end || single && !is_accounted(&tokens[start..end]) { known } else { end };
    }
    // "các xã, phường ven biển và đặc khu Phú Quý": more places behind what narrows the first.
    while plural_places(tokens, start, end)
        && let Some(next) = any_at(tokens, end, &[", đặc khu", "và đặc khu", ", phường", "và phường"])
    {
        end = tail_end(tokens, group_end(tokens, next - 1).max(next));
    }
    let shown = if plural > start { end } else { before_own(tokens, from, end) };
    let mut name = join(source, &tokens[from..shown]);
    if let Some(rest) = name.strip_prefix("Các ") {
        // Capital only because it begins a line.
        name = format!("các {rest}");
    }
    let vague = is_vague(&tokens[from..end]);
    let unit = Unit { name, from: tokens[from].from, to: tokens[shown - 1].to, vague };
    Some((vec![unit], behind_level(tokens, start, end)))
}

/// "các xã", "các phường" within the name.
fn plural_places(tokens: &[Token], from: usize, to: usize) -> bool {
    (from..to).any(|i| any_at(tokens, i, &["các xã", "các phường"]).is_some())
}

/// "các Sở: Nội vụ, Thông tin và Truyền thông": each department under its own name; so are "các
/// Chi cục: Kiểm lâm, Thủy lợi" behind a colon.
fn expanded(source: &Source, tokens: &[Token], head: usize) -> Option<(Vec<Unit>, usize)> {
    let head_end = HEADS.at(tokens, head)?;
    let mut i = phrase_at(tokens, head_end, ":").unwrap_or(head_end);
    let colon = i > head_end;
    let fielded = any_at(tokens, head, &["sở", "bộ", "phòng"]) == Some(head_end);
    let word = super::case::upper_first(&join(source, &tokens[head..head_end]).to_lowercase());
    let national = ["công an", "quốc phòng", "ngoại giao"];
    let field = |i: usize| {
        let local = fielded && !tokens[head].is("bộ") && any_at(tokens, i, &national).is_some();
        let known = FIELD_NAMES.at(tokens, i).filter(|_| fielded && !local);
        known.or_else(|| colon_name(tokens, i).filter(|_| colon && !fielded))
    };
    let mut units = Vec::new();
    let mut end = i;
    while let Some(field) = field(i).filter(|_| tokens[i].capital) {
        let name = format!("{word} {}", join(source, &tokens[i..field]));
        units.push(Unit { name, from: tokens[i].from, to: tokens[field - 1].to, vague: false });
        end = field;
        let Some(next) = any_at(tokens, field, &[", và", ",", ";", "và"]) else { break };
        i = next;
    }
    (!units.is_empty() && (colon || units.len() > 1)).then_some((units, end))
}

/// A name in a list behind "các Chi cục:", up to the next mark or verb.
fn colon_name(tokens: &[Token], at: usize) -> Option<usize> {
    (!begins_unit(tokens, at)).then(|| name_run(tokens, at)).filter(|&end| end > at)
}

/// "UBND các xã: A, B và C", "Trạm Y tế các phường A, B": the body of each place.
fn places(source: &Source, tokens: &[Token], start: usize) -> Option<(Vec<Unit>, usize)> {
    let head = HEADS.at(tokens, start).unwrap_or(start);
    let many = (head..tokens.len().min(head + 4)).find(|&i| tokens[i].is("các"))?;
    if tokens[head..many].iter().any(|t| !t.is_word()) {
        return None;
    }
    let levels = ["xã", "phường", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "thị trấn", "tỉnh"];
    let level = any_at(tokens, many + 1, &levels)?;
    let mut i = phrase_at(tokens, level, ":").unwrap_or(level);
    let colon = i > level;
    let (mut units, mut end) = (Vec::new(), i);
    let mut body =
        [&tokens[start..many], &tokens[many + 1..level]].map(|words| join(source, words)).join(" ");
    while let Some(to) = place_end(tokens, i) {
        let name = format!("{} {}", body.trim_start(), join(source, &tokens[i..to]));
        units.push(Unit { name, from: tokens[i].from, to: tokens[to - 1].to, vague: false });
        end = to;
        let Some(next) = any_at(tokens, to, &[", và", ",", ";", "và"]) else { break };
        i = next;
        // "các huyện A, B và thành phố C": the body of each at its own level.
        if let Some(named) = any_at(tokens, next, &levels).filter(|&named| place_end(tokens, named).is_some())
        {
            body = [&tokens[start..many], &tokens[next..named]].map(|words| join(source, words)).join(" ");
            i = named;
        }
    }
    (!units.is_empty() && (colon || units.len() > 1)).then_some((units, end))
}

/// "Ea Kar", "Buôn Ma Thuột", "số 5": a run of at most four words with capitals.
fn place_end(tokens: &[Token], at: usize) -> Option<usize> {
    if begins_unit(tokens, at) || tokens.get(at)?.kind != Kind::Word {
        return None;
    }
    let inside = |t: &&Token| t.is_word() && t.capital || t.gap == Gap::None && (t.is("'") || t.is("-"));
    let words = tokens[at..].iter().take(6).take_while(inside).count();
    let over = |i: usize| tokens[i].kind == Kind::Mark;
    (words > 0 && !over(at + words - 1)).then_some(at + words)
}

/// "Sở", "đơn vị", "các cơ quan, đơn vị (nêu trên)" name nobody by themselves.
fn is_vague(tokens: &[Token]) -> bool {
    let mut i = 0;
    let plural = tokens.first().is_some_and(|t| t.is("các"));
    let related = super::token::has_phrase(tokens, "liên quan");
    while let Some(end) = VAGUE_WORDS.at(tokens, i) {
        i = end;
    }
    i == tokens.len() && !related && !(plural && tokens.iter().any(|t| t.is("sở")))
}

/// The names among addressees and recipients, where each stands by itself: "Sở A, Sở B (để t/h)" are two.
pub(super) fn printed_alone<'a>(source: &Source, lines: impl Iterator<Item = &'a Found>) -> Lexicon {
    let names = |found: &Found| {
        let mut tokens = Vec::new();
        push_tokens(source, found.from, found.to, &mut tokens);
        let end = tokens.iter().position(|t| t.is("(") || t.is(":")).unwrap_or(tokens.len());
        // "các bệnh viện, Trung tâm Y tế khu vực" is one collective, unless a body's own name ends it.
        let own = end > 0 && tokens[end - 1].capital;
        let many = tokens.iter().position(|t| t.is("các")).unwrap_or(end);
        let another = |i: usize| own || i <= many || tokens[i].is("các");
        let apart = |&i: &usize| {
            matches!(tokens[i].key.as_str(), "," | ";" | "và")
                && begins_unit(&tokens, i + 1)
                && another(i + 1)
        };
        let cuts: Vec<usize> = (0..end).filter(apart).chain([end]).collect();
        let starts = [0].into_iter().chain(cuts.iter().map(|cut| cut + 1));
        let parts = starts.zip(&cuts).filter_map(|(from, &to)| tokens.get(from..to)).map(super::header::trim);
        let named = |part: &&[Token]| begins_unit(part, 0) && part.len() > 1;
        parts.filter(named).map(|part| join(source, &part[behind_titles(part, 0)..])).collect::<Vec<_>>()
    };
    Lexicon::new(lines.flat_map(names).take(LONGEST).map(|name| words_of(&name)))
}

/// The list behind a label: what stands up to the next mark is the name, also with a word that elsewhere is
/// the verb ("Trung tâm Đổi mới sáng tạo"), unless it is what the unit is to do.
pub(super) fn labelled(source: &Source, value: &[Token]) -> (Vec<Unit>, usize) {
    let (mut list, end) = list_at(source, value, 0);
    let rest = end + value[end..].iter().take(8).take_while(|t| t.is_word()).count();
    let closed = value.get(rest).is_none_or(|t| t.kind == Kind::Mark);
    let over = |i: usize| DUE_STRONG.at(value, i).or_else(|| ROLES.at(value, i)).is_some();
    let acts = STOPS.at(value, end).is_some() || (end..rest).any(over);
    match list.last_mut().filter(|_| closed && rest > end && !acts) {
        Some(last) => {
            last.name = format!("{} {}", last.name, join(source, &value[end..rest]));
            last.to = value[rest - 1].to;
            (list, rest)
        }
        None => (list, end),
    }
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
