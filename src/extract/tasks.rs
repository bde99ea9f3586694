//! From points, closing paragraphs and table rows to tasks with units, deadlines and targets.
//!
//! Border: corpus/SCHEMA "What is one task", "Units" and "Deadline"; reading words is below, the
//! draft is put together above.

mod fields;
mod order;
mod paths;

use self::fields::{Field, field};
pub(super) use self::order::{Order, wording};
use self::paths::{bullet_index, collect, path_of};
use super::deadlines::{self, Due, Origin};
use super::orders;
use super::points::{Mark, Outline, Point};
use super::sentences::{split, title};
use super::source::Source;
use super::table::Row;
use super::targets;
use super::token::{Token, any_at, find_phrase, has_any};
use super::units::{self, Ordered, Unit};
use crate::domain::directive::DocKind;
use crate::domain::task::TaskKind;

/// What a point hands down to those below it.
#[derive(Debug, Clone, Default)]
struct Above {
    path: Vec<String>,
    leads: Vec<Unit>,
    supports: Vec<Unit>,
    /// Something above says that what follows is ordered.
    ordering: bool,
    in_article: bool,
}

pub(super) struct Reader<'a> {
    pub source: &'a Source,
    pub kind: &'a DocKind,
    pub origin: Origin,
    pub addressees: Vec<Unit>,
    pub preamble: &'a [Vec<Token>],
    pub orders: Vec<Order>,
}

impl Reader<'_> {
    /// Tasks of the letter's own text.
    pub fn read(&mut self, outline: &Outline) {
        // A report or submission tells and asks; its plans are not orders (SCHEMA, rule 1).
        if matches!(self.kind, DocKind::Report | DocKind::Submission) {
            return;
        }
        for (i, point) in outline.points.iter().enumerate() {
            let above = self.above_root(point);
            self.point(point, &above, bullet_index(&outline.points, i));
        }
        if self.orders.is_empty() {
            self.running_text();
        }
        self.closing(&outline.closing);
    }

    /// Units that begin later sentences of an item are told as well: "… UBND thành phố A khẩn trương …".
    fn later_subjects(&self, paragraph: &[Token]) -> Vec<Unit> {
        let subject = |sentence: &[Token]| {
            let (units, end) = units::list_at(self.source, sentence, 0);
            let acts = super::words::ACTIONS.at(sentence, end).is_some()
                || any_at(sentence, end, &["phải", "có trách nhiệm", "cần"]).is_some();
            if acts { units } else { Vec::new() }
        };
        let clauses = split(paragraph).into_iter().flat_map(|s| s.split(|t| t.is(";")));
        clauses.skip(1).flat_map(subject).filter(|unit| !unit.vague).collect()
    }

    /// Tasks of an appendix: its table rows, or its points.
    /// `assigns` says that the attachment is a plan or an assignment, not a form or a list.
    pub fn read_appendix(&mut self, outline: &Outline, rows: &[Row], assigns: bool) {
        // Without that, a point must name who is told, as the articles of a decision must.
        let root = Above {
            path: vec!["PL".to_owned()],
            ordering: assigns,
            in_article: !assigns,
            ..Above::default()
        };
        for row in rows {
            self.row(row, "PL");
        }
        if rows.is_empty() {
            for (i, point) in outline.points.iter().enumerate() {
                self.point(point, &root, bullet_index(&outline.points, i));
            }
        }
    }

    fn above_root(&self, point: &Point) -> Above {
        let lead_in = point.lead_in.and_then(|i| self.preamble.get(i)).map_or(&[][..], Vec::as_slice);
        let last = split(lead_in).last().copied().unwrap_or_default();
        let ordering = orders::opens_orders(last)
            || matches!(self.kind, DocKind::Plan | DocKind::Instruction | DocKind::Telegram)
            || matches!(point.mark, Mark::Roman(_) | Mark::Upper(_));
        Above {
            leads: self.told(last),
            ordering,
            in_article: matches!(point.mark, Mark::Article(_)),
            ..Above::default()
        }
    }

    /// Whom an ordering sentence names: "… yêu cầu Sở A thực hiện các nội dung sau:".
    fn told(&self, sentence: &[Token]) -> Vec<Unit> {
        let verbs = ["yêu cầu", "đề nghị", "giao"];
        let by_verb = (0..sentence.len()).rev().find_map(|i| {
            let end = any_at(sentence, i, &verbs)?;
            let (units, _) = units::list_behind(self.source, sentence, end);
            (!units.is_empty()).then_some(units)
        });
        // "… Giám đốc Sở A cần khắc phục …": the last unit that must do something.
        let by_must = || {
            (0..sentence.len()).rev().find_map(|i| {
                let (units, end) = units::list_at(self.source, sentence, i);
                let must = any_at(
                    sentence,
                    end,
                    &["cần", "phải", "có trách nhiệm", "thực hiện", "tập trung", "khẩn trương"],
                )
                .is_some();
                (!units.is_empty() && must).then_some(units)
            })
        };
        by_verb.or_else(by_must).unwrap_or_default()
    }

    fn point(&mut self, point: &Point, above: &Above, bullet: usize) {
        if orders::skips_section(&point.tokens) {
            return;
        }
        let path = path_of(&above.path, &point.mark, bullet);
        let read = units::ordered(self.source, &point.tokens);
        let numbered = point.children.iter().any(|c| !c.mark.is_bullet());
        let plain_bullets = point.children.iter().any(|c| c.mark.is_bullet() && field(&c.tokens).is_none());
        let heads =
            read.bare || orders::is_heading(&point.tokens) && !self.is_order_with_detail(point, &read);
        let own_words = orders::tells(&point.tokens) || read.bare || orders::opens_orders(&point.tokens);
        let below = Above {
            path: path.clone(),
            leads: if read.leads.is_empty() { above.leads.clone() } else { read.leads.clone() },
            supports: if read.supports.is_empty() { above.supports.clone() } else { read.supports.clone() },
            ordering: above.ordering || own_words,
            in_article: above.in_article && !orders::tells(&point.tokens) && !read.bare,
        };
        if numbered || plain_bullets && (heads || orders::hands_down(&point.tokens)) {
            for (i, child) in point.children.iter().enumerate() {
                if (numbered && child.mark.is_bullet()) || field(&child.tokens).is_some() {
                    continue;
                }
                self.point(child, &below, bullet_index(&point.children, i));
            }
            return;
        }
        if let (true, Some((first, rest))) = (read.bare, point.more.split_first()) {
            // "4. Công an tỉnh" with its order in a paragraph of its own.
            let mut own = Point { tokens: first.clone(), more: rest.to_vec(), ..point.clone() };
            own.children.retain(|child| !child.mark.is_bullet() || field(&child.tokens).is_some());
            let read = units::ordered(self.source, first);
            self.leaf(&own, read, &below, path);
            return;
        }
        self.leaf(point, read, above, path);
    }

    /// The item orders by itself, so that what stands under it is detail.
    fn is_order_with_detail(&self, point: &Point, read: &Ordered) -> bool {
        let ended = point.tokens.last().is_some_and(|t| t.is("."));
        let verb = point.tokens.get(read.rest).is_some_and(|t| !t.is(":"));
        let colon = point.tokens.last().is_some_and(|t| t.is(":"));
        let begins = read.rest == 0 && !colon;
        ended
            || verb && !read.leads.is_empty()
            || colon && !begins && verb && !orders::hands_down(&point.tokens)
            || colon
                && super::words::STOPS.at(&point.tokens, 0).is_some()
                && !orders::hands_down(&point.tokens)
    }

    fn leaf(&mut self, point: &Point, read: Ordered, above: &Above, path: Vec<String>) {
        let tokens = &point.tokens;
        let told = orders::tells(tokens) || !read.leads.is_empty();
        let ordered = above.ordering && !above.in_article
            || if above.in_article { told } else { orders::orders(tokens) };
        // A titled part without points: its text must order by itself.
        let titled = matches!(point.mark, Mark::Roman(_) | Mark::Upper(_)) && orders::is_heading(tokens);
        if titled && !point.more.iter().any(|p| orders::tells(p) || orders::orders(p)) {
            return;
        }
        let heading_only = point.children.is_empty() && point.more.is_empty() && is_bare_title(tokens);
        if !ordered
            || orders::is_statement(tokens) && !orders::tells(tokens)
            || orders::is_force(tokens)
            || heading_only
        {
            return;
        }
        let mut text = vec![tokens.clone()];
        text.extend(point.more.iter().cloned());
        collect(&point.children, &mut text);
        let item = path.join(".").replace(".PL", "PL");
        let order = self.order(item, text, read, above);
        self.orders.push(order);
    }

    fn order(&self, item: String, text: Vec<Vec<Token>>, read: Ordered, above: &Above) -> Order {
        let named = !read.leads.is_empty();
        let mut leads = read.leads;
        if named {
            leads.extend(self.later_subjects(&text[0]));
        }
        let leads = self.resolve(if named { leads } else { above.leads.clone() });
        let supports = if read.supports.is_empty() { above.supports.clone() } else { read.supports };
        let (mut dues, mut asked) = (Vec::new(), Vec::new());
        let mut order = Order {
            item,
            kind: TaskKind::Ordinary,
            title: title(self.source, &text[0][read.rest.min(text[0].len().saturating_sub(1))..]),
            text,
            leads,
            named,
            supports: if supports.is_empty() { supports } else { self.resolve(supports) },
            due: None,
            milestones: Vec::new(),
            targets: Vec::new(),
        };
        for (i, paragraph) in order.text.iter().enumerate() {
            match field(paragraph) {
                Some((Field::Lead, at)) => {
                    let (units, _) = units::list_at(self.source, paragraph, at);
                    order.leads = self.resolve(units);
                    order.named = true;
                }
                Some((Field::Support, at)) => order.supports = units::list_at(self.source, paragraph, at).0,
                Some((Field::Time, at)) => {
                    let cell = &paragraph[at..];
                    dues.extend(deadlines::stated(cell, self.origin).into_iter().map(|d| (d, cell.to_vec())));
                }
                Some((Field::Other, _)) => {}
                None => {
                    let from = if i == 0 { 0 } else { paragraph.len() };
                    let start = if i == 0 && order.named { read.rest } else { from };
                    dues.extend(self.dues(paragraph, start));
                    asked.extend(targets::all(paragraph).into_iter().map(|t| (t, paragraph.clone())));
                }
            }
        }
        order.targets = asked;
        order.set_dues(dues);
        order
    }

    /// The deadlines of a paragraph; "thường xuyên" counts only from `start`, on the main verb.
    fn dues(&self, paragraph: &[Token], start: usize) -> Vec<(Due, Vec<Token>)> {
        let mut found = deadlines::all(paragraph, self.origin, false);
        if found.is_empty() && start < paragraph.len() {
            let rest = &paragraph[start..];
            let standing = deadlines::all(rest, self.origin, true);
            return standing.into_iter().map(|due| (due, rest.to_vec())).collect();
        }
        found.drain(..).map(|due| (due, paragraph.to_vec())).collect()
    }

    /// "các đơn vị", "Sở" mean the addressees; without any they stay as printed.
    fn resolve(&self, units: Vec<Unit>) -> Vec<Unit> {
        let vague = units.is_empty() || units.iter().all(|u| u.vague);
        let resolved = if vague && !self.addressees.is_empty() { self.addressees.clone() } else { units };
        let mut unique: Vec<Unit> = Vec::new();
        for unit in resolved {
            if !unique.iter().any(|known| known.name.to_lowercase() == unit.name.to_lowercase()) {
                unique.push(unit);
            }
        }
        unique
    }

    fn row(&mut self, row: &Row, prefix: &str) {
        let read = Ordered {
            leads: units::cell(self.source, &row.lead),
            supports: units::cell(self.source, &row.support),
            ..Ordered::default()
        };
        let above = Above::default();
        let mut order = self.order(format!("{prefix}.{}", row.number), vec![row.work.clone()], read, &above);
        let dues: Vec<_> =
            deadlines::stated(&row.time, self.origin).into_iter().map(|d| (d, row.time.clone())).collect();
        if !dues.is_empty() {
            order.set_dues(dues);
        }
        self.orders.push(order);
    }

    /// A letter without points: each ordering sentence (SCHEMA, rule 4). Behind "có ý kiến như
    /// sau:" a sentence orders also when it only begins with who is to do it.
    fn running_text(&mut self) {
        let (mut led, mut found) = (false, Vec::new());
        for sentence in self.preamble.iter().flat_map(|p| split(p)) {
            let basis = any_at(sentence, 0, &["căn cứ", "xét", "theo", "thực hiện", "tiếp theo", "phúc đáp"])
                .is_some();
            let asks = !basis && orders::closes_with_order(sentence) && orders::orders(sentence);
            let bases = basis && sentence.last().is_some_and(|t| t.is(";"));
            if !bases
                && (orders::tells(sentence) || asks || led && orders::has_subject(sentence))
                && !orders::informs(sentence)
            {
                found.push(sentence.to_vec());
            }
            // Behind "… đề nghị các huyện …" a sentence "Các huyện cử …" orders too.
            led |= found.last().is_some_and(|last: &Vec<Token>| orders::tells(last));
            led |= sentence.last().is_some_and(|t| t.is(":")) && orders::opens_orders(sentence);
        }
        for sentence in found {
            if orders::is_statement(&sentence) && !orders::tells(&sentence) || orders::is_force(&sentence) {
                continue;
            }
            let read = units::ordered(self.source, &sentence);
            let item = format!("T{}", self.orders.len() + 1);
            let mut order = self.order(item, vec![sentence.clone()], read, &Above::default());
            if orders::reports(&sentence) {
                order.kind = TaskKind::ReportDuty;
            }
            self.orders.push(order);
        }
    }

    /// Orders behind the points: "BC", or "BC1", "BC2" (SCHEMA, rule 5); a date by which all of
    /// the points must be done goes to each of them.
    fn closing(&mut self, paragraphs: &[Vec<Token>]) {
        let mut closing = Vec::new();
        for sentence in paragraphs.iter().flat_map(|p| split(p)) {
            if orders::closes_with_order(sentence) {
                closing.push(sentence.to_vec());
            } else if has_any(
                sentence,
                &["nội dung trên", "nội dung nêu trên", "nhiệm vụ trên", "nhiệm vụ nêu trên", "các nội dung"],
            ) && has_any(sentence, &["hoàn thành", "xong"])
            {
                let dues = self.dues(sentence, sentence.len());
                for order in &mut self.orders {
                    order.add_dues(&dues);
                }
            }
        }
        let several = closing.len() > 1;
        for (i, sentence) in closing.into_iter().enumerate() {
            let item = if several { format!("BC{}", i + 1) } else { "BC".to_owned() };
            let read = units::ordered(self.source, &sentence);
            let mut order = self.order(item, vec![sentence], read, &Above::default());
            order.kind = TaskKind::ReportDuty;
            order.title = self.report_title(&order);
            self.orders.push(order);
        }
    }

    /// A report duty is named by its report: "Báo cáo kết quả … về UBND tỉnh (qua Sở Nội vụ)".
    fn report_title(&self, order: &Order) -> String {
        let sentence = &order.text[0];
        let starts = ["báo cáo kết quả", "gửi báo cáo", "gửi kết quả", "báo cáo"];
        let at = starts.iter().find_map(|words| find_phrase(sentence, 0, words)).map(|at| at.start);
        let clause = at.filter(|&at| at > 0 && matches!(sentence[at - 1].key.as_str(), ";" | "," | "và"));
        clause.map_or_else(|| order.title.clone(), |at| title(self.source, &sentence[at..]))
    }
}

/// A title without an order and without anything under it: "1. Cải cách thể chế".
fn is_bare_title(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.is(":")) && tokens.len() < 12
}
