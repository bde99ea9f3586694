//! Which points, sentences and headings order something (corpus/SCHEMA "What is one task").
//!
//! Border: yes or no over words; building the tasks is in [`super::tasks`].

use chrono::{Datelike, NaiveDate};

use super::dates::day_at;
use super::token::{Kind, Token, any_at, find_phrase, has_any};
use super::units::{Ordered, begins_unit};
use super::words::{
    ACTIONS, DIFFICULTY, FORCE, FORMAL, NARRATED, OBEYED, ORDER_CUES, ORDER_VERBS, SKIPPED, STATED, STOPS,
    SUCH_AS,
};

pub(super) fn skips_section(heading: &[Token]) -> bool {
    // "Yêu cầu Sở A …" orders; "YÊU CẦU" and "Kết quả thực hiện" are headings.
    let start = any_at(heading, 0, &["về"]).unwrap_or(0);
    is_heading(heading) && SKIPPED.at(heading, start).is_some_and(|end| !begins_unit(heading, end))
}

/// Short and without a full stop: a name for what is below it.
pub(super) fn is_heading(tokens: &[Token]) -> bool {
    let ended = tokens.last().is_some_and(|t| matches!(t.key.as_str(), "." | ";"));
    tokens.len() <= 28 && !ended
}

/// An item that only hands down: "Tập trung thực hiện các nhiệm vụ sau:".
pub(super) fn hands_down(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.is(":")) && SUCH_AS.within(tokens)
}

pub(super) fn is_statement(tokens: &[Token]) -> bool {
    let narrated = NARRATED.at(tokens, 0).is_some_and(|_| {
        let first = super::sentences::split(tokens).first().copied().unwrap_or_default();
        has_any(first, &["đã", "đang", "được"]) && !tells(first) && !has_any(first, &["hoàn thành", "phải"])
    });
    // "… triển khai các nhiệm vụ nêu trên" repeats the other points.
    let above = ["nhiệm vụ nêu trên", "nội dung nêu trên", "nhiệm vụ trên", "nội dung trên"];
    // "… từng nhiệm vụ trên Hệ thống" says where.
    let whole = |end: usize| tokens.get(end).is_none_or(|t| !t.capital && !t.is("địa") && !t.is("cơ"));
    let repeats = (0..tokens.len()).any(|i| any_at(tokens, i, &above).is_some_and(whole)) && !reports(tokens);
    let praises = any_at(tokens, 0, &["biểu dương", "tuyên dương"]).is_some_and(|at| begins_unit(tokens, at));
    // "Về tình hình chung: đến nay …" in one paragraph.
    let about = SKIPPED.at(tokens, any_at(tokens, 0, &["về"]).unwrap_or(0));
    let about = about.filter(|_| any_at(tokens, 0, &["yêu cầu", "chỉ tiêu"]).is_none());
    let account = about.is_some_and(|end| tokens.get(end).is_some_and(|t| t.is(":")));
    // "Phân công nhiệm vụ cụ thể theo Bảng kèm theo", "Chi tiết tại Phụ lục": the rows there order.
    let points = any_at(tokens, start_of(tokens), &POINTING).is_some()
        && has_any(tokens, &["kèm theo", "đính kèm", "phụ lục", "theo bảng", "bảng sau"])
        && tokens.len() < 30;
    STATED.at(tokens, 0).is_some()
        || account
        || points && !tells(tokens)
        || praises
        || is_force(tokens)
        || narrated
        || repeats
}

/// How an item begins that only points to an attached table.
const POINTING: [&str; 8] = [
    "phân công nhiệm vụ",
    "nhiệm vụ cụ thể",
    "nội dung cụ thể",
    "các nhiệm vụ cụ thể",
    "chi tiết",
    "nội dung chi tiết",
    "danh mục nhiệm vụ",
    "phân công cụ thể",
];

fn start_of(tokens: &[Token]) -> usize {
    tokens.iter().position(|t| t.kind != Kind::Mark).unwrap_or(0)
}

/// "Nhiệm vụ của Tổ công tác", "Nhiệm vụ, quyền hạn của …", "Trách nhiệm của các sở": what stands below is ordered.
pub(super) fn names_duties(heading: &[Token]) -> bool {
    let duties = [
        "nhiệm vụ của",
        "nhiệm vụ , quyền hạn",
        "nhiệm vụ và quyền hạn",
        "trách nhiệm của",
        "nhiệm vụ cụ thể",
    ];
    is_heading(heading) && any_at(heading, 0, &duties).is_some()
}

/// "Thành lập Tổ công tác gồm các ông, bà:", "Thành phần Ban Chỉ đạo:": what stands below are names.
pub(super) fn lists_members(heading: &[Token]) -> bool {
    let ends = heading.last().is_some_and(|t| t.is(":"));
    let people = ["các ông", "ông , bà", "ông ( bà )", "thành viên", "đồng chí", "thành phần", "nhân sự"];
    let founds = ["thành lập", "kiện toàn", "thành phần", "cử", "danh sách", "cơ cấu"];
    ends && any_at(heading, 0, &founds).is_some()
        && (has_any(heading, &["gồm"]) && !tells(heading) || has_any(heading, &people))
}

/// "Đến ngày 31/8, toàn tỉnh đạt …" in a letter of September: what was reached by then.
pub(super) fn looks_back(tokens: &[Token], issued: Option<NaiveDate>) -> bool {
    let until = ["tính đến hết ngày", "tính đến ngày", "tính đến", "đến hết ngày", "đến ngày", "đến"];
    let day = any_at(tokens, 0, &until).and_then(|at| day_at(tokens, at));
    day.and_then(|day| day.in_year(issued?.year())).zip(issued).is_some_and(|(day, issued)| day <= issued)
}

/// "Các đơn vị nghiêm túc tổ chức thực hiện Công văn này": nothing is asked that the letter does
/// not ask already (corpus/SCHEMA, rule 1). `words` stand behind the subject.
pub(super) fn only_obeys(words: &[Token]) -> bool {
    let strict = has_any(words, &["nghiêm túc", "nghiêm chỉnh", "thực hiện nghiêm"]);
    let mut i = 0;
    while let Some(end) = OBEYED.at(words, i) {
        i = end;
    }
    strict && i == words.len()
}

/// "chịu trách nhiệm thi hành", "có hiệu lực kể từ ngày ký"; "trước khi Luật … có hiệu lực" is a time.
pub(super) fn is_force(tokens: &[Token]) -> bool {
    let is_time = |i: usize| {
        let clause =
            tokens[..i].iter().rev().take(14).take_while(|t| !matches!(t.key.as_str(), "." | ";" | ","));
        any_at(tokens, i, &["có hiệu lực", "hiệu lực thi hành"]).is_some()
            && clause.into_iter().any(|t| t.is("khi") || t.is("ngày"))
    };
    (0..tokens.len()).any(|i| FORCE.at(tokens, i).is_some() && !is_time(i))
}

/// "Hồ sơ gồm:", "Thành phần hồ sơ mỗi trường hợp gồm có:": what stands below are papers, not orders.
pub(super) fn lists_papers(lead_in: &[Token]) -> bool {
    let ends = lead_in.split_last().filter(|(last, _)| last.is(":")).map_or(&[][..], |(_, words)| words);
    let papers = ["hồ sơ", "thành phần hồ sơ", "tài liệu", "giấy tờ", "mẫu biểu", "bộ hồ sơ"];
    any_at(ends, 0, &papers).is_some() && has_any(&ends[ends.len().saturating_sub(3)..], &["gồm"])
}

/// The words of a sentence up to where the issuer says what it will do itself: "…, Sở sẽ tổng hợp, báo cáo
/// UBND tỉnh"; nothing where that is what follows if nobody obeys. Lost letters make no "sẽ" of "số".
fn before_intent(words: &[Token]) -> &[Token] {
    let Some(will) = words.iter().position(|t| t.key == "sẽ") else { return words };
    let clause = words[..will].iter().rposition(|t| t.is(",") || t.is(";")).unwrap_or(0);
    let threat =
        has_any(&words[..clause], &["không", "chậm", "nếu", "quá hạn", "quá thời hạn", "trường hợp"]);
    if threat { &[] } else { &words[..clause] }
}

/// The sentence above a list says that the list orders.
pub(super) fn opens_orders(lead_in: &[Token]) -> bool {
    if has_any(lead_in, &["xin báo cáo", "trả lời", "xin ý kiến", "báo cáo giải trình", "hỏi về"])
    {
        return false;
    }
    ORDER_CUES.within(lead_in)
}

/// The colon stands right behind whom is told or what is asked: "… đề nghị các Sở:", "… thực hiện:".
pub(super) fn opens_list(lead_in: &[Token]) -> bool {
    let told = (0..lead_in.len()).rev().find_map(|i| ORDER_VERBS.at(lead_in, i)).unwrap_or(0);
    let acts = (told..lead_in.len()).filter(|&i| ACTIONS.at(lead_in, i).is_some()).count();
    acts < 2
}

/// The words themselves order: "Giao Sở A …", "Sở A chủ trì …", "Rà soát …".
pub(super) fn orders(tokens: &[Token]) -> bool {
    let start = tokens.iter().position(|t| t.kind != Kind::Mark).unwrap_or(0);
    ORDER_VERBS.at(tokens, start).is_some()
        || begins_unit(tokens, start)
        || ACTIONS.at(tokens, start).is_some()
}

/// "Giao Sở A …", "UBND tỉnh yêu cầu …": somebody is told or asked to do something.
pub(super) fn tells(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|i| tells_at(tokens, i))
}

fn tells_at(tokens: &[Token], i: usize) -> bool {
    ORDER_VERBS.at(tokens, i).is_some_and(|end| {
        let end = any_at(tokens, end, &["cho", "rằng"]).unwrap_or(end);
        begins_unit(tokens, end)
            || any_at(tokens, end, &["quý", "đồng chí", "các đồng chí", "ông", "bà"]).is_some()
    })
}

/// "… chuyển đơn đến UBND xã A để xem xét, giải quyết": an order in the form of a transfer.
/// The index of who gets it.
pub(super) fn hands_over(sentence: &[Token]) -> Option<usize> {
    let moved = find_phrase(sentence, 0, "chuyển")?;
    let to = (moved.end..sentence.len())
        .find_map(|i| any_at(sentence, i, &["đến", "tới", "cho"]).filter(|&at| begins_unit(sentence, at)))?;
    find_phrase(sentence, to, "để").and_then(|aim| ACTIONS.at(sentence, aim.end)).map(|_| to)
}

/// Begins with who is to act: "Sở A nghiên cứu …".
pub(super) fn has_subject(sentence: &[Token]) -> bool {
    begins_unit(sentence, 0) && !has_any(sentence, &["đã", "nhận được"])
}

/// "… thông báo để các cơ quan biết, thực hiện".
pub(super) fn informs(sentence: &[Token]) -> bool {
    any_at(sentence, 0, &["trong quá trình"]).is_some()
        || DIFFICULTY.within(sentence)
        || has_any(
            sentence,
            &["thông báo để", "xin thông báo", "thông báo đến", "biết , thực hiện", "biết , liên hệ"],
        )
}

/// A sentence behind the points that orders: a report, following up, pressing.
pub(super) fn closes_with_order(sentence: &[Token]) -> bool {
    let start = sentence.iter().position(|t| t.kind != Kind::Mark).unwrap_or(sentence.len());
    let words = &sentence[start..];
    // "… gửi báo cáo về Sở A; nếu có vướng mắc, …": what stands before the last clause still orders.
    let doubtful = (0..words.len()).find(|&i| DIFFICULTY.at(words, i).is_some());
    let clear = doubtful.map_or(words.len(), |at| words[..at].iter().rposition(|t| t.is(";")).unwrap_or(0));
    let words = before_intent(&words[..clear]);
    // "Nhận được Công điện này, yêu cầu các đơn vị … báo cáo", "Trên đây là Kế hoạch …, đề nghị các xã gửi
    // báo cáo …": the order stands behind.
    let opened = any_at(words, 0, &["nhận được", "trên đây"]).is_some();
    let told = || (1..words.len()).find(|&i| tells_at(words, i));
    let words = opened.then(told).flatten().map_or(words, |at| &words[at..]);
    if FORMAL.at(words, 0).is_some() || is_force(words) {
        return false;
    }
    let follows = ["theo dõi", "đôn đốc", "kiểm tra", "tổng hợp", "hướng dẫn", "tham mưu"];
    let subject = begins_unit(words, 0)
        && words.iter().take(14).enumerate().any(|(i, _)| any_at(words, i, &follows[..2]).is_some());
    reports(words) || subject || tells(words) && has_any(words, &follows)
}

/// The item may state a fact as well: it begins with no order and nobody is told, its subject "đã" did
/// something, or the issuer agrees; in a notice also where nobody is named.
pub(super) fn may_state(tokens: &[Token], read: &Ordered, notice: bool) -> bool {
    let told = !read.leads.is_empty() || tells(tokens);
    let agrees = any_at(tokens, 0, &["thống nhất", "đồng ý", "nhất trí", "chấp thuận"]).is_some();
    let did = tokens.get(read.rest).is_some_and(|t| t.key == "đã");
    did || !told && (notice || agrees || !orders(tokens))
}

/// The item orders by itself, so that what stands under it is detail.
pub(super) fn orders_itself(tokens: &[Token], read: &Ordered) -> bool {
    let ends = |mark: &str| tokens.last().is_some_and(|t| t.is(mark));
    // "Đối với Ban tổ chức các đảng ủy:" names whom, also where a name has the words of an order.
    if ends(":") && any_at(tokens, 0, &["đối với"]).is_some() && tokens.len() < 25 {
        return false;
    }
    // A line that neither ends nor has a verb behind its units is a name: "2. Các trường công lập, dân lập".
    let open = tokens.last().is_some_and(Token::is_word)
        && STOPS.at(tokens, read.rest).is_none()
        && ACTIONS.at(tokens, read.rest).is_none();
    let told = !read.leads.is_empty() && !open && tokens.get(read.rest).is_some_and(|t| !t.is(":"));
    let acts = ends(":") && ACTIONS.at(tokens, read.rest).is_some();
    ends(".") || (told || acts) && !hands_down(tokens)
}

/// A title without an order and without anything under it: "1. Cải cách thể chế".
pub(super) fn is_bare_title(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.is(":")) && tokens.len() < 12
}

/// A report is asked for.
pub(super) fn reports(words: &[Token]) -> bool {
    let report = has_any(words, &["báo cáo"])
        && has_any(
            words,
            &["về", "gửi", "qua", "kết quả", "trước ngày", "chậm nhất", "định kỳ", "ubnd", "ủy ban nhân dân"],
        );
    report || has_any(words, &["gửi kết quả", "gửi văn bản", "thông tin kết quả", "gửi về"])
}
