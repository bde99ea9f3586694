//! The reorganisation of 2025: which offices were taken over by which, and what a register that names
//! them would enter.
//!
//! Border: the form of the table stands in the head of `data/units/2025.txt`. Nothing is entered by
//! itself: a person sees the changes first.

use chrono::NaiveDate;

use super::UnitId;
use super::change::Change;
use super::office::{UnitFields, UnitRow};
use crate::text;

const FILE: &str = include_str!("../../data/units/2025.txt");

/// An office that was taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOver {
    /// The names it goes by.
    pub names: Vec<&'static str>,
    pub successor: &'static str,
    /// The successor's first day.
    pub from: NaiveDate,
    /// "đổi tên", "hợp nhất", "chia".
    pub how: &'static str,
    /// A document orders it; else it follows from what the offices do.
    pub verified: bool,
    pub source: &'static str,
}

/// All of the table.
pub fn taken_over() -> impl Iterator<Item = TakenOver> {
    FILE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).filter_map(read)
}

/// `NAME; NAME | SUCCESSOR | YYYY-MM-DD | HOW | verified or expected | SOURCE`
fn read(line: &'static str) -> Option<TakenOver> {
    let fields: Vec<&str> = line.split('|').map(str::trim).collect();
    let [names, successor, from, how, standing, source] = fields.try_into().ok()?;
    let names = names.split(';').map(str::trim).collect();
    let verified = [("verified", true), ("expected", false)].into_iter().find(|s| s.0 == standing)?.1;
    Some(TakenOver { names, successor, from: from.parse().ok()?, how, verified, source })
}

/// What is to be entered for units that have no successor yet: a unit for each successor the register
/// does not have, numbered from `next` on, and with each predecessor its last day and its successor. The
/// predecessors' names stand beside, with how they were taken over.
pub fn proposals(units: &[UnitRow], next: UnitId) -> (Vec<(String, TakenOver)>, Vec<Change>) {
    let known = |name: &str| units.iter().find(|unit| unit.fields.names.iter().any(|n| same(n, name)));
    let (mut proposals, mut added, mut changes) = (Vec::new(), Vec::<(UnitId, &str)>::new(), Vec::new());
    for line in taken_over() {
        let unit = line.names.iter().find_map(|name| known(name));
        let Some(unit) = unit.filter(|unit| unit.fields.successor.is_none()) else { continue };
        let here = known(line.successor).map(|unit| unit.id);
        let here = here.or_else(|| added.iter().find(|(_, name)| *name == line.successor).map(|a| a.0));
        let successor = here.unwrap_or_else(|| {
            let id = UnitId(next.0 + added.len() as i64);
            added.push((id, line.successor));
            let (name, kind) = (line.successor.to_owned(), unit.fields.kind.clone());
            let fields = UnitFields { name, kind, valid_from: Some(line.from), ..UnitFields::default() };
            let new = Some(Box::new(fields.with_names_settled()));
            changes.push(Change::UnitSet { unit: Some(id), old: None, new });
            id
        });
        let (old, valid_to) = (Box::new(unit.fields.clone()), line.from.pred_opt());
        let new = UnitFields { successor: Some(successor), valid_to, ..unit.fields.clone() };
        changes.push(Change::UnitSet { unit: Some(unit.id), old: Some(old), new: Some(Box::new(new)) });
        proposals.push((unit.fields.name.clone(), line));
    }
    (proposals, changes)
}

/// By their words, whatever stands between them.
fn same(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let folded = text::fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, names: &[&str]) -> UnitRow {
        let fields = UnitFields {
            name: names[0].into(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            ..UnitFields::default()
        };
        UnitRow { id: UnitId(id), fields, open: 0, inherited: 0 }
    }

    #[test]
    fn every_line_is_read_and_no_office_takes_itself_over() {
        let lines = FILE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).count();
        let all: Vec<TakenOver> = taken_over().collect();
        assert_eq!((all.len(), lines > 6), (lines, true));
        for line in &all {
            assert!(["đổi tên", "hợp nhất", "chia"].contains(&line.how), "{line:?}");
            assert!(line.names.iter().all(|name| !same(name, line.successor)), "{line:?}");
            assert!(!line.source.is_empty() && !line.names.contains(&""), "{line:?}");
            // No chain: who took over was not taken over in turn.
            assert!(all.iter().all(|other| other.names.iter().all(|name| !same(name, line.successor))));
        }
    }

    #[test]
    fn a_register_gets_what_concerns_it_and_nothing_twice() {
        let mut units = vec![
            row(1, &["Sở LĐTBXH", "Sở Lao động – Thương binh và Xã hội"]),
            row(2, &["Sở Nội vụ"]),
            row(3, &["SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG"]),
            row(4, &["Sở Nông nghiệp và Phát triển nông thôn"]),
            row(5, &["Phòng Cải cách hành chính"]),
        ];
        let (named, changes) = proposals(&units, UnitId(9));
        assert_eq!(named.len(), 3);
        let set: Vec<(i64, bool, Option<i64>)> = changes
            .iter()
            .map(|change| match change {
                Change::UnitSet { unit: Some(id), old, new: Some(new) } => {
                    (id.0, old.is_some(), new.successor.map(|id| id.0))
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(set, [(1, true, Some(2)), (9, false, None), (3, true, Some(9)), (4, true, Some(9))]);
        for unit in &mut units {
            unit.fields.successor = Some(UnitId(2));
        }
        assert_eq!(proposals(&units, UnitId(9)), (vec![], vec![]));
    }
}
