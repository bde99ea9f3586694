//! Every refusal and failure in three parts: what happened, what was not changed or lost, what to
//! do. One entry per variant of [`Error`], the parts on three lines.
//!
//! Border: facts come cleaned from here on; nothing the system or a file says reaches a sentence raw.

use std::path::Path;

use super::{Lang, say};
use crate::error::{Error, KeyFault, PersonFault, UnitFault};
use crate::text;

/// An error in words; each part is one clean line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorText {
    pub what: String,
    /// Candidates, bad records …, where there are any.
    pub details: Vec<String>,
    /// What was not changed, not saved, not lost.
    pub kept: String,
    pub advice: String,
}

impl Lang {
    pub fn error(self, error: &Error) -> ErrorText {
        let sentence = self.error_sentence(error);
        let mut parts = sentence.lines().map(str::to_owned);
        let mut part = || parts.next().unwrap_or_default();
        ErrorText { what: part(), details: self.details(error), kept: part(), advice: part() }
    }

    #[expect(clippy::too_many_lines, reason = "a catalogue: one entry per variant")]
    #[rustfmt::skip]
    fn error_sentence(self, error: &Error) -> String {
        use Error::*;
        match error {
            NoSuchFile(path) => say! { self, it = self.path(path);
                vi: "Không tìm thấy tệp: {it}\nDữ liệu giữ nguyên.\nKiểm tra lại tên tệp và thư mục.",
                en: "File not found: {it}\nNothing was changed.\nCheck the file's name and folder." },
            NoSuchRecord(text) => say! { self, it = clean(text);
                vi: "Không tìm thấy trong sổ theo dõi: {it}\nDữ liệu giữ nguyên.\nXem các văn bản bằng dondoc directives. Nhiệm vụ ghi theo dạng 1792/UBND-NC#2.",
                en: "Not in the register: {it}\nNothing was changed.\nSee the directives with dondoc directives. A task is written as 1792/UBND-NC#2." },
            Usage(text) => say! { self, it = clean(text);
                vi: "Không hiểu: {it}\nChưa làm gì, dữ liệu giữ nguyên.\nNhiệm vụ ghi cả số mục sau dấu #, ví dụ 1792/UBND-NC#2; xem số mục bằng dondoc show. Cách dùng: dondoc --help",
                en: "Not understood: {it}\nNothing was done, nothing was changed.\nA task is written with its item after #, such as 1792/UBND-NC#2; see the items with dondoc show. Usage: dondoc --help" },
            NotAFile(path) => say! { self, it = self.path(path);
                vi: "Không phải tệp thường (thư mục, đường ống hoặc thiết bị): {it}\nChưa đọc gì, dữ liệu giữ nguyên.\nGhi đường dẫn của một tệp, hoặc dấu - để đọc từ đầu vào chuẩn.",
                en: "Not a regular file (a folder, pipe or device): {it}\nNothing was read, nothing was changed.\nName a file, or - to read standard input." },
            FileExists(path) => say! { self, it = self.path(path);
                vi: "Đã có tệp này: {it}\nTệp cũ giữ nguyên.\nGhi tên khác, hoặc xóa tệp cũ trước.",
                en: "There is a file of this name: {it}\nIt was left as it is.\nName another one, or remove that file first." },
            Unreadable(path) => say! { self, it = self.path(path);
                vi: "Không đọc được nội dung: {it}\nDữ liệu giữ nguyên.\nKiểm tra quyền đọc tệp rồi thử lại.",
                en: "Cannot read: {it}\nNothing was changed.\nCheck the permission to read the file and try again." },
            TooBig { path, limit } => say! { self, it = self.path(path), mb = limit >> 20;
                vi: "Tệp hoặc phần chữ trong tệp lớn hơn {mb} MB: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nChỉ nhập phần chữ của văn bản, bỏ hình ảnh và phụ lục quét.",
                en: "The file, or the text in it, is larger than {mb} MB: {it}\nNothing was saved, nothing was changed.\nImport the letter's text only, without pictures and scanned annexes." },
            NotText(path) => say! { self, it = self.path(path);
                vi: "Không phải tệp pdf, docx, odt hay văn bản chữ: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nMở tệp bằng chương trình đã tạo ra, lưu thành docx hoặc chép chữ rồi dán vào màn hình dondoc.",
                en: "Neither pdf, docx, odt nor plain text: {it}\nNothing was saved, nothing was changed.\nOpen it with the program that made it, save it as docx, or copy the text and paste it into the screens of dondoc." },
            NoText(path) => say! { self, it = self.path(path);
                vi: "Tệp ảnh quét, không có chữ: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nMở tệp, chép chữ, dán vào đây.",
                en: "A scan, it holds pictures and no text: {it}\nNothing was saved, nothing was changed.\nOpen the file, copy the text, paste it here." },
            Locked(path) => say! { self, it = self.path(path);
                vi: "Tệp có mật khẩu: {it}\nChưa đọc được gì, dữ liệu giữ nguyên.\nMở tệp bằng mật khẩu, lưu bản không có mật khẩu, hoặc chép chữ rồi dán vào màn hình dondoc.",
                en: "The file is protected by a password: {it}\nNothing was read, nothing was changed.\nOpen it with its password and save a copy without one, or copy the text and paste it into the screens of dondoc." },
            OldFormat(path) => say! { self, it = self.path(path);
                vi: "Tệp Word đời cũ (.doc) hoặc .rtf, chương trình không đọc: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nMở bằng Word, chọn Save As, lưu thành .docx rồi nhập lại.",
                en: "An old Word file (.doc) or .rtf, which is not read: {it}\nNothing was saved, nothing was changed.\nOpen it in Word, choose Save As, save it as .docx and import that." },
            BrokenFile(path) => say! { self, it = self.path(path);
                vi: "Tệp bị hỏng, hoặc mở ra quá lớn, quá lâu: {it}\nChưa lưu gì, dữ liệu giữ nguyên; chương trình không bị ảnh hưởng.\nXin lại tệp từ nơi gửi, hoặc mở tệp, chép chữ rồi dán vào đây.",
                en: "The file is damaged, or takes too much room or time to open: {it}\nNothing was saved, nothing was changed; the program itself is not affected.\nAsk the sender for the file again, or open it, copy the text and paste it here." },
            NotALetter(path) => say! { self, it = self.path(path);
                vi: "Không đọc được thành văn bản chỉ đạo: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nKiểm tra đã chép đủ phần số, ký hiệu, ngày ban hành và các nhiệm vụ được giao chưa.",
                en: "Does not read as a directive: {it}\nNothing was saved, nothing was changed.\nCheck that number, symbol, date of issue and the numbered points were all copied." },
            NotATable(path) => say! { self, it = self.path(path);
                vi: "Không đọc được thành danh sách nhiệm vụ: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nDùng tệp .xlsx hoặc .csv có dòng tiêu đề, trong đó có cột số, ký hiệu văn bản; tiêu đề khác thường: thêm --map \"Tiêu đề=reference\".",
                en: "Does not read as a list of tasks: {it}\nNothing was saved, nothing was changed.\nUse an .xlsx or .csv file with a row of headings, one of them for the directive's number; for unusual headings add --map \"Heading=reference\"." },
            TableTooLong { path, limit } => say! { self, it = self.path(path);
                vi: "Bảng có hơn {limit} dòng hoặc quá nhiều cột: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nXóa các dòng, cột thừa hoặc chia thành nhiều tệp rồi nạp lại.",
                en: "The table has more than {limit} rows or too many columns: {it}\nNothing was saved, nothing was changed.\nDelete unused rows and columns or split the file, then load again." },
            NoSuchColumn(text) => say! { self, it = clean(text);
                vi: "Bảng không có cột mang tiêu đề: {it}\nChưa lưu gì, dữ liệu giữ nguyên.\nChép đúng tiêu đề mà dondoc load in ra; với tiêu đề hai dòng, chép cả hai.",
                en: "No column of the table has the heading: {it}\nNothing was saved, nothing was changed.\nCopy the heading as dondoc load prints it; of a heading in two rows, both." },
            Secret(path) => say! { self, it = self.path(path);
                vi: "Văn bản có dấu độ mật (Mật, Tối mật hoặc Tuyệt mật): {it}\nKhông lưu và không hiện nội dung nào của văn bản này.\nXử lý theo quy định bảo vệ bí mật nhà nước, ngoài chương trình này.",
                en: "The letter carries a mark of secrecy (Mật, Tối mật or Tuyệt mật): {it}\nNothing of it was saved or shown.\nHandle it by the rules on state secrets, outside this program." },
            Undecided { path, what } => say! { self, it = self.path(path), what = self.undecided(what);
                vi: "Chưa lưu, còn mục phải có người quyết ({what}): {it}\nDữ liệu giữ nguyên.\nMở màn hình dondoc, dán văn bản vào rồi quyết từng mục; hoặc sửa trong tệp rồi nhập lại.",
                en: "Not saved, somebody has to decide ({what}): {it}\nNothing was changed.\nOpen the screens of dondoc, paste the letter and decide; or mend the file and import it again." },
            AlreadyHere(text) => say! { self, it = clean(text);
                vi: "Văn bản này đã có trong sổ: {it}\nBản đã có giữ nguyên, không lưu thêm gì.\nXem bản đã có bằng dondoc show {it}",
                en: "This letter is in the register already: {it}\nThe one that is here was not changed, nothing was added.\nSee it with dondoc show {it}" },
            NotConfirmed => say! { self,
                vi: "Mới đọc, chưa lưu.\nDữ liệu giữ nguyên.\nKiểm tra phần đã đọc ở trên, rồi chạy lại với --yes để lưu.",
                en: "Read only, not saved.\nNothing was changed.\nCheck what was read above, then run again with --yes to save it." },
            Ambiguous { name, .. } => say! { self, it = clean(name);
                vi: "Có nhiều văn bản hoặc nhiệm vụ cùng tên: {it}\nChưa làm gì, dữ liệu giữ nguyên.\nGhi thêm năm (ví dụ 1792/UBND-NC@2020) hoặc dùng mã đứng đầu dòng trên.",
                en: "Several records answer to: {it}\nNothing was done, nothing was changed.\nAdd the year (such as 1792/UBND-NC@2020) or use the id at the start of a line above." },
            BadDate(text) => say! { self, it = clean(text);
                vi: "Ngày không hợp lệ: {it}\nChưa làm gì, dữ liệu giữ nguyên.\nNhập theo dạng 29/12/2020 hoặc 2020-12-29.",
                en: "Not a date: {it}\nNothing was done, nothing was changed.\nWrite it as 29/12/2020 or 2020-12-29." },
            FutureDay(text) => say! { self, it = clean(text);
                vi: "Ngày ở tương lai: {it}\nChưa làm gì, dữ liệu giữ nguyên.\nGhi ngày hôm nay hoặc ngày đã qua; không ghi năm thì lấy lần gần nhất.",
                en: "A day to come: {it}\nNothing was done, nothing was changed.\nWrite today or a day before; without a year it is the last such day." },
            NotLater(text) => say! { self, it = clean(text);
                vi: "Hạn mới không sau hạn hiện nay: {it}\nChưa làm gì, dữ liệu giữ nguyên.\nGia hạn là hạn muộn hơn; sửa hạn sai thì dùng F6 trong màn hình.",
                en: "Not later than the deadline now: {it}\nNothing was done, nothing was changed.\nAn extension is a later day; a wrong one is corrected with F6 in the screens." },
            BadRecords(all) => say! { self, n = all.len();
                vi: "Tệp có {n} chỗ không nạp được:\nChưa nạp gì (chỉ nạp khi cả tệp đều đúng), dữ liệu giữ nguyên.\nSửa những chỗ nêu trên rồi nạp lại.",
                en: "{n} places of the file cannot be loaded:\nNothing was loaded (all or nothing), nothing was changed.\nMend the places named above and load again." },
            NothingToUndo => say! { self,
                vi: "Không có thao tác nào để hoàn tác.\nDữ liệu giữ nguyên.\nXem những thay đổi đã ghi bằng dondoc history",
                en: "There is nothing to undo.\nNothing was changed.\nSee what was done with dondoc history" },
            NothingToRedo => say! { self,
                vi: "Không có thao tác nào để làm lại.\nDữ liệu giữ nguyên.\nXem những thay đổi đã ghi bằng dondoc history",
                en: "There is nothing to redo.\nNothing was changed.\nSee what was done with dondoc history" },
            Purged(name) => say! { self, it = clean(name);
                vi: "Đã xóa hẳn: {it}\nDữ liệu giữ nguyên.\nThay đổi về mục đã xóa hẳn không hoàn tác hay làm lại được.",
                en: "Deleted for good: {it}\nNothing was changed.\nWhat was done to it can be neither undone nor redone." },
            NoTerminal => say! { self,
                vi: "Không phải cửa sổ dòng lệnh: đầu vào hoặc đầu ra đang nối với tệp hoặc chương trình khác.\nChưa mở màn hình, dữ liệu giữ nguyên.\nChạy dondoc trong PuTTY hoặc Windows Terminal; để lấy danh sách dạng chữ, dùng dondoc today hoặc dondoc list.",
                en: "No terminal: standard input or output is a file or another program.\nThe screens were not opened, nothing was changed.\nRun dondoc in PuTTY or Windows Terminal; for lists as text use dondoc today or dondoc list." },
            DumbTerminal(text) => say! { self, it = clean(text);
                vi: "Loại màn hình TERM={it} không đặt được con trỏ.\nChưa mở màn hình, dữ liệu giữ nguyên.\nĐặt TERM=xterm rồi chạy lại; để lấy danh sách dạng chữ, dùng dondoc today hoặc dondoc list.",
                en: "A terminal of type TERM={it} cannot place a cursor.\nThe screens were not opened, nothing was changed.\nSet TERM=xterm and run again; for lists as text use dondoc today or dondoc list." },
            Busy => say! { self,
                vi: "Tệp dữ liệu đang bận, phiên khác đang ghi.\nChưa ghi gì, dữ liệu giữ nguyên.\nThử lại sau ít giây.",
                en: "The data file is busy, another session is writing.\nNothing was written, nothing was changed.\nTry again in a few seconds." },
            InUse { path, by } => say! { self, it = self.path(path), by = processes(self, by);
                vi: "Tệp dữ liệu đang mở ở phiên khác{by}: {it}\nChưa làm gì, dữ liệu giữ nguyên.\nĐề nghị mọi người thoát dondoc (F10), rồi chạy lại.",
                en: "Other sessions have the data file open{by}: {it}\nNothing was done, nothing was changed.\nAsk everybody to leave dondoc (F10), then run again." },
            Changed { what, by, at, now } => {
                say! { self, what = clean(what), by = clean(by), at = clean(at), now = self.held(now);
                vi: "{by} vừa sửa {what} lúc {at}, hiện là: {now}\nChưa ghi gì, bản của {by} giữ nguyên.\nXem lại rồi thử lại.",
                en: "{by} changed {what} at {at}; it is now: {now}\nNothing was written, what {by} entered was kept.\nLook at it again, then try again." }
            }
            UnitRefused { name, why: UnitFault::NameOf(owner) } => say! { self, name = clean(name), owner = clean(owner);
                vi: "Tên {name} đã là tên của đơn vị {owner}.\nChưa ghi gì, dữ liệu giữ nguyên.\nBỏ tên này ở đơn vị kia trước, hoặc ghi tên khác.",
                en: "{name} is a name of {owner} already.\nNothing was written, nothing was changed.\nTake it from that unit first, or write another name." },
            UnitRefused { name, why: UnitFault::InUse } => say! { self, name = clean(name);
                vi: "Không bỏ được {name}: có nhiệm vụ hoặc đơn vị khác nêu đơn vị này.\nChưa ghi gì, dữ liệu giữ nguyên.\nĐơn vị không còn hoạt động thì ghi ngày cuối và đơn vị kế nhiệm.",
                en: "{name} stays: tasks or another unit name it.\nNothing was written, nothing was changed.\nGive a unit that is no more its last day and its successor." },
            UnitRefused { name, why: UnitFault::Circle } => say! { self, name = clean(name);
                vi: "{name} không thể kế nhiệm chính mình.\nChưa ghi gì, dữ liệu giữ nguyên.\nXem lại đơn vị kế nhiệm.",
                en: "{name} cannot come after itself.\nNothing was written, nothing was changed.\nLook at the successors again." },
            PersonRefused { login, why: PersonFault::Login } => say! { self, login = clean(login);
                vi: "Tên đăng nhập không hợp lệ: {login}\nChưa ghi gì, dữ liệu giữ nguyên.\nDùng 1 đến 32 ký tự gồm chữ thường không dấu, số, dấu chấm, gạch nối, gạch dưới; bắt đầu bằng chữ, ví dụ nvan.",
                en: "Not a login: {login}\nNothing was written, nothing was changed.\nUse 1 to 32 of a-z, digits, dot, hyphen and underscore, beginning with a letter, such as nvan." },
            PersonRefused { why: PersonFault::KeyOf(owner), .. } => say! { self, owner = clean(owner);
                vi: "Khóa công khai này đang là của {owner}.\nChưa ghi gì, dữ liệu giữ nguyên.\nMỗi khóa chỉ của một người: bỏ khóa này ở {owner} trước, hoặc tạo khóa khác.",
                en: "This public key is that of {owner}.\nNothing was written, nothing was changed.\nA key belongs to one person: take it from {owner} first, or make another one." },
            PersonRefused { login, why: PersonFault::LastAdmin } => say! { self, login = clean(login);
                vi: "{login} là quản trị cuối cùng của cơ quan.\nChưa ghi gì, dữ liệu giữ nguyên.\nGiao quyền quản trị cho người khác trước.",
                en: "{login} is the office's last administrator.\nNothing was written, nothing was changed.\nMake somebody else an administrator first." },
            PersonRefused { login, why: PersonFault::Unknown } => say! { self, login = clean(login);
                vi: "Không có cán bộ nào đăng nhập bằng tên {login}.\nChưa ghi gì, dữ liệu giữ nguyên.\nXem danh sách bằng dondoc staff list, hoặc thêm bằng dondoc staff add {login}",
                en: "Nobody has the login {login}.\nNothing was written, nothing was changed.\nSee dondoc staff list, or add the person: dondoc staff add {login}" },
            PersonRefused { login, why: PersonFault::NoKey(which) } => say! { self, login = clean(login), which = clean(which);
                vi: "{which} không ứng với đúng một khóa của {login}.\nChưa ghi gì, dữ liệu giữ nguyên.\nXem các khóa bằng dondoc staff key {login} list, rồi ghi dấu vân tay.",
                en: "{which} is not exactly one key of {login}.\nNothing was written, nothing was changed.\nSee dondoc staff key {login} list, and give the fingerprint." },
            KeyRefused(KeyFault::Private) => say! { self,
                vi: "Đây là khóa bí mật, không phải khóa công khai.\nChưa ghi gì, không giữ lại nội dung nào của khóa.\nChỉ đưa khóa công khai (tệp .pub, hoặc ô Public key của PuTTYgen); khóa bí mật đã gửi đi thì thay bằng khóa mới.",
                en: "This is a private key, not a public one.\nNothing was written, nothing of it was kept.\nHand over the public key (the .pub file, or PuTTYgen's Public key box); replace a private key that was sent to anybody." },
            KeyRefused(KeyFault::Options) => say! { self,
                vi: "Phía trước khóa công khai còn tùy chọn.\nChưa ghi gì, dữ liệu giữ nguyên.\nChỉ chép từ loại khóa trở đi, ví dụ ssh-ed25519 AAAA…",
                en: "Options stand in front of the public key.\nNothing was written, nothing was changed.\nCopy it from its type on, such as ssh-ed25519 AAAA…" },
            KeyRefused(KeyFault::Kind) => say! { self,
                vi: "Không nhận loại khóa này.\nChưa ghi gì, dữ liệu giữ nguyên.\nTạo khóa Ed25519, ECDSA hoặc RSA từ 2048 bit.",
                en: "Keys of this type are not taken.\nNothing was written, nothing was changed.\nMake an Ed25519 key, an ECDSA key, or an RSA key of 2048 bits or more." },
            KeyRefused(KeyFault::Weak(bits)) => say! { self,
                vi: "Không nhận khóa RSA {bits} bit.\nChưa ghi gì, dữ liệu giữ nguyên.\nTạo khóa Ed25519, hoặc RSA từ 2048 đến 16384 bit.",
                en: "RSA keys of {bits} bits are not taken.\nNothing was written, nothing was changed.\nMake an Ed25519 key, or an RSA key of 2048 to 16384 bits." },
            KeyRefused(KeyFault::Broken) => say! { self,
                vi: "Không đọc được thành khóa công khai, hoặc khóa chép thiếu.\nChưa ghi gì, dữ liệu giữ nguyên.\nChép cả khóa, mỗi khóa một dòng: cả dòng bắt đầu bằng loại khóa, hoặc từ dòng BEGIN đến hết dòng END.",
                en: "Not a public key, or not all of it.\nNothing was written, nothing was changed.\nCopy all of it, a line for each key: the whole line that begins with its type, or from the line BEGIN to the line END." },
            NotPermitted => say! { self,
                vi: "Không có quyền thực hiện thao tác này.\nChưa ghi gì, dữ liệu giữ nguyên.\nLiên hệ quản trị của cơ quan để được cấp quyền.",
                en: "Not permitted.\nNothing was written, nothing was changed.\nAsk the office's administrator for the permission." },
            NoDataFile(path) if path.as_os_str().is_empty() => say! { self,
                vi: "Đường dẫn tệp dữ liệu để trống.\nChưa tạo tệp nào.\nGhi đường dẫn sau --db hoặc trong DONDOC_DB, ví dụ --db dondoc.db",
                en: "The path of the data file is empty.\nNo file was created.\nGive a path after --db or in DONDOC_DB, such as --db dondoc.db" },
            NoDataFile(path) => say! { self, it = self.path(path);
                vi: "Không có tệp dữ liệu: {it}\nChưa tạo tệp nào.\nKiểm tra --db hoặc DONDOC_DB. Tệp mới được tạo khi mở màn hình (dondoc), khi nhập văn bản (dondoc import TỆP --yes) hoặc thêm cán bộ (dondoc staff add).",
                en: "There is no data file: {it}\nNo file was created.\nCheck --db or DONDOC_DB. A new file is made by the screens (dondoc), an import (dondoc import FILE --yes) or dondoc staff add." },
            NotOurs(path) => say! { self, it = self.path(path);
                vi: "Không phải tệp dữ liệu của dondoc: {it}\nTệp giữ nguyên.\nKiểm tra lại đường dẫn trong --db hoặc DONDOC_DB.",
                en: "Not a data file of dondoc: {it}\nThe file was not changed.\nCheck the path in --db or DONDOC_DB." },
            EmptyDataFile(path) => say! { self, it = self.path(path);
                vi: "Tệp dữ liệu rỗng (0 byte): {it}\nTệp giữ nguyên.\nNếu trước đây có dữ liệu, khôi phục từ bản sao lưu; nếu bắt đầu mới, xóa tệp rỗng rồi chạy lại.",
                en: "The data file is empty (0 bytes): {it}\nThe file was not changed.\nIf it held data, restore a backup; to start afresh, remove the empty file and run again." },
            Older { path, found, known } => say! { self, it = self.path(path);
                vi: "Tệp dữ liệu do bản dondoc cũ hơn ghi (cấu trúc {found}, bản này cần {known}): {it}\nTệp giữ nguyên.\nMở một lần bằng quyền ghi (không kèm --read-only) để nâng cấp tệp.",
                en: "The data file was written by an earlier dondoc (structure {found}, this one needs {known}): {it}\nThe file was not changed.\nOpen it once with permission to write (without --read-only) to bring it up." },
            Newer { path, found, known } => say! { self, it = self.path(path);
                vi: "Tệp dữ liệu do bản dondoc mới hơn ghi (cấu trúc {found}, bản này đọc đến {known}): {it}\nTệp giữ nguyên.\nCập nhật dondoc rồi mở lại.",
                en: "The data file was written by a newer dondoc (structure {found}, this one reads up to {known}): {it}\nThe file was not changed.\nUpdate dondoc and open it again." },
            Damaged { path, detail } => say! { self, it = self.path(path), detail = system(detail);
                vi: "Tệp dữ liệu bị hỏng: {it} ({detail})\nKhông ghi thêm gì vào tệp.\nSao chép tệp để giữ hiện trạng, rồi khôi phục từ bản sao lưu gần nhất.",
                en: "The data file is damaged: {it} ({detail})\nNothing more was written to it.\nCopy the file as it is, then restore the latest backup." },
            ReadOnly(path) => say! { self, it = self.path(path);
                vi: "CHỈ XEM, không ghi được: {it}\nChưa ghi gì, dữ liệu giữ nguyên.\nBỏ --read-only, hoặc đề nghị quản trị cấp quyền ghi tệp và thư mục chứa tệp.",
                en: "READ-ONLY, cannot write: {it}\nNothing was written, nothing was changed.\nLeave out --read-only, or ask for permission to write the file and its folder." },
            DiskFull(path) => say! { self, it = self.path(path);
                vi: "Ổ đĩa đã đầy hoặc hết hạn mức: {it}\nChưa ghi thay đổi này; dữ liệu đã lưu trước đó còn nguyên.\nGiải phóng chỗ trống rồi thử lại.",
                en: "The disk is full or its quota is used up: {it}\nThis change was not written; all that was saved before is there.\nFree some space and try again." },
            FileGone(path) => say! { self, it = self.path(path);
                vi: "Tệp dữ liệu đã bị xóa, đổi tên hoặc thay thế: {it}\nChưa ghi thay đổi này.\nĐưa tệp về đúng chỗ rồi mở lại.",
                en: "The data file was deleted, renamed or replaced: {it}\nThis change was not written.\nPut the file back in its place and open it again." },
            HardLink(path) => say! { self, it = self.path(path);
                vi: "Tệp dữ liệu có nhiều tên (liên kết cứng): {it}\nTệp giữ nguyên: ghi qua nhiều tên làm hỏng dữ liệu.\nGiữ một tên, bỏ các liên kết cứng khác rồi mở lại.",
                en: "The data file has several names (hard links): {it}\nThe file was not changed: writing under several names damages it.\nKeep one name, remove the others and open it again." },
            Symlink(path) => say! { self, it = self.path(path);
                vi: "Đường dẫn là liên kết mềm: {it}\nChưa mở, chưa tạo tệp nào.\nGhi đường dẫn thật của tệp dữ liệu.",
                en: "The path is a symbolic link: {it}\nNo file was opened or created.\nGive the real path of the data file." },
            NetworkFs(path) => say! { self, it = self.path(path);
                vi: "Tệp dữ liệu nằm trên ổ mạng: {it}\nTệp giữ nguyên: nhiều phiên ghi qua ổ mạng làm hỏng dữ liệu.\nĐặt tệp trên ổ đĩa của chính máy chủ.",
                en: "The data file is on a network drive: {it}\nThe file was not changed: sessions writing over a network drive damage it.\nPut it on a disk of the server itself." },
            Io { path, detail } => say! { self, it = self.path(path), detail = system(detail);
                vi: "Lỗi đọc ghi: {it} ({detail})\nDữ liệu đã lưu trước đó còn nguyên.\nKiểm tra ổ đĩa và quyền truy cập rồi thử lại.",
                en: "Reading or writing failed: {it} ({detail})\nAll that was saved before is there.\nCheck the disk and the permissions and try again." },
            NotPrinted { detail } => say! { self, detail = system(detail);
                vi: "Không in được kết quả: {detail}\nDữ liệu không bị ảnh hưởng; thay đổi đã ghi vẫn còn nguyên.\nKiểm tra nơi nhận kết quả (ổ đĩa đầy, không có quyền ghi) rồi chạy lại.",
                en: "The output could not be written: {detail}\nThe data is as it was; changes that were saved are kept.\nCheck where the output goes (disk full, no permission) and run again." },
        }
    }

    /// A path as a person reads it; `-` is standard input.
    pub fn path(self, path: &Path) -> String {
        if path == Path::new("-") {
            say! { self, vi: "đầu vào chuẩn", en: "standard input" }
        } else {
            clean(&path.to_string_lossy())
        }
    }
}

pub(super) fn clean(text: &str) -> String {
    text::clean_line(text)
}

/// " (tiến trình 17, 42)", where it is known.
fn processes(lang: Lang, by: &[u32]) -> String {
    let all = by.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    if all.is_empty() {
        all
    } else {
        say! { lang, vi: " (tiến trình {all})", en: " (process {all})" }
    }
}

/// What the system says of a failure, without the number that follows it in brackets.
fn system(detail: &str) -> String {
    clean(detail.split_once(" (os error").map_or(detail, |(words, _)| words))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::error::{BadRecord, Part, Reason};

    fn bad(name: &str) -> BadRecord {
        let reason = Reason::Missing("kind".into());
        BadRecord { place: Some((Part::Directives, 57)), name: name.into(), reason }
    }

    /// One of each variant; the facts are to be found in the words again.
    #[expect(clippy::too_many_lines, reason = "a table: one entry per variant")]
    fn samples() -> Vec<(Error, &'static str)> {
        use Error::*;
        let path = || PathBuf::from("/du/lieu.db");
        let here = "/du/lieu.db";
        vec![
            (NoSuchFile(path()), here),
            (NoSuchRecord("9/X".into()), "9/X"),
            (Usage("lạ".into()), "lạ"),
            (NotAFile(path()), here),
            (FileExists(path()), here),
            (Unreadable(path()), here),
            (TooBig { path: path(), limit: 20 << 20 }, "20 MB"),
            (NotText(path()), here),
            (NoText(path()), here),
            (Locked(path()), here),
            (OldFormat(path()), here),
            (BrokenFile(path()), here),
            (NotALetter(path()), here),
            (NotATable(path()), here),
            (TableTooLong { path: path(), limit: 9 }, here),
            (NoSuchColumn("Hạn".into()), "Hạn"),
            (Secret(path()), "Mật"),
            (Undecided { path: path(), what: vec!["number".into(), "#2.a".into()] }, "2.a"),
            (AlreadyHere("9/X".into()), "9/X"),
            (NotConfirmed, ""),
            (Ambiguous { name: "9/X".into(), candidates: vec!["9/X@2020".into()] }, "9/X"),
            (BadDate("31/02".into()), "31/02"),
            (FutureDay("+3".into()), "+3"),
            (NotLater("1/12".into()), "1/12"),
            (UnitRefused { name: "Sở A".into(), why: UnitFault::NameOf("Sở B".into()) }, "Sở B"),
            (UnitRefused { name: "Sở A".into(), why: UnitFault::InUse }, "Sở A"),
            (UnitRefused { name: "Sở A".into(), why: UnitFault::Circle }, "Sở A"),
            (BadRecords(vec![bad("9/X")]), "1"),
            (NothingToUndo, ""),
            (NothingToRedo, ""),
            (Purged("1792/UBND-NC".into()), "1792/UBND-NC"),
            (NoTerminal, ""),
            (DumbTerminal("dumb".into()), "dumb"),
            (Busy, ""),
            (InUse { path: path(), by: vec![17, 42] }, "17, 42"),
            (
                Changed {
                    what: "mục 2".into(), by: "An".into(), at: "10:32".into(), now: "đã xong".into()
                },
                "10:32",
            ),
            (NoDataFile(path()), here),
            (NoDataFile(PathBuf::new()), "--db"),
            (NotOurs(path()), here),
            (EmptyDataFile(path()), here),
            (Older { path: path(), found: 1, known: 2 }, here),
            (Newer { path: path(), found: 9, known: 1 }, here),
            (Damaged { path: path(), detail: "trang 5".into() }, "trang 5"),
            (ReadOnly(path()), here),
            (DiskFull(path()), here),
            (FileGone(path()), here),
            (HardLink(path()), here),
            (Symlink(path()), here),
            (NetworkFs(path()), here),
            (Io { path: path(), detail: "Input/output error (os error 5)".into() }, "Input/output error)"),
            (PersonRefused { login: "Bình".into(), why: PersonFault::Login }, "Bình"),
            (PersonRefused { login: "an".into(), why: PersonFault::KeyOf("binh".into()) }, "binh"),
            (PersonRefused { login: "an".into(), why: PersonFault::LastAdmin }, "an"),
            (PersonRefused { login: "an".into(), why: PersonFault::Unknown }, "an"),
            (PersonRefused { login: "an".into(), why: PersonFault::NoKey("máy cũ".into()) }, "máy cũ"),
            (KeyRefused(KeyFault::Private), ""),
            (KeyRefused(KeyFault::Options), "ssh-ed25519"),
            (KeyRefused(KeyFault::Kind), "Ed25519"),
            (KeyRefused(KeyFault::Weak(1024)), "1024"),
            (KeyRefused(KeyFault::Broken), "END"),
            (NotPermitted, ""),
            (
                NotPrinted { detail: "No space left on device (os error 28)".into() },
                "No space left on device\n",
            ),
        ]
    }

    #[test]
    fn every_error_has_its_three_parts_in_both_languages() {
        for (error, fact) in samples() {
            for lang in [Lang::Vi, Lang::En] {
                let said = lang.error(&error);
                let all = format!("{}\n{}\n{}", said.what, said.kept, said.advice);
                for part in [&said.what, &said.kept, &said.advice] {
                    assert!(part.chars().count() > 8, "{error:?} {lang:?}: {part:?}");
                }
                assert!(all.contains(fact) || all.contains(&fact.to_lowercase()), "{error:?}: {all}");
                assert!(!all.contains("os error") && !all.contains("{"), "{all}");
                assert!(!all.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|w| w == "bạn"), "{all}");
                assert_eq!(text::nfc(&all), all);
            }
            assert_ne!(Lang::Vi.error(&error), Lang::En.error(&error));
        }
    }

    #[test]
    fn a_fact_cannot_break_the_parts_or_reach_the_terminal_raw() {
        let said = Lang::Vi.error(&Error::NoSuchRecord("a\nb\u{1b}]0;x\u{7}".into()));
        assert_eq!(said.advice, Lang::Vi.error(&Error::NoSuchRecord("a".into())).advice);
        assert!(!said.what.chars().any(char::is_control), "{said:?}");
        let said = Lang::Vi.error(&Error::BadRecords(vec![bad("x\u{1b}[2J")]));
        assert!(!said.details.concat().chars().any(char::is_control), "{said:?}");
    }

    #[test]
    fn standard_input_is_named_in_words() {
        assert!(Lang::Vi.error(&Error::NotText("-".into())).what.contains("đầu vào chuẩn"));
    }
}
