//! Lists as offices write them: headings, cells, and what is doubtful in them.

use proptest::prelude::*;

use super::*;
use crate::domain::directive::Urgency;
use crate::domain::table::value;
use crate::domain::task::State;

fn sheet(lines: &[&str]) -> Vec<(String, Vec<Vec<String>>)> {
    let rows = lines.iter().map(|line| line.split('|').map(|cell| cell.replace("\\n", "\n")).collect());
    vec![("Tháng 12".into(), rows.collect())]
}

fn plain(sheets: &[(String, Vec<Vec<String>>)]) -> Register {
    read(sheets, |_| Mapping::new())
}

/// The detail table of the summary's annex.
const LIST: &str = "TT|Số, ký hiệu, ngày văn bản giao|Nội dung nhiệm vụ|Đơn vị chủ trì|Đơn vị phối hợp|Thời hạn|Tiến độ giải quyết|Số, ký hiệu văn bản trả lời|Ghi chú";

/// One row below [`LIST`], and what is doubtful in it as place and reason.
fn row(cells: &str) -> (Option<Listed>, Vec<(String, Why)>) {
    let register = plain(&sheet(&[LIST, cells]));
    let doubts = register.doubts.into_iter().map(|doubt| (doubt.place.column.unwrap_or_default(), doubt.why));
    (register.rows.into_iter().next(), doubts.collect())
}

#[test]
fn headings_name_their_columns() {
    use Field::*;
    for (heading, field) in [
        ("TT", None),
        ("Số, ký hiệu, ngày văn bản giao", Some(Reference)),
        ("Số/ký hiệu", Some(Reference)),
        ("SỐ KÝ HIỆU VB", Some(Reference)),
        ("Số văn bản", Some(Reference)),
        ("Số, ký hiệu văn bản", Some(Reference)),
        ("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", Some(Reference)),
        ("Số, ký hiệu văn bản trả lời", Some(Reply)),
        ("Ngày ban hành", Some(IssuedOn)),
        ("Ngày tháng văn bản", Some(IssuedOn)),
        ("Tác giả", Some(Issuer)),
        ("Cơ quan ban hành", Some(Issuer)),
        ("Trích yếu", Some(Subject)),
        ("Tên loại và trích yếu nội dung văn bản", Some(Subject)),
        ("Nội dung nhiệm vụ", Some(Work)),
        ("Đơn vị chủ trì", Some(Lead)),
        ("Đơn vị hoặc người nhận", Some(Lead)),
        ("Đơn vị phối hợp", Some(Support)),
        ("Thời hạn", Some(Due)),
        ("Thời hạn giải quyết", Some(Due)),
        ("Hạn xử lý", Some(Due)),
        ("Tiến độ giải quyết", Some(State)),
        ("Kết quả thực hiện", Some(Outcome)),
        ("Ngày hoàn thành", Some(DoneOn)),
        ("Văn bản trả lời", Some(Reply)),
        ("Người theo dõi", Some(Follower)),
        ("Số đến", Some(Inbound)),
        ("Ngày đến", Some(ReceivedOn)),
        ("Độ mật", Some(Secrecy)),
        ("Mức độ khẩn", Some(Urgency)),
        ("Ghi chú", Some(Note)),
        ("Ngày chuyển", None),
        ("Tổng số nhiệm vụ được giao", None),
        ("Màu sắc", None),
    ] {
        assert_eq!(named(heading), field, "{heading}");
    }
}

#[test]
fn headings_are_found_below_titles_and_over_two_rows() {
    let register = plain(&sheet(&[
        "DANH MỤC NHIỆM VỤ ĐƯỢC GIAO",
        "(kèm theo báo cáo tháng 12)",
        "TT|Văn bản giao||Nội dung nhiệm vụ|Thực hiện||Văn bản trả lời|",
        "|Số, ký hiệu|Ngày|  |Đơn vị chủ trì|Hạn|Số|Ngày",
        "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)",
        "I|Lĩnh vực nội vụ",
        "1|311/UBND-TH|05/11/2020|Rà soát biên chế|Sở Nội vụ|20/11/2020|9/BC-SNV|18/11/2020",
        "2|||Báo cáo kết quả|Sở Nội vụ|25/11/2020||",
        "Tổng cộng|||2",
    ]));
    let headed = &register.sheets[0];
    assert_eq!(headed.place.row, 4);
    let fields: Vec<_> = headed.columns.iter().map(|column| column.field).collect();
    use Field::*;
    let wanted =
        [None, Some(Reference), Some(IssuedOn), Some(Work), Some(Lead), Some(Due), Some(Reply), None];
    assert_eq!(fields, wanted);
    assert_eq!(register.doubts, []);
    // Numbers of columns, the section, the sum.
    assert_eq!(register.passed_over, 3);
    let works: Vec<_> =
        register.rows.iter().map(|row| (row.head.reference.as_deref(), row.task.text.as_str())).collect();
    assert_eq!(works, [(Some("311/UBND-TH"), "Rà soát biên chế"), (Some("311/UBND-TH"), "Báo cáo kết quả")]);
    assert_eq!(value(Due, &register.rows[1].head, &register.rows[1].task), "25/11/2020");
}

#[test]
fn a_combined_cell_is_taken_apart() {
    for (cell, number, on, issuer, subject) in [
        ("311/UBND-TH ngày 05/11/2020 của UBND tỉnh", "311/UBND-TH", "05/11/2020", "UBND tỉnh", ""),
        ("311/UBND-TH, 05/11/2020", "311/UBND-TH", "05/11/2020", "", ""),
        ("311/UBND-TH\\n(05/11/2020)", "311/UBND-TH", "05/11/2020", "", ""),
        ("311/UBND-TH", "311/UBND-TH", "", "", ""),
        (
            "Quyết định số 12/QĐ-UBND ngày 05 tháng 11 năm 2020 của UBND tỉnh về việc sắp xếp tổ chức",
            "12/QĐ-UBND",
            "05/11/2020",
            "UBND tỉnh",
            "sắp xếp tổ chức",
        ),
        ("Công văn số 5/SNV-VP V/v báo cáo quý", "5/SNV-VP", "", "", "báo cáo quý"),
    ] {
        let (row, doubts) = row(&format!("1|{cell}|Rà soát"));
        let row = row.unwrap();
        let read = [Field::Reference, Field::IssuedOn, Field::Issuer, Field::Subject]
            .map(|f| value(f, &row.head, &row.task));
        assert_eq!(read, [number, on, issuer, subject], "{cell}");
        assert_eq!(doubts, [], "{cell}");
    }
    assert_eq!(row("1|12/QĐ-UBND|Rà soát").0.unwrap().head.kind.name(), "quyết định");
}

#[test]
fn number_and_symbol_may_have_a_column_each() {
    let register =
        plain(&sheet(&["Số|Ký hiệu|Ngày ban hành|Nội dung nhiệm vụ", "0311|UBND-TH|44140|Rà soát"]));
    let head = &register.rows[0].head;
    assert_eq!(head.reference.as_deref(), Some("0311/UBND-TH"));
    assert_eq!(value(Field::IssuedOn, head, &register.rows[0].task), "05/11/2020");
}

#[test]
fn a_deadline_is_read_or_named_as_doubtful() {
    for (cell, due, is_doubtful) in [
        ("29/12/2020", "29/12/2020", false),
        ("2020-12-29", "29/12/2020", false),
        ("44194", "29/12/2020", false),
        ("chậm nhất là ngày 29/12/2020", "29/12/2020", false),
        ("trước ngày 29/12/2020", "29/12/2020", false),
        ("17 giờ 00 ngày 29/12/2020", "29/12/2020", false),
        ("Quý IV/2020", "31/12/2020", false),
        ("29/12", "29/12/2020", false),
        ("Thường xuyên", "Thường xuyên", false),
        ("không thời hạn", "", false),
        ("-", "", false),
        ("31/02/2021", "", true),
        ("29/12/2020 hoặc 15/01/2021", "", true),
        ("sớm", "", true),
        ("=F3+10", "", true),
        ("#REF!", "", true),
    ] {
        let (row, doubts) = row(&format!("1|311/UBND-TH ngày 05/11/2020|Rà soát|||{cell}"));
        let row = row.unwrap();
        let read = value(Field::Due, &row.head, &row.task);
        assert!(read.ends_with(due) && read.is_empty() == due.is_empty(), "{cell}: {read}");
        let places: Vec<_> = doubts.iter().map(|(column, _)| column.as_str()).collect();
        assert_eq!(places, if is_doubtful { vec!["F"] } else { vec![] }, "{cell}");
        assert_eq!(row.said.contains_key(&Field::Due), !due.is_empty(), "{cell}");
    }
}

#[test]
fn progress_is_a_state_a_day_or_a_doubt() {
    for (cell, state, on, why) in [
        ("Đã hoàn thành ngày 21/12/2020", Some(State::Done), "21/12/2020", None),
        ("Hoàn thành đúng hạn (21/12/2020)", Some(State::Done), "21/12/2020", None),
        ("đã xong 21/12/2020", Some(State::Done), "21/12/2020", None),
        ("Đã hoàn thành", None, "", Some(Why::DoneWithoutDay)),
        ("Chưa hoàn thành", Some(State::Open), "", None),
        ("chưa làm", Some(State::Open), "", None),
        ("Đang thực hiện", Some(State::Doing), "", None),
        ("Đã báo cáo", Some(State::Reported), "", None),
        ("Trễ 5 ngày", None, "", None),
        ("còn 8 ngày (6 ngày làm việc)", None, "", None),
        ("2/5", None, "", None),
        ("80%", None, "", Some(Why::UnknownState)),
        ("xem phụ lục", None, "", Some(Why::UnknownState)),
    ] {
        let (row, doubts) = row(&format!("1|311/UBND-TH|Rà soát||||{cell}"));
        let row = row.unwrap();
        let said = row.said.get(&Field::State).map(|_| row.task.progress.state);
        assert_eq!(said, state, "{cell}");
        let day = row.task.progress.done_on.map(|on| on.format("%d/%m/%Y").to_string()).unwrap_or_default();
        assert_eq!(day, on, "{cell}");
        assert_eq!(doubts, why.into_iter().map(|why| ("G".to_owned(), why)).collect::<Vec<_>>(), "{cell}");
    }
}

#[test]
fn the_day_of_completion_and_the_outcome_may_have_columns() {
    let headings = "Số, ký hiệu|Nội dung nhiệm vụ|Tiến độ|Ngày hoàn thành|Kết quả";
    for (cells, state, note, doubts) in [
        ("Đã hoàn thành|21/12/2020|", State::Done, "", 0),
        ("|21/12/2020|Ban hành đề án", State::Done, "Ban hành đề án", 0),
        ("Đang thực hiện|21/12/2020|", State::Open, "", 1),
        ("Đã hoàn thành|21/13/2020|", State::Open, "", 2),
        ("||Đang lấy ý kiến", State::Doing, "", 0),
    ] {
        let register = plain(&sheet(&[headings, &format!("311/UBND-TH|Rà soát|{cells}")]));
        let progress = &register.rows[0].task.progress;
        assert_eq!(progress.state, state, "{cells}");
        assert_eq!(progress.note.as_deref().unwrap_or_default(), note, "{cells}");
        assert_eq!(register.doubts.len(), doubts, "{cells}: {:?}", register.doubts);
    }
}

#[test]
fn units_and_urgency_are_read() {
    let register = plain(&sheet(&[
        "Số, ký hiệu|Nội dung|Đơn vị chủ trì|Đơn vị phối hợp|Độ khẩn",
        "311/UBND-TH|Rà soát|Sở Nội vụ, Sở Tài chính|Sở Tư pháp\\nVăn phòng UBND tỉnh|Hỏa tốc",
        "312/UBND-TH|Rà soát|Phòng VHXH||rất khẩn",
    ]));
    let [first, second] = &register.rows[..] else { panic!("{register:?}") };
    assert_eq!(value(Field::Lead, &first.head, &first.task), "Sở Nội vụ; Sở Tài chính");
    assert_eq!(value(Field::Support, &first.head, &first.task), "Sở Tư pháp; Văn phòng UBND tỉnh");
    assert_eq!(first.head.urgency, Urgency::Express);
    assert_eq!(value(Field::Lead, &second.head, &second.task), "Phòng VHXH");
    assert_eq!(register.doubts.iter().map(|doubt| &doubt.why).collect::<Vec<_>>(), [&Why::UnknownUrgency]);
}

#[test]
fn a_secret_row_leaves_nothing_behind() {
    let register = plain(&sheet(&[
        "Số, ký hiệu|Nội dung nhiệm vụ|Độ mật|Người theo dõi",
        "7/UBND-NC|việc kín|Mật|An",
        "|việc kín thứ hai||An",
        "8/UBND-NC (TỐI MẬT)|việc kín thứ ba||An",
        "9/UBND-NC|Tuyên truyền bảo vệ bí mật nhà nước|Thường|An",
    ]));
    assert_eq!(register.rows.len(), 1);
    assert_eq!(register.rows[0].head.reference.as_deref(), Some("9/UBND-NC"));
    let doubts: Vec<_> = register.doubts.iter().map(|doubt| (doubt.place.row, &doubt.why)).collect();
    assert_eq!(doubts, [(2, &Why::Secret), (3, &Why::NoReference), (4, &Why::Secret)]);
    let whole = format!("{register:?}");
    assert!(!whole.contains("việc kín") && !whole.contains("7/UBND") && !whole.contains("8/UBND"), "{whole}");
}

#[test]
fn a_row_needs_one_reference() {
    let (taken, doubts) = row("1|Theo chỉ đạo tại cuộc họp|Rà soát");
    assert_eq!((taken, doubts), (None, vec![("B".to_owned(), Why::NoReference)]));
    let (taken, doubts) = row("1|311/UBND-TH; 312/UBND-TH|Rà soát");
    assert_eq!((taken, doubts), (None, vec![("B".to_owned(), Why::SeveralReferences)]));
    let (taken, doubts) = row("1||Rà soát|Sở Nội vụ");
    assert_eq!((taken, doubts), (None, vec![("B".to_owned(), Why::NoReference)]));
    // Rows below one that is not taken go its way, and are no tasks of the directive above it.
    let register = plain(&sheet(&[LIST, "1|311/UBND-TH|Rà soát", "2|không số|Họp", "3||Họp tiếp"]));
    assert_eq!((register.rows.len(), register.doubts.len()), (1, 2));
}

#[test]
fn what_a_person_said_of_a_heading_stands_above_its_words() {
    let cells = sheet(&["Số, ký hiệu|Việc|Mốc|Ghi chú", "311/UBND-TH|Rà soát|29/12/2020|gấp"]);
    let said = |_: &str| {
        vec![
            ("việc".to_owned(), Some(Field::Work)),
            ("MỐC".to_owned(), Some(Field::Due)),
            ("Ghi chú".to_owned(), None),
        ]
    };
    let register = read(&cells, said);
    let row = &register.rows[0];
    assert_eq!(
        (row.task.text.as_str(), value(Field::Due, &row.head, &row.task).as_str()),
        ("Rà soát", "29/12/2020")
    );
    assert_eq!(row.task.progress.note, None);
}

#[test]
fn a_table_of_figures_is_no_list() {
    let summary = "TT|Đơn vị|Tổng số nhiệm vụ được giao|Hoàn thành đúng hạn|Hoàn thành quá hạn|Tỷ lệ hoàn thành (%)|Ghi chú";
    assert_eq!(plain(&sheet(&[summary, "1|Sở Nội vụ|12|10|1|91,67|"])), Register::default());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_cells_are_read(cells in prop::collection::vec(prop::collection::vec(any_cell(), 0..11), 0..12)) {
        let mut rows: Vec<Vec<String>> = vec![LIST.split('|').map(str::to_owned).collect()];
        rows.extend(cells.clone());
        let register = plain(&[("a".into(), rows), ("b".into(), cells)]);
        // Each row below the headings is a task, aside, or named, unless it follows one that is named.
        for row in &register.rows {
            prop_assert!(row.head.reference.is_some());
        }
    }
}

fn any_cell() -> impl Strategy<Value = String> {
    let known = [
        "",
        "311/UBND-TH",
        "12/2020",
        "31/02/2021",
        "ngày 5/11/2020",
        "của",
        "của UBND tỉnh",
        "về việc",
        "Sở Nội vụ;",
        "=",
        "#REF!",
        "mật",
        "44194",
        "đã xong",
        "hoàn thành ngày",
        "I.",
        "Tổng",
        "Số, ký hiệu",
        "\u{301}/\u{0}",
        "-",
        ";",
        "quý V",
        "tháng 13/2020",
        "còn",
    ];
    prop_oneof![
        prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        ".{0,12}",
        (prop::sample::select(known.to_vec()), prop::sample::select(known.to_vec()))
            .prop_map(|(a, b)| format!("{a} {b}")),
    ]
}
