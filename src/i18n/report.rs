//! The words of papers: titles, headings of columns, the lines of a letter that presses a unit.
//!
//! Border: words only. Headings of registers are those of Decree 30/2020/NĐ-CP, appendix IV; of the summary
//! those that official reports use. Paper itself is in Vietnamese alone.

use chrono::{Datelike, NaiveDate};

use super::countdown::full_date;
use super::{Lang, messages, say};
use crate::domain::paper::{Format, Paper};
use crate::domain::stats::{Figures, GroupBy, Window};
use crate::domain::time::Now;

messages! {
    report_no() { vi: "TT", en: "No." }
    report_assigned() { vi: "Số, ký hiệu, ngày văn bản giao", en: "Number and date of the directive" }
    report_task() { vi: "Nội dung nhiệm vụ", en: "Task" }
    report_lead() { vi: "Đơn vị chủ trì", en: "Lead unit" }
    report_support() { vi: "Đơn vị phối hợp", en: "Supporting units" }
    report_due_on() { vi: "Thời hạn", en: "Due" }
    report_progress() { vi: "Tiến độ giải quyết", en: "Progress" }
    report_reply() { vi: "Số, ký hiệu văn bản trả lời", en: "Number of the reply" }
    report_notes() { vi: "Ghi chú", en: "Notes" }
    report_unit() { vi: "Đơn vị", en: "Unit" }
    report_person() { vi: "Người theo dõi", en: "Follower" }
    report_total() { vi: "Tổng số nhiệm vụ được giao", en: "Tasks assigned" }
    report_done() { vi: "Hoàn thành", en: "Done" }
    report_open() { vi: "Chưa hoàn thành", en: "Not done" }
    report_on_time() { vi: "Đúng hạn", en: "In time" }
    report_late() { vi: "Quá hạn", en: "Late" }
    report_within() { vi: "Trong hạn", en: "Within time" }
    report_done_rate() { vi: "Tỷ lệ hoàn thành (%)", en: "Done (%)" }
    report_overdue_rate() { vi: "Tỷ lệ quá hạn (%)", en: "Overdue (%)" }
    report_inbound() { vi: "Số đến", en: "Arrival no." }
    report_document() {
        vi: "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản",
        en: "Kind, number, date and issuer of the document",
    }
    report_receiver() { vi: "Đơn vị hoặc người nhận", en: "Unit or person" }
    report_handling_due() { vi: "Thời hạn giải quyết", en: "Due" }
    report_sum() { vi: "Tổng cộng", en: "Total" }
    report_done_share() { vi: "Hoàn thành (%)", en: "Done (%)" }
    report_rank(n: usize) { vi: "Xếp thứ {n}", en: "Rank {n}" }
    report_nobody() { vi: "(chưa phân công)", en: "(nobody)" }
    report_iso(heading: &str) { vi: "{heading} (ISO)", en: "{heading} (ISO)" }
    report_more(n: usize) { vi: ", và {n} mục khác không ghi ở đây", en: ", {n} of them not shown here" }
    report_caption(n: usize, name: &str, count: usize) { vi: "{n}. {name}: {count}", en: "{n}. {name}: {count}" }
    report_soon(days: u32) { vi: "Việc đến hạn trong {days} ngày tới", en: "Due within {days} days" }
    report_is_late() { vi: "Việc trễ hạn", en: "Late tasks" }
    report_new() { vi: "Văn bản mới đến trong 7 ngày qua", en: "Directives of the last 7 days" }
    report_by_unit() { vi: "Đơn vị chủ trì, quá hạn nhiều trước", en: "Lead units, most overdue first" }
    report_item(item: &str) { vi: "Mục {item}", en: "Item {item}" }
    report_extensions(n: u32) { vi: "Gia hạn {n} lần", en: "Extended {n} times" }
    report_extended_often(n: u32) { vi: "Gia hạn nhiều lần ({n} lần)", en: "Extended often ({n} times)" }
    report_reminders(n: u32, day: &str) { vi: "Đã đôn đốc {n} lần, lần cuối {day}", en: "Reminded {n} times, last {day}" }
    report_entered_late(days: i64) { vi: "Vào sổ sau {days} ngày làm việc", en: "Entered after {days} working days" }
    report_entered_late_all(n: usize) {
        vi: "Văn bản vào sổ chậm: {n} (văn bản khẩn: trong ngày; một nhiệm vụ: 1 ngày làm việc; nhiều nhiệm vụ: 2 ngày làm việc kể từ ngày đến, không ghi ngày đến thì ngày ban hành).",
        en: "Documents entered late: {n} (urgent ones: the same day; one task: 1 working day; several: 2 working days from arrival, else from issue).",
    }
    report_reported() { vi: "đơn vị báo đã xong, chờ xác nhận", en: "reported by the unit, to be confirmed" }
    report_late_and(late: &str) { vi: "quá hạn, {late}", en: "overdue, {late}" }
    report_rates(done_due: &str, done_all: &str, late_due: &str, late_all: &str) {
        vi: "Tỷ lệ hoàn thành: {done_due} trên số đến hạn; {done_all} trên tổng số. Tỷ lệ quá hạn: {late_due} trên số đến hạn; {late_all} trên tổng số.",
        en: "Done: {done_due} of those due; {done_all} of all. Overdue: {late_due} of those due; {late_all} of all.",
    }
    report_base() {
        vi: "Tỷ lệ ở hai cột tính trên số đến hạn (hoàn thành và quá hạn chưa hoàn thành); làm tròn hai chữ số thập phân. Nhiệm vụ không thời hạn, tạm dừng tính là trong hạn.",
        en: "Both columns are shares of the tasks due (done, and overdue); rounded to two decimals. Undated and paused tasks count as within time.",
    }
    report_several_leads() {
        vi: "Nhiệm vụ có nhiều đơn vị chủ trì tính ở từng đơn vị, một lần ở dòng tổng cộng.",
        en: "A task that several units lead counts for each of them, and once in the total.",
    }
    report_buckets(a: u64, b: u64, c: u64, d: u64) {
        vi: "Số ngày trễ: 1–7 ngày: {a}; 8–30 ngày: {b}; 31–120 ngày: {c}; trên 120 ngày: {d}.",
        en: "Days late: 1–7: {a}; 8–30: {b}; 31–120: {c}; over 120: {d}.",
    }
    report_made(at: &str, who: &str) { vi: "Số liệu lúc {at}; người lập: {who}.", en: "As of {at}; made by {who}." }
    report_mine(period: &str, who: &str) { vi: "{period}; nhiệm vụ do {who} theo dõi", en: "{period}; tasks that {who} follows" }
    report_everything() { vi: "Kỳ: toàn bộ dữ liệu", en: "Period: all data" }
    report_window(from: &str, to: &str, by: &str) {
        vi: "Kỳ: từ {from} đến {to}, tính theo {by}",
        en: "Period: {from} to {to}, by {by}",
    }
    report_nation() { vi: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", en: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" }
    report_motto() { vi: "Độc lập - Tự do - Hạnh phúc", en: "Độc lập - Tự do - Hạnh phúc" }
    letter_number(symbol: &str) { vi: "Số:        /{symbol}", en: "Số:        /{symbol}" }
    letter_subject() { vi: "V/v đôn đốc thực hiện nhiệm vụ được giao", en: "V/v đôn đốc thực hiện nhiệm vụ được giao" }
    letter_to(unit: &str) { vi: "Kính gửi: {unit}", en: "Kính gửi: {unit}" }
    letter_late(all: usize, late: usize, soon: usize) {
        vi: "Qua theo dõi việc thực hiện các văn bản chỉ đạo, hiện nay quý cơ quan chủ trì {all} nhiệm vụ cần tập trung hoàn thành, trong đó {late} nhiệm vụ đã quá hạn và {soon} nhiệm vụ sắp đến hạn (có danh mục dưới đây).",
        en: "Qua theo dõi việc thực hiện các văn bản chỉ đạo, hiện nay quý cơ quan chủ trì {all} nhiệm vụ cần tập trung hoàn thành, trong đó {late} nhiệm vụ đã quá hạn và {soon} nhiệm vụ sắp đến hạn (có danh mục dưới đây).",
    }
    letter_all_late(all: usize) {
        vi: "Qua theo dõi việc thực hiện các văn bản chỉ đạo, hiện nay quý cơ quan chủ trì {all} nhiệm vụ đã quá hạn, cần tập trung hoàn thành (có danh mục dưới đây).",
        en: "Qua theo dõi việc thực hiện các văn bản chỉ đạo, hiện nay quý cơ quan chủ trì {all} nhiệm vụ đã quá hạn, cần tập trung hoàn thành (có danh mục dưới đây).",
    }
    letter_all_soon(all: usize) {
        vi: "Qua theo dõi việc thực hiện các văn bản chỉ đạo, hiện nay quý cơ quan chủ trì {all} nhiệm vụ sắp đến hạn, cần tập trung hoàn thành (có danh mục dưới đây).",
        en: "Qua theo dõi việc thực hiện các văn bản chỉ đạo, hiện nay quý cơ quan chủ trì {all} nhiệm vụ sắp đến hạn, cần tập trung hoàn thành (có danh mục dưới đây).",
    }
    letter_ask() {
        vi: "Đề nghị quý cơ quan khẩn trương hoàn thành các nhiệm vụ nêu trên; thông báo bằng văn bản kết quả thực hiện, nêu rõ nguyên nhân và thời gian hoàn thành đối với nhiệm vụ đã quá hạn.",
        en: "Đề nghị quý cơ quan khẩn trương hoàn thành các nhiệm vụ nêu trên; thông báo bằng văn bản kết quả thực hiện, nêu rõ nguyên nhân và thời gian hoàn thành đối với nhiệm vụ đã quá hạn.",
    }
    letter_close() { vi: "Trân trọng cảm ơn sự phối hợp của quý cơ quan./.", en: "Trân trọng cảm ơn sự phối hợp của quý cơ quan./." }
    letter_recipients() { vi: "Nơi nhận:", en: "Nơi nhận:" }
    letter_as_above() { vi: "- Như trên;", en: "- Như trên;" }
    letter_archive() { vi: "- Lưu: VT.", en: "- Lưu: VT." }
    print_title() { vi: "In, xuất", en: "Print, export" }
    print_to_unit(unit: &str) { vi: "Công văn đôn đốc {unit}", en: "Reminder letter to {unit}" }
    print_format_docx() { vi: "Word (docx)", en: "Word (docx)" }
    print_format_xlsx() { vi: "Excel (xlsx)", en: "Excel (xlsx)" }
    print_format_csv() { vi: "Bảng CSV (csv)", en: "Table as CSV (csv)" }
    print_format_text() { vi: "Văn bản thuần (txt)", en: "Plain text (txt)" }
    print_writing() { vi: "Đang xuất…", en: "Writing…" }
    print_written(path: &str) { vi: "Đã xuất ra tệp {path}", en: "Written to {path}" }
    print_failed(why: &str) { vi: "Chưa xuất được. {why}", en: "Not written. {why}" }
    print_no_command() {
        vi: "Danh sách này chưa in về máy mình được. In từ danh sách văn bản (1), hoặc lọc bằng f.",
        en: "These rows cannot be fetched. Print from the list of directives (1), or filter with f.",
    }
    print_fetch(command: &str) { vi: "Chạy trên máy mình: {command}", en: "Run on your own machine: {command}" }
    report_not_to_terminal() {
        vi: "Tệp docx, xlsx không in ra màn hình được. Ghi ra tệp: thêm -o TỆP, hoặc > TỆP.",
        en: "docx and xlsx cannot go to the screen. Write a file: add -o FILE, or > FILE.",
    }
    report_whom() { vi: "Công văn đôn đốc cần --unit ĐƠN-VỊ.", en: "A reminder letter needs --unit UNIT." }
    report_nothing_presses(unit: &str) {
        vi: "{unit} không có nhiệm vụ trễ hạn hoặc sắp đến hạn: không cần công văn đôn đốc.",
        en: "{unit} leads no task that is late or due soon: there is nothing to press for.",
    }
    report_no_filters(paper: &str) {
        vi: "Các điều kiện lọc chỉ dùng cho list và register, không dùng cho {paper}.",
        en: "Filters are for list and register, not for {paper}.",
    }
    report_by_needs_period() {
        vi: "--by nói kỳ tính theo ngày nào, nên cần thêm --period, hoặc --from và --to.",
        en: "--by says which day a period goes by: it needs --period, or --from and --to.",
    }
    report_bad_period() { vi: "--from phải trước hoặc trùng --to.", en: "--from must not be after --to." }
}

/// Day and months 1 and 2 with a zero, as letters print them: "ngày 07 tháng 3 năm 2019".
pub fn letter_date(place: &str, on: Option<NaiveDate>) -> String {
    let day = match on {
        Some(on) if on.month() < 3 => {
            format!("ngày {:02} tháng {:02} năm {}", on.day(), on.month(), on.year())
        }
        Some(on) => format!("ngày {:02} tháng {} năm {}", on.day(), on.month(), on.year()),
        None => "ngày       tháng       năm ".to_owned(),
    };
    if place.is_empty() { day.replacen("ngày", "…………, ngày", 1) } else { format!("{place}, {day}") }
}

impl Lang {
    pub fn paper(self, paper: Paper) -> String {
        match paper {
            Paper::Briefing => {
                say! { self, vi: "Báo cáo nhanh họp giao ban", en: "Briefing for the Monday meeting" }
            }
            Paper::Summary => {
                say! { self, vi: "Tổng hợp tình hình thực hiện nhiệm vụ", en: "Summary of tasks by unit" }
            }
            Paper::List => say! { self, vi: "Danh mục nhiệm vụ", en: "List of tasks" },
            Paper::Register => {
                say! { self, vi: "Sổ theo dõi giải quyết văn bản đến", en: "Register of documents received" }
            }
            Paper::Reminder => say! { self, vi: "Công văn đôn đốc", en: "Reminder letter" },
        }
    }

    pub fn paper_format(self, format: Format) -> String {
        match format {
            Format::Docx => self.print_format_docx(),
            Format::Xlsx => self.print_format_xlsx(),
            Format::Csv => self.print_format_csv(),
            Format::Text => self.print_format_text(),
        }
    }

    /// "Kỳ: từ 01/01/2020 đến 31/12/2020, tính theo ngày giao".
    pub fn report_period(self, window: Option<Window>) -> String {
        let Some(Window { by, from, to }) = window else { return self.report_everything() };
        self.report_window(&full_date(from), &full_date(to), &self.attribution(by))
    }

    pub fn report_grouped_by(self, by: GroupBy) -> String {
        if by == GroupBy::Unit { self.report_unit() } else { self.report_person() }
    }

    /// Both rates, each of both bases.
    pub fn report_all_rates(self, of: &Figures) -> String {
        let rates = [of.done_of_due(), of.done_of_all(), of.overdue_of_due(), of.overdue_of_all()];
        let [a, b, c, d] = rates.map(|of| format!("{} ({}/{})", self.rate(of), of.part, of.base));
        self.report_rates(&a, &b, &c, &d)
    }

    pub fn report_made_at(self, at: Now, who: &str) -> String {
        self.report_made(&self.cli_instant(at), who)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_letters_write_them() {
        for (on, date) in [
            ("2019-03-07", "An Giang, ngày 07 tháng 3 năm 2019"),
            ("2021-02-12", "An Giang, ngày 12 tháng 02 năm 2021"),
            ("2020-12-01", "An Giang, ngày 01 tháng 12 năm 2020"),
        ] {
            assert_eq!(letter_date("An Giang", on.parse().ok()), date);
        }
    }
}
