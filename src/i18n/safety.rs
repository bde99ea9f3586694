//! The words of keeping the data safe: copies, putting one back, what `check` finds and what to do about it.

use super::{Lang, messages, say};
use crate::domain::query::CheckSubject;

messages! {
    backup_working() { vi: "Đang sao lưu…", en: "Making the backup…" }
    backup_made(path: &str, held: &str) { vi: "Đã sao lưu vào {path}: {held}.", en: "Backup made: {path}: {held}." }
    restore_working() { vi: "Đang kiểm tra bản sao và khôi phục…", en: "Checking the copy and restoring it…" }
    restore_done(copy: &str, held: &str) { vi: "Đã khôi phục từ {copy}: {held}.", en: "Restored from {copy}: {held}." }
    restore_former(path: &str) { vi: "Bản trước đó: {path}", en: "What was there before: {path}" }
    /// What a copy holds.
    backup_holds(directives: i64, tasks: i64, entries: i64) {
        vi: "{directives} văn bản, {tasks} nhiệm vụ, {entries} dòng nhật ký",
        en: "{directives} directives, {tasks} tasks, {entries} journal entries",
    }
    /// Days since the last one, on the line of messages.
    backup_is_late(days: i64) {
        vi: "Đã {days} ngày chưa sao lưu: báo quản trị (dondoc check)",
        en: "No backup for {days} days: tell the administrator (dondoc check)",
    }
}

// Each entry stays on its line.
#[rustfmt::skip]
impl Lang {
    /// What the commands of safety do, for help.
    pub(super) fn help_safety(self, name: &str) -> String {
        match name {
            "backup" => say! { self, vi: "sao lưu tệp dữ liệu, mọi người vẫn làm việc được", en: "copy the data file while people go on working" },
            "restore" => say! { self, vi: "khôi phục tệp dữ liệu từ một bản sao lưu", en: "put a backup in the place of the data file" },
            "backup_to" => say! { self, vi: "tệp mới, hoặc thư mục đã có (tự đặt tên theo ngày giờ);\nnếu không ghi: thư mục backups cạnh tệp dữ liệu", en: "a new file, or a folder (named by day and hour there);\nelse the folder backups beside the data file" },
            "keep" => say! { self, vi: "trong thư mục, giữ bản cuối của N ngày (nếu không ghi: 14)\nvà của 12 tháng gần nhất", en: "in a folder, keep the last of N days (else 14)\nand of the last 12 months" },
            "copy" => say! { self, vi: "bản sao lưu", en: "the backup" },
            _ => String::new(),
        }
    }

    pub(super) fn help_safety_value(self, name: &str) -> Option<String> {
        Some(match name {
            "backup_to" => say! { self, vi: "TỆP|THƯ-MỤC", en: "FILE|FOLDER" },
            "keep" => "N".to_owned(),
            "copy" => say! { self, vi: "TỆP", en: "FILE" },
            _ => return None,
        })
    }

    /// What `check` looked at.
    pub fn check_subject(self, subject: CheckSubject) -> String {
        use CheckSubject::*;
        match subject {
            Integrity => say! { self, vi: "Cấu trúc tệp", en: "Structure of the file" },
            ForeignKeys => say! { self, vi: "Liên kết giữa các bảng", en: "Links between tables" },
            KeptColumns => say! { self, vi: "Số đếm và hạn đã tính sẵn", en: "Kept counts and deadlines" },
            Journal => say! { self, vi: "Nhật ký thao tác", en: "Journal" },
            Text => say! { self, vi: "Chữ đã lưu (Unicode NFC, không ký tự điều khiển)", en: "Stored text (Unicode NFC, no control characters)" },
            FileModes => say! { self, vi: "Quyền truy cập tệp", en: "Permissions of the file" },
            SqliteVersion => say! { self, vi: "Phiên bản SQLite", en: "SQLite version" },
            WriteAheadLog => say! { self, vi: "Nhật ký ghi trước (WAL)", en: "Write-ahead log" },
            FreeSpace => say! { self, vi: "Chỗ trống trên ổ đĩa", en: "Free space on the disk" },
            Clock => say! { self, vi: "Đồng hồ máy chủ so với nhật ký", en: "Server clock against the journal" },
            CalendarCoverage => say! { self, vi: "Lịch nghỉ lễ của các năm có hạn", en: "Days off in the years of open deadlines" },
            Seen => say! { self, vi: "Nhật ký so với những gì các phiên đã thấy", en: "Journal against what sessions have seen" },
            Backup => say! { self, vi: "Bản sao lưu gần nhất", en: "Latest backup" },
        }
    }

    /// What to do where `check` found it not well.
    pub fn check_advice(self, subject: CheckSubject) -> String {
        use CheckSubject::*;
        match subject {
            Integrity | ForeignKeys | Journal => say! { self,
            vi: "Sao chép tệp để giữ hiện trạng, rồi khôi phục từ bản sao lưu gần nhất.",
            en: "Copy the file as it is, then restore the latest backup." },
            KeptColumns | Text => say! { self,
            vi: "Xuất dữ liệu (dondoc export) và nạp vào một tệp mới (dondoc load).",
            en: "Write the data out (dondoc export) and load it into a new file (dondoc load)." },
            FileModes => say! { self,
            vi: "Chỉ để tài khoản của cơ quan đọc, ghi tệp: chmod 600 cho tệp, chmod 700 cho thư mục (thư mục dùng chung theo nhóm: 660 và 2770); tệp của tài khoản khác: chown về tài khoản ấy.",
            en: "Let the office's account alone read and write it: chmod 600 the file, chmod 700 the folder (660 and 2770 where a group shares it); what belongs to another one, chown to it." },
            SqliteVersion => say! { self, vi: "Cập nhật chương trình dondoc.", en: "Update dondoc." },
            WriteAheadLog => say! { self,
            vi: "Đóng các phiên đang mở rồi chạy lại; tệp -wal sẽ được thu gọn.",
            en: "Close the open sessions and run again; the -wal file then shrinks." },
            FreeSpace => say! { self, vi: "Giải phóng chỗ trống trên ổ đĩa.", en: "Free some space on the disk." },
            Clock => say! { self,
            vi: "Kiểm tra ngày giờ của máy chủ: nhật ký có thời điểm sau hiện tại, hoặc năm hiện tại nằm ngoài lịch của chương trình.",
            en: "Check the server's date and time: the journal holds later instants, or the year lies outside the program's calendar." },
            CalendarCoverage => say! { self,
            vi: "Số ngày làm việc của những năm này còn tạm tính; xem lại khi có thông báo lịch nghỉ.",
            en: "Working days in these years are provisional until the days off are announced." },
            Seen => say! { self,
            vi: "Nhật ký ngắn hơn lần trước đã thấy: có thể đã mất chừng ấy thao tác (mất tệp -wal, chép đè bản cũ). Đối chiếu với bản sao lưu gần nhất.",
            en: "The journal is shorter than was seen before: so many entries may be lost (-wal removed, an old copy put here). Compare the latest backup." },
            Backup => say! { self,
            vi: "Chưa có, đã quá 7 ngày hoặc không còn ở đó. Sao lưu mỗi ngày sang một thư mục ở ổ đĩa khác: dondoc backup THƯ-MỤC; xem dondoc setup-server.",
            en: "There is none, it is older than 7 days, or gone from there. Make one every day into a folder on another disk: dondoc backup FOLDER; see dondoc setup-server." },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_has_words_of_its_own() {
        use CheckSubject::*;
        let all = [
            Integrity,
            ForeignKeys,
            KeptColumns,
            Journal,
            Text,
            FileModes,
            SqliteVersion,
            WriteAheadLog,
            FreeSpace,
            Clock,
            CalendarCoverage,
            Seen,
            Backup,
        ];
        for lang in [Lang::Vi, Lang::En] {
            let names: std::collections::BTreeSet<_> = all.iter().map(|s| lang.check_subject(*s)).collect();
            assert_eq!(names.len(), all.len());
        }
        for subject in all {
            assert_ne!(Lang::Vi.check_advice(subject), Lang::En.check_advice(subject));
        }
        for lang in [Lang::Vi, Lang::En] {
            assert!(lang.check_advice(FileModes).contains("2770"), "a group that shares a folder keeps it");
        }
        assert!(Lang::En.check_advice(Clock).contains("calendar"), "a clock may be late without the journal");
    }
}
