//! How far the name of an office reaches.
//!
//! Border: the end of a name that is known to begin; see [`super::begins_unit`] for the beginning.

use super::super::token::{Gap, Kind, Token, any_at, phrase_at};
use super::super::words::{
    ACTIONS, COMPOUNDS, DUE_STRONG, FIELD_NAMES, FUNCTIONS, GROUPS, HEADS, INSIDE, LOW_HEADS, OBJECTS, ROLES,
    STOPS, TAILS, TITLES,
};
use super::{begins_loosely, begins_unit, behind_plural};

/// Behind the bare word for the level, "Sở Nội vụ tỉnh", which is not part of the name.
pub(super) fn behind_level(tokens: &[Token], start: usize, end: usize) -> usize {
    let department = any_at(tokens, start, &["sở", "các sở"]).is_some();
    let level = any_at(tokens, end, &["tỉnh", "thành phố"]).filter(|_| department);
    level.filter(|&after| tokens.get(after).is_none_or(|t| !t.capital)).unwrap_or(end)
}

/// The end of a collective: nouns joined by commas, "và" and "/".
pub(super) fn group_end(tokens: &[Token], at: usize) -> usize {
    let first = GROUPS.at(tokens, at).or_else(|| HEADS.at(tokens, at)).unwrap_or(at + 1);
    // "các Phòng Giáo dục và Đào tạo huyện, thị xã".
    let first = FIELD_NAMES.at(tokens, first).filter(|_| tokens[first].capital).unwrap_or(first);
    // "các Ban Quản lý dự án đầu tư xây dựng".
    let first = any_at(tokens, first, &["dự án đầu tư xây dựng", "dự án"]).unwrap_or(first);
    let mut end = first.min(tokens.len());
    // "các thành viên Ban Chỉ huy phòng, chống thiên tai tỉnh": of one body.
    if phrase_at(tokens, at, "thành viên") == Some(end) && begins_unit(tokens, end) {
        return name_end(tokens, end);
    }
    let mut unknown = None;
    loop {
        // "các chủ rừng là tổ chức": whom of them is meant.
        let form = || phrase_at(tokens, end, "là").filter(|_| ROLES.at(tokens, end).is_none());
        let form = || form().and_then(|noun| GROUPS.at(tokens, noun));
        let party = || phrase_at(tokens, at, "cấp ủy").and_then(|_| any_at(tokens, end, &PARTY));
        if let Some(after) =
            next_noun(tokens, end).or_else(|| plain_noun(tokens, end)).or_else(party).or_else(form)
        {
            end = after;
            continue;
        }
        // "các đơn vị Quân khu 2"
        let word =
            |t: &Token| t.is_word() && !t.is("và") || t.kind == Kind::Number && tokens[end - 1].is("khu");
        let inner = tokens.get(end).is_some_and(|t| word(t) && !ends_name(tokens, end));
        if !inner
            || any_at(tokens, end, &["nêu", "trên"]).is_some()
            || is_object(tokens, end)
            || end > at + 13
        {
            return known_end(tokens, first, unknown, end);
        }
        let after = inside(tokens, first, end);
        unknown = unknown.or(after.is_none().then_some(end));
        end = after.unwrap_or(end + 1);
    }
}

/// A collective noun directly behind another ("các phòng chuyên môn Sở"), not the verb "tổ chức".
fn plain_noun(tokens: &[Token], at: usize) -> Option<usize> {
    GROUPS.at(tokens, at).filter(|_| STOPS.at(tokens, at).is_none())
}

/// What stands with "cấp ủy" in one collective.
const PARTY: [&str; 3] = [", tổ chức đảng", ", chính quyền địa phương", ", chính quyền"];

/// Words before a place's own name.
const LEVELS: [&str; 6] = ["tỉnh", "huyện", "xã", "phường", "quận", "khu"];

/// Behind ", ban", "và đoàn thể": the next noun of a collective.
fn next_noun(tokens: &[Token], end: usize) -> Option<usize> {
    let next = any_at(tokens, end, &[",", "và", "/", "-"])?;
    let after = GROUPS.at(tokens, next)?;
    // "Ban nhân dân", "Công ty cổ phần …" begin a body's own name.
    if tokens[next].capital && HEADS.at(tokens, next).is_some_and(|head| head > after) {
        return None;
    }
    let plain = !begins_unit(tokens, next) || !tokens[next].capital || is_group_word(tokens, next);
    plain.then_some(after)
}

/// A verb that is part of the name stands before "và" at `at`: "Bảo vệ", "Quản lý".
fn named_verb(tokens: &[Token], at: usize) -> bool {
    at > 1 && tokens[at - 2].capital && STOPS.at(tokens, at - 2) == Some(at)
}

/// A verb or a tail stands here, so the name is over.
fn ends_name(tokens: &[Token], at: usize) -> bool {
    // "Công ty … Quản lý khai thác công trình", "Ban Hỗ trợ đầu tư": two verbs are one noun.
    let pair = ["quản lý", "tư vấn", "hỗ trợ", "xúc tiến", "khuyến khích"];
    // "Quỹ Bảo vệ và phát triển rừng".
    let joined = at > 2 && tokens[at - 1].is("và") && named_verb(tokens, at - 1);
    let noun = |k: usize| COMPOUNDS.at(tokens, k).is_some_and(|end| end > at);
    let compound = joined
        || at > 1 && tokens[at - 2].capital && any_at(tokens, at - 2, &pair) == Some(at)
        || (at.saturating_sub(2)..=at).any(noun);
    // "Văn phòng Sở chậm nhất ngày 24": when, no longer who.
    // "Phòng Tổ chức cán bộ của Sở", "UBND xã cụ thể hóa Kế hoạch này".
    let timed = tokens[at].is("của") && tokens.get(at + 1).is_some_and(|t| t.is("sở"))
        || DUE_STRONG.at(tokens, at).is_some_and(|_| !tokens[at].capital);
    (STOPS.at(tokens, at).is_some_and(|_| !tokens[at].capital) || timed) && !compound
        || is_tail_word(tokens, at)
}

/// What is acted on: behind it no name goes on, and the verb before it was one we do not know.
fn is_object(tokens: &[Token], at: usize) -> bool {
    (!tokens[at].capital || tokens[at].gap == Gap::Line) && OBJECTS.at(tokens, at).is_some()
}

fn is_group_word(tokens: &[Token], at: usize) -> bool {
    // "các Sở, Ban, ngành": a capital collective noun without a name behind it.
    GROUPS.at(tokens, at).is_some_and(|end| tokens.get(end).is_none_or(|t| !t.is_word() || !t.capital))
}

/// The end of a single unit's name.
pub(super) fn name_end(tokens: &[Token], at: usize) -> usize {
    let head = HEADS.at(tokens, at).or_else(|| LOW_HEADS.at(tokens, at)).unwrap_or(at + 1).min(tokens.len());
    let mut end = head;
    let fielded = any_at(tokens, at, &["sở", "bộ", "phòng", "ty"]) == Some(head);
    if let Some(field) = FIELD_NAMES.at(tokens, head).filter(|_| fielded) {
        // "Phòng Tài chính - Kế hoạch" is more than its first field.
        let more =
            tokens.get(field).is_some_and(|t| t.is("-")) && tokens.get(field + 1).is_some_and(|t| t.capital);
        if !more || begins_unit(tokens, field + 1) {
            // "Sở Y tế các tỉnh, thành phố".
            let places = phrase_at(tokens, field, "các").filter(|&at| GROUPS.at(tokens, at).is_some());
            // "Phòng Nội vụ huyện": one of many.
            let level =
                any_at(tokens, field, &["huyện", "quận", "thị xã"]).filter(|_| tokens[at].is("phòng"));
            return places.map_or(level.unwrap_or(field), |at| group_end(tokens, at));
        }
        end = field;
    }
    let plural = behind_plural(tokens, head);
    if plural > head {
        return group_end(tokens, plural);
    }
    end = FUNCTIONS.at(tokens, end).unwrap_or(end);
    let mut unknown = None;
    let board = any_at(tokens, at, &["ban chỉ đạo", "ban chỉ huy", "hội đồng"]).is_some();
    while let Some(token) = tokens.get(end).filter(|_| end <= at + 16) {
        let inner = token.capital || end > head || board;
        if let Some(after) = phrase_at(tokens, end, "phòng , chống").filter(|_| inner) {
            end = after;
            continue;
        }
        // "Ban thường vụ đảng ủy các xã, phường".
        if let Some(places) = phrase_at(tokens, end, "các").filter(|_| end > head && end <= head + 3)
            && GROUPS.at(tokens, places).is_some()
        {
            return group_end(tokens, places);
        }
        if !name_goes_on(tokens, end) {
            break;
        }
        // "Đảng ủy Bộ Giáo dục và Đào tạo"
        let inner = any_at(tokens, end, &["bộ", "sở"]).filter(|_| token.capital);
        if let Some(field) = inner.and_then(|i| FIELD_NAMES.at(tokens, i)) {
            return field;
        }
        let after = inside(tokens, head, end);
        unknown = unknown.or(after.is_none().then_some(end));
        end = after.unwrap_or(end + 1);
    }
    known_end(tokens, head, unknown, end)
}

/// The level behind a name closes it: "Công an tỉnh", "các xã, phường".
pub(super) fn is_closed(tokens: &[Token], end: usize) -> bool {
    let level =
        |word: &str| LEVELS.contains(&word) && word != "khu" || matches!(word, "phố" | "ngành" | "đó" | "ủy");
    end > 0 && (level(&tokens[end - 1].key) || tokens[end - 1].short)
}

/// The verb at `at` may be part of the name before it: "Chi cục An toàn | vệ sinh thực phẩm rà soát", "Tổ | hòa giải".
pub(super) fn may_go_on(tokens: &[Token], at: usize) -> bool {
    let Some(end) = ACTIONS.at(tokens, at).filter(|_| ROLES.at(tokens, at).is_none()) else { return false };
    let verb = |i: usize| tokens[end..i].iter().all(Token::is_word) && ACTIONS.at(tokens, i).is_some();
    let alone =
        at > 0 && tokens[at - 1].capital && !tokens[at - 1].is("sở") && HEADS.at(tokens, at - 1) == Some(at);
    alone || INSIDE.at(tokens, end).is_some() || (end..tokens.len().min(end + 4)).any(verb)
}

/// Where a name ends that reaches `end` with a word at `unknown` which may be the verb: there, unless
/// what can only follow a name stands behind the whole.
fn known_end(tokens: &[Token], head: usize, unknown: Option<usize>, end: usize) -> usize {
    // "Trung tâm Dịch vụ đấu giá tài sản chủ trì …": the verb before a role belongs to the name.
    let plain = |t: &&Token| t.is_word() && !t.is("yêu") && !t.is("đề") && !t.is("giao");
    let words = tokens[end..].iter().take(8).take_while(plain).count();
    let later =
        (end + 1..=end + words).find(|&i| any_at(tokens, i, &["chủ trì", "có trách nhiệm"]).is_some());
    if let Some(role) =
        later.filter(|&role| !is_closed(tokens, end) && !(end..role).any(|i| begins_unit(tokens, i)))
    {
        return role;
    }
    let listed = || any_at(tokens, end, &[", và", ",", ";", "và"]).is_some_and(|at| begins_unit(tokens, at));
    let closed = tokens.get(end).is_none_or(|t| t.is(")") || t.is(":"))
        || head > 1 && (head.saturating_sub(4)..head).any(|i| any_at(tokens, i, &["( qua", "qua"]).is_some());
    let role = ROLES.at(tokens, end).or_else(|| phrase_at(tokens, end, "phối hợp"));
    let Some(mut cut) = unknown.filter(|_| !closed && role.is_none() && !listed()) else { return end };
    while cut > head && (tokens[cut - 1].is("và") || tokens[cut - 1].kind == Kind::Mark) {
        cut -= 1;
    }
    cut
}

/// The end of the words at `at` that may stand inside a name: of each part of a name the first syllable is
/// capital (Decree 30, appendix II) and most words have two; further small words are those of [`INSIDE`].
/// A verb that did not end the name before is part of it: "Quản lý khai thác công trình".
fn inside(tokens: &[Token], head: usize, at: usize) -> Option<usize> {
    let token = &tokens[at];
    let words = [&INSIDE, &FIELD_NAMES, &GROUPS, &TAILS, &STOPS];
    if let Some(end) = words.into_iter().filter_map(|w| w.at(tokens, at)).max().filter(|_| !token.capital) {
        return Some(end);
    }
    if !token.is_word() || token.capital || token.is("và") || LEVELS.contains(&token.key.as_str()) {
        return Some(at + 1);
    }
    // "các Ban của Hội đồng nhân dân".
    if token.is("của") && tokens.get(at + 1).is_some_and(|t| t.capital) {
        return Some(at + 1);
    }
    let glued = at > 0 && token.gap == Gap::None && tokens[at - 1].is("'");
    // Behind "Trà Vinh" a name of two capitals is whole; "Khu Di" and "UBND" begin something.
    let noun = |i: usize| {
        HEADS.at(tokens, i).or_else(|| GROUPS.at(tokens, i)).is_some()
            || SHORT_NOUNS.contains(&tokens[i].key.as_str())
    };
    let place = at >= head + 2
        && (tokens[at - 2].capital && !tokens[at - 2].short && !noun(at - 2)
            || tokens[at - 2].is("'")
            || any_at(tokens, at - 2, &SETTLEMENTS).is_some());
    let first =
        |i: usize| tokens[i].capital && !tokens[i].short && !["sở", "cục"].contains(&tokens[i].key.as_str());
    let syllable = at > head && first(at - 1) && !place;
    (glued || syllable).then_some(at + 1)
}

/// Words before a place's own name, be it of one syllable.
const SETTLEMENTS: [&str; 10] =
    ["xã", "phường", "huyện", "quận", "thôn", "ấp", "bản", "làng", "buôn", "khóm"];

/// Nouns of one syllable within names, before another: "Khu Di tích", "Nhà Thiếu nhi".
const SHORT_NOUNS: [&str; 10] = ["khu", "vườn", "nhà", "hồ", "cảng", "bến", "chợ", "ga", "làng", "kho"];

/// Whether nothing in these units can be a verb that is not known: all their small words are of names.
pub(super) fn is_accounted(tokens: &[Token]) -> bool {
    let mut i = 0;
    while i < tokens.len() {
        // Of departments every field is known; another one is misread. A plain noun in small letters may be
        // one of a collective.
        let misread = tokens[i].is("sở")
            && tokens.get(i + 1).is_some_and(|t| t.is_word() && t.capital && !t.short)
            && FIELD_NAMES.at(tokens, i + 1).is_none();
        if misread || i == 0 && !tokens[0].capital && behind_plural(tokens, 0) == 0 {
            return false;
        }
        let words = [&HEADS, &LOW_HEADS, &TITLES, &FUNCTIONS].into_iter().filter_map(|w| w.at(tokens, i));
        let plural = Some(behind_plural(tokens, i)).filter(|&end| end > i);
        let Some(end) = words.chain(plural).chain(inside(tokens, 0, i)).max() else { return false };
        i = end;
    }
    true
}

/// The end of a name in a list of names: words up to a mark, a verb or a further unit.
pub(super) fn name_run(tokens: &[Token], at: usize) -> usize {
    let mut end = at;
    while end < at + 16
        && tokens.get(end).is_some_and(Token::is_word)
        && name_goes_on(tokens, end)
        && !(tokens[end].is("và")
            && tokens.get(end + 1).is_some_and(|t| t.capital && STOPS.at(tokens, end + 1).is_none()))
    {
        end += 1;
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
            let verb = verb && !named_verb(tokens, at);
            !begins_loosely(tokens, at + 1) && !verb && next.is_some_and(|t| t.is_word() && !t.is("các"))
        }
        Kind::Word | Kind::Number => true,
        // "Đắk R'lấp".
        Kind::Mark if token.is("'") => next.is_some_and(|t| t.is_word() && t.gap == Gap::None),
        Kind::Mark if token.is("&") => next.is_some_and(Token::is_word),
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
    // "Phòng Phổ biến, giáo dục pháp luật".
    let field = INSIDE.at(tokens, at).filter(|_| !tokens[at].capital && STOPS.at(tokens, at).is_none());
    if field.is_some() {
        return true;
    }
    if at + 2 == tokens.len() && tokens[at..].iter().all(|t| t.is_word() && STOPS.at(tokens, at).is_none()) {
        return true;
    }
    for (i, token) in tokens.iter().enumerate().skip(at).take(7) {
        let verb = STOPS.at(tokens, i).is_some() && !token.capital;
        if verb && i == at + 2 && tokens[at..i].iter().all(|t| t.is_word() && !t.capital) {
            return true;
        }
        // "Phòng Lao động, việc làm chủ trì", "Phòng Công chức, viên chức:".
        let role = ROLES.at(tokens, i).is_some() || matches!(token.key.as_str(), ":" | ")");
        if role && i > at && i <= at + 4 {
            return tokens[at..i].iter().all(Token::is_word);
        }
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

pub(super) fn is_tail_word(tokens: &[Token], at: usize) -> bool {
    TAILS.at(tokens, at).is_some() || phrase_at(tokens, at, "thuộc").is_some()
}

/// With "có liên quan", "thuộc UBND tỉnh", "được giao nhiệm vụ" behind the name.
pub(super) fn tail_end(tokens: &[Token], mut end: usize) -> usize {
    // "trực thuộc Ủy ban nhân dân Thành phố"
    let under = |end: usize| {
        any_at(tokens, end, &["trực thuộc", "thuộc"])
            .or((end > 0 && tokens[end - 1].is("thuộc")).then_some(end))
            .filter(|&body| HEADS.at(tokens, body).is_some() && tokens[body].capital)
    };
    while let Some(after) =
        TAILS.at(tokens, end).filter(|_| under(end).is_none()).or_else(|| listed_in(tokens, end))
    {
        end = after;
    }
    under(end).map_or(end, |body| name_end(tokens, body))
}

/// "các cơ quan có nhiệm vụ nêu tại Phụ lục", "các đơn vị tại Điều 1, Điều 2": where they are listed.
fn listed_in(tokens: &[Token], at: usize) -> Option<usize> {
    let from = any_at(tokens, at, &["có nhiệm vụ", "có hồ sơ", "có tên", "được giao nhiệm vụ"]).unwrap_or(at);
    let from = any_at(tokens, from, &["được nêu", "được giao", "nêu", "ghi"]).unwrap_or(from);
    let mut end = any_at(tokens, from, &["tại phụ lục", "tại điều", "tại danh sách", "tại biểu", "tại mục"])?;
    loop {
        let number =
            tokens.get(end).filter(|t| t.kind == Kind::Number || super::super::dates::ordinal(t).is_some());
        end = if number.is_some() { end + 1 } else { end };
        let more = any_at(tokens, end, &[", điều", "và điều", ", phụ lục", "và phụ lục", "kèm theo"]);
        let Some(next) = more else { return Some(end) };
        end = next;
    }
}

/// Before "thuộc Sở" with no name behind it, the letter's own body, which one unit's name leaves out.
pub(super) fn before_own(tokens: &[Token], from: usize, end: usize) -> usize {
    let bodies = ["sở", "ban", "bộ", "cục", "chi cục", "tổng cục", "trung tâm", "viện", "trường"];
    let own = (from + 2..end).rev().take(3).find(|&i| {
        phrase_at(tokens, i, "thuộc").and_then(|body| any_at(tokens, body, &bodies)) == Some(end)
            && tokens[i + 1].capital
    });
    own.unwrap_or(end)
}
