//! The palette over the screen.

use crate::app::App;
use crate::app::palette::Palette;

use super::canvas::Canvas;

pub fn draw(_app: &App, _palette: &Palette, _canvas: &mut Canvas<'_>) {}
