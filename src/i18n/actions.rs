//! The words of the commands: one or two for footer and help, then a sentence for help.
//!
//! Border: words only; which keys run a command stands in the registry of actions.

use super::messages;

messages! {
    act_open() { vi: "mở", en: "open" }
    act_open_help() { vi: "mở văn bản, đoạn gốc của việc, văn bản dẫn chiếu", en: "open the directive, the passage, what is cited" }
    act_done() { vi: "xong", en: "done" }
    act_done_help() { vi: "đánh dấu việc đã xong hoặc chưa xong", en: "mark a task done or not done" }
    act_tick() { vi: "đánh dấu", en: "tick" }
    act_tick_help() { vi: "đánh dấu dòng này hoặc bỏ dấu", en: "tick this row or not" }
    act_drop() { vi: "bỏ", en: "drop" }
    act_drop_help() { vi: "bỏ, không lưu gì", en: "drop it, nothing is saved" }
    act_read_on() { vi: "xem tiếp", en: "read on" }
    act_read_on_help() { vi: "xem trang tiếp theo", en: "to the next page of the text" }
    act_other_pane() { vi: "khung khác", en: "other pane" }
    act_other_pane_help() { vi: "chuyển giữa danh sách văn bản và nhiệm vụ", en: "between directives and tasks" }
    act_left() { vi: "thẻ trước", en: "tab before" }
    act_right() { vi: "thẻ sau", en: "next tab" }
    act_tabs_help() { vi: "sang thẻ sau, thẻ trước", en: "to the next tab, the one before" }
    act_answer() { vi: "chọn", en: "answer" }
    act_answer_help() { vi: "trả lời bằng nút đang chọn", en: "answer with the chosen button" }
    act_other_answer() { vi: "nút kia", en: "other button" }
    act_other_answer_help() { vi: "sang nút kia", en: "to the other button" }
    act_scope() { vi: "của tôi/cơ quan", en: "mine/office" }
    act_scope_help() { vi: "chỉ văn bản của tôi, hoặc của cả cơ quan", en: "mine only, or the whole office" }
    act_undo() { vi: "hoàn tác", en: "undo" }
    act_undo_help() { vi: "bỏ thay đổi vừa làm", en: "take back the last change" }
    act_redo() { vi: "làm lại", en: "redo" }
    act_redo_help() { vi: "làm lại thay đổi vừa hoàn tác", en: "bring back what was undone" }
    act_back() { vi: "quay lại", en: "back" }
    act_back_help() { vi: "đóng, trở về màn hình trước", en: "close, to the screen before" }
    act_up() { vi: "lên", en: "up" }
    act_down() { vi: "xuống", en: "down" }
    act_page_up() { vi: "trang trước", en: "page up" }
    act_page_down() { vi: "trang sau", en: "page down" }
    act_first() { vi: "đầu", en: "first" }
    act_last() { vi: "cuối", en: "last" }
    act_step_help() { vi: "lên, xuống một dòng", en: "a row up or down" }
    act_page_help() { vi: "lên, xuống một trang", en: "a page up or down" }
    act_ends_help() { vi: "về dòng đầu, đến dòng cuối", en: "to the first or last row" }
    act_reload() { vi: "làm mới", en: "reload" }
    act_reload_help() { vi: "đọc lại dữ liệu", en: "read the data again" }
    act_help() { vi: "trợ giúp", en: "help" }
    act_help_help() { vi: "các lệnh của màn hình này", en: "the commands of this screen" }
    act_quit() { vi: "thoát", en: "quit" }
    act_quit_help() { vi: "thoát khỏi dondoc", en: "leave dondoc" }
    act_search() { vi: "tìm", en: "search" }
    act_search_help() { vi: "tìm văn bản, nhiệm vụ, toàn văn; không cần dấu", en: "search directives, tasks, full text; marks optional" }
    act_palette() { vi: "lệnh", en: "commands" }
    act_palette_help() { vi: "mọi lệnh, văn bản, nhiệm vụ: gõ vài chữ để chọn", en: "any command, directive or task: type a few letters" }
    act_edit() { vi: "sửa", en: "edit" }
    act_edit_help() { vi: "sửa văn bản hoặc nhiệm vụ đang chọn", en: "edit the chosen directive or task" }
    act_deadline() { vi: "hạn", en: "deadline" }
    act_deadline_help() { vi: "đặt hạn, ghi nhận gia hạn", en: "set or extend the deadline" }
    act_add() { vi: "thêm", en: "add" }
    act_add_help() { vi: "thêm văn bản, hoặc nhiệm vụ trong khung nhiệm vụ", en: "add a directive, or a task among the tasks" }
    act_delete() { vi: "xóa", en: "delete" }
    act_delete_help() { vi: "chuyển vào thùng rác", en: "move to the trash" }
    act_note() { vi: "ghi chú", en: "note" }
    act_note_help() { vi: "ghi chú tiến độ của việc, bút phê của văn bản", en: "a task's progress note, a directive's handling note" }
    act_steps() { vi: "các bước", en: "steps" }
    act_steps_help() { vi: "các bước của việc: thêm, sửa, đánh dấu", en: "the steps of a task: add, edit, tick" }
    act_filter() { vi: "lọc", en: "filter" }
    act_filter_help() { vi: "lọc theo tình trạng, đơn vị, người, độ khẩn", en: "narrow the list by state, unit, person, urgency" }
    act_sort() { vi: "sắp xếp", en: "sort" }
    act_sort_help() { vi: "xếp theo hạn, ngày, số, trích yếu, người", en: "order by due date, issue, number, subject, person" }
    act_save() { vi: "lưu", en: "save" }
    act_save_help() { vi: "lưu những gì vừa nhập", en: "save what was entered" }
    act_save_next() { vi: "lưu, thêm tiếp", en: "save, add next" }
    act_save_next_help() { vi: "lưu và mở biểu mẫu tiếp theo", en: "save and open the next form" }
    act_next_field() { vi: "ô sau", en: "next field" }
    act_prev_field() { vi: "ô trước", en: "field before" }
    act_fields_help() { vi: "sang ô sau, về ô trước", en: "to the next field, the one before" }
    act_take() { vi: "lấy/bỏ", en: "take/leave" }
    act_take_help() { vi: "lấy hoặc bỏ mục này", en: "take this or leave it" }
    act_choose() { vi: "chọn", en: "choose" }
    act_choose_help() { vi: "chọn dòng này", en: "take this row" }
    act_close() { vi: "đóng", en: "close" }
    act_passage() { vi: "toàn văn", en: "full text" }
    act_passage_help() { vi: "sang toàn văn tại đoạn của mục này, rồi trở lại", en: "to the letter at this passage, and back" }
    act_undecided() { vi: "mục kế", en: "next doubt" }
    act_view_help() { vi: "văn bản, lịch hạn, thống kê, nhật ký", en: "directives, agenda, figures, journal" }
    act_prev_period() { vi: "kỳ trước", en: "period before" }
    act_next_period() { vi: "kỳ sau", en: "next period" }
    act_period_help() { vi: "kỳ trước, kỳ sau", en: "the period before, the next" }
    act_group_by() { vi: "đơn vị/người", en: "unit/person" }
    act_group_by_help() { vi: "theo đơn vị chủ trì, hoặc theo người theo dõi", en: "by lead unit, or by who follows" }
    act_sort_figures_help() { vi: "xếp theo tên, tổng số, quá hạn, tỷ lệ", en: "order by name, total, overdue, rate" }
    act_turn_help() { vi: "sang thẻ trước, thẻ sau", en: "the tab before, the next" }
    act_mark() { vi: "chọn dòng", en: "mark" }
    act_mark_help() { vi: "chọn, bỏ dòng này; làm nhiều việc một lượt", en: "mark this row or not, to act on many at once" }
    act_mark_all() { vi: "chọn hết", en: "mark all" }
    act_mark_all_help() { vi: "chọn mọi dòng trong danh sách, hoặc bỏ chọn hết", en: "mark every row of the list, or none" }
    act_news() { vi: "có gì mới", en: "what is new" }
    act_news_help() { vi: "những gì người khác thêm, sửa từ lần trước", en: "what others added or changed since last time" }
    act_import() { vi: "nhập tệp", en: "import" }
    act_import_help() { vi: "nhập văn bản từ tệp pdf, docx, odt, txt", en: "read a letter from a pdf, docx, odt or txt file" }
    act_paper() { vi: "in, xuất", en: "print, export" }
    act_paper_help() { vi: "báo cáo, danh sách, công văn đôn đốc ra giấy hoặc tệp", en: "reports, lists, reminder letters: paper or files" }
    act_remind() { vi: "đôn đốc", en: "remind" }
    act_remind_help() { vi: "ghi một lần đôn đốc: kênh, người nhận, ngày hẹn", en: "log a reminder: channel, spoken to, promised date" }
    act_done_on() { vi: "xong ngày…", en: "done on…" }
    act_done_on_help() { vi: "ghi xong vào ngày khác, văn bản trả lời, ghi chú", en: "done on another day, with reply document and note" }
    act_reopen() { vi: "mở lại", en: "reopen" }
    act_reopen_help() { vi: "mở lại việc đã xong, ghi lý do", en: "open a finished task again, with the reason" }
    act_reported() { vi: "đã báo xong", en: "reported" }
    act_reported_help() { vi: "đơn vị báo đã xong, chờ xác nhận", en: "the unit says it is done, to be confirmed" }
    act_pause() { vi: "tạm dừng", en: "pause" }
    act_pause_help() { vi: "tạm dừng việc, ghi văn bản và lý do", en: "pause the task, with document and reason" }
    act_resume() { vi: "làm tiếp", en: "resume" }
    act_resume_help() { vi: "làm tiếp việc đã tạm dừng, đã thu hồi", en: "go on with a task that was paused or withdrawn" }
    act_withdraw() { vi: "thu hồi", en: "withdraw" }
    act_withdraw_help() { vi: "cơ quan giao thu hồi việc này", en: "the issuer takes the task back" }
    act_supersede() { vi: "bị thay thế", en: "superseded" }
    act_supersede_help() { vi: "văn bản mới hơn đã thay việc này", en: "a newer directive takes the task's place" }
    act_hand_over() { vi: "bàn giao", en: "hand over" }
    act_hand_over_help() { vi: "bàn giao: chuyển người theo dõi, đơn vị chủ trì", en: "to another follower, another lead unit" }
    act_actual() { vi: "kết quả", en: "value reached" }
    act_actual_help() { vi: "ghi kết quả đạt được của chỉ tiêu", en: "enter the value a target has reached" }
    act_parts() { vi: "các chủ trì", en: "lead units" }
    act_parts_help() { vi: "đánh dấu từng đơn vị chủ trì đã xong phần của mình", en: "tick off each lead unit's own part" }
    act_answers() { vi: "gắn tồn tại", en: "finding" }
    act_answers_help() { vi: "gắn việc với tồn tại mà kiểm tra đã nêu", en: "link the task to a weakness the inspection found" }
    act_units() { vi: "đơn vị", en: "units" }
    act_units_help() { vi: "danh bạ đơn vị: tên gọi, hiệu lực, sáp nhập", en: "register of units: names, validity, mergers" }
    act_days() { vi: "lịch nghỉ", en: "days off" }
    act_days_help() { vi: "ngày nghỉ, ngày làm bù; kiểm tra, sửa, hoán đổi", en: "days off and worked Saturdays; check, correct, swap" }
    act_settings() { vi: "cài đặt", en: "settings" }
    act_settings_help() { vi: "cài đặt (thiết lập): cơ quan, người ký, ngưỡng, kỳ", en: "settings: letterhead, signer, thresholds, periods" }
    act_people() { vi: "cán bộ", en: "people" }
    act_people_help() { vi: "cán bộ dùng chương trình: quyền, khóa đăng nhập", en: "who uses this program: roles, keys to sign in with" }
    act_edit_row_help() { vi: "sửa dòng này", en: "edit this row" }
    act_add_row_help() { vi: "thêm đơn vị, ngày nghỉ, ngày làm bù hoặc cán bộ", en: "add a unit, a day off, a worked Saturday or a person" }
    act_delete_row_help() { vi: "bỏ đơn vị, ngừng cán bộ; ngày, cài đặt: như sẵn có", en: "take out, disable; days, settings: as built in" }
    act_verify() { vi: "đã kiểm tra", en: "checked" }
    act_verify_help() { vi: "ngày này đã đối chiếu với văn bản chính thức", en: "this day was checked against the official notice" }
    act_swap() { vi: "hoán đổi", en: "swap" }
    act_swap_help() { vi: "nghỉ một ngày làm việc, làm bù thứ Bảy", en: "a working day off for a worked Saturday" }
    act_reorganise() { vi: "sắp xếp 2025", en: "2025 mergers" }
    act_reorganise_help() { vi: "nạp đơn vị kế nhiệm năm 2025, xem trước khi ghi", en: "enter successors of 2025, shown before it is done" }
    act_year_before() { vi: "năm trước", en: "year before" }
    act_year_after() { vi: "năm sau", en: "next year" }
    act_years_help() { vi: "lịch năm trước, năm sau", en: "the days of the year before, the next" }
    act_restore() { vi: "khôi phục", en: "restore" }
    act_restore_help() { vi: "đưa ra khỏi thùng rác", en: "take out of the trash" }
    act_purge() { vi: "xóa hẳn", en: "purge" }
    act_purge_help() { vi: "xóa hẳn khỏi thùng rác, không khôi phục được", en: "delete for good from the trash" }
    act_cut() { vi: "tách/gộp", en: "split/join" }
    act_cut_help() { vi: "tách, gộp nhiệm vụ; quan hệ với văn bản dẫn", en: "split or join the task; relation to a cited letter" }
    act_add_passage_help() { vi: "thêm nhiệm vụ từ đoạn chọn trong toàn văn", en: "make a task of lines chosen in the letter" }
    act_mark_lines() { vi: "chọn dòng", en: "choose lines" }
    act_mark_lines_help() { vi: "chọn dòng đầu, cuối của đoạn trong toàn văn", en: "choose first and last line in the letter" }
    act_open_value_help() { vi: "chọn ở mục đang đứng, hoặc sang toàn văn", en: "choose in this row, or to the letter" }
    act_undecided_help() { vi: "đến mục còn phải xem", en: "to the next that needs a look" }
}
