//! Which points, sentences and headings order something (corpus/SCHEMA "What is one task").
//!
//! Border: yes or no over words; building the tasks is in [`super::tasks`].

use super::token::{Kind, Token, any_at, has_any};
use super::units::begins_unit;
use super::words::{ACTIONS, ORDER_VERBS};

/// Headings of parts that hold no task: aims, assessments, legal bases, money, force.
#[rustfmt::skip]
const SKIPPED: [&str; 34] = [
    "mục đích", "yêu cầu", "mục tiêu", "mục đích , yêu cầu", "đánh giá", "kết quả", "tình hình",
    "quan điểm", "căn cứ", "cơ sở pháp lý", "kinh phí", "nguồn kinh phí", "tồn tại", "hạn chế",
    "nguyên nhân", "ưu điểm", "khuyết điểm", "phạm vi", "đối tượng", "nguyên tắc", "sự cần thiết",
    "hiệu lực", "thực trạng", "những kết quả", "những hạn chế", "những tồn tại", "một số kết quả",
    "một số tồn tại", "một số hạn chế", "về kết quả", "khái quát", "nhận xét", "các căn cứ", "chỉ tiêu",
];

/// A point that opens so states, praises, pays or enters into force.
#[rustfmt::skip]
const STATED: [&str; 29] = [
    "thống nhất đánh giá", "ghi nhận", "biểu dương các", "biểu dương những", "biểu dương sự",
    "đánh giá cao", "hoan nghênh", "nhìn chung", "cơ bản thống nhất", "cơ bản đồng ý", "thống nhất với",
    "kinh phí thực hiện", "kinh phí", "nguồn kinh phí", "quyết định này", "chỉ thị này", "kế hoạch này",
    "công văn này", "văn bản này", "thông báo này", "bãi bỏ", "trong quá trình", "nếu có vướng mắc",
    "nếu có khó khăn", "quá thời hạn", "chịu trách nhiệm trước", "thời gian :", "địa điểm :",
    "thành phần :",
];

/// How an account of what happened begins.
#[rustfmt::skip]
const NARRATED: [&str; 14] = [
    "trong thời gian qua", "thời gian qua", "trong những năm qua", "hiện nay", "hiện", "vừa qua", "ngày",
    "từ ngày", "theo quy định", "theo báo cáo", "để tránh", "đến nay", "năm", "tính đến",
];

/// A leading phrase of a sentence that only carries out, informs or says goodbye.
#[rustfmt::skip]
const FORMAL: [&str; 20] = [
    "trong quá trình", "nhận được", "quá thời hạn", "trên đây", "thông báo", "xin thông báo", "trân trọng",
    "quyết định này", "chỉ thị này", "kế hoạch này", "công văn này", "văn bản này", "nếu có",
    "nếu vướng mắc", "rất mong", "xin", "mọi vướng mắc", "mọi chi tiết", "thông tin chi tiết",
    "chi tiết liên hệ",
];

const DIFFICULTY: [&str; 4] = ["vướng mắc", "khó khăn", "phát sinh vượt thẩm quyền", "để được hướng dẫn"];

pub(super) fn skips_section(heading: &[Token]) -> bool {
    is_heading(heading)
        && SKIPPED.iter().any(|words| {
            any_at(heading, 0, &[words]).is_some_and(|end| {
                // "Yêu cầu Sở A …" orders; "YÊU CẦU" and "Kết quả thực hiện" are headings.
                !begins_unit(heading, end)
            })
        })
}

/// Short and without a full stop: a name for what is below it.
pub(super) fn is_heading(tokens: &[Token]) -> bool {
    let ended = tokens.last().is_some_and(|t| matches!(t.key.as_str(), "." | ";"));
    tokens.len() <= 28 && !ended
}

/// An item that only hands down: "Tập trung thực hiện các nhiệm vụ sau:".
pub(super) fn hands_down(tokens: &[Token]) -> bool {
    #[rustfmt::skip]
    const SUCH: [&str; 12] = [
        "nhiệm vụ sau", "nội dung sau", "việc sau", "công việc sau", "giải pháp sau", "nhiệm vụ sau đây",
        "nội dung sau đây", "nhiệm vụ cụ thể sau", "một số nhiệm vụ", "một số nội dung", "các nhiệm vụ :",
        "như sau",
    ];
    tokens.last().is_some_and(|t| t.is(":")) && has_any(tokens, &SUCH)
}

pub(super) fn is_statement(tokens: &[Token]) -> bool {
    let narrated = any_at(tokens, 0, &NARRATED).is_some_and(|_| {
        let first = super::sentences::split(tokens).first().copied().unwrap_or_default();
        has_any(first, &["đã", "đang", "được"]) && !tells(first) && !has_any(first, &["hoàn thành", "phải"])
    });
    // "… triển khai các nhiệm vụ nêu trên" repeats the other points.
    let repeats =
        has_any(tokens, &["nhiệm vụ nêu trên", "nội dung nêu trên", "nhiệm vụ trên", "nội dung trên"])
            && !reports(tokens);
    any_at(tokens, 0, &STATED).is_some() || is_force(tokens) || narrated || repeats
}

/// "chịu trách nhiệm thi hành", "có hiệu lực kể từ ngày ký".
pub(super) fn is_force(tokens: &[Token]) -> bool {
    has_any(
        tokens,
        &[
            "trách nhiệm thi hành",
            "chịu trách nhiệm thực hiện quyết định",
            "có hiệu lực",
            "hiệu lực thi hành",
        ],
    )
}

/// The sentence above a list says that the list orders.
pub(super) fn opens_orders(lead_in: &[Token]) -> bool {
    if has_any(lead_in, &["xin báo cáo", "trả lời", "xin ý kiến", "báo cáo giải trình"]) {
        return false;
    }
    #[rustfmt::skip]
    const CUES: [&str; 17] = [
        "yêu cầu", "đề nghị", "giao", "chỉ đạo", "phân công", "có ý kiến", "kết luận", "nhiệm vụ",
        "thực hiện", "cần", "triển khai", "phải", "ban hành kế hoạch", "khắc phục", "chỉ thị", "điện",
        "đồng ý",
    ];
    has_any(lead_in, &CUES)
}

/// The words themselves order: "Giao Sở A …", "Sở A chủ trì …", "Rà soát …".
pub(super) fn orders(tokens: &[Token]) -> bool {
    let start = tokens.iter().position(|t| t.kind != Kind::Mark).unwrap_or(0);
    any_at(tokens, start, &ORDER_VERBS).is_some()
        || begins_unit(tokens, start)
        || ACTIONS.at(tokens, start).is_some()
}

/// "Giao Sở A …", "UBND tỉnh yêu cầu …": somebody is told or asked to do something.
pub(super) fn tells(tokens: &[Token]) -> bool {
    (0..tokens.len()).any(|i| {
        ORDER_VERBS.iter().filter_map(|verb| any_at(tokens, i, &[verb])).max().is_some_and(|end| {
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
        || has_any(sentence, &DIFFICULTY)
        || has_any(
            sentence,
            &["thông báo để", "xin thông báo", "thông báo đến", "biết , thực hiện", "biết , liên hệ"],
        )
}

/// A sentence behind the points that orders: a report, following up, pressing.
pub(super) fn closes_with_order(sentence: &[Token]) -> bool {
    let start = sentence.iter().position(|t| t.kind != Kind::Mark).unwrap_or(sentence.len());
    let words = &sentence[start..];
    if any_at(words, 0, &FORMAL).is_some() || has_any(words, &DIFFICULTY) || is_force(words) {
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
