//! Styles by what they mean. Without colour the same meanings have attributes, and a word or a sign
//! always says it as well.

use ratatui::style::{Color, Modifier, Style};

use crate::app::due::Marker;

#[derive(Debug, Clone, Copy)]
pub struct Theme {
    pub plain: Style,
    pub heading: Style,
    pub muted: Style,
    pub late: Style,
    pub today: Style,
    pub soon: Style,
    pub doubt: Style,
    pub warning: Style,
    pub selected: Style,
    pub key: Style,
    pub passage: Style,
    /// Words that a search found.
    pub found: Style,
    pub banner: Style,
}

impl Theme {
    /// Only the sixteen colours that every terminal lets its user choose.
    pub fn new(colour: bool) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let reversed = plain.add_modifier(Modifier::REVERSED);
        let in_colour = |style: Style, fg: Color| if colour { style.fg(fg) } else { style };
        Self {
            plain,
            heading: bold,
            muted: if colour { plain.fg(Color::DarkGray) } else { plain.add_modifier(Modifier::DIM) },
            late: in_colour(bold, Color::Red),
            today: in_colour(bold, Color::Yellow),
            soon: in_colour(plain, Color::Yellow),
            doubt: in_colour(plain, Color::Magenta),
            warning: in_colour(bold, Color::Yellow),
            // One bar, whatever the cells under it look like.
            selected: reversed.fg(Color::Reset).remove_modifier(Modifier::DIM | Modifier::BOLD),
            key: bold,
            passage: in_colour(bold.add_modifier(Modifier::UNDERLINED), Color::Cyan),
            found: bold.add_modifier(Modifier::UNDERLINED),
            banner: if colour { bold.fg(Color::White).bg(Color::Red) } else { reversed.patch(bold) },
        }
    }

    pub fn of_marker(&self, marker: Marker) -> Style {
        match marker {
            Marker::Late => self.late,
            Marker::Today => self.today,
            Marker::Soon => self.soon,
            Marker::None => self.plain,
        }
    }
}
