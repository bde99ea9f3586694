//! The options of `report`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::Filter;
use crate::domain::paper::{Format, Paper};
use crate::domain::period::Span;
use crate::domain::stats::{Attribution, GroupBy};

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Report {
    #[arg(value_parser = named(Paper::ALL, Paper::name))]
    pub paper: Paper,
    #[arg(long, value_parser = named(Format::ALL, Format::name), conflicts_with = "json")]
    pub format: Option<Format>,
    #[arg(long, value_parser = named(Span::ALL, span_name), conflicts_with_all = ["from", "to"])]
    pub period: Option<Span>,
    /// Days as people write them.
    #[arg(long, requires = "to", allow_hyphen_values = true)]
    pub from: Option<String>,
    #[arg(long, requires = "from", allow_hyphen_values = true)]
    pub to: Option<String>,
    /// The day of assignment where it is not given; only of a period.
    #[arg(long, value_parser = named(ATTRIBUTIONS, attribution_name))]
    pub by: Option<Attribution>,
    #[arg(long, default_value = "unit", value_parser = named([GroupBy::Unit, GroupBy::Person], group_name))]
    pub group: GroupBy,
    #[arg(long)]
    pub mine: bool,
    #[command(flatten)]
    pub filter: Filter,
    #[arg(long, short = 'o')]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub json: bool,
}

const ATTRIBUTIONS: [Attribution; 3] = [Attribution::Assigned, Attribution::Due, Attribution::Completed];

fn attribution_name(by: Attribution) -> &'static str {
    match by {
        Attribution::Assigned => "assigned",
        Attribution::Due => "due",
        Attribution::Completed => "completed",
    }
}

pub fn group_name(by: GroupBy) -> &'static str {
    if by == GroupBy::Unit { "unit" } else { "person" }
}

fn span_name(span: Span) -> &'static str {
    match span {
        Span::Month => "month",
        Span::Quarter => "quarter",
        Span::HalfYear => "half",
        Span::NineMonths => "nine",
        Span::Year => "year",
    }
}

/// One of some values by its name.
fn named<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(all.map(name)).map(move |typed| {
        all.into_iter().find(|value| name(*value) == typed).expect("only names of the table pass")
    })
}
