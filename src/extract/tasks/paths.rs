//! Where a point stands in its outline: the path of its enumerators and what is under it.
//!
//! Border: corpus/SCHEMA `ref`; what a point orders is read above.

use super::super::points::{Mark, Point, label};
use super::super::token::Token;
use super::fields::field;

pub(super) fn collect(children: &[Point], text: &mut Vec<Vec<Token>>) {
    for child in children {
        text.push(child.tokens.clone());
        text.extend(child.more.iter().cloned());
        collect(&child.children, text);
    }
}

/// The position among the bullets of one list, from 1.
pub(super) fn bullet_index(siblings: &[Point], at: usize) -> usize {
    let of_kind = |p: &&Point| p.mark == siblings[at].mark && field(&p.tokens).is_none();
    siblings[..=at].iter().filter(of_kind).count()
}

/// "II.1" and "1.2" → "II.1.2"; a dash under "2" → "2.-1".
pub(super) fn path_of(above: &[String], mark: &Mark, bullet: usize) -> Vec<String> {
    let mut path = above.to_vec();
    match mark {
        Mark::Arabic(numbers) => {
            // "1.2" under "1" says the "1" again.
            for depth in (1..numbers.len()).rev() {
                let head = numbers[..depth].iter().map(u32::to_string).collect::<Vec<_>>().join(".");
                if path.last() == Some(&head) {
                    path.pop();
                    break;
                }
            }
            path.push(label(mark));
        }
        Mark::Dash | Mark::Plus => path.push(format!("{}{bullet}", label(mark))),
        _ => path.push(label(mark)),
    }
    path
}
