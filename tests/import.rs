//! Files as they come in: kinds of letters by what they hold, and the bad ones of RELIABILITY F1–F6 and
//! F14–F16 with their message and exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

#[expect(dead_code, reason = "made for other tests as well")]
#[path = "cli/office.rs"]
mod office;

use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dondoc::extract;
use dondoc::import::{Ways, read_file};
use office::{Office, Said};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let others = others.iter().map(|(name, xml)| (*name, xml.as_bytes()));
    let parts: Vec<(&str, &[u8])> =
        [("word/document.xml", document.as_bytes())].into_iter().chain(others).collect();
    zipped(&parts)
}

fn odt(styles: &str, body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:table=\"b\" xmlns:draw=\"d\">\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let others = others.iter().map(|(name, xml)| (*name, xml.as_bytes()));
    let parts: Vec<(&str, &[u8])> =
        [("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", content.as_bytes())]
            .into_iter()
            .chain(others)
            .collect();
    zipped(&parts)
}

/// A pdf of these objects, numbered from 1; the first is the catalog.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let n = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {n} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    bytes
}

fn stream(text: &str) -> String {
    format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len())
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// The text that the program takes out of these bytes, by the way that `import` goes.
fn text(bytes: &[u8]) -> Result<String, i32> {
    let said = Office::new().command(&["letter"]).stdin(Stdio::piped()).output_with(bytes);
    if said.0 == 0 { Ok(said.1) } else { Err(said.0) }
}

trait OutputWith {
    fn output_with(&mut self, bytes: &[u8]) -> (i32, String);
}

impl OutputWith for Command {
    fn output_with(&mut self, bytes: &[u8]) -> (i32, String) {
        self.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = self.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(bytes);
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap_or(-1), String::from_utf8(output.stdout).unwrap())
    }
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

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

#[test]
fn odt_is_read_as_it_is_shown() {
    let styles = "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" style:num-suffix=\".\" style:num-format=\"1\"/>\
        <text:list-level-style-number text:level=\"2\" style:num-suffix=\")\" style:num-format=\"a\"/>\
        <text:list-level-style-number text:level=\"3\" style:num-suffix=\".\" style:num-format=\"1\" text:display-levels=\"3\"/>\
        <text:list-level-style-bullet text:level=\"4\" text:bullet-char=\"•\"/></text:list-style>";
    let item = |inside: &str| format!("<text:list-item>{inside}</text:list-item>");
    let deep =
        format!("<text:list>{}</text:list>", item("<text:p>Sở A</text:p>") + &item("<text:p>Sở B</text:p>"));
    let list = format!(
        "<text:list text:style-name=\"L1\">{}{}</text:list><text:p>Giữa</text:p><text:list text:style-name=\"L1\" text:continue-numbering=\"true\">{}</text:list>\
         <text:list text:style-name=\"L1\">{}</text:list>",
        item(&format!("<text:p>Rà soát</text:p><text:p>thêm</text:p>{deep}")),
        item("<text:p>Báo cáo</text:p>"),
        item("<text:p>Họp</text:p>"),
        item("<text:p>Lại</text:p>")
    );
    let cases: [(&str, &str, &str); 5] = [
        ("lists", &list, "1. Rà soát\nthêm\na) Sở A\nb) Sở B\n2. Báo cáo\nGiữa\n3. Họp\n1. Lại"),
        (
            "blanks",
            "<text:p>a<text:s text:c=\"3\"/>b<text:tab/>c<text:line-break/>d  \n e</text:p>",
            "a   b\tc\nd e",
        ),
        (
            "what was deleted is out, notes are last, frames first",
            "<text:tracked-changes><text:deletion><text:p>cũ</text:p></text:deletion></text:tracked-changes><text:p>thư<text:note><text:note-citation>1</text:note-citation>\
             <text:note-body><text:p>Chú</text:p></text:note-body></text:note><draw:frame><draw:text-box><text:p>KHẨN</text:p></draw:text-box></draw:frame></text:p>",
            "KHẨN\nthư\n\n[Chú]",
        ),
        (
            "two columns",
            "<table:table><table:table-row><table:table-cell><text:p>UBND</text:p></table:table-cell><table:table-cell><text:p>CỘNG HÒA</text:p><text:p>Độc lập</text:p></table:table-cell>\
             </table:table-row></table:table>",
            "UBND\tCỘNG HÒA\n\tĐộc lập",
        ),
        (
            "a table",
            "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>TT</text:p></table:table-cell><table:table-cell><text:p>Việc</text:p></table:table-cell>\
             <table:table-cell><text:p>Hạn</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>\
             <table:table-cell><text:p>Rà</text:p><text:p>soát</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>",
            "\nTT\tViệc\tHạn\n1\tRà soát\t\n",
        ),
    ];
    for (name, body, shown) in cases {
        assert_eq!(text(&odt(styles, body, &[])).as_deref(), Ok(shown), "{name}");
    }
}

#[test]
fn a_pdf_gives_lines_columns_and_paragraphs() {
    let lines = "BT /F1 12 Tf 1 0 0 1 60 780 Tm (UBND TINH) Tj 1 0 0 1 300 780 Tm (CONG HOA) Tj 1 0 0 1 60 740 Tm (1. Mot dong dai den het le ben phai cua trang nay thi) Tj \
        1 0 0 1 60 724 Tm (sang dong sau.) Tj 1 0 0 1 60 708 Tm (2. Muc hai.) Tj 1 0 0 1 300 40 Tm (- 1 -) Tj ET";
    let bytes = pdf(&[CATALOG, PAGES, PAGE, &stream(lines), FONT], "");
    let shown = "UBND TINH\tCONG HOA\n\n1. Mot dong dai den het le ben phai cua trang nay thi sang dong sau.\n2. Muc hai.";
    assert_eq!(text(&bytes).as_deref(), Ok(shown));
}

#[test]
fn a_table_of_a_pdf_is_read_by_its_rulings() {
    let at = |x: u32, y: u32, text: &str| format!("1 0 0 1 {x} {y} Tm ({text}) Tj ");
    let head = [at(62, 705, "TT"), at(102, 705, "Viec"), at(302, 705, "Han")].concat();
    // The last cell goes over both rows; the second page says the heads again.
    let rulings = "q 1 0 0 -1 0 842 cm 1 1 593 840 re f 60 122 340 20 re S 60 142 m 400 142 l 60 182 m 300 182 l 60 202 m 400 202 l S \
        59.5 122 1 80 re f* 399.5 122 1 80 re f* 100 122 m 100 202 l S 300 122 m 300 202 l S Q ";
    let words = [
        at(60, 760, "Phu luc"),
        head.clone(),
        at(62, 685, "1"),
        at(102, 685, "Ra soat theo UBND-"),
        at(102, 670, "HC"),
    ];
    let more = [at(302, 685, "Quy I"), at(62, 645, "2"), at(102, 645, "Hop"), at(60, 600, "Het.")];
    let first = format!("{rulings}BT /F1 12 Tf {}{}ET", words.concat(), more.concat());
    let second = format!("{rulings}BT /F1 12 Tf {head}{}{}ET", at(62, 685, "3"), at(102, 685, "Bao cao"));
    let page = |words: String, of: &str| {
        let pages = PAGES.replace("[3 0 R] /Count 1", of);
        text(&pdf(
            &[
                CATALOG,
                &pages,
                PAGE,
                &stream(&words),
                FONT,
                &PAGE.replace("4 0 R", "7 0 R"),
                &stream(&second),
            ],
            "",
        ))
    };
    let table = "Phu luc\n\nTT\tViec\tHan\n1\tRa soat theo UBND-HC\tQuy I\n2\tHop\t";
    assert_eq!(page(first.clone(), "[3 0 R] /Count 1"), Ok(format!("{table}\n\nHet.")));
    let over = page(first.replace("(Het.)", "()"), "[3 0 R 6 0 R] /Count 2");
    assert_eq!(over, Ok(format!("{table}\n3\tBao cao\t")));
    // Without upright lines it is no table.
    let plain = page(
        first.replace("m 100 202 l", "m 100 122 l").replace("m 300 202 l", "m 300 122 l"),
        "[3 0 R] /Count 1",
    );
    assert!(
        plain.as_ref().is_ok_and(|text| text.contains("\n1\tRa soat") && text != &format!("{table}\n\nHet.")),
        "{plain:?}"
    );
}

#[test]
fn letters_that_a_font_states_no_text_for_are_marked() {
    let map = "/CIDInit/ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange \
        2 beginbfchar <41> <1EE6> <42> <0059> endbfchar endcmap end end";
    let font = "<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Chu /FirstChar 65 /LastChar 67 /Widths [600 600 600] /ToUnicode 6 0 R >>";
    let words = stream("BT /F1 12 Tf 1 0 0 1 60 780 Tm (ACB) Tj ET");
    assert_eq!(
        text(&pdf(&[CATALOG, PAGES, PAGE, &words, font, &stream(map)], "")).as_deref(),
        Ok("Ủ\u{fffd}Y")
    );
}

/// A name, its bytes, a word of the answer.
type Bad = (&'static str, Vec<u8>, &'static str);

fn bad_files() -> Vec<Bad> {
    let xml = |xml: &str| zipped(&[("word/document.xml", xml.as_bytes())]);
    let deep = format!("<w:document>{}{}</w:document>", "<w:p>".repeat(300), "</w:p>".repeat(300));
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><d><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></d>";
    let outside = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></d>";
    let many: Vec<String> = (0..1_100).map(|n| format!("x{n}")).collect();
    let many: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), &b""[..]))
        .chain([("word/document.xml", &b"<d/>"[..])])
        .collect();
    let ole = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600]].concat();
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let picture = stream("q 500 0 0 700 0 0 cm /Im1 Do Q").replace("/Im1 Do", "");
    let noise: Vec<u8> = (0..9_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8).collect();
    let whole = docx(&p("Thư"), &[]);
    let encryption = "<< /Filter /Standard /V 1 /R 2 /P -4 \
        /O <0000000000000000000000000000000000000000000000000000000000000000> \
        /U <0000000000000000000000000000000000000000000000000000000000000000> >>";
    let manifest = [("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>")];
    vec![
        ("nhị phân.txt", b"\x7fELF\0\0\x01".to_vec(), "Không phải tệp pdf"),
        ("ngẫu nhiên.docx", noise, "Không phải tệp pdf"),
        ("không.txt", vec![0; 3_000], "Không phải tệp pdf"),
        ("bảng.docx", zipped(&[("xl/workbook.xml", b"<w/>")]), "Không phải tệp pdf"),
        ("cũ.doc", ole.clone(), ".docx"),
        ("giàu.rtf", b"{\\rtf1 Th\\'b0}".to_vec(), ".docx"),
        ("khóa.docx", [ole, locked].concat(), "mật khẩu"),
        ("khóa.odt", odt("", "", &manifest), "mật khẩu"),
        (
            "khóa.pdf",
            pdf(
                &[CATALOG, PAGES, PAGE, &stream("BT ET"), FONT, encryption],
                "/Encrypt 6 0 R /ID [<00> <00>]",
            ),
            "mật khẩu",
        ),
        ("quét.pdf", pdf(&[CATALOG, PAGES, PAGE, &picture, FONT], ""), "chép chữ, dán vào đây"),
        ("ảnh.docx", docx("<w:p/>", &[]), "chép chữ, dán vào đây"),
        ("cắt.docx", whole[..whole.len() / 2].to_vec(), "bị hỏng"),
        ("hỏng.pdf", b"%PDF-1.4\nabc".to_vec(), "bị hỏng"),
        ("sâu.docx", xml(&deep), "bị hỏng"),
        ("cười.docx", xml(laughs), "bị hỏng"),
        ("ngoài.docx", xml(outside), "bị hỏng"),
        ("nhiều.docx", zipped(&many), "bị hỏng"),
        ("bom.docx", zipped(&[("word/document.xml", &vec![b' '; 40 << 20])]), "bị hỏng"),
        ("vòng.pdf", pdf(&[CATALOG, "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"], ""), ""),
        ("tự gọi.pdf", looping(), "bị hỏng"),
        ("lồng.pdf", pdf(&[CATALOG, PAGES, PAGE, &stream(&"[".repeat(100_000)), FONT], ""), ""),
    ]
}

/// A page whose picture is drawn by itself, without end.
fn looping() -> Vec<u8> {
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>";
    let form = "<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream";
    pdf(&[CATALOG, PAGES, page, &stream("/X Do"), form], "")
}

#[test]
fn each_bad_file_has_its_message_and_leaves_nothing() {
    let office = Office::new();
    for (name, bytes, words) in bad_files() {
        office.write(name, &bytes);
        let said = office.run(&["import", "--yes", name]);
        assert_eq!(said.code, 2, "{name}: {}", said.err);
        assert!(said.err.contains(words) && said.err.contains(name), "{name}: {}", said.err);
        assert!(
            said.err.contains("dữ liệu giữ nguyên") && !said.err.contains("panicked"),
            "{name}: {}",
            said.err
        );
        let json = office.run(&["import", "--dry-run", "--json", name]);
        assert_eq!((json.code, &json.json()["kind"]), (2, &Value::Null), "{name}");
        let by_stdin = office.run_with(&["--lang", "en", "import", "-", "--yes"], &bytes);
        assert_eq!(by_stdin.code, 2, "{name}");
        assert!(
            by_stdin.err.contains("standard input") && by_stdin.err.contains("Nothing was"),
            "{}",
            by_stdin.err
        );
    }
    assert!(!office.files().contains(&"so.db".to_owned()));
}

#[test]
fn what_takes_a_letter_apart_may_use_little() {
    for command in ["letter", "cells"] {
        let mut inside = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        let mut inside = inside.arg(command).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        // More than a pipe holds: it has begun to read, within its limits.
        inside.stdin.as_mut().unwrap().write_all(&[b' '; 1 << 18]).unwrap();
        let told = |file: &str| {
            let out = Command::new("/bin/cat").arg(format!("/proc/{}/{file}", inside.id())).output().unwrap();
            String::from_utf8(out.stdout).unwrap()
        };
        let limits = told("limits");
        let limit = |name: &str| {
            let line = limits.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().take(2).map(|n| n.parse().unwrap()).collect::<Vec<u64>>()
        };
        let (memory, seconds) = if command == "letter" { (512 << 20, 10) } else { (1 << 30, 30) };
        let expected = [
            ("Max address space", memory),
            ("Max cpu time", seconds),
            ("Max core file size", 0),
            ("Max file size", 0),
            ("Max open files", 64),
        ];
        for (name, most) in expected {
            assert_eq!(limit(name), [most; 2], "{command}: {name}");
        }
        assert!(told("status").contains("NoNewPrivs:\t1"));
        drop(inside.stdin.take());
        inside.wait().unwrap();
    }
}

#[test]
fn names_lead_nowhere_and_are_shown_clean() {
    let office = Office::new();
    let letter = docx(&p("Thư"), &[("../../thoát.txt", "x")]);
    for name in ["-thư.docx", "hai\ndòng.docx", "\u{1b}[31mđỏ.docx", "\u{202e}xcod.docx"] {
        office.write(name, &letter);
        let said = office.run(&["import", "--dry-run", "--", name]);
        assert_eq!(said.code, 2, "{}", said.err);
        let raw = said.err.contains(['\u{1b}', '\u{202e}']) || said.err.lines().count() != 3;
        assert!(!raw && said.err.contains(".docx"), "{:?}", said.err);
    }
    assert!(office.run(&["import", "-thư.docx"]).code == 2);
    assert!(!office.files().iter().any(|name| name.contains("thoát")));
}

#[test]
fn a_letter_is_the_same_in_every_form_and_by_either_way_in() {
    let office = Office::new();
    let draft = office.run(&["import", "thu.txt", "--dry-run", "--json"]).json();
    let lines = office.letter().lines();
    let in_docx = docx(&lines.clone().map(p).collect::<String>(), &[]);
    let in_odt = odt("", &lines.map(|line| format!("<text:p>{line}</text:p>")).collect::<String>(), &[]);
    let utf16: Vec<u8> = office.letter().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let crlf = office.letter().replace('\n', "\r\n").into_bytes();
    for (name, bytes) in [("thu.bin", in_docx), ("thu", in_odt), ("thu.pdf", utf16), ("thu.doc", crlf)] {
        office.write(name, &bytes);
        let said = office.run(&["import", name, "--dry-run", "--json"]);
        assert_eq!((said.code, said.json()), (0, draft.clone()), "{name}");
        assert_eq!(office.run_with(&["import", "-", "--dry-run", "--json"], &bytes).json(), draft, "{name}");
    }
}

#[test]
fn a_folder_of_letters_is_a_table_and_only_what_is_decided_is_saved() {
    let office = Office::new();
    let folder = office.folder().join("đến");
    std::fs::create_dir_all(folder.join("sâu")).unwrap();
    let another = office.letter().replace("2041/UBND-TH", "2042/UBND-TH");
    let undecided = office
        .letter()
        .replace("2041/UBND-TH", "2043/UBND-TH")
        .replace("ngày 12 tháng 12 năm 2020", "ngày    tháng 12 năm 2020");
    office.write("đến/1.docx", &docx(&office.letter().lines().map(p).collect::<String>(), &[]));
    office.write("đến/2.txt", another.as_bytes());
    office.write("đến/3.txt", undecided.as_bytes());
    office.write("đến/4.txt", "Đi chợ: trứng, sữa.".as_bytes());
    office.write("đến/.ẩn.txt", another.as_bytes());
    office.write("đến/sâu/5.txt", another.as_bytes());
    let looked = office.run(&["import", "đến", "--dry-run"]);
    assert_eq!(looked.code, 2, "{}", looked.err);
    assert!(!office.files().contains(&"so.db".to_owned()));
    let json = office.run(&["import", "đến", "thu.txt", "--dry-run", "--json"]).json();
    let numbers: Vec<&Value> = json.as_array().unwrap().iter().map(|letter| &letter["number"]).collect();
    assert_eq!(
        numbers,
        ["2041/UBND-TH", "2042/UBND-TH", "2043/UBND-TH", "", "2041/UBND-TH"]
            .map(|n| if n.is_empty() { Value::Null } else { n.into() })
            .iter()
            .collect::<Vec<_>>()
    );

    let saved = office.run(&["import", "đến", "thu.txt", "--yes"]);
    assert_eq!(saved.code, 2, "{}", saved.err);
    let rows: Vec<&str> = saved.out.lines().collect();
    for (row, file, result) in [
        (1, "1.docx", "đã lưu"),
        (2, "2.txt", "đã lưu"),
        (3, "3.txt", "phải có người quyết"),
        (4, "4.txt", "Không đọc được thành văn bản"),
        (5, "thu.txt", "đã có trong sổ"),
    ] {
        assert!(rows[row].contains(file) && rows[row].contains(result), "{}", saved.out);
    }
    assert_eq!(rows[6], "Đọc được 4 văn bản: đã lưu 2, đã có trong sổ 1. Không nhận: 2.");
    assert!(saved.err.contains("(ngày)") && !saved.err.contains('\r'), "{}", saved.err);
    assert_eq!(office.run(&["directives", "--json"]).json().as_array().unwrap().len(), 2);

    // Where the data file is no use no other letter is tried.
    let stopped = office.run(&["--db", "thu.txt", "import", "đến", "--yes"]);
    assert_eq!((stopped.code, stopped.out.lines().count()), (4, 3), "{}", stopped.out);
    assert!(stopped.err.contains("Đã dừng sau 1/4 tệp"), "{}", stopped.err);

    let again = office.run(&["import", "đến/1.docx", "đến/2.txt", "--yes"]);
    assert_eq!((again.code, again.out.lines().count()), (2, 4), "{}", again.out);
    let alone = office.run(&["import", "đến/3.txt", "--yes"]);
    assert!(alone.code == 2 && alone.err.contains("(ngày)"), "{}", alone.err);
}

#[test]
fn ctrl_c_ends_between_two_letters() {
    let office = Office::new();
    office.write("2.txt", office.letter().replace("2041/UBND-TH", "2042/UBND-TH").as_bytes());
    let mut command = office.command(&["import", "--yes", "thu.txt", "-", "2.txt"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().unwrap();
    // The second letter is what it waits for once the first is saved.
    let is_saved = |_: usize| office.run(&["directives"]).out.contains("2041/UBND-TH");
    assert!((0..1_000).any(is_saved));
    kill_process(Pid::from_child(&running), Signal::INT).unwrap();
    running.stdin.take().unwrap().write_all(b"x").unwrap();
    let said = Said::of(running.wait_with_output().unwrap());
    assert_eq!(said.code, 130, "{}{}", said.out, said.err);
    assert!(
        said.err.contains("Đã dừng sau 1/3 tệp") && said.out.contains("đã lưu 1"),
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(office.run(&["directives", "--json"]).json().as_array().unwrap().len(), 1);
}

/// What takes a letter apart may write no file.
#[test]
fn an_answer_into_a_file_is_refused_in_words() {
    let office = Office::new();
    office.write("thu.docx", &docx(&p("Thư"), &[]));
    office.write("ra.txt", b"");
    let file = |name: &str| {
        std::fs::File::options().read(true).write(name == "ra.txt").open(office.folder().join(name))
    };
    let mut command = office.command(&["letter"]);
    let output =
        command.stdin(file("thu.docx").unwrap()).stdout(file("ra.txt").unwrap()).stderr(Stdio::piped());
    let said = Said::of(output.output().unwrap());
    assert!(said.code > 0 && said.err.contains("File too large"), "{} {}", said.code, said.err);
}

fn letters(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters").join(folder)
}

/// What is read of a file by this program.
fn draft(path: &Path) -> Value {
    let ways = Ways { program: env!("CARGO_BIN_EXE_dondoc").into(), pdftotext: false };
    extract::read(&read_file(&ways, path).unwrap()).schema_json()
}

/// The same letter as a word processor and a second writer of pdf made it, with the two columns of its head
/// and signature as tables.
#[test]
fn a_letter_of_two_pages_is_the_same_from_every_program() {
    let plain = draft(&letters("own/1-chi-thi.txt"));
    for form in ["1-chi-thi.docx", "1-chi-thi.odt", "1-chi-thi.pdf", "1-chi-thi-2.pdf"] {
        assert_eq!(draft(&letters("forms").join(form)), plain, "{form}");
    }
}

/// A docx by another writer than the word processor's: a paragraph for a line, rows as tables.
fn by_docx_rs(text: &str, path: &Path) {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
    let said = |line: &str| {
        let mut parts = line.split('\t');
        let first = Run::new().add_text(parts.next().unwrap_or_default());
        Paragraph::new().add_run(parts.fold(first, |run, part| run.add_tab().add_text(part)))
    };
    let columns = |line: &str| line.split('\t').count();
    let add = |docx: Docx, part: &[&str]| {
        let widest = part.iter().map(|line| columns(line)).max().unwrap_or_default();
        if widest < 3 {
            return part.iter().fold(docx, |docx, line| docx.add_paragraph(said(line)));
        }
        let cells = |line: &&str| {
            let cells = line.split('\t').chain(std::iter::repeat("")).take(widest);
            TableRow::new(cells.map(|cell| TableCell::new().add_paragraph(said(cell))).collect())
        };
        docx.add_table(Table::new(part.iter().map(cells).collect()))
    };
    let file = std::fs::File::options().create(true).truncate(true).write(true).open(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    // "I" and the name of a part is a row in a table, two columns are a head.
    let is_row = |line: &str| columns(line) > 2 || line.starts_with('I') && columns(line) > 1;
    let parts = lines.chunk_by(|above, below| is_row(above) == is_row(below));
    parts.fold(Docx::new(), add).build().pack(file).unwrap();
}

#[test]
#[ignore = "runs a word processor on every letter"]
#[expect(clippy::disallowed_methods, reason = "this test compares with the plain letters")]
fn every_letter_is_the_same_as_text_docx_odt_and_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for entry in ["own", "dev"].into_iter().flat_map(|part| std::fs::read_dir(letters(part)).unwrap()) {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
            names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
        }
    }
    let convert = |from: &str, to: &str| {
        let mut command = Command::new("soffice");
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
        command.args([&profile, "--headless", "--convert-to", to]);
        command.args((from == "txt").then_some("--infilter=Text (encoded):UTF8,LF,Tinos,,"));
        command.args(names.iter().map(|name| format!("{name}.{from}"))).current_dir(folder.path());
        assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
    };
    convert("txt", "docx");
    convert("docx", "odt");
    convert("docx", "pdf");
    let path = |name: &str, extension: &str| folder.path().join(format!("{name}.{extension}"));
    for name in &names {
        by_docx_rs(&std::fs::read_to_string(path(name, "txt")).unwrap(), &path(name, "2.docx"));
    }
    convert("2.docx", "pdf");
    for name in &names {
        let plain = draft(&path(name, "txt"));
        // Tabs that only stand for columns do not tell an empty cell from none once they are in a pdf.
        let text = std::fs::read_to_string(path(name, "txt")).unwrap();
        let pdf = if text.lines().any(|line| line.matches('\t').count() > 1) { "2.pdf" } else { "pdf" };
        for form in ["docx", "2.docx", "odt", pdf] {
            assert_eq!(draft(&path(name, form)), plain, "{name}.{form}");
        }
    }
}
