//! A form: labels, fields, errors under them.

use crate::app::App;
use crate::app::form::Form;

use super::canvas::Canvas;

pub fn draw(_app: &App, _form: &Form, _canvas: &mut Canvas<'_>) {}
