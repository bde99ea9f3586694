//! Names of offices in running text: where one begins, how far it reaches, lists of them, and who
//! leads and who supports in an order.
//!
//! Border: the printed name; mapping to the office's register of units is not done here.

use super::source::Source;
use super::token::{Kind, Token, any_at, join, phrase_at};
use super::words::{FIELD_NAMES, GROUPS, HEADS, ORDER_VERBS, STOPS, TITLES};

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
    let mut units = Vec::new();
    let mut i = at;
    let mut end = at;
    while let Some((mut found, after)) = unit_at(source, tokens, i) {
        units.append(&mut found);
        end = after;
        let separated = any_at(tokens, end, &[", và", "; và", ",", ";", "và", "cùng với", "cùng", "-", "/"]);
        let Some(next) = separated.filter(|&next| begins_unit(tokens, next)) else { break };
        i = next;
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
    HEADS.at(tokens, start).is_some()
        && tokens[start].capital
        && STOPS.at(tokens, start).is_none_or(|_| tokens[start].capital)
        && !is_plain_word(tokens, start)
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
fn unit_at(source: &Source, tokens: &[Token], at: usize) -> Option<(Vec<Unit>, usize)> {
    if !begins_unit(tokens, at) {
        return None;
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
    let end = if plural > start { group_end(tokens, inner) } else { name_end(tokens, start) };
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

/// Behind the bare word for the level, "Sở Nội vụ tỉnh", which is not part of the name.
fn behind_level(tokens: &[Token], start: usize, end: usize) -> usize {
    let department = any_at(tokens, start, &["sở", "các sở"]).is_some();
    let level = any_at(tokens, end, &["tỉnh", "thành phố"]).filter(|_| department);
    level.filter(|&after| tokens.get(after).is_none_or(|t| !t.capital)).unwrap_or(end)
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

/// The end of a collective: nouns joined by commas, "và" and "/".
fn group_end(tokens: &[Token], at: usize) -> usize {
    let first = GROUPS.at(tokens, at).or_else(|| HEADS.at(tokens, at)).unwrap_or(at + 1);
    let mut end = first.min(tokens.len());
    let mut sure = end;
    loop {
        if let Some(after) = next_noun(tokens, end).or_else(|| GROUPS.at(tokens, end)) {
            (end, sure) = (after, after);
        } else if let Some(word) = tokens.get(end).filter(|t| t.is_word() && !ends_name(tokens, end))
            && !matches!(word.key.as_str(), "và" | "nêu" | "trên")
        {
            if is_object(tokens, end) || end > at + 13 {
                return sure;
            }
            end += 1;
            sure = if word.capital { end } else { sure };
        } else {
            return end;
        }
    }
}

/// Behind ", ban", "và đoàn thể": the next noun of a collective.
fn next_noun(tokens: &[Token], end: usize) -> Option<usize> {
    let next = any_at(tokens, end, &[",", "và", "/", "-"])?;
    let after = GROUPS.at(tokens, next)?;
    let plain = !begins_unit(tokens, next) || !tokens[next].capital || is_group_word(tokens, next);
    plain.then_some(after)
}

/// A verb or a tail stands here, so the name is over.
fn ends_name(tokens: &[Token], at: usize) -> bool {
    STOPS.at(tokens, at).is_some_and(|_| !tokens[at].capital) || is_tail_word(tokens, at)
}

/// What is acted on: behind it no name goes on, and the verb before it was one we do not know.
fn is_object(tokens: &[Token], at: usize) -> bool {
    #[rustfmt::skip]
    const OBJECTS: [&str; 30] = [
        "việc", "công tác", "hồ sơ", "nội dung", "văn bản", "tiến độ", "kết quả", "nhiệm vụ", "tài liệu",
        "danh sách", "danh mục", "kế hoạch", "phương án", "thủ tục", "quy trình", "chất lượng", "tỷ lệ",
        "tỉ lệ", "các", "những", "toàn bộ", "tất cả", "số liệu", "nguồn", "dự toán", "quy định", "chế độ",
        "mức", "dữ liệu", "hệ thống",
    ];
    !tokens[at].capital && any_at(tokens, at, &OBJECTS).is_some()
}

fn is_group_word(tokens: &[Token], at: usize) -> bool {
    // "các Sở, Ban, ngành": a capital collective noun without a name behind it.
    GROUPS.at(tokens, at).is_some_and(|end| tokens.get(end).is_none_or(|t| !t.is_word() || !t.capital))
}

/// The end of a single unit's name.
fn name_end(tokens: &[Token], at: usize) -> usize {
    let head = HEADS.at(tokens, at).unwrap_or(at + 1).min(tokens.len());
    let mut end = head;
    if let Some(field) = FIELD_NAMES.at(tokens, head) {
        // "Phòng Tài chính - Kế hoạch" is more than its first field.
        let more =
            tokens.get(field).is_some_and(|t| t.is("-")) && tokens.get(field + 1).is_some_and(|t| t.capital);
        if !more || begins_unit(tokens, field + 1) {
            return field;
        }
        end = field;
    }
    let plural = behind_plural(tokens, head);
    if plural > head {
        return group_end(tokens, plural);
    }
    let mut sure = end;
    while let Some(token) = tokens.get(end) {
        if end > at + 16 || token.is_word() && is_object(tokens, end) {
            return sure;
        }
        if !name_goes_on(tokens, end) {
            break;
        }
        end += 1;
        if token.capital {
            // A Vietnamese word is mostly of two syllables: "Công nghệ".
            let syllable =
                tokens.get(end).is_some_and(|t| t.is_word() && !t.capital && !ends_name(tokens, end));
            sure = if syllable && HEADS.at(tokens, end - 1).is_none() { end + 1 } else { end };
        }
    }
    end
}

/// Whether the token at `at` still belongs to the name before it.
fn name_goes_on(tokens: &[Token], at: usize) -> bool {
    let token = &tokens[at];
    let next = tokens.get(at + 1);
    match token.kind {
        _ if ends_name(tokens, at) => false,
        Kind::Word if token.is("và") => {
            let verb = next.is_some_and(|t| !t.capital) && STOPS.at(tokens, at + 1).is_some();
            !begins_unit(tokens, at + 1) && !verb && next.is_some_and(|t| t.is_word() && !t.is("các"))
        }
        Kind::Word | Kind::Number => true,
        Kind::Mark if token.is("-") => next.is_some_and(Token::is_word) && !begins_unit(tokens, at + 1),
        Kind::Mark => token.is(",") && continues(tokens, at + 1),
    }
}

/// After a comma the name goes on: "Phòng Quản lý vận tải, phương tiện và người lái" has an "và"
/// before any verb, unit or further mark.
fn continues(tokens: &[Token], at: usize) -> bool {
    if begins_unit(tokens, at)
        || GROUPS.at(tokens, at).is_some() && any_at(tokens, at, &["ban", "ngành"]).is_none()
    {
        return GROUPS.at(tokens, at).is_some() && tokens.get(at).is_some_and(|t| !t.capital);
    }
    for (i, token) in tokens.iter().enumerate().skip(at).take(7) {
        let verb = STOPS.at(tokens, i).is_some() && !token.capital;
        if verb || begins_unit(tokens, i) {
            return false;
        }
        if token.is("và") && i > at {
            return tokens.get(i + 1).is_some_and(|t| t.is_word() && !t.is("các"))
                && !begins_unit(tokens, i + 1)
                && STOPS.at(tokens, i + 1).is_none_or(|_| tokens[i + 1].capital);
        }
        if token.kind == Kind::Mark && !token.is("-") && !token.is(",") {
            return false;
        }
    }
    false
}

#[rustfmt::skip]
const TAILS: [&str; 16] = [
    "có liên quan", "liên quan", "được giao nhiệm vụ", "được phân công", "nêu trên", "trên địa bàn tỉnh",
    "trên địa bàn thành phố", "trên địa bàn", "trực thuộc tỉnh", "trực thuộc", "thuộc tỉnh",
    "thuộc ubnd tỉnh", "thuộc ubnd thành phố", "thuộc thành phố", "cấp tỉnh", "các cấp",
];

fn is_tail_word(tokens: &[Token], at: usize) -> bool {
    any_at(tokens, at, &TAILS).is_some() || phrase_at(tokens, at, "thuộc").is_some()
}

/// With "có liên quan", "thuộc UBND tỉnh", "được giao nhiệm vụ" behind the name.
fn tail_end(tokens: &[Token], mut end: usize) -> usize {
    while let Some(after) = any_at(tokens, end, &TAILS) {
        end = after;
    }
    end
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

/// Who is ordered, who supports, and where the order's own words begin.
#[derive(Debug, Clone, Default)]
pub(super) struct Ordered {
    pub leads: Vec<Unit>,
    pub supports: Vec<Unit>,
    /// Index of the first token behind subject and "chủ trì, phối hợp với …".
    pub rest: usize,
    /// The subject's list covers everything up to the verb (a heading that is a bare unit).
    pub bare: bool,
}

/// Reads the subject of an order: "Giao Sở A chủ trì, phối hợp với Sở B làm …".
pub(super) fn ordered(source: &Source, tokens: &[Token]) -> Ordered {
    let start = behind_order(source, tokens, subject_start(tokens));
    let (leads, mut rest) = list_at(source, tokens, start);
    if leads.is_empty() {
        rest = start;
    }
    let mut supports = Vec::new();
    for at in 0..tokens.len() {
        if let Some(with) = support_words(tokens, at) {
            let (mut found, _) = list_at(source, tokens, with);
            supports.append(&mut found);
        }
    }
    rest = behind_roles(source, tokens, rest);
    let bare = !leads.is_empty() && tokens[rest..].iter().all(|t| t.kind == Kind::Mark);
    Ordered { leads, supports, rest, bare }
}

/// The index behind "phối hợp với" (also as scans have it) at `at`.
pub(super) fn support_words(tokens: &[Token], at: usize) -> Option<usize> {
    let end = any_at(tokens, at, &["phối hợp chặt chẽ", "phối kết hợp", "phối hợp", "phối họp"])?;
    any_at(tokens, end, &["cùng với", "với", "vói", "cùng"]).or(begins_unit(tokens, end).then_some(end))
}

/// Behind an opening adverbial: "Trong thời hạn 10 ngày kể từ …, Sở phải …".
fn subject_start(tokens: &[Token]) -> usize {
    #[rustfmt::skip]
    const ADVERBIALS: [&str; 16] = [
        "trong", "trước", "căn cứ", "trên cơ sở", "để", "từ", "đối với", "theo", "định kỳ", "nhận được",
        "chậm nhất", "sau khi", "hằng", "hàng", "về", "tại",
    ];
    if any_at(tokens, 0, &ADVERBIALS).is_none() {
        return 0;
    }
    let comma = (1..tokens.len().min(45)).find(|&i| {
        matches!(tokens[i].key.as_str(), "," | ":")
            && (begins_unit(tokens, i + 1) || any_at(tokens, i + 1, &ORDER_VERBS).is_some())
    });
    comma.map_or(0, |comma| comma + 1)
}

/// Behind "Giao", "Yêu cầu", "UBND tỉnh đề nghị", "Chỉ đạo" before a unit.
fn behind_order(source: &Source, tokens: &[Token], at: usize) -> usize {
    let verb_at = |i: usize| {
        let end = ORDER_VERBS.iter().filter_map(|verb| phrase_at(tokens, i, verb)).max()?;
        let end = any_at(tokens, end, &["cho", "rằng", ":"]).unwrap_or(end);
        begins_unit(tokens, end).then_some(end)
    };
    if let Some(end) = verb_at(at) {
        return end;
    }
    // "Ủy ban nhân dân tỉnh yêu cầu Sở A": the first body orders, the second is ordered. With
    // "chỉ đạo" the first is the one who does it (corpus/SCHEMA "Units").
    let (_, end) = list_at(source, tokens, at);
    let end = any_at(tokens, end, &["có ý kiến", "cũng", "tiếp tục"]).unwrap_or(end);
    let passes_on =
        phrase_at(tokens, end, "chỉ đạo").is_some() || phrase_at(tokens, end, "phân công").is_some();
    if end > at && !passes_on { verb_at(end).unwrap_or(at) } else { at }
}

/// Behind "chủ trì, phối hợp với Sở B" and "có trách nhiệm".
fn behind_roles(source: &Source, tokens: &[Token], mut at: usize) -> usize {
    const ROLES: [&str; 8] = [
        "chủ trì , tham mưu",
        "chủ trì",
        "chủ trì và",
        "làm đầu mối",
        "là cơ quan đầu mối",
        "có trách nhiệm",
        "chịu trách nhiệm chính",
        "tiếp tục",
    ];
    loop {
        let mark = any_at(tokens, at, &[",", ":", "và"]).unwrap_or(at);
        if let Some(end) = support_words(tokens, mark) {
            let (found, after) = list_at(source, tokens, end);
            if found.is_empty() {
                return at;
            }
            at = after;
        } else if let Some(end) = any_at(tokens, mark, &ROLES[1..6]) {
            at = end;
        } else if mark > at && (tokens[at].is(",") || tokens[at].is(":")) {
            return mark;
        } else {
            return at;
        }
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
