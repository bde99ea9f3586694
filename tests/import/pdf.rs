//! Files of pages: lines, columns and tables by where letters stand, letters by what fonts state.

use super::{CATALOG, FONT, PAGE, PAGES, pdf, stream, text};

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

#[test]
fn letters_of_which_one_stands_for_all_that_a_font_lacks_are_marked() {
    let map = "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <1EE6> endbfchar \
        2 beginbfrange <20> <40> <0020> <42> <7E> <0042> endbfrange endcmap";
    let font = "<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+Chu /FirstChar 32 /LastChar 33 /Widths [250 600] /ToUnicode 6 0 R >>";
    let of = |words: &str| {
        let words = stream(&format!("BT /F1 12 Tf 1 0 0 1 60 780 Tm ({words}) Tj ET"));
        text(&pdf(&[CATALOG, PAGES, PAGE, &words, font, &stream(map)], "")).unwrap()
    };
    let read = of("AY tAnh yAu cAu SA NAi vA");
    assert_eq!(read.replace(' ', ""), "\u{fffd}Yt\u{fffd}nhy\u{fffd}uc\u{fffd}uS\u{fffd}N\u{fffd}iv\u{fffd}");
    assert_eq!(of("AY CO").replace(' ', ""), "ỦYCO");
}

#[test]
fn fonts_of_two_bytes_with_an_encoding_of_their_own_are_read_by_what_they_state() {
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /AAAAAA+Chu /Encoding 7 0 R /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>";
    let inner = "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /AAAAAA+Chu /DW 600 /W [0 [600] 58 [600]] /FontDescriptor 9 0 R \
        /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>";
    let range = "1 begincodespacerange <0000> <ffff> endcodespacerange";
    // Two letters are shown by the sign for what the font lacks, and stated all the same.
    let own = format!("begincmap {range} 3 begincidchar <00ca> 0 <003a> 58 <00cb> 0 endcidchar endcmap");
    let stated = format!(
        "begincmap {range} 3 beginbfchar <00ca> <1ee6> <003a> <0059> <00cb> <1ed8> endbfchar endcmap"
    );
    let words = stream("BT /F1 12 Tf 1 0 0 1 60 780 Tm <00ca003a00cb> Tj ET");
    let descriptor = "<< /Type /FontDescriptor /FontName /AAAAAA+Chu /Flags 4 >>";
    let objects = [CATALOG, PAGES, PAGE, &words, font, inner, &stream(&own), &stream(&stated), descriptor];
    assert_eq!(text(&pdf(&objects, "")).as_deref(), Ok("ỦYỘ"));
}

#[test]
fn a_row_that_the_end_of_a_page_cuts_is_one() {
    let lines = |from: u32, to: u32, level: u32| {
        let upright: String = [60, 100, 400].map(|x| format!("{x} {from} m {x} {to} l ")).concat();
        format!("60 {level} m 400 {level} l {upright}S ")
    };
    let words = |at: &str, text: &str| format!("1 0 0 1 {at} Tm ({text}) Tj ");
    let first = format!(
        "{}BT /F1 12 Tf {}{}ET",
        lines(720, 40, 720),
        words("62 705", "1"),
        words("102 705", "Ra soat")
    );
    let second = format!(
        "{}BT /F1 12 Tf {}{}ET",
        lines(800, 760, 760),
        words("102 775", "ho so"),
        words("60 700", "Het.")
    );
    let pages = PAGES.replace("[3 0 R] /Count 1", "[3 0 R 6 0 R] /Count 2");
    let page = PAGE.replace("4 0 R", "7 0 R");
    let bytes = pdf(&[CATALOG, &pages, PAGE, &stream(&first), FONT, &page, &stream(&second)], "");
    assert_eq!(text(&bytes).as_deref(), Ok("1\tRa soat ho so\n\nHet."));
}
