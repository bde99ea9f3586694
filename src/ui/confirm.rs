//! A question with two buttons.

use crate::app::App;
use crate::app::confirm::Confirm;

use super::canvas::Canvas;

pub fn draw(_app: &App, _confirm: &Confirm, _canvas: &mut Canvas<'_>) {}
