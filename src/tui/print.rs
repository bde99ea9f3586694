//! A paper on its way out of the screens: a new file in the folder the program was started in, or, for somebody
//! who sits at another machine, the command that fetches it there.

use std::path::Path;

use crate::app::message::Printed;
use crate::domain::paper::{Format, Paper, Tasks, Wanted};
use crate::domain::query::{AgendaView, Scope, Stage, View};
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::report;
use crate::store::{self, Store};
use crate::text;

use super::Start;

/// Files of one name a day.
const MOST: usize = 99;

pub(super) fn print(
    store: &Store,
    start: &Start,
    (wanted, format): (&Wanted, Format),
    now: Now,
) -> Result<Printed> {
    let name = format.file_name(wanted.paper, now.today());
    if let Some(reached_as) = &start.reached_as {
        let Some(words) = words(wanted, format) else { return Ok(Printed::NoCommand) };
        return Ok(Printed::Fetch(format!("ssh {reached_as} \"{words}\" > {name}")));
    }
    let matter = store.matter(wanted, &start.actor, now)?;
    if let Some(unit) = matter.unit.as_ref().filter(|_| matter.tasks.is_empty()) {
        return Ok(Printed::Nothing(unit.clone()));
    }
    let path = new_file(&name, &report::write(&matter, format, start.lang))?;
    let path = Path::new(&path);
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    Ok(Printed::File(text::clean_line(&whole.to_string_lossy())))
}

/// Writes under the name, or under it with the first number that is free.
fn new_file(name: &str, bytes: &[u8]) -> Result<String> {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let numbered = (2..=MOST).map(|n| format!("{stem}-{n}.{ending}"));
    let mut last = Error::Busy;
    for name in std::iter::once(name.to_owned()).chain(numbered) {
        match store::write_new(Path::new(&name), bytes) {
            Err(taken @ Error::FileExists(_)) => last = taken,
            ended => return ended.map(|()| name),
        }
    }
    Err(last)
}

/// The command that prints the same; of a filtered list it has what commands can be told. `None` where it
/// would print other tasks.
fn words(wanted: &Wanted, format: Format) -> Option<String> {
    let mut words = vec![format!("dondoc report {} --format {}", wanted.paper.name(), format.name())];
    let mine = matches!(wanted.stats.scope, Scope::Mine(_));
    words.extend(mine.then(|| "--mine".to_owned()));
    if let Some(window) = wanted.stats.window {
        words.push(format!(
            "--from {} --to {}",
            window.from.format("%d/%m/%Y"),
            window.to.format("%d/%m/%Y")
        ));
    }
    let quoted = |option: &str, value: &str| format!("{option} '{}'", value.replace(['\'', '"', '\\'], ""));
    words.extend(wanted.unit.as_ref().map(|unit| quoted("--unit", unit)));
    let filter = match (&wanted.tasks, wanted.paper) {
        (Tasks::Listed(View { filter, .. }) | Tasks::Agenda(AgendaView { filter, .. }), _) => Some(filter),
        (Tasks::These(_), Paper::List | Paper::Register) => return None,
        // The rows behind figures.
        (Tasks::Filtered(filters), Paper::List | Paper::Register) if filters.len() > 1 => return None,
        _ => None,
    };
    if let Some(filter) = filter {
        words.extend(filter.unit.as_ref().map(|unit| quoted("--unit", unit)));
        words.extend(filter.person.as_ref().map(|person| quoted("--person", person)));
        words.extend((filter.stage == Some(Stage::Late)).then(|| "--overdue".to_owned()));
    }
    Some(words.join(" "))
}
