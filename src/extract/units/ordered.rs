//! Who leads and who supports in an order, and where the order's own words begin.
//!
//! Border: one paragraph; what it inherits from headings is for [`super::super::tasks`].

use super::super::deadlines::{self, Origin};
use super::super::source::Source;
use super::super::token::{Gap, Kind, Token, any_at, find_phrase, phrase_at};
use super::super::words::{ACTIONS, ADVERBIALS, ORDER_VERBS, ROLES};
use super::names::{is_accounted, is_closed, may_go_on};
use super::{Unit, begins_loosely, begins_unit, list, list_at, list_behind};

/// Who is ordered, who supports, and where the order's own words begin.
#[derive(Debug, Clone, Default)]
pub(in crate::extract) struct Ordered {
    pub leads: Vec<Unit>,
    pub supports: Vec<Unit>,
    /// Index of the first token behind subject and "chủ trì, phối hợp với …".
    pub rest: usize,
    /// Behind the names stands what can only follow a name.
    pub certain: bool,
    /// The same of those who support.
    pub clear: bool,
    /// The subject's list covers everything up to the verb (a heading that is a bare unit).
    pub bare: bool,
}

/// Reads the subject of an order: "Giao Sở A chủ trì, phối hợp với Sở B làm …".
pub(in crate::extract) fn ordered(source: &Source, tokens: &[Token]) -> Ordered {
    let start = behind_order(source, tokens, subject_start(source, tokens));
    let (mut leads, mut rest) = list(source, tokens, start, start > 0);
    if leads.is_empty() {
        rest = start;
    }
    let read_whole = is_accounted(&tokens[start..rest])
        && (is_closed(tokens, rest) || is_department(leads.last()) || !may_go_on(tokens, rest))
        && leads.iter().all(is_named)
        && !leads.iter().skip(1).any(is_rest);
    // Of two who are told the second may do all of it or only a part.
    let certain = !leads.is_empty()
        && ends_clearly(tokens, rest)
        && (read_whole || are_known(source, &leads))
        && !(rest..tokens.len()).any(|i| told_at(tokens, i).is_some());
    let mut supports = Vec::new();
    if let Some((mut found, after)) = beside(source, tokens, rest).filter(|_| !leads.is_empty()) {
        supports.append(&mut found);
        rest = after;
    }
    if leads.is_empty() {
        leads = aside(source, tokens);
    }
    if leads.is_empty() && any_at(tokens, 0, &["về", "đối với", "đồng ý", "thống nhất"]).is_some()
    {
        leads = told(source, tokens);
    }
    let mut clear = true;
    for at in 0..tokens.len() {
        if let Some(with) = support_words(tokens, at) {
            let (mut found, end) = list_behind(source, tokens, with);
            clear &=
                ends_clearly(tokens, end) && (is_accounted(&tokens[with..end]) || are_known(source, &found));
            supports.append(&mut found);
        }
    }
    rest = behind_roles(source, tokens, rest);
    let left = &tokens[rest..];
    let aside = left.first().is_some_and(|t| t.is("(")) && left.iter().rev().take(2).any(|t| t.is(")"));
    let bare = !leads.is_empty() && (aside || left.iter().all(|t| t.kind == Kind::Mark));
    Ordered { leads, supports, rest, certain, clear, bare }
}

/// A body's own name or a collective; "bệnh viện" in small letters may be one noun of several, and "các cơ
/// quan nói trên", "mỗi ấp" are bodies named elsewhere.
fn is_named(unit: &Unit) -> bool {
    let elsewhere = [" trên", " này", " đó", " còn lại"].iter().any(|word| unit.name.ends_with(word))
        || ["Mỗi ", "mỗi ", "Từng ", "từng "].iter().any(|word| unit.name.starts_with(word));
    let whole = unit.name.starts_with(char::is_uppercase) || unit.name.starts_with("các ");
    whole && !elsewhere || unit.vague
}

/// Each of them stands by itself among the addressees or under "Nơi nhận".
pub(in crate::extract) fn are_known(source: &Source, units: &[Unit]) -> bool {
    units.iter().all(|unit| source.offices.has(&unit.name))
}

/// The fields of departments are known.
fn is_department(unit: Option<&Unit>) -> bool {
    unit.is_some_and(|unit| unit.name.starts_with("Sở ") && !unit.name.starts_with("Sở, "))
}

/// A verb, a role or a mark; behind "có", "tại", "và" the name may go on.
fn ends_clearly(tokens: &[Token], at: usize) -> bool {
    // Behind a comma a verb or the next unit, else the name goes on: "Phòng Bảo vệ, …".
    let at = phrase_at(tokens, at, ",").unwrap_or(at);
    if at > 0 && tokens[at - 1].is(",") && begins_loosely(tokens, at) {
        return true;
    }
    let modal = ["phải", "cần", "căn cứ", "trên cơ sở", "theo chức năng", "trong thời hạn", "trước ngày"];
    tokens.get(at).is_none_or(|t| t.kind == Kind::Mark && !t.is("-"))
        || ROLES
            .at(tokens, at)
            .or_else(|| ACTIONS.at(tokens, at))
            .or_else(|| any_at(tokens, at, &modal))
            .is_some()
}

/// "…, các quận, huyện" behind a body may be the rest of its name.
fn is_rest(unit: &Unit) -> bool {
    ["các quận", "các huyện", "các xã", "các phường"].iter().any(|words| unit.name.starts_with(words))
}

/// "Sở A (chủ trì), Sở B làm …", "Sở A chủ trì, Sở B phối hợp …": who stands beside the first.
fn beside(source: &Source, tokens: &[Token], at: usize) -> Option<(Vec<Unit>, usize)> {
    let marked = any_at(tokens, at, &["( chủ trì )", "( cơ quan chủ trì )", "( đơn vị chủ trì )"]);
    let end = marked.or_else(|| ROLES.at(tokens, at))?;
    let next = any_at(tokens, end, &[", và", "; và", ",", ";", "và"])?;
    let (units, after) = list(source, tokens, next, true);
    if units.is_empty() {
        return None;
    }
    let joins = any_at(tokens, after, &["( phối hợp )", "cùng phối hợp", "phối hợp"])
        .filter(|_| support_words(tokens, after).is_none());
    marked.map(|_| joins.unwrap_or(after)).or(joins).map(|after| (units, after))
}

/// Behind the verb at `i` a unit is told: "giao | Sở B".
fn told_at(tokens: &[Token], i: usize) -> Option<usize> {
    ORDER_VERBS.at(tokens, i).filter(|&end| begins_unit(tokens, end))
}

/// "Về kiến nghị của A: Đồng ý về nguyên tắc; giao Sở B …".
fn told(source: &Source, tokens: &[Token]) -> Vec<Unit> {
    (0..tokens.len())
        .find_map(|i| told_at(tokens, i))
        .map(|end| list_at(source, tokens, end).0)
        .unwrap_or_default()
}

/// Behind the work itself: "Rà soát … (Sở A chủ trì)", "(giao Sở A)", "…, do Sở A chủ trì".
fn aside(source: &Source, tokens: &[Token]) -> Vec<Unit> {
    let named = |i: usize| {
        let open = i == 0 || matches!(tokens[i - 1].key.as_str(), "(" | "," | ";" | ".");
        let verb = any_at(tokens, i, &["giao cho", "giao", "do"]);
        let bracket = i > 0 && tokens[i - 1].is("(");
        if verb.is_none() && !bracket {
            return None;
        }
        let (units, end) = list(source, tokens, verb.unwrap_or(i), verb.is_some());
        let leads = any_at(tokens, end, &["chủ trì", "làm đầu mối", "là cơ quan đầu mối"]).is_some();
        let told = verb.is_some() && tokens.get(end).is_some_and(|t| t.kind == Kind::Mark);
        (leads && (open || tokens[i].is("do")) || bracket && told).then_some(units)
    };
    (0..tokens.len()).filter_map(named).find(|units| !units.is_empty()).unwrap_or_default()
}

/// The index behind "phối hợp với" (also as scans have it) at `at`.
fn support_words(tokens: &[Token], at: usize) -> Option<usize> {
    let with =
        ["chủ trì , cùng với", "chủ trì cùng với", "chủ trì , cùng", "chủ trì cùng", "sự phối hợp của"];
    if let Some(end) = any_at(tokens, at, &with) {
        return begins_loosely(tokens, end).then_some(end);
    }
    // "…; cùng Sở B tháo gỡ …"
    if at == 0 || matches!(tokens[at - 1].key.as_str(), ";" | ",") {
        let with = any_at(tokens, at, &["cùng với", "cùng"]).filter(|&end| begins_unit(tokens, end));
        if with.is_some() {
            return with;
        }
    }
    let end = any_at(
        tokens,
        at,
        &["phối hợp chặt chẽ", "phối kết hợp", "phối hợp , hỗ trợ", "phối hợp", "phối họp"],
    )?;
    any_at(tokens, end, &["cùng với", "với", "vói", "cùng"]).or(begins_loosely(tokens, end).then_some(end))
}

/// Behind an opening adverbial: "Trong thời hạn 10 ngày kể từ …, Sở phải …".
fn subject_start(source: &Source, tokens: &[Token]) -> usize {
    // "I. Đối với các sở, ban, ngành" names those below it, "Riêng Sở A …" who is told more.
    if let Some(end) =
        any_at(tokens, 0, &["đối với", "riêng đối với", "riêng"]).filter(|&end| begins_unit(tokens, end))
    {
        return end;
    }
    // "Đối với chủ đầu tư - Ban Quản lý …": the role, then the name.
    if any_at(tokens, 0, &["đối với"]).is_some()
        && let Some(dash) = (3..tokens.len().min(12)).find(|&i| tokens[i].is("-"))
        && begins_unit(tokens, dash + 1)
    {
        return dash + 1;
    }
    let turn = ["đồng thời ,", "đồng thời", "trước mắt ,", "ngoài ra ,", "bên cạnh đó ,", "mặt khác ,"];
    if let Some(end) = any_at(tokens, 0, &turn) {
        return end;
    }
    // "Mỗi tháng 02 lần, các sở …", "Chiều thứ Sáu hằng tuần các thôn …": behind the time.
    let timed = deadlines::all(tokens, Origin::default(), false).into_iter().find(|due| due.at.start <= 1);
    let timed = timed.map(|due| phrase_at(tokens, due.at.end, ",").unwrap_or(due.at.end));
    if let Some(end) = timed.filter(|&end| begins_unit(tokens, end) || ORDER_VERBS.at(tokens, end).is_some())
    {
        return end;
    }
    // "Nhiệm vụ của Tổ công tác" over what is ordered.
    let duties = ["nhiệm vụ của", "nhiệm vụ , quyền hạn của", "nhiệm vụ và quyền hạn của", "trách nhiệm của"];
    if let Some(end) = any_at(tokens, 0, &duties).filter(|&end| begins_unit(tokens, end)) {
        return end;
    }
    // "Do Sở A chủ trì …".
    if let Some(end) = phrase_at(tokens, 0, "do").filter(|&end| begins_unit(tokens, end)) {
        return end;
    }
    // Within its sentence.
    let ends =
        |i: usize| tokens[i].is(".") && tokens.get(i + 1).is_some_and(|t| t.capital && t.gap != Gap::None);
    let reach = (0..tokens.len().min(60)).find(|&i| ends(i)).unwrap_or(tokens.len().min(60));
    if any_at(tokens, 0, &["thực hiện", "xét", "tiếp theo", "sau khi"]).is_some() {
        // "Thực hiện Kế hoạch số …, Sở A đề nghị …": only before a body that orders.
        let orders = |i: usize| ORDER_VERBS.at(tokens, list_at(source, tokens, i + 1).1).is_some();
        let comma = (1..reach).find(|&i| tokens[i].is(",") && begins_unit(tokens, i + 1) && orders(i));
        return comma.map_or(0, |comma| comma + 1);
    }
    if ADVERBIALS.at(tokens, 0).is_none() {
        return 0;
    }
    let comma = (1..reach).find(|&i| {
        matches!(tokens[i].key.as_str(), "," | ":")
            && (begins_unit(tokens, i + 1) || ORDER_VERBS.at(tokens, i + 1).is_some())
    });
    comma.map_or(0, |comma| comma + 1)
}

/// Behind "Giao", "Yêu cầu", "UBND tỉnh đề nghị", "Chỉ đạo" before a unit.
fn behind_order(source: &Source, tokens: &[Token], at: usize) -> usize {
    let verb_at = |i: usize| {
        let end = ORDER_VERBS.at(tokens, i)?;
        let end = any_at(tokens, end, &["cho", "rằng", ":"]).unwrap_or(end);
        begins_loosely(tokens, end).then_some(end)
    };
    if let Some(end) = verb_at(at) {
        return end;
    }
    // "Về việc này, Phó Chủ tịch UBND tỉnh có ý kiến như sau: Giao Sở A …"
    let said = find_phrase(tokens, at, "như sau :").and_then(|words| verb_at(words.end));
    if let Some(end) = said {
        return end;
    }
    // "Tiếp tục chỉ đạo phòng chuyên môn …", "Chỉ đạo, tham mưu chỉ đạo các đơn vị …".
    let led = (at + 1..tokens.len().min(at + 7))
        .take_while(|&i| !begins_unit(tokens, i - 1))
        .find_map(|i| phrase_at(tokens, i, "chỉ đạo").and_then(|_| verb_at(i)));
    if let Some(end) = led {
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
    loop {
        let mark = any_at(tokens, at, &[",", ":", "và"]).unwrap_or(at);
        if let Some(end) = support_words(tokens, mark) {
            let (found, after) = list_behind(source, tokens, end);
            if found.is_empty() {
                return at;
            }
            at = after;
        } else if let Some(end) = ROLES.at(tokens, mark) {
            at = end;
        } else if mark > at && (tokens[at].is(",") || tokens[at].is(":")) {
            return mark;
        } else {
            return at;
        }
    }
}

/// "Sở B phối hợp …" without "với": who supports, though it stands where the subject does.
pub(in crate::extract) fn only_supports(tokens: &[Token], at: usize) -> bool {
    any_at(tokens, at, &["phối hợp", "cùng phối hợp"]).is_some() && support_words(tokens, at).is_none()
}
