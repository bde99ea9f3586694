//! What a crash leaves on the shell's screen.

super::messages! {
    /// `place` is a file and line of this program, for whoever mends it.
    crashed(version: &str, place: &str) {
        vi: "dondoc {version} gặp lỗi và đã dừng ({place}).\n\
             Những gì đã báo là ghi xong vẫn còn nguyên; chỉ phần đang gõ dở có thể mất.\n\
             Hãy mở lại bằng lệnh dondoc; nếu lỗi lặp lại, gửi dòng đầu cho người quản trị.",
        en: "dondoc {version} met an error and has stopped ({place}).\n\
             Everything shown as saved is kept; only what was being typed may be lost.\n\
             Start dondoc again; if it happens again, send the first line to the administrator.",
    }
}
