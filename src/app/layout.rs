//! How the screen is divided: which of the widths of view 1 applies and where each pane stands.
//!
//! Border: numbers only. Both the state machine (a page is as many rows as its pane shows) and the
//! drawing read them here, so that the two cannot disagree.

/// Cells on the screen; `x` and `y` count from 0 at the upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    /// What is left of it under so many rows.
    pub fn below(self, rows: u16) -> Self {
        let rows = rows.min(self.height);
        Self { y: self.y + rows, height: self.height - rows, ..self }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Below 20×5: one line of text.
    Line,
    /// Below 60×20: one pane without frames, short words.
    Narrow,
    /// The list above, the checklist below.
    Normal,
    /// From 110 columns on: the selected directive at the right.
    Wide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    pub size: Size,
    pub columns: u16,
    pub rows: u16,
}

/// The panes of a review, with their frames where there are two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewPanes {
    pub read: Area,
    pub letter: Area,
    pub is_split: bool,
    /// Rows of each, without frame.
    pub rows: usize,
    /// Cells of a line of the letter.
    pub letter_cells: usize,
}

/// Rows of the block of fields over the tabs of a directive, frame included.
const HEAD_ROWS: u16 = 7;

/// Lines under the table of view 3, in a frame, with the empty one above them.
pub const FIGURE_LINES: u16 = 7;

impl Layout {
    pub fn new(columns: u16, rows: u16) -> Self {
        let size = match (columns, rows) {
            (..20, _) | (_, ..5) => Size::Line,
            (..60, _) | (_, ..20) => Size::Narrow,
            (110.., _) => Size::Wide,
            _ => Size::Normal,
        };
        Self { size, columns, rows }
    }

    /// Panes have a frame and lists a heading.
    pub fn is_framed(self) -> bool {
        matches!(self.size, Size::Normal | Size::Wide)
    }

    /// Too low for the header, the strip and the footer: a list and one line of status.
    pub fn is_low(self) -> bool {
        self.rows < 10
    }

    fn area(self, y: u16, below: u16) -> Area {
        Area { x: 0, y, width: self.columns, height: self.rows.saturating_sub(y + below) }
    }

    /// Between header and strip above and message and footer below.
    pub fn body(self) -> Area {
        if self.is_framed() || !self.is_low() { self.area(2, 2) } else { self.area(0, 1) }
    }

    /// The directives, with their frame.
    pub fn list(self) -> Area {
        let body = self.body();
        match self.size {
            Size::Wide => Area { width: body.width - self.side_width(), ..body },
            Size::Normal => Area { height: body.height - checklist_height(body.height), ..body },
            Size::Narrow | Size::Line => body,
        }
    }

    /// A little less than half, for the titles of tasks are longer than what the list must show.
    fn side_width(self) -> u16 {
        self.columns * 9 / 20
    }

    /// The fields of the selected directive, beside the list.
    pub fn summary(self) -> Option<Area> {
        let list = self.list();
        let area = Area {
            x: list.width,
            y: list.y,
            width: self.side_width(),
            height: (list.height / 3).clamp(9, 13),
        };
        (self.size == Size::Wide).then_some(area)
    }

    /// The tasks of the selected directive, with their frame. In the narrow layout it takes the
    /// list's place while it has the keys.
    pub fn checklist(self) -> Area {
        let (body, list) = (self.body(), self.list());
        match (self.size, self.summary()) {
            (Size::Normal, _) => Area { y: list.y + list.height, height: body.height - list.height, ..body },
            (_, Some(above)) => {
                Area { y: above.y + above.height, height: body.height - above.height, ..above }
            }
            _ => body,
        }
    }

    /// Directives shown at once.
    pub fn list_rows(self) -> usize {
        rows_inside(self.list(), if self.is_framed() { 3 } else { 0 })
    }

    /// Lines of a view that has the whole body, shown at once.
    pub fn body_rows(self) -> usize {
        rows_inside(self.body(), if self.is_framed() { 2 } else { 0 })
    }

    /// Tasks behind a figure shown at once; they have the place of a search.
    pub fn tasks_rows(self) -> usize {
        rows_inside(self.search(), if self.is_framed() { 2 } else { 0 })
    }

    /// Tasks shown at once.
    pub fn checklist_rows(self) -> usize {
        rows_inside(self.checklist(), if self.is_framed() { 2 } else { 0 })
    }

    /// Rows of view 4 shown at once: frame, tabs, heading and the chosen row in full are not.
    pub fn log_rows(self) -> usize {
        rows_inside(self.body(), if self.is_framed() { 9 } else { 0 })
    }

    /// The block of fields of an opened directive, with its frame.
    pub fn detail_head(self) -> Option<Area> {
        self.is_framed().then(|| Area { height: HEAD_ROWS, ..self.area(1, 2) })
    }

    /// The chosen tab of an opened directive, with its frame.
    pub fn detail_body(self) -> Area {
        match self.detail_head() {
            Some(head) => self.area(head.y + head.height + 1, 2),
            None => self.area(1, if self.is_low() { 1 } else { 2 }),
        }
    }

    /// Lines of the chosen tab shown at once.
    pub fn detail_rows(self) -> usize {
        rows_inside(self.detail_body(), if self.is_framed() { 2 } else { 0 })
    }

    /// Cells of a line of text in the chosen tab.
    pub fn detail_width(self) -> usize {
        let margin = if self.is_framed() { 4 } else { 2 };
        usize::from(self.columns.saturating_sub(margin))
    }

    /// The review of a letter: what was read at the left, the letter at the right; on a narrow screen
    /// either has all of it.
    pub fn review(self) -> ReviewPanes {
        let area = self.area(1, if self.is_low() { 1 } else { 2 });
        let is_split = self.columns >= 60 && !self.is_low();
        let read = Area { width: if is_split { self.columns * 19 / 40 } else { area.width }, ..area };
        let letter = match is_split {
            true => Area { x: read.width, width: area.width - read.width, ..area },
            false => area,
        };
        let (sides, margin) = if is_split { (2, 4) } else { (0, 2) };
        ReviewPanes {
            read,
            letter,
            is_split,
            rows: rows_inside(area, sides),
            letter_cells: usize::from(letter.width.saturating_sub(margin)).max(1),
        }
    }

    /// The box of a form for so many rows inside, over the middle of the screen; the line of messages
    /// stays in sight.
    pub fn form(self, inside: u16) -> Area {
        let width = self.columns.saturating_sub(if self.is_framed() { 4 } else { 0 }).min(84);
        let room = self.rows.saturating_sub(if self.is_low() { 1 } else { 2 });
        let height = inside.saturating_add(2).min(room);
        Area { x: (self.columns - width) / 2, y: (room - height) / 2, width, height }
    }

    /// Cells of a form's labels, of which the longest has so many, and of a field of the whole width,
    /// its brackets left out.
    pub fn field_cells(self, longest: usize) -> (usize, usize) {
        let width = usize::from(self.form(0).width);
        let label = longest.min(width / 2);
        (label, width.saturating_sub(label + 7).max(2))
    }

    /// Lines shown at once of what a box says.
    pub fn told_rows(self) -> usize {
        rows_inside(self.form(14), 4)
    }

    /// Steps of a task shown at once.
    pub fn step_rows(self) -> usize {
        rows_inside(self.form(11), 3)
    }

    /// The help list, over the middle of the screen.
    pub fn help(self) -> Area {
        let width = self.columns.saturating_sub(if self.is_framed() { 4 } else { 2 }).min(76);
        let height = self.under_or_over(24);
        Area { x: (self.columns - width) / 2, y: (self.rows - height) / 2, width, height }
    }

    /// Rows of a box over the screen: on a low one all of them.
    fn under_or_over(self, wanted: u16) -> u16 {
        self.rows.saturating_sub(if self.is_low() { 0 } else { 2 }).min(wanted)
    }

    /// The field of a search with what it found, over the whole screen, with their frame.
    pub fn search(self) -> Area {
        self.area(1, if self.is_low() { 1 } else { 2 })
    }

    /// Lines of what was found shown at once.
    pub fn search_rows(self) -> usize {
        rows_inside(self.search(), if self.is_framed() { 3 } else { 1 })
    }

    /// A menu of so many rows, over the middle of the screen.
    pub fn menu(self, rows: usize) -> Area {
        let wanted = u16::try_from(rows).unwrap_or(u16::MAX).saturating_add(3);
        let (width, height) = (self.columns.saturating_sub(2).min(56), self.under_or_over(wanted));
        Area { x: (self.columns - width) / 2, y: (self.rows - height) / 2, width, height }
    }

    /// Choices shown at once in a menu: its frame and the key line are not.
    pub fn menu_rows(self) -> usize {
        rows_inside(self.menu(usize::MAX), 3)
    }

    /// Units or people shown at once in view 3: heading and total are not, nor what stands under them.
    pub fn figure_rows(self) -> usize {
        rows_inside(self.body(), if self.is_framed() { 5 + FIGURE_LINES } else { 4 })
    }

    /// Commands shown at once in the help list: its frame, the filter and the key line are not.
    pub fn help_rows(self) -> usize {
        rows_inside(self.help(), 4)
    }
}

/// Two fifths of the body, so that a letter of the usual five points fits at 80×24.
fn checklist_height(body: u16) -> u16 {
    (body * 2 / 5).max(6)
}

fn rows_inside(area: Area, taken: u16) -> usize {
    usize::from(area.height.saturating_sub(taken)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widths_follow_the_size() {
        let cases = [
            ((1, 1), Size::Line),
            ((19, 24), Size::Line),
            ((20, 5), Size::Narrow),
            ((80, 19), Size::Narrow),
            ((60, 20), Size::Normal),
            ((109, 50), Size::Normal),
            ((110, 20), Size::Wide),
            ((200, 12), Size::Narrow),
        ];
        for ((columns, rows), size) in cases {
            assert_eq!(Layout::new(columns, rows).size, size, "{columns}×{rows}");
        }
    }

    #[test]
    fn five_tasks_fit_under_nine_directives_at_80_by_24() {
        let layout = Layout::new(80, 24);
        assert_eq!((layout.list_rows(), layout.checklist_rows()), (9, 6));
    }

    #[test]
    fn panes_never_leave_the_screen() {
        for columns in 1..=130 {
            for rows in 1..=45 {
                let layout = Layout::new(columns, rows);
                let review = layout.review();
                let panes = [layout.list(), layout.checklist(), layout.detail_body(), layout.help()];
                for area in panes
                    .into_iter()
                    .chain([review.read, review.letter])
                    .chain(layout.summary())
                    .chain(layout.detail_head())
                {
                    let right = area.x + area.width;
                    let bottom = area.y + area.height;
                    assert!(
                        layout.size == Size::Line || right <= columns && bottom <= rows,
                        "{layout:?} {area:?}"
                    );
                }
            }
        }
    }
}
