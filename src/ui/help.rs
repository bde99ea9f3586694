//! The help list over the screen.

use crate::app::App;
use crate::app::action::{Context, Entry};
use crate::app::help::Help;
use crate::app::key::Key;
use crate::app::layout::Area;
use crate::i18n::Lang;
use crate::text;

use super::canvas::Canvas;

/// Cells of the column of keys, where sentences stand beside it and where only labels have room.
const KEYS: usize = 17;
const KEYS_NARROW: usize = 9;

pub fn draw(app: &App, help: &Help, canvas: &mut Canvas<'_>) {
    let (area, lang) = (app.layout().help(), canvas.lang);
    let (rows, cursor) = help.shown();
    // As high as the list needs, so that more of the screen below stays in sight.
    let all = help.rows().len().max(1) as u16;
    let area = Area { height: area.height.min(all + 5).max(5.min(area.height)), ..area };
    let is_narrow = !app.layout().is_framed();
    let mut title = vec![lang.help_title(), context_name(help.of, lang)];
    title.extend((!is_narrow).then(|| lang.help_type()));
    let (keys, hint) = (lang.help_keys(canvas.glyphs.up_down()), lang.help_input_method());
    let both = format!("{keys}   {hint}");
    let cells = usize::from(area.width.saturating_sub(4));
    let keys = if text::width(&both) <= cells { both } else { keys };
    let inner = canvas.popup_with_keys(area, &title.join(" · "), &keys);
    let x = inner.x + 1;
    canvas.put(x, inner.y, cells, &format!("> {}_", help.filter), canvas.theme.plain);
    let list = Area { y: inner.y + 1, height: inner.height.saturating_sub(2), ..inner };
    let keys_width = if is_narrow { KEYS_NARROW } else { KEYS };
    if rows.is_empty() {
        canvas.put(x, list.y, cells, &lang.help_no_match(&help.filter), canvas.theme.muted);
    }
    for (index, row) in rows.iter().enumerate().take(usize::from(list.height)) {
        let y = list.y + index as u16;
        draw_command(row, x, y, cells, keys_width, canvas);
        if index == cursor {
            canvas.put(inner.x, y, 1, canvas.glyphs.cursor, canvas.theme.plain);
            canvas.restyle(inner.x, y, keys_width as u16, canvas.theme.selected);
        }
    }
}

/// Keys and sentence; on a narrow screen one key of each command and its label.
fn draw_command(row: &[Entry], x: u16, y: u16, cells: usize, keys_width: usize, canvas: &mut Canvas<'_>) {
    let lang = canvas.lang;
    let names =
        |keys: Vec<Key>| keys.into_iter().map(|key| canvas.glyphs.key(key)).collect::<Vec<_>>().join(" ");
    let letters = letters(row);
    let keys: Vec<Key> = row.iter().flat_map(|entry| entry.keys).copied().collect();
    let (shown, said) = if keys_width < KEYS {
        let labels: Vec<String> = row.iter().map(|entry| (entry.label)(lang)).collect();
        (names(row.iter().filter_map(Entry::shown_key).collect()), labels.join(", "))
    } else if keys.is_empty() {
        (letters, sentence(row, lang))
    } else {
        (names(keys), sentence(row, lang))
    };
    canvas.put(x + 1, y, keys_width, &shown, canvas.theme.key);
    canvas.put(x + 2 + keys_width as u16, y, cells.saturating_sub(keys_width + 2), &said, canvas.theme.plain);
}

fn letters(row: &[Entry]) -> String {
    row.iter().flat_map(|entry| entry.letters).map(char::to_string).collect::<Vec<_>>().join(" ")
}

/// What it does; the letters that do it too, where it has keys.
fn sentence(row: &[Entry], lang: Lang) -> String {
    let (said, letters) = ((row[0].help)(lang), letters(row));
    let has_keys = row.iter().any(|entry| !entry.keys.is_empty());
    if has_keys && !letters.is_empty() { format!("{said} ({})", lang.help_also(&letters)) } else { said }
}

fn context_name(context: Context, lang: Lang) -> String {
    match context {
        Context::Checklist | Context::Tasks => lang.context_checklist(),
        Context::Detail | Context::Text => lang.context_detail(),
        Context::Steps => lang.act_steps(),
        Context::Review => lang.context_review(),
        Context::Log => lang.view_log(),
        Context::Office => lang.context_office(),
        Context::Agenda => lang.view_agenda(),
        Context::Figures => lang.view_figures(),
        _ => lang.context_directives(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::action;
    use crate::app::layout::Layout;

    #[test]
    fn no_sentence_is_cut_at_80_columns() {
        let cells = usize::from(Layout::new(80, 24).help().width) - 4 - KEYS - 2;
        let mut cut = std::collections::BTreeSet::new();
        for lang in [Lang::Vi, Lang::En] {
            for row in Context::ALL.into_iter().flat_map(|context| action::rows(context, lang)) {
                cut.extend(Some(sentence(row, lang)).filter(|said| text::width(said) > cells));
            }
        }
        assert!(cut.is_empty(), "{cells}: {cut:#?}");
    }
}
