//! `dondoc check`: whether the data file and what it rests on are sound. Ends 4 when the file is
//! damaged; what only deserves attention ends 0.
//!
//! JSON: an array of `{subject, ok, damaged, facts, text, advice}`.

use serde_json::{Value, json};

use super::context::Context;
use super::out::Out;
use crate::domain::query::{CheckResult, CheckSubject};
use crate::error::Result;
use crate::i18n::Lang;

/// The exit code of a damaged data file (DESIGN §8).
const DAMAGED: u8 = 4;

pub fn run(context: &Context, out: &mut Out, json: bool) -> Result<u8> {
    let lang = context.lang;
    let store = context.look(out)?;
    // Every page is read: on a large file that takes a while.
    out.progress(&lang.cli_checking());
    let results = store.check(context.now);
    out.progress_done();
    let results = results?;
    let is_damaged = results.iter().any(is_damage);
    if json {
        out.json(&results.iter().map(|result| object(lang, result)).collect());
    } else {
        for result in &results {
            print(out, lang, result);
        }
        out.line(&if is_damaged { lang.cli_check_damaged() } else { lang.cli_check_sound() });
    }
    Ok(if is_damaged { DAMAGED } else { 0 })
}

/// What is stored is not what was written.
fn is_damage(result: &CheckResult) -> bool {
    use CheckSubject::{ForeignKeys, Integrity, Journal, KeptColumns, Text};
    !result.ok && matches!(result.subject, Integrity | ForeignKeys | KeptColumns | Journal | Text)
}

fn object(lang: Lang, result: &CheckResult) -> Value {
    json!({
        "subject": format!("{:?}", result.subject),
        "ok": result.ok,
        "damaged": is_damage(result),
        "facts": result.facts,
        "text": lang.check_subject(result.subject),
        "advice": (!result.ok).then(|| lang.check_advice(result.subject)),
    })
}

fn print(out: &mut Out, lang: Lang, result: &CheckResult) {
    let mark = match (result.ok, is_damage(result)) {
        (true, _) => lang.cli_check_ok(),
        (false, true) => lang.cli_check_broken(),
        (false, false) => lang.cli_check_attention(),
    };
    let facts =
        if result.facts.is_empty() { String::new() } else { format!(": {}", result.facts.join("; ")) };
    out.line(&format!("{mark}  {}{facts}", lang.check_subject(result.subject)));
    if !result.ok {
        out.line(&format!("    {}", lang.check_advice(result.subject)));
    }
}
