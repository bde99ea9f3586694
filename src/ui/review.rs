//! The review of a letter: values at the left, the passage at the right.

use crate::app::App;
use crate::app::review::{Offer, Review};

use super::canvas::Canvas;

pub fn draw(_app: &App, _review: &Review, _canvas: &mut Canvas<'_>) {}

pub fn draw_offer(_app: &App, _offer: &Offer, _canvas: &mut Canvas<'_>) {}
