//! Puts the blocks of one letter together into a draft.
//!
//! Border: order of work and certainty; each rule lives in the module of its block.

use super::closing::{self, Closing};
use super::deadlines::Origin;
use super::doubts;
use super::draft::{Certainty, Draft, Read};
use super::header::{self, Found, Header};
use super::lines::{Line, lines};
use super::points::{Outline, outline, paragraphs, texts};
use super::reporting::channel;
use super::sentences::split;
use super::source::Source;
use super::tasks::{Order, Reader};
use super::token::{Token, any_at, find_phrase, has_any, join, push_tokens, span_of};
use super::units::{self, Unit};
use super::{damage, findings, issuer, kinds, orders, refs, table};
use crate::domain::deadline::DeadlineClass;
use crate::domain::directive::{Citation, CitationKind, DocKind, Doubt, DoubtKind};

/// Reads `letter` as it came: plain text, NFC or not, of any length.
pub fn read(letter: &str) -> Draft {
    let mut source = Source::new(letter);
    let lines = lines(&source, false);
    let header = header::read(&source, &lines);
    let end = closing::start(&source, &lines, header.body);
    let appendix = appendix_start(&source, &lines, end);
    let closing = closing::read(&source, &lines, end, appendix);
    let in_force = lines.iter().take(end).rev().take(30).find_map(|line| kinds::in_force(line.tokens()));
    let text = lines.get(header.body..end).unwrap_or_default();
    let Some(kind) = recognise(&header, &closing, in_force, text) else { return Draft::default() };
    if let Some(secrecy) = header.secrecy {
        return Draft { secrecy: Some(secrecy), ..Draft::of_kind(kind) };
    }
    source.offices = units::printed_alone(&source, header.addressees.iter().chain(&closing.recipients));
    let parts = Parts { source: &source, lines: &lines, end, appendix, header, closing };
    let mut draft = parts.draft(letter, kind);
    damage::mark(&source, &lines, &mut draft);
    draft
}

/// Where an appendix or attached document begins behind the signature.
fn appendix_start(source: &Source, lines: &[Line], end: usize) -> usize {
    let begins = |line: &&Line| {
        let Some(piece) = line.pieces(source).into_iter().next() else { return false };
        let named = ["phụ lục", "danh mục", "bảng phân công", "biểu"].iter().any(|w| piece.starts(w));
        let attached = kinds::heading(&piece.tokens).is_some();
        (named || attached) && (piece.is_caps(source) || piece.starts("phụ lục"))
    };
    let behind = (end + 1).min(lines.len());
    lines[behind..].iter().position(|l| begins(&l)).map_or(lines.len(), |at| behind + at)
}

/// The kind, or `None` for what is no letter: a number line or a type heading must stand with
/// one more part that letters have (Decree 30/2020/NĐ-CP, article 8). Without a number, an order
/// counts where the letter says to whom it goes and when or from whom.
fn recognise(
    header: &Header,
    closing: &Closing,
    in_force: Option<&'static str>,
    text: &[Line],
) -> Option<DocKind> {
    let numbered = header.number.is_some() || header.has_number_line;
    let parts = [
        numbered,
        header.place.is_some(),
        header.heading.is_some(),
        header.has_motto,
        header.has_opener,
        closing.has_recipients,
        closing.signer.is_some(),
        in_force.is_some(),
    ];
    let seen = parts.iter().filter(|part| **part).count();
    let dated = header.date_line.is_some() || header.issuer.is_some() || closing.signer.is_some();
    let asks = || header.has_opener && dated && text.iter().any(|line| orders::tells(line.tokens()));
    if !(numbered && seen >= 2 || seen >= 3 || asks()) {
        return None;
    }
    let number = header.number.as_ref().filter(|_| !header.has_about);
    let by_symbol = number.and_then(|n| kinds::by_symbol(&n.text));
    let named = header.heading.or(by_symbol).or(in_force);
    Some(DocKind::from(named.unwrap_or("công văn").to_owned()))
}

struct Parts<'a> {
    source: &'a Source,
    lines: &'a [Line],
    end: usize,
    appendix: usize,
    header: Header,
    closing: Closing,
}

impl Parts<'_> {
    fn draft(self, letter: &str, kind: DocKind) -> Draft {
        let body = &self.lines[self.header.body.min(self.end)..self.end];
        let (mut rows, used) = table::rows(self.source, body);
        let mut stacked = 0..0;
        if let Some((first, last)) = body.first().zip(body.last()).filter(|_| rows.is_empty()) {
            (rows, stacked) = table::stacked(self.source, first.from, last.to);
        }
        let mut taken = vec![false; body.len()];
        used.into_iter().for_each(|i| taken[i] = true);
        let free = |(i, line): &(usize, &Line)| !taken[*i] && !stacked.contains(&line.from);
        let text: Vec<Line> = body.iter().enumerate().filter(free).map(|(_, line)| line.clone()).collect();
        let outline = outline(paragraphs(self.source, &text));
        let attached = &self.lines[self.appendix..];
        let (mut more_rows, _) = table::rows(self.source, attached);
        if let Some(first) = attached.first().filter(|_| more_rows.is_empty()) {
            (more_rows, _) = table::stacked(self.source, first.from, self.source.nfc.len());
        }
        let attached_outline = if more_rows.is_empty() {
            self::outline(paragraphs(self.source, attached))
        } else {
            Outline::default()
        };

        let own = DocKind::known().find(|name| *name == kind.name());
        let origin = Origin { issued: self.header.issued, year: self.header.year, kind: own };
        let mut reader = Reader {
            source: self.source,
            kind: &kind,
            origin,
            addressees: self.addressed_units(),
            preamble: &outline.preamble,
            orders: Vec::new(),
            late: Vec::new(),
            has_rows: !rows.is_empty(),
        };
        reader.read(&outline);
        reader.read_appendix(&attached_outline, &rows, self.assigns(attached));
        reader.read_appendix(&Outline::default(), &more_rows, true);
        let orders = reader.orders;

        let mut draft = Draft { original: letter.to_owned(), ..Draft::of_kind(kind) };
        self.fill_header(&mut draft);
        self.fill_from_attachment(&mut draft, attached);
        if draft.subject.value.is_empty() {
            draft.subject = self.opening(&outline);
        }
        let all = self.all_text(&outline, attached);
        draft.issuer = self.issuer(&draft, &all);
        draft.citations = self.citations(&draft, body, attached);
        self.fill_channel(&mut draft, &outline, &orders);
        draft.doubts = self.doubts(&outline, &orders);
        draft.findings = findings::all(self.source, &outline.preamble)
            .into_iter()
            .map(|f| Read::new(f.clone(), f.span, Certainty::Check))
            .collect();
        draft.tasks = orders.into_iter().map(|order| order.into_task(self.source)).collect();
        draft
    }

    /// The attachment is a plan, or its title speaks of tasks.
    fn assigns(&self, attached: &[Line]) -> bool {
        attached.iter().take(6).any(|line| {
            let tokens = line.tokens();
            let plan = ["kế hoạch", "chương trình", "đề án", "phương án"];
            let titled = any_at(tokens, 0, &plan).is_some();
            titled || has_any(tokens, &["nhiệm vụ", "phân công"])
        })
    }

    fn read_of(&self, found: Option<&Found>, certainty: Certainty) -> Read<Option<String>> {
        match found {
            Some(f) => Read::new(Some(f.text.clone()), Some(self.source.span(f.from, f.to)), certainty),
            None => Read::new(None, None, Certainty::Decide),
        }
    }

    fn fill_header(&self, draft: &mut Draft) {
        let (header, closing) = (&self.header, &self.closing);
        if header.heading.is_none() && !header.has_about {
            draft.kind.certainty = Certainty::Check;
        }
        draft.number = self.read_of(header.number.as_ref(), sure_if(!header.is_number_damaged));
        let dated = sure_if(!header.is_date_damaged);
        draft.place = self.read_of(header.place.as_ref(), dated);
        let date = header.date_line.as_ref().map(|f| self.source.span(f.from, f.to));
        let certainty = if header.issued.is_some() { dated } else { Certainty::Decide };
        draft.issued = Read::new(header.issued, date, certainty);
        let subject = self.read_of(header.subject.as_ref(), sure_if(header.is_subject_whole));
        draft.subject = Read::new(subject.value.unwrap_or_default(), subject.span, subject.certainty);
        let list = |found: &[Found], certainty: Certainty| -> Vec<Read<String>> {
            let span = |f: &Found| Some(self.source.span(f.from, f.to));
            found.iter().map(|f| Read::new(f.text.clone(), span(f), certainty)).collect()
        };
        draft.addressees = list(&header.addressees, sure_if(header.are_addressees_whole));
        draft.recipients = list(&closing.recipients, Certainty::Sure);
        let signed = sure_if(closing.is_signer_plain && closing.signer.is_some());
        draft.signer = self.read_of(closing.signer.as_ref(), signed);
        draft.signer_title = self.read_of(closing.signer_title.as_ref(), signed);
        if let Some((urgency, found)) = &header.urgency {
            draft.urgency =
                Read::new(*urgency, Some(self.source.span(found.from, found.to)), Certainty::Sure);
        }
    }

    /// A decision without its head is named by what was issued with it: "(Ban hành kèm theo Quyết định số … ngày …)"
    /// stands above each appendix (Decree 30, appendix I).
    fn fill_from_attachment(&self, draft: &mut Draft, attached: &[Line]) {
        let is_decision = draft.kind.value == Some(DocKind::Decision);
        if !is_decision || self.header.number.is_some() || self.header.has_number_line {
            return;
        }
        let issued_with = |tokens: &[Token]| {
            let at = find_phrase(tokens, 0, "kèm theo quyết định")?.end;
            refs::named(self.source, tokens).into_iter().find(|named| named.at.start >= at).map(|named| {
                let span = span_of(self.source, &tokens[named.at.clone()]);
                (named, span)
            })
        };
        let mut paragraphs = paragraphs(self.source, attached).into_iter().take(8);
        let Some((named, span)) = paragraphs.find_map(|p| issued_with(&p.tokens)) else { return };
        draft.number = Read::new(Some(named.reference), span, Certainty::Check);
        if let (None, Some(on)) = (draft.issued.value, named.on) {
            draft.issued = Read::new(Some(on), span, Certainty::Check);
        }
    }

    /// What the opening says the letter is about: "… Báo cáo số … về kết quả kiểm tra …, UBND tỉnh
    /// nhận thấy", else its first words.
    fn opening(&self, outline: &Outline) -> Read<String> {
        let first = outline.preamble.first().map_or(&[][..], Vec::as_slice);
        let sentence = split(first).first().copied().unwrap_or_default();
        let about = find_phrase(sentence, 0, "về").map_or(0, |at| at.end);
        let end = sentence[about..]
            .iter()
            .position(|t| t.is(",") || t.is(":"))
            .map_or(sentence.len(), |at| about + at);
        let words = &sentence[about..end.min(about + 40)];
        Read::new(join(self.source, words), span_of(self.source, words), Certainty::Decide)
    }

    /// The addressees as units: what a task without a unit of its own falls to.
    fn addressed_units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for found in &self.header.addressees {
            let mut tokens = Vec::new();
            push_tokens(self.source, found.from, found.to, &mut tokens);
            units.extend(units::cell(self.source, &tokens));
        }
        units
    }

    fn all_text(&self, outline: &Outline, attached: &[Line]) -> Vec<Token> {
        let mut all: Vec<Token> =
            outline.preamble.iter().chain(&outline.closing).flatten().cloned().collect();
        all.extend(attached.iter().take(12).flat_map(|line| line.tokens().iter().cloned()));
        all
    }

    fn issuer(&self, draft: &Draft, text: &[Token]) -> Read<Option<String>> {
        let number = draft.number.value.as_deref().unwrap_or_default();
        let derived = issuer::from_symbol(number, draft.place.value.as_deref(), text);
        if let Some(printed) = &self.header.issuer {
            // A header cut off at the top: "PHÒNG CHÍNH PHỦ" over ".../VPCP-KTTH".
            let low = printed.text.to_lowercase();
            let whole =
                derived.map(|d| (d.to_lowercase(), d)).filter(|(d, _)| *d != low && d.ends_with(&low));
            let mut read = self.read_of(Some(printed), sure_if(self.header.is_issuer_plain));
            if let Some((_, whole)) = whole {
                (read.value, read.certainty) = (Some(whole), Certainty::Check);
            }
            return read;
        }
        let certainty = if derived.is_some() { Certainty::Check } else { Certainty::Decide };
        Read::new(derived, None, certainty)
    }

    /// Every other document named by number, once, with its date where one is printed.
    fn citations(&self, draft: &Draft, body: &[Line], attached: &[Line]) -> Vec<Read<Citation>> {
        let own = draft.number.value.clone().unwrap_or_default();
        let mut found: Vec<Read<Citation>> = Vec::new();
        let about = self.header.subject.iter().map(|f| {
            let mut tokens = Vec::new();
            push_tokens(self.source, f.from, f.to, &mut tokens);
            tokens
        });
        // Footnotes stand behind the signature.
        let behind = &self.lines[self.end..self.appendix];
        let all = [body, behind, attached].map(|lines| paragraphs(self.source, lines));
        let paragraphs = all.into_iter().flatten().map(|p| p.tokens);
        for tokens in about.chain(paragraphs) {
            let basis = any_at(&tokens, 0, &["căn cứ"]).is_some();
            for named in refs::named(self.source, &tokens) {
                let same = |r: &str| refs_equal(r, &named.reference);
                if same(&own) {
                    continue;
                }
                if let Some(known) = found.iter_mut().find(|c| same(&c.value.reference)) {
                    known.value.on = known.value.on.or(named.on);
                    continue;
                }
                let kind = if basis { CitationKind::Basis } else { CitationKind::Mention };
                let citation = Citation { reference: named.reference, on: named.on, kind };
                let span = span_of(self.source, &tokens[named.at]);
                found.push(Read::new(citation, span, sure_if(named.is_whole)));
            }
        }
        found
    }

    fn fill_channel(&self, draft: &mut Draft, outline: &Outline, orders: &[Order]) {
        let closing = outline.closing.iter().flat_map(|p| split(p));
        let points = orders.iter().flat_map(|order| order.text.iter()).flat_map(|p| split(p));
        let issuer = draft.issuer.value.clone().unwrap_or_default();
        let channel = channel(self.source, closing.chain(points), &issuer);
        let read = |found: Option<Found>| match found {
            Some(f) => {
                Read::new(Some(f.text), Some(self.source.span(f.from, f.to)), sure_if(channel.is_stated))
            }
            None => Read::new(None, None, Certainty::Check),
        };
        draft.report_to = read(channel.to);
        draft.report_via = read(channel.via);
    }

    fn doubts(&self, outline: &Outline, orders: &[Order]) -> Vec<Doubt> {
        let year = self.header.year;
        let mut stated = Vec::new();
        texts(&outline.points, &mut stated);
        let plain = outline.preamble.iter().chain(&outline.closing).chain(&stated);
        let ordered = orders.iter().flat_map(|order| order.text.iter());
        let mut found: Vec<Doubt> = Vec::new();
        for doubt in plain.chain(ordered).flat_map(|p| doubts::all(self.source, p, year)) {
            if !found.iter().any(|known| known.span == doubt.span) {
                found.push(doubt);
            }
        }
        for due in orders.iter().filter_map(|order| order.due().0) {
            let past = due.on.zip(self.header.issued).is_some_and(|(on, issued)| on < issued);
            if past && due.class == DeadlineClass::Date {
                let kind = DoubtKind::DeadlineBeforeIssue;
                found.push(doubts::doubt(self.source, &due.words, kind, None));
            }
        }
        found
    }
}

/// What is printed in its plain form is sure, what had to be put right is to be checked.
fn sure_if(plain: bool) -> Certainty {
    if plain { Certainty::Sure } else { Certainty::Check }
}

/// Numbers compare without case; a scan may have lost the hyphen.
fn refs_equal(a: &str, b: &str) -> bool {
    let plain = |r: &str| r.to_lowercase().replace(['-', '–', ' '], "");
    plain(a) == plain(b)
}
