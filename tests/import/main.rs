//! Files as they come in: kinds of letters by what they hold, in rooms by form, and the bad ones of RELIABILITY
//! F1–F6 and F14–F16 with their message and exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up has failed")]

mod bad;
mod docx;
mod forms;
mod odt;
#[expect(dead_code, reason = "made for other tests as well")]
#[path = "../cli/office.rs"]
mod office;
mod pdf;
mod ways;

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use office::Office;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn docx(body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let others = others.iter().map(|(name, xml)| (*name, xml.as_bytes()));
    let parts: Vec<(&str, &[u8])> =
        [("word/document.xml", document.as_bytes())].into_iter().chain(others).collect();
    zipped(&parts)
}

fn odt(styles: &str, body: &str, others: &[(&str, &str)]) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\" xmlns:table=\"b\" xmlns:draw=\"d\">\
         <office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>"
    );
    let others = others.iter().map(|(name, xml)| (*name, xml.as_bytes()));
    let parts: Vec<(&str, &[u8])> =
        [("mimetype", &b"application/vnd.oasis.opendocument.text"[..]), ("content.xml", content.as_bytes())]
            .into_iter()
            .chain(others)
            .collect();
    zipped(&parts)
}

/// A pdf of these objects, numbered from 1; the first is the catalog.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.5\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", at + 1).bytes());
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        bytes.extend(format!("{place:010} 00000 n \n").bytes());
    }
    let n = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {n} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n").bytes(),
    );
    bytes
}

fn stream(text: &str) -> String {
    format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len())
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";

const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>";

const PAGE: &str = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// The text that the program takes out of these bytes, by the way that `import` goes.
fn text(bytes: &[u8]) -> Result<String, i32> {
    let said = Office::new().command(&["letter"]).stdin(Stdio::piped()).output_with(bytes);
    if said.0 == 0 { Ok(said.1) } else { Err(said.0) }
}

trait OutputWith {
    fn output_with(&mut self, bytes: &[u8]) -> (i32, String);
}

impl OutputWith for Command {
    fn output_with(&mut self, bytes: &[u8]) -> (i32, String) {
        self.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = self.spawn().unwrap();
        let _ = child.stdin.take().unwrap().write_all(bytes);
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap_or(-1), String::from_utf8(output.stdout).unwrap())
    }
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}
