//! From points, closing paragraphs and table rows to tasks with units, deadlines and targets.
//!
//! Border: corpus/SCHEMA "What is one task", "Units" and "Deadline"; reading words is below, the
//! draft is put together above.

mod fields;
pub(super) mod order;

use self::fields::{Field, field};
pub(super) use self::order::Order;
use self::order::{collect, path_of};
use super::deadlines::{self, Due, Origin};
use super::draft::Certainty;
use super::orders;
use super::points::{Mark, Outline, Point, gaps};
use super::sentences::{split, title};
use super::source::Source;
use super::table::Row;
use super::targets;
use super::token::{Token, any_at, find_phrase, has_any};
use super::units::{self, Ordered, Unit};
use super::words::{ACTIONS, ALL_POINTS, BASES};
use crate::domain::directive::DocKind;

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
            self.point(&outline.points, i, &above);
        }
        for gap in gaps(&outline.points) {
            let behind = |order: &&mut Order| order.text[0].first().is_some_and(|t| t.from >= gap);
            if let Some(order) = self.orders.iter_mut().find(behind) {
                order.certainty = Certainty::Check;
            }
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
            let acts =
                ACTIONS.at(sentence, end).or(any_at(sentence, end, &["phải", "có trách nhiệm", "cần"]));
            if acts.is_some() { units } else { Vec::new() }
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
            self.row(row);
        }
        let first = self.orders.len();
        if rows.is_empty() {
            (0..outline.points.len()).for_each(|i| self.point(&outline.points, i, &root));
        }
        // Which part of an attached plan orders is a guess.
        self.orders[first..].iter_mut().for_each(|order| order.certainty = Certainty::Check);
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
        let listed = |i: usize, verb: bool| {
            let must = ["cần", "phải", "có trách nhiệm", "thực hiện", "tập trung", "khẩn trương"];
            let (units, _) = if verb {
                let end = any_at(sentence, i, &["yêu cầu", "đề nghị", "giao"])?;
                units::list_behind(self.source, sentence, end)
            } else {
                // "… Giám đốc Sở A cần khắc phục …": the last unit that must do something.
                let list = units::list_at(self.source, sentence, i);
                any_at(sentence, list.1, &must).map(|_| list)?
            };
            (!units.is_empty()).then_some(units)
        };
        let last = |verb: bool| (0..sentence.len()).rev().find_map(|i| listed(i, verb));
        last(true).or_else(|| last(false)).unwrap_or_default()
    }

    fn point(&mut self, siblings: &[Point], at: usize, above: &Above) {
        let point = &siblings[at];
        if orders::skips_section(&point.tokens) {
            return;
        }
        let path = path_of(&above.path, siblings, at);
        let read = units::ordered(self.source, &point.tokens);
        let tells = orders::tells(&point.tokens);
        let numbered = point.children.iter().any(|c| !c.mark.is_bullet());
        let bullets = || point.children.iter().filter(|c| c.mark.is_bullet() && field(&c.tokens).is_none());
        let heads = read.bare || orders::is_heading(&point.tokens) && !orders_itself(&point.tokens, &read);
        let ends = |mark: &str| point.tokens.last().is_some_and(|t| t.is(mark));
        // Dashes that each tell somebody are tasks under any item that ends in a colon.
        let all_tell = || ends(":") && bullets().all(|c| orders::tells(&c.tokens));
        let below = Above {
            path: path.clone(),
            leads: match point.more.last().filter(|words| orders::hands_down(words)) {
                // "Các sở, ban, ngành tập trung thực hiện các nhiệm vụ sau:" under a heading.
                Some(words) => units::ordered(self.source, words).leads,
                None if read.leads.is_empty() => above.leads.clone(),
                None => read.leads.clone(),
            },
            supports: if read.supports.is_empty() { above.supports.clone() } else { read.supports.clone() },
            ordering: above.ordering || tells || read.bare || orders::opens_orders(&point.tokens),
            // "Tổ công tác có nhiệm vụ:" says who does what stands below it.
            in_article: above.in_article && !tells && (read.leads.is_empty() || !ends(":")) && !read.bare,
        };
        let listed = bullets().next().is_some() && (heads || orders::hands_down(&point.tokens) || all_tell());
        if numbered || listed {
            for (i, child) in point.children.iter().enumerate() {
                if !(numbered && child.mark.is_bullet()) && field(&child.tokens).is_none() {
                    self.point(&point.children, i, &below);
                }
            }
            return;
        }
        if let (true, Some((first, rest))) = (read.bare, point.more.split_first()) {
            // "4. Công an tỉnh" with its order in a paragraph of its own.
            let own = Point { tokens: first.clone(), more: rest.to_vec(), ..point.clone() };
            let read = units::ordered(self.source, first);
            self.leaf(&own, read, &below, path);
            return;
        }
        self.leaf(point, read, above, path);
    }

    fn leaf(&mut self, point: &Point, read: Ordered, above: &Above, path: Vec<String>) {
        let tokens = &point.tokens;
        let told = orders::tells(tokens) || !read.leads.is_empty();
        let ordered = above.ordering && !above.in_article
            || if above.in_article { told } else { orders::orders(tokens) };
        // A titled part without points: its text must order by itself.
        let titled = matches!(point.mark, Mark::Roman(_) | Mark::Upper(_)) && orders::is_heading(tokens);
        let says = |p: &Vec<Token>| !p[0].is("(") && (orders::tells(p) || orders::orders(p));
        if titled && !point.more.iter().any(says) {
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
        let supports = if read.supports.is_empty() { above.supports.clone() } else { read.supports };
        let mut order = Order {
            item,
            reports: false,
            title: title(self.source, &text[0][read.rest.min(text[0].len().saturating_sub(1))..]),
            text: Vec::new(),
            leads: self.resolve(if named { leads } else { above.leads.clone() }),
            named,
            supports: if supports.is_empty() { supports } else { self.resolve(supports) },
            dues: Vec::new(),
            targets: Vec::new(),
            certainty: Certainty::Sure,
        };
        for (i, paragraph) in text.iter().enumerate() {
            let list = |at: usize| units::list_at(self.source, paragraph, at).0;
            match field(paragraph) {
                Some((Field::Lead, at)) => (order.leads, order.named) = (self.resolve(list(at)), true),
                Some((Field::Support, at)) => order.supports = list(at),
                Some((Field::Time, at)) => {
                    order.dues.extend(deadlines::stated(&paragraph[at..], self.origin));
                }
                Some((Field::Other, _)) => {}
                None => {
                    let start = match i {
                        0 if order.named => read.rest,
                        0 => 0,
                        _ => paragraph.len(),
                    };
                    order.dues.extend(self.dues(paragraph, start));
                    order.targets.extend(targets::all(self.source, paragraph));
                }
            }
        }
        order.text = text;
        order
    }

    /// The deadlines of a paragraph; "thường xuyên" counts only from `start`, on the main verb.
    fn dues(&self, paragraph: &[Token], start: usize) -> Vec<Due> {
        let found = deadlines::all(paragraph, self.origin, false);
        if found.is_empty() && start < paragraph.len() {
            return deadlines::all(&paragraph[start..], self.origin, true);
        }
        found
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

    fn row(&mut self, row: &Row) {
        let leads = units::cell(self.source, &row.lead);
        let read = Ordered { leads, supports: units::cell(self.source, &row.support), ..Ordered::default() };
        let item = format!("PL.{}", row.number);
        let mut order = self.order(item, vec![row.work.clone()], read, &Above::default());
        let dues = deadlines::stated(&row.time, self.origin);
        if !dues.is_empty() {
            order.dues = dues;
        }
        self.orders.push(order);
    }

    /// A letter without points: each ordering sentence (SCHEMA, rule 4). Behind "có ý kiến như
    /// sau:" a sentence orders also when it only begins with who is to do it.
    fn running_text(&mut self) {
        let (mut led, mut found) = (false, Vec::new());
        for sentence in self.preamble.iter().flat_map(|p| split(p)) {
            let basis = BASES.at(sentence, 0).is_some();
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
            let item = format!("T{}", self.orders.len() + 1);
            self.orders.push(self.alone(item, vec![sentence]));
        }
    }

    /// These paragraphs, of which there is at least one, as an order with nothing above it.
    pub fn alone(&self, item: String, text: Vec<Vec<Token>>) -> Order {
        let read = units::ordered(self.source, &text[0]);
        let reports = orders::reports(&text[0]);
        Order { reports, ..self.order(item, text, read, &Above::default()) }
    }

    /// Orders behind the points: "BC", or "BC1", "BC2" (SCHEMA, rule 5); a date by which all of
    /// the points must be done goes to each of them.
    fn closing(&mut self, paragraphs: &[Vec<Token>]) {
        let mut closing = Vec::new();
        for sentence in paragraphs.iter().flat_map(|p| split(p)) {
            if orders::closes_with_order(sentence) {
                closing.push(sentence.to_vec());
            } else if ALL_POINTS.within(sentence) && has_any(sentence, &["hoàn thành", "xong"]) {
                let dues = self.dues(sentence, sentence.len());
                self.orders.iter_mut().for_each(|order| order.dues.extend(dues.iter().cloned()));
            }
        }
        let several = closing.len() > 1;
        for (i, sentence) in closing.into_iter().enumerate() {
            let item = if several { format!("BC{}", i + 1) } else { "BC".to_owned() };
            let read = units::ordered(self.source, &sentence);
            let mut order = self.order(item, vec![sentence], read, &Above::default());
            order.reports = true;
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

/// The item orders by itself, so that what stands under it is detail.
fn orders_itself(tokens: &[Token], read: &Ordered) -> bool {
    let ends = |mark: &str| tokens.last().is_some_and(|t| t.is(mark));
    let told = !read.leads.is_empty() && tokens.get(read.rest).is_some_and(|t| !t.is(":"));
    let acts = ends(":") && ACTIONS.at(tokens, read.rest).is_some();
    ends(".") || (told || acts) && !orders::hands_down(tokens)
}

/// A title without an order and without anything under it: "1. Cải cách thể chế".
fn is_bare_title(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.is(":")) && tokens.len() < 12
}
