//! View 4.

use crate::app::App;

use super::canvas::Canvas;

pub fn draw(app: &App, canvas: &mut Canvas<'_>) {
    let _ = (app.log(), canvas);
}
