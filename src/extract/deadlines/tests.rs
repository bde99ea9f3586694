//! The phrase forms of DOMAIN §4 and of corpus/SCHEMA, each with its class and day.

use chrono::NaiveDate;

use super::super::source::Source;
use super::super::token::{Token, join, push_tokens};
use super::{Due, Origin, all, deadline_of};
use crate::domain::deadline::DeadlineClass::{self, Date, Ongoing, PeriodEnd, Recurring, Relative};
use crate::domain::deadline::{Event, Every, Recurrence, Rule, Terms};

/// Tuesday 14/9/2021, no holiday near.
fn origin() -> Origin {
    Origin { issued: NaiveDate::from_ymd_opt(2021, 9, 14), year: Some(2021), kind: Some("chỉ thị") }
}

fn governing(source: &Source) -> Option<Due> {
    let mut tokens: Vec<Token> = Vec::new();
    push_tokens(source, 0, source.nfc.len(), &mut tokens);
    all(&tokens, origin(), true).into_iter().max_by_key(|due| (due.precedence(), due.on))
}

/// Class, day and words of the deadline that governs `text`.
fn read(text: &str) -> Option<(DeadlineClass, String, String)> {
    let source = Source::new(text);
    let due = governing(&source)?;
    let day = due.on.map(|d| d.to_string()).unwrap_or_default();
    Some((due.class, day, join(&source, &due.words)))
}

#[test]
fn named_days() {
    for (text, day, phrase) in [
        ("gửi báo cáo chậm nhất là ngày 29/12/2021.", "2021-12-29", "chậm nhất là ngày 29/12/2021"),
        ("xong trước ngày 20.10.2021", "2021-10-20", "trước ngày 20.10.2021"),
        ("gửi trước 14 giờ, ngày 05/12/2021", "2021-12-05", "trước 14 giờ, ngày 05/12/2021"),
        ("gửi trước 17h00 ngày 05/12/2021", "2021-12-05", "trước 17h00 ngày 05/12/2021"),
        ("hoàn thành trước ngày 01 tháng 12 năm 2021", "2021-12-01", "trước ngày 01 tháng 12 năm 2021"),
        ("hoàn thành trước ngày 30/11.", "2021-11-30", "trước ngày 30/11"),
        ("hoàn thành trước ngày 30/6.", "2022-06-30", "trước ngày 30/6"),
        ("chậm nhất ngày 05 tháng 10", "2021-10-05", "chậm nhất ngày 05 tháng 10"),
        ("Báo cáo số liệu trước ngày 24/12/2021", "2021-12-24", "trước ngày 24/12/2021"),
        ("gửi về Sở trước 30/9/2021", "2021-09-30", "trước 30/9/2021"),
        ("gửi trước ngày 05 tháng sau", "2021-10-05", "trước ngày 05 tháng sau"),
        ("gửi ngay trong ngày 15/9/2021", "2021-09-15", "ngay trong ngày 15/9/2021"),
        (
            "ra quân cao điểm từ ngày 16/10/2021 đến ngày 28/02/2022, gửi Sở trước ngày 10/10/2021",
            "2021-10-10",
            "trước ngày 10/10/2021",
        ),
        (
            "chậm nhất ngày 10/10/2021 gửi số liệu từ 01/01 đến 31/12/2021",
            "2021-10-10",
            "chậm nhất ngày 10/10/2021",
        ),
        ("ra quân từ ngày 16/10/2021 đến ngày 28/02/2022", "2022-02-28", "đến ngày 28/02/2022"),
        ("hoàn thành chậm nhất đến ngày 30/11/2021", "2021-11-30", "chậm nhất đến ngày 30/11/2021"),
        ("trước thứ Sáu, ngày 01/10/2021", "2021-10-01", "trước thứ Sáu, ngày 01/10/2021"),
        ("gửi trước 16h30' ngày 28/9/2021", "2021-09-28", "trước 16h30' ngày 28/9/2021"),
        ("gửi trước 16 giờ hôm nay (14/9/2021)", "2021-09-14", "trước 16 giờ hôm nay (14/9/2021"),
        ("báo cáo trước 17 giờ hôm nay", "2021-09-14", "trước 17 giờ hôm nay"),
        ("xong trước 9 giờ sáng ngày 20/9/2021", "2021-09-20", "trước 9 giờ sáng ngày 20/9/2021"),
        ("sơ tán xong trước 18h00 cùng ngày 15/9/2021", "2021-09-15", "trước 18h00 cùng ngày 15/9/2021"),
        ("nộp trưóc ngày 3l/10/2021", "2021-10-31", "trưóc ngày 3l/10/2021"),
        ("nộp trước ngày 1O/11/2021", "2021-11-10", "trước ngày 1O/11/2021"),
        ("lắp đặt, hoàn thành ngày 30/10/2021", "2021-10-30", "ngày 30/10/2021"),
        ("gửi trước ngày 15/10 và ngày 15/12/2021", "2021-12-15", "ngày 15/12/2021"),
        ("vận động các hộ; đạt được trước ngày 01/12/2021", "2021-12-01", "trước ngày 01/12/2021"),
        ("xong trước thời điểm 30/9/2021", "2021-09-30", "trước thời điểm 30/9/2021"),
        ("xong trước ngày thứ Năm 30/9/2021", "2021-09-30", "trước ngày thứ Năm 30/9/2021"),
        ("treo băng rôn từ 15/10 đến 31/10/2021", "2021-10-31", "đến 31/10/2021"),
        ("hoàn thành trước Tết Dương lịch 2022", "2022-01-01", "trước Tết Dương lịch 2022"),
        ("hoàn thành trước Ngày Quốc khánh 02/9/2022", "2022-09-02", "trước Ngày Quốc khánh 02/9/2022"),
        ("hoàn thành trước Tết Nguyên đán Nhâm Dần", "2022-02-01", "trước Tết Nguyên đán Nhâm Dần"),
        ("xong trước kỳ nghỉ lễ Quốc khánh 02/9/2022", "2022-09-02", "trước kỳ nghỉ lễ Quốc khánh 02/9/2022"),
        ("xong trước dịp Tết Nguyên đán Nhâm Dần", "2022-02-01", "trước dịp Tết Nguyên đán Nhâm Dần"),
        ("xong trước ngày nghỉ Tết Dương lịch 2022", "2022-01-01", "trước ngày nghỉ Tết Dương lịch 2022"),
        ("xong trước Tết Nhâm Dần", "2022-02-01", "trước Tết Nhâm Dần"),
        ("xong trước ngày khai giảng (05/10/2021)", "2021-10-05", "trước ngày khai giảng (05/10/2021"),
        ("xong trước ngày bầu cử 20/10/2021", "2021-10-20", "trước ngày bầu cử 20/10/2021"),
        ("trình trước kỳ họp HĐND ngày 08/12/2021", "2021-12-08", "trước kỳ họp HĐND ngày 08/12/2021"),
        ("xong trước đại hội vào ngày 20/11", "2021-11-20", "trước đại hội vào ngày 20/11"),
        ("tặng quà trong 03 ngày 20, 21 và 22/9/2021", "2021-09-22", "trong 03 ngày 20, 21 và 22/9/2021"),
        ("không được chậm quá ngày 15/10/2021", "2021-10-15", "không được chậm quá ngày 15/10/2021"),
        ("không để quá ngày 15/10", "2021-10-15", "không để quá ngày 15/10"),
        ("nộp trễ nhất 15/10/2021", "2021-10-15", "trễ nhất 15/10/2021"),
        ("xong trước mùng 5 tháng 10", "2021-10-05", "trước mùng 5 tháng 10"),
        ("xong chậm nhất mồng 5/10/2021", "2021-10-05", "chậm nhất mồng 5/10/2021"),
        ("gửi trước ngày 25 tháng này", "2021-09-25", "trước ngày 25 tháng này"),
    ] {
        assert_eq!(read(text), Some((Date, day.to_owned(), phrase.to_owned())), "{text}");
    }
}

#[test]
fn periods_end_with_their_last_day() {
    for (text, day) in [
        ("hoàn thành trong tháng 11, tháng 12 năm 2021", "2021-12-31"),
        ("hoàn thành trong tháng 02/2024", "2024-02-29"),
        ("trình trong quý IV/2021", "2021-12-31"),
        ("trình trong quý I năm 2022", "2022-03-31"),
        ("đạt 30% trong năm 2021", "2021-12-31"),
        ("hoàn thành trong 6 tháng đầu năm 2022", "2022-06-30"),
        ("từ nay đến hết năm 2021", "2021-12-31"),
        ("hoàn thành trước cuối năm 2021", "2021-12-31"),
        ("hoàn thành trong năm sau", "2022-12-31"),
        ("giải quyết dứt điểm trong tháng này", "2021-09-30"),
        ("xong đến hết tháng 10", "2021-10-31"),
        ("hoàn thành quý I/2022", "2022-03-31"),
        ("rà soát hồ sơ (tháng 10/2021)", "2021-10-31"),
        ("hoàn thành giữa tháng 10/2021", "2021-10-15"),
        ("báo cáo trong tuần này", "2021-09-19"),
        ("rà soát trong nửa đầu tháng 10/2021", "2021-10-15"),
        ("rà soát trong nửa cuối tháng 10/2021", "2021-10-31"),
        ("rà soát trong tuần cuối tháng 10/2021", "2021-10-31"),
        ("rà soát trong tuần đầu tháng 10/2021", "2021-10-07"),
        ("rà soát trong tuần thứ hai của tháng 10/2021", "2021-10-14"),
    ] {
        let found = read(text).map(|(class, day, _)| (class, day));
        assert_eq!(found, Some((PeriodEnd, day.to_owned())), "{text}");
    }
}

#[test]
fn spans_of_time_are_reckoned_from_issue_alone() {
    for (text, day) in [
        ("trong thời hạn 10 ngày kể từ ngày ban hành Công văn này", "2021-09-24"),
        ("trong 07 ngày làm việc kể từ ngày ký", "2021-09-23"),
        ("trong vòng 02 tuần kể từ ngày ký ban hành", "2021-09-28"),
        ("trong thời hạn 01 tháng kể từ ngày ban hành Kế hoạch này", "2021-10-14"),
        ("chậm nhất 05 ngày làm việc kể từ ngày nhận được văn bản này", ""),
        ("hoàn thành 01 tuần kể từ ngày ký", "2021-09-21"),
        ("không quá 05 ngày làm việc kể từ ngày nhận được đủ hồ sơ", ""),
        ("ngay sau khi có hướng dẫn của Bộ", ""),
        ("trong thời hạn 24 giờ kể từ khi nhận được thông tin", ""),
        ("trong vòng một tháng kể từ ngày ban hành văn bản này", "2021-10-14"),
        ("trong ba ngày kể từ ngày ký", "2021-09-17"),
        ("gửi tài liệu trước 02 ngày làm việc so với ngày họp", ""),
        ("gửi 10 ngày trước khi khai mạc", ""),
        ("Ngay khi nhận được Công văn này, rà soát", ""),
    ] {
        let found = read(text).map(|(class, day, _)| (class, day));
        assert_eq!(found, Some((Relative, day.to_owned())), "{text}");
    }
}

#[test]
fn what_comes_again_and_what_never_ends_has_no_day() {
    for (text, class) in [
        ("báo cáo trước ngày 20 hằng tháng", Recurring),
        ("gửi trước ngày 25 tháng 12 hàng năm", Recurring),
        ("báo cáo từ ngày 1 đến ngày 5 hằng tháng", Recurring),
        ("báo cáo trước ngày 15 của tháng cuối quý", Recurring),
        ("định kỳ hằng quý, 6 tháng, năm báo cáo", Recurring),
        ("báo cáo định kỳ 6 tháng", Recurring),
        ("định kỳ 6 tháng (trước ngày 20/6), hằng năm (trước ngày 20/12) báo cáo", Recurring),
        ("Mỗi quý kiểm tra một lần", Recurring),
        ("báo cáo quý I, II, III và năm", Recurring),
        ("hằng ngày trước 16 giờ báo cáo số liệu", Recurring),
        ("phát tin vào khung giờ 18 giờ hằng ngày", Recurring),
        ("hằng quý gửi báo cáo về Sở trước ngày 20", Recurring),
        ("hằng năm báo cáo UBND tỉnh trước ngày 15/12", Recurring),
        ("Thường xuyên kiểm tra việc thực hiện", Ongoing),
        ("Duy trì thường xuyên việc công khai", Ongoing),
        ("Trực 24/24 giờ", Ongoing),
        ("Hằng ngày vệ sinh trụ sở", Ongoing),
        ("Sở A giải tỏa lòng đường, vỉa hè; duy trì thường xuyên", Ongoing),
        ("Sở A tuần tra các chốt, trực 24/24 giờ tại trạm", Ongoing),
        ("Mỗi học kỳ tổ chức một buổi ngoại khóa", Recurring),
        ("Kiểm tra kho, 6 tháng/lần", Recurring),
        ("Vệ sinh kho 02 tuần/lần", Recurring),
        ("Phát thanh mỗi ngày 2 lượt vào lúc 5 giờ", Recurring),
        ("Mở lớp mỗi tuần 3 buổi", Recurring),
        ("Ra bản tin mỗi tháng 02 số", Recurring),
        ("Họp định kỳ vào tuần đầu của tháng", Recurring),
        ("Họp định kỳ vào ngày làm việc cuối của quý", Recurring),
        ("gửi báo cáo quý, 6 tháng, năm", Recurring),
        ("gửi báo cáo 6 tháng và cả năm", Recurring),
        ("Chiều thứ Năm hằng tuần báo cáo", Recurring),
    ] {
        let found = read(text).map(|(class, day, _)| (class, day));
        assert_eq!(found, Some((class, String::new())), "{text}");
    }
}

#[test]
fn background_is_no_deadline() {
    for text in [
        "các nhiệm vụ đã đề ra trong năm 2020",
        "Tính đến thời điểm kiểm tra (29/10/2020), đã xong",
        "theo Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ",
        "phát triển Chính phủ điện tử giai đoạn 2019-2020, định hướng đến năm 2025",
        "tập trung thực hiện trong thời gian tới",
        "bắt đầu từ tuần đầu tháng 6",
        "tổng hợp số liệu đến hết ngày 30/6/2021",
        "Kế hoạch cải cách hành chính năm 2021",
        "thực hiện từ ngày 02/01/2022",
        "năm học 2020-2021",
        "tháo gỡ hồ sơ tồn đọng từ trước ngày 31/12/2020",
        "tháo gỡ hồ sơ phát sinh trước ngày 31/12/2020",
        "số hóa ngay khi tiếp nhận",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn the_latest_date_governs_and_a_day_goes_before_a_period() {
    let found =
        read("lập danh sách trước ngày 01/10/2021, gửi báo cáo trước ngày 15/10/2021, trong quý IV năm 2021");
    assert_eq!(found.map(|(_, day, _)| day).as_deref(), Some("2021-10-15"));
}

#[test]
fn a_day_that_is_not_there_gives_no_date() {
    let found = read("gửi trước ngày 31/11/2021");
    assert_eq!(found.map(|(class, day, _)| (class, day)), Some((Date, String::new())));
}

#[test]
fn what_days_are_counted_from_is_kept() {
    let from = |n, from| Some(Terms::Counted { n, from });
    for (text, rule, terms) in [
        (
            "trong thời hạn 10 ngày làm việc kể từ ngày nhận được Công văn này",
            Rule::WorkingDays,
            from(10, Event::Receipt),
        ),
        ("chậm nhất 05 ngày kể từ ngày nhận được văn bản", Rule::Days, from(5, Event::Receipt)),
        ("trong vòng 7 ngày kể từ khi tiếp nhận, gửi Sở", Rule::Days, from(7, Event::Receipt)),
        ("trong vòng 02 tuần kể từ ngày ký ban hành", Rule::Days, from(14, Event::Issue)),
        ("trong thời hạn 01 tháng kể từ ngày ban hành Kế hoạch này", Rule::Months, from(1, Event::Issue)),
        ("trong thời gian 03 ngày", Rule::Days, from(3, Event::Issue)),
        // Other events than those of this letter.
        ("không quá 05 ngày làm việc kể từ ngày nhận được đủ hồ sơ", Rule::WorkingDays, None),
        ("trong 07 ngày làm việc kể từ ngày nhận được yêu cầu", Rule::WorkingDays, None),
        ("trong thời hạn 03 tháng kể từ ngày công trình được quyết toán", Rule::Months, None),
        ("trong 10 ngày kể từ ngày ban hành Quyết định số 5", Rule::Days, None),
        ("trong thời hạn 24 giờ kể từ khi nhận được", Rule::None, None),
    ] {
        let due = governing(&Source::new(text)).map(|due| (due.rule, due.terms));
        assert_eq!(due, Some((rule, terms)), "{text}");
    }
}

#[test]
fn which_day_comes_again_is_told_by_the_words() {
    use Every::{HalfYear, Month, Quarter, Week, Year};
    for (text, terms) in [
        ("báo cáo trước ngày 20 hằng tháng", Some((Month, 1, 20))),
        ("hằng tháng, trước ngày 25 gửi báo cáo", Some((Month, 1, 25))),
        ("hằng tháng, trước ngày 05 của tháng sau gửi báo cáo", Some((Month, 2, 5))),
        ("báo cáo từ ngày 1 đến ngày 5 hằng tháng", Some((Month, 1, 5))),
        ("gửi trước ngày 25 tháng 12 hàng năm", Some((Year, 12, 25))),
        ("chậm nhất là ngày 30/6 hằng năm", Some((Year, 6, 30))),
        ("gửi trước ngày 6 tháng 12 hàng năm", Some((Year, 12, 6))),
        ("hằng quý, trước ngày 9 của tháng đầu quý sau gửi", Some((Quarter, 4, 9))),
        ("báo cáo trước ngày 15 của tháng cuối quý", Some((Quarter, 3, 15))),
        ("báo cáo trước ngày 10 của tháng đầu quý sau", Some((Quarter, 4, 10))),
        ("định kỳ hằng quý, 6 tháng, năm báo cáo", Some((Quarter, 3, 31))),
        ("báo cáo quý I, II, III và năm", Some((Quarter, 3, 31))),
        ("báo cáo định kỳ 6 tháng", Some((HalfYear, 6, 31))),
        ("định kỳ vào thứ Sáu hằng tuần báo cáo", Some((Week, 0, 5))),
        ("Mỗi quý kiểm tra một lần", Some((Quarter, 3, 31))),
        // No one day.
        ("hằng ngày trước 16 giờ báo cáo số liệu", None),
        ("gửi trước ngày 10 và ngày 25 hằng tháng", None),
        ("định kỳ báo cáo kết quả", None),
    ] {
        let terms = terms.map(|(every, month, day)| Terms::Every(Recurrence { every, month, day }));
        let due = governing(&Source::new(text)).map(|due| (due.class, due.terms));
        assert_eq!(due, Some((Recurring, terms)), "{text}");
    }
}

/// On Monday 21/12/2020.
#[test]
fn what_is_typed_may_be_shorter_but_is_understood_as_a_whole() {
    let today = NaiveDate::from_ymd_opt(2020, 12, 21).unwrap();
    let every = |every, month, day| Some(Terms::Every(Recurrence { every, month, day }));
    let from = |n, from| Some(Terms::Counted { n, from });
    use Every::{HalfYear, Month, NineMonths, Quarter, Week, Year};
    for (typed, class, on, terms) in [
        ("hết tháng 12", PeriodEnd, "2020-12-31", None),
        ("hết tháng 3", PeriodEnd, "2021-03-31", None),
        ("quý IV", PeriodEnd, "2020-12-31", None),
        ("quý i", PeriodEnd, "2021-03-31", None),
        ("trong quý 2 năm 2021.", PeriodEnd, "2021-06-30", None),
        ("chậm nhất là ngày 29/12/2020", Date, "2020-12-29", None),
        ("10 ngày từ ngày ký", Relative, "2020-12-31", from(10, Event::Issue)),
        ("5lv từ ngày đến", Relative, "", from(5, Event::Receipt)),
        ("10 ngày làm việc kể từ ngày nhận", Relative, "", from(10, Event::Receipt)),
        ("2 tháng kể từ ngày ban hành", Relative, "2021-02-22", from(2, Event::Issue)),
        ("hằng tháng 20", Recurring, "", every(Month, 1, 20)),
        ("hàng tháng ngày 5", Recurring, "", every(Month, 1, 5)),
        ("hằng tháng 10", Recurring, "", every(Month, 1, 10)),
        ("trước ngày 20 hằng tháng", Recurring, "", every(Month, 1, 20)),
        ("mỗi tuần t6", Recurring, "", every(Week, 0, 5)),
        ("mỗi tuần thứ năm", Recurring, "", every(Week, 0, 4)),
        ("hằng tuần", Recurring, "", every(Week, 0, 7)),
        ("hằng quý ngày 15 tháng cuối", Recurring, "", every(Quarter, 3, 15)),
        ("hằng quý ngày 10 tháng đầu", Recurring, "", every(Quarter, 1, 10)),
        ("6 tháng", Recurring, "", every(HalfYear, 6, 31)),
        ("9 tháng", Recurring, "", every(NineMonths, 9, 31)),
        ("năm", Recurring, "", every(Year, 12, 31)),
        ("hằng năm 15/12", Recurring, "", every(Year, 12, 15)),
        ("thường xuyên", Ongoing, "", None),
    ] {
        let found = deadline_of(typed, today);
        let (found_class, found_terms) = found.as_ref().map(|d| (d.class, d.terms)).unzip();
        let day = found.as_ref().and_then(|d| d.on).map(|d| d.to_string()).unwrap_or_default();
        assert_eq!((found_class, day.as_str(), found_terms.flatten()), (Some(class), on, terms), "{typed}");
    }
    for typed in
        ["", "abc", "29/12 hay 30/12", "hằng tháng 20 gì đó", "sau này", "31/02/2021", "lv", "ngày", "5 lần"]
    {
        assert_eq!(deadline_of(typed, today), None, "{typed}");
    }
}

#[test]
fn wordings_without_a_day_in_figures() {
    for (text, class, day) in [
        ("thanh lý tài sản hỏng, xong trong tháng.", PeriodEnd, "2021-09-30"),
        ("hoàn thành dứt điểm trong quý;", PeriodEnd, "2021-09-30"),
        ("hoàn thành trong năm.", PeriodEnd, "2021-12-31"),
        ("tổng kết trong tháng 01 năm sau", PeriodEnd, "2022-01-31"),
        ("phấn đấu quý IV/2021 thu đủ", PeriodEnd, "2021-12-31"),
        ("kiểm tra định kỳ 01 lần/năm đối với cơ sở", Recurring, ""),
        ("họp ít nhất 02 lần/tháng", Recurring, ""),
        ("sơ kết 6 tháng một lần", Recurring, ""),
        ("lấy mẫu định kỳ 02 tuần một lần", Recurring, ""),
        ("thống kê cứ 03 giờ một lần", Recurring, ""),
        ("báo cáo vào ngày 15 tháng cuối quý", Recurring, ""),
        ("Hằng năm, trước ngày 15 tháng 01, tổng hợp", Recurring, ""),
        ("công khai vào đầu mỗi học kì", Recurring, ""),
        ("bàn giao chậm nhất 02 ngày trước ngày họp", Relative, ""),
        ("gửi hồ sơ trước thời điểm vận hành 10 ngày;", Relative, ""),
        ("nộp ít nhất 05 ngày làm việc trước khi khởi công", Relative, ""),
        ("giao nộp trong thời hạn 01 năm kể từ ngày công việc kết thúc", Relative, ""),
        ("trong vòng 10 ngày kể từ ngày ban hành Chỉ thị.", Relative, "2021-09-24"),
        ("trong vòng 10 ngày kể từ ngày ban hành Kế hoạch.", Relative, ""),
        ("trong 10 ngày kể từ ngày Quyết định này được ban hành", Relative, "2021-09-24"),
        ("Phát thanh trên hệ thống loa hằng ngày.", Ongoing, ""),
        ("cập nhật lý lịch của người mới thường xuyên, đúng quy trình", Ongoing, ""),
        ("kiểm tra chợ; thực hiện liên tục trong thời gian có dịch", Ongoing, ""),
    ] {
        let found = read(text).map(|(class, day, _)| (class, day));
        assert_eq!(found, Some((class, day.to_owned())), "{text}");
    }
    for text in
        ["phối hợp với trung tâm giáo dục thường xuyên.", "đã hoàn thành ngày 01/9/2021", "họp 02 lần"]
    {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_day_to_come_is_a_deadline_where_no_other_is_told() {
    for (text, day) in [
        ("báo cáo tại phiên họp UBND tỉnh ngày 04/10/2021", Some("2021-10-04")),
        ("trình tại kỳ họp ngày 08 tháng 12 năm 2021", Some("2021-12-08")),
        ("tổ chức hội thi ngày 15/10", Some("2021-10-15")),
        ("gửi về Sở Nội vụ ngày 15/10/2021", Some("2021-10-15")),
        ("khai trương thứ Bảy, ngày 16/10/2021", Some("2021-10-16")),
        ("theo Kế hoạch số 5/KH-UBND ngày 07/3/2021", None),
        ("kể từ ngày 15/10/2021", None),
        ("nếu sau ngày 15/10/2021 còn tồn", None),
    ] {
        let source = Source::new(text);
        let mut tokens: Vec<Token> = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        let on = super::coming_day(&tokens, origin()).and_then(|due| due.on).map(|day| day.to_string());
        assert_eq!(on.as_deref(), day, "{text}");
    }
}
