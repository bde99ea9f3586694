//! The words of `dondoc keys`.
//!
//! Border: what people read; the lines for programs are in `tui::keys` and have no language.

use super::messages;

messages! {
    keys_title() { vi: "Bấm phím để xem chương trình hiểu thế nào. Thoát: F10 hoặc Ctrl-C hai lần", en: "Press keys to see what is understood. Quit: F10, or Ctrl-C twice" }
    keys_key(name: &str) { vi: "phím  {name}", en: "key   {name}" }
    keys_text(text: &str) { vi: "chữ   {text}", en: "text  {text}" }
    keys_paste(n: usize) { vi: "dán   {n} ký tự", en: "paste {n} characters" }
}
