//! Documents of Word: what is shown of them is read, as it is shown.

use super::{docx, p, text, zipped};

fn numbered(list: usize, level: usize, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

const NUMBERING: &str = "<w:numbering><w:abstractNum w:abstractNumId=\"7\">\
    <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:isLgl/><w:lvlText w:val=\"%1.%2.\"/></w:lvl>\
    <w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%3)\"/></w:lvl>\
    <w:lvl w:ilvl=\"3\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"&#xF0B7;\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:pStyle w:val=\"Muc\"/>\
    <w:lvlText w:val=\"Điều %1.\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>\
    <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>\
    </w:numbering>";

const STYLES: &str = "<w:styles><w:style w:styleId=\"Muc\"><w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId=\"Con\"><w:basedOn w:val=\"Muc\"/></w:style><w:style w:styleId=\"Vong\"><w:basedOn w:val=\"Vong\"/></w:style></w:styles>";

#[test]
fn automatic_numbers_of_docx_are_in_the_text() {
    let styled = |style: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>Giao Sở.</w:t></w:r></w:p>")
    };
    let body = [
        numbered(1, 0, "Yêu cầu"),
        numbered(1, 1, "Rà soát"),
        numbered(1, 1, "Báo cáo"),
        numbered(1, 2, "Sở Nội vụ"),
        numbered(1, 2, "Sở Tài chính"),
        numbered(1, 3, "trong quý I"),
        p("Chữ thường."),
        numbered(1, 0, "Thực hiện"),
        numbered(1, 1, "Họp"),
        numbered(3, 0, "Mới"),
        numbered(9, 0, "không có danh sách"),
        styled("Muc"),
        styled("Con"),
        styled("Vong"),
    ];
    let bytes = docx(&body.concat(), &[("word/numbering.xml", NUMBERING), ("word/styles.xml", STYLES)]);
    let lines = "I. Yêu cầu\n1.1. Rà soát\n1.2. Báo cáo\na) Sở Nội vụ\nb) Sở Tài chính\n- trong quý I\nChữ thường.\n\
        II. Thực hiện\n2.1. Họp\nV. Mới\nkhông có danh sách\nĐiều 1. Giao Sở.\nĐiều 2. Giao Sở.\nGiao Sở.";
    assert_eq!(text(&bytes).as_deref(), Ok(lines));
}

#[test]
fn docx_is_read_as_it_is_shown() {
    let run = |inside: &str| format!("<w:p><w:r>{inside}</w:r></w:p>");
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let row =
        |cells: &[&str]| format!("<w:tr>{}</w:tr>", cells.iter().map(|c| cell(&p(c))).collect::<String>());
    let cases: [(&str, String, &str); 11] = [
        ("tabs and breaks", run("<w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>"), "a\tb\nc"),
        ("a tab stop is no tab", format!("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>{}</w:p>", "<w:r><w:t>a</w:t></w:r>"), "a"),
        (
            "revisions",
            "<w:p><w:ins><w:r><w:t>mới</w:t></w:r></w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>\
             <w:moveFrom><w:r><w:t>xưa</w:t></w:r></w:moveFrom></w:p>".into(),
            "mới",
        ),
        (
            "a text box stands before its paragraph, once",
            "<w:p><w:r><w:t>thư</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p>\
             </w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>HỎA TỐC</w:t></w:r></w:p></w:txbxContent></w:pict>\
             </mc:Fallback></mc:AlternateContent></w:r></w:p>".into(),
            "HỎA TỐC\nthư",
        ),
        ("fields", run("<w:instrText> PAGE </w:instrText><w:t>5</w:t>"), "5"),
        ("capitals by format", "<w:p><w:r><w:rPr><w:caps/></w:rPr><w:t>điều</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r></w:p>".into(), "ĐIỀU"),
        (
            "two columns line by line",
            format!("<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>", cell(&[p("UBND"), p("SỞ")].concat()), cell(&p("")), cell(&[p("CỘNG HÒA"), p("Độc lập"), p("An")].concat())),
            "UBND\tCỘNG HÒA\nSỞ\tĐộc lập\n\tAn",
        ),
        (
            "a table row by row",
            format!("<w:tbl>{}{}{}</w:tbl>", row(&["TT", "Việc", "Hạn"]), row(&["1", "Rà soát", "Quý I"]), row(&["2", "Họp", ""])),
            "\nTT\tViệc\tHạn\n1\tRà soát\tQuý I\n2\tHọp\t\n",
        ),
        (
            "joined cells keep the columns",
            format!(
                "<w:tbl>{}<w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>{}</w:tc>{}</w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{}</w:tc>{}{}</w:tr></w:tbl>",
                row(&["a", "b", "c"]), p("ab"), cell(&p("c")), p(""), cell(&p("b")), cell(&p("c"))
            ),
            "\na\tb\tc\nab\t\tc\n\tb\tc\n",
        ),
        ("the five entities and numbers", p("A &amp; B &lt;1&gt; &#7911;"), "A & B <1> ủ"),
        ("content controls", format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", p("x")), "x"),
    ];
    for (name, body, shown) in cases {
        assert_eq!(text(&docx(&body, &[])).as_deref(), Ok(shown), "{name}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases and the documents they are in")]
fn docx_is_read_as_word_makes_it() {
    let r = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let command = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let parted =
        |mark: &str, inside: &str| format!("<w:p><w:pPr><w:rPr><w:{mark}/></w:rPr></w:pPr>{inside}</w:p>");
    let boxed = |inside: &str| {
        let content = format!("<w:txbxContent>{inside}</w:txbxContent>");
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:inline><wps:txbx>{content}</wps:txbx></wp:inline></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let cells = |texts: &[&str]| texts.iter().map(|text| cell(&p(text))).collect::<String>();
    let wide = "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>";
    let tall = |value: &str, text: &str| cell(&format!("<w:tcPr><w:vMerge{value}/></w:tcPr>{}", p(text)));
    let row = |inside: &str| format!("<w:tr>{inside}</w:tr>");
    let in_cell = format!("<w:tbl>{}</w:tbl>", row(&cells(&["x", "y", "z"])));
    let cases: Vec<(&str, String, &str)> = vec![
        (
            "controls around a paragraph, its words, a row and a cell",
            format!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"Tên\"/></w:sdtPr><w:sdtContent><w:p>{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:p></w:sdtContent></w:sdt>\
                 <w:tbl><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt></w:tbl>",
                r("Giao "), r("Sở Y tế"),
                row(&format!("{}<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", cells(&["1", "Họp"]), cells(&["Quý I"])))
            ),
            "Giao Sở Y tế\n\n1\tHọp\tQuý I\n",
        ),
        (
            "smart tags, links and simple fields are their text",
            format!(
                "<w:p><w:smartTag w:element=\"place\"><w:smartTag>{}</w:smartTag></w:smartTag><w:hyperlink r:id=\"rId4\">{}</w:hyperlink>\
                 <w:fldSimple w:instr=\" DOCPROPERTY So \">{}</w:fldSimple></w:p>",
                r("Kiên Giang"), r(" a@b.vn "), r("12")
            ),
            "Kiên Giang a@b.vn 12",
        ),
        (
            "of a field with fields in its command only what came of it",
            format!(
                "<w:p>{}{}{}{}{}{}{}{}{}{}{}{}</w:p>",
                r("Số "), field("begin"), command(" IF "), field("begin"), command(" MERGEFIELD so "), field("separate"),
                r("ẩn"), field("end"), command(" = \"\" "), field("separate"), r("77") + &field("end"), r(" ngày 1")
            ),
            "Số 77 ngày 1",
        ),
        (
            "a field without an end hides one paragraph at most",
            format!("<w:p>{}{}{}</w:p>{}", r("a"), field("begin"), r("ẩn"), p("b")),
            "a\nb",
        ),
        (
            "revisions as they will be",
            format!(
                "<w:p>{}<w:ins>{}<w:del><w:r><w:delText>thôi</w:delText></w:r></w:del></w:ins><w:moveFrom>{}</w:moveFrom><w:moveTo>{}</w:moveTo></w:p>",
                r("Rà soát "), r("lại "), r("xưa"), r("hồ sơ")
            ),
            "Rà soát lại hồ sơ",
        ),
        (
            "a paragraph whose end was deleted goes on with the next",
            format!("{}{}{}{}", parted("del", &r("Rà soát ")), parted("del", ""), parted("ins", &r("hồ sơ. ")), p("Họp.")),
            "Rà soát hồ sơ.\nHọp.",
        ),
        (
            "what was deleted or moved away whole leaves no line",
            format!(
                "{}{}{}{}", p("a"), parted("del", "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"),
                parted("moveFrom", &format!("<w:moveFrom>{}</w:moveFrom>", r("xưa"))), p("b")
            ),
            "a\nb",
        ),
        (
            "a deleted row",
            format!(
                "<w:tbl>{}<w:tr><w:trPr><w:del/></w:trPr>{}</w:tr></w:tbl>",
                row(&cells(&["1", "Họp", "Quý I"])), cells(&["2", "Thôi", "Quý II"])
            ),
            "\n1\tHọp\tQuý I\n",
        ),
        ("a text box in a text box, each once", format!("<w:p>{}</w:p>", boxed(&format!("<w:p>{}{}</w:p>", r("KHẨN"), boxed(&p("Hẹn giờ"))))), "Hẹn giờ\nKHẨN\n"),
        (
            "two forms of a box within one drawing",
            format!("<w:p><w:r><w:drawing><wpg:wgp>{}</wpg:wgp></w:drawing></w:r>{}</w:p>", boxed(&p("MẬT")), r("thư")),
            "MẬT\nthư",
        ),
        (
            "joined cells, and rows that begin further right",
            format!(
                "<w:tbl>{}{}{}<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}</w:tr></w:tbl>",
                row(&(cells(&["TT", "Việc"]) + &cell(&(wide.to_owned() + &p("Đơn vị"))))),
                row(&(tall(" w:val=\"restart\"", "1") + &cells(&["Rà soát", "Sở A", "Sở B"]))),
                row(&(tall("", "") + &cells(&["Báo cáo", "Sở A", ""]))),
                cells(&["Họp", "Sở C", ""])
            ),
            "\nTT\tViệc\tĐơn vị\t\n1\tRà soát\tSở A\tSở B\n\tBáo cáo\tSở A\t\n\tHọp\tSở C\t\n",
        ),
        (
            "a table in a cell, by its words, once",
            format!("<w:tbl>{}</w:tbl>", row(&(cells(&["1", "Họp"]) + &cell(&(in_cell.clone() + &p("")))))),
            "\n1\tHọp\tx y z\n",
        ),
        ("a table in a frame", format!("<w:tbl>{}</w:tbl>", row(&cell(&(in_cell + &p(""))))), "\nx\ty\tz\n\n"),
        (
            "hyphens, signs, stops and breaks",
            "<w:p><w:r><w:t>UBND</w:t><w:noBreakHyphen/><w:t>TH rà</w:t><w:softHyphen/><w:t>soát</w:t><w:ptab/><w:t>đạt </w:t><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/>\
             <w:t>40%</w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:cr/><w:sym w:font=\"Arial\" w:char=\"2264\"/><w:t>5</w:t><w:br w:type=\"page\"/><w:t>c</w:t></w:r></w:p>".into(),
            "UBND-TH ràsoát\tđạt ≥40%\n≤5\nc",
        ),
    ];
    for (name, body, shown) in cases {
        assert_eq!(text(&docx(&body, &[])).as_deref(), Ok(shown), "{name}");
    }
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases and the documents they are in")]
fn lists_of_word_go_on_and_begin_anew_as_they_state() {
    let level = |at: usize, more: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    let list =
        |id: usize, inside: &str| format!("<w:abstractNum w:abstractNumId=\"{id}\">{inside}</w:abstractNum>");
    let num = |id: usize, of: usize, more: &str| {
        format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/>{more}</w:num>")
    };
    let go_on = level(0, "", "Chương %1.")
        + &level(1, "<w:lvlRestart w:val=\"0\"/>", "Điều %2.")
        + &level(2, "", "%3.");
    let by_style =
        level(0, "<w:pStyle w:val=\"H1\"/>", "%1.") + &level(1, "<w:pStyle w:val=\"H2\"/>", "%1.%2.");
    let own = format!(
        "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"4\"/>{}</w:lvlOverride>",
        level(0, "", "Mục %1.")
    );
    let numbering = [
        list(1, &go_on),
        list(2, &format!("<w:styleLink w:val=\"DS\"/>{by_style}")),
        list(3, "<w:numStyleLink w:val=\"DS\"/>"),
        num(1, 1, ""),
        num(2, 2, ""),
        num(3, 3, ""),
        num(4, 1, &own),
    ];
    let numbering = format!("<w:numbering>{}</w:numbering>", numbering.concat());
    let style = |id: &str, inside: &str| format!("<w:style w:styleId=\"{id}\">{inside}</w:style>");
    let in_list = "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>";
    let styles = [
        style("H1", in_list),
        style("H2", in_list),
        style("H2b", "<w:basedOn w:val=\"H2\"/>"),
        style("H1x", "<w:basedOn w:val=\"H1\"/><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>"),
    ];
    let styles = format!("<w:styles>{}</w:styles>", styles.concat());
    let styled = |style: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>s</w:t></w:r></w:p>")
    };
    let paragraphs = [
        (numbered(1, 0, "a"), "Chương 1. a"),
        (numbered(1, 1, "a"), "Điều 1. a"),
        (numbered(1, 2, "a"), "1. a"),
        (numbered(1, 0, "a"), "Chương 2. a"),
        (numbered(1, 1, "a"), "Điều 2. a"),
        (numbered(1, 2, "a"), "1. a"),
        (numbered(4, 0, "a"), "Mục 4. a"),
        (numbered(4, 0, "a"), "Mục 5. a"),
        (styled("H1"), "1. s"),
        (styled("H2"), "1.1. s"),
        (styled("H2b"), "1.2. s"),
        (styled("H1x"), "s"),
        (styled("H1"), "2. s"),
        (numbered(3, 0, "a"), "1. a"),
        (numbered(3, 1, "a"), "1.1. a"),
    ];
    let (body, shown): (Vec<String>, Vec<&str>) = paragraphs.into_iter().unzip();
    let document = docx(&body.concat(), &[("word/numbering.xml", &numbering), ("word/styles.xml", &styles)]);
    assert_eq!(text(&document).unwrap().lines().collect::<Vec<_>>(), shown);

    // Parts may be counted.
    let main = format!("<w:document><w:body>{}</w:body></w:document>", numbered(2, 0, "a"));
    let counted = [("word/document2.xml", main.as_bytes()), ("word/numbering2.xml", numbering.as_bytes())];
    assert_eq!(text(&zipped(&counted)).as_deref(), Ok("1. a"));
}

#[test]
fn heads_of_pages_are_left_out_but_for_the_number_and_notes_stand_at_the_end() {
    let header = "<w:hdr><w:p><w:r><w:t>Số: 12/UBND-NC</w:t></w:r></w:p></w:hdr>";
    let running = "<w:hdr><w:p><w:r><w:t>Trang đầu</w:t></w:r></w:p></w:hdr>";
    let notes = "<w:footnotes><w:footnote w:type=\"separator\"><w:p/></w:footnote>\
        <w:footnote w:id=\"2\"><w:p><w:r><w:t>Theo Báo cáo.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let others = [("word/header1.xml", running), ("word/header2.xml", header), ("word/footnotes.xml", notes)];
    assert_eq!(text(&docx(&p("Thư"), &others)).as_deref(), Ok("Số: 12/UBND-NC\nThư\n\n[Theo Báo cáo.]"));
    assert_eq!(text(&docx(&p("Số: 9/KH"), &others[..2])).as_deref(), Ok("Số: 9/KH"));

    // The number in a control in the table that heads the first page.
    let side = "<w:tc><w:p><w:r><w:t>CỘNG HÒA</w:t></w:r></w:p></w:tc>";
    let in_table = format!(
        "<w:hdr><w:tbl><w:tr><w:tc><w:sdt><w:sdtContent><w:p><w:r><w:t>Số: </w:t></w:r><w:fldSimple w:instr=\"x\"><w:r><w:t>12</w:t></w:r></w:fldSimple>\
         <w:r><w:t>/UBND</w:t></w:r></w:p></w:sdtContent></w:sdt></w:tc>{side}</w:tr></w:tbl></w:hdr>"
    );
    let shown = text(&docx(&p("Thư"), &[("word/header1.xml", running), ("word/header3.xml", &in_table)]));
    assert_eq!(shown.as_deref(), Ok("Số: 12/UBND\tCỘNG HÒA\nThư"));
}
