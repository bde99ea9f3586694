//! The words of the register of units, the days off and the settings.
//!
//! Border: words only; which settings there are and what fits them stands in `domain::office`.

use chrono::NaiveDate;

use super::countdown::full_date;
use super::history::Field;
use super::{Lang, messages, say};
use crate::domain::calendar::Day;
use crate::domain::change::Change;
use crate::domain::office::{Settings, UnitFields};

// The screens.
messages! {
    context_office() { vi: "danh bạ, lịch nghỉ, cài đặt, cán bộ", en: "units, days off, settings, people" }
    units_title() { vi: "Đơn vị", en: "Units" }
    days_title(year: i32) { vi: "Lịch nghỉ {year}", en: "Days off {year}" }
    settings_title() { vi: "Cài đặt", en: "Settings" }
    people_none() { vi: "Chưa có cán bộ nào. F7 thêm; ai ghi lần đầu tự vào đây.", en: "Nobody yet. F7 adds one; who writes for the first time comes by themselves." }
    units_none() { vi: "Chưa có đơn vị nào. F7 thêm; đơn vị có trong văn bản tự vào đây.", en: "No units yet. F7 adds one; units that letters name come by themselves." }
    days_none(year: i32) { vi: "Chưa có ngày nghỉ nào của năm {year}. F7 thêm.", en: "No days off of {year} yet. F7 adds one." }
    n_to_verify(n: usize) { vi: "{n} ngày cần kiểm tra", en: "to be checked: {n}" }
    no_schedule(year: i32) { vi: "Năm {year} chưa có lịch nghỉ chính thức: các ngày trên là dự kiến.", en: "{year} has no official schedule yet: the days above are expected ones." }
    unsure_deadlines(n: usize, which: &str) { vi: "{n} hạn dựa vào ngày cần kiểm tra: {which}", en: "Deadlines that rest on days to be checked: {n}: {which}" }
    day_checked() { vi: "đã kiểm tra", en: "checked" }
    day_unchecked() { vi: "cần kiểm tra", en: "to be checked" }
    day_weekend() { vi: "cuối tuần", en: "weekend" }
    day_corrected() { vi: "cơ quan sửa", en: "corrected" }
    col_kind() { vi: "Loại", en: "Kind" }
    col_validity() { vi: "Hiệu lực", en: "Validity" }
    col_successor() { vi: "Kế nhiệm", en: "Successor" }
    col_open() { vi: "Chưa xong", en: "Open" }
    col_day() { vi: "Ngày", en: "Day" }
    col_day_name() { vi: "Ngày lễ, lý do", en: "Holiday, reason" }
    col_state() { vi: "Tình trạng", en: "State" }
    col_setting() { vi: "Mục", en: "Setting" }
    col_value() { vi: "Giá trị", en: "Value" }
    unit_from(on: &str) { vi: "từ {on}", en: "from {on}" }
    unit_to(on: &str) { vi: "đến {on}", en: "to {on}" }
    unit_names(names: &str) { vi: "Tên gọi: {names}", en: "Names: {names}" }
    unit_after(name: &str) { vi: "Đơn vị kế nhiệm: {name}", en: "Successor: {name}" }
    unit_inherited(n: i64) { vi: "Nhận từ đơn vị trước đây: {n} việc chưa xong", en: "Open tasks of former units: {n}" }
    source_of(source: &str) { vi: "Nguồn: {source}", en: "Source: {source}" }
    setting_default() { vi: "(mặc định)", en: "(default)" }
    setting_empty() { vi: "(chưa ghi)", en: "(not set)" }
    yes() { vi: "có", en: "yes" }
    no() { vi: "không", en: "no" }
}

// Forms.
messages! {
    office_name() { vi: "Tên chính thức", en: "Official name" }
    office_spellings() { vi: "Tên khác", en: "Other names" }
    office_valid_from() { vi: "Từ ngày", en: "From" }
    office_valid_to() { vi: "Đến hết ngày", en: "Last day" }
    office_successor() { vi: "Đơn vị kế nhiệm", en: "Successor" }
    office_source() { vi: "Theo văn bản", en: "Ordered by" }
    office_verified() { vi: "Đã kiểm tra", en: "Checked" }
    office_off_on() { vi: "Nghỉ ngày", en: "Day off" }
    office_worked_on() { vi: "Làm bù ngày", en: "Worked" }
    office_add_unit() { vi: "Thêm đơn vị", en: "Add a unit" }
    office_edit_unit(name: &str) { vi: "Sửa đơn vị {name}", en: "Edit {name}" }
    office_add_day() { vi: "Thêm ngày nghỉ, ngày làm bù", en: "Add a day" }
    office_edit_day(day: &str) { vi: "Sửa ngày {day}", en: "Edit {day}" }
    office_swap() { vi: "Hoán đổi ngày làm việc", en: "Swap two days" }
    hint_unit_kind() { vi: "sở, phòng, xã, phường, đặc khu …", en: "department, division, commune …" }
    hint_spellings() { vi: "Cách nhau bằng ; · ghi tên một đơn vị khác: nhập đơn vị đó vào đây", en: "; between several · the name of another unit takes that unit in" }
    hint_day() { vi: "Ngày: 24/11/2026 · 24/11", en: "Date: 24/11/2026 · 24/11" }
    hint_source() { vi: "Số, ký hiệu văn bản quy định ngày này: 2450/VPCP-KGVX", en: "The notice that orders it: 2450/VPCP-KGVX" }
    hint_verified() { vi: "←→ hoặc Space; có: đã đối chiếu với văn bản chính thức", en: "←→ or Space; yes: checked against the official notice" }
    wrong_setting() { vi: "Giá trị không hợp với mục này.", en: "This setting does not take that." }
    wrong_unit() { vi: "Không có đơn vị này. Chọn trong danh sách, hoặc thêm đơn vị trước.", en: "No such unit. Choose from the list, or add it first." }
    wrong_over() { vi: "Ngày cuối trước ngày đầu.", en: "The last day is before the first." }
    wrong_weekend() { vi: "Chỉ làm bù vào thứ Bảy, Chủ nhật.", en: "Only Saturdays and Sundays are worked in exchange." }
    wrong_weekday() { vi: "Ngày này vốn là ngày nghỉ cuối tuần.", en: "This is a weekend anyway." }
}

// What is asked and said.
messages! {
    days_move(n: usize) { vi: "{n} hạn sẽ chuyển:", en: "Deadlines that move: {n}" }
    days_save() { vi: "Lưu, chuyển hạn", en: "Save and move them" }
    /// The reason in the record of a moved deadline.
    days_reason() { vi: "Lịch nghỉ thay đổi", en: "Days off changed" }
    swapped_off(worked: &str) { vi: "Nghỉ hoán đổi với ngày {worked}", en: "Off in exchange for {worked}" }
    swapped_worked(off: &str) { vi: "Làm bù ngày {off}", en: "Worked in exchange for {off}" }
    units_merge() { vi: "Nhập làm một, việc chuyển theo; văn bản vẫn in tên cũ:", en: "Made one with it, tasks included; letters keep the old name:" }
    units_merge_do() { vi: "Nhập làm một", en: "Make them one" }
    unit_merged(name: &str, open: i64) { vi: "{name}: {open} việc chưa xong", en: "{name}: {open} open tasks" }
    office_built_in() { vi: "Ngày này theo lịch sẵn có, cơ quan chưa sửa gì. F4 để sửa", en: "This day stands as built in; nothing to take back. F4 corrects it" }
    office_verified_already() { vi: "Ngày này đã kiểm tra rồi", en: "This day is checked already" }
    office_back() { vi: "Quay lại", en: "Back" }
    office_enter() { vi: "Ghi vào danh bạ", en: "Enter them" }
    reorganised_question(from: &str) { vi: "Sắp xếp từ {from}; văn bản vẫn in tên cũ. Ghi vào danh bạ (?: cần kiểm tra):", en: "Reorganised on {from}; letters keep the old names. To be entered (?: to be checked):" }
    reorganised_nothing() { vi: "Không có đơn vị nào trong danh bạ cần ghi theo sắp xếp năm 2025", en: "No unit of the register is concerned by the 2025 reorganisation" }
    and_more(n: usize) { vi: "và {n} dòng nữa", en: "and {n} more" }
}

impl Lang {
    pub fn setting_name(self, name: &str) -> String {
        match name {
            "parent_office" => say! { self, vi: "Cơ quan chủ quản", en: "Superior body" },
            "office" => say! { self, vi: "Tên cơ quan", en: "Office" },
            "place" => say! { self, vi: "Địa danh", en: "Place" },
            "symbol" => say! { self, vi: "Ký hiệu văn bản đi", en: "Symbol of letters" },
            "signer_title" => say! { self, vi: "Chức vụ người ký", en: "Signer's title" },
            "signer" => say! { self, vi: "Người ký", en: "Signer" },
            "soon_days" => say! { self, vi: "Sắp đến hạn: trước số ngày", en: "Due soon: days ahead" },
            "many_extensions" => {
                say! { self, vi: "Gia hạn nhiều lần từ lần thứ", en: "Extended often, from the nth" }
            }
            "period_starts_on" => say! { self, vi: "Kỳ báo cáo bắt đầu từ ngày", en: "Periods begin on day" },
            "rolls_up" => say! { self, vi: "Tính việc cho đơn vị kế nhiệm", en: "Count under successors" },
            "before_is_safe" => {
                say! { self, vi: "\"Trước ngày\": xong trước một ngày", en: "\"Before\": a day earlier" }
            }
            name => name.to_owned(),
        }
    }

    /// The law or the local rule behind a setting.
    pub fn setting_rule(self, name: &str) -> String {
        match name {
            "parent_office" | "office" => say! { self,
            vi: "Tên cơ quan ở đầu công văn đôn đốc: NĐ 30/2020/NĐ-CP, Phụ lục I.",
            en: "At the head of reminder letters: Decree 30/2020, Annex I." },
            "place" => say! { self,
            vi: "Địa danh trước ngày tháng của công văn: NĐ 30/2020/NĐ-CP, Phụ lục I.",
            en: "Before the date of letters: Decree 30/2020, Annex I." },
            "symbol" => say! { self,
            vi: "Phần sau số của công văn, ví dụ 12/SNV-VP: NĐ 30/2020/NĐ-CP, Phụ lục I.",
            en: "Behind the number of letters, such as 12/SNV-VP: Decree 30/2020, Annex I." },
            "signer_title" | "signer" => say! { self,
            vi: "Chức vụ và họ tên dưới công văn, bảng tổng hợp: NĐ 30/2020/NĐ-CP, Điều 8 và Phụ lục I.",
            en: "Under letters and summaries: Decree 30/2020, Art. 8 and Annex I." },
            "soon_days" => say! { self,
            vi: "Quy ước của cơ quan, từ 1 đến 29 ngày: dải số việc, lịch hạn, lệnh today, báo cáo nhanh và công văn đôn đốc cùng theo số này.",
            en: "The office's own rule, 1 to 29 days: the strip, the agenda, the command today, the briefing and reminder letters all go by it." },
            "many_extensions" => say! { self,
            vi: "Quy ước của cơ quan, đặt theo quy chế làm việc; văn bản pháp luật không ấn định con số.",
            en: "The office's own rule, set as its working rules say; no law gives the number." },
            "period_starts_on" => say! { self,
            vi: "1: theo tháng dương lịch. 15: từ ngày 15 tháng trước đến hết ngày 14, theo cách chốt số liệu của NĐ 09/2019/NĐ-CP.",
            en: "1: calendar months. 15: from the 15th to the 14th, as Decree 09/2019 closes reports." },
            "rolls_up" => say! { self,
            vi: "Quy ước của cơ quan: việc và số liệu của đơn vị đã sáp nhập tính cho đơn vị kế nhiệm; văn bản vẫn in tên cũ.",
            en: "The office's own rule: tasks and counts of merged units stand under the successor; letters keep the old name." },
            "before_is_safe" => say! { self,
            vi: "Quy ước của cơ quan: việc mới có hạn \"trước ngày …\" được đặt hạn nội bộ là ngày làm việc liền trước; thống kê vẫn tính theo ngày ghi trong văn bản.",
            en: "The office's own rule: a new task due \"before\" a day gets the working day before as its own date; figures still go by the day the letter names." },
            _ => String::new(),
        }
    }

    /// A setting's value in words.
    pub fn setting_value(self, name: &str, value: &str) -> String {
        match value {
            "true" if Settings::is_flag(name) => self.yes(),
            "false" if Settings::is_flag(name) => self.no(),
            value => value.to_owned(),
        }
    }

    /// "từ 01/07/2025", "đến 30/06/2025", both, or nothing.
    pub fn validity(self, unit: &UnitFields) -> String {
        let from = unit.valid_from.map(|on| self.unit_from(&full_date(on)));
        let to = unit.valid_to.map(|on| self.unit_to(&full_date(on)));
        from.into_iter().chain(to).collect::<Vec<_>>().join(" ")
    }

    /// What a change of the office did.
    pub(super) fn journal_office(self, change: &Change) -> String {
        match change {
            Change::UnitSet { old: None, new: Some(new), .. } => {
                say! { self, name = &new.name; vi: "thêm đơn vị {name}", en: "unit added: {name}" }
            }
            Change::UnitSet { old: Some(old), new: None, .. } => {
                say! { self, name = &old.name; vi: "bỏ đơn vị {name}", en: "unit taken out: {name}" }
            }
            Change::UnitSet { old: Some(old), new: Some(new), .. } => {
                let fields = self.journal_edited(&self.unit_fields(old), &self.unit_fields(new));
                say! { self, name = &old.name; vi: "đơn vị {name}: {fields}", en: "unit {name}: {fields}" }
            }
            Change::DaySet { on, old, new } => {
                let built_in = || say! { self, vi: "theo lịch sẵn có", en: "as built in" };
                let said =
                    |day: &Option<Box<Day>>| day.as_deref().map_or_else(built_in, |day| self.day_set(day));
                let days = self.old_to_new(&said(old), &said(new));
                say! { self, on = full_date(*on); vi: "lịch nghỉ {on}: {days}", en: "day {on}: {days}" }
            }
            Change::SettingSet { name, old, new } => {
                let said = |value: &Option<String>| {
                    value
                        .as_ref()
                        .map_or_else(|| self.setting_default(), |value| self.setting_value(name, value))
                };
                let values = self.old_to_new(&said(old), &said(new));
                say! { self, name = self.setting_name(name); vi: "cài đặt {name}: {values}", en: "setting {name}: {values}" }
            }
            _ => String::new(),
        }
    }

    /// "nghỉ, Quốc khánh, đã kiểm tra".
    fn day_set(self, day: &Day) -> String {
        let checked = if day.verified { self.day_checked() } else { self.day_unchecked() };
        format!("{}, {}, {checked}", self.day_kind(day.kind), day.name)
    }

    /// A successor is told by its number: its name may have changed since.
    fn unit_fields(self, unit: &UnitFields) -> [Field; 6] {
        let day = |on: Option<NaiveDate>| on.map(full_date).unwrap_or_default();
        let lower = |label: String| label.to_lowercase();
        [
            (lower(self.office_name()), unit.name.clone()),
            (lower(self.col_kind()), unit.kind.clone().unwrap_or_default()),
            (lower(self.office_spellings()), unit.names.join("; ")),
            (lower(self.office_valid_from()), day(unit.valid_from)),
            (lower(self.office_valid_to()), day(unit.valid_to)),
            (
                lower(self.office_successor()),
                unit.successor.map(|id| format!("#{}", id.0)).unwrap_or_default(),
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::UnitId;
    use crate::domain::calendar::DayKind;

    #[test]
    fn every_setting_has_its_name_and_its_rule() {
        for lang in [Lang::Vi, Lang::En] {
            for name in Settings::NAMES {
                assert_ne!(lang.setting_name(name), name);
                assert!(lang.setting_rule(name).ends_with('.'), "{name}");
            }
        }
    }

    #[test]
    fn the_journal_says_what_became_of_the_office() {
        let unit = |name: &str, successor: Option<i64>| {
            let (name, names, successor) = (name.to_owned(), vec![name.to_owned()], successor.map(UnitId));
            Some(Box::new(UnitFields { name, names, successor, ..UnitFields::default() }))
        };
        let on = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let (kind, name) = (DayKind::Off, "Ngày Văn hóa".to_owned());
        let day = Some(Box::new(Day { on, kind, name, source: String::new(), verified: true }));
        let set = |old, new| Change::UnitSet { unit: Some(UnitId(1)), old, new };
        let setting = |name: &str, old: Option<&str>, new: Option<&str>| Change::SettingSet {
            name: name.into(),
            old: old.map(str::to_owned),
            new: new.map(str::to_owned),
        };
        for (change, words) in [
            (set(None, unit("Sở A", None)), "thêm đơn vị Sở A"),
            (set(unit("Sở A", None), None), "bỏ đơn vị Sở A"),
            (
                set(unit("Sở A", None), unit("Sở A", Some(2))),
                "đơn vị Sở A: sửa: đơn vị kế nhiệm: (trống) → #2",
            ),
            (
                Change::DaySet { on, old: None, new: day },
                "lịch nghỉ 24/11/2026: theo lịch sẵn có → nghỉ, Ngày Văn hóa, đã kiểm tra",
            ),
            (setting("office", None, Some("SỞ Y TẾ")), "cài đặt Tên cơ quan: (mặc định) → SỞ Y TẾ"),
            (
                setting("rolls_up", Some("false"), None),
                "cài đặt Tính việc cho đơn vị kế nhiệm: không → (mặc định)",
            ),
        ] {
            assert_eq!(Lang::Vi.journal_change(&change), words);
        }
    }
}
