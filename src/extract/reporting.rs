//! Where the addressees' report goes: to whom, and through whom.
//!
//! Border: the channel of DOMAIN §4.2 ("về UBND tỉnh (qua Sở Nội vụ)"); the duty to report is a
//! task of its own.

use super::header::Found;
use super::source::Source;
use super::token::{Token, any_at, has_any, has_phrase, phrase_at};
use super::units::{Unit, list_at, list_behind};

#[derive(Debug, Default)]
pub(super) struct Channel {
    pub to: Option<Found>,
    pub via: Option<Found>,
    /// "(qua X)": the words say the channel, and the bracket where its name ends.
    pub is_stated: bool,
}

/// Reads the channel from sentences that ask for a report; the first that names one counts.
pub(super) fn channel<'a>(
    source: &Source,
    sentences: impl Iterator<Item = &'a [Token]>,
    issuer: &str,
) -> Channel {
    let mut channel = Channel::default();
    let reports = |s: &&[Token]| has_any(s, &["báo cáo", "gửi kết quả", "kết quả thực hiện", "kết quả về"]);
    for sentence in sentences.filter(reports) {
        let to = receiver(source, sentence);
        let via = through(source, sentence);
        let is_issuer = |unit: &Unit| same_body(&unit.name, issuer);
        let passes = || via.is_none() && !is_other(sentence);
        let direct = to.clone().filter(|unit| passes() && !is_issuer(unit) && !is_upper(unit));
        let closes = |unit: &Unit| sentence.iter().find(|t| t.from >= unit.to).is_some_and(|t| t.is(")"));
        channel.is_stated = via.as_ref().is_some_and(closes);
        channel.via = channel.via.or(via.or(direct).map(found));
        channel.to = channel.to.or(to.filter(is_issuer).map(found));
        if channel.via.is_some() {
            break;
        }
    }
    channel
}

/// A paper for a meeting, an explanation or news of one event: no report on carrying out.
fn is_other(tokens: &[Token]) -> bool {
    let other = ["chuẩn bị", "giải trình", "khi xảy ra", "khi phát hiện", "khi phát sinh", "khi có"];
    has_any(tokens, &other) && !has_any(tokens, &["tổng hợp"])
}

fn found(unit: Unit) -> Found {
    Found { text: unit.name, from: unit.from, to: unit.to }
}

/// "(qua Sở Nội vụ)", "thông qua Văn phòng UBND tỉnh".
fn through(source: &Source, tokens: &[Token]) -> Option<Unit> {
    (0..tokens.len()).find_map(|i| {
        let end = any_at(tokens, i, &["thông qua :", "qua :", "thông qua", "qua"])?;
        list_behind(source, &tokens[..contact(tokens, end)], end).0.into_iter().next()
    })
}

/// Where its address begins: "(qua Vụ A, email: …)", "qua Cục B, số 7 đường C".
fn contact(tokens: &[Token], from: usize) -> usize {
    let ways = [
        "email",
        "e-mail",
        "thư điện tử",
        "hộp thư",
        "hòm thư",
        "địa chỉ",
        "điện thoại",
        "đt",
        "fax",
        "zalo",
        "tầng",
    ];
    let begins = |i: usize| {
        let house = phrase_at(tokens, i, "số").and_then(|at| tokens.get(at)?.number());
        any_at(tokens, i, &ways).is_some() || house.is_some()
    };
    let apart = |i: &usize| !tokens[*i - 1].is_word();
    (from + 1..tokens.len()).filter(apart).find(|&i| begins(i)).map_or(tokens.len(), |i| i - 1)
}

/// "báo cáo … về UBND tỉnh", "gửi Sở Nội vụ".
fn receiver(source: &Source, tokens: &[Token]) -> Option<Unit> {
    let from = (0..tokens.len()).find(|&i| any_at(tokens, i, &["báo cáo", "gửi", "kết quả"]).is_some())?;
    (from..tokens.len()).find_map(|i| {
        let ways = [
            "gửi báo cáo về",
            "gửi báo cáo cho",
            "gửi về",
            "gửi cho",
            "gửi",
            "về",
            "báo cáo cho",
            "kết quả cho",
        ];
        let end = any_at(tokens, i, &ways)?;
        list_at(source, tokens, end).0.into_iter().next()
    })
}

/// Ministries and the Government are above, not on the way.
fn is_upper(unit: &Unit) -> bool {
    ["Bộ ", "Chính phủ", "Thủ tướng"].iter().any(|head| unit.name.starts_with(head))
}

/// "UBND tỉnh" and "Ủy ban nhân dân tỉnh Kiên Giang" are one body.
fn same_body(name: &str, issuer: &str) -> bool {
    let plain = |text: &str| super::token::key(text).replace("ubnd", "ủy ban nhân dân");
    let (name, issuer) = (plain(name), plain(issuer));
    !name.is_empty() && (issuer.starts_with(&name) || name.starts_with(&issuer))
}

/// Whether this letter is about an inspection, so that its first part states findings.
pub(super) fn is_inspection(preamble: &[Vec<Token>]) -> bool {
    preamble.iter().any(|p| has_phrase(p, "kiểm tra") || has_phrase(p, "thanh tra"))
}
