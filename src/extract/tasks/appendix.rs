//! Tasks of what is attached: the rows of an assignment table, or the points of a plan.
//!
//! Border: corpus/SCHEMA rule 6; reading a table's rows is [`super::super::table`].

use super::super::deadlines::{self, Due};
use super::super::draft::Certainty;
use super::super::points::Outline;
use super::super::table::Row;
use super::super::token::has_any;
use super::super::units::{self, Ordered};
use super::order::counted;
use super::{Above, Order, Reader};

impl Reader<'_> {
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
        let handed = self.due_of_appendix();
        for row in rows {
            self.row(row, &handed);
        }
        let first = self.orders.len();
        if rows.is_empty() {
            counted(&outline.points).for_each(|(point, nth)| self.point(point, nth, &root));
        }
        // Which part of an attached plan orders is a guess.
        self.orders[first..].iter_mut().for_each(|order| order.certainty = Certainty::Check);
    }

    /// "… hoàn thành các nhiệm vụ nêu tại Phụ lục trước ngày …" sets a day for the rows of a list without
    /// one of their own.
    fn due_of_appendix(&self) -> Vec<Due> {
        let listed = |order: &&Order| {
            has_any(&order.text[0], &["phụ lục", "danh mục kèm theo", "biểu kèm theo", "bảng kèm theo"])
                && has_any(&order.text[0], &["hoàn thành", "xong", "dứt điểm", "giải quyết", "xử lý"])
                && has_any(&order.text[0], &["nhiệm vụ", "nội dung", "công việc", "kiến nghị"])
        };
        let mut found = self.orders.iter().filter(listed).filter_map(|order| order.due().0);
        match (found.next(), found.next()) {
            (Some(due), None) if due.on.is_some() => vec![due],
            _ => Vec::new(),
        }
    }

    fn row(&mut self, row: &Row, handed: &[Due]) {
        let leads = units::cell(self.source, &row.lead);
        let supports = units::cell(self.source, &row.support);
        let certain = units::list_at(self.source, &row.lead, 0).1 == row.lead.len();
        let clear = units::list_at(self.source, &row.support, 0).1 == row.support.len();
        let read = Ordered { leads, supports, certain, clear, ..Ordered::default() };
        let item = format!("PL.{}", row.number);
        let mut order = self.order(item, vec![row.work.clone()], read, &Above::default());
        let dues = deadlines::stated(&row.time, self.origin);
        if !dues.is_empty() {
            order.dues = dues;
        } else if order.dues.is_empty() {
            order.dues = handed.to_vec();
        }
        self.orders.push(order);
    }
}
