//! Documents in the open format: what is shown of them is read.

use super::{odt, text};

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
