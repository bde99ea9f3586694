//! A made-up office with any number of tasks: the same one for the same number and day.
//!
//! 3–8 tasks in a directive, due from 30 days ago to 365 days ahead, a third done. It comes as the
//! JSON that `export` writes, piece by piece, so that its size is never held in memory.

use std::io::{self, Read};

use chrono::{Days, NaiveDate};
use dondoc::domain::deadline::{Deadline, DeadlineClass, Rule};
use dondoc::domain::directive::{DocKind, NewDirective};
use dondoc::domain::task::{Assignment, AssignmentRole, NewTask, Progress, Span, TaskKind};
use dondoc::domain::whole::{ExportedDirective, FORMAT};

const UNITS: &[&str] = &[
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Tư pháp",
    "Sở Y tế",
    "Sở Xây dựng",
    "Sở Công Thương",
    "Sở Giáo dục và Đào tạo",
    "Thanh tra tỉnh",
    "Văn phòng Ủy ban nhân dân tỉnh",
    "UBND các huyện, thành phố",
];
const VERBS: &[&str] = &[
    "Rà soát",
    "Thẩm định",
    "Tham mưu",
    "Kiểm tra",
    "Hướng dẫn",
    "Trình",
    "Cập nhật",
    "Công khai",
    "Đánh giá",
    "Tổng hợp",
];
const THINGS: &[&str] = &[
    "thủ tục hành chính nội bộ",
    "phương án tinh giản biên chế",
    "hồ sơ trực tuyến mức độ 4",
    "danh mục vị trí việc làm",
    "quy chế phối hợp giữa các ngành",
    "số liệu cán bộ, công chức",
    "kết quả cải cách hành chính",
    "đề án sắp xếp đơn vị sự nghiệp",
    "việc thực hiện kết luận thanh tra",
    "kế hoạch đào tạo, bồi dưỡng",
];
const SYMBOLS: &[&str] = &["UBND-NC", "UBND-TH", "UBND-KGVX", "UBND-KTTH"];
const FOLLOWERS: &[(&str, &str)] =
    &[("tmhanh", "Trần Mỹ Hạnh"), ("lvhung", "Lê Văn Hùng"), ("pthoa", "Phạm Thị Hoa")];

/// A small generator of numbers (xorshift64*), so that the same seed gives the same file everywhere.
struct Dice(u64);

impl Dice {
    /// `0..sides`, evenly enough for sample data.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len() as u64) as usize]
    }
}

/// The directives of an office with `tasks` tasks in all.
pub fn directives(tasks: usize, today: NaiveDate) -> impl Iterator<Item = ExportedDirective> {
    let mut dice = Dice(1792);
    let (mut made, mut number) = (0, 1000);
    std::iter::from_fn(move || {
        let left = tasks - made;
        let size = (3 + dice.roll(6) as usize).min(left);
        (size > 0).then(|| {
            let record = directive(&mut dice, number, made, size, today);
            made += size;
            number += 1;
            ExportedDirective {
                id: None,
                task_ids: Vec::new(),
                trashed_tasks: Vec::new(),
                trashed: false,
                record,
            }
        })
    })
}

fn directive(dice: &mut Dice, number: usize, made: usize, size: usize, today: NaiveDate) -> NewDirective {
    let thing = dice.pick(THINGS);
    let reference = format!("{number}/{}", dice.pick(SYMBOLS));
    let issued_on = today - Days::new(31 + dice.roll(370));
    let mut record = NewDirective::new(DocKind::OfficialLetter, format!("Triển khai {thing}"));
    record.original = format!(
        "ỦY BAN NHÂN DÂN TỈNH\n\nSố: {reference}\n\nngày {}\n\nV/v triển khai {thing}\n\nKính gửi: Các sở, ngành.\n\n",
        issued_on.format("%d/%m/%Y"),
    );
    for i in 1..=size {
        let task = task(dice, i, made + i, i == size, today, &mut record.original);
        record.tasks.push(task);
    }
    record.original.push_str("Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\n");
    record.reference = Some(reference);
    record.issued_on = Some(issued_on);
    record.issuer = Some("Ủy ban nhân dân tỉnh".into());
    record.addressees = vec!["Các sở, ngành".into()];
    record.recipients = vec!["Như trên".into(), "Lưu: VT".into()];
    record.follower = Some(dice.pick(FOLLOWERS).0.into());
    record
}

/// One task, its words written into the letter; the last one of a letter is its report.
fn task(
    dice: &mut Dice,
    item: usize,
    serial: usize,
    is_last: bool,
    today: NaiveDate,
    letter: &mut String,
) -> NewTask {
    let due = today - Days::new(30) + Days::new(dice.roll(396));
    let unit = dice.pick(UNITS);
    let verb = if is_last { "Báo cáo" } else { dice.pick(VERBS) };
    let phrase = format!("chậm nhất là ngày {}", due.format("%d/%m/%Y"));
    let mut task = NewTask::new(item.to_string(), format!("{verb} {} số {serial}", dice.pick(THINGS)));
    task.text = format!("{unit}: {}, {phrase}.", task.title);
    letter.push_str(&format!("{item}. "));
    let from = letter.len();
    letter.push_str(&task.text);
    task.span = Some(Span { from, to: letter.len() });
    letter.push_str("\n\n");
    if is_last {
        task.kind = TaskKind::ReportDuty;
    }
    if dice.roll(3) == 0 {
        task.progress = Progress::done(due.min(today) - Days::new(dice.roll(10)));
    }
    task.deadline = Some(Deadline {
        phrase: Some(phrase),
        class: DeadlineClass::Date,
        on: Some(due),
        at: None,
        rule: Rule::NamedDay,
        unverified: false,
        terms: None,
    });
    task.assignments.push(Assignment {
        unit: unit.into(),
        role: AssignmentRole::Lead,
        done_on: task.progress.done_on,
        reply_document: None,
    });
    task
}

/// The whole office in the exported form.
pub fn json(tasks: usize, today: NaiveDate) -> impl Read {
    let people: Vec<_> = FOLLOWERS
        .iter()
        .map(|(login, name)| serde_json::json!({"login": login, "name": name, "role": "officer"}))
        .collect();
    let head = format!(
        "{{\"dondoc\":{FORMAT},\"people\":{},\"days\":[],\"units\":[],\"directives\":[",
        serde_json::Value::from(people),
    );
    let mut comma = "";
    let bodies = directives(tasks, today).map(move |directive| {
        let json = serde_json::to_string(&directive).expect("plain values have a JSON form");
        format!("{}{json}\n", std::mem::replace(&mut comma, ","))
    });
    let tail = "],\"journal\":[]}\n".to_owned();
    let pieces = std::iter::once(head).chain(bodies).chain(std::iter::once(tail));
    Pieces { pieces, piece: io::Cursor::default() }
}

/// Reads one string after another.
struct Pieces<I> {
    pieces: I,
    piece: io::Cursor<String>,
}

impl<I: Iterator<Item = String>> Read for Pieces<I> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(into)?;
            if read > 0 || into.is_empty() {
                return Ok(read);
            }
            match self.pieces.next() {
                Some(piece) => self.piece = io::Cursor::new(piece),
                None => return Ok(0),
            }
        }
    }
}
