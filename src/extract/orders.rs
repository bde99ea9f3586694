//! Which points, sentences and headings order something (corpus/SCHEMA "What is one task").
//!
//! Border: yes or no over words; building the tasks is in [`super::tasks`].

use super::token::{Kind, Token, any_at, has_any};
use super::units::begins_unit;
use super::words::{
    ACTIONS, DIFFICULTY, FORCE, FORMAL, NARRATED, ORDER_CUES, ORDER_VERBS, SKIPPED, STATED, SUCH_AS,
};

pub(super) fn skips_section(heading: &[Token]) -> bool {
    // "Yêu cầu Sở A …" orders; "YÊU CẦU" and "Kết quả thực hiện" are headings.
    is_heading(heading) && SKIPPED.at(heading, 0).is_some_and(|end| !begins_unit(heading, end))
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
    let repeats =
        has_any(tokens, &["nhiệm vụ nêu trên", "nội dung nêu trên", "nhiệm vụ trên", "nội dung trên"])
            && !reports(tokens);
    STATED.at(tokens, 0).is_some() || is_force(tokens) || narrated || repeats
}

/// "chịu trách nhiệm thi hành", "có hiệu lực kể từ ngày ký".
pub(super) fn is_force(tokens: &[Token]) -> bool {
    FORCE.within(tokens)
}

/// The sentence above a list says that the list orders.
pub(super) fn opens_orders(lead_in: &[Token]) -> bool {
    if has_any(lead_in, &["xin báo cáo", "trả lời", "xin ý kiến", "báo cáo giải trình"]) {
        return false;
    }
    ORDER_CUES.within(lead_in)
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
    (0..tokens.len()).any(|i| {
        ORDER_VERBS.at(tokens, i).is_some_and(|end| {
            let end = any_at(tokens, end, &["cho", "rằng"]).unwrap_or(end);
            begins_unit(tokens, end)
                || any_at(tokens, end, &["quý", "đồng chí", "các đồng chí", "ông", "bà"]).is_some()
        })
    })
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
    if FORMAL.at(words, 0).is_some() || DIFFICULTY.within(words) || is_force(words) {
        return false;
    }
    reports(words)
        || tells(words)
            && has_any(words, &["theo dõi", "đôn đốc", "kiểm tra", "tổng hợp", "hướng dẫn", "tham mưu"])
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
