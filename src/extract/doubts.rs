//! What a letter contradicts in itself: a share that does not follow from its fraction, a weekday
//! that is not that day's. Shown, never corrected in the text.
//!
//! Border: proofs from the letter alone (corpus/SCHEMA "Warnings").

use chrono::Datelike;

use super::case::upper_first;
use super::dates::day_at;
use super::source::Source;
use super::targets::number_end;
use super::token::{Gap, Kind, Token, any_at, join, phrase_at, span_of};
use super::units::begins_unit;
use super::words::{ACTIONS, FIELD_NAMES, SHARES};
use crate::domain::directive::{Doubt, DoubtKind};

const REACH: usize = 14;

/// The most words of a part of a sum and the most parts, so that no text takes long.
const PART: usize = 40;
const PARTS: usize = 60;

/// Every doubt of one paragraph.
pub(super) fn all(source: &Source, tokens: &[Token], year: Option<i32>) -> Vec<Doubt> {
    let mut found = Vec::new();
    for i in 0..tokens.len() {
        found.extend(ratio(source, tokens, i));
        found.extend(sum(source, tokens, i));
        found.extend(weekday(source, tokens, i, year));
        found.extend(impossible(source, tokens, i));
    }
    found
}

/// A doubt about `words`, which are its text.
pub(super) fn doubt(source: &Source, words: &[Token], kind: DoubtKind, expected: Option<String>) -> Doubt {
    Doubt { kind, text: join(source, words), expected, span: span_of(source, words) }
}

/// "17/20 nhiệm vụ, đạt 70%": 17 of 20 is 85 %.
fn ratio(source: &Source, tokens: &[Token], i: usize) -> Option<Doubt> {
    let (part, whole, end) = fraction(tokens, i)?;
    let stop = |k: usize| {
        tokens[k].is(";")
            || tokens[k].is(".") && tokens.get(k + 1).is_none_or(|t| t.gap != Gap::None)
            || fraction(tokens, k).is_some()
    };
    let at = (end..tokens.len().min(end + REACH))
        .take_while(|&k| !stop(k))
        .find_map(|k| SHARES.at(tokens, k).filter(|&n| percent(source, tokens, n).is_some()))?;
    let (printed, decimals, to) = percent(source, tokens, at)?;
    let right = part / whole * 100.0;
    let scale = 10f64.powi(decimals);
    if ((right * scale).round() / scale - printed).abs() < 1e-6 {
        return None;
    }
    let expected = rounded(right, decimals);
    let text = format!("{} … {}", join(source, &tokens[i..end]), join(source, &tokens[at..to]));
    Some(Doubt { text, ..doubt(source, &tokens[i..to], DoubtKind::RatioMismatch, Some(expected)) })
}

/// "85%", "66,7%": with as many decimals as the letter prints.
fn rounded(value: f64, decimals: i32) -> String {
    let decimals = usize::try_from(decimals).unwrap_or(0);
    format!("{value:.decimals$}%").replace('.', ",")
}

/// "17/20" or "1.050/1.200" that is no date and no number of a document; part, whole, end.
fn fraction(tokens: &[Token], i: usize) -> Option<(f64, f64, usize)> {
    let glued =
        i > 0 && tokens[i].gap == Gap::None && tokens[i - 1].kind == Kind::Mark && !tokens[i - 1].is("(");
    if glued || tokens[i].kind != Kind::Number {
        return None;
    }
    let (part, end) = whole_number(tokens, i)?;
    let slash = phrase_at(tokens, end, "/")
        .or_else(|| phrase_at(tokens, end, "trên tổng số"))
        .or_else(|| phrase_at(tokens, end, "trong tổng số"))?;
    let (whole, to) = whole_number(tokens, slash)?;
    let more = tokens.get(to).is_some_and(|t| t.gap == Gap::None && (t.is("/") || t.is("-") || t.is_word()));
    let is_date = i > 0 && matches!(tokens[i - 1].key.as_str(), "ngày" | "số");
    (!more && !is_date && whole > 0.0 && part <= whole).then_some((part, whole, to))
}

fn whole_number(tokens: &[Token], i: usize) -> Option<(f64, usize)> {
    tokens.get(i)?.number()?;
    let end = number_end(tokens, i);
    let grouped = tokens[i + 1..end].iter().all(|t| t.is(".") || t.key.len() == 3 && t.kind == Kind::Number);
    let digits: String =
        tokens[i..end].iter().filter(|t| t.kind == Kind::Number).map(|t| t.key.as_str()).collect();
    let value = digits.parse().ok()?;
    grouped.then_some((value, end))
}

/// "96,4%" at `i`: value, decimals, end.
fn percent(source: &Source, tokens: &[Token], i: usize) -> Option<(f64, i32, usize)> {
    tokens.get(i)?.number()?;
    let end = number_end(tokens, i);
    tokens.get(end).filter(|t| t.is("%"))?;
    let printed: String = super::refs::squeeze(source, &tokens[i..end]).replace(',', ".");
    let decimals = printed.split_once('.').map_or(0, |(_, d)| d.len());
    Some((printed.parse().ok()?, i32::try_from(decimals).ok()?, end + 1))
}

/// "48 hồ sơ, gồm: 20 hồ sơ đất đai, 18 hồ sơ xây dựng": the parts make 38. Behind "trong đó"
/// parts may be left out, so that only too large a sum proves anything.
fn sum(source: &Source, tokens: &[Token], i: usize) -> Option<Doubt> {
    let glued =
        i > 0 && tokens[i].gap == Gap::None && tokens[i - 1].kind == Kind::Mark && !tokens[i - 1].is("(");
    let (total, end) = whole_number(tokens, i).filter(|_| !glued)?;
    let (at, whole) =
        (end..tokens.len().min(end + 12)).take_while(|&k| tokens[k].number().is_none()).find_map(|k| {
            let whole = any_at(tokens, k, &["bao gồm", "gồm có", "gồm", "chia ra"]).map(|n| (n, true));
            whole.or_else(|| any_at(tokens, k, &["trong đó", "cụ thể"]).map(|n| (n, false)))
        })?;
    let mut k = any_at(tokens, at, &[": có", ":", "có"]).unwrap_or(at);
    // "tổng số 34 việc, trong đó: Sở A 09 việc, Sở B 11 việc, …": told body by body, it is told whole.
    let summed = (i.saturating_sub(3)..i).any(|k| any_at(tokens, k, &["tổng số", "tổng cộng"]).is_some());
    let mut bodies = summed && tokens.get(at).is_some_and(|t| t.is(":"));
    let (mut parts, mut added, mut last, mut done) = (0, 0.0, at, false);
    while let Some((part, after)) = part(tokens, k, end).filter(|_| parts < PARTS) {
        (parts, added) = (parts + 1, added + part);
        bodies = bodies && begins_unit(tokens, k);
        // "xây dựng 28 hồ sơ" names a field.
        done |= !tokens[k].capital && ACTIONS.at(tokens, k).is_some() && FIELD_NAMES.at(tokens, k).is_none();
        last = (after..tokens.len().min(after + PART))
            .find(|&n| matches!(tokens[n].key.as_str(), "," | ";" | "." | ")" | "và"))
            .unwrap_or(tokens.len().min(after + PART));
        k = any_at(tokens, last, &[", và", "; và", ",", ";", "và"]).unwrap_or(tokens.len());
    }
    let whole = whole || bodies && parts > 2 || super::token::has_phrase(&tokens[at..last], "còn lại");
    // What was done is counted, not parts of the whole: "trong đó giải quyết 20 hồ sơ".
    let wrong = parts >= 2 && !done && (added > total || whole && added < total);
    wrong.then(|| doubt(source, &tokens[i..last], DoubtKind::SumMismatch, Some(format!("{added:.0}"))))
}

/// "32 văn bản" in the clause at `k`, also behind a name: "Sở A: 32 văn bản", "Quận 8 04 tuyến".
fn part(tokens: &[Token], k: usize, whole: usize) -> Option<(f64, usize)> {
    let clause = tokens.get(k..)?.iter().take(16).take_while(|t| !t.is(";") && !t.is(".")).count();
    (k..k + clause)
        .find_map(|i| whole_number(tokens, i).filter(|(_, after)| counts_same(tokens, whole, *after)))
}

/// The same things are counted: "7 Bộ, trong đó 7 địa phương" adds up to nothing.
fn counts_same(tokens: &[Token], whole: usize, part: usize) -> bool {
    tokens.get(part).is_some_and(|t| t.is_word() && tokens.get(whole).is_some_and(|w| w.key == t.key))
}

/// The days from Monday on, by word and by number.
const WEEKDAYS: [(&str, &str); 7] = [
    ("thứ hai", "thứ 2"),
    ("thứ ba", "thứ 3"),
    ("thứ tư", "thứ 4"),
    ("thứ năm", "thứ 5"),
    ("thứ sáu", "thứ 6"),
    ("thứ bảy", "thứ 7"),
    ("chủ nhật", "chủ nhật"),
];

/// "thứ Sáu, ngày 16/10/2020" that is no Friday.
fn weekday(source: &Source, tokens: &[Token], i: usize, year: Option<i32>) -> Option<Doubt> {
    let named = |&(word, digit): &(&str, &str)| any_at(tokens, i, &[word, digit]).is_some();
    let printed = WEEKDAYS.iter().position(named)?;
    // Both forms have two words.
    let named = any_at(tokens, i + 2, &[", ngày", "( ngày", "ngày", ",", "("]).unwrap_or(i + 2);
    let day = day_at(tokens, named)?;
    let on = day.in_year(day.year.or(year)?)?.weekday().num_days_from_monday() as usize;
    if on == printed {
        return None;
    }
    let (word, digit) = WEEKDAYS[on];
    let expected = match word.split_once(' ')? {
        _ if tokens[i + 1].kind == Kind::Number => digit.to_owned(),
        ("chủ", _) => "Chủ nhật".to_owned(),
        (head, name) => format!("{head} {}", upper_first(name)),
    };
    Some(doubt(source, &tokens[i..day.at.end], DoubtKind::WeekdayMismatch, Some(expected)))
}

/// "ngày 31/4/2021".
fn impossible(source: &Source, tokens: &[Token], i: usize) -> Option<Doubt> {
    let at = phrase_at(tokens, i, "ngày")?;
    let day = day_at(tokens, at)?;
    // A leap day without its year may exist.
    let exists = day.in_year(2024).is_some() && day.year.is_none_or(|year| day.in_year(year).is_some());
    (!exists).then(|| doubt(source, &tokens[i..day.at.end], DoubtKind::DateImpossible, None))
}

#[cfg(test)]
mod tests {
    use super::super::token::push_tokens;
    use super::*;

    fn read(text: &str) -> Vec<(DoubtKind, Option<String>)> {
        let source = Source::new(text);
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        all(&source, &tokens, Some(2021)).into_iter().map(|d| (d.kind, d.expected)).collect()
    }

    #[test]
    fn contradictions_are_found_with_the_right_value() {
        for (text, kind, expected) in [
            ("đã thực hiện được 17/20 nhiệm vụ, đạt 70% kế hoạch", DoubtKind::RatioMismatch, Some("85%")),
            ("hoàn thành 5/7 chỉ tiêu (đạt tỷ lệ 70,4%)", DoubtKind::RatioMismatch, Some("71,4%")),
            ("giải quyết 1.050/1.200 hồ sơ, đạt 90%", DoubtKind::RatioMismatch, Some("88%")),
            (
                "tiếp nhận 48 hồ sơ, gồm: 20 hồ sơ đất đai, 18 hồ sơ xây dựng",
                DoubtKind::SumMismatch,
                Some("38"),
            ),
            // "xây dựng" is a field here and no work.
            (
                "có 126 hồ sơ trễ, gồm: đất đai 74 hồ sơ, xây dựng 28 hồ sơ, hộ tịch 19 hồ sơ; 05 công chức vắng",
                DoubtKind::SumMismatch,
                Some("121"),
            ),
            ("có 30 đơn, trong đó 20 đơn đúng hạn và 15 đơn trễ hạn", DoubtKind::SumMismatch, Some("35")),
            (
                "kiểm tra 50 hồ sơ. Trong đó: - Huyện A: 20 hồ sơ; - Các xã, phường còn lại: 25 hồ sơ",
                DoubtKind::SumMismatch,
                Some("45"),
            ),
            ("có 9 tuyến ngập, cụ thể: Quận 8 04 tuyến, quận B 06 tuyến", DoubtKind::SumMismatch, Some("10")),
            (
                "còn tổng số 34 việc, trong đó: Sở Y tế 09 việc, Sở Nội vụ 11 việc, UBND huyện A 05 việc",
                DoubtKind::SumMismatch,
                Some("25"),
            ),
            (
                "tổng cộng 20 hồ sơ, cụ thể: Sở Y tế: 9 hồ sơ; Sở Xây dựng: 6 hồ sơ; Công an tỉnh: 4 hồ sơ",
                DoubtKind::SumMismatch,
                Some("19"),
            ),
            ("họp vào thứ Hai, ngày 14/9/2021", DoubtKind::WeekdayMismatch, Some("thứ Ba")),
            ("gửi trước ngày 31/11/2021", DoubtKind::DateImpossible, None),
        ] {
            assert_eq!(read(text), [(kind, expected.map(str::to_owned))], "{text}");
        }
    }

    #[test]
    fn what_agrees_is_no_doubt() {
        for text in [
            "hoàn thành 18/24 nhiệm vụ, đạt 75%",
            "mới có 5/7 xã, đạt 71%",
            "báo cáo ngày 17/10, tỷ lệ đạt 70%",
            "có 30 đơn, trong đó 20 đơn đúng hạn và 5 đơn trễ hạn",
            "gồm 48 hồ sơ, bao gồm 30 hồ sơ đất đai và 18 hồ sơ xây dựng",
            "họp vào thứ Ba, ngày 14/9/2021",
            "có 30 đơn, cụ thể: giải quyết 20 đơn, chuyển 15 đơn",
            "Quyết định số 15/2021/QĐ-UBND, đạt 60%",
            // Not body by body, or not all of it told.
            "tổng số 40 dự án, trong đó: 10 dự án chậm, 8 dự án dừng, 5 dự án vướng",
            "có 34 việc, trong đó: Sở Y tế 09 việc, Sở Nội vụ 11 việc, UBND huyện A 05 việc",
            "tổng số 34 việc, trong đó Sở Y tế 09 việc, Sở Nội vụ 11 việc",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
