//! Names printed in capitals, put into sentence case: "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG".
//!
//! Border: spelling of capitals only (Decree 30, appendix II); the words stay.

/// Words after which every word of a place name is capital.
const PLACES: [&str; 10] =
    ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu", "tp"];

/// Bodies and posts whose own name begins with a capital after them.
#[rustfmt::skip]
const NAMED: [&str; 12] = [
    "sở", "bộ", "cục", "phòng", "phó", "ban chỉ đạo", "tổng cục", "chi cục", "thanh tra", "chánh", "viện",
    "trường",
];

/// Bodies that are a capital word wherever they stand.
const BODIES: [&str; 6] = ["văn phòng", "ủy ban", "hội đồng", "chính phủ", "thủ tướng", "bộ nội vụ"];

/// Short forms that stay in capitals.
const SHORT: [&str; 11] =
    ["ubnd", "hđnd", "cchc", "mttq", "đbqh", "thpt", "thcs", "bhxh", "tnhh", "mtv", "qlda"];

/// With a capital first letter.
pub(super) fn upper_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// A post in the spelling of signatures: "Phó Chủ tịch", "Phó Chánh Văn phòng", "Bộ trưởng".
pub(super) fn post(text: &str) -> String {
    let low: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    // A post begins with a capital, also behind "Phó", and so does a body's name inside it.
    let rises = |i: usize, word: &str| i == 0 || low[i - 1] == "phó" || matches!(word, "văn" | "thanh");
    let spelt = low.iter().enumerate().map(|(i, w)| if rises(i, w) { upper_first(w) } else { w.clone() });
    spelt.collect::<Vec<_>>().join(" ")
}

/// Small letters with the capitals that names need.
pub(super) fn sentence(text: &str) -> String {
    if text.chars().any(char::is_lowercase) {
        return text.to_owned();
    }
    let low: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let mut out: Vec<String> = Vec::with_capacity(low.len());
    let (mut in_place, mut capital) = (false, true);
    for (i, word) in low.iter().enumerate() {
        let pair = low.get(i + 1).map(|next| format!("{word} {next}")).unwrap_or_default();
        let is_mark = !word.chars().any(char::is_alphanumeric);
        let short = SHORT.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
        let rises = capital || in_place || BODIES.contains(&pair.as_str());
        out.push(if short {
            word.to_uppercase()
        } else if rises && word != "và" {
            upper_first(word)
        } else {
            word.clone()
        });
        let before = i.checked_sub(1).map(|b| format!("{} {word}", low[b])).unwrap_or_default();
        let place = pair != "xã hội" && PLACES.contains(&word.as_str()) || PLACES.contains(&before.as_str());
        if place {
            // "Ủy ban nhân dân tỉnh": the word for the level itself stays small.
            in_place = true;
            if i > 0 {
                let last = out.len() - 1;
                out[last].clone_from(word);
            }
        }
        let names = NAMED.contains(&word.as_str()) || NAMED.contains(&before.as_str());
        let in_name = low.iter().take(i).any(|w| NAMED.contains(&w.as_str()));
        capital = names || in_name && (is_mark || word == "và" || word.ends_with(','));
    }
    out.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{post, sentence};

    #[test]
    fn posts_are_spelt_as_under_a_signature() {
        for (printed, wanted) in [
            ("PHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
            ("PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
            ("CHÁNH THANH TRA", "Chánh Thanh tra"),
            ("PHÓ CHÁNH THANH TRA", "Phó Chánh Thanh tra"),
            ("BỘ TRƯỞNG", "Bộ trưởng"),
            ("PHÓ TRƯỞNG PHÒNG", "Phó Trưởng phòng"),
        ] {
            assert_eq!(post(printed), wanted);
        }
    }

    #[test]
    fn capitals_become_names() {
        for (printed, wanted) in [
            ("ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", "Ủy ban nhân dân tỉnh Lâm Đồng"),
            ("SỞ NỘI VỤ", "Sở Nội vụ"),
            ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
            ("Văn phòng Sở", "Văn phòng Sở"),
        ] {
            assert_eq!(sentence(printed), wanted);
        }
    }
}
