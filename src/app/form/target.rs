//! A target in a form: how its value is written, what it is called, what is typed for it.

use crate::domain::task::{Comparator, Target};

/// How a comparison is written, the first one as it is shown.
const SIGNS: [(&str, Comparator); 5] = [
    (">=", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≥", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    ("=", Comparator::Exactly),
];

/// What a target is called where one of several is chosen.
pub(super) fn named_target(target: &Target) -> String {
    format!("{} {}", target.measure, value_text(target))
}

pub(super) fn value_text(target: &Target) -> String {
    let sign =
        SIGNS.iter().find(|(_, comparator)| *comparator == target.comparator).map_or("", |(sign, _)| sign);
    if target.comparator == Comparator::Exactly {
        target.value.clone()
    } else {
        format!("{sign} {}", target.value)
    }
}

/// Puts measure or value into the first target; the others stay.
pub(super) fn set_target(targets: &mut Vec<Target>, measure: Option<&str>, value: Option<&str>) {
    if targets.is_empty() {
        let (measure, value) = (String::new(), String::new());
        targets.push(Target { measure, comparator: Comparator::Exactly, value, actuals: Vec::new() });
    }
    let target = &mut targets[0];
    if let Some(measure) = measure {
        measure.clone_into(&mut target.measure);
    }
    if let Some(value) = value {
        let sign = SIGNS.iter().find(|(sign, _)| value.starts_with(sign));
        let (sign, comparator) = sign.copied().unwrap_or(("", Comparator::Exactly));
        target.comparator = comparator;
        value.strip_prefix(sign).unwrap_or(value).trim().clone_into(&mut target.value);
    }
}
