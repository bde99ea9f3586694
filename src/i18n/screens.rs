//! The words of the screens: headings, commands, messages, what an opened directive says.
//!
//! Border: words only; dates and countdowns are worded in [`super::countdown`].

use super::{Lang, messages};
use crate::domain::directive::CitationKind;
use crate::domain::task::TaskKind;

// View 1.
messages! {
    view_directives() { vi: "Văn bản", en: "Directives" }
    view_agenda() { vi: "Lịch hạn", en: "Agenda" }
    view_figures() { vi: "Thống kê", en: "Figures" }
    view_log() { vi: "Nhật ký", en: "Journal" }
    scope_mine() { vi: "Của tôi", en: "Mine" }
    scope_office() { vi: "Cả cơ quan", en: "Office" }
    read_only() { vi: "CHỈ XEM", en: "READ ONLY" }
    directives_title() { vi: "Văn bản chỉ đạo", en: "Directives" }
    n_followed(open: i64) { vi: "đang theo dõi {open}", en: "{open} open" }
    strip_late(n: i64) { vi: "TRỄ HẠN {n}", en: "LATE {n}" }
    strip_today(n: i64) { vi: "HÔM NAY {n}", en: "TODAY {n}" }
    strip_soon(days: i64, n: i64) { vi: "{days} NGÀY TỚI {n}", en: "NEXT {days} DAYS {n}" }
    strip_reports(n: i64) { vi: "CHỜ BÁO CÁO {n}", en: "REPORTS DUE {n}" }
    strip_late_short(n: i64) { vi: "TRỄ {n}", en: "LATE {n}" }
    strip_today_short(n: i64) { vi: "NAY {n}", en: "TODAY {n}" }
    strip_soon_short(days: i64, n: i64) { vi: "{days} NGÀY {n}", en: "{days} DAYS {n}" }
    col_reference() { vi: "Số, ký hiệu", en: "Number" }
    col_subject() { vi: "Trích yếu", en: "Subject" }
    col_done() { vi: "Xong", en: "Done" }
    col_due() { vi: "Hạn", en: "Due" }
    col_left() { vi: "Còn lại", en: "Left" }
    no_number() { vi: "(không số)", en: "(no number)" }
    kind_standing() { vi: "thường xuyên", en: "ongoing" }
    kind_periodic() { vi: "định kỳ", en: "recurring" }
    undated_short() { vi: "không hạn", en: "no date" }
    undated() { vi: "không thời hạn", en: "no date" }
    finished() { vi: "xong", en: "done" }
    n_done_of(done: usize, total: usize) { vi: "{done}/{total} xong", en: "{done}/{total} done" }
    report_due(countdown: &str) { vi: "báo cáo {countdown}", en: "report {countdown}" }
    next_due(countdown: &str) { vi: "hạn {countdown}", en: "due {countdown}" }
    report_due_short(countdown: &str) { vi: "b/c {countdown}", en: "rpt {countdown}" }
    no_tasks() { vi: "Chưa có nhiệm vụ nào. Tab sang đây, F7 thêm.", en: "No tasks yet. Tab to here, F7 adds one." }
    no_tasks_here() { vi: "Chưa có nhiệm vụ nào. F7 thêm.", en: "No tasks yet. F7 adds one." }
    reading() { vi: "Đang đọc…", en: "Reading…" }
    writing() { vi: "đang ghi", en: "saving" }
    empty_file() { vi: "Chưa có văn bản nào.", en: "No directives yet." }
    empty_import() { vi: "nhập văn bản từ tệp", en: "reads a letter from a file" }
    empty_how(keys: &str) { vi: "Chưa có văn bản: dán vào đây hoặc {keys}", en: "No directives: paste one, or {keys}" }
    empty_add() { vi: "thêm văn bản bằng tay", en: "adds a directive by hand" }
    empty_mine() { vi: "Không có văn bản nào của tôi.", en: "No directives of mine." }
    empty_mine_key() { vi: "xem cả cơ quan", en: "show the whole office" }
    screen_too_small() { vi: "Cửa sổ quá nhỏ", en: "Window too small" }
}

// Messages.
messages! {
    marked_done(name: &str) { vi: "Đã xong {name}. Ctrl-Z hoàn tác", en: "Done: {name}. Ctrl-Z undoes it" }
    marked_open(name: &str) { vi: "Đã mở lại {name}. Ctrl-Z hoàn tác", en: "Open again: {name}. Ctrl-Z undoes it" }
    writing_now() { vi: "Đang ghi…", en: "Saving…" }
    undone(what: &str) { vi: "Đã hoàn tác. {what}. Ctrl-Y làm lại", en: "Undone. {what}. Ctrl-Y brings it back" }
    redone(what: &str) { vi: "Đã làm lại. {what}. Ctrl-Z hoàn tác", en: "Done again. {what}. Ctrl-Z undoes it" }
    task_name(item: &str, reference: &str) { vi: "Việc {item} của {reference}", en: "Task {item} of {reference}" }
    some_task() { vi: "Một việc", en: "A task" }
    task_became(name: &str, state: &str) { vi: "{name}: {state}", en: "{name}: {state}" }
    directive_trashed() { vi: "Văn bản đã vào thùng rác", en: "The directive is in the trash" }
    directive_back() { vi: "Văn bản đã có lại trong danh sách", en: "The directive is in the list again" }
    n_changes(n: usize) { vi: "{n} thay đổi", en: "{n} changes" }
    nothing_changed() { vi: "Không có gì thay đổi", en: "Nothing changed" }
    already_done_by(by: &str, at: &str) { vi: "{by} đã đánh dấu xong việc này lúc {at}", en: "{by} marked this task done at {at}" }
    already_open_by(by: &str, at: &str) { vi: "{by} đã mở lại việc này lúc {at}", en: "{by} opened this task again at {at}" }
    already_marked() { vi: "Việc này đã được đánh dấu như vậy từ trước", en: "This task was marked so already" }
    no_open_task() { vi: "Văn bản này không còn nhiệm vụ nào chưa xong", en: "This directive has no open task" }
    cannot_mark(state: &str) { vi: "Việc này {state} nên không đánh dấu được", en: "This task is {state} and cannot be marked" }
    not_written(name: &str, why: &str) { vi: "Chưa ghi được: {name}. {why}", en: "Not saved: {name}. {why}" }
    not_written_busy(name: &str) { vi: "Chưa ghi được: {name}. Dữ liệu đang bận, thử lại sau ít giây", en: "Not saved: {name}. The data is busy, try again shortly" }
    not_written_disk_full(name: &str) { vi: "Chưa ghi được: {name}. Ổ đĩa đã đầy", en: "Not saved: {name}. The disk is full" }
    not_written_changed(what: &str, by: &str, at: &str, now: &str) {
        vi: "Chưa ghi. {by} vừa sửa {what} lúc {at}, nay là: {now}",
        en: "Not saved. {by} changed {what} at {at}, now: {now}",
    }
    not_permitted() { vi: "Không có quyền thực hiện thao tác này", en: "Not permitted" }
    nothing_to_undo() { vi: "Không còn gì để hoàn tác trong lần mở này", en: "Nothing to undo in this session" }
    nothing_to_redo() { vi: "Không có gì để làm lại", en: "Nothing to redo" }
    record_gone(name: &str) { vi: "{name} không còn nữa", en: "{name} is no longer there" }
    directive_gone() { vi: "Văn bản này không còn nữa", en: "This directive is no longer there" }
    looking_only() { vi: "Chỉ xem: tệp dữ liệu này không ghi được", en: "Read only: this data file cannot be written" }
    file_gone_no_writing() {
        vi: "Không ghi được: tệp dữ liệu đã bị xóa, đổi tên hoặc thay thế",
        en: "Cannot save: the data file was deleted, renamed or replaced",
    }
    file_gone_banner() {
        vi: "TỆP DỮ LIỆU ĐÃ BỊ XÓA HOẶC THAY THẾ. Không ghi được; F10 thoát rồi mở lại",
        en: "THE DATA FILE WAS DELETED OR REPLACED. Nothing is saved; F10, then start again",
    }
    file_gone_banner_short() { vi: "MẤT TỆP DỮ LIỆU. F10 thoát", en: "DATA FILE GONE. F10 quits" }
    read_busy() { vi: "Dữ liệu đang bận, chưa đọc được. F5 đọc lại", en: "The data is busy. F5 reads again" }
    read_busy_here() { vi: "Dữ liệu đang bận, chưa đọc được. Chờ một lát rồi bấm lại phím", en: "The data is busy. Wait a moment and press the key again" }
    read_failed(why: &str) { vi: "Chưa đọc được dữ liệu (F5 đọc lại). {why}", en: "Cannot read the data (F5 tries again). {why}" }
    how_to_quit() { vi: "Thoát: F10, hoặc Ctrl-C lần nữa", en: "Quit: F10, or Ctrl-C again" }
    quits_after_writing() { vi: "Đang ghi, sẽ thoát khi ghi xong. F10 lần nữa: thoát ngay", en: "Saving, then quitting. F10 again: quit at once" }
    nobody_known(login: &str) { vi: "Chưa có \"{login}\" trong danh sách cán bộ nên không có mục Của tôi", en: "\"{login}\" is not among the office's people, so nothing is yours" }
    input_method_hint() { vi: "Bộ gõ đang bật: phím chữ có thể không nhận. Dùng mũi tên, Enter, phím F", en: "An input method is on: letters may not arrive. Use arrows, Enter, F keys" }
}

// An opened directive.
messages! {
    tab_tasks() { vi: "Nhiệm vụ", en: "Tasks" }
    tab_full_text() { vi: "Toàn văn", en: "Full text" }
    tab_citations() { vi: "Dẫn chiếu", en: "Citations" }
    tab_targets() { vi: "Chỉ tiêu", en: "Targets" }
    tab_findings() { vi: "Nhận xét", en: "Findings" }
    tab_recipients() { vi: "Nơi nhận", en: "Recipients" }
    tab_history() { vi: "Lịch sử", en: "History" }
    passage_title(item: &str, line: usize) { vi: "việc {item}, dòng {line}", en: "task {item}, line {line}" }
    passage_unknown(item: &str) { vi: "việc {item} không có đoạn gốc", en: "task {item} has no passage" }
    field_addressees() { vi: "Kính gửi", en: "To" }
    field_signer() { vi: "Người ký", en: "Signed" }
    field_note() { vi: "Bút phê", en: "Note" }
    field_follower() { vi: "Theo dõi", en: "Follower" }
    field_report() { vi: "Báo cáo", en: "Report" }
    field_lead() { vi: "Chủ trì", en: "Lead" }
    field_internal() { vi: "nội bộ", en: "own date" }
    task_item(item: &str) { vi: "Việc {item}", en: "Task {item}" }
    report_to(to: &str) { vi: "về {to}", en: "to {to}" }
    report_via(via: &str) { vi: "qua {via}", en: "through {via}" }
    in_trash() { vi: "TRONG THÙNG RÁC", en: "IN THE TRASH" }
    citation_kind_basis() { vi: "căn cứ", en: "basis" }
    citation_kind_mention() { vi: "viện dẫn", en: "mentioned" }
    cited_here() { vi: "Enter mở", en: "Enter opens it" }
    target_with_actual(asked: &str, value: &str, on: &str) { vi: "{asked}   hiện tại {value} ({on})", en: "{asked}   now {value} ({on})" }
    target_without_actual(asked: &str) { vi: "{asked}   chưa có số liệu", en: "{asked}   no figure yet" }
    strengths() { vi: "Ưu điểm", en: "Strengths" }
    weaknesses() { vi: "Tồn tại, hạn chế", en: "Weaknesses" }
    no_citations() { vi: "Không dẫn chiếu văn bản nào.", en: "No document is cited." }
    no_targets() { vi: "Không có chỉ tiêu nào.", en: "No targets." }
    no_findings() { vi: "Không nêu ưu điểm hay tồn tại nào.", en: "No findings." }
    no_recipients() { vi: "Không ghi nơi nhận.", en: "No recipients." }
    no_history() { vi: "Chưa có thay đổi nào.", en: "No changes." }
    no_original_text() { vi: "Văn bản này được nhập tay, không có toàn văn.", en: "Entered by hand: there is no full text." }
    doubt_after_report(item: &str, due: &str, report: &str) { vi: "Hạn việc {item} ({due}) sau hạn báo cáo ({report})", en: "Task {item} is due ({due}) after the report on it ({report})" }
    doubt_unverified_day(item: &str, due: &str) { vi: "Hạn việc {item} ({due}) tính qua ngày nghỉ chưa có thông báo chính thức", en: "Task {item} ({due}) was reckoned across a day off not yet announced officially" }
    doubt_figure(text: &str, expected: &str) { vi: "Văn bản ghi {text}; tính ra {expected}", en: "The letter says {text}; it comes to {expected}" }
    doubt_no_such_date(text: &str) { vi: "Không có ngày này: {text}", en: "No such date: {text}" }
    doubt_before_issue(text: &str) { vi: "Hạn trước ngày ban hành: {text}", en: "Due before the day of issue: {text}" }
    doubt_weekday(text: &str, expected: &str) { vi: "Thứ và ngày không khớp: {text}; đúng là {expected}", en: "Weekday and date disagree: {text}; it is {expected}" }
}

// Help.
messages! {
    help_title() { vi: "Trợ giúp", en: "Help" }
    help_type() { vi: "gõ để lọc", en: "type to narrow" }
    help_no_match(filter: &str) { vi: "Không có lệnh nào khớp \"{filter}\".", en: "No command matches \"{filter}\"." }
    help_keys(up_down: &str) { vi: "{up_down} chọn  Enter chạy  Esc đóng", en: "{up_down} choose  Enter run  Esc close" }
    help_input_method() { vi: "Bộ gõ đang bật? Dùng phím F, mũi tên, Enter.", en: "Input method on? Use F keys, arrows, Enter." }
    context_directives() { vi: "Văn bản", en: "Directives" }
    context_checklist() { vi: "Nhiệm vụ", en: "Tasks" }
    context_review() { vi: "Kiểm tra khi nhập", en: "Review" }
    context_detail() { vi: "Chi tiết văn bản", en: "A directive" }
    help_also(letters: &str) { vi: "hoặc {letters}", en: "or {letters}" }
}

impl Lang {
    /// What stands for a date where a task has none; in a narrow column of at least nine cells.
    pub fn no_date(self, kind: TaskKind, is_narrow: bool) -> String {
        match kind {
            TaskKind::Standing => self.kind_standing(),
            TaskKind::Periodic => self.kind_periodic(),
            _ if is_narrow => self.undated_short(),
            _ => self.undated(),
        }
    }

    pub fn citation_kind(self, kind: CitationKind) -> String {
        match kind {
            CitationKind::Basis => self.citation_kind_basis(),
            CitationKind::Mention => self.citation_kind_mention(),
        }
    }

    /// A directive's reference, or the words that stand for a missing one.
    pub fn reference_or_none(self, reference: &str) -> String {
        if reference.is_empty() { self.no_number() } else { reference.to_owned() }
    }
}
