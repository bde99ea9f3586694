//! Heads and feet in the forms that offices and conversions give them, each against its values.

use serde_json::{Value, json};

use super::{Certainty, read};

const MOTTO: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const LIBERTY: &str = "Độc lập - Tự do - Hạnh phúc";
const DATE: &str = "Cà Mau, ngày 05 tháng 3 năm 2026";
const BODY: &str = "\nKính gửi: Sở Nội vụ.\n\nỦy ban nhân dân tỉnh yêu cầu Sở Nội vụ:\n\n1. Rà soát hồ sơ \
                    trước ngày 30/6/2026.\n\n2. Lập danh mục hồ sơ trước ngày 05/7/2026./.\n\n";
const FOOT: &str = "Nơi nhận:\n- Như trên;\n- Lưu: VT, NC.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNguyễn Văn An\n";

fn holds(letter: &str, wanted: &[(&str, Value)]) {
    let json = read(letter).schema_json();
    for (key, value) in wanted {
        assert_eq!(&json[*key], value, "{key} of\n{letter}");
    }
}

fn headed(head: &str) -> String {
    format!("{head}{BODY}{FOOT}")
}

fn signed(foot: &str) -> String {
    format!("UBND TỈNH CÀ MAU\t{MOTTO}\nSố: 8/UBND-NC\t{DATE}\nV/v lưu trữ\n{BODY}{foot}")
}

#[test]
fn the_columns_of_a_header_may_stand_in_any_way() {
    const NUMBER: &str = "Số: 812/UBND-NC";
    const ABOUT: &str = "V/v chấn chỉnh công tác văn thư,\nlưu trữ";
    let flat = ABOUT.replace('\n', " ");
    for head in [
        format!("ỦY BAN NHÂN DÂN\t{MOTTO}\nTỈNH CÀ MAU\t{LIBERTY}\n{NUMBER}\t{DATE}\n{ABOUT}\n"),
        format!("ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\n-----\n{NUMBER}\n{ABOUT}\n\n{MOTTO}\n{LIBERTY}\n{DATE}\n"),
        format!("{MOTTO}\n{LIBERTY}\n{DATE}\n\nỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\n{NUMBER}\n{ABOUT}\n"),
        format!("ỦY BAN NHÂN DÂN\n{MOTTO}\nTỈNH CÀ MAU\n{LIBERTY}\n{NUMBER}\n{DATE}\n{ABOUT}\n"),
        format!(
            "| ỦY BAN NHÂN DÂN | {MOTTO} |\n| TỈNH CÀ MAU | {LIBERTY} |\n|---|---|\n| {NUMBER} | {DATE} |\n| {flat} | |\n"
        ),
        format!("ỦY BAN NHÂN DÂN {MOTTO}\nTỈNH CÀ MAU {LIBERTY}\n{NUMBER} {DATE}\n{ABOUT}\n"),
        format!("Trang 1ỦY BAN NHÂN DÂN TỈNH CÀ MAU {MOTTO} {LIBERTY} {NUMBER} {DATE} {flat}\n"),
        format!("ỦY BAN NHÂN DÂN TỈNH CÀ MAU {MOTTO} {LIBERTY} {NUMBER} {flat} {DATE}"),
        format!(
            "ỦY BAN NHÂN DÂN\nTỈNH CÀ MAU\n{NUMBER}\n{ABOUT}\n\nCỌNG HOÀ XÃ HÔI CHỦ NGHĨA VIÊT NAM\nĐôc lâp - Tư do - Hạnh phúc\n{DATE}\n"
        ),
        format!(
            "Người ký: ỦY BAN NHÂN DÂN\nTỈNH KIÊN GIANG\nThời gian ký: 06/3/2026 09:11\nỦY BAN NHÂN DÂN TỈNH CÀ MAU {MOTTO}\n{NUMBER} {DATE}\n{ABOUT}\n"
        ),
    ] {
        holds(
            &headed(&head),
            &[
                ("kind", json!("công văn")),
                ("number", json!("812/UBND-NC")),
                ("issuer", json!("Ủy ban nhân dân tỉnh Cà Mau")),
                ("place", json!("Cà Mau")),
                ("issued", json!("2026-03-05")),
                ("subject", json!("chấn chỉnh công tác văn thư, lưu trữ")),
                ("addressees", json!(["Sở Nội vụ"])),
                ("signer", json!("Nguyễn Văn An")),
                ("signer_title", json!("Phó Chủ tịch")),
            ],
        );
    }
}

#[test]
fn numbers_and_dates_are_read_in_every_print() {
    let letter = |number: &str, date: &str| {
        headed(&format!("UBND TỈNH CÀ MAU\t{MOTTO}\n{number}\t{date}\nV/v lưu trữ\n"))
    };
    for (printed, wanted) in [
        ("Số :812/UBND-NC", "812/UBND-NC"),
        ("Số. 812 /UBND - NC", "812/UBND-NC"),
        ("Sô: 8l2/UBND-NC", "812/UBND-NC"),
        ("S ố: 812/ UBND-NC", "812/UBND-NC"),
        ("Số 1494-CV/TU", "1494-CV/TU"),
        ("Số: 55/THPT.NTMK", "55/THPT.NTMK"),
        ("Số: 2231/SNV-CCHC&PC", "2231/SNV-CCHC&PC"),
        ("Số: 05/2021/QĐ-UBND", "05/2021/QĐ-UBND"),
    ] {
        holds(&letter(printed, DATE), &[("number", json!(wanted)), ("place", json!("Cà Mau"))]);
    }
    for blank in ["Số:      /UBND-NC", "Số:...../UBND-NC", "Số: /UBND-NC", "Số:____/UBND-NC"] {
        holds(&letter(blank, DATE), &[("number", Value::Null), ("issued", json!("2026-03-05"))]);
    }
    let day = json!("2026-03-05");
    for (printed, place, issued) in [
        ("Cà Mau,ngày 5 tháng 3 năm 2026", json!("Cà Mau"), &day),
        ("TP. Hồ Chí Minh, ngày 05/3/2026", json!("TP. Hồ Chí Minh"), &day),
        ("Cà Mau ngày 05 tháng 3 năm 2026", json!("Cà Mau"), &day),
        ("Cà Mau, ngay O5 thang 3 nărn 2O26", json!("Cà Mau"), &day),
        ("Cà Mau, 05/3/2026", json!("Cà Mau"), &day),
        ("Cà Mau, hồi 15 giờ 30 phút, ngày 05 tháng 3 năm 2026", json!("Cà Mau"), &day),
        ("ngày 05 tháng 3 năm 2026", Value::Null, &day),
        ("Cà Mau, ngày    tháng 3 năm 2026", json!("Cà Mau"), &Value::Null),
        ("Cà Mau, ngày ... tháng ... năm 2026", json!("Cà Mau"), &Value::Null),
        ("Cà Mau, ngày 31 tháng 02 năm 2026", json!("Cà Mau"), &Value::Null),
    ] {
        holds(&letter("Số: 8/UBND-NC", printed), &[("place", place), ("issued", issued.clone())]);
    }
    let cells = headed(&format!("SỞ NỘI VỤ\nSố:\n\n/SNV-VP\n\n{MOTTO}\n\nHuế, ngày\n\ntháng\n\nnăm 2026\n"));
    holds(&cells, &[("number", Value::Null), ("place", json!("Huế")), ("issued", Value::Null)]);
}

#[test]
fn a_decision_without_its_head_is_named_by_what_was_issued_with_it() {
    let text = |head: &str| {
        format!(
            "{head}QUYẾT ĐỊNH\nVề việc phân công trực\n\nCăn cứ Luật Tổ chức chính quyền địa phương;\n\nĐiều 1. Giao Văn phòng Sở lập lịch trực.\n\n\
             Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\n\nTrần Văn Thử\n\nPHỤ LỤC\n(Ban hành kèm theo Quyết định số 318/QĐ-SNV ngày 05 tháng 3 năm 2024 của Sở Nội vụ)\n\n1. Trực ngày lễ\n"
        )
    };
    let own = ("318/QĐ-SNV", "2024-03-05");
    holds(&text(""), &[("number", json!(own.0)), ("issued", json!(own.1)), ("cites", json!([]))]);
    let blank = "SỞ NỘI VỤ\nSố:      /QĐ-SNV\nĐà Lạt, ngày      tháng 3 năm 2024\n\n";
    holds(&text(blank), &[("number", json!(null))]);
}

#[test]
fn issuers_are_named_alone_and_offices_with_their_body() {
    for (lines, wanted) in [
        ("UBND TỈNH CÀ MAU\nSỞ NÔNG NGHIỆP\nVÀ MÔI TRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("ỦY BAN NHÂN DÂN\nĐẶC KHU PHÚ QUỐC", "Ủy ban nhân dân đặc khu Phú Quốc"),
        ("UBND TỈNH CÀ MAU\nVĂN PHÒNG", "Văn phòng UBND tỉnh Cà Mau"),
        ("VĂN PHÒNG\nĐOÀN ĐBQH VÀ HĐND TỈNH", "Văn phòng Đoàn ĐBQH và HĐND tỉnh"),
        ("SỞ Y TẾ CÀ MAU\nBỆNH VIỆN ĐA KHOA TỈNH", "Bệnh viện Đa khoa tỉnh"),
        ("ĐẢNG BỘ TỈNH CÀ MAU\nĐẢNG ỦY UBND TỈNH\n*", "Đảng ủy UBND tỉnh"),
        ("TỔNG CÔNG TY MIỀN NAM\nCÔNG TY ĐIỆN LỰC CÀ MAU", "Công ty điện lực Cà Mau"),
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH CÀ MAU", "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"),
        ("CHỦ TỊCH\nỦY BAN NHÂN DÂN\nTỈNH CÀ MAU", "Chủ tịch Ủy ban nhân dân tỉnh Cà Mau"),
        ("UBND TỈNH CÀ MAU\nCHỦ TỊCH", "Chủ tịch"),
        ("BỘ TRƯỞNG\nBỘ NỘI VỤ", "Bộ trưởng Bộ Nội vụ"),
        ("CHỦ TỊCH UBND\nXÃ TÂN LỘC", "Chủ tịch UBND xã Tân Lộc"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("CÔNG AN TỈNH CÀ MAU -\nSỞ NỘI VỤ", "Công an tỉnh Cà Mau - Sở Nội vụ"),
    ] {
        let letter = headed(&format!("{lines}\nSố: 8/VP\n\n{MOTTO}\n{DATE}\n"));
        let issuer = read(&letter).issuer.value.unwrap_or_default();
        assert_eq!(issuer.to_lowercase(), wanted.to_lowercase(), "{letter}");
    }
}

#[test]
fn a_heading_is_followed_by_its_subject_and_not_by_the_text() {
    let about = "Triển khai công tác lưu trữ năm 2026 trên địa bàn tỉnh";
    let texts = [
        "Căn cứ Kế hoạch số 03/KH-UBND ngày 08/01/2026 của Ủy ban nhân dân tỉnh;",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch với những nội dung chủ yếu như sau:",
        "Để nâng cao chất lượng công tác lưu trữ, Ủy ban nhân dân tỉnh yêu cầu:",
    ];
    for (heading, wanted) in [
        ("KẾ HOẠCH\nTriển khai công tác lưu trữ năm 2026\ntrên địa bàn tỉnh", about),
        ("KẾ HOẠCH TRIỂN KHAI CÔNG TÁC LƯU TRỮ NĂM 2026\nTRÊN ĐỊA BÀN TỈNH", about),
        ("K Ế  H O Ạ C H\n\nTriển khai công tác lưu trữ năm 2026 trên địa bàn tỉnh\n(bổ sung lần 2)", about),
        (
            "KẾ HOẠCH\nThực hiện Nghị quyết số 57-NQ/TW\ncủa Bộ Chính trị",
            "Thực hiện Nghị quyết số 57-NQ/TW của Bộ Chính trị",
        ),
    ] {
        for text in texts {
            for gap in ["\n\n", "\n"] {
                let letter = format!(
                    "UBND TỈNH CÀ MAU\t{MOTTO}\nSố: 45/KH-UBND\t{DATE}\n\n{heading}{gap}{text}\n\n1. Sở Nội vụ rà soát hồ sơ.\n\n{FOOT}"
                );
                holds(&letter, &[("kind", json!("kế hoạch")), ("subject", json!(wanted))]);
            }
        }
    }
}

#[test]
fn signatures_are_read_in_all_forms() {
    for (lines, title) in [
        ("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("TM. UBND TỈNH KT.CHỦ TỊCH PHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG", "Phó Chánh Văn phòng"),
        ("TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ", "Giám đốc Sở Nội vụ"),
        ("QUYỀN GIÁM ĐỐC", "Q. Giám đốc"),
        ("Q. GIÁM ĐỐC", "Q. Giám đốc"),
        ("BỘ TRƯỞNG, CHỦ NHIỆM", "Bộ trưởng, Chủ nhiệm"),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ", "Phó Bí thư"),
        ("K.T CHỦ TỊCH\nPHÓ CHỦ TỊCH", "Phó Chủ tịch"),
        ("PHÓ GIÁM ĐỐC PHỤ TRÁCH", "Phó Giám đốc Phụ trách"),
        ("Chủ tịch", "Chủ tịch"),
    ] {
        let list = "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n";
        for foot in
            [format!("{list}\n{lines}\n\nNguyễn Văn An\n"), format!("{lines}\n\nNguyễn Văn An\n\n{list}")]
        {
            holds(&signed(&foot), &[("signer", json!("Nguyễn Văn An")), ("signer_title", json!(title))]);
        }
    }
    for foot in [
        "| **Nơi nhận:** | **KT. CHỦ TỊCH** **PHÓ CHỦ TỊCH** |\n|---|---|\n| - Như trên; - Lưu: VT. | **A Hơn** |\n",
        "Nơi nhận:                     KT. CHỦ TỊCH\n- Như trên;                PHÓ CHỦ TỊCH\n- Lưu: VT.                     A Hơn\n",
        "- Như trên;\n- Lưu: VT.\nKT. CHỦ TỊCH PHÓ CHỦ TỊCH\n(Đã ký)\nA Hơn\n",
        "Nơi nhận: - Như trên; - Lưu: VT. KT. CHỦ TỊCH PHÓ CHỦ TỊCH A Hơn\n",
        "PHÓ CHỦ TỊCH                    PHÓ CHỦ TỊCH\n\nTrần Thị Bình                   A Hơn\n",
    ] {
        holds(&signed(foot), &[("signer", json!("A Hơn")), ("signer_title", json!("Phó Chủ tịch"))]);
        assert_eq!(read(&signed(foot)).tasks.len(), 2, "{foot}");
    }
}

#[test]
fn a_name_is_read_without_rank_and_stamp() {
    for (printed, wanted) in [
        ("Đại tá Nguyễn Văn An", "Nguyễn Văn An"),
        ("PGS.TS. Nguyễn Văn An", "Nguyễn Văn An"),
        ("BSCKII. Nguyễn Văn An", "Nguyễn Văn An"),
        ("Nguyễn Văn An (đã ký)", "Nguyễn Văn An"),
        ("Đã ký: Nguyễn Văn An", "Nguyễn Văn An"),
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("Siu H'Nghĩa", "Siu H'Nghĩa"),
        ("Ký bởi: Trần Bình\nNgày ký: 05-03-2026 10:11\n\nNguyễn Văn An", "Nguyễn Văn An"),
        ("Nguyễn Văn An\n\nNgười ký: UBND TỈNH CÀ MAU\nThời gian ký: 05/03/2026", "Nguyễn Văn An"),
        ("(Đã ký)", ""),
    ] {
        let signer = read(&signed(&format!("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n{printed}\n"))).signer.value;
        assert_eq!(signer.unwrap_or_default(), wanted, "{printed}");
    }
}

#[test]
fn addressees_marks_and_channels_have_many_forms() {
    let head = format!("UBND TỈNH CÀ MAU\t{MOTTO}\nSố: 8/UBND-NC\t{DATE}\nV/v lưu trữ\n");
    let text = "Yêu cầu Sở Nội vụ:\n\n1. Rà soát hồ sơ.\n\n2. Lập danh mục hồ sơ.\n\n";
    for (printed, wanted) in [
        (
            "Kính gửi: - Sở Nội vụ - Sở Tài chính - UBND các xã",
            &["Sở Nội vụ", "Sở Tài chính", "UBND các xã"][..],
        ),
        ("Kính gửi:\n1. Sở Nội vụ;\n2. Sở Tài chính.", &["Sở Nội vụ", "Sở Tài chính"]),
        ("Kính gửi: Sở Lao động - Thương binh và Xã hội.", &["Sở Lao động - Thương binh và Xã hội"]),
        ("Kính gửi: | - Sở Nội vụ; |\n | - Sở Tài chính. |", &["Sở Nội vụ", "Sở Tài chính"]),
    ] {
        for gap in ["\n\n", "\n"] {
            holds(&format!("{head}\n{printed}{gap}{text}{FOOT}"), &[("addressees", json!(wanted))]);
        }
    }
    for (printed, wanted) in [
        ("K H Ẩ N", "khẩn"),
        ("(THƯỢNG KHẨN)", "thượng khẩn"),
        ("Độ khẩn: Hỏa tốc", "hỏa tốc"),
        ("HOẢ TỐC HẸN GIỜ", "hỏa tốc"),
    ] {
        holds(
            &headed(&format!("{head}{printed}\n")),
            &[("urgency", json!(wanted)), ("subject", json!("lưu trữ"))],
        );
        holds(&headed(&format!("{printed}\n{head}")), &[("urgency", json!(wanted))]);
    }
    for (printed, wanted) in [
        ("Báo cáo kết quả về UBND tỉnh (qua Sở Nội vụ) trước ngày 30/6/2026.", json!("Sở Nội vụ")),
        ("Báo cáo kết quả cho Sở Nội vụ trước ngày 30/6/2026 để tổng hợp.", json!("Sở Nội vụ")),
        ("Kế hoạch của đơn vị gửi về Sở Nội vụ trước ngày 30/6/2026 để tổng hợp.", Value::Null),
        ("Báo cáo kết quả về UBND tỉnh trước ngày 30/6/2026.", Value::Null),
        (
            "Báo cáo kết quả về UBND tỉnh (qua Phòng Hành chính, email: pc@camau.gov.vn).",
            json!("Phòng Hành chính"),
        ),
        ("Báo cáo kết quả về UBND tỉnh (qua Chi cục Thú y, số 37 Lê Lợi, phường 5).", json!("Chi cục Thú y")),
        (
            "Báo cáo kết quả về UBND tỉnh (qua Vụ Học sinh, sinh viên; thư điện tử hs@camau.gov.vn).",
            json!("Vụ Học sinh, sinh viên"),
        ),
        (
            "Báo cáo kết quả về UBND tỉnh qua Sở Tài chính, địa chỉ: số 5 Lê Lợi, trước ngày 30/6/2026.",
            json!("Sở Tài chính"),
        ),
        ("Báo cáo kết quả về UBND tỉnh (qua Sở Tài chính - điện thoại 0290.3831).", json!("Sở Tài chính")),
        ("Sở Y tế chuẩn bị báo cáo trung tâm, gửi Văn phòng UBND tỉnh trước ngày 30/6/2026.", Value::Null),
        ("Các xã báo cáo giải trình nguyên nhân, gửi Văn phòng UBND tỉnh trước ngày 30/6/2026.", Value::Null),
        ("Khi xảy ra tai nạn, báo cáo nhanh về Sở Xây dựng.", Value::Null),
        ("Định kỳ hằng tháng báo cáo về Sở Nội vụ.", json!("Sở Nội vụ")),
    ] {
        let letter = format!("{head}\nKính gửi: Sở Y tế.\n\n{text}{printed}\n\n{FOOT}");
        holds(&letter, &[("report_via", wanted)]);
    }
}

#[test]
fn documents_are_cited_as_they_are_numbered() {
    for (printed, wanted) in [
        (
            "các Công văn: số 12/BNV-VTLT, 13/BNV-TCCB và 14/BNV-CCHC",
            &["12/BNV-VTLT", "13/BNV-TCCB", "14/BNV-CCHC"][..],
        ),
        ("Quyết định số 1181 /QĐ- UBND", &["1181/QĐ-UBND"]),
        ("Quyết định số 1181/QĐ-\nUBND", &["1181/QĐ-UBND"]),
        ("Kết luận số 127-KL/TW, Luật số 72/2025/QH15", &["127-KL/TW", "72/2025/QH15"]),
        ("Công văn số 2l4/SNV-TCBC", &["214/SNV-TCBC"]),
        ("QCVN 01-1:2024/BYT, TCVN ISO 9001:2015, tỷ lệ 24/24, tháng 3/2026", &[]),
    ] {
        let letter = signed(FOOT).replace(
            "Ủy ban nhân dân tỉnh yêu cầu",
            &format!("Theo {printed}, Ủy ban nhân dân tỉnh yêu cầu"),
        );
        holds(&letter, &[("cites", json!(wanted))]);
    }
}

#[test]
fn receipts_mails_and_notes_are_no_letters() {
    for text in [
        "HÓA ĐƠN GIÁ TRỊ GIA TĂNG\nKý hiệu: AA/26E\nSố: 0001234\nNgày 05 tháng 3 năm 2026\nĐơn vị bán hàng: Công ty A\n",
        "PHIẾU THU\nSố: 12/PT\nNgày 05 tháng 3 năm 2026\nLý do: nộp lệ phí\nThủ quỹ          Người nộp\n",
        "Kính gửi anh Bình,\nNhờ anh gửi báo cáo trước ngày 10/3 giúp em.\nTrân trọng,\nAn\n",
        "KẾ HOẠCH DU LỊCH HÈ\n1. Đặt vé máy bay trước ngày 30/4.\n2. Đặt khách sạn.\n",
        "STT | Nội dung | Chủ trì | Thời gian\n1 | Rà soát hồ sơ | Sở Nội vụ | 30/6/2026\n",
    ] {
        assert!(!read(text).is_letter(), "{text}");
    }
}

#[test]
fn what_was_put_right_is_to_be_checked() {
    let draft = |number: &str, date: &str| {
        read(&headed(&format!("UBND TỈNH CÀ MAU\t{MOTTO}\n{number}\t{date}\nV/v lưu trữ\n")))
    };
    let plain = draft("Số: 812/UBND-NC", DATE);
    let sure = |c: Certainty| c == Certainty::Sure;
    let all = [plain.kind.certainty, plain.number.certainty, plain.issuer.certainty, plain.issued.certainty];
    assert!(all.into_iter().all(sure) && sure(plain.subject.certainty) && sure(plain.signer.certainty));
    assert_eq!(draft("Số: 8l2/UBND-NC", DATE).number.certainty, Certainty::Check);
    assert_eq!(draft("Sô: 812/UBND-NC", DATE).number.certainty, Certainty::Check);
    let scanned = draft("Số: 812/UBND-NC", "Cà Mau, ngày O5 tháng 3 năm 2026");
    assert_eq!((scanned.issued.certainty, scanned.place.certainty), (Certainty::Check, Certainty::Check));
    let headless = read(&format!("Số: 812/UBND-NC\n{DATE}\nV/v lưu trữ\n{BODY}{FOOT}"));
    assert_eq!(headless.issuer.certainty, Certainty::Check);
    let whole = read(&headed(&format!("VĂN PHÒNG CHÍNH PHỦ\t{MOTTO}\nSố: 8/VPCP-TH\t{DATE}\nV/v lưu trữ\n")));
    assert_eq!(whole.issuer.certainty, Certainty::Sure);
    let cut = read(&headed(&format!("PHÒNG CHÍNH PHỦ\t{MOTTO}\nSố: 8/VPCP-TH\t{DATE}\nV/v lưu trữ\n")));
    assert_eq!(
        (cut.issuer.value.as_deref(), cut.issuer.certainty),
        (Some("Văn phòng Chính phủ"), Certainty::Check)
    );
    let caps = read(&signed("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nNGUYỄN VĂN AN\n"));
    assert_eq!(caps.signer.certainty, Certainty::Check);
}
