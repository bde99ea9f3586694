//! From points, closing paragraphs and table rows to tasks with units, deadlines and targets.
//!
//! Border: corpus/SCHEMA "What is one task", "Units" and "Deadline"; reading words is below, the
//! draft is put together above.

mod appendix;
pub(super) mod fields;
pub(super) mod order;
mod unnumbered;

use self::fields::{Field, field};
pub(super) use self::order::Order;
use self::order::{collect, counted, path_of};
use std::collections::HashSet;

use super::deadlines::{self, Due, Origin};
use super::draft::Certainty;
use super::orders;
use super::points::{Mark, Outline, Point, gaps};
use super::sentences::{split, title};
use super::source::Source;
use super::targets;
use super::token::{Token, any_at, has_any};
use super::units::{self, Ordered, Unit};
use super::words::{ACTIONS, DUE_STRONG, ORDER_VERBS};
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
    /// Paragraphs of titled parts without points, which are read with the closing.
    pub late: Vec<Vec<Token>>,
    /// Rows of tables in the letter's own text.
    pub has_rows: bool,
}

impl Reader<'_> {
    /// Tasks of the letter's own text.
    pub fn read(&mut self, outline: &Outline) {
        // A report or submission tells and asks; its plans are not orders (SCHEMA, rule 1).
        if matches!(self.kind, DocKind::Report | DocKind::Submission) {
            return;
        }
        let opened = self.opened();
        if self.only_details(&outline.points) {
            self.running_text();
        }
        let points = if self.orders.is_empty() { &outline.points[..] } else { &[] };
        for (point, nth) in counted(points) {
            let above = self.above_root(point, opened);
            self.point(point, nth, &above);
        }
        for gap in gaps(&outline.points) {
            let behind = |order: &&mut Order| order.text[0].first().is_some_and(|t| t.from >= gap);
            if let Some(order) = self.orders.iter_mut().find(behind) {
                order.certainty = Certainty::Check;
            }
        }
        self.share_lone_time();
        if self.orders.is_empty() {
            self.running_text();
        }
        // "… yêu cầu hoàn thành các nội dung sau trước ngày 30/10:"
        let preamble: &[Vec<Token>] = self.preamble;
        for lead_in in points.iter().filter_map(|point| preamble.get(point.lead_in?)).take(1) {
            let last = split(lead_in).last().copied().unwrap_or_default();
            if orders::hands_down(last) || orders::tells(last) {
                self.bind_points(last);
            }
        }
        let late = std::mem::take(&mut self.late);
        self.closing(&[late, outline.closing.clone()].concat());
    }

    /// Units that begin later sentences of an item are told as well: "… UBND thành phố A khẩn trương …";
    /// those that only "phối hợp" there support.
    fn later_subjects(&self, paragraph: &[Token]) -> (Vec<Unit>, Vec<Unit>) {
        let (mut leads, mut supports) = (Vec::new(), Vec::new());
        let clauses = split(paragraph).into_iter().flat_map(|s| s.split(|t| t.is(";")));
        for clause in clauses.skip(1).filter(|clause| !orders::informs(clause)) {
            let (units, end) = units::list_at(self.source, clause, 0);
            // "…; các bệnh viện còn lại chậm nhất ngày …" has the verb of the clause before.
            let acts = ACTIONS
                .at(clause, end)
                .or(any_at(clause, end, &["phải", "có trách nhiệm", "cần", "căn cứ"]))
                .or_else(|| DUE_STRONG.at(clause, end));
            // "…; mỗi xã thành lập 02 tổ" says how much, not who else.
            let acts = acts.filter(|_| !clause.first().is_some_and(|t| t.is("mỗi")));
            // "…; Sở A tổng hợp, trình UBND tỉnh" behind a report says what becomes of it.
            let compiles = orders::reports(paragraph) && any_at(clause, end, &["tổng hợp"]).is_some();
            let units = units.into_iter().filter(|unit| !unit.vague && acts.is_some() && !compiles);
            if units::only_supports(clause, end) { supports.extend(units) } else { leads.extend(units) }
        }
        (leads, supports)
    }

    /// Dashes that order nothing under a sentence that does: "… gửi về Bộ trước ngày …: - Bằng fax; - Bằng thư."
    fn only_details(&self, points: &[Point]) -> bool {
        let Some(lead_in) = points.first().and_then(|p| self.preamble.get(p.lead_in?)) else { return false };
        let last = split(lead_in).last().copied().unwrap_or_default();
        let plain = |p: &Point| {
            p.mark.is_bullet()
                && p.children.is_empty()
                && !orders::orders(&p.tokens)
                && !orders::tells(&p.tokens)
        };
        orders::tells(last)
            && !orders::hands_down(last)
            && !orders::opens_list(last)
            && points.iter().all(plain)
    }

    /// Whether words above the points open orders ("… kết luận:", perhaps with praise behind it); none
    /// where the letter answers a question, which explains.
    fn opened(&self) -> Option<bool> {
        let answers = |p: &Vec<Token>| has_any(p, &["nhận được"]) && has_any(p, &["hỏi về", "hỏi việc"]);
        let opens = |p: &Vec<Token>| {
            p.last().is_some_and(|t| t.is(":"))
                && orders::opens_orders(split(p).last().copied().unwrap_or_default())
        };
        (!self.preamble.iter().any(answers)).then(|| self.preamble.iter().any(opens))
    }

    fn above_root(&self, point: &Point, opened: Option<bool>) -> Above {
        let lead_in = point.lead_in.and_then(|i| self.preamble.get(i)).map_or(&[][..], Vec::as_slice);
        let last = split(lead_in).last().copied().unwrap_or_default();
        let ordering = opened.is_some_and(|opened| opened || orders::opens_orders(last))
            || matches!(self.kind, DocKind::Plan | DocKind::Instruction | DocKind::Telegram)
            || matches!(point.mark, Mark::Roman(_) | Mark::Upper(_));
        Above {
            leads: self.told(last),
            ordering,
            // What a notice makes known is an order only where somebody is told.
            in_article: matches!(point.mark, Mark::Article(_))
                || last.last().is_some_and(|t| t.is(":"))
                    && has_any(&last[last.len().saturating_sub(5)..], &["thông báo"]),
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

    /// `nth`: of the bullets of its kind beside it.
    fn point(&mut self, point: &Point, nth: usize, above: &Above) {
        // "2. Yêu cầu:" in conclusions orders; in a plan it is how the work is to be done.
        let asks = any_at(&point.tokens, 0, &["yêu cầu :"]) == Some(point.tokens.len());
        let skipped = orders::skips_section(&point.tokens) && (!asks || *self.kind == DocKind::Plan);
        let papers = || point.more.last().is_some_and(|words| orders::lists_papers(words));
        if skipped || orders::lists_members(&point.tokens) || orders::lists_papers(&point.tokens) || papers()
        {
            return;
        }
        let path = path_of(&above.path, &point.mark, nth);
        let read = units::ordered(self.source, &point.tokens);
        let tells = orders::tells(&point.tokens);
        let numbered = point.children.iter().any(|c| !c.mark.is_bullet() && field(&c.tokens).is_none());
        let bullets = || point.children.iter().filter(|c| c.mark.is_bullet() && field(&c.tokens).is_none());
        let heads =
            read.bare || orders::is_heading(&point.tokens) && !orders::orders_itself(&point.tokens, &read);
        let ends = |mark: &str| point.tokens.last().is_some_and(|t| t.is(mark));
        // Dashes that each tell somebody are tasks under any item that ends in a colon, those that only
        // begin with who acts where the item itself names nobody: "5. Phân công chuẩn bị:".
        let acts =
            |c: &Point| orders::tells(&c.tokens) || read.leads.is_empty() && orders::has_subject(&c.tokens);
        let all_tell = || ends(":") && bullets().all(acts);
        let below = Above {
            path: path.clone(),
            leads: match point.more.last().filter(|words| {
                orders::hands_down(words) || words.last().is_some_and(|t| t.is(":")) && orders::tells(words)
            }) {
                // "Các sở, ban, ngành tập trung thực hiện các nhiệm vụ sau:" under a heading.
                Some(words) => units::ordered(self.source, words).leads,
                None if read.leads.is_empty() => above.leads.clone(),
                None => read.leads.clone(),
            },
            supports: if read.supports.is_empty() { above.supports.clone() } else { read.supports.clone() },
            ordering: above.ordering || tells || read.bare || orders::opens_orders(&point.tokens),
            // "Tổ công tác có nhiệm vụ:" says who does what stands below it.
            in_article: above.in_article
                && !tells
                && (read.leads.is_empty() || !ends(":"))
                && !read.bare
                && !orders::names_duties(&point.tokens),
        };
        let listed = bullets().next().is_some() && (heads || orders::hands_down(&point.tokens) || all_tell());
        if numbered || listed {
            for (child, nth) in counted(&point.children) {
                if !(numbered && child.mark.is_bullet()) && field(&child.tokens).is_none() {
                    self.point(child, nth, &below);
                }
            }
            return;
        }
        let says =
            |p: &Vec<Token>| !p[0].is("(") && field(p).is_none() && (orders::tells(p) || orders::orders(p));
        let spoken =
            if read.bare { Some(0) } else { point.more.iter().position(says).filter(|_| heads && !tells) };
        if let Some(first) = spoken.filter(|&first| first < point.more.len()) {
            // "4. Công an tỉnh", "2. Về nguồn vốn" with its order in a paragraph of its own.
            let mut more = point.more.clone();
            let tokens = more.remove(first);
            let read = units::ordered(self.source, &tokens);
            more.push(point.tokens.clone());
            self.leaf(&Point { tokens, more, ..point.clone() }, read, &below, path);
            return;
        }
        self.leaf(point, read, above, path);
    }

    /// "…, đề nghị các đơn vị nghiêm túc thực hiện".
    fn only_obeys(&self, tokens: &[Token], read: &Ordered) -> bool {
        let told = (0..tokens.len()).rev().find_map(|i| {
            let (units, end) = units::list_at(self.source, tokens, ORDER_VERBS.at(tokens, i)?);
            (!units.is_empty()).then_some(end)
        });
        orders::only_obeys(&tokens[told.unwrap_or(0).max(read.rest).min(tokens.len())..])
    }

    fn leaf(&mut self, point: &Point, read: Ordered, above: &Above, path: Vec<String>) {
        let tokens = &point.tokens;
        let told = orders::tells(tokens) || !read.leads.is_empty();
        let ordered = above.ordering && !above.in_article
            || if above.in_article { told } else { orders::orders(tokens) };
        // A titled part without points: its text must order by itself.
        let titled = matches!(point.mark, Mark::Roman(_) | Mark::Upper(_)) && orders::is_heading(tokens);
        let says = |p: &Vec<Token>| !p[0].is("(") && (orders::tells(p) || orders::orders(p));
        if field(tokens).is_some() || self.only_obeys(tokens, &read) {
            return;
        }
        if titled && !point.more.iter().any(says) {
            // "IV. TỔ CHỨC THỰC HIỆN / Kinh phí … . Các cơ quan báo cáo …": its sentences end the letter.
            self.late.extend(point.more.iter().cloned());
            return;
        }
        // "3. Sở A, Sở B cử lực lượng theo phân công sau:" over the table.
        let tabled = self.has_rows && point.more.is_empty() && tokens.last().is_some_and(|t| t.is(":"));
        let heading_only =
            tabled || point.children.is_empty() && point.more.is_empty() && orders::is_bare_title(tokens);
        if !ordered
            || orders::is_statement(tokens) && !orders::tells(tokens)
            || orders::looks_back(tokens, self.origin.issued)
            || orders::is_force(tokens)
            // "1. Các địa phương đã có nhiều cố gắng."
            || tokens.get(read.rest).is_some_and(|t| t.key == "đã") && !orders::tells(tokens) && split(tokens).len() == 1
            || heading_only
        {
            return;
        }
        let mut text = vec![tokens.clone()];
        text.extend(point.more.iter().cloned());
        collect(&point.children, &mut text);
        let item = path.join(".").replace(".PL", "PL");
        let notice = *self.kind == DocKind::Notice && above.leads.is_empty();
        let doubtful = orders::may_state(tokens, &read, notice);
        let mut order = self.order(item, text, read, above);
        if doubtful {
            order.certainty = Certainty::Check;
        }
        self.orders.push(order);
    }

    fn order(&self, item: String, text: Vec<Vec<Token>>, read: Ordered, above: &Above) -> Order {
        // "5. Ban nhân dân các ấp / - Mỗi ấp thành lập 01 tổ" says how much, not who else.
        let each = |unit: &Unit| unit.name.to_lowercase().starts_with("mỗi ");
        let named = !read.leads.is_empty() && (above.leads.is_empty() || !read.leads.iter().all(each));
        // "3. UBND các huyện / - Chỉ đạo Phòng A …" can be read both ways.
        let directed =
            !above.path.is_empty() && !above.leads.is_empty() && any_at(&text[0], 0, &["chỉ đạo"]).is_some();
        let mut certain = read.certain && !directed;
        let (mut leads, mut supports) = (read.leads, read.supports);
        if named {
            let (more, beside) = self.later_subjects(&text[0]);
            certain &= more.is_empty();
            leads.extend(more);
            supports.extend(beside);
        }
        if supports.is_empty() {
            supports.clone_from(&above.supports);
        }
        let mut order = Order {
            item,
            reports: false,
            title: title(self.source, &text[0][read.rest.min(text[0].len().saturating_sub(1))..]),
            text: Vec::new(),
            leads: self.resolve(if named { leads } else { above.leads.clone() }),
            named,
            certain,
            clear: read.clear,
            supports: if supports.is_empty() { supports } else { self.resolve(supports) },
            dues: Vec::new(),
            targets: Vec::new(),
            certainty: Certainty::Sure,
        };
        for (i, paragraph) in text.iter().enumerate() {
            let (own, fields) = fields::parts(paragraph);
            let start = match i {
                0 if order.named => behind_direction(self.source, paragraph, read.rest),
                0 => 0,
                _ => own,
            };
            order.dues.extend(self.dues(&paragraph[..own], start.min(own)));
            order.targets.extend(targets::all(self.source, &paragraph[..own]));
            fields.into_iter().for_each(|(field, at)| self.labelled(&mut order, field, &paragraph[at]));
        }
        if order.dues.is_empty() {
            order
                .dues
                .extend(text.iter().find_map(|paragraph| deadlines::coming_day(paragraph, self.origin)));
        }
        order.add_stages(&text, self.origin);
        order.text = text;
        order
    }

    /// What a label says of the order: "Chủ trì: …", "Thời gian: …".
    fn labelled(&self, order: &mut Order, field: Field, value: &[Token]) {
        let (list, end) = units::labelled(self.source, value);
        match field {
            Field::Lead => {
                order.certain = value.get(end).is_none_or(|t| !t.is_word());
                (order.leads, order.named) = (self.resolve(list), true);
            }
            Field::Support => order.supports = list,
            Field::Time => return order.dues.extend(deadlines::stated(value, self.origin)),
            Field::Other => return,
        }
        order.dues.extend(deadlines::all(&value[end..], self.origin, false));
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
        let mut known = HashSet::new();
        resolved.into_iter().filter(|unit| known.insert(unit.name.to_lowercase())).collect()
    }
}

/// Behind "chỉ đạo Phòng Cảnh sát …": where the verb of the order stands.
fn behind_direction(source: &Source, tokens: &[Token], rest: usize) -> usize {
    let directed = any_at(tokens, rest, &["chỉ đạo", "phân công", "giao"]);
    directed.map_or(rest, |at| units::list_behind(source, tokens, at).1)
}

#[cfg(test)]
mod tests;
