//! Orders without a number: running text, and what stands behind the points.
//!
//! Border: corpus/SCHEMA rules 4 and 5; what a sentence orders is read as that of a point is.

use super::super::orders;
use super::super::sentences::{split, title};
use super::super::token::{Token, any_at, find_phrase};
use super::super::units::{self, Ordered};
use super::super::words::{ALL_POINTS, BASES};
use super::fields::{Field, field};
use super::{Above, Order, Reader};

impl Reader<'_> {
    /// A letter without points: each ordering sentence (SCHEMA, rule 4). Behind "có ý kiến như
    /// sau:" a sentence orders also when it only begins with who is to do it.
    pub(super) fn running_text(&mut self) {
        let (mut led, mut found) = (false, Vec::new());
        let sentences: Vec<&[Token]> = self.preamble.iter().flat_map(|p| split(p)).collect();
        for (i, &sentence) in sentences.iter().enumerate() {
            let basis = BASES.at(sentence, 0).is_some();
            let asks = !basis && orders::closes_with_order(sentence) && orders::orders(sentence);
            let bases = basis && sentence.last().is_some_and(|t| t.is(";"));
            if !bases
                && (orders::tells(sentence)
                    || asks
                    || orders::hands_over(sentence).is_some()
                    || led && orders::has_subject(sentence))
                && !orders::informs(sentence)
                && !(orders::hands_down(sentence) && i + 1 < sentences.len())
            {
                found.push(sentence.to_vec());
            }
            // Behind "… đề nghị các huyện …" a sentence "Các huyện cử …" orders too.
            led |= orders::tells(sentence);
            led |= sentence.last().is_some_and(|t| t.is(":")) && orders::opens_orders(sentence);
        }
        for sentence in found {
            if orders::is_statement(&sentence) && !orders::tells(&sentence) || orders::is_force(&sentence) {
                continue;
            }
            let mut read = units::ordered(self.source, &sentence);
            if let Some(to) = orders::hands_over(&sentence) {
                // "Thanh tra tỉnh chuyển đơn đến UBND xã A để giải quyết": who gets it acts.
                read.leads = units::list_at(self.source, &sentence, to).0;
            }
            if self.only_obeys(&sentence, &read) {
                continue;
            }
            let item = format!("T{}", self.orders.len() + 1);
            self.orders.push(self.alone(item, vec![sentence], read));
        }
    }

    /// These paragraphs, of which there is at least one, as an order with nothing above it.
    pub fn alone(&self, item: String, text: Vec<Vec<Token>>, read: Ordered) -> Order {
        let reports = orders::reports(&text[0]);
        Order { reports, ..self.order(item, text, read, &Above::default()) }
    }

    /// Orders behind the points: "BC", or "BC1", "BC2" (SCHEMA, rule 5); a date by which all of
    /// the points must be done goes to each of them.
    pub(super) fn closing(&mut self, paragraphs: &[Vec<Token>]) {
        let mut closing = Vec::new();
        for sentence in paragraphs.iter().flat_map(|p| split(p)) {
            let reports = orders::closes_with_order(sentence);
            if reports {
                closing.push(sentence.to_vec());
            }
            if ALL_POINTS.within(sentence) {
                self.bind_points(sentence);
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

    /// A sentence over or under the points says until when they must be done, all or those it names; the
    /// report about them has its own time.
    pub(super) fn bind_points(&mut self, sentence: &[Token]) {
        let done = ["hoàn thành", "xong", "hoàn tất", "dứt điểm"];
        let Some(at) = (0..sentence.len()).find(|&i| any_at(sentence, i, &done).is_some()) else { return };
        let report = |i: &usize| any_at(sentence, *i, &["báo cáo", "gửi"]).is_some();
        if (at.saturating_sub(4)..at).any(|i| report(&i)) {
            return;
        }
        let clause = &sentence[..(at..sentence.len()).find(report).unwrap_or(sentence.len())];
        let (dues, meant) = (self.dues(clause, clause.len()), points_in(clause));
        let number = |order: &Order| order.item.split('.').next().and_then(|n| n.parse().ok());
        for order in &mut self.orders {
            if meant.is_empty() || number(order).is_some_and(|n| meant.contains(&n)) {
                order.dues.extend(dues.iter().cloned());
            }
        }
    }

    /// "Thời hạn hoàn thành: …" in a line of its own, once and under the last point, may be meant for all of
    /// them: so it is where none has a time of its own. Either way it is worth a look.
    pub(super) fn share_lone_time(&mut self) {
        let labelled = |order: &Order| {
            order.text.iter().any(|p| field(p).is_some_and(|(field, _)| field == Field::Time))
        };
        let Some((last, others)) = self.orders.split_last_mut().filter(|(_, others)| !others.is_empty())
        else {
            return;
        };
        if !labelled(last) || others.iter().any(labelled) {
            return;
        }
        last.dues.iter_mut().for_each(|due| due.doubtful = true);
        if others.iter().all(|order| order.dues.is_empty()) {
            others.iter_mut().for_each(|order| order.dues.clone_from(&last.dues));
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

/// "các nội dung tại điểm 1 đến điểm 4", "tại mục 1 và mục 3": the points that are meant, if they are said.
fn points_in(sentence: &[Token]) -> Vec<u32> {
    let point = |at: usize| any_at(sentence, at, &["điểm", "mục", "khoản"]);
    let number = |at: usize| Some((sentence.get(at)?.number()?, at + 1));
    let mut found: Vec<u32> = Vec::new();
    let mut next = (0..sentence.len()).find_map(|i| number(point(i)?));
    while let Some((n, end)) = next {
        let range =
            end > 1 && found.last().is_some_and(|first| *first < n && n < first + 50) && spans(sentence, end);
        found.extend(if range { found[found.len() - 1] + 1..n } else { n..n });
        found.push(n);
        let more = any_at(sentence, end, &["đến", "-", ",", "và"]);
        next = more.and_then(|at| number(point(at).unwrap_or(at)));
    }
    found
}

/// "đến" stands before the number that ends at `end`, perhaps with "mục" between.
fn spans(sentence: &[Token], end: usize) -> bool {
    sentence[end.saturating_sub(3)..end].iter().any(|t| t.is("đến") || t.is("-"))
}
