//! The same letter from several programs is the same draft.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use dondoc::extract;
use dondoc::import::{Ways, read_file};
use serde_json::Value;

fn letters(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/letters").join(folder)
}

/// The letters as plain text.
fn all() -> impl Iterator<Item = PathBuf> {
    let files = ["own", "dev"].into_iter().flat_map(|part| std::fs::read_dir(letters(part)).unwrap());
    files.map(|file| file.unwrap().path()).filter(|path| path.extension().is_some_and(|end| end == "txt"))
}

/// What is read of a file by this program.
fn draft(path: &Path) -> Value {
    let ways = Ways { program: env!("CARGO_BIN_EXE_dondoc").into(), pdftotext: false };
    extract::read(&read_file(&ways, path).unwrap()).schema_json()
}

/// The same letter as a word processor and a second writer of pdf made it, with the two columns of its head
/// and signature as tables.
#[test]
fn a_letter_of_two_pages_is_the_same_from_every_program() {
    let plain = draft(&letters("own/1-chi-thi.txt"));
    for form in ["1-chi-thi.docx", "1-chi-thi.odt", "1-chi-thi.pdf", "1-chi-thi-2.pdf"] {
        assert_eq!(draft(&letters("forms").join(form)), plain, "{form}");
    }
}

fn columns(line: &str) -> usize {
    line.split('\t').count()
}

/// "I" and the name of a part is a row in a table, two columns are a head.
fn is_row(line: &str) -> bool {
    columns(line) > 2 || line.starts_with('I') && columns(line) > 1
}

/// A docx by another writer than the word processor's: a paragraph for a line, rows as tables.
fn by_docx_rs(text: &str, path: &Path) {
    use docx_rs::{Docx, Paragraph, Run, Table, TableCell, TableRow};
    let said = |line: &str| {
        let mut parts = line.split('\t');
        let first = Run::new().add_text(parts.next().unwrap_or_default());
        Paragraph::new().add_run(parts.fold(first, |run, part| run.add_tab().add_text(part)))
    };
    let add = |docx: Docx, part: &[&str]| {
        let widest = part.iter().map(|line| columns(line)).max().unwrap_or_default();
        if widest < 3 {
            return part.iter().fold(docx, |docx, line| docx.add_paragraph(said(line)));
        }
        let cells = |line: &&str| {
            let cells = line.split('\t').chain(std::iter::repeat("")).take(widest);
            TableRow::new(cells.map(|cell| TableCell::new().add_paragraph(said(cell))).collect())
        };
        docx.add_table(Table::new(part.iter().map(cells).collect()))
    };
    let file = std::fs::File::options().create(true).truncate(true).write(true).open(path).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let parts = lines.chunk_by(|above, below| is_row(above) == is_row(below));
    parts.fold(Docx::new(), add).build().pack(file).unwrap();
}

#[test]
#[ignore = "runs a word processor on every letter"]
#[expect(clippy::disallowed_methods, reason = "this test compares with the plain letters")]
fn every_letter_is_the_same_as_text_docx_odt_and_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let mut names = Vec::new();
    for path in all() {
        std::fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
        names.push(path.file_stem().unwrap().to_str().unwrap().to_owned());
    }
    let convert = |from: &str, to: &str| {
        let mut command = Command::new("soffice");
        let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
        command.args([&profile, "--headless", "--convert-to", to]);
        command.args((from == "txt").then_some("--infilter=Text (encoded):UTF8,LF,Tinos,,"));
        command.args(names.iter().map(|name| format!("{name}.{from}"))).current_dir(folder.path());
        assert!(command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().success());
    };
    convert("txt", "docx");
    convert("docx", "odt");
    convert("docx", "pdf");
    let path = |name: &str, extension: &str| folder.path().join(format!("{name}.{extension}"));
    for name in &names {
        by_docx_rs(&std::fs::read_to_string(path(name, "txt")).unwrap(), &path(name, "2.docx"));
    }
    convert("2.docx", "pdf");
    for name in &names {
        let plain = draft(&path(name, "txt"));
        // Tabs that only stand for columns do not tell an empty cell from none once they are in a pdf.
        let text = std::fs::read_to_string(path(name, "txt")).unwrap();
        let pdf = if text.lines().any(|line| line.matches('\t').count() > 1) { "2.pdf" } else { "pdf" };
        for form in ["docx", "2.docx", "odt", pdf] {
            assert_eq!(draft(&path(name, form)), plain, "{name}.{form}");
        }
    }
}

/// A letter as a page of the web: its head in two columns, rows in tables with lines.
fn as_page(text: &str) -> String {
    let said = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let table = |of: &str, rows: String| format!("<table class={of}>{rows}</table>");
    let row = |cells: Vec<String>| {
        format!("<tr>{}</tr>", cells.iter().map(|cell| format!("<td>{cell}</td>")).collect::<String>())
    };
    let part = |part: &[&str]| {
        let widest = part.iter().map(|line| columns(line)).max().unwrap_or_default();
        let cell = |line: &str, at: usize| said(line.split('\t').nth(at).unwrap_or_default().trim());
        if is_row(part[0]) {
            let cells = |line: &&str| row((0..widest).map(|at| cell(line, at)).collect());
            return table("r", part.iter().map(cells).collect());
        }
        if columns(part[0]) == 2 {
            let column = |at| part.iter().map(|line| cell(line, at)).collect::<Vec<_>>().join("<br>");
            return table("h", row(vec![column(0), column(1)]));
        }
        part.iter().map(|line| format!("<p>{}</p>", said(line))).collect()
    };
    // Columns that blanks set apart are columns as well.
    let apart = |line: &str| {
        let parts: Vec<&str> = line.split("   ").map(str::trim).filter(|part| !part.is_empty()).collect();
        if parts.len() == 2 { parts.join("\t") } else { line.to_owned() }
    };
    let text: Vec<String> = text.lines().map(apart).collect();
    let lines: Vec<&str> = text.iter().map(String::as_str).collect();
    let form = |line: &str| (is_row(line), !is_row(line) && columns(line) == 2);
    let parts: String = lines.chunk_by(|above, below| form(above) == form(below)).map(part).collect();
    format!(
        "<meta charset=utf-8><style>@page {{ size: A4; margin: 20mm 15mm 20mm 30mm }} body {{ font: 12pt Tinos }} \
         p {{ margin: 0; min-height: 1.2em; white-space: pre-wrap }} table {{ width: 100%; border-collapse: collapse }} \
         .h td {{ width: 50%; text-align: center; vertical-align: top }} .r td {{ border: 1px solid }}</style>{parts}"
    )
}

#[test]
#[ignore = "runs a second writer of pdf on every letter"]
#[expect(clippy::disallowed_methods, reason = "this test compares with the plain letters")]
fn every_letter_is_the_same_as_pdf_of_a_second_writer() {
    let folder = tempfile::tempdir().unwrap();
    let (page, pdf) = (folder.path().join("thu.html"), folder.path().join("thu.pdf"));
    for path in all() {
        std::fs::write(&page, as_page(&std::fs::read_to_string(&path).unwrap())).unwrap();
        let mut command = Command::new("weasyprint");
        command.args([&page, &pdf]).stdout(Stdio::null()).stderr(Stdio::null());
        assert!(command.status().unwrap().success());
        assert_eq!(draft(&pdf), draft(&path), "{}", path.display());
    }
}
