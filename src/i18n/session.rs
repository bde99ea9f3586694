//! The words of sessions: who is not let in, what is refused there.

use super::{Lang, messages, say};

messages! {
    session_nobody(login: &str) {
        vi: "Không cho vào: {login} không có trong danh sách cán bộ hoặc đã ngừng dùng.\nChưa mở gì, dữ liệu giữ nguyên.\nLiên hệ quản trị của cơ quan.",
        en: "Not let in: {login} is not on the list of people, or was disabled.\nNothing was opened, nothing was changed.\nAsk the office's administrator."
    }
    session_refused() { vi: "Không được phép: qua SSH chỉ có màn hình và một số lệnh.", en: "Not permitted: over SSH there are the screens and some commands." }
    session_takes(names: &str) {
        vi: "Không ghi lệnh thì mở màn hình (ssh -t). Lệnh dùng được: {names}; chữ có dấu cách đặt trong ngoặc kép, không có tên tệp.",
        en: "Without a command the screens open (ssh -t). Commands: {names}; words with blanks in quotes, no names of files."
    }
}

impl Lang {
    /// What the commands of a server do, for help.
    pub(super) fn help_session(self, name: &str) -> String {
        match name {
            "session" => {
                say! { self, vi: "phiên qua SSH của một cán bộ (lệnh gắn với khóa)", en: "a person's session over SSH (a key's forced command)" }
            }
            "setup-server" => {
                say! { self, vi: "in kịch bản cài máy chủ để đọc và chạy", en: "print a script that sets up a server, to read and run" }
            }
            "windows" => {
                say! { self, vi: "in hai tệp .cmd cho máy Windows", en: "print two .cmd files for Windows PCs" }
            }
            "guide" => {
                say! { self, vi: "hướng dẫn sử dụng, từng chủ đề", en: "the office's guide, in Vietnamese" }
            }
            "topic" => {
                say! { self, vi: "chủ đề; không ghi thì liệt kê các chủ đề", en: "the page; without it, which there are" }
            }
            name => self.help_safety(name),
        }
    }
}
