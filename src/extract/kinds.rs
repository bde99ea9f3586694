//! Tên loại: the headings of Decree 30/2020/NĐ-CP (article 7, appendix III) and the letters of a
//! symbol that stand for them.
//!
//! Border: tables and their lookup.

use super::token::{Token, phrase_at};

/// (heading, code in the symbol). Longer names first where one begins another.
#[rustfmt::skip]
const KINDS: [(&str, &str); 35] = [
    ("nghị quyết", "NQ"), ("quyết định", "QĐ"), ("chỉ thị", "CT"), ("quy chế", "QC"), ("quy định", "QyĐ"),
    ("thông cáo", "TC"), ("thông báo", "TB"), ("hướng dẫn", "HD"), ("chương trình", "CTr"),
    ("kế hoạch", "KH"), ("phương án", "PA"), ("đề án", "ĐA"), ("dự án", "DA"), ("báo cáo", "BC"),
    ("biên bản", "BB"), ("tờ trình", "TTr"), ("hợp đồng", "HĐ"), ("công điện", "CĐ"),
    ("bản ghi nhớ", "BGN"), ("bản thỏa thuận", "BTT"), ("giấy ủy quyền", "GUQ"), ("giấy mời", "GM"),
    ("giấy giới thiệu", "GGT"), ("giấy nghỉ phép", "GNP"), ("phiếu gửi", "PG"), ("phiếu chuyển", "PC"),
    ("phiếu báo", "PB"), ("kết luận", "KL"), ("thư công", ""), ("công văn", "CV"),
    // Beyond the decree's list: the Party's (Hướng dẫn 36-HD/VPTW) and those of the law on legal documents.
    ("thông tri", "TT"), ("thông tư liên tịch", "TTLT"), ("thông tư", "TT"), ("nghị định", "NĐ"), ("phiếu trình", "PTr"),
];

/// The kind a line in capitals begins with, and where the rest of the line begins.
pub(super) fn heading(tokens: &[Token]) -> Option<(&'static str, usize)> {
    let named = KINDS.iter().find_map(|(name, _)| phrase_at(tokens, 0, name).map(|end| (*name, end)));
    named.or_else(|| spaced(tokens))
}

/// "K Ế  H O Ạ C H": letters set apart fill the line.
fn spaced(tokens: &[Token]) -> Option<(&'static str, usize)> {
    let single = |t: &Token| t.key.chars().count() == 1;
    if tokens.len() < 4 || tokens.len() > 16 || !tokens.iter().all(single) {
        return None;
    }
    let letters: String = tokens.iter().map(|t| t.key.as_str()).collect();
    let kind = KINDS.iter().find(|(name, _)| name.replace(' ', "") == letters)?;
    Some((kind.0, tokens.len()))
}

/// The kind a symbol names: "QĐ-UBND", "QĐ-UBND-HC", Party "QC/TW".
pub(super) fn by_symbol(number: &str) -> Option<&'static str> {
    let codes = number.split(['/', '-']).skip(1);
    codes
        .filter(|code| !code.chars().all(|c| c.is_ascii_digit()))
        .take(1)
        .find_map(|code| KINDS.iter().find(|(_, abbreviation)| *abbreviation == code).map(|(name, _)| *name))
}

/// The kind that says of itself "Quyết định này …": what is left where the heading was cut off.
pub(super) fn in_force(tokens: &[Token]) -> Option<&'static str> {
    let named = |i: usize| {
        let (name, end) = heading(&tokens[i..])?;
        (tokens[i].capital && phrase_at(tokens, i + end, "này").is_some()).then_some(name)
    };
    (0..tokens.len()).find_map(named)
}

/// "văn bản này" in the words of each kind, as "kể từ ngày ban hành Công văn này" has it.
pub(super) fn is_document_noun(tokens: &[Token], at: usize) -> Option<usize> {
    phrase_at(tokens, at, "văn bản")
        .or_else(|| KINDS.iter().find_map(|(name, _)| phrase_at(tokens, at, name)))
}
