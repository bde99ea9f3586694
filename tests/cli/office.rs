//! A folder of its own for each test: a letter, a data file's path, a stated clock, and no
//! environment but what the test gives.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Two numbered points and a report, as UBND letters have them; places and names are made up.
const LETTER: &str = "\
Số: 2041/UBND-TH

Kiên Giang, ngày 12 tháng 12 năm 2020

V/v chấn chỉnh việc giải quyết hồ sơ
của người dân năm 2020

Kính gửi: Giám đốc Sở Tài chính.

Qua xem xét Báo cáo số 77/BC-STC ngày 01/12/2020, Ủy ban nhân dân tỉnh yêu cầu Giám đốc Sở Tài chính thực hiện một số nhiệm vụ như sau:

1. Chỉ đạo Văn phòng Sở rà soát lại toàn bộ hồ sơ chậm trả và công khai kết quả.

2. Sở Tài chính rút ngắn quy trình giải quyết, bảo đảm đạt 40% hồ sơ nộp trực tuyến trong năm 2020.

Đề nghị Giám đốc Sở Tài chính tổ chức thực hiện; báo cáo kết quả về Ủy ban nhân dân tỉnh (qua Sở Nội vụ) chậm nhất là ngày 29/12/2020./.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Thử
";

pub struct Office {
    folder: TempDir,
}

/// What a run of the program said, and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    pub fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}{}", self.out, self.err))
    }
}

impl Office {
    /// A letter and no data file.
    pub fn new() -> Self {
        let office = Self { folder: TempDir::new().unwrap() };
        office.write("thu.txt", LETTER.as_bytes());
        office
    }

    /// The letter is in the data file.
    pub fn with_letter() -> Self {
        let office = Self::new();
        let said = office.run(&["import", "thu.txt", "--yes"]);
        assert_eq!(said.code, 0, "{}{}", said.out, said.err);
        office
    }

    pub fn letter(&self) -> &'static str {
        LETTER
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.folder().join(name);
        let mut file = std::fs::File::options().create(true).truncate(true).write(true).open(path).unwrap();
        file.write_all(bytes).unwrap();
    }

    /// Names of the files, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// The program in this folder, on `so.db`, at 08:00 on 21/12/2020 unless the words say otherwise.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        command.env_clear().env("HOME", self.folder()).env("DONDOC_DB", "so.db").env("LANG", "C.UTF-8");
        command.current_dir(self.folder()).args(["--at", "2020-12-21T08:00"]).args(words);
        command.stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Said {
        Said::of(self.command(words).output().unwrap())
    }

    pub fn run_with(&self, words: &[&str], input: &[u8]) -> Said {
        let mut command = self.command(words);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Said::of(child.wait_with_output().unwrap())
    }
}
