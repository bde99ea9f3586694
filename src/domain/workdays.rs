//! Day arithmetic of the Civil Code 2015 and of working days (DOMAIN §5).

use chrono::NaiveDate;

use super::calendar::Calendar;

/// Working days in `(from, to]`: the first day is not counted, the last is.
pub fn working_days_between(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> i64 {
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| calendar.is_working(*day)).count()
        as i64
}
