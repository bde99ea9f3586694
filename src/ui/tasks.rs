//! Twin of [`crate::app::tasks`].

use crate::app::App;
use crate::app::tasks::Tasks;

use super::canvas::Canvas;

pub fn draw(app: &App, tasks: &Tasks, canvas: &mut Canvas<'_>) {
    let _ = (app, tasks, canvas);
}
