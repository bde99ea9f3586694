//! The only place where the program learns what time it is.

use std::time::Instant;

use chrono::{DateTime, Utc};

/// The system's clock, or one that starts at `--at` and runs on from there.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    /// The stated instant and the moment it was stated.
    started: Option<(DateTime<Utc>, Instant)>,
}

impl Clock {
    pub fn system() -> Self {
        Self { started: None }
    }

    pub fn starting_at(at: DateTime<Utc>) -> Self {
        Self { started: Some((at, Instant::now())) }
    }

    pub fn now(&self) -> DateTime<Utc> {
        match self.started {
            None => Utc::now(),
            Some((at, since)) => at + since.elapsed(),
        }
    }
}
