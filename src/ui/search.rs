//! Search: the field and what it found.

use crate::app::App;
use crate::app::search::Search;

use super::canvas::Canvas;

pub fn draw(_app: &App, _search: &Search, _canvas: &mut Canvas<'_>) {}
