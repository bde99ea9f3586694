//! The records of a load that cannot be taken, in words: where each stands, and why.
//!
//! Border: names of fields stay those of the exported form, because that is what is mended.

use super::errors::clean;
use super::{Lang, messages};
use crate::error::{BadRecord, Part, Reason};

impl Lang {
    pub(super) fn bad_record(self, record: &BadRecord) -> String {
        let place = match record.place {
            Some((Part::People, n)) => self.error_in_people(n),
            Some((Part::Days, n)) => self.error_in_days(n),
            Some((Part::Units, n)) => self.error_in_units(n),
            Some((Part::Directives, n)) => self.error_in_directives(n),
            Some((Part::Journal, n)) => self.error_in_journal(n),
            None => self.error_in_file(),
        };
        let reason = match &record.reason {
            Reason::NotJson(line) => self.error_not_json(*line),
            Reason::Version(version) => self.error_version(&clean(version)),
            Reason::Missing(field) => self.error_missing(&clean(field)),
            Reason::Unknown(value) => self.error_unknown(&clean(value)),
            Reason::Form => self.error_form(),
            Reason::Contradiction(fields) => self.error_contradiction(&clean(fields)),
            Reason::Twice => self.error_twice(),
        };
        let name = if record.name.is_empty() { String::new() } else { format!(" ({})", clean(&record.name)) };
        format!("{place}{name}: {reason}")
    }
}

messages! {
    error_in_file() { vi: "cả tệp", en: "the file" }
    error_in_people(n: usize) { vi: "người dùng thứ {n}", en: "person {n}" }
    error_in_days(n: usize) { vi: "ngày nghỉ, làm bù thứ {n}", en: "day {n}" }
    error_in_units(n: usize) { vi: "đơn vị thứ {n}", en: "unit {n}" }
    error_in_directives(n: usize) { vi: "văn bản thứ {n}", en: "directive {n}" }
    error_in_journal(n: usize) { vi: "dòng nhật ký thứ {n}", en: "journal entry {n}" }
    error_not_json(line: usize) {
        vi: "không đúng dạng JSON hoặc bị cắt ngang, ở dòng {line}",
        en: "not JSON, or cut off, at line {line}",
    }
    error_version(version: &str) {
        vi: "phiên bản {version} của tệp xuất, bản dondoc này chưa đọc được",
        en: "version {version} of the export, which this dondoc does not read",
    }
    error_missing(field: &str) { vi: "thiếu mục {field}", en: "{field} is missing" }
    error_unknown(value: &str) { vi: "không hiểu giá trị {value}", en: "{value} is not understood" }
    error_form() { vi: "có giá trị không đúng kiểu", en: "a value of the wrong kind" }
    error_contradiction(fields: &str) {
        vi: "mâu thuẫn với mục hoặc bản ghi khác: {fields}",
        en: "contradicts another field or record: {fields}",
    }
    error_twice() { vi: "đã có trong sổ, hoặc lặp lại trong tệp này", en: "in the register already, or twice in this file" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_record_says_where_it_stands_and_why() {
        let reason = Reason::Missing("kind".into());
        let bad = BadRecord { place: Some((Part::Directives, 57)), name: "9/X".into(), reason };
        let said = |lang: Lang, record: BadRecord| lang.bad_record(&record);
        assert_eq!(said(Lang::Vi, bad.clone()), "văn bản thứ 57 (9/X): thiếu mục kind");
        let whole = BadRecord { place: None, reason: Reason::NotJson(3), name: String::new() };
        assert_eq!(said(Lang::Vi, whole.clone()), "cả tệp: không đúng dạng JSON hoặc bị cắt ngang, ở dòng 3");
        assert_eq!(said(Lang::En, whole), "the file: not JSON, or cut off, at line 3");
    }
}
