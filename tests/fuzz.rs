//! Letters with bytes changed at random: whatever comes in, an answer comes out, in time, and nothing of it
//! ends the program. Seconds for each kind: DONDOC_FUZZ_SECONDS; where to begin: DONDOC_FUZZ_SEED.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]
#![expect(clippy::disallowed_methods, reason = "how long it runs is asked for in the environment")]
#![expect(clippy::print_stdout, reason = "how much was tried is told")]

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use dondoc::error::Error;
use dondoc::extract;
use dondoc::import::{Ways, read_file};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

/// Limit of a process for a letter, and what the machine may add when it is busy.
const LONGEST: Duration = Duration::from_secs(10 + 5);

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// What parsers stumble over.
#[rustfmt::skip]
const PARTS: [&str; 24] = [
    "<w:p>", "</w:p>", "<w:tbl>", "<text:list>", "&#0;", "&x;", "<![CDATA[", "w:val=\"99999999999999999999\"",
    "w:val=\"-1\"", "/Kids [2 0 R]", "/Length -1", "/Prev 0", "<< /Type /Font >>", "BT ET", "[[[[[[", "obj", "1e400",
    "\u{0}", "Kính gửi:", "Số: 1/A-B", "ngày 31 tháng 02 năm 2020", "1.1.1.", "\u{301}\u{323}", "\t\t|",
];

fn mutated(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(4) {
        let exponent = random.below(10);
        let (from, len) = (random.below(bytes.len()), 1 + random.below(1 << exponent));
        let to = (from + len).min(bytes.len());
        match random.below(6) {
            0 => bytes.iter_mut().skip(from).take(len.min(4)).for_each(|byte| *byte = random.next() as u8),
            1 => bytes.iter_mut().skip(from).take(1).for_each(|byte| *byte ^= 1 << (random.next() % 8)),
            2 => drop(bytes.drain(from..to)),
            3 => {
                let part = bytes[from..to].to_vec();
                let at = random.below(bytes.len());
                bytes.splice(at..at, part);
            }
            4 => {
                let part = PARTS[random.below(PARTS.len())].repeat(1 + random.below(3));
                bytes.splice(from..from, part.into_bytes());
            }
            _ => {
                let other = &seeds[random.below(seeds.len())];
                let part = other.get(from..to).unwrap_or_default().to_vec();
                bytes.splice(from..from, part);
            }
        }
    }
    bytes
}

/// The parts of a package, packed anew with one of them changed, so that what is inside is reached.
fn repacked(package: &[u8], random: &mut Random) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let wanted = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "content.xml", "styles.xml"];
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    let inside: Vec<usize> = (0..parts.len()).filter(|at| wanted.contains(&parts[*at].0.as_str())).collect();
    let chosen = inside[random.below(inside.len())];
    parts[chosen].1 = mutated(&[parts[chosen].1.clone()], random);
    for (name, bytes) in parts {
        writer.start_file(name, options).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn packed(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    if random.below(4) == 0 { mutated(seeds, random) } else { repacked(&seeds[0], random) }
}

fn letters(names: &[&str]) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters");
    names.iter().map(|name| std::fs::read(folder.join(name)).unwrap()).collect()
}

fn asked(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn run(names: &[&str], change: fn(&[Vec<u8>], &mut Random) -> Vec<u8>) {
    let seeds = letters(names);
    let ways = Ways { program: env!("CARGO_BIN_EXE_dondoc").into(), pdftotext: false };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("thu");
    let (began, seed) = (Instant::now(), asked("DONDOC_FUZZ_SEED", 20_201_212));
    let seconds = Duration::from_secs(asked("DONDOC_FUZZ_SECONDS", 20));
    let (mut n, mut n_read) = (0, 0);
    while began.elapsed() < seconds {
        let mut random = Random((seed + n).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        std::fs::write(&path, change(&seeds, &mut random)).unwrap();
        let start = Instant::now();
        let read = std::panic::catch_unwind(|| read_file(&ways, &path).map(|text| extract::read(&text)));
        let known = match &read {
            Ok(Ok(_)) => true,
            Ok(Err(error)) => matches!(
                error,
                Error::NotText(_)
                    | Error::NoText(_)
                    | Error::Locked(_)
                    | Error::OldFormat(_)
                    | Error::BrokenFile(_)
            ),
            Err(_) => false,
        };
        let file = std::env::temp_dir().join(format!("dondoc-fuzz-{}", seed + n));
        if !known || start.elapsed() > LONGEST {
            std::fs::copy(&path, &file).unwrap();
            panic!("{:?} after {:?}, see {}", read.map(|_| known), start.elapsed(), file.display());
        }
        n_read += u64::from(matches!(read, Ok(Ok(_))));
        n += 1;
    }
    assert!(n_read > 0, "none of {n} was read");
    println!("{n} files from seed {seed} on, {n_read} of them read");
}

#[test]
#[ignore = "runs for as long as it is asked to"]
fn docx() {
    run(&["forms/1-chi-thi.docx"], packed);
}

#[test]
#[ignore = "runs for as long as it is asked to"]
fn odt() {
    run(&["forms/1-chi-thi.odt"], packed);
}

#[test]
#[ignore = "runs for as long as it is asked to"]
fn pdf() {
    run(&["forms/1-chi-thi.pdf", "forms/1-chi-thi-2.pdf"], mutated);
}

#[test]
#[ignore = "runs for as long as it is asked to"]
fn text() {
    run(&["own/1-chi-thi.txt", "own/3-ke-hoach.txt", "own/8-cong-van-sau-kiem-tra.txt"], mutated);
}
