//! Deaths: of the process in the middle of a call, of the machine between two of them, and calls that fail.
//! What was acknowledged is there, nothing is there by halves, and the file is sound.
//!
//! DONDOC_STRIDE: every how manieth call is tried, 1 for each; DONDOC_CUTS: at how many places the journal is cut.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use dondoc::domain::query::CheckSubject;
use dondoc::domain::time::Now;
use dondoc::store::{Mode, Store};

use crate::office::{Office, assert_refused, letter, said};
use crate::shim::{EDQUOT, EIO, ENOSPC, Fault, KILLED, logged, variables};

/// A file of the first version in use.
const FIRST: &[u8] = include_bytes!("../store/first.db");
const REFERENCE: &str = "50/UBND-NC";

fn asked(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn stride(otherwise: usize) -> usize {
    asked("DONDOC_STRIDE", otherwise)
}

/// A small generator: the point is to spread, not to surprise.
fn spread(seed: usize) -> usize {
    let x = (seed as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((x ^ (x >> 29)).wrapping_mul(0x94D0_49BB_1331_11EB) >> 20) as usize
}

/// An office with one letter of so many points.
fn office(points: usize) -> Office {
    let office = Office { dir: tempfile::tempdir().unwrap() };
    let input = office.file("50.txt", letter(50, points).as_bytes());
    office.json(&["import", input.to_str().unwrap(), "--yes", "--json"]);
    office
}

/// Opens the file without help, finds it sound and says how many entries its journal has.
fn entries(db: &Path) -> usize {
    let store =
        Store::open(db, Mode::ReadWrite).unwrap_or_else(|error| panic!("{}: {error:?}", db.display()));
    let now = Now::from_local("2020-12-21T09:00:00".parse().unwrap());
    use CheckSubject::{ForeignKeys, Integrity, Journal, KeptColumns, Text};
    for result in store.check(now).unwrap() {
        let is_of_the_file = matches!(result.subject, Integrity | ForeignKeys | KeptColumns | Journal | Text);
        assert!(result.ok || !is_of_the_file, "{}: {result:?}", db.display());
    }
    store.history(None, 9999).unwrap().len()
}

fn mark(point: usize) -> [String; 2] {
    ["done".to_owned(), format!("{REFERENCE}#{point}")]
}

#[test]
fn a_power_cut_anywhere_in_the_journal_leaves_whole_marks_from_the_first_on() {
    const MARKS: usize = 12;
    let office = office(MARKS);
    // While somebody looks, the journal is not taken into the file.
    let holder = rusqlite::Connection::open(office.db()).unwrap();
    holder.query_row("SELECT count(*) FROM task", [], |_| Ok(())).unwrap();
    let wal = office.path("x.db-wal");
    let ends: Vec<usize> = (1..=MARKS)
        .map(|point| {
            assert!(office.command(&office.db()).args(mark(point)).output().unwrap().status.success());
            fs::metadata(&wal).unwrap().len() as usize
        })
        .collect();
    let (base, journal) = (fs::read(office.db()).unwrap(), fs::read(&wal).unwrap());
    drop(holder);
    let cut_db = office.path("cut.db");
    let cuts = asked("DONDOC_CUTS", 20);
    for place in 0..cuts {
        let cut = spread(place) % (journal.len() + 1);
        let mut kept = journal[..cut].to_vec();
        if place % 2 == 1 {
            kept.extend((0..5000).map(|n| spread(place * 5000 + n) as u8));
        }
        fs::write(&cut_db, &base).unwrap();
        fs::write(office.path("cut.db-wal"), kept).unwrap();
        let whole = ends.iter().filter(|end| **end <= cut).count();
        assert_eq!(entries(&cut_db), 1 + whole, "cut at {cut} of {}", journal.len());
        fs::remove_file(&cut_db).unwrap();
    }
    said(format_args!("cut at {cuts} places of {} bytes", journal.len()));
}

/// One line of the log: what a call did to which file.
enum Call {
    Written(usize, Vec<u8>),
    Cut(usize),
    Synced,
    Removed,
}

/// The calls on the data file and its journal, each with the place in the log where it ends.
fn calls(log: &[u8]) -> Vec<(usize, String, Call)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < log.len() {
        let end = at + log[at..].iter().position(|byte| *byte == b'\n').unwrap();
        let head = String::from_utf8(log[at..end].to_vec()).unwrap();
        let words: Vec<&str> = head.split(' ').collect();
        let (place, length) = (words[2].parse().unwrap(), words[3].parse::<usize>().unwrap());
        at = end + 1;
        let call = match words[0] {
            "w" => {
                let bytes = log[at..at + length].to_vec();
                at += length;
                Call::Written(place, bytes)
            }
            "t" => Call::Cut(place),
            "s" => Call::Synced,
            _ => Call::Removed,
        };
        if !words[1].ends_with("-shm") {
            found.push((at, words[1].to_owned(), call));
        }
    }
    found
}

#[derive(Default, Clone)]
struct OnDisk {
    kept: Vec<u8>,
    waiting: Vec<(usize, Option<Vec<u8>>)>,
}

impl OnDisk {
    fn apply(&mut self, place: usize, bytes: Option<&[u8]>) {
        let Some(bytes) = bytes else { return self.kept.truncate(place) };
        let end = place + bytes.len();
        self.kept.resize(self.kept.len().max(end), 0);
        self.kept[place..end].copy_from_slice(bytes);
    }

    /// What a cut leaves when only the chosen ones of the writes that no sync followed had reached the disk.
    fn after_cut(&self, reached: impl Fn(usize) -> bool) -> Vec<u8> {
        let mut disk = self.clone();
        for (n, (place, bytes)) in self.waiting.iter().enumerate() {
            if reached(n) {
                disk.apply(*place, bytes.as_deref());
            }
        }
        disk.kept
    }
}

#[test]
#[ignore = "needs a C compiler"]
fn writes_that_reach_the_disk_in_any_order_between_two_syncs_lose_nothing_acknowledged() {
    const MARKS: usize = 3;
    let office = office(MARKS);
    let mut disk = HashMap::from([(
        "x.db".to_owned(),
        OnDisk { kept: fs::read(office.db()).unwrap(), waiting: vec![] },
    )]);
    let log = office.path("log");
    let acknowledged: Vec<usize> = (1..=MARKS)
        .map(|point| {
            let mut done = office.command(&office.db());
            assert!(done.args(mark(point)).envs(logged("x.db", &log)).output().unwrap().status.success());
            fs::metadata(&log).unwrap().len() as usize
        })
        .collect();
    let calls = calls(&fs::read(&log).unwrap());
    assert!(calls.iter().filter(|(_, _, call)| matches!(call, Call::Synced)).count() >= 2 * MARKS);
    let stride = stride(3);
    let mut images = 0;
    for (n, (end, name, call)) in calls.into_iter().enumerate() {
        let file = disk.entry(name.clone()).or_default();
        match call {
            Call::Written(place, bytes) => file.waiting.push((place, Some(bytes))),
            Call::Cut(place) => file.waiting.push((place, None)),
            Call::Synced => {
                file.kept = file.after_cut(|_| true);
                file.waiting.clear();
            }
            Call::Removed => drop(disk.remove(&name)),
        }
        if n % stride != 0 {
            continue;
        }
        let acknowledged = acknowledged.iter().filter(|end_of_run| **end_of_run <= end).count();
        for way in 0..4 {
            let folder = tempfile::tempdir_in(office.dir.path()).unwrap();
            for (name, file) in &disk {
                let image = file.after_cut(|write| match way {
                    0 => false,
                    1 => true,
                    _ => spread(n * 1000 + way * 100 + write).is_multiple_of(2),
                });
                fs::write(folder.path().join(name), image).unwrap();
            }
            let found = entries(&folder.path().join("x.db")) - 1;
            assert!((acknowledged..=acknowledged + 1).contains(&found), "{found} after call {n}, way {way}");
            images += 1;
        }
    }
    said(format_args!("{images} images of the disk"));
}

/// Runs the command once for each call on the data file that may fail, until it ends without one. `look`
/// judges the file behind each run: whether it succeeded.
fn at_every_call(
    office: &Office,
    words: &[&str],
    fault: Fault<'_>,
    stride: usize,
    judge: impl Fn(bool, &Path, &std::process::Output),
) -> usize {
    let base = fs::read(office.db()).unwrap();
    let fired = office.path("fired");
    for (n_failed, at) in (1..).step_by(stride).enumerate() {
        let folder = tempfile::tempdir_in(office.dir.path()).unwrap();
        let db = folder.path().join("x.db");
        fs::write(&db, &base).unwrap();
        let mut command = office.command(&db);
        let out = command.args(words).envs(variables(Fault { at, ..fault }, &fired)).output().unwrap();
        judge(out.status.success(), &db, &out);
        if fs::remove_file(&fired).is_err() {
            assert!(out.status.success(), "nothing failed: {}", String::from_utf8_lossy(&out.stderr));
            return n_failed;
        }
    }
    unreachable!("a command ends")
}

#[test]
#[ignore = "needs a C compiler; a run of the program for each call"]
fn a_write_a_sync_or_a_cut_that_fails_is_said_and_the_next_run_sees_the_truth() {
    let office = office(3);
    let input = office.file("51.txt", letter(51, 3).as_bytes());
    let import = ["import", input.to_str().unwrap(), "--yes"];
    let done = mark(1);
    let done = [done[0].as_str(), &done[1]];
    for (words, calls, errno, says, otherwise) in [
        (&done[..], "wst", EIO, "x.db", 1),
        (&done, "w", ENOSPC, "đầy", 7),
        (&done, "w", EDQUOT, "x.db", 7),
        (&import, "wst", EIO, "x.db", 13),
        (&import, "w", ENOSPC, "đầy", 13),
    ] {
        let fault = Fault { calls, file: "x.db", at: 1, errno, stays: false };
        let tried = at_every_call(&office, words, fault, stride(otherwise), |is_done, db, out| {
            if !is_done {
                assert_refused(out, 4, says);
            }
            let found = entries(db);
            assert!(found == 2 || found == 1 && !is_done, "{found} entries, {words:?}: {is_done}");
        });
        said(format_args!("{} with error {errno}: {tried} calls failed", words[0]));
        assert!(tried > 3, "{words:?} {errno}: {tried}");
    }
}

#[test]
#[ignore = "needs a C compiler; a run of the program for each call"]
fn a_page_that_cannot_be_read_is_said_and_other_reads_go_on() {
    let office = office(3);
    for words in [&["list"][..], &["show", REFERENCE], &["history"]] {
        let fault = Fault { calls: "r", file: "x.db", at: 1, errno: EIO, stays: false };
        let tried = at_every_call(&office, words, fault, 1, |is_done, db, out| {
            if !is_done {
                assert_refused(out, 4, "x.db");
            }
            assert_eq!(entries(db), 1);
        });
        assert!(tried > 3, "{words:?}: {tried}");
    }
}

#[test]
#[ignore = "needs a C compiler; a run of the program for each call"]
fn a_process_killed_in_the_middle_of_any_call_leaves_before_or_after() {
    let office = office(3);
    let done = mark(1);
    let fault = Fault { calls: "wstu", file: "x.db", at: 1, errno: KILLED, stays: false };
    let tried = at_every_call(&office, &[&done[0], &done[1]], fault, stride(3), |is_done, db, _| {
        let found = entries(db);
        assert!(found == 2 || found == 1 && !is_done);
    });
    said(format_args!("killed in {tried} calls of a mark"));
}

#[test]
#[ignore = "needs a C compiler; a run of the program for each call"]
fn a_process_killed_while_it_brings_a_file_up_leaves_the_old_or_the_new() {
    let office = Office { dir: tempfile::tempdir().unwrap() };
    fs::write(office.db(), FIRST).unwrap();
    let fault = Fault { calls: "wstu", file: "x.db", at: 1, errno: KILLED, stays: false };
    // A command that writes nothing of its own, but brings the file up.
    let tried = at_every_call(&office, &["note", "1", "ghi"], fault, stride(9), |_, db, _| {
        // What is there is the first version or this one, and is brought up from either.
        let found = entries(db);
        assert!((5..=6).contains(&found), "{found}");
    });
    said(format_args!("killed in {tried} calls of a migration"));
    assert!(tried > 3);
}

#[test]
#[ignore = "needs a C compiler; a run of the program for each call"]
fn a_paper_whose_writer_is_killed_is_whole_or_not_there() {
    let office = office(3);
    let fault = Fault { calls: "wst", file: "giấy.docx", at: 1, errno: KILLED, stays: false };
    let whole = office.path("giấy.docx");
    let words = ["report", "list", "--format", "docx", "-o", whole.to_str().unwrap()];
    let tried = at_every_call(&office, &words, fault, 1, |is_done, _, _| {
        assert_eq!(whole.exists(), is_done, "a paper has its name when it is whole");
        if is_done {
            assert!(zip::ZipArchive::new(fs::File::open(&whole).unwrap()).is_ok());
        }
    });
    assert!(tried >= 2, "{tried}");
    let others = fs::read_dir(office.dir.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let parts = others.filter(|name| name.to_string_lossy().starts_with(".giấy.docx."));
    assert_eq!(parts.count(), tried, "what is left over is told by its name");
}

#[test]
fn a_letter_that_needs_more_memory_than_there_is_is_not_kept_by_halves() {
    let office = Office::new();
    let long = |times| letter(60, 3).replace("Ủy ban nhân dân tỉnh yêu cầu", &"hồ sơ cán bộ ".repeat(times));
    // Twenty megabytes are refused before anything is made of them, half a one is what the memory does not hold.
    for (name, text, kilobytes, code) in
        [("20.txt", long(1_100_000), 200_000, Some(2)), ("nửa.txt", long(15_000), 40_000, None)]
    {
        let path = office.file(name, text.as_bytes());
        let script = format!("ulimit -v {kilobytes}; exec \"$@\"");
        let mut limited = Command::new("sh");
        limited.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_dondoc"), "--db"]).arg(office.db());
        let out = limited.args(["import", "--yes"]).arg(path).stdin(Stdio::null()).output().unwrap();
        match code {
            Some(code) => assert_refused(&out, code, name),
            None => assert!(!out.status.success()),
        }
        office.assert_nothing_lost();
        assert_eq!(office.json(&["directives", "--json"]).as_array().unwrap().len(), 1);
    }
}
