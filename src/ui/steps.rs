//! The steps of a task.

use crate::app::App;
use crate::app::steps::Steps;

use super::canvas::Canvas;

pub fn draw(_app: &App, _steps: &Steps, _canvas: &mut Canvas<'_>) {}
