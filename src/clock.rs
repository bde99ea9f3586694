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
    /// Runs with the system.
    pub fn system() -> Self {
        Self { started: None }
    }

    /// Reads `at` now and runs on from there.
    #[expect(clippy::disallowed_methods, reason = "this is the home of the clock")]
    pub fn starting_at(at: DateTime<Utc>) -> Self {
        Self { started: Some((at, Instant::now())) }
    }

    /// The present instant, in UTC.
    #[expect(clippy::disallowed_methods, reason = "this is the home of the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        match self.started {
            None => Utc::now(),
            Some((at, since)) => at + since.elapsed(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stated_instant_runs_on_from_there() {
        let at = DateTime::from_timestamp(1_608_512_400, 0).unwrap();
        let clock = Clock::starting_at(at);
        let first = clock.now();
        assert!(first >= at && clock.now() >= first);
        assert!(first - at < chrono::TimeDelta::hours(1), "{first}");
    }
}
