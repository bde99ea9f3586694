//! Twin of [`crate::app::events`].

use crate::app::App;
use crate::app::events::Parts;

use super::canvas::Canvas;

pub fn draw(app: &App, parts: &Parts, canvas: &mut Canvas<'_>) {
    let _ = (app, parts, canvas);
}
