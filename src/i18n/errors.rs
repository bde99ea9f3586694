//! Every refusal and failure in three parts: what happened, what was not changed or lost, what to
//! do. One entry per variant of [`Error`], the parts on three lines.
//!
//! Border: facts come cleaned from here on; nothing the system or a file says reaches a sentence raw.

use std::path::Path;

use serde::Deserialize;
use serde::de::value::StrDeserializer;

use super::{Lang, messages};
use crate::domain::task::State;
use crate::error::Error;
use crate::text;

/// An error in words; each part is one clean line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorText {
    pub what: String,
    /// Candidates, bad records …, where there are any.
    pub details: Vec<String>,
    /// What was not changed, not saved, not lost.
    pub kept: String,
    pub advice: String,
}

impl Lang {
    pub fn error(self, error: &Error) -> ErrorText {
        let sentence = self.error_sentence(error);
        let mut parts = sentence.lines().map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        ErrorText { what: part(), details: self.details(error), kept: part(), advice: part() }
    }

    fn error_sentence(self, error: &Error) -> String {
        use Error::*;
        match error {
            NoSuchFile(path) => self.error_no_such_file(&shown(self, path)),
            NoSuchRecord(name) => self.error_no_such_record(&clean(name)),
            Usage(text) => self.error_usage(&clean(text)),
            NotAFile(path) => self.error_not_a_file(&shown(self, path)),
            Unreadable(path) => self.error_unreadable(&shown(self, path)),
            TooBig { path, limit } => self.error_too_big(&shown(self, path), limit >> 20),
            NotText(path) => self.error_not_text(&shown(self, path)),
            NotALetter => self.error_not_a_letter(),
            Secret => self.error_secret(),
            AlreadyHere(reference) => self.error_already_here(&clean(reference)),
            NotConfirmed => self.error_not_confirmed(),
            Ambiguous { name, .. } => self.error_ambiguous(&clean(name)),
            BadDate(text) => self.error_bad_date(&clean(text)),
            BadRecords(records) => self.error_bad_records(records.len()),
            NothingToUndo => self.error_nothing_to_undo(),
            NothingToRedo => self.error_nothing_to_redo(),
            NoTerminal => self.error_no_terminal(),
            DumbTerminal(name) => self.error_dumb_terminal(&clean(name)),
            Busy => self.error_busy(),
            Changed { what, by, at, now } => {
                self.error_changed(&clean(what), &clean(by), &clean(at), &self.held(now))
            }
            NotPermitted => self.error_not_permitted(),
            NoDataFile(path) if path.as_os_str().is_empty() => self.error_no_data_path(),
            NoDataFile(path) => self.error_no_data_file(&shown(self, path)),
            NotOurs(path) => self.error_not_ours(&shown(self, path)),
            EmptyDataFile(path) => self.error_empty_data_file(&shown(self, path)),
            Newer { path, found, known } => self.error_newer(&shown(self, path), *found, *known),
            Damaged { path, detail } => self.error_damaged(&shown(self, path), &system_words(detail)),
            ReadOnly(path) => self.error_read_only(&shown(self, path)),
            DiskFull(path) => self.error_disk_full(&shown(self, path)),
            FileGone(path) => self.error_file_gone(&shown(self, path)),
            HardLink(path) => self.error_hard_link(&shown(self, path)),
            Symlink(path) => self.error_symlink(&shown(self, path)),
            NetworkFs(path) => self.error_network_fs(&shown(self, path)),
            Io { path, detail } => self.error_io(&shown(self, path), &system_words(detail)),
        }
    }
}

impl Lang {
    /// What a record holds by now: [`Error::Changed`] begins with the name of a task's state, or "trashed".
    pub fn held(self, now: &str) -> String {
        let now = clean(now);
        let (first, rest) = now.split_once(' ').unwrap_or((&now, ""));
        let state = State::deserialize(StrDeserializer::<serde::de::value::Error>::new(first));
        match state {
            Ok(state) => format!("{} {rest}", self.journal_state(state)).trim_end().to_owned(),
            Err(_) if first == "trashed" => self.error_trashed(),
            Err(_) => now,
        }
    }

    fn details(self, error: &Error) -> Vec<String> {
        match error {
            Error::Ambiguous { candidates, .. } => candidates.iter().map(|line| clean(line)).collect(),
            Error::BadRecords(records) => records.iter().map(|record| self.bad_record(record)).collect(),
            _ => Vec::new(),
        }
    }
}

pub(super) fn clean(text: &str) -> String {
    text::clean_line(text)
}

/// A path as a person reads it; `-` is standard input.
fn shown(lang: Lang, path: &Path) -> String {
    if path == Path::new("-") { lang.standard_input() } else { clean(&path.to_string_lossy()) }
}

/// What the system says of a failure, without the number that follows it in brackets.
fn system_words(detail: &str) -> String {
    let words = detail.split_once(" (os error").map_or(detail, |(words, _)| words);
    clean(words)
}

messages! {
    standard_input() { vi: "đầu vào chuẩn", en: "standard input" }

    error_no_such_file(path: &str) {
        vi: "Không tìm thấy tệp: {path}\nDữ liệu giữ nguyên.\nKiểm tra lại tên tệp và thư mục.",
        en: "File not found: {path}\nNothing was changed.\nCheck the file's name and folder.",
    }
    error_no_such_record(name: &str) {
        vi: "Không tìm thấy trong sổ theo dõi: {name}\nDữ liệu giữ nguyên.\nXem các văn bản bằng dondoc directives. Nhiệm vụ ghi theo dạng 1792/UBND-NC#2.",
        en: "Not in the register: {name}\nNothing was changed.\nSee the directives with dondoc directives. A task is written as 1792/UBND-NC#2.",
    }
    error_usage(text: &str) {
        vi: "Không hiểu: {text}\nChưa làm gì, dữ liệu giữ nguyên.\nXem cách dùng: dondoc --help",
        en: "Not understood: {text}\nNothing was done, nothing was changed.\nSee how it is used: dondoc --help",
    }
    error_not_a_file(path: &str) {
        vi: "Không phải tệp thường (thư mục, đường ống hoặc thiết bị): {path}\nChưa đọc gì, dữ liệu giữ nguyên.\nGhi đường dẫn của một tệp, hoặc dấu - để đọc từ đầu vào chuẩn.",
        en: "Not a regular file (a folder, pipe or device): {path}\nNothing was read, nothing was changed.\nName a file, or - to read standard input.",
    }
    error_unreadable(path: &str) {
        vi: "Không đọc được nội dung: {path}\nDữ liệu giữ nguyên.\nKiểm tra quyền đọc tệp rồi thử lại.",
        en: "Cannot read: {path}\nNothing was changed.\nCheck the permission to read the file and try again.",
    }
    error_too_big(path: &str, limit: u64) {
        vi: "Tệp lớn hơn {limit} MB: {path}\nChưa lưu gì, dữ liệu giữ nguyên.\nChỉ nhập phần chữ của văn bản, bỏ hình ảnh và phụ lục quét.",
        en: "Larger than {limit} MB: {path}\nNothing was saved, nothing was changed.\nImport the letter's text only, without pictures and scanned annexes.",
    }
    error_not_text(path: &str) {
        vi: "Không phải văn bản thuần UTF-8: {path}\nChưa lưu gì, dữ liệu giữ nguyên.\nMở bằng Word hoặc Notepad, lưu thành văn bản thuần (UTF-8) rồi nhập lại.",
        en: "Not plain UTF-8 text: {path}\nNothing was saved, nothing was changed.\nOpen it in Word or Notepad, save it as plain text (UTF-8) and import that.",
    }
    error_not_a_letter() {
        vi: "Nội dung này không đọc được thành văn bản chỉ đạo.\nChưa lưu gì, dữ liệu giữ nguyên.\nKiểm tra đã chép đủ phần số, ký hiệu, ngày ban hành và các mục giao việc chưa.",
        en: "This does not read as a directive.\nNothing was saved, nothing was changed.\nCheck that number, symbol, date of issue and the numbered points were all copied.",
    }
    error_secret() {
        vi: "Văn bản có dấu độ mật (Mật, Tối mật hoặc Tuyệt mật).\nKhông lưu và không hiện nội dung nào của văn bản này.\nXử lý theo quy định bảo vệ bí mật nhà nước, ngoài chương trình này.",
        en: "The letter carries a mark of secrecy (Mật, Tối mật or Tuyệt mật).\nNothing of it was saved or shown.\nHandle it by the rules on state secrets, outside this program.",
    }
    error_already_here(reference: &str) {
        vi: "Văn bản này đã có trong sổ: {reference}\nBản đã có giữ nguyên, không lưu thêm gì.\nXem bản đã có bằng dondoc show {reference}",
        en: "This letter is in the register already: {reference}\nThe one that is here was not changed, nothing was added.\nSee it with dondoc show {reference}",
    }
    error_not_confirmed() {
        vi: "Mới đọc, chưa lưu.\nDữ liệu giữ nguyên.\nKiểm tra phần đã đọc ở trên, rồi chạy lại với --yes để lưu.",
        en: "Read only, not saved.\nNothing was changed.\nCheck what was read above, then run again with --yes to save it.",
    }
    error_ambiguous(name: &str) {
        vi: "Có nhiều mục cùng tên: {name}\nChưa làm gì, dữ liệu giữ nguyên.\nGhi thêm năm (ví dụ 1792/UBND-NC@2020) hoặc dùng mã số nhiệm vụ.",
        en: "Several records answer to: {name}\nNothing was done, nothing was changed.\nAdd the year (such as 1792/UBND-NC@2020) or use the task's number.",
    }
    error_bad_date(text: &str) {
        vi: "Ngày không hợp lệ: {text}\nChưa làm gì, dữ liệu giữ nguyên.\nNhập theo dạng 29/12/2020 hoặc 2020-12-29.",
        en: "Not a date: {text}\nNothing was done, nothing was changed.\nWrite it as 29/12/2020 or 2020-12-29.",
    }
    error_bad_records(n: usize) {
        vi: "Tệp có {n} chỗ không nạp được:\nKhông nạp gì cả (nạp đủ hoặc không nạp), dữ liệu giữ nguyên.\nSửa những chỗ nêu trên rồi nạp lại.",
        en: "{n} places of the file cannot be loaded:\nNothing was loaded (all or nothing), nothing was changed.\nMend the places named above and load again.",
    }
    error_trashed() { vi: "trong thùng rác", en: "in the trash" }
    error_nothing_to_undo() {
        vi: "Không có thao tác nào để hoàn tác.\nDữ liệu giữ nguyên.\nXem những thay đổi đã ghi bằng dondoc history",
        en: "There is nothing to undo.\nNothing was changed.\nSee what was done with dondoc history",
    }
    error_nothing_to_redo() {
        vi: "Không có thao tác nào để làm lại.\nDữ liệu giữ nguyên.\nXem những thay đổi đã ghi bằng dondoc history",
        en: "There is nothing to redo.\nNothing was changed.\nSee what was done with dondoc history",
    }
    error_no_terminal() {
        vi: "Không có màn hình dòng lệnh: đầu vào hoặc đầu ra đang nối với tệp hoặc chương trình khác.\nChưa mở màn hình, dữ liệu giữ nguyên.\nChạy dondoc trong PuTTY hoặc Windows Terminal; để lấy danh sách dạng chữ, dùng dondoc today hoặc dondoc list.",
        en: "No terminal: standard input or output is a file or another program.\nThe screens were not opened, nothing was changed.\nRun dondoc in PuTTY or Windows Terminal; for lists as text use dondoc today or dondoc list.",
    }
    error_dumb_terminal(name: &str) {
        vi: "Loại màn hình TERM={name} không đặt được con trỏ.\nChưa mở màn hình, dữ liệu giữ nguyên.\nĐặt TERM=xterm rồi chạy lại; để lấy danh sách dạng chữ, dùng dondoc today hoặc dondoc list.",
        en: "A terminal of type TERM={name} cannot place a cursor.\nThe screens were not opened, nothing was changed.\nSet TERM=xterm and run again; for lists as text use dondoc today or dondoc list.",
    }
    error_busy() {
        vi: "Tệp dữ liệu đang bận, phiên khác đang ghi.\nChưa ghi gì, dữ liệu giữ nguyên.\nThử lại sau ít giây.",
        en: "The data file is busy, another session is writing.\nNothing was written, nothing was changed.\nTry again in a few seconds.",
    }
    error_changed(what: &str, by: &str, at: &str, now: &str) {
        vi: "{by} vừa sửa {what} lúc {at}, hiện là: {now}\nChưa ghi gì, bản của {by} giữ nguyên.\nXem lại mục này rồi thử lại.",
        en: "{by} changed {what} at {at}; it is now: {now}\nNothing was written, what {by} entered was kept.\nLook at it again, then try again.",
    }
    error_no_data_file(path: &str) {
        vi: "Không có tệp dữ liệu: {path}\nChưa tạo tệp nào.\nKiểm tra --db hoặc DONDOC_DB. Tệp mới được tạo khi mở màn hình (dondoc) hoặc khi nhập văn bản (dondoc import TỆP --yes).",
        en: "There is no data file: {path}\nNo file was created.\nCheck --db or DONDOC_DB. A new file is made by the screens (dondoc) or by an import (dondoc import FILE --yes).",
    }
    error_no_data_path() {
        vi: "Đường dẫn tệp dữ liệu để trống.\nChưa tạo tệp nào.\nGhi đường dẫn sau --db hoặc trong DONDOC_DB, ví dụ --db dondoc.db",
        en: "The path of the data file is empty.\nNo file was created.\nGive a path after --db or in DONDOC_DB, such as --db dondoc.db",
    }
    error_not_ours(path: &str) {
        vi: "Không phải tệp dữ liệu của dondoc: {path}\nTệp giữ nguyên.\nKiểm tra lại đường dẫn trong --db hoặc DONDOC_DB.",
        en: "Not a data file of dondoc: {path}\nThe file was not changed.\nCheck the path in --db or DONDOC_DB.",
    }
    error_empty_data_file(path: &str) {
        vi: "Tệp dữ liệu rỗng (0 byte): {path}\nTệp giữ nguyên.\nNếu trước đây có dữ liệu, khôi phục từ bản sao lưu; nếu bắt đầu mới, xóa tệp rỗng rồi chạy lại.",
        en: "The data file is empty (0 bytes): {path}\nThe file was not changed.\nIf it held data, restore a backup; to start afresh, remove the empty file and run again.",
    }
    error_newer(path: &str, found: i64, known: i64) {
        vi: "Tệp dữ liệu do bản dondoc mới hơn ghi (cấu trúc {found}, bản này đọc đến {known}): {path}\nTệp giữ nguyên.\nCập nhật dondoc rồi mở lại.",
        en: "The data file was written by a newer dondoc (structure {found}, this one reads up to {known}): {path}\nThe file was not changed.\nUpdate dondoc and open it again.",
    }
    error_damaged(path: &str, detail: &str) {
        vi: "Tệp dữ liệu bị hỏng: {path} ({detail})\nKhông ghi thêm gì vào tệp.\nSao chép tệp để giữ hiện trạng, rồi khôi phục từ bản sao lưu gần nhất.",
        en: "The data file is damaged: {path} ({detail})\nNothing more was written to it.\nCopy the file as it is, then restore the latest backup.",
    }
    error_read_only(path: &str) {
        vi: "CHỈ XEM, không ghi được: {path}\nChưa ghi gì, dữ liệu giữ nguyên.\nBỏ --read-only, hoặc đề nghị quản trị cấp quyền ghi tệp và thư mục chứa tệp.",
        en: "READ-ONLY, cannot write: {path}\nNothing was written, nothing was changed.\nLeave out --read-only, or ask for permission to write the file and its folder.",
    }
    error_disk_full(path: &str) {
        vi: "Ổ đĩa đã đầy: {path}\nChưa ghi thay đổi này; dữ liệu đã lưu trước đó còn nguyên.\nGiải phóng chỗ trống rồi thử lại.",
        en: "The disk is full: {path}\nThis change was not written; all that was saved before is there.\nFree some space and try again.",
    }
    error_file_gone(path: &str) {
        vi: "Tệp dữ liệu đã bị xóa, đổi tên hoặc thay thế: {path}\nChưa ghi thay đổi này.\nĐưa tệp về đúng chỗ rồi mở lại.",
        en: "The data file was deleted, renamed or replaced: {path}\nThis change was not written.\nPut the file back in its place and open it again.",
    }
    error_hard_link(path: &str) {
        vi: "Tệp dữ liệu có nhiều tên (liên kết cứng): {path}\nTệp giữ nguyên: ghi qua nhiều tên làm hỏng dữ liệu.\nGiữ một tên, bỏ các liên kết cứng khác rồi mở lại.",
        en: "The data file has several names (hard links): {path}\nThe file was not changed: writing under several names damages it.\nKeep one name, remove the others and open it again.",
    }
    error_symlink(path: &str) {
        vi: "Đường dẫn là liên kết mềm: {path}\nChưa mở, chưa tạo tệp nào.\nGhi đường dẫn thật của tệp dữ liệu.",
        en: "The path is a symbolic link: {path}\nNo file was opened or created.\nGive the real path of the data file.",
    }
    error_network_fs(path: &str) {
        vi: "Tệp dữ liệu nằm trên ổ mạng: {path}\nTệp giữ nguyên: nhiều phiên ghi qua ổ mạng làm hỏng dữ liệu.\nĐặt tệp trên ổ đĩa của chính máy chủ.",
        en: "The data file is on a network drive: {path}\nThe file was not changed: sessions writing over a network drive damage it.\nPut it on a disk of the server itself.",
    }
    error_io(path: &str, detail: &str) {
        vi: "Lỗi đọc ghi: {path} ({detail})\nDữ liệu đã lưu trước đó còn nguyên.\nKiểm tra ổ đĩa và quyền truy cập rồi thử lại.",
        en: "Reading or writing failed: {path} ({detail})\nAll that was saved before is there.\nCheck the disk and the permissions and try again.",
    }
    error_not_permitted() {
        vi: "Không có quyền thực hiện thao tác này.\nChưa ghi gì, dữ liệu giữ nguyên.\nLiên hệ quản trị của cơ quan để được cấp quyền.",
        en: "Not permitted.\nNothing was written, nothing was changed.\nAsk the office's administrator for the permission.",
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::error::{BadRecord, Part, Reason};

    fn bad(name: &str) -> BadRecord {
        let reason = Reason::Missing("kind".into());
        BadRecord { place: Some((Part::Directives, 57)), name: name.into(), reason }
    }

    #[test]
    fn what_a_record_holds_is_said_in_words() {
        for (now, said) in [
            ("done 20/12/2020 · 15/BC", "đã xong 20/12/2020 · 15/BC"),
            ("open", "chưa làm"),
            ("trashed", "trong thùng rác"),
            ("", ""),
            ("tạm dừng", "tạm dừng"),
        ] {
            assert_eq!(Lang::Vi.held(now), said);
        }
    }

    /// One of each variant; the facts are to be found in the words again.
    fn samples() -> Vec<(Error, &'static str)> {
        use Error::*;
        let path = || PathBuf::from("/du/lieu.db");
        let here = "/du/lieu.db";
        vec![
            (NoSuchFile(path()), here),
            (NoSuchRecord("9/X".into()), "9/X"),
            (Usage("lạ".into()), "lạ"),
            (NotAFile(path()), here),
            (Unreadable(path()), here),
            (TooBig { path: path(), limit: 20 << 20 }, "20 MB"),
            (NotText(path()), here),
            (NotALetter, ""),
            (Secret, "Mật"),
            (AlreadyHere("9/X".into()), "9/X"),
            (NotConfirmed, ""),
            (Ambiguous { name: "9/X".into(), candidates: vec!["9/X@2020".into()] }, "9/X"),
            (BadDate("31/02".into()), "31/02"),
            (BadRecords(vec![bad("9/X")]), "1"),
            (NothingToUndo, ""),
            (NothingToRedo, ""),
            (NoTerminal, ""),
            (DumbTerminal("dumb".into()), "dumb"),
            (Busy, ""),
            (
                Changed {
                    what: "mục 2".into(), by: "An".into(), at: "10:32".into(), now: "đã xong".into()
                },
                "10:32",
            ),
            (NoDataFile(path()), here),
            (NoDataFile(PathBuf::new()), "--db"),
            (NotOurs(path()), here),
            (EmptyDataFile(path()), here),
            (Newer { path: path(), found: 9, known: 1 }, here),
            (Damaged { path: path(), detail: "trang 5".into() }, "trang 5"),
            (ReadOnly(path()), here),
            (DiskFull(path()), here),
            (FileGone(path()), here),
            (HardLink(path()), here),
            (Symlink(path()), here),
            (NetworkFs(path()), here),
            (Io { path: path(), detail: "Input/output error (os error 5)".into() }, "Input/output error)"),
            (NotPermitted, ""),
        ]
    }

    #[test]
    fn every_error_has_its_three_parts_in_both_languages() {
        for (error, fact) in samples() {
            for lang in [Lang::Vi, Lang::En] {
                let said = lang.error(&error);
                let all = format!("{}\n{}\n{}", said.what, said.kept, said.advice);
                for part in [&said.what, &said.kept, &said.advice] {
                    assert!(part.chars().count() > 8, "{error:?} {lang:?}: {part:?}");
                }
                assert!(all.contains(fact) || all.contains(&fact.to_lowercase()), "{error:?}: {all}");
                assert!(!all.contains("os error") && !all.contains("{"), "{all}");
                assert!(!all.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| w == "bạn"), "{all}");
                assert_eq!(text::nfc(&all), all);
            }
            assert_ne!(Lang::Vi.error(&error), Lang::En.error(&error));
        }
    }

    #[test]
    fn a_fact_cannot_break_the_parts_or_reach_the_terminal_raw() {
        let said = Lang::Vi.error(&Error::NoSuchRecord("a\nb\u{1b}]0;x\u{7}".into()));
        assert_eq!(said.advice, Lang::Vi.error(&Error::NoSuchRecord("a".into())).advice);
        assert!(!said.what.chars().any(char::is_control), "{said:?}");
        let said = Lang::Vi.error(&Error::BadRecords(vec![bad("x\u{1b}[2J")]));
        assert!(!said.details.concat().chars().any(char::is_control), "{said:?}");
    }

    #[test]
    fn standard_input_is_named_in_words() {
        assert!(Lang::Vi.error(&Error::NotText("-".into())).what.contains("đầu vào chuẩn"));
    }
}
