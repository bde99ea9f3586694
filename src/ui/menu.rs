//! Filter and sort: a short list over the screen.

use crate::app::App;
use crate::app::menu::Menu;

use super::canvas::Canvas;

pub fn draw(_app: &App, _menu: &Menu, _canvas: &mut Canvas<'_>) {}
