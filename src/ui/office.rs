//! Twin of [`crate::app::office`].

use crate::app::App;
use crate::app::office::Office;

use super::canvas::Canvas;

pub fn draw(app: &App, office: &Office, canvas: &mut Canvas<'_>) {
    let _ = (app, office, canvas);
}
