//! Bodies of letters with the tasks they hold: the forms of corpus/SCHEMA "What is one task" and "Units".

use crate::domain::deadline::Deadline;
use crate::extract::{Certainty, DraftTask, read};

fn tasks(kind: &str, body: &str) -> Vec<DraftTask> {
    let to = if kind.is_empty() { "Kính gửi: Các sở, ban, ngành.\n\n" } else { "" };
    let about = if kind.is_empty() { "V/v rà soát\n" } else { "" };
    let letter = format!(
        "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/UBND-NC\n{about}Lâm Đồng, ngày 15 tháng 9 năm 2025\n\n{kind}\n\n\
         {to}{body}\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\n\nTrần Văn An\n"
    );
    read(&letter).tasks
}

/// "1 Sở A + Sở B": the item, who leads, who supports.
fn who(kind: &str, body: &str) -> Vec<String> {
    let line = |task: DraftTask| {
        let supports = task.supports.value.join(", ");
        let with = if supports.is_empty() { String::new() } else { format!(" + {supports}") };
        format!("{} {}{with}", task.item, task.leads.value.join(", "))
    };
    tasks(kind, body).into_iter().map(line).collect()
}

const OPENS: &str = "UBND tỉnh yêu cầu thực hiện các nội dung sau:\n\n";

#[test]
fn who_leads_and_who_supports() {
    for (item, wanted) in [
        ("Giao Sở Xây dựng (chủ trì), Sở Tài chính rà soát quỹ đất.", "1 Sở Xây dựng + Sở Tài chính"),
        ("Do Sở Tài chính chủ trì, phối hợp với Thuế tỉnh đối chiếu số liệu.", "1 Sở Tài chính + Thuế tỉnh"),
        (
            "Sở Y tế chủ trì; Sở Tài chính, Công an tỉnh phối hợp: kiểm tra.",
            "1 Sở Y tế + Sở Tài chính, Công an tỉnh",
        ),
        ("Công an tỉnh chủ trì, Sở Xây dựng phối hợp, xử lý xe quá tải.", "1 Công an tỉnh + Sở Xây dựng"),
        ("Sở Y tế chủ trì, cùng với Sở Nội vụ rà soát.", "1 Sở Y tế + Sở Nội vụ"),
        ("Tổ chức lấy ý kiến (Sở Tư pháp chủ trì).", "1 Sở Tư pháp"),
        ("Số hóa hồ sơ lưu trữ (giao Sở Nội vụ; hạn: 30/11/2025).", "1 Sở Nội vụ"),
        ("Rà soát biên chế (chủ trì: Sở Nội vụ; phối hợp: Sở Tài chính).", "1 Sở Nội vụ + Sở Tài chính"),
        ("Các Sở: Nội vụ, Y tế; Công an tỉnh báo cáo.", "1 Sở Nội vụ, Sở Y tế, Công an tỉnh"),
        ("Chủ tịch UBND các xã: Đạ Tẻh, Lạc Dương bàn giao.", "1 UBND xã Đạ Tẻh, UBND xã Lạc Dương"),
        ("Các Chi cục: Kiểm lâm, Thủy lợi tuần tra.", "1 Chi cục Kiểm lâm, Chi cục Thủy lợi"),
        ("Quỹ Bảo vệ và phát triển rừng tỉnh chi trả.", "1 Quỹ Bảo vệ và phát triển rừng tỉnh"),
        ("Trường Trung cấp Y tổ chức tuyển sinh.", "1 Trường Trung cấp Y"),
        ("UBND phường Phước Long dành kinh phí hỗ trợ.", "1 UBND phường Phước Long"),
        ("UBND phường Phước Long ngăn nước tràn.", "1 UBND phường Phước Long"),
        ("Công an xã kích hoạt tài khoản.", "1 Công an xã"),
        ("Cùng với Hội Nông dân tỉnh xây dựng quy chế.", "1 các sở, ban, ngành + Hội Nông dân tỉnh"),
        ("Phòng Công chức, viên chức chủ trì rà soát.", "1 Phòng Công chức, viên chức"),
        ("Sở Y tế phối hợp với VNPT Lâm Đồng sửa lỗi.", "1 Sở Y tế + VNPT Lâm Đồng"),
        (
            "UBND các xã, phường ven biển và đặc khu Phú Quý rà soát.",
            "1 UBND các xã, phường ven biển và đặc khu Phú Quý",
        ),
        ("Ban Thường vụ Đảng ủy phường Phước Long lãnh đạo.", "1 Ban Thường vụ Đảng ủy phường Phước Long"),
        ("Giao đảng ủy các sở, ngành trả lời.", "1 đảng ủy các sở, ngành"),
        ("Sở Y tế các tỉnh, thành phố báo cáo.", "1 Sở Y tế các tỉnh, thành phố"),
        ("Về kiến nghị của Công ty A: Đồng ý; giao Sở Công Thương hướng dẫn.", "1 Sở Công Thương"),
    ] {
        assert_eq!(who("", &format!("{OPENS}1. {item}")), [wanted], "{item}");
    }
}

/// The verbs here are in no list.
#[test]
fn a_name_ends_before_a_verb_that_is_not_known() {
    for name in [
        "Phòng Văn hóa - Xã hội",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Trung tâm Phục vụ hành chính công tỉnh",
        "Trường Đại học Đà Lạt",
        "Báo Lâm Đồng",
        "Công ty Điện lực Lâm Đồng",
        "Văn phòng Sở",
        "Sở NN&MT",
        "Hội Cựu chiến binh xã",
        "Ban Quản lý rừng phòng hộ Sông Đà",
        "UBND xã Đắk R'Măng",
        "Chi nhánh Ngân hàng Chính sách xã hội tỉnh",
        "Ban Chỉ đạo phòng, chống ma túy tỉnh",
        "Quỹ Đầu tư phát triển tỉnh",
        "các trường học trên địa bàn xã",
        "các cơ quan có nhiệm vụ nêu tại Phụ lục",
        "các đơn vị ghi tại Điều 1, Điều 2",
    ] {
        for verb in ["vớt rác trên sông", "ghi âm buổi nói chuyện", "khâu áo tặng bộ đội"]
        {
            let read = tasks("", &format!("{OPENS}1. Giao {name} {verb}."));
            assert_eq!(read[0].leads.value, [name], "{verb}");
            assert_eq!(read[0].leads.certainty, Certainty::Check, "{name} {verb}");
        }
        let read = tasks("", &format!("{OPENS}1. Giao {name} rà soát hồ sơ."));
        // A clause that says where they are listed is worth a look.
        let certainty = if name.contains(" tại ") { Certainty::Check } else { Certainty::Sure };
        assert_eq!((&read[0].leads.value[..], read[0].leads.certainty), (&[name.to_owned()][..], certainty));
    }
}

#[test]
fn subjects_stand_behind_times_and_in_later_clauses() {
    for (item, wanted) in [
        ("Mỗi tháng 02 lần, UBND các xã tự rà soát.", "1 UBND các xã"),
        ("Chiều thứ Sáu hằng tuần Sở Y tế báo cáo.", "1 Sở Y tế"),
        ("Định kỳ hằng quý Sở Y tế báo cáo.", "1 Sở Y tế"),
        ("Chậm nhất ngày 20/10/2025 các xã, phường báo cáo.", "1 các xã, phường"),
        ("Trong quý IV/2025, Sở Y tế báo cáo.", "1 Sở Y tế"),
        (
            "Sở Y tế báo cáo trước ngày 01/10/2025; Công an tỉnh chậm nhất ngày 05/10/2025.",
            "1 Sở Y tế, Công an tỉnh",
        ),
        ("UBND các xã cắm biển; mỗi xã lập ít nhất 02 tổ.", "1 UBND các xã"),
        ("Rà soát biên chế do Sở Nội vụ chủ trì.", "1 Sở Nội vụ"),
        ("Phòng Nghiệp vụ I thuộc Sở thẩm định.", "1 Phòng Nghiệp vụ I"),
        (
            "UBND các xã Đạ Tẻh, Lạc Dương và phường Phước Long bàn giao.",
            "1 UBND xã Đạ Tẻh, UBND xã Lạc Dương, UBND phường Phước Long",
        ),
        ("Trưởng các thôn, bản lập danh sách.", "1 các thôn, bản"),
        ("Thường trực 24/24 giờ.", "1 các sở, ban, ngành"),
        ("Sở Y tế phối hợp UBMTTQ Việt Nam tỉnh vận động.", "1 Sở Y tế + UBMTTQ Việt Nam tỉnh"),
    ] {
        assert_eq!(who("", &format!("{OPENS}1. {item}")), [wanted], "{item}");
    }
    let body = "Điều 1. Thành lập Tổ công tác.\nĐiều 2. Nhiệm vụ của Tổ công tác\n1. Rà soát hồ sơ.\n2. Lập danh sách.";
    assert_eq!(
        who("QUYẾT ĐỊNH\nVề việc thành lập Tổ công tác", body),
        ["Đ2.1 Tổ công tác", "Đ2.2 Tổ công tác"]
    );
}

#[test]
fn points_of_every_form() {
    for (body, wanted) in [
        // Two items on a line, and a list behind a colon.
        ("1. Sở Y tế rà soát. 2. Sở Nội vụ: a) Lập danh sách; b) Báo cáo kết quả.", vec!["1", "2.a", "2.b"]),
        ("1. Sở Y tế\n(1) Rà soát.\n(2) Báo cáo.", vec!["1.1", "1.2"]),
        (
            "1. Sở Y tế\n(1) Rà soát:\na) Hồ sơ giấy.\nb) Hồ sơ số.\n(2) Báo cáo.",
            vec!["1.1.a", "1.1.b", "1.2"],
        ),
        // A heading with its order in the paragraph below it.
        ("1. Về nguồn vốn\n\nGiao Sở Tài chính cân đối.\n\n2. Sở Y tế rà soát.", vec!["1", "2"]),
        // Numbers in words, each in its paragraph or all on one line.
        ("Một là, rà soát hồ sơ.\n\nHai là, lập danh sách.\n\nBa là: báo cáo.", vec!["1", "2", "3"]),
        ("Thứ nhất, rà soát hồ sơ.\n\nThứ hai, lập danh sách.", vec!["1", "2"]),
        ("Một là, rà soát hồ sơ; hai là, lập danh sách; ba là, báo cáo.", vec!["1", "2", "3"]),
        ("1. Sở Y tế:\nMột là, rà soát hồ sơ.\nHai là, lập danh sách.", vec!["1.1", "1.2"]),
        // The Party offices' numbers.
        (
            "1- Rà soát hồ sơ.\n2- Đối với Sở Y tế:\n2.1- Lập danh sách.\n2.2- Báo cáo.",
            vec!["1", "2.1", "2.2"],
        ),
        ("1- Đối với Ban tổ chức các đảng ủy:\n- Rà soát hồ sơ.\n- Lập danh sách.", vec!["1.-1", "1.-2"]),
        ("1. Tổ chức 2-3 lớp tập huấn.\n2. Sở Y tế rà soát.", vec!["1", "2"]),
        // "trên Hệ thống" says where, "nhiệm vụ trên" repeats.
        ("1. Cập nhật từng nhiệm vụ trên Hệ thống.\n2. Triển khai các nhiệm vụ trên.", vec!["1"]),
        // Labelled lines are detail, also where they are lettered.
        ("1. Rà soát hồ sơ\na) Chủ trì: Sở Y tế;\nb) Thời hạn: Quý IV/2025.", vec!["1"]),
    ] {
        let items: Vec<String> = tasks("", &format!("{OPENS}{body}")).into_iter().map(|t| t.item).collect();
        assert_eq!(items, wanted, "{body}");
    }
}

#[test]
fn what_orders_nothing_is_no_task() {
    for (kind, body) in [
        ("", format!("{OPENS}1. Các sở, ban, ngành nghiêm túc triển khai thực hiện Công văn này.")),
        ("", format!("{OPENS}1. Biểu dương Sở Y tế đã hoàn thành sớm.")),
        ("", format!("{OPENS}1. Đến ngày 31/8/2025, toàn tỉnh giải ngân đạt 54% kế hoạch.")),
        ("", format!("{OPENS}1. Nguyên nhân chậm do thiếu mặt bằng.")),
        (
            "THÔNG BÁO\nVề lịch làm việc",
            "Căn cứ quy định, Sở Nội vụ thông báo:\n\n1. Ban hành mới biểu mẫu số 5.".to_owned(),
        ),
        ("KẾ HOẠCH\nKiểm tra", "I. MỤC ĐÍCH, YÊU CẦU\n1. Các sở chủ động rà soát.".to_owned()),
        (
            "THÔNG BÁO\nKết luận",
            "Kết luận như sau:\n\nI. Về tình hình chung\n1. Sở Y tế rà soát tốt.".to_owned(),
        ),
    ] {
        assert_eq!(who(kind, &body), Vec::<String>::new(), "{body}");
    }
    let body = "Phó Chủ tịch kết luận:\n\nI. Yêu cầu:\n1. Sở Y tế rà soát.";
    assert_eq!(who("THÔNG BÁO\nKết luận", body), ["I.1 Sở Y tế"]);
}

#[test]
fn running_text_and_what_is_passed_on() {
    let body = "Ngay sau khi nhận được văn bản này, yêu cầu Giám đốc Sở Y tế chỉ đạo giám sát ca bệnh. \
                UBND các xã tổ chức vệ sinh trước ngày 25/9/2025. Đề nghị các đơn vị nghiêm túc thực hiện.";
    assert_eq!(who("", body), ["T1 Sở Y tế", "T2 UBND các xã"]);
    let body = "Thanh tra tỉnh chuyển đơn của ông A đến UBND xã Lạc Dương để xem xét, giải quyết.";
    assert_eq!(who("", body), ["T1 UBND xã Lạc Dương"]);
}

#[test]
fn a_day_for_all_points_is_that_of_each() {
    let body = format!(
        "{OPENS}1. Sở Y tế rà soát trước ngày 20/9/2025.\n2. Sở Nội vụ lập danh sách.\n\n\
         Các đơn vị hoàn thành toàn bộ nội dung nêu trên trước ngày 30/9/2025 và báo cáo UBND tỉnh."
    );
    let days: Vec<String> = tasks("", &body)
        .iter()
        .filter_map(|t| t.deadline.as_ref()?.value.on)
        .map(|day| day.to_string())
        .collect();
    assert_eq!(days, ["2025-09-30"; 3]);
}

#[test]
fn tables_of_every_form() {
    let rows = ["PL.1 Sở Nội vụ + Sở Tài chính", "PL.2 Sở Y tế"];
    let blanks = "STT   Nhiệm vụ                  Cơ quan        Cơ quan         Thời gian\n\
                  \x20                               chủ trì        phối hợp\n\
                  1     Rà soát vị trí việc làm   Sở Nội vụ      Sở Tài chính    Tháng 10/2025\n\
                  \x20     trong toàn tỉnh\n\
                  2     Trực cấp cứu              Sở Y tế                        Thường xuyên";
    let lines = "STT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian\n\
                 1\nRà soát vị trí việc làm\ntrong toàn tỉnh\nSở Nội vụ\nSở Tài chính\nTháng 10/2025";
    let broken = "TT\tNội dung\tChủ trì\tPhối hợp\tThời hạn\n1\tRà soát vị trí việc làm\ntrong toàn tỉnh\tSở Nội vụ\t\
                  Sở Tài chính\tTháng 10/2025\n2\tTrực cấp cứu\tSở Y tế\t\tThường xuyên";
    for (table, wanted) in [(blanks, &rows[..]), (broken, &rows[..]), (lines, &rows[..1])] {
        let body = format!(
            "UBND tỉnh ban hành Kế hoạch như sau:\n\nI. NHIỆM VỤ\n{table}\nII. KINH PHÍ\nTheo dự toán."
        );
        assert_eq!(who("KẾ HOẠCH\nCông tác năm", &body), wanted, "{table}");
        let first = &tasks("KẾ HOẠCH\nCông tác năm", &body)[0];
        assert_eq!(first.text.value, "Rà soát vị trí việc làm trong toàn tỉnh");
        let day = first.deadline.as_ref().and_then(|d| d.value.on).map(|d| d.to_string());
        assert_eq!(day.as_deref(), Some("2025-10-31"));
    }
}

#[test]
fn a_name_that_may_go_on_is_not_sure() {
    for (item, certainty) in [
        ("Sở Y tế rà soát.", Certainty::Sure),
        ("Sở Y tế có trách nhiệm rà soát.", Certainty::Sure),
        ("Các trường chưa đạt chuẩn rà soát.", Certainty::Check),
        ("Sở Y tế tại các cơ sở rà soát.", Certainty::Check),
    ] {
        let found = tasks("", &format!("{OPENS}1. {item}"));
        assert_eq!(found[0].leads.certainty, certainty, "{item}");
    }
}

#[test]
fn orders_behind_the_points_have_many_forms() {
    for (closing, wanted) in [
        (
            "Kết quả gửi về Sở Y tế để tổng hợp; quá trình thực hiện nếu có vướng mắc, phản ánh về Sở.",
            vec!["1", "BC"],
        ),
        ("Nhận được Công văn này, yêu cầu các sở báo cáo kết quả về UBND tỉnh.", vec!["1", "BC"]),
        ("Nhận được Công văn này, các đơn vị nghiêm túc thực hiện.", vec!["1"]),
        (
            "Nhận được công văn này đề nghị các đơn vị nghiêm túc thực hiện, báo cáo kết quả về UBND xã.",
            vec!["1", "BC"],
        ),
        (
            "Trên đây là Kế hoạch của xã, đề nghị các đơn vị thực hiện; gửi báo cáo năm về UBND xã.",
            vec!["1", "BC"],
        ),
        ("Trên đây là nội dung chính; yêu cầu các sở báo cáo kết quả về UBND tỉnh.", vec!["1", "BC"]),
        ("Nhận được văn bản, giao Sở Nội vụ theo dõi, đôn đốc.", vec!["1", "BC"]),
        ("Trên đây là Kế hoạch của xã, đề nghị các đơn vị triển khai thực hiện.", vec!["1"]),
        ("Trên đây là kết quả rà soát, Sở Nội vụ báo cáo UBND tỉnh.", vec!["1"]),
        ("Nếu có khó khăn, vướng mắc, báo cáo về UBND tỉnh để được hướng dẫn.", vec!["1"]),
    ] {
        let body = format!("{OPENS}1. Sở Y tế rà soát hồ sơ.\n\n{closing}");
        let items: Vec<String> = tasks("", &body).into_iter().map(|t| t.item).collect();
        assert_eq!(items, wanted, "{closing}");
    }
}

#[test]
fn headings_members_and_pointers_are_told_from_orders() {
    for (kind, body, wanted) in [
        (
            "KẾ HOẠCH\nRà soát hồ sơ",
            "I. NHIỆM VỤ\n1. Sở Y tế rà soát.\nII. TỔ CHỨC THỰC HIỆN\nKinh phí theo dự toán. Các sở báo cáo kết quả \
             qua Văn phòng UBND tỉnh trước ngày 20/12/2025.",
            vec!["I.1", "BC"],
        ),
        (
            "KẾ HOẠCH\nNgày hội",
            "I. NỘI DUNG\n1. Phần lễ: khai mạc lúc 20 giờ.\n2. Quy mô: 20 đoàn.\nII. PHÂN CÔNG\n1. Sở Y tế trực.",
            vec!["II.1"],
        ),
        ("KẾ HOẠCH\nRà soát", "I. NHIỆM VỤ\nPhân công nhiệm vụ cụ thể theo Phụ lục kèm theo.", vec![]),
        (
            "QUYẾT ĐỊNH\nVề việc thành lập Tổ rà soát",
            "Điều 1. Thành lập Tổ rà soát, gồm các ông, bà:\n1. Ông A, Phó Giám đốc Sở Y tế - Tổ trưởng;\n\
             2. Lãnh đạo Sở Nội vụ - thành viên.\nĐiều 2. Nhiệm vụ của Tổ rà soát\n1. Lập danh mục hồ sơ.\n\
             2. Báo cáo kết quả trong tháng 12 năm 2025.\nĐiều 3. Tổ rà soát làm việc theo chế độ kiêm nhiệm.",
            vec!["Đ2.1", "Đ2.2"],
        ),
    ] {
        let items: Vec<String> = tasks(kind, body).into_iter().map(|t| t.item).collect();
        assert_eq!(items, wanted, "{body}");
    }
}

/// "the day that governs | the milestones" of a first task; "-" has no day.
fn days(item: &str) -> String {
    let day = |due: &Deadline| due.on.map_or("-".to_owned(), |on| on.to_string());
    let found = tasks("", &format!("{OPENS}1. {item}"));
    let due = found[0].deadline.as_ref().map(|due| day(&due.value)).unwrap_or_default();
    let rest: Vec<String> = found[0].milestones.iter().map(|due| day(&due.value)).collect();
    format!("{due} | {}", rest.join(" "))
}

#[test]
fn the_latest_day_governs_and_the_others_are_milestones() {
    for (item, wanted) in [
        (
            "Sở Y tế di dời trước ngày 20/10/2025; cưỡng chế xong trong tháng 11/2025.",
            "2025-11-30 | 2025-10-20",
        ),
        ("Lập danh sách trong tháng 10/2025; bàn giao trước ngày 15/12/2025.", "2025-12-15 | 2025-10-31"),
        ("Hoàn thành dự thảo trong quý IV/2025, trình trước ngày 05/10/2025.", "2025-12-31 | 2025-10-05"),
        ("Gửi dự thảo trước ngày 01/10/2025; bản chính trước ngày 10/10/2025.", "2025-10-10 | 2025-10-01"),
        // A horizon of years does not outlast a printed day.
        ("Cập nhật nhu cầu từng năm đến năm 2030; xong trước ngày 10/10/2025.", "2025-10-10 | "),
        ("Lập đề án phát triển đến năm 2035, trình trước ngày 10/10/2025.", "2025-10-10 | "),
        // The day in the bracket is the period told more exactly.
        ("Bàn giao chậm nhất trong tuần tới (trước 25/9).", "2025-09-25 | "),
        ("Phân bổ trong tuần đầu tháng 10/2025, chậm nhất 06/10.", "2025-10-06 | "),
        ("Bàn giao trước ngày 25/9/2025 (trong tuần thứ tư của tháng 9).", "2025-09-25 | "),
        ("Tổng kết trong tháng 12/2025 (chậm nhất ngày 20/12/2025).", "2025-12-20 | "),
        ("Họp xét trong quý IV/2025 (trước ngày 15/12/2025).", "2025-12-15 | "),
        // A part of the work has its own day.
        (
            "Duy tu 07 tuyến, thời hạn: quý IV/2025, riêng đường A là ngày 20/10/2025.",
            "2025-12-31 | 2025-10-20",
        ),
        (
            "Di dời các hộ trước ngày 30/11/2026, trong đó năm 2025 di dời 50% số hộ.",
            "2026-11-30 | 2025-12-31",
        ),
        ("Rà soát xong trước ngày 30/12/2025, trong đó đợt 1 ngày 15/10/2025.", "2025-12-30 | 2025-10-15"),
        ("Cấp giấy trong năm 2025; riêng các xã vùng cao trong tháng 10/2025.", "2025-12-31 | 2025-10-31"),
        (
            "Hoàn thành trong năm 2025, cụ thể: Quý III: các công ty; Quý IV: các ban quản lý.",
            "2025-12-31 | 2025-09-30",
        ),
        // The same report again and again, beside the day of the work.
        ("Xây dựng kế hoạch trước ngày 10/10/2025 và gửi báo cáo quý về Sở Nội vụ.", "2025-10-10 | -"),
        ("Lập tổ xong trước ngày 10/10/2025; gửi báo cáo tháng về Sở Nội vụ.", "2025-10-10 | -"),
        // Figures of a month, history, cut-offs and starts are none.
        ("Gửi báo cáo tháng 9 trước ngày 10/10/2025.", "2025-10-10 | "),
        ("Gửi số liệu tính đến hết ngày 30/9/2025 trước ngày 10/10/2025.", "2025-10-10 | "),
        ("Áp dụng từ ngày 01/10/2025; báo cáo trước ngày 10/10/2025.", "2025-10-10 | "),
        ("Nộp báo cáo đã quá hạn ngày 30/8/2025, chậm nhất ngày 10/10/2025.", "2025-10-10 | "),
        ("Xử lý 12 hồ sơ, trong đó có 05 hồ sơ năm 2023, xong trước ngày 10/10/2025.", "2025-10-10 | "),
    ] {
        assert_eq!(days(item), wanted, "{item}");
    }
}

/// The items of the tasks of `body`, under a sentence that orders.
fn items(kind: &str, body: &str) -> Vec<String> {
    let opens = if kind.is_empty() { OPENS } else { "UBND tỉnh ban hành Kế hoạch như sau:\n\n" };
    tasks(kind, &format!("{opens}{body}")).into_iter().map(|t| t.item).collect()
}

#[test]
fn what_only_names_is_a_heading() {
    for (kind, body, wanted) in [
        // A name that no list knows stands over dashes that order.
        (
            "",
            "1. Các bệnh viện công lập, ngoài công lập trên địa bàn tỉnh\n- Bố trí giường.\n- Rà soát thuốc.\n2. Sở Y tế\n- Báo cáo số liệu.",
            vec!["1.-1", "1.-2", "2.-1"],
        ),
        (
            "",
            "1. Các trường dân lập, tư thục trong tỉnh\n- Công khai học phí.\n- Rà soát hồ sơ.",
            vec!["1.-1", "1.-2"],
        ),
        ("", "1. Các hợp tác xã vận tải và bến xe\n- Niêm yết giá.\n- Kiểm tra xe.", vec!["1.-1", "1.-2"]),
        ("", "1. Sở Y tế tổ chức kiểm tra\n- Các nhà thuốc;\n- Các phòng khám.", vec!["1"]),
        ("", "1. Sở Y tế rà soát:\n- Nhân lực.\n- Trang thiết bị.", vec!["1"]),
        // Dashes that each say who acts.
        (
            "",
            "1. Phân công chuẩn bị:\n- Đề nghị Sở Y tế báo cáo số liệu.\n- Phòng Tổng hợp in tài liệu.",
            vec!["1.-1", "1.-2"],
        ),
        (
            "",
            "1. Phân công thực hiện:\n- Sở Y tế trực cấp cứu.\n- Công an tỉnh giữ trật tự.",
            vec!["1.-1", "1.-2"],
        ),
        ("", "1. Tổ chức thực hiện:\n- Sở Y tế rà soát.\n- UBND các xã lập danh sách.", vec!["1.-1", "1.-2"]),
        (
            "",
            "1. Bảo đảm hậu cần:\n- Văn phòng Sở bố trí xe.\n- Sở Tài chính cấp kinh phí.",
            vec!["1.-1", "1.-2"],
        ),
        // A scan's first number.
        (
            "",
            "l. Sở Y tế:\n\na) Rà soát hồ sơ.\n\nb) Lập danh sách.\n\n2. Sở Nội vụ báo cáo.",
            vec!["1.a", "1.b", "2"],
        ),
        ("", "I. Sở Y tế rà soát hồ sơ.\n\n2. Sở Nội vụ báo cáo.", vec!["1", "2"]),
        ("", "l) Sở Y tế rà soát hồ sơ.\n\n2) Sở Nội vụ báo cáo.", vec!["1", "2"]),
    ] {
        assert_eq!(items(kind, body), wanted, "{body}");
    }
}

#[test]
fn what_a_dossier_holds_is_no_order() {
    let plan = "KẾ HOẠCH\nRà soát hồ sơ";
    for (kind, body, wanted) in [
        // What a dossier holds.
        (
            plan,
            "I. HỒ SƠ\nHồ sơ mỗi trường hợp gồm:\n- Quyết định lương.\n- Biên bản họp.\nII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế rà soát.",
            vec!["II.1"],
        ),
        (
            plan,
            "I. THỰC HIỆN\n1. Thành phần hồ sơ gồm:\n- Tờ trình.\n- Báo cáo tự đánh giá.\n2. Sở Y tế rà soát.",
            vec!["I.2"],
        ),
        (
            plan,
            "I. THỰC HIỆN\n1. Tài liệu gửi kèm gồm có:\n- Đăng ký thi đua.\n- Biểu số liệu.\n2. Sở Y tế rà soát.",
            vec!["I.2"],
        ),
        (
            plan,
            "I. THỰC HIỆN\n1. Giấy tờ cần nộp bao gồm:\na) Đơn đề nghị.\nb) Báo cáo.\n2. Sở Y tế rà soát.",
            vec!["I.2"],
        ),
        (
            plan,
            "I. THỰC HIỆN\n1. Hồ sơ sức khỏe điện tử:\n- Sở Y tế lập kế hoạch.\n- UBND các xã nhập dữ liệu.",
            vec!["I.1.-1", "I.1.-2"],
        ),
    ] {
        assert_eq!(items(kind, body), wanted, "{body}");
    }
}

#[test]
fn a_name_printed_by_itself_elsewhere_ends_there() {
    let read_with = |recipients: &str, item: &str| {
        let letter = format!(
            "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG\nSố: 12/UBND-NC\nV/v rà soát\nLâm Đồng, ngày 15 tháng 9 năm 2025\n\n\
             Kính gửi: Các sở, ban, ngành.\n\n{OPENS}1. {item}\n\nNơi nhận:\n{recipients}- Lưu: VT.\nCHỦ TỊCH\n\nTrần Văn An\n"
        );
        let leads = read(&letter).tasks.remove(0).leads;
        (leads.value.join(" | "), leads.certainty)
    };
    for name in [
        "Ban Vận động hiến máu",
        "Trung tâm Ươm mầm nghệ nhân thổ cẩm",
        "các đơn vị may thêu, mây tre",
        "Tổ Khâu nối hàng xóm",
        "Hội Yêu thơ phố núi",
    ] {
        let item = format!("Giao {name} chủ trì rà soát.");
        for printed in
            [format!("- {name};\n"), format!("- {name} (để t/h);\n"), format!("- Sở Y tế, {name};\n")]
        {
            let known = read_with(&printed, &item);
            assert_eq!(known.0, name, "{printed}");
        }
        let whole = read_with(&format!("- {name};\n"), &format!("Giao {name} rà soát."));
        assert_eq!(whole, (name.to_owned(), Certainty::Sure));
    }
    // Known, and still more follows.
    assert_eq!(read_with("- Sở Y tế;\n", "Sở Y tế các tỉnh báo cáo.").0, "Sở Y tế các tỉnh");
    assert_eq!(read_with("- Công an xã;\n", "Công an xã Đạ Tẻh báo cáo.").0, "Công an xã Đạ Tẻh");
}

/// Item, who, certainty: the end between a label and a mark, and what names nobody by itself.
#[test]
fn only_who_is_named_is_sure() {
    use Certainty::{Check, Sure};
    for (item, wanted, certainty) in [
        (
            "Lập đề án (chủ trì: Trung tâm Đổi mới cách dệt; hạn: 30/11/2025).",
            "Trung tâm Đổi mới cách dệt",
            Sure,
        ),
        ("Lập đề án (chủ trì: Quỹ Đổi mới nghề gốm).", "Quỹ Đổi mới nghề gốm", Sure),
        ("Lập đề án (chủ trì: Sở Y tế khẩn trương làm).", "Sở Y tế", Check),
        ("Các cơ quan chuyên môn này báo cáo.", "các cơ quan chuyên môn", Check),
        ("Các phường còn lại báo cáo.", "các phường còn lại", Check),
        ("Mỗi phường báo cáo.", "Mỗi phường", Check),
        ("Sở Y tế rà soát; giao Sở Nội vụ tổng hợp.", "Sở Y tế", Check),
        ("Sở Y tế rà soát; Công an tỉnh bảo đảm an ninh.", "Sở Y tế, Công an tỉnh", Check),
        (
            "Các thành viên Ban Chỉ đạo phòng, chống ma túy tỉnh báo cáo.",
            "các thành viên Ban Chỉ đạo phòng, chống ma túy tỉnh",
            Sure,
        ),
        ("Công an xã báo cáo.", "Công an xã", Sure),
    ] {
        let leads = tasks("", &format!("{OPENS}1. {item}")).remove(0).leads;
        assert_eq!((leads.value.join(", "), leads.certainty), (wanted.to_owned(), certainty), "{item}");
    }
    let each = "1. Tổ dân phố các phường:\n- Mỗi tổ dân phố dọn vệ sinh.\n- Từng tổ dân phố báo cáo.";
    let units = who("", &format!("{OPENS}{each}"));
    assert_eq!(units, ["1.-1 Tổ dân phố các phường", "1.-2 Từng tổ dân phố"]);
}

#[test]
fn a_deadline_is_sure_where_nothing_else_could_be_it() {
    use Certainty::{Check, Sure};
    for (item, day, certainty) in [
        ("Sở Y tế báo cáo trước ngày 10/10/2025.", "2025-10-10", Sure),
        (
            "Sở Y tế lập danh sách trước ngày 10/10/2025; chi trả xong trong tháng 11/2025.",
            "2025-11-30",
            Check,
        ),
        (
            "Sở Y tế lập danh sách trước ngày 10/10/2025, cơ bản chi trả trong quý IV/2025.",
            "2025-12-31",
            Check,
        ),
        ("Sở Y tế rà soát nhu cầu đến năm 2030; hoàn thành trước ngày 10/10/2025.", "2025-10-10", Check),
        ("Sở Y tế rà soát trong tuần tới (trước ngày 24/9).", "2025-09-24", Check),
        ("Sở Y tế chi trả trong năm nay, trong đó đợt 1 trước ngày 10/10.", "2025-12-31", Check),
        ("Sở Y tế báo cáo trước ngày 10/10/2025 để họp ngày 15/10/2025.", "2025-10-10", Check),
        ("Sở Y tế cập nhật hằng quý; lập sổ trước ngày 10/10/2025.", "2025-10-10", Check),
        ("Sở Y tế hằng quý báo cáo UBND tỉnh trước ngày 20.", "", Sure),
        ("Sở Y tế hằng năm gửi kết quả về UBND tỉnh trước ngày 15/12.", "", Sure),
        ("Ngày 10/10/2025 Sở Y tế báo cáo.", "2025-10-10", Check),
    ] {
        let due = tasks("", &format!("{OPENS}1. {item}")).remove(0).deadline.unwrap();
        let on = due.value.on.map(|on| on.to_string()).unwrap_or_default();
        assert_eq!((on.as_str(), due.certainty), (day, certainty), "{item}");
    }
}

#[test]
fn what_takes_effect_is_agreed_or_announced_is_no_order() {
    for (kind, body, wanted) in [
        // A law that takes effect is a time, a letter that does is none.
        ("", "1. Hướng dẫn các cơ sở hoạt động trước khi Luật có hiệu lực lập hồ sơ.", vec!["1"]),
        ("", "1. Ngay sau khi Nghị định có hiệu lực, Sở Y tế tập huấn.", vec!["1"]),
        ("", "1. Rà soát văn bản trong 10 ngày kể từ ngày Luật có hiệu lực thi hành.", vec!["1"]),
        ("", "1. Sở Y tế rà soát.\n2. Chỉ thị này có hiệu lực kể từ ngày ký.", vec!["1"]),
        ("", "1. Sở Y tế rà soát.\n2. Quy chế có hiệu lực thi hành từ ngày 01/10/2025.", vec!["1"]),
        // What the issuer agrees to or will do itself.
        (
            "",
            "1. Sở Y tế rà soát.\n2. Thống nhất chủ trương bổ sung kinh phí theo đề nghị của Sở Tài chính.",
            vec!["1"],
        ),
        (
            "",
            "1. Sở Y tế rà soát.\n2. Đồng ý chủ trương mua xe. Giao Sở Tài chính bố trí vốn.",
            vec!["1", "2"],
        ),
        (
            "",
            "1. Sở Y tế rà soát.\n\nSau thời gian này nếu Sở không thực hiện, Thanh tra tỉnh sẽ báo cáo Chủ tịch UBND tỉnh xem xét.",
            vec!["1"],
        ),
        (
            "",
            "1. Sở Y tế rà soát.\n\nĐơn vị nào không gửi báo cáo kết quả, UBND tỉnh sẽ phê bình.",
            vec!["1"],
        ),
        (
            "",
            "1. Sở Y tế rà soát.\n\nVăn phòng UBND tỉnh sẽ tổng hợp, báo cáo kết quả với Thường trực Tỉnh ủy.",
            vec!["1"],
        ),
        (
            "",
            "1. Sở Y tế rà soát.\n\nBáo cáo kết quả gửi về Sở Nội vụ trước ngày 10/10, Sở Nội vụ sẽ tổng hợp.",
            vec!["1", "BC"],
        ),
        (
            "",
            "1. Sở Y tế rà soát.\n\nQuá thời hạn mà không báo cáo, Sở sẽ kiến nghị xử lý và gửi về UBND tỉnh.",
            vec!["1"],
        ),
    ] {
        assert_eq!(items(kind, body), wanted, "{body}");
    }
}

#[test]
fn what_may_state_as_well_as_order_is_to_be_checked() {
    let notice = "THÔNG BÁO\nKết luận";
    for (kind, item, certainty) in [
        ("", "Rà soát hồ sơ.", Certainty::Sure),
        ("", "Giao Sở Y tế rà soát.", Certainty::Sure),
        ("", "Đồng ý giao Sở Y tế rà soát.", Certainty::Sure),
        (notice, "Giao Sở Y tế rà soát.", Certainty::Sure),
        ("", "Đồng ý bổ sung kinh phí mua thuốc.", Certainty::Check),
        ("", "Thống nhất phương án bố trí trụ sở.", Certainty::Check),
        ("", "Thang điểm tối đa cho mỗi hồ sơ là 10.", Certainty::Check),
        ("", "Sở Y tế đã có nhiều cố gắng. Thời gian tới tiếp tục rà soát.", Certainty::Check),
        (notice, "Ban hành mới biểu mẫu số 5.", Certainty::Check),
    ] {
        let opens = if kind.is_empty() { OPENS } else { "Phó Chủ tịch kết luận:\n\n" };
        let found = tasks(kind, &format!("{opens}1. {item}"));
        assert_eq!(found[0].text.certainty, certainty, "{item}");
    }
}

#[test]
fn counts_listed_behind_a_floor_are_targets_each() {
    for (item, wanted) in [
        ("Chọn ít nhất 02 tập thể, 03 cá nhân.", vec!["02 tập thể", "03 cá nhân"]),
        ("Mở tối thiểu 05 lớp và 02 hội thảo.", vec!["05 lớp", "02 hội thảo"]),
        ("Trồng không dưới 1.000 cây, lập 03 vườn ươm.", vec!["1.000 cây"]),
        ("Cử 02 cán bộ, 01 lái xe.", vec![]),
        ("Xử lý ít nhất 10 hồ sơ, 5 ngày báo cáo một lần.", vec!["10 hồ sơ"]),
    ] {
        let found = tasks("", &format!("{OPENS}1. {item}"));
        let values: Vec<&str> = found[0].targets.iter().map(|t| t.value.value.as_str()).collect();
        assert_eq!(values, wanted, "{item}");
    }
}

#[test]
fn a_lone_line_of_time_under_the_points_is_worth_a_look() {
    for (body, days) in [
        (
            "1. Sở Y tế rà soát.\n2. Sở Nội vụ rà soát.\nThời hạn hoàn thành: trước ngày 10/10/2025.",
            ["10-10", "10-10"],
        ),
        (
            "1. Sở Y tế rà soát xong trước ngày 01/10/2025.\n2. Sở Nội vụ rà soát.\nThời hạn: 10/10/2025.",
            ["10-01", "10-10"],
        ),
    ] {
        let found = tasks("", &format!("{OPENS}{body}"));
        let due = |i: usize| found[i].deadline.clone().unwrap();
        assert_eq!([0, 1].map(|i| due(i).value.on.unwrap().format("%m-%d").to_string()), days, "{body}");
        assert_eq!(due(1).certainty, Certainty::Check, "{body}");
    }
}
