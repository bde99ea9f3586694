//! What the program's own papers put into a cell beside what a person entered: the item before the words of
//! a task, and in a note the item, the extensions, the reminders and how late it was entered.
//!
//! Border: shapes only; what they are taken for is for `cells`.

/// "#" stands for a number.
const PRINTED: [&str; 4] = [
    "Gia hạn # lần",
    "Gia hạn nhiều lần (# lần)",
    "Đã đôn đốc # lần, lần cuối #/#/#",
    "Vào sổ sau # ngày làm việc",
];

/// A part of a note that follows from the records.
pub(super) fn is_printed(part: &str) -> bool {
    let mut plain = String::new();
    for c in part.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }) {
        if c != '#' || !plain.ends_with('#') {
            plain.push(c);
        }
    }
    PRINTED.contains(&plain.as_str())
}

/// "Mục 2.a" of a register's note.
pub(super) fn printed_item(part: &str) -> Option<&str> {
    part.strip_prefix("Mục ").filter(|item| is_item(item))
}

/// "2. Rà soát" as its number and its words. A cell of several lines may number several points.
pub(super) fn numbered(cell: &str) -> Option<(&str, &str)> {
    let (item, work) = cell.split_once(". ")?;
    (is_item(item) && !work.trim().is_empty() && !cell.contains('\n')).then(|| (item, work.trim()))
}

/// "2.a", "II.1", "Đ2.2", "BC": what numbers a point of a letter, and no abbreviation such as "TP".
fn is_item(word: &str) -> bool {
    let is_short = word.chars().count() <= 8 && word.chars().all(|c| c.is_alphanumeric() || c == '.');
    let is_roman = word.chars().all(|c| "IVX".contains(c));
    let is_letter = word.chars().count() == 1 && word.chars().all(char::is_lowercase);
    let is_number = word.contains(|c: char| c.is_ascii_digit());
    !word.is_empty() && is_short && (is_number || is_roman || is_letter || word == "BC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_what_papers_note_are_told_from_what_a_person_wrote() {
        for (cell, parts) in [
            ("2. Rà soát", Some(("2", "Rà soát"))),
            ("Đ2.2. Gửi danh sách. Trước 15/01", Some(("Đ2.2", "Gửi danh sách. Trước 15/01"))),
            ("II.1. Xây dựng", Some(("II.1", "Xây dựng"))),
            ("BC. Báo cáo", Some(("BC", "Báo cáo"))),
            ("a. Rà soát", Some(("a", "Rà soát"))),
            ("TP. Rạch Giá rà soát", None),
            ("P. Tổ chức rà soát", None),
            ("Rà soát. Báo cáo", None),
            ("1. Rà soát\n2. Báo cáo", None),
            ("1.5 tỷ đồng", None),
        ] {
            assert_eq!(numbered(cell), parts, "{cell}");
        }
        for part in ["Gia hạn 2 lần", "Gia hạn nhiều lần (13 lần)", "Đã đôn đốc 1 lần, lần cuối 04/12/2020"]
        {
            assert!(is_printed(part), "{part}");
        }
        assert!(!is_printed("Gia hạn 2 lần do dịch") && !is_printed("Gia hạn"));
        assert_eq!((printed_item("Mục BC"), printed_item("Mục tiêu")), (Some("BC"), None));
    }
}
