//! One passage of a letter as one task, because a person says that it is one.
//!
//! Border: what the passage itself says; of the letter it knows what it is handed.

use chrono::NaiveDate;

use super::deadlines::Origin;
use super::draft::DraftTask;
use super::lines::lines;
use super::points::{label, outline, paragraphs};
use super::source::Source;
use super::tasks::Reader;
use super::tasks::order::collect;
use super::token::push_tokens;
use super::units::{self, Unit};
use crate::domain::directive::DocKind;

/// Reads `text` as an order of a letter of this kind and day. `told` are the units that are meant where it
/// names none. Its item is the enumerator in front, else empty; spans are within `text`. `None` where there
/// are no words.
pub fn task_in(text: &str, kind: &DocKind, issued: Option<NaiveDate>, told: &[String]) -> Option<DraftTask> {
    let source = Source::new(text);
    let outline = outline(paragraphs(&source, &lines(&source, true)));
    let marks = outline.points.first().filter(|_| outline.preamble.is_empty()).map(|point| &point.mark);
    let item = marks.filter(|mark| !mark.is_bullet()).map(label).unwrap_or_default();
    let mut words = outline.preamble;
    collect(&outline.points, &mut words);
    words.extend(outline.closing);
    words.retain(|paragraph| !paragraph.is_empty());
    let unit = |name: &String| Unit { name: name.clone(), from: 0, to: 0, vague: false };
    let reader = Reader {
        source: &source,
        kind,
        origin: Origin { issued, ..Origin::default() },
        addressees: told.iter().map(unit).collect(),
        preamble: &[],
        orders: Vec::new(),
        late: Vec::new(),
        has_rows: false,
    };
    let read = units::ordered(&source, words.first()?);
    Some(reader.alone(item, words, read).into_task(&source))
}

/// The units that are written to: "Kính gửi: Giám đốc Sở Y tế" is "Sở Y tế".
pub fn units_of(addressees: &[String]) -> Vec<String> {
    let read = |addressee: &String| {
        let source = Source::new(addressee);
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        units::cell(&source, &tokens).into_iter().map(|unit| unit.name).collect::<Vec<_>>()
    };
    addressees.iter().flat_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addressees_are_written_to_as_units() {
        let named = ["Giám đốc Sở Khoa học và Công nghệ", "Chủ tịch UBND các huyện"].map(str::to_owned);
        assert_eq!(units_of(&named), ["Sở Khoa học và Công nghệ", "UBND các huyện"]);
    }

    #[test]
    fn a_passage_is_read_with_what_its_letter_hands_it() {
        let issued = NaiveDate::from_ymd_opt(2021, 10, 4);
        let told = ["Sở Y tế".to_owned()];
        let cases = [
            ("3. Văn phòng Sở rà soát hồ sơ trước ngày 15/11/2021.", "3", "Văn phòng Sở", "2021-11-15"),
            ("- rà soát hồ sơ, xong trong tháng 11", "", "Sở Y tế", "2021-11-30"),
            ("Phòng Tổ chức báo cáo\nkết quả", "", "Phòng Tổ chức", ""),
        ];
        for (text, item, lead, due) in cases {
            let task = task_in(text, &DocKind::OfficialLetter, issued, &told).unwrap();
            let on = task.deadline.and_then(|due| due.value.on).map(|on| on.to_string()).unwrap_or_default();
            assert_eq!((task.item.as_str(), task.leads.value[0].as_str(), on.as_str()), (item, lead, due));
        }
        for nothing in ["", " \n", "-", "----\n***"] {
            assert_eq!(task_in(nothing, &DocKind::OfficialLetter, issued, &told), None, "{nothing:?}");
        }
    }
}
