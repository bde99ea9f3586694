//! The words of `dondoc keys`.
//!
//! Border: what people read; the lines for programs are in `tui::keys` and have no language.

use super::messages;

messages! {
    help_show_keys() { vi: "xem chương trình hiểu từng phím bấm thế nào", en: "show what is understood of each key" }
    help_keys_plain() { vi: "mỗi phím một dòng, không mở màn hình", en: "a line for each key, no screen" }
    help_keys_context() { vi: "như trong danh sách (list) hoặc ô nhập (text)", en: "as in a list or in a text field" }
    help_keys_typing() {
        vi: "kiểu gõ; none là không dùng bộ gõ\n(nếu không ghi: theo thiết lập, rồi telex)",
        en: "typing method; none: no input method is used\n(else the settings', else telex)",
    }
    keys_title() { vi: "Bấm phím để xem chương trình hiểu thế nào. Thoát: F10 hoặc Ctrl-C hai lần", en: "Press keys to see what is understood. Quit: F10, or Ctrl-C twice" }
    keys_key(name: &str) { vi: "phím  {name}", en: "key   {name}" }
    keys_text(text: &str) { vi: "chữ   {text}", en: "text  {text}" }
    keys_paste(n: usize) { vi: "dán   {n} ký tự", en: "paste {n} characters" }
}
