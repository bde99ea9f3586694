//! The facts inside an error in words: what a record holds by now, and why a record of a `load`
//! cannot be taken.
//!
//! Border: parts of the sentences of `errors`, which cleans them the same way.

use serde::Deserialize;
use serde::de::value::{Error as NoState, StrDeserializer};

use super::errors::clean;
use super::{Lang, say};
use crate::domain::task::State;
use crate::error::{BadRecord, Error, Part, Reason};

impl Lang {
    /// What a record holds by now, as [`Error::Changed`] says it.
    pub fn held(self, now: &str) -> String {
        if let Ok(change) = serde_json::from_str(now) {
            return clean(&self.journal_change(&change));
        }
        let now = clean(now);
        let (first, rest) = now.split_once(' ').unwrap_or((&now, ""));
        match State::deserialize(StrDeserializer::<NoState>::new(first)) {
            Ok(state) => format!("{} {rest}", self.journal_state(state)).trim_end().to_owned(),
            Err(_) if first == "trashed" => say! { self, vi: "trong thùng rác", en: "in the trash" },
            Err(_) => now,
        }
    }

    /// The lines below an error's first sentence, where it has any.
    pub(super) fn details(self, error: &Error) -> Vec<String> {
        match error {
            Error::Ambiguous { candidates, .. } => candidates.iter().map(|line| clean(line)).collect(),
            Error::BadRecords(records) => records.iter().map(|record| self.bad_record(record)).collect(),
            _ => Vec::new(),
        }
    }

    fn bad_record(self, record: &BadRecord) -> String {
        let place = match record.place {
            Some((Part::People, n)) => say! { self, vi: "người dùng thứ {n}", en: "person {n}" },
            Some((Part::Days, n)) => say! { self, vi: "ngày nghỉ, làm bù thứ {n}", en: "day {n}" },
            Some((Part::Settings, n)) => say! { self, vi: "cài đặt thứ {n}", en: "setting {n}" },
            Some((Part::Units, n)) => say! { self, vi: "đơn vị thứ {n}", en: "unit {n}" },
            Some((Part::Directives, n)) => say! { self, vi: "văn bản thứ {n}", en: "directive {n}" },
            Some((Part::Journal, n)) => {
                say! { self, vi: "dòng nhật ký thứ {n}", en: "journal entry {n}" }
            }
            None => say! { self, vi: "cả tệp", en: "the file" },
        };
        let name = if record.name.is_empty() { String::new() } else { format!(" ({})", clean(&record.name)) };
        format!("{place}{name}: {}", self.reason(&record.reason))
    }

    fn reason(self, reason: &Reason) -> String {
        match reason {
            Reason::NotJson(line) => say! { self,
            vi: "không đúng dạng JSON hoặc bị cắt ngang, ở dòng {line}", en: "not JSON, or cut off, at line {line}" },
            Reason::Version(version) => say! { self, version = clean(version);
            vi: "phiên bản {version} của tệp xuất, bản dondoc này chưa đọc được", en: "version {version} of the export, which this dondoc does not read" },
            Reason::Missing(field) => say! { self, field = clean(field);
            vi: "thiếu mục {field}", en: "{field} is missing" },
            Reason::Unknown(value) => say! { self, value = clean(value);
            vi: "không hiểu giá trị {value}", en: "{value} is not understood" },
            Reason::Form => say! { self,
            vi: "có giá trị không đúng kiểu", en: "a value of the wrong kind" },
            Reason::Contradiction(fields) => say! { self, fields = clean(fields);
            vi: "mâu thuẫn với mục hoặc bản ghi khác: {fields}", en: "contradicts another field or record: {fields}" },
            Reason::Twice => say! { self,
            vi: "đã có trong sổ, hoặc lặp lại trong tệp này", en: "in the register already, or twice in this file" },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_record_says_where_it_stands_and_why() {
        let said = |lang: Lang, record: BadRecord| lang.error(&Error::BadRecords(vec![record])).details;
        let place = Some((Part::Directives, 57));
        let missing = BadRecord { place, name: "9/X".into(), reason: Reason::Missing("kind".into()) };
        assert_eq!(said(Lang::Vi, missing), ["văn bản thứ 57 (9/X): thiếu mục kind"]);
        let whole = BadRecord { place: None, name: String::new(), reason: Reason::NotJson(3) };
        assert_eq!(
            said(Lang::Vi, whole.clone()),
            ["cả tệp: không đúng dạng JSON hoặc bị cắt ngang, ở dòng 3"]
        );
        assert_eq!(said(Lang::En, whole), ["the file: not JSON, or cut off, at line 3"]);
    }

    #[test]
    fn what_a_record_holds_is_said_in_words() {
        for (now, said) in [
            ("done 20/12/2020 · 15/BC", "đã xong 20/12/2020 · 15/BC"),
            ("open", "chưa làm"),
            ("trashed", "trong thùng rác"),
            ("", ""),
            ("tạm dừng", "tạm dừng"),
            (r#"{"change":"task_trashed","task":1,"old":false,"new":true}"#, "việc vào thùng rác"),
        ] {
            assert_eq!(Lang::Vi.held(now), said);
        }
    }
}
