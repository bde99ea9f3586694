//! What the command line says: help, wrong usage, listings and results.
//!
//! Names: `help_…` is for help texts, `usage_…` for wrong lines, `cli_…` for what commands print.

use chrono::{Datelike, NaiveDate};

use super::{Lang, messages};
use crate::domain::directive::{DoubtKind, Urgency};
use crate::domain::query::{AgendaGroup, CheckSubject, StripCounts};
use crate::domain::standing::Standing;
use crate::domain::task::{Comparator, Target};
use crate::domain::time::Now;

messages! {
    help_about() {
        vi: "dondoc: theo dõi, đôn đốc việc thực hiện văn bản chỉ đạo",
        en: "dondoc: follow up directives and press for their completion",
    }
    help_usage_heading() { vi: "Cách dùng:", en: "Usage:" }
    help_commands_heading() { vi: "Lệnh", en: "Commands" }
    help_options_heading() { vi: "Đối số và tùy chọn", en: "Arguments and options" }
    help_general_heading() { vi: "Tùy chọn chung (đặt trước hoặc sau lệnh)", en: "General options (before or after the command)" }
    help_options() { vi: "tùy chọn", en: "options" }
    /// The value name of a command's name.
    help_command() { vi: "LỆNH", en: "COMMAND" }
    help_file() { vi: "TỆP", en: "FILE" }
    help_time() { vi: "GIỜ", en: "TIME" }
    help_date() { vi: "NGÀY", en: "DATE" }
    help_ref() { vi: "VĂN-BẢN", en: "REF" }
    help_task() { vi: "NHIỆM-VỤ", en: "TASK" }
    help_unit_name() { vi: "ĐƠN-VỊ", en: "UNIT" }
    help_person_name() { vi: "NGƯỜI", en: "PERSON" }
    help_status_name() { vi: "TÌNH-TRẠNG", en: "STATUS" }
    help_text_name() { vi: "TỪ-KHÓA", en: "WORDS" }

    help_after() {
        vi: "Không ghi lệnh: mở màn hình làm việc.\n\
             NHIỆM-VỤ ghi theo dạng 1792/UBND-NC#2 hoặc mã số.\n\
             VĂN-BẢN như 1792/UBND-NC, thêm @2020 khi hai năm cùng có số đó.\n\
             Mã kết thúc: 0 xong, 1 không tìm thấy, 2 sai cách dùng hoặc không nhận,\n\
             3 đang bận, 4 tệp dữ liệu có vấn đề, 5 không có quyền.\n\
             Xem từng lệnh, ví dụ: dondoc help list",
        en: "Without a command the screens open.\n\
             TASK is written as 1792/UBND-NC#2 or as a number.\n\
             REF is written as 1792/UBND-NC, with @2020 where two years have it.\n\
             Exit codes: 0 done, 1 not found, 2 wrong usage or input refused,\n\
             3 busy, 4 trouble with the data file, 5 not permitted.\n\
             Help on one command, for example: dondoc help list",
    }
    help_db() {
        vi: "tệp dữ liệu (nếu không ghi: DONDOC_DB, thiết lập,\nrồi thư mục dữ liệu của tài khoản)",
        en: "the data file (else DONDOC_DB, the settings,\nthe account's data folder)",
    }
    help_lang() { vi: "ngôn ngữ: vi tiếng Việt, en tiếng Anh", en: "language: vi Vietnamese, en English" }
    help_at() {
        vi: "cho đồng hồ chương trình chạy từ lúc này, giờ Việt Nam,\nví dụ 2020-12-21T08:00",
        en: "start the program's clock here, Vietnam time,\nsuch as 2020-12-21T08:00",
    }
    help_ascii() { vi: "chỉ dùng ký hiệu ASCII (chữ Việt vẫn giữ)", en: "ASCII signs only (Vietnamese letters stay)" }
    help_read_only() { vi: "chỉ xem, không ghi gì vào tệp dữ liệu", en: "look only, write nothing to the data file" }
    help_help() { vi: "xem trợ giúp này", en: "show this help" }
    help_version() { vi: "xem số phiên bản", en: "show the version" }
    help_json() { vi: "in ra JSON", en: "print JSON" }

    help_demo() {
        vi: "mở màn hình với dữ liệu mẫu, không đụng đến dữ liệu thật",
        en: "open the screens on sample data; real data is not touched",
    }
    help_today() { vi: "việc trễ hạn, đến hạn hôm nay và trong 7 ngày tới", en: "what is late, due today, due within 7 days" }
    help_mine() { vi: "chỉ việc do tài khoản này theo dõi", en: "only what this account follows" }
    help_fail_overdue() { vi: "kết thúc với mã 1 khi có việc trễ hạn", en: "end with code 1 when something is late" }
    help_import() { vi: "đọc văn bản thành danh mục nhiệm vụ", en: "read a letter into a checklist" }
    help_letters() { vi: "tệp văn bản thuần UTF-8; dấu - là đầu vào chuẩn", en: "plain UTF-8 text; - is standard input" }
    help_dry_run() { vi: "chỉ đọc và in ra, không lưu", en: "read and print only, save nothing" }
    help_import_json() { vi: "in những gì đọc được ra JSON", en: "print what was read as JSON" }
    help_yes() { vi: "lưu vào tệp dữ liệu", en: "save to the data file" }
    help_directives() { vi: "danh sách văn bản chỉ đạo", en: "list the directives" }
    help_list() { vi: "danh mục nhiệm vụ theo hạn xử lý", en: "list tasks by deadline" }
    help_overdue() { vi: "chỉ việc quá hạn", en: "only overdue tasks" }
    help_due_within() { vi: "đến hạn hôm nay hoặc trong N ngày tới", en: "due today or within N days" }
    help_unit() { vi: "đơn vị chủ trì hoặc phối hợp có những chữ này\n(không cần gõ dấu)", en: "lead or support unit with these words\n(marks not needed)" }
    help_person() { vi: "người theo dõi: tên đăng nhập hoặc họ tên", en: "follower: login or name" }
    help_status() {
        vi: "overdue quá hạn, due-soon sắp đến hạn,\non-track trong hạn, no-deadline không có thời hạn,\ndone-on-time hoàn thành đúng hạn,\ndone-late hoàn thành quá hạn,\npaused tạm dừng, withdrawn đã thu hồi\n(nếu không ghi: mọi việc chưa xong)",
        en: "overdue, due-soon, on-track, no-deadline,\ndone-on-time, done-late, paused or withdrawn\n(else all open tasks)",
    }
    help_text() { vi: "nội dung có những chữ này (không cần gõ dấu)", en: "words of title, text, subject or number\n(marks not needed)" }
    help_since() { vi: "văn bản ban hành từ ngày này, ví dụ 2020-12-01\nhoặc 1/12/2020", en: "directives issued on or after, such as 2020-12-01" }
    help_limit() { vi: "nhiều nhất N dòng", en: "at most N lines" }
    help_history_limit(n: usize) { vi: "nhiều nhất N dòng (nếu không ghi: {n})", en: "at most N lines (else {n})" }
    help_show() { vi: "một văn bản với danh mục nhiệm vụ", en: "one directive with its checklist" }
    help_ref_arg() { vi: "số, ký hiệu, ví dụ 1792/UBND-NC\nhoặc 1792/UBND-NC@2020", en: "number and symbol, such as 1792/UBND-NC\nor 1792/UBND-NC@2020" }
    help_done() { vi: "đánh dấu hoàn thành", en: "mark tasks done" }
    help_reopen() { vi: "bỏ đánh dấu hoàn thành", en: "open tasks again" }
    help_task_arg() { vi: "nhiệm vụ, ví dụ 1792/UBND-NC#2 hoặc mã số", en: "a task, such as 1792/UBND-NC#2 or its number" }
    help_undo() { vi: "hoàn tác thao tác gần nhất của tài khoản này", en: "take back this account's latest change" }
    help_history() { vi: "ai đã làm gì, lúc nào", en: "who did what, and when" }
    help_check() { vi: "kiểm tra tệp dữ liệu", en: "check the data file" }
    help_export() { vi: "xuất toàn bộ dữ liệu ra JSON", en: "write the whole data file as JSON" }
    help_load() { vi: "nạp dữ liệu đã xuất bằng dondoc export", en: "take in what dondoc export wrote" }
    help_load_file() { vi: "tệp JSON; dấu - là đầu vào chuẩn", en: "a JSON file; - is standard input" }
    help_help_command() { vi: "trợ giúp về một lệnh", en: "help on a command" }
    help_command_arg() { vi: "tên lệnh", en: "the command's name" }

    usage_nothing_done() { vi: "Chưa làm gì, dữ liệu giữ nguyên.", en: "Nothing was done, nothing was changed." }
    usage_remedy(remedy: &str, see: &str) { vi: "{remedy} Xem cách dùng: {see}", en: "{remedy} See how it is used: {see}" }
    usage_see(see: &str) { vi: "Xem cách dùng: {see}", en: "See how it is used: {see}" }
    usage_no_command(name: &str) { vi: "Không có lệnh \"{name}\".", en: "There is no command \"{name}\"." }
    usage_no_option(name: &str) { vi: "Không có tùy chọn {name} ở đây.", en: "There is no option {name} here." }
    usage_too_much(word: &str) { vi: "Thừa \"{word}\".", en: "Too much on the line: \"{word}\"." }
    usage_no_value(option: &str) { vi: "Thiếu giá trị sau {option}.", en: "A value is missing after {option}." }
    usage_bad_value(value: &str, option: &str) {
        vi: "Không dùng được \"{value}\" cho {option}.",
        en: "\"{value}\" cannot be used for {option}.",
    }
    usage_takes_no_value(option: &str) { vi: "Sau {option} không ghi giá trị.", en: "{option} takes no value." }
    usage_missing(what: &str) { vi: "Còn thiếu {what}.", en: "Missing: {what}." }
    usage_conflict(one: &str, other: &str) { vi: "{one} và {other} không đi cùng nhau.", en: "{one} and {other} do not go together." }
    usage_not_utf8() { vi: "Có chữ trên dòng lệnh không phải UTF-8.", en: "A word of the command line is not UTF-8." }
    usage_wrong() { vi: "Dòng lệnh không đúng.", en: "The command line is wrong." }
    usage_did_you_mean(words: &str) { vi: "Có phải {words} không?", en: "Did you mean {words}?" }
    usage_or() { vi: " hay ", en: " or " }
    usage_one_of(words: &str) { vi: "Nhận một trong: {words}.", en: "One of: {words}." }
    usage_such_as(example: &str) { vi: "Ví dụ: {example}.", en: "Such as: {example}." }

    cli_settings_ignored(path: &str) {
        vi: "Không đọc được tệp thiết lập {path}, dùng thiết lập mặc định.",
        en: "The settings file {path} cannot be read; defaults are used.",
    }
    cli_waiting_for_file() { vi: "Tệp đang bận, đang chờ…", en: "The file is busy, waiting…" }

    cli_heading_task() { vi: "Nhiệm vụ", en: "Task" }
    cli_heading_item() { vi: "Mục", en: "Item" }
    cli_heading_title() { vi: "Nội dung", en: "Title" }
    cli_heading_lead() { vi: "Chủ trì", en: "Lead" }
    cli_heading_due() { vi: "Hạn", en: "Due" }
    cli_heading_left() { vi: "Còn lại", en: "Left" }
    cli_heading_reference() { vi: "Số, ký hiệu", en: "Reference" }
    cli_heading_issued() { vi: "Ban hành", en: "Issued" }
    cli_heading_subject() { vi: "Trích yếu", en: "Subject" }
    cli_heading_done() { vi: "Xong", en: "Done" }
    cli_heading_when() { vi: "Lúc", en: "When" }
    cli_heading_who() { vi: "Ai", en: "Who" }
    cli_heading_what() { vi: "Việc", en: "What" }

    cli_no_deadline() { vi: "không thời hạn", en: "no deadline" }
    cli_by_report(on: &str) { vi: "theo hạn báo cáo {on}", en: "by the report, {on}" }
    cli_by_report_short(on: &str) { vi: "(b/c {on})", en: "(rpt {on})" }
    cli_internal_left(left: &str) { vi: "nội bộ {left}", en: "internal: {left}" }
    cli_internal(internal: &str, official: &str) {
        vi: "nội bộ {internal} · hạn {official}",
        en: "internal {internal} · due {official}",
    }
    cli_standing_and_day(standing: &str, on: &str) { vi: "{standing} {on}", en: "{standing} {on}" }
    cli_all_done() { vi: "đã xong", en: "done" }
    cli_no_tasks_match() { vi: "Không có nhiệm vụ nào phù hợp.", en: "No task matches." }
    cli_n_tasks(n: usize) { vi: "{n} nhiệm vụ.", en: "Tasks: {n}." }
    cli_no_directives() { vi: "Chưa có văn bản nào.", en: "No directives yet." }
    cli_n_directives(n: usize, open: i64) { vi: "{n} văn bản, {open} chưa xong.", en: "Directives: {n}, not finished: {open}." }

    cli_without_number() { vi: "(không số)", en: "(no number)" }
    cli_date_unknown() { vi: "không rõ ngày", en: "date unknown" }
    cli_field(label: &str, value: &str) { vi: "{label}: {value}", en: "{label}: {value}" }
    cli_field_subject() { vi: "Trích yếu", en: "Subject" }
    cli_field_issuer() { vi: "Cơ quan ban hành", en: "Issuer" }
    cli_field_addressees() { vi: "Kính gửi", en: "To" }
    cli_field_signer() { vi: "Người ký", en: "Signed by" }
    cli_field_urgency() { vi: "Mức độ khẩn", en: "Urgency" }
    cli_field_report_to() { vi: "Báo cáo về", en: "Report to" }
    cli_field_report_via() { vi: "Báo cáo qua", en: "Report through" }
    cli_field_handling_note() { vi: "Bút phê", en: "Handling note" }
    cli_field_follower() { vi: "Người theo dõi", en: "Follower" }
    cli_in_the_trash() { vi: "Văn bản này ở trong thùng rác.", en: "This directive is in the trash." }
    cli_progress_of(done: i64, total: i64) { vi: "Đã xong {done}/{total} nhiệm vụ", en: "{done} of {total} tasks done" }
    cli_target(item: &str, measure: &str, sign: &str, value: &str) {
        vi: "Chỉ tiêu (mục {item}): {measure} {sign} {value}",
        en: "Target (item {item}): {measure} {sign} {value}",
    }
    cli_cited(reference: &str) { vi: "Viện dẫn: {reference}", en: "Cites: {reference}" }
    cli_cited_of(reference: &str, on: &str) { vi: "Viện dẫn: {reference} ngày {on}", en: "Cites: {reference} of {on}" }
    cli_doubt_with(kind: &str, text: &str, expected: &str) {
        vi: "Cần xem: {kind}: {text} (tính ra {expected})",
        en: "Doubt: {kind}: {text} (should be {expected})",
    }
    cli_due_after_report(item: &str, due: &str, report: &str) {
        vi: "Cần xem: mục {item} có hạn {due}, sau hạn báo cáo {report}",
        en: "Doubt: item {item} is due {due}, after the report of {report}",
    }
    cli_doubt_alone(kind: &str, text: &str) { vi: "Cần xem: {kind}: {text}", en: "Doubt: {kind}: {text}" }

    cli_read_from(path: &str) { vi: "Đọc từ: {path}", en: "Read from: {path}" }
    cli_imported(name: &str, n: usize) {
        vi: "Đã lưu {name}: {n} nhiệm vụ. Đề nghị kiểm tra lại.",
        en: "Saved {name}, tasks: {n}. Please check them.",
    }
    cli_marked_done(name: &str, title: &str) { vi: "Đã xong: {name}  {title}", en: "Done: {name}  {title}" }
    cli_reopened(name: &str, title: &str) { vi: "Đã mở lại: {name}  {title}", en: "Open again: {name}  {title}" }
    cli_is_done_already(name: &str) { vi: "{name} đã xong từ trước", en: "{name} is done already" }
    cli_is_open_already(name: &str) { vi: "{name} chưa được đánh dấu xong", en: "{name} is not marked done" }
    cli_already_by(so: &str, by: &str, at: &str) {
        vi: "{so} ({by} ghi lúc {at}), giữ nguyên.",
        en: "{so} (by {by}, {at}), left as it is.",
    }
    cli_already(so: &str) { vi: "{so}, giữ nguyên.", en: "{so}, left as it is." }
    cli_undone() { vi: "Đã hoàn tác:", en: "Undone:" }
    cli_no_history() { vi: "Chưa có thay đổi nào được ghi.", en: "No changes recorded yet." }
    cli_loading(n: usize) { vi: "Đang nạp… {n} văn bản", en: "Loading… {n} directives" }
    cli_loaded(directives: usize, tasks: usize) {
        vi: "Đã nạp {directives} văn bản, {tasks} nhiệm vụ.",
        en: "Loaded directives: {directives}, tasks: {tasks}.",
    }
    cli_loaded_with_journal() { vi: "Giữ nguyên mã số và nhật ký của tệp đã xuất.", en: "Numbers and journal of the exported file were kept." }

    cli_morning_office(day: &str) { vi: "{day} · cả cơ quan", en: "{day} · whole office" }
    cli_morning_mine(day: &str) { vi: "{day} · của tôi", en: "{day} · mine" }
    cli_strip(late: i64, today: i64, next_7: i64, reports: i64) {
        vi: "TRỄ HẠN {late} · HÔM NAY {today} · 7 NGÀY TỚI {next_7} · CHỜ BÁO CÁO {reports}",
        en: "LATE {late} · TODAY {today} · NEXT 7 DAYS {next_7} · REPORTS DUE {reports}",
    }

    cli_morning_clear() {
        vi: "Không có việc trễ hạn hoặc đến hạn trong 7 ngày tới.",
        en: "Nothing is late or due within 7 days.",
    }
    cli_unknown_account(login: &str) {
        vi: "Tài khoản {login} chưa theo dõi việc nào trong tệp này.",
        en: "The account {login} follows nothing in this file.",
    }

    cli_check_ok() { vi: "[tốt]", en: "[ok]" }
    cli_check_attention() { vi: "[lưu ý]", en: "[note]" }
    cli_check_broken() { vi: "[hỏng]", en: "[damaged]" }
    cli_check_sound() { vi: "Tệp dữ liệu tốt.", en: "The data file is sound." }
    cli_check_damaged() {
        vi: "Tệp dữ liệu bị hỏng. Không ghi thêm; sao chép tệp rồi khôi phục từ bản sao lưu gần nhất.",
        en: "The data file is damaged. Write nothing more; copy it, then restore the latest backup.",
    }
}

/// Words in both languages, Vietnamese first.
type Pair = (&'static str, &'static str);

impl Lang {
    fn of(self, (vi, en): Pair) -> String {
        match self {
            Lang::Vi => vi.to_owned(),
            Lang::En => en.to_owned(),
        }
    }

    /// A day as people write it: `29/12/2020`.
    pub fn cli_date(self, on: NaiveDate) -> String {
        on.format("%d/%m/%Y").to_string()
    }

    /// An instant on the clock in Vietnam: `21/12/2020 08:00`.
    pub fn cli_instant(self, at: Now) -> String {
        at.local().format("%d/%m/%Y %H:%M").to_string()
    }

    /// The report's date in place of a deadline, in few cells or in full.
    pub fn cli_by_report_date(self, on: NaiveDate, is_short: bool) -> String {
        let on = on.format("%d/%m").to_string();
        if is_short { self.cli_by_report_short(&on) } else { self.cli_by_report(&on) }
    }

    /// The office's own date before the official one.
    pub fn cli_internal_then(self, internal: NaiveDate, official: NaiveDate) -> String {
        self.cli_internal(&internal.format("%d/%m").to_string(), &official.format("%d/%m").to_string())
    }

    pub fn cli_standing(self, standing: Standing) -> String {
        self.of(match standing {
            Standing::Overdue => ("quá hạn", "overdue"),
            Standing::DueSoon => ("sắp đến hạn", "due soon"),
            Standing::OnTrack => ("trong hạn", "on track"),
            Standing::NoDeadline => ("không thời hạn", "no deadline"),
            Standing::DoneOnTime => ("hoàn thành đúng hạn", "done on time"),
            Standing::DoneLate => ("hoàn thành quá hạn", "done late"),
            Standing::Paused => ("tạm dừng", "paused"),
            Standing::Withdrawn => ("đã thu hồi", "withdrawn"),
        })
    }

    pub fn cli_standing_on(self, standing: Standing, on: NaiveDate) -> String {
        self.cli_standing_and_day(&self.cli_standing(standing), &self.cli_date(on))
    }

    /// Empty where the letter carries no mark.
    pub fn cli_urgency(self, urgency: Urgency) -> String {
        self.of(match urgency {
            Urgency::Express => ("Hỏa tốc", "Express"),
            Urgency::VeryUrgent => ("Thượng khẩn", "Very urgent"),
            Urgency::Urgent => ("Khẩn", "Urgent"),
            Urgency::Normal => ("", ""),
        })
    }

    pub fn cli_target_of(self, item: &str, target: &Target) -> String {
        let sign = match target.comparator {
            Comparator::AtLeast => "≥",
            Comparator::AtMost => "≤",
            Comparator::Exactly => "=",
        };
        self.cli_target(item, &target.measure, sign, &target.value)
    }

    pub fn cli_cites(self, reference: &str, on: Option<NaiveDate>) -> String {
        match on {
            Some(on) => self.cli_cited_of(reference, &self.cli_date(on)),
            None => self.cli_cited(reference),
        }
    }

    pub fn cli_doubt_kind(self, kind: DoubtKind) -> String {
        self.of(match kind {
            DoubtKind::RatioMismatch => ("tỷ lệ không khớp", "the ratio does not fit"),
            DoubtKind::SumMismatch => ("tổng không khớp", "the sum does not fit"),
            DoubtKind::DateImpossible => ("ngày không có thật", "no such date"),
            DoubtKind::DeadlineBeforeIssue => ("hạn trước ngày ban hành", "due before it was issued"),
            DoubtKind::WeekdayMismatch => ("thứ không khớp với ngày", "the weekday does not fit the date"),
        })
    }

    pub fn cli_morning_title(self, today: NaiveDate, mine: bool) -> String {
        let weekday = WEEKDAYS[today.weekday().num_days_from_monday() as usize];
        let day = format!("{} {}", self.of(weekday), self.cli_date(today));
        if mine { self.cli_morning_mine(&day) } else { self.cli_morning_office(&day) }
    }

    pub fn cli_morning_strip(self, strip: &StripCounts) -> String {
        self.cli_strip(strip.late, strip.today, strip.next_7, strip.reports)
    }

    pub fn cli_agenda_group(self, group: AgendaGroup) -> String {
        self.of(match group {
            AgendaGroup::Late => ("TRỄ HẠN", "LATE"),
            AgendaGroup::Today => ("HÔM NAY", "TODAY"),
            AgendaGroup::Next7 => ("7 NGÀY TỚI", "NEXT 7 DAYS"),
            AgendaGroup::Next30 => ("30 NGÀY TỚI", "NEXT 30 DAYS"),
            AgendaGroup::Later => ("SAU ĐÓ", "LATER"),
            AgendaGroup::Undated => ("KHÔNG THỜI HẠN", "NO DEADLINE"),
        })
    }

    /// What was looked at.
    pub fn cli_check_subject(self, subject: CheckSubject) -> String {
        self.of(check_words(subject).0)
    }

    /// What to do where it is not well.
    pub fn cli_check_advice(self, subject: CheckSubject) -> String {
        self.of(check_words(subject).1)
    }
}

const WEEKDAYS: [Pair; 7] = [
    ("Thứ Hai", "Monday"),
    ("Thứ Ba", "Tuesday"),
    ("Thứ Tư", "Wednesday"),
    ("Thứ Năm", "Thursday"),
    ("Thứ Sáu", "Friday"),
    ("Thứ Bảy", "Saturday"),
    ("Chủ nhật", "Sunday"),
];

const RESTORE: Pair = (
    "Sao chép tệp để giữ hiện trạng, rồi khôi phục từ bản sao lưu gần nhất.",
    "Copy the file as it is, then restore the latest backup.",
);

/// A subject of `check`: its name, and what to do.
fn check_words(subject: CheckSubject) -> (Pair, Pair) {
    match subject {
        CheckSubject::Integrity => (("Cấu trúc tệp", "Structure of the file"), RESTORE),
        CheckSubject::ForeignKeys => (("Liên kết giữa các bảng", "Links between tables"), RESTORE),
        CheckSubject::KeptColumns => (
            ("Số đếm và hạn đã tính sẵn", "Kept counts and deadlines"),
            (
                "Xuất dữ liệu (dondoc export) và nạp vào một tệp mới (dondoc load).",
                "Write the data out (dondoc export) and load it into a new file (dondoc load).",
            ),
        ),
        CheckSubject::Journal => (("Nhật ký thao tác", "Journal"), RESTORE),
        CheckSubject::Text => (
            (
                "Chữ đã lưu (Unicode NFC, không ký tự điều khiển)",
                "Stored text (Unicode NFC, no control characters)",
            ),
            (
                "Xuất dữ liệu (dondoc export) và nạp vào một tệp mới (dondoc load).",
                "Write the data out (dondoc export) and load it into a new file (dondoc load).",
            ),
        ),
        CheckSubject::FileModes => (
            ("Quyền truy cập tệp", "Permissions of the file"),
            (
                "Chỉ để tài khoản của cơ quan đọc, ghi tệp: chmod 600 cho tệp, chmod 700 cho thư mục.",
                "Let the office's account alone read and write it: chmod 600 the file, chmod 700 the folder.",
            ),
        ),
        CheckSubject::SqliteVersion => {
            (("Phiên bản SQLite", "SQLite version"), ("Cập nhật chương trình dondoc.", "Update dondoc."))
        }
        CheckSubject::WriteAheadLog => (
            ("Nhật ký ghi trước (WAL)", "Write-ahead log"),
            (
                "Đóng các phiên đang mở rồi chạy lại; tệp -wal sẽ được thu gọn.",
                "Close the open sessions and run again; the -wal file then shrinks.",
            ),
        ),
        CheckSubject::FreeSpace => (
            ("Chỗ trống trên ổ đĩa", "Free space on the disk"),
            ("Giải phóng chỗ trống trên ổ đĩa.", "Free some space on the disk."),
        ),
        CheckSubject::Clock => (
            ("Đồng hồ máy chủ so với nhật ký", "Server clock against the journal"),
            (
                "Kiểm tra ngày giờ của máy chủ; nhật ký có thời điểm sau hiện tại.",
                "Check the server's date and time; the journal holds later instants.",
            ),
        ),
        CheckSubject::CalendarCoverage => (
            ("Lịch nghỉ lễ của các năm có hạn", "Days off in the years of open deadlines"),
            (
                "Số ngày làm việc của những năm này còn tạm tính; xem lại khi có thông báo lịch nghỉ.",
                "Working days in these years are provisional until the days off are announced.",
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_instants_are_those_of_vietnam() {
        let day = NaiveDate::from_ymd_opt(2020, 12, 21).unwrap();
        let at = Now::from_local(day.and_hms_opt(0, 5, 0).unwrap());
        assert_eq!(Lang::Vi.cli_instant(at), "21/12/2020 00:05");
        assert_eq!(Lang::Vi.cli_morning_title(day, false), "Thứ Hai 21/12/2020 · cả cơ quan");
        assert_eq!(Lang::En.cli_morning_title(day, true), "Monday 21/12/2020 · mine");
        let sunday = NaiveDate::from_ymd_opt(2020, 12, 20).unwrap();
        assert!(Lang::Vi.cli_morning_title(sunday, false).starts_with("Chủ nhật"));
    }

    #[test]
    fn the_report_date_stands_in_for_a_missing_deadline() {
        let day = NaiveDate::from_ymd_opt(2020, 12, 29).unwrap();
        assert_eq!(Lang::Vi.cli_by_report_date(day, false), "theo hạn báo cáo 29/12");
        assert_eq!(Lang::Vi.cli_by_report_date(day, true), "(b/c 29/12)");
        let later = NaiveDate::from_ymd_opt(2020, 12, 31).unwrap();
        assert_eq!(Lang::Vi.cli_internal_then(day, later), "nội bộ 29/12 · hạn 31/12");
    }

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
        ];
        for lang in [Lang::Vi, Lang::En] {
            let mut names: Vec<String> = all.iter().map(|subject| lang.cli_check_subject(*subject)).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), all.len());
        }
        for subject in all {
            assert_ne!(Lang::Vi.cli_check_advice(subject), Lang::En.cli_check_advice(subject));
        }
    }
}
