//! What the command line says: help, wrong usage, listings and results.
//!
//! Names: `usage_…` is for wrong lines, `cli_…` for what commands print. What the screens say too
//! stands in their catalogue, once.

use chrono::NaiveDate;

use super::countdown::{day_month, full_date};
use super::{Lang, messages, say};
use crate::domain::directive::{Doubt, DoubtKind, Urgency};
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
    help_after() {
        vi: "Không ghi lệnh: mở màn hình làm việc.\n\
             NHIỆM-VỤ ghi theo dạng 1792/UBND-NC#2.\n\
             Văn bản không số: ghi mã mà dondoc list in ở cột Nhiệm vụ.\n\
             VĂN-BẢN như 1792/UBND-NC, thêm @2020 khi hai năm cùng có số đó.\n\
             Mã kết thúc: 0 xong, 1 không tìm thấy, 2 sai cách dùng hoặc không nhận,\n\
             3 đang bận, 4 tệp dữ liệu có vấn đề, 5 không có quyền.\n\
             Xem từng lệnh, ví dụ: dondoc help list",
        en: "Without a command the screens open.\n\
             TASK is written as 1792/UBND-NC#2.\n\
             No number on the letter: the id that dondoc list prints under Tasks.\n\
             REF is written as 1792/UBND-NC, with @2020 where two years have it.\n\
             Exit codes: 0 done, 1 not found, 2 wrong usage or input refused,\n\
             3 busy, 4 trouble with the data file, 5 not permitted.\n\
             Help on one command, for example: dondoc help list",
    }

    usage_nothing_done() { vi: "Chưa làm gì, dữ liệu giữ nguyên.", en: "Nothing was done, nothing was changed." }
    usage_see(see: &str) { vi: "Xem cách dùng: {see}", en: "See how it is used: {see}" }
    usage_no_command(name: &str) { vi: "Không có lệnh \"{name}\".", en: "There is no command \"{name}\"." }
    usage_no_option(name: &str) { vi: "Không có tùy chọn {name} ở đây.", en: "There is no option {name} here." }
    usage_too_much(word: &str) { vi: "Thừa \"{word}\".", en: "Too much on the line: \"{word}\"." }
    usage_no_value(option: &str) { vi: "Thiếu giá trị sau {option}.", en: "A value is missing after {option}." }
    usage_bad_value(value: &str, option: &str) { vi: "Không dùng được \"{value}\" cho {option}.", en: "\"{value}\" cannot be used for {option}." }
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
    cli_waiting_for_file() { vi: "Tệp dữ liệu đang bận, đang chờ…", en: "The data file is busy, waiting…" }
    cli_waiting_for_input() {
        vi: "Dán nội dung vào đây, xuống dòng rồi nhấn Ctrl-D. Ctrl-C: thôi.",
        en: "Paste the text here, start a new line and press Ctrl-D. Ctrl-C gives up.",
    }

    cli_heading_title() { vi: "Nội dung", en: "Title" }
    cli_heading_issued() { vi: "Ban hành", en: "Issued" }
    cli_heading_who() { vi: "Người làm", en: "Who" }
    cli_heading_what() { vi: "Thay đổi", en: "Change" }

    cli_no_tasks_match() { vi: "Không có nhiệm vụ nào phù hợp.", en: "No task matches." }
    cli_n_tasks(n: usize) { vi: "{n} nhiệm vụ.", en: "Tasks: {n}." }
    cli_n_directives(n: usize, open: i64) { vi: "{n} văn bản, {open} chưa xong.", en: "Directives: {n}, not finished: {open}." }
    cli_internal_then(internal: &str, official: &str) { vi: "nội bộ {internal} · hạn {official}", en: "own {internal} · due {official}" }

    cli_date_unknown() { vi: "không rõ ngày", en: "date unknown" }
    cli_field_issuer() { vi: "Cơ quan ban hành", en: "Issuer" }
    cli_field_urgency() { vi: "Mức độ khẩn", en: "Urgency" }
    cli_in_the_trash() { vi: "Văn bản này ở trong thùng rác.", en: "This directive is in the trash." }
    cli_progress_of(done: i64, total: i64) { vi: "Đã xong {done}/{total} nhiệm vụ", en: "{done} of {total} tasks done" }
    cli_target(item: &str, target: &str) { vi: "Chỉ tiêu (nhiệm vụ {item}): {target}", en: "Target (task {item}): {target}" }
    cli_cited(reference: &str) { vi: "Dẫn chiếu: {reference}", en: "Cites: {reference}" }
    cli_cited_of(reference: &str, on: &str) { vi: "Dẫn chiếu: {reference} ngày {on}", en: "Cites: {reference} of {on}" }
    cli_support() { vi: "Phối hợp", en: "Support" }
    cli_periodic() { vi: "định kỳ", en: "recurring" }
    cli_ongoing() { vi: "thường xuyên", en: "ongoing" }
    cli_doubt(sentence: &str) { vi: "Cần xem: {sentence}", en: "Doubt: {sentence}" }

    cli_read_from(path: &str) { vi: "Đọc từ: {path}", en: "Read from: {path}" }
    cli_imported(name: &str, n: usize) {
        vi: "Đã lưu {name}: {n} nhiệm vụ. Đề nghị kiểm tra lại.",
        en: "Saved {name}, tasks: {n}. Please check them.",
    }
    cli_marked_done(name: &str, title: &str) { vi: "Đã xong: {name}  {title}", en: "Done: {name}  {title}" }
    cli_reopened(name: &str, title: &str) { vi: "Đã mở lại: {name}  {title}", en: "Open again: {name}  {title}" }
    cli_done_already(name: &str) { vi: "{name} đã xong từ trước, giữ nguyên.", en: "{name} is done already, left as it is." }
    cli_done_already_by(name: &str, by: &str, at: &str) {
        vi: "{name} đã xong từ trước ({by} ghi lúc {at}), giữ nguyên.",
        en: "{name} is done already (by {by}, {at}), left as it is.",
    }
    cli_open_already(name: &str) { vi: "{name} chưa được đánh dấu xong, giữ nguyên.", en: "{name} is not marked done, left as it is." }
    cli_undone_back(command: &str) { vi: "Muốn có lại: {command}", en: "To bring it back: {command}" }
    cli_undone() { vi: "Đã hoàn tác:", en: "Undone:" }
    cli_loading(n: usize) { vi: "Đang nạp… {n} văn bản", en: "Loading… {n} directives" }
    cli_loaded(directives: usize, tasks: usize) {
        vi: "Đã nạp {directives} văn bản, {tasks} nhiệm vụ.",
        en: "Loaded directives: {directives}, tasks: {tasks}.",
    }
    cli_loaded_with_journal() { vi: "Giữ nguyên mã số, nhật ký và thùng rác của tệp đã xuất; số trên tính cả thùng rác.", en: "Numbers, journal and trash of the exported file were kept; the trash is counted." }
    cli_morning_clear() {
        vi: "Không có nhiệm vụ trễ hạn hoặc sắp đến hạn.",
        en: "Nothing is late or due soon.",
    }

    cli_checking() { vi: "Đang kiểm tra tệp dữ liệu…", en: "Checking the data file…" }
    cli_check_ok() { vi: "[tốt]", en: "[ok]" }
    cli_check_attention() { vi: "[lưu ý]", en: "[note]" }
    cli_check_broken() { vi: "[hỏng]", en: "[damaged]" }
    cli_check_sound() { vi: "Tệp dữ liệu tốt.", en: "The data file is sound." }
    cli_check_damaged() {
        vi: "Tệp dữ liệu bị hỏng. Không ghi thêm; sao chép tệp rồi khôi phục từ bản sao lưu gần nhất.",
        en: "The data file is damaged. Write nothing more; copy it, then restore the latest backup.",
    }
}

// Each entry stays on its line.
#[rustfmt::skip]
impl Lang {
    /// What a command does, for help; empty where there is no such command.
    pub fn help_command(self, name: &str) -> String {
        match name {
            "demo" => say! { self, vi: "mở màn hình với dữ liệu mẫu, không đụng đến dữ liệu thật", en: "open the screens on sample data; real data is not touched" },
            "today" => say! { self, vi: "nhiệm vụ trễ hạn, đến hạn hôm nay, sắp đến hạn", en: "what is late, due today, due soon" },
            "import" => say! { self, vi: "đọc văn bản thành danh mục nhiệm vụ", en: "read a letter into a checklist" },
            "directives" => say! { self, vi: "danh sách văn bản chỉ đạo", en: "list the directives" },
            "list" => say! { self, vi: "danh sách nhiệm vụ theo thứ tự hạn", en: "list tasks by deadline" },
            "report" => say! { self, vi: "báo cáo, danh mục, sổ theo dõi, công văn đôn đốc", en: "reports, lists, the register, reminder letters" },
            "show" => say! { self, vi: "một văn bản hoặc một nhiệm vụ, đủ câu chữ", en: "one directive, or one task with its whole wording" },
            "done" => say! { self, vi: "đánh dấu hoàn thành", en: "mark tasks done" },
            "reopen" => say! { self, vi: "bỏ đánh dấu hoàn thành", en: "open tasks again" },
            "undo" => say! { self, vi: "hoàn tác thao tác gần nhất của tài khoản này", en: "take back this account's latest change" },
            "history" => say! { self, vi: "ai đã làm gì, lúc nào", en: "who did what, and when" },
            "check" => say! { self, vi: "kiểm tra tệp dữ liệu", en: "check the data file" },
            "export" => say! { self, vi: "xuất toàn bộ dữ liệu ra JSON", en: "write the whole data file as JSON" },
            "load" => say! { self, vi: "nạp danh sách nhiệm vụ (xlsx, csv) hoặc dữ liệu dondoc export", en: "take in a list of tasks (xlsx, csv) or an export of dondoc" },
            "letter" => say! { self, vi: "phần bên trong của import: lấy chữ từ một tệp", en: "the inside of import: takes the text out of a file" },
            "cells" => say! { self, vi: "phần bên trong của load: tách bảng tính thành ô", en: "the inside of load: takes a spreadsheet apart" },
            "keys" => say! { self, vi: "xem chương trình hiểu từng phím bấm thế nào", en: "show what is understood of each key" },
            "help" => say! { self, vi: "trợ giúp về một lệnh", en: "help on a command" },
            _ => self.help_event(name),
        }
    }

    /// What an argument or option means, for help; empty where there is none of this name.
    pub fn help_argument(self, name: &str) -> String {
        match name {
            "db" => say! { self, vi: "tệp dữ liệu (nếu không ghi: DONDOC_DB, thiết lập,\nrồi thư mục dữ liệu của tài khoản)", en: "the data file (else DONDOC_DB, the settings,\nthe account's data folder)" },
            "lang" => say! { self, vi: "ngôn ngữ: vi tiếng Việt, en tiếng Anh", en: "language: vi Vietnamese, en English" },
            "at" => say! { self, vi: "cho đồng hồ chương trình chạy từ lúc này, giờ Việt Nam,\nví dụ 2020-12-21T08:00", en: "start the program's clock here, Vietnam time,\nsuch as 2020-12-21T08:00" },
            "ascii" => say! { self, vi: "chỉ dùng ký hiệu ASCII (chữ Việt vẫn giữ)", en: "ASCII signs only (Vietnamese letters stay)" },
            "read_only" => say! { self, vi: "chỉ xem, không ghi gì vào tệp dữ liệu", en: "look only, write nothing to the data file" },
            "help" => say! { self, vi: "xem trợ giúp này", en: "show this help" },
            "version" => say! { self, vi: "xem số phiên bản", en: "show the version" },
            "json" => say! { self, vi: "in ra JSON", en: "print JSON" },
            "pdftotext" => say! { self, vi: "hỏi pdftotext trước", en: "ask pdftotext first" },
            "mine" => say! { self, vi: "chỉ nhiệm vụ do tài khoản này theo dõi", en: "only what this account follows" },
            "fail_overdue" => say! { self, vi: "kết thúc với mã 1 khi có nhiệm vụ trễ hạn", en: "end with code 1 when something is late" },
            "letters" => say! { self, vi: "tệp pdf, docx, odt, txt hoặc thư mục; dấu - là đầu vào chuẩn", en: "pdf, docx, odt, plain text or folders; - is standard input" },
            "dry_run" => say! { self, vi: "chỉ đọc và in ra, không lưu", en: "read and print only, save nothing" },
            "yes" => say! { self, vi: "lưu vào tệp dữ liệu", en: "save to the data file" },
            "paper" => say! { self, vi: "briefing báo cáo nhanh họp giao ban, summary tổng hợp,\nlist danh mục nhiệm vụ, register sổ theo dõi,\nreminder công văn đôn đốc (cần --unit)", en: "briefing, summary, list, register,\nor reminder (a letter to --unit)" },
            "format" => say! { self, vi: "text, csv, xlsx hoặc docx (nếu không ghi: text)", en: "text, csv, xlsx or docx (else text)" },
            "period" => say! { self, vi: "kỳ hiện tại: month tháng, quarter quý,\nhalf 6 tháng, nine 9 tháng, year năm", en: "the present month, quarter, half, nine or year" },
            "from" => say! { self, vi: "kỳ từ ngày này", en: "the period's first day" },
            "to" => say! { self, vi: "kỳ đến hết ngày này", en: "the period's last day" },
            "by" => say! { self, vi: "kỳ tính theo: assigned ngày giao, due thời hạn,\ncompleted ngày hoàn thành (nếu không ghi: assigned)", en: "which day lies in the period: assigned, due\nor completed (else assigned)" },
            "group" => say! { self, vi: "mỗi dòng: unit đơn vị, person người theo dõi\n(nếu không ghi: unit)", en: "a row for each unit or person (else unit)" },
            "output" => say! { self, vi: "ghi ra tệp mới này (nếu không ghi: đầu ra chuẩn)", en: "write this new file (else standard output)" },
            "overdue" => say! { self, vi: "chỉ nhiệm vụ trễ hạn", en: "only overdue tasks" },
            "due_within" => say! { self, vi: "đến hạn hôm nay hoặc trong N ngày tới", en: "due today or within N days" },
            "unit" => say! { self, vi: "đơn vị chủ trì hoặc phối hợp có những chữ này\n(không cần gõ dấu)", en: "lead or support unit with these words\n(marks not needed)" },
            "person" => say! { self, vi: "người theo dõi: tên đăng nhập hoặc họ tên", en: "follower: login or name" },
            "status" => say! { self,
            vi: "chưa-xong, trễ-hạn, sắp-đến-hạn, trong-hạn,\nkhông-thời-hạn, xong, xong-đúng-hạn, xong-trễ-hạn,\ntạm-dừng, đã-thu-hồi, tất-cả (không cần gõ dấu;\nnếu không ghi: chưa-xong);\ntiếng Anh: open, overdue, due-soon, on-track,\nno-deadline, done, done-on-time, done-late,\npaused, withdrawn, all",
            en: "open, overdue, due-soon, on-track, no-deadline,\ndone, done-on-time, done-late, paused, withdrawn\nor all (else open)" },
            "text" => say! { self, vi: "nội dung có những chữ này (không cần gõ dấu)", en: "words of title, text, subject or number\n(marks not needed)" },
            "since" => say! { self, vi: "văn bản ban hành từ ngày này, ví dụ 1/12/2020,\n1/12 (gần nhất đã qua), -7, t2", en: "directives issued on or after, such as 1/12/2020,\n1/12 (the last one), -7, t2" },
            "limit" => say! { self, vi: "nhiều nhất N dòng", en: "at most N lines" },
            "lines" => say! { self, vi: "nhiều nhất N dòng (nếu không ghi: 200)", en: "at most N lines (else 200)" },
            "record" => say! { self, vi: "chỉ của văn bản này, ví dụ 1792/UBND-NC,\nhoặc nhiệm vụ này, ví dụ 1792/UBND-NC#2", en: "only of this directive, such as 1792/UBND-NC,\nor this task, such as 1792/UBND-NC#2" },
            "doer" => say! { self, vi: "người làm: tên đăng nhập hoặc họ tên", en: "who did it: login or name" },
            "on" => say! { self, vi: "làm trong ngày này, ví dụ 15/12/2020, 15/12, -1, t2", en: "done on this day, such as 15/12/2020, 15/12, -1, t2" },
            "named" => say! { self, vi: "văn bản, ví dụ 1792/UBND-NC hoặc 1792/UBND-NC@2020;\nhoặc một nhiệm vụ, ví dụ 1792/UBND-NC#2", en: "a directive, 1792/UBND-NC or 1792/UBND-NC@2020,\nor one task, such as 1792/UBND-NC#2" },
            "tasks" => say! { self, vi: "nhiệm vụ, ví dụ 1792/UBND-NC#2; văn bản không số:\nmã mà dondoc list in ở cột Nhiệm vụ", en: "a task, such as 1792/UBND-NC#2; no number on the\nletter: the id that dondoc list prints under Tasks" },
            "source" => say! { self, vi: "tệp xlsx, csv hoặc JSON; dấu - là đầu vào chuẩn", en: "an xlsx, csv or JSON file; - is standard input" },
            "map" => say! { self, vi: "cột có tiêu đề này là gì, như \"Hạn=due\"\n(\"Hạn=\": không dùng); nhớ cho lần sau", en: "what the column of a heading is, such as\n\"Hạn=due\" (\"Hạn=\": not used); remembered" },
            "plain" => say! { self, vi: "mỗi phím một dòng, không mở màn hình", en: "a line for each key, no screen" },
            "context" => say! { self, vi: "như trong danh sách (list) hoặc ô nhập (text)", en: "as in a list or in a text field" },
            "typing" => say! { self, vi: "kiểu gõ; none là không dùng bộ gõ\n(nếu không ghi: theo thiết lập, rồi telex)", en: "typing method; none: no input method is used\n(else the settings', else telex)" },
            "words" => say! { self, vi: "tên lệnh", en: "the command's name" },
            _ => self.help_event(name),
        }
    }

    /// What stands for the value of an argument or option; `None` where it takes none.
    pub fn help_value(self, name: &str) -> Option<String> {
        Some(match name {
            "paper" => say! { self, vi: "LOẠI", en: "PAPER" },
            "format" => "text|csv|xlsx|docx".to_owned(),
            "period" => "month|quarter|half|nine|year".to_owned(),
            "by" => "assigned|due|completed".to_owned(),
            "group" => "unit|person".to_owned(),
            "from" | "to" => say! { self, vi: "NGÀY", en: "DATE" },
            "db" | "letters" | "source" | "output" => say! { self, vi: "TỆP", en: "FILE" },
            "map" => say! { self, vi: "TIÊU-ĐỀ=TRƯỜNG", en: "HEADING=FIELD" },
            "lang" => "vi|en".to_owned(),
            "context" => "list|text".to_owned(),
            "typing" => "telex|vni|none".to_owned(),
            "at" => say! { self, vi: "GIỜ", en: "TIME" },
            "since" | "on" => say! { self, vi: "NGÀY", en: "DATE" },
            "due_within" | "limit" | "lines" => "N".to_owned(),
            "unit" => say! { self, vi: "ĐƠN-VỊ", en: "UNIT" },
            "person" | "doer" => say! { self, vi: "NGƯỜI", en: "PERSON" },
            "status" => say! { self, vi: "TÌNH-TRẠNG", en: "STATUS" },
            "text" => say! { self, vi: "TỪ-KHÓA", en: "WORDS" },
            "named" | "record" => say! { self, vi: "VĂN-BẢN[#MỤC]", en: "REF[#ITEM]" },
            "tasks" => say! { self, vi: "NHIỆM-VỤ", en: "TASK" },
            "words" => say! { self, vi: "LỆNH", en: "COMMAND" },
            "task" => say! { self, vi: "NHIỆM-VỤ", en: "TASK" },
            "note_text" | "note" | "reason" => say! { self, vi: "CHỮ", en: "TEXT" },
            "promised" => say! { self, vi: "NGÀY", en: "DATE" },
            "reply" | "doc" => say! { self, vi: "SỐ", en: "DOC" },
            "to_unit" | "lead" => say! { self, vi: "ĐƠN-VỊ", en: "UNIT" },
            "follower" | "spoken_to" => say! { self, vi: "NGƯỜI", en: "PERSON" },
            "channel" => say! { self, vi: "KÊNH", en: "CHANNEL" },
            name => return self.help_person_value(name),
        })
    }

    /// An instant on the clock in Vietnam: `21/12/2020 08:00`.
    pub fn cli_instant(self, at: Now) -> String {
        at.local().format("%d/%m/%Y %H:%M").to_string()
    }

    /// The office's own date before the official one.
    pub fn cli_own_date(self, internal: NaiveDate, official: NaiveDate) -> String {
        self.cli_internal_then(&day_month(internal), &day_month(official))
    }

    /// The official standing of a task, as reports name it.
    pub fn standing(self, standing: Standing) -> String {
        match standing {
            Standing::Overdue => say! { self, vi: "quá hạn", en: "overdue" },
            Standing::DueSoon => say! { self, vi: "sắp đến hạn", en: "due soon" },
            Standing::OnTrack => say! { self, vi: "trong hạn", en: "on track" },
            Standing::NoDeadline => say! { self, vi: "không thời hạn", en: "no deadline" },
            Standing::DoneOnTime => say! { self, vi: "hoàn thành đúng hạn", en: "done on time" },
            Standing::DoneLate => say! { self, vi: "hoàn thành quá hạn", en: "done late" },
            Standing::Paused => say! { self, vi: "tạm dừng", en: "paused" },
            Standing::Recurring => say! { self, vi: "định kỳ", en: "recurring" },
            Standing::Withdrawn => say! { self, vi: "đã thu hồi", en: "withdrawn" },
        }
    }

    /// Empty where the letter carries no mark.
    pub fn urgency(self, urgency: Urgency) -> String {
        match urgency {
            Urgency::Express => say! { self, vi: "Hỏa tốc", en: "Express" },
            Urgency::VeryUrgent => say! { self, vi: "Thượng khẩn", en: "Very urgent" },
            Urgency::Urgent => say! { self, vi: "Khẩn", en: "Urgent" },
            Urgency::Normal => String::new(),
        }
    }

    pub fn cli_target_of(self, item: &str, target: &Target) -> String {
        self.cli_target(item, &self.target(target))
    }

    /// "hồ sơ ≥ 30%"
    pub fn target(self, target: &Target) -> String {
        let sign = match target.comparator {
            Comparator::AtLeast => "≥",
            Comparator::AtMost => "≤",
            Comparator::Exactly => "=",
        };
        format!("{} {sign} {}", target.measure, target.value)
    }

    pub fn cli_cites(self, reference: &str, on: Option<NaiveDate>) -> String {
        on.map_or_else(|| self.cli_cited(reference), |on| self.cli_cited_of(reference, &full_date(on)))
    }

    /// What the letter contradicts, and what it comes to.
    pub fn doubt(self, doubt: &Doubt) -> String {
        let expected = doubt.expected.as_deref().unwrap_or("?");
        match doubt.kind {
            DoubtKind::RatioMismatch | DoubtKind::SumMismatch => self.doubt_figure(&doubt.text, expected),
            DoubtKind::DateImpossible => self.doubt_no_such_date(&doubt.text),
            DoubtKind::DeadlineBeforeIssue => self.doubt_before_issue(&doubt.text),
            DoubtKind::WeekdayMismatch => self.doubt_weekday(&doubt.text, expected),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_those_of_vietnam() {
        let day = NaiveDate::from_ymd_opt(2020, 12, 21).unwrap();
        let at = Now::from_local(day.and_hms_opt(0, 5, 0).unwrap());
        assert_eq!(Lang::Vi.cli_instant(at), "21/12/2020 00:05");
        assert_eq!(Lang::Vi.cli_own_date(day, day), "nội bộ 21/12 · hạn 21/12");
    }
}
