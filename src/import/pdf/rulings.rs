//! The rulings drawn on a page → the cells of its tables.
//!
//! Border: geometry, in the units of the page; `y` grows upwards. What stands in a cell is put together by
//! [`super::page`].

use pdf_extract::content::Content;
use pdf_extract::{Document, ObjectId};

/// A line along one axis: its place on the other, and from where to where it goes.
#[derive(Debug, Clone, Copy)]
struct Ruling {
    at: f64,
    from: f64,
    to: f64,
}

/// Lines that are level and lines that stand upright.
#[derive(Debug, Default)]
pub(super) struct Rulings {
    level: Vec<Ruling>,
    upright: Vec<Ruling>,
}

/// Rows between two level lines, from the top; each with its place and that of the columns' borders.
#[derive(Debug)]
pub(super) struct Grid {
    /// One more than rows, downwards.
    pub ys: Vec<f64>,
    /// One more than columns.
    pub xs: Vec<f64>,
    /// Of each place the row and column whose text it holds: its own but for joined cells.
    owners: Vec<Vec<(usize, usize)>>,
    /// No line closes its first row: that goes on with the last one of the page before.
    pub is_open: bool,
}

/// Lines so near each other are the two sides of one.
const NEAR: f64 = 3.0;
/// Shorter ones are the ends of thick lines.
const SHORT: f64 = 5.0;
/// A page with more is a drawing.
const MOST: usize = 5_000;

/// `[a b c d e f]` as files write them.
type Matrix = [f64; 6];

impl Rulings {
    pub fn of_page(document: &Document, page: ObjectId) -> Self {
        let content = document.get_page_content(page).ok().and_then(|bytes| Content::decode(&bytes).ok());
        let mut rulings = Self::default();
        let mut matrix: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        let (mut kept, mut path, mut at) = (Vec::new(), Vec::new(), (0.0, 0.0));
        for operation in content.map(|content| content.operations).unwrap_or_default() {
            let numbers: Vec<f64> =
                operation.operands.iter().filter_map(|n| n.as_float().ok()).map(f64::from).collect();
            match (operation.operator.as_str(), numbers.as_slice()) {
                ("q", _) => kept.push(matrix),
                ("Q", _) => matrix = kept.pop().unwrap_or(matrix),
                ("cm", &[a, b, c, d, e, f]) => matrix = times([a, b, c, d, e, f], matrix),
                ("m", &[x, y]) => at = (x, y),
                ("l", &[x, y]) => {
                    path.push((at, (x, y)));
                    at = (x, y);
                }
                ("re", &[x, y, w, h]) => {
                    let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)];
                    path.extend(corners.windows(2).map(|side| (side[0], side[1])));
                }
                ("S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*", _) => {
                    path.drain(..).for_each(|(a, b)| rulings.add(shown(a, matrix), shown(b, matrix)));
                }
                ("n", _) => path.clear(),
                _ => {}
            }
        }
        if rulings.level.len().max(rulings.upright.len()) > MOST { Self::default() } else { rulings }
    }

    fn add(&mut self, a: (f64, f64), b: (f64, f64)) {
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        if height < 1.0 && width > SHORT {
            self.level.push(Ruling { at: a.1, from: a.0.min(b.0), to: a.0.max(b.0) });
        } else if width < 1.0 && height > SHORT {
            self.upright.push(Ruling { at: a.0, from: a.1.min(b.1), to: a.1.max(b.1) });
        }
    }

    /// The tables of the page from the top: where at least two columns stand between upright lines.
    pub fn grids(&self) -> Vec<Grid> {
        let mut ys = places(&self.level);
        let open = self.open_ends(&ys);
        ys.extend(&open);
        ys.sort_by(f64::total_cmp);
        ys.reverse();
        let xs = places(&self.upright);
        let borders = |band: &[f64]| -> Vec<f64> {
            let middle = f64::midpoint(band[0], band[1]);
            xs.iter().copied().filter(|x| is_drawn(&self.upright, *x, middle)).collect()
        };
        let bands: Vec<Vec<f64>> = ys.windows(2).map(borders).collect();
        let (mut grids, mut from) = (Vec::new(), 0);
        for part in bands.chunk_by(|above, below| (above.len() > 2) == (below.len() > 2)) {
            if part[0].len() > 2 {
                let grid = self.grid(ys[from..=from + part.len()].to_vec(), part);
                grids.push(Grid { is_open: open.contains(&ys[from]), ..grid });
            }
            from += part.len();
        }
        grids
    }

    /// Where upright lines end together without a level one: a row that the end of the page cuts.
    fn open_ends(&self, levels: &[f64]) -> Vec<f64> {
        let ends = self.upright.iter().flat_map(|line| [line.from, line.to]);
        let mut ends: Vec<f64> =
            ends.filter(|end| levels.iter().all(|level| (level - end).abs() > SHORT)).collect();
        ends.sort_by(f64::total_cmp);
        let together = ends.chunk_by(|one, next| next - one <= NEAR);
        together.filter(|ends| ends.len() > 2).map(|ends| ends[0]).collect()
    }

    /// Where no line stands between two places, they are one cell.
    fn grid(&self, ys: Vec<f64>, bands: &[Vec<f64>]) -> Grid {
        let mut xs: Vec<f64> = bands.concat();
        xs.sort_by(f64::total_cmp);
        xs.dedup();
        let mut owners: Vec<Vec<(usize, usize)>> = Vec::new();
        for (row, borders) in bands.iter().enumerate() {
            let mut line = Vec::new();
            for column in 0..xs.len() - 1 {
                let middle = f64::midpoint(xs[column], xs[column + 1]);
                let is_closed = row == 0 || is_drawn(&self.level, ys[row], middle);
                let is_first = column == 0 || borders.contains(&xs[column]);
                line.push(match (is_closed, is_first) {
                    (false, _) => owners[row - 1][column],
                    (true, false) => line[column - 1],
                    (true, true) => (row, column),
                });
            }
            owners.push(line);
        }
        Grid { ys, xs, owners, is_open: false }
    }
}

impl Grid {
    /// Row and column of the cell that a point is in.
    pub fn cell_at(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        let row = self.ys.windows(2).position(|band| band[0] >= y && y > band[1])?;
        let column = self.xs.windows(2).position(|sides| sides[0] <= x && x < sides[1])?;
        Some(self.owners[row][column])
    }
}

/// Whether one of the lines at this place goes over the point.
fn is_drawn(rulings: &[Ruling], place: f64, point: f64) -> bool {
    rulings.iter().any(|line| (line.at - place).abs() <= NEAR && line.from <= point && point <= line.to)
}

/// Where lines stand, upwards.
fn places(rulings: &[Ruling]) -> Vec<f64> {
    let mut places: Vec<f64> = rulings.iter().map(|line| line.at).collect();
    places.sort_by(f64::total_cmp);
    places.dedup_by(|next, place| *next - *place <= NEAR);
    places
}

fn shown((x, y): (f64, f64), [a, b, c, d, e, f]: Matrix) -> (f64, f64) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// First the one, then the other.
fn times([a, b, c, d, e, f]: Matrix, then: Matrix) -> Matrix {
    let turned = |x: f64, y: f64| (then[0] * x + then[2] * y, then[1] * x + then[3] * y);
    let ((a, b), (c, d), (e, f)) = (turned(a, b), turned(c, d), shown((e, f), then));
    [a, b, c, d, e, f]
}
