//! The top of a letter: who wrote it, its number, place and date, what it is about, to whom.
//!
//! Border: everything above the running text (Decree 30/2020/NĐ-CP, article 8 and appendix I).

use chrono::NaiveDate;

use super::columns::{columns, label_at, motto_at};
use super::dateline::{self, digit};
use super::draft::Secrecy;
use super::lines::{Line, Piece};
use super::source::Source;
use super::token::{Gap, Kind, Token, any_at, join};
use super::words::{AUTHORITIES, BODIES, OPENINGS, ORDER_VERBS};
use super::{case, issuer, kinds, marks, refs};
use crate::domain::directive::Urgency;

/// Words of the letter with their NFC bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub text: String,
    pub from: usize,
    pub to: usize,
}

impl Found {
    pub fn new(source: &Source, tokens: &[Token]) -> Option<Self> {
        // Words of two columns may follow one another against the order of the text.
        let from = tokens.iter().map(|t| t.from).min()?;
        let to = tokens.iter().map(|t| t.to).max()?;
        Some(Self { text: join(source, tokens), from, to })
    }
}

#[derive(Debug, Default)]
pub(super) struct Header {
    pub number: Option<Found>,
    /// Letters were read as digits, or two lines as one.
    pub is_number_damaged: bool,
    /// "Số:" is there, with or without a serial.
    pub has_number_line: bool,
    pub place: Option<Found>,
    /// The date line, its year, and the day where it is whole.
    pub date_line: Option<Found>,
    pub year: Option<i32>,
    pub issued: Option<NaiveDate>,
    pub is_date_damaged: bool,
    pub heading: Option<&'static str>,
    pub issuer: Option<Found>,
    /// A motto as the form has it stands beside the issuer, and few lines name it.
    pub is_issuer_plain: bool,
    pub subject: Option<Found>,
    /// A gap or a V/v block sets the subject off from what follows it.
    pub is_subject_whole: bool,
    pub addressees: Vec<Found>,
    /// A full stop or a gap ends the addressees.
    pub are_addressees_whole: bool,
    pub urgency: Option<(Urgency, Found)>,
    pub secrecy: Option<Secrecy>,
    pub has_motto: bool,
    pub has_opener: bool,
    /// A "V/v" line, which only a công văn has.
    pub has_about: bool,
    /// Index of the first line of the running text.
    pub body: usize,
}

/// How far down a header reaches where nothing ends it.
const REACH: usize = 45;

pub(super) fn read(source: &Source, lines: &[Line]) -> Header {
    let mut header = Header::default();
    let opener = lines.iter().take(REACH).position(|line| is_opener(line.tokens()));
    header.has_opener = opener.is_some();
    let above = opener.unwrap_or(lines.len().min(REACH));
    let pieces = columns(source, &lines[..above], |piece| heading_of(source, piece).is_some());
    header.has_motto = pieces.iter().any(is_motto);
    header.urgency = marks::urgency(source, &pieces);
    header.secrecy = marks::secrecy(source, lines, above, &pieces);
    // In the order of the text: what stands in a sentence below comes behind the header.
    let mut in_order: Vec<&Piece> = pieces.iter().collect();
    in_order.sort_by_key(|piece| piece.from);
    header.read_number(source, &in_order);
    header.read_date(source, &in_order);
    let heading_at = pieces.iter().position(|piece| heading_of(source, piece).is_some());
    let at = heading_at.or_else(|| header.about_at(&pieces));
    let subject_row = at.map_or(0, |at| header.read_subject(source, &pieces, at));
    let last_row = header.rows_end(lines).max(subject_row);
    let limit = heading_at.map_or(usize::MAX, |at| pieces[at].row);
    let names: Vec<&Piece> = pieces.iter().filter(|p| p.row < limit && !header.is_part(p)).collect();
    header.issuer = issuer::from_lines(source, &names);
    // "CÔNG TY ĐIỆN LỰC CÀ MAU": the date line shows which of its words are a place.
    if let (Some(issuer), Some(place)) = (&mut header.issuer, &header.place) {
        issuer.text = issuer.text.replace(&place.text.to_lowercase(), &place.text);
    }
    let rows = |f: &Found| source.slice(f.from, f.to).matches('\n').count();
    header.is_issuer_plain = header.has_motto && header.issuer.as_ref().is_some_and(|f| rows(f) <= 3);
    header.body = lines.iter().position(|line| line.row > last_row).unwrap_or(lines.len());
    if let Some(at) = opener {
        header.body = header.read_addressees(source, lines, at);
    }
    if header.subject.is_none() && header.heading.is_none() {
        header.read_displaced(source, &lines[header.body..]);
    }
    header
}

/// "Kính gửi:" or, in a telegram, "… điện:".
fn is_opener(tokens: &[Token]) -> bool {
    let telegram = matches!(tokens, [.., word, colon] if word.is("điện") && colon.is(":"))
        && !tokens.iter().any(|t| t.is("số"));
    any_at(tokens, 0, &["kính gửi", "kính gởi"]).is_some() || telegram
}

fn is_motto(piece: &Piece) -> bool {
    motto_at(&piece.tokens, 0).is_some()
}

fn heading_of(source: &Source, piece: &Piece) -> Option<(&'static str, usize)> {
    let (name, end) = kinds::heading(&piece.tokens)?;
    let alone = end == piece.tokens.len() && piece.tokens[0].capital;
    (alone || piece.is_caps(source)).then_some((name, end))
}

impl Header {
    /// Number, date, mark or motto: no words of a name or subject.
    fn is_part(&self, piece: &Piece) -> bool {
        let parts = [self.number.as_ref(), self.date_line.as_ref(), self.urgency.as_ref().map(|u| &u.1)];
        let holds = |part: &Found| (piece.from..piece.to).contains(&part.from);
        is_motto(piece) || parts.into_iter().flatten().any(holds)
    }

    /// The row of the last line that number or date stand on.
    fn rows_end(&self, lines: &[Line]) -> usize {
        let last = self.number.iter().chain(&self.date_line).map(|found| found.from).max().unwrap_or(0);
        lines.iter().rev().find(|line| line.from <= last).map_or(0, |line| line.row)
    }

    fn read_number(&mut self, source: &Source, pieces: &[&Piece]) {
        for Piece { tokens, .. } in pieces {
            let Some((start, labelled)) = label_at(tokens, 0) else { continue };
            // A bare number is that of a receipt.
            self.has_number_line |= labelled && tokens.get(start).is_none_or(|t| t.kind == Kind::Mark);
            let joins = |i: &usize| tokens[*i].is("/") || tokens[*i].is("-");
            let Some(mark) = (start..tokens.len().min(start + 5)).find(joins) else { continue };
            let Some(end) = refs::symbol_end(source, tokens, mark) else { continue };
            self.has_number_line = true;
            let printed = refs::squeeze(source, &tokens[start..mark]);
            let serial = digits(&printed);
            // Words between label and mark are those of a sentence or of another label.
            if serial.is_none() && printed.chars().any(char::is_alphabetic) {
                continue;
            }
            if let Some(serial) = serial {
                let one_line = tokens[1..end].iter().all(|t| t.gap != Gap::Line);
                self.is_number_damaged = serial != printed || !tokens[0].is("số") || !one_line;
                let text = serial + &refs::squeeze(source, &tokens[mark..end]);
                self.number = Some(Found { text, from: tokens[start].from, to: tokens[end - 1].to });
            }
            return;
        }
    }

    /// The first date line with a place, else one that says no more than a day.
    fn read_date(&mut self, source: &Source, pieces: &[&Piece]) {
        let lines = || pieces.iter().filter_map(|p| Some((&p.tokens, dateline::find(source, &p.tokens)?)));
        let Some((tokens, line)) = lines().find(|(_, l)| !l.place.is_empty()).or_else(|| lines().next())
        else {
            return;
        };
        self.place = Found::new(source, &tokens[line.place.clone()]);
        (self.issued, self.year, self.is_date_damaged) = (line.day, line.year, line.damaged);
        self.date_line = Found::new(source, &tokens[line.at]);
    }

    /// Where the V/v lines of a letter without a type heading begin: "V/v", or "Về …" under the number.
    fn about_at(&mut self, pieces: &[Piece]) -> Option<usize> {
        let holds = |p: &&Piece| self.number.as_ref().is_some_and(|n| (p.from..p.to).contains(&n.from));
        let row = pieces.iter().find(holds).map(|p| p.row);
        let marked = |p: &Piece| any_at(&p.tokens, 0, &["v / v", "vv"]).is_some();
        let plain = |p: &Piece| p.starts("về") && p.tokens[0].capital && row.is_some_and(|row| p.row > row);
        let at = pieces.iter().position(|p| marked(p) || p.starts("về việc") || plain(p))?;
        self.has_about = marked(&pieces[at]);
        Some(at)
    }

    /// The type heading or "V/v" at `at`, and the lines of the subject; returns the last row used.
    fn read_subject(&mut self, source: &Source, pieces: &[Piece], at: usize) -> usize {
        let heading = heading_of(source, &pieces[at]);
        self.heading = heading.map(|(name, _)| name);
        let is_edge = |t: &&Token| matches!(t.key.as_str(), ":" | "." | "-");
        let first = &pieces[at].tokens[heading.map_or(0, |(_, end)| end)..];
        let edge = if heading.is_some() { first.iter().take_while(is_edge).count() } else { 0 };
        let mut subject: Vec<Token> = first[edge..].to_vec();
        self.is_subject_whole = true;
        let mut row = pieces[at].row;
        let below: Vec<&Piece> = pieces[at + 1..].iter().filter(|p| !self.is_part(p)).collect();
        for (i, next) in below.iter().enumerate() {
            let gap = next.row > row + 1;
            let capitals = heading.is_none() && next.is_caps(source) && next.tokens.len() > 1;
            let text = opens_text(source, &below[i..], &subject, heading.is_some());
            if next.row < row || gap && !subject.is_empty() || capitals || text {
                self.is_subject_whole = next.row < row || gap || capitals;
                break;
            }
            subject.extend(next.tokens.iter().cloned());
            row = next.row;
        }
        self.subject = about(source, &subject);
        row
    }

    /// "V/v" lines that a conversion put behind the text.
    fn read_displaced(&mut self, source: &Source, lines: &[Line]) {
        let Some(at) = lines.iter().position(|l| any_at(l.tokens(), 0, &["v / v"]).is_some()) else { return };
        let pieces: Vec<Piece> = lines[at..].iter().take(5).flat_map(|line| line.pieces(source)).collect();
        self.read_subject(source, &pieces, 0);
        (self.has_about, self.is_subject_whole) = (true, false);
    }

    /// The items of "Kính gửi"; returns the first line behind them.
    fn read_addressees(&mut self, source: &Source, lines: &[Line], opener: usize) -> usize {
        let first = lines[opener].tokens();
        let inline = first.iter().position(|t| t.is(":")).map_or(2.min(first.len()), |colon| colon + 1);
        let mut items: Vec<Vec<Token>> = vec![first[inline..].to_vec()];
        let mut next = opener + 1;
        // The addressees themselves are numbered.
        let mut counted = false;
        for line in &lines[next..] {
            let tokens = line.tokens();
            let item = items.last_mut().expect("the opener's own line is the first");
            let bullet = tokens.first().is_some_and(|t| matches!(t.key.as_str(), "-" | "+" | "•"));
            let last = item.iter().rfind(|t| !matches!(t.key.as_str(), "'" | "," | "\""));
            let opens_text = OPENINGS.at(tokens, 0).is_some() || tokens.len() > 40;
            let numbered = super::points::enumerator(source, tokens).is_some() && !bullet;
            if last.is_some() && (numbered && !counted || begins_order(source, tokens)) {
                self.are_addressees_whole = last.is_some_and(|t| t.is(".")) || line.blank_above;
                break;
            }
            counted |= numbered;
            let bullet = bullet || numbered;
            let over = opens_text || last.is_some_and(|t| t.is(".")) || line.blank_above;
            if bullet || last.is_none() || !over && last.is_some_and(|t| t.is(";")) {
                let number = super::points::enumerator(source, tokens).filter(|_| numbered);
                items.push(tokens[number.map_or(0, |(_, end)| end)..].to_vec());
            } else if over {
                self.are_addressees_whole = last.is_some_and(|t| t.is(".")) || line.blank_above;
                break;
            } else {
                item.extend_from_slice(tokens);
            }
            next += 1;
        }
        let parts = items.iter().flat_map(|item| item.split(|t| t.is(";"))).flat_map(dashes);
        self.addressees = parts.filter_map(|part| Found::new(source, trim(part))).collect();
        next
    }
}

/// "- Sở Nội vụ - Sở Tài chính" on one line: dashes before names of bodies part them where one leads.
fn dashes(item: &[Token]) -> Vec<&[Token]> {
    let lead = item.first().is_some_and(|t| t.is("-"));
    let parts = |i: usize| {
        lead && item[i].is("-")
            && item[i].gap != Gap::None
            && BODIES.at(item, i + 1).is_some_and(|_| item[i + 1].capital)
    };
    let mut cuts: Vec<usize> = (1..item.len()).filter(|&i| parts(i)).collect();
    cuts.insert(0, 0);
    cuts.push(item.len());
    cuts.windows(2).map(|ends| &item[ends[0]..ends[1]]).collect()
}

/// "Yêu cầu Sở A …", "UBND tỉnh yêu cầu …", "Sở A nhận được …": text, though no blank line stands above.
fn begins_order(source: &Source, tokens: &[Token]) -> bool {
    const SAID: [&str; 7] =
        ["nhận được", "nhận thấy", "có ý kiến", "thông báo", "xin ý kiến", "ban hành", "xây dựng kế hoạch"];
    let end = super::units::list_at(source, tokens, 0).1;
    let small = tokens.get(end).is_some_and(|t| t.capital == (end == 0));
    small && (ORDER_VERBS.at(tokens, end).is_some() || any_at(tokens, end, &SAID).is_some())
}

/// Without marks and dashes at either end.
pub(super) fn trim(tokens: &[Token]) -> &[Token] {
    let is_edge =
        |t: &Token| !t.is_word() && t.number().is_none() && !matches!(t.key.as_str(), ")" | "\"" | "(");
    let from = tokens.iter().position(|t| !is_edge(t)).unwrap_or(tokens.len());
    let to = tokens.iter().rposition(|t| !is_edge(t)).map_or(from, |last| last + 1);
    &tokens[from..to]
}

/// The first of `pieces` begins the text or another block, so the subject is over.
fn opens_text(source: &Source, pieces: &[&Piece], subject: &[Token], headed: bool) -> bool {
    let piece = pieces[0];
    let first = subject.is_empty();
    let words = &piece.tokens;
    let day = any_at(words, 0, &["sáng", "chiều", "tối", "trong"]).is_some_and(|i| {
        words.get(i).is_some_and(|t| t.is("ngày") || t.is("các") || t.is("2") || t.is("02"))
    });
    // A subject in capitals may go on with such a word.
    let small = first || !piece.is_caps(source);
    let opens = (day || OPENINGS.at(words, 0).is_some()) && words.len() > 3 && words[0].capital && small;
    // "KẾ HOẠCH / Thực hiện Nghị quyết số …" is a subject where its paragraph does not end as text does.
    let ends = |next: &[Token]| OPENINGS.at(next, 0).is_some() || begins_order(source, next);
    let text = || {
        let lines = pieces.windows(2).take_while(|w| w[1].row == w[0].row + 1 && !ends(&w[1].tokens));
        let last = pieces[lines.count()].tokens.last();
        piece.starts("căn cứ") || last.is_some_and(|t| matches!(t.key.as_str(), ":" | "." | ";" | "/" | ","))
    };
    let item = super::points::enumerator(source, &piece.tokens).is_some();
    // "Ủy ban nhân dân tỉnh ban hành Kế hoạch …", unless the subject runs on: "… do / Sở Nội vụ tổ chức".
    let open = subject
        .last()
        .is_some_and(|t| ["của", "do", "tại", "với", "và", "về", "cho"].contains(&t.key.as_str()));
    let says = || headed && !open && !piece.is_caps(source) && begins_order(source, words);
    let authority = AUTHORITIES.at(&piece.tokens, 0).is_some() && piece.is_caps(source);
    // "(Kèm theo Quyết định số …)", and a line much longer than the centred ones above it.
    let aside = piece.tokens[0].is("(");
    let long = piece.tokens.len() > 30 && piece.tokens[0].capital && !piece.is_caps(source);
    opens && (!first || text())
        || !first && (item || authority || aside || long || says())
        || piece.tokens.len() > 60
}

/// The subject without its leading "V/v", "Về việc", "Về".
fn about(source: &Source, tokens: &[Token]) -> Option<Found> {
    let leads = ["v / v :", "v / v", "vv", "về việc :", "về việc", "về :", "về"];
    let start = any_at(tokens, 0, &leads).unwrap_or(0);
    let mut found = Found::new(source, trim(&tokens[start..]))?;
    found.text = case::sentence(&found.text);
    Some(found)
}

/// Digits of a serial number; letters that a scan put for digits are read as what they stand for.
fn digits(serial: &str) -> Option<String> {
    let read: String = serial.chars().filter(|c| *c != '.').map(digit).collect();
    let count = read.chars().filter(char::is_ascii_digit).count();
    let rest = read.trim_start_matches(|c: char| c.is_ascii_digit());
    ((1..=6).contains(&count) && rest.chars().count() <= 1 && rest.chars().all(char::is_alphabetic))
        .then_some(read)
}

#[cfg(test)]
mod tests {
    use super::super::source::Source;
    use super::super::token::push_tokens;
    use super::{Found, digits};

    #[test]
    fn words_of_two_columns_give_a_place_that_runs_forward() {
        let source = Source::new("trái phải");
        let mut tokens = Vec::new();
        push_tokens(&source, 0, source.nfc.len(), &mut tokens);
        tokens.reverse();
        let found = Found::new(&source, &tokens).unwrap_or_default();
        assert_eq!((found.from, found.to), (0, source.nfc.len()));
    }

    #[test]
    fn scanned_serials_are_read_as_digits() {
        for (printed, wanted) in [
            ("1792", Some("1792")),
            ("l792", Some("1792")),
            ("O9", Some("09")),
            ("", None),
            ("....", None),
            ("12a", Some("12a")),
        ] {
            assert_eq!(digits(printed).as_deref(), wanted);
        }
    }
}
