//! The words of people, their roles and their keys.
//!
//! Border: words only; what a role may do stands in `domain::people`.

use super::history::Field;
use super::{Lang, messages, say};
use crate::domain::change::{Change, Role};
use crate::domain::people::PersonFields;

messages! {
    people_title() { vi: "Cán bộ", en: "People" }
    col_person_name() { vi: "Họ tên", en: "Name" }
    col_login() { vi: "Tên đăng nhập", en: "Login" }
    col_role() { vi: "Quyền", en: "Role" }
    col_keys() { vi: "Khóa", en: "Keys" }
    col_key_type() { vi: "Loại", en: "Type" }
    col_fingerprint() { vi: "Dấu vân tay", en: "Fingerprint" }
    col_note() { vi: "Ghi chú", en: "Note" }
    person_active() { vi: "đang dùng", en: "active" }
    person_disabled() { vi: "đã ngừng", en: "disabled" }
    person_keys() { vi: "Khóa công khai", en: "Public keys" }
    person_may_sign_in() { vi: "Được dùng", en: "Active" }
    person_add() { vi: "Thêm cán bộ", en: "Add a person" }
    person_edit(name: &str) { vi: "Sửa cán bộ {name}", en: "Edit {name}" }
    person_no_keys() { vi: "Chưa có khóa công khai nào: chưa đăng nhập từ xa được.", en: "No public key yet: cannot sign in from afar." }
    hint_login() { vi: "Chữ thường không dấu, số, . _ - ; bắt đầu bằng chữ: nvan", en: "a-z, digits, . _ - ; begins with a letter: nvan" }
    hint_role() { vi: "←→; cập nhật: văn bản, đơn vị, lịch nghỉ; quản trị: cả cài đặt, cán bộ", en: "←→; update: records, units, days; administrator: settings and people too" }
    hint_active() { vi: "←→; không: chỉ còn xem, không đăng nhập từ xa được", en: "←→; no: looks on at most, cannot sign in from afar" }
    hint_keys() { vi: "Dán khóa công khai của PuTTYgen hoặc tệp .pub, mỗi khóa một dòng", en: "Paste public keys of PuTTYgen or of .pub files, one a line" }
    wrong_login() { vi: "Chỉ dùng chữ thường không dấu, số, . _ - ; bắt đầu bằng chữ, nhiều nhất 32 ký tự.", en: "Only a-z, digits, . _ - ; begins with a letter, at most 32 letters." }
    role_now(role: &str) { vi: "Quyền của tài khoản này nay là: {role}", en: "The role of this account is now: {role}" }
    disabled_now() { vi: "Tài khoản này đã ngừng dùng: chỉ còn xem được", en: "This account was disabled: it can only look" }
    role_looks_only() { vi: "Chỉ xem: tài khoản này không có quyền ghi", en: "Read only: this account may not write" }
    admins_only() { vi: "Chỉ quản trị sửa được", en: "Only administrators change this" }
}

impl Lang {
    pub fn role(self, role: Role) -> String {
        match role {
            Role::Viewer => say! { self, vi: "chỉ xem", en: "viewer" },
            Role::Officer => say! { self, vi: "cập nhật", en: "officer" },
            Role::Admin => say! { self, vi: "quản trị", en: "administrator" },
        }
    }

    /// What the commands about people do, and their arguments mean, for help.
    #[rustfmt::skip]
    pub(super) fn help_person(self, name: &str) -> String {
        match name {
            "staff" => say! { self, vi: "cán bộ dùng chương trình: quyền, khóa đăng nhập", en: "who uses this program: roles, keys to sign in with" },
            "staff add" => say! { self, vi: "thêm cán bộ, hoặc đổi họ tên, quyền của người đã có", en: "add a person, or set the name and role of a known one" },
            "staff role" => say! { self, vi: "đổi quyền", en: "set the role" },
            "staff disable" => say! { self, vi: "ngừng dùng: không ghi, không đăng nhập được nữa", en: "stop a person from writing and signing in" },
            "staff enable" => say! { self, vi: "cho dùng lại", en: "let a person back in" },
            "staff list" => say! { self, vi: "danh sách cán bộ", en: "list the people" },
            "staff key" => say! { self, vi: "khóa công khai của một cán bộ", en: "a person's public keys" },
            "staff key add" => say! { self, vi: "thêm khóa công khai (OpenSSH hoặc PuTTYgen)", en: "add public keys (OpenSSH or PuTTYgen)" },
            "staff key remove" => say! { self, vi: "bỏ một khóa", en: "take a key away" },
            "staff key list" => say! { self, vi: "các khóa và dấu vân tay", en: "the keys and their fingerprints" },
            "authorized-keys" => say! { self, vi: "in tệp khóa cho máy chủ SSH", en: "print the keys file for the SSH server" },
            "login" => say! { self, vi: "tên đăng nhập: chữ thường không dấu, số, . _ -", en: "login: a-z, digits, . _ -" },
            "shown_name" => say! { self, vi: "họ tên hiện trên màn hình", en: "the name that is shown" },
            "role" => say! { self, vi: "viewer chỉ xem, officer cập nhật, admin quản trị\n(người mới, nếu không ghi: officer)", en: "viewer, officer or admin (a new person: officer)" },
            "key_file" => say! { self, vi: "tệp .pub của OpenSSH hoặc PuTTYgen; dấu - là đầu vào chuẩn", en: "a .pub file of OpenSSH or PuTTYgen; - is standard input" },
            "which" => say! { self, vi: "dấu vân tay (từ 6 chữ đầu) hoặc ghi chú của khóa", en: "fingerprint (6 letters or more) or note of the key" },
            "offered" => say! { self, vi: "chỉ dòng của khóa này: KHÓA, hoặc LOẠI và KHÓA\n(như %t %k của AuthorizedKeysCommand)", en: "the line of this key alone: KEY, or TYPE and KEY\n(as %t %k of AuthorizedKeysCommand)" },
            name => self.help_session(name),
        }
    }

    /// What stands for the value of such an argument.
    pub(super) fn help_person_value(self, name: &str) -> Option<String> {
        Some(match name {
            "login" => say! { self, vi: "TÊN", en: "LOGIN" },
            "shown_name" => say! { self, vi: "HỌ-TÊN", en: "NAME" },
            "role" => say! { self, vi: "QUYỀN", en: "ROLE" },
            "key_file" => say! { self, vi: "TỆP", en: "FILE" },
            "topic" => say! { self, vi: "CHỦ-ĐỀ", en: "TOPIC" },
            "which" | "offered" => say! { self, vi: "KHÓA", en: "KEY" },
            name => return self.help_safety_value(name),
        })
    }

    /// Whether somebody is still at work here.
    pub fn person_state(self, person: &PersonFields) -> String {
        if person.disabled { self.person_disabled() } else { self.person_active() }
    }

    /// What a change of a person did.
    pub(super) fn journal_person(self, change: &Change) -> String {
        match change {
            Change::PersonSet { login, old: None, new } => {
                say! { self, name = &new.name, role = self.role(new.role);
                vi: "thêm cán bộ {login}: {name}, {role}", en: "person added, {login}: {name}, {role}" }
            }
            Change::PersonSet { login, old: Some(old), new } => {
                let fields = self.journal_edited(&self.person_fields(old), &self.person_fields(new));
                say! { self, vi: "cán bộ {login}: {fields}", en: "person {login}: {fields}" }
            }
            _ => String::new(),
        }
    }

    /// Keys by their notes, and the end of their fingerprints: a whole line would hide the others.
    fn person_fields(self, person: &PersonFields) -> [Field; 4] {
        let lower = |label: String| label.to_lowercase();
        let keys = person.keys.iter().map(|key| {
            let (print, note) = (key.fingerprint(), key.note.clone().unwrap_or_default());
            format!("{note} …{}", print.get(print.len() - 8..).unwrap_or_default()).trim().to_owned()
        });
        [
            (lower(self.col_person_name()), person.name.clone()),
            (lower(self.col_role()), self.role(person.role)),
            (lower(self.col_state()), self.person_state(person)),
            (lower(self.col_keys()), keys.collect::<Vec<_>>().join("; ")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::people::PersonKey;

    #[test]
    fn the_journal_says_what_became_of_a_person() {
        let key =
            PersonKey::parse("AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f máy 1");
        let an = PersonFields { name: "Nguyễn Văn An".into(), ..PersonFields::default() };
        let gone = PersonFields { disabled: true, role: Role::Viewer, ..an.clone() };
        let keyed = PersonFields { keys: vec![key.unwrap()], ..an.clone() };
        let set = |old: Option<&PersonFields>, new: &PersonFields| Change::PersonSet {
            login: "nvan".into(),
            old: old.cloned().map(Box::new),
            new: Box::new(new.clone()),
        };
        for (change, words) in [
            (set(None, &an), "thêm cán bộ nvan: Nguyễn Văn An, cập nhật"),
            (
                set(Some(&an), &gone),
                "cán bộ nvan: sửa: quyền: cập nhật → chỉ xem; tình trạng: đang dùng → đã ngừng",
            ),
            (set(Some(&keyed), &an), "cán bộ nvan: sửa: khóa: máy 1 …"),
        ] {
            let said = Lang::Vi.journal_change(&change);
            assert!(said.starts_with(words), "{said}");
        }
    }
}
