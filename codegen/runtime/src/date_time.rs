//! Dates as the service sends them.

use std::fmt;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A point in time, kept as the text that the service sent.
///
/// The service counts in units of 100 nanoseconds and drops trailing zeros; the text keeps all of that, and it is kept
/// even if it is no date. [`to_system_time`](Self::to_system_time) reads it.
///
/// ```
/// use directory_graph_runtime::DateTime;
/// use std::time::{Duration, SystemTime};
///
/// let date = DateTime::from("2018-10-11T18:11:49.1234567Z");
/// let time = SystemTime::UNIX_EPOCH + Duration::new(1_539_281_509, 123_456_700);
/// assert_eq!(date.to_system_time(), Some(time));
/// assert_eq!(DateTime::from(time), date);
/// assert_eq!(DateTime::from("soon").to_system_time(), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct DateTime(String);

impl DateTime {
    /// The text that was sent or will be sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The time, if the text is a date of RFC 3339. A date without a zone is taken as UTC.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        parse(self.0.as_bytes())
    }
}

impl From<SystemTime> for DateTime {
    /// Cuts off whatever is finer than 100 nanoseconds.
    fn from(time: SystemTime) -> Self {
        Self(format(time))
    }
}

impl From<&str> for DateTime {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for DateTime {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for DateTime {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for DateTime {
    fn eq(&self, text: &str) -> bool {
        self.0 == text
    }
}

impl PartialEq<&str> for DateTime {
    fn eq(&self, text: &&str) -> bool {
        self.0 == *text
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

impl super::wire::Readable for DateTime {
    fn from_text(text: &str) -> Result<Self, Value> {
        Ok(Self::from(text))
    }
}

const DAY: i64 = 86_400;

/// Reads `2018-10-11T18:11:49[.fraction][Z|±hh:mm]`.
fn parse(text: &[u8]) -> Option<SystemTime> {
    let (date, rest) = text.split_at_checked(10)?;
    let (time, rest) = rest.split_at_checked(9)?;
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *date else {
        return None;
    };
    let [b'T' | b't' | b' ', h0, h1, b':', n0, n1, b':', s0, s1] = *time else {
        return None;
    };
    let year = number(&[y0, y1, y2, y3])?;
    let month = number(&[m0, m1]).filter(|month| (1..=12).contains(month))?;
    let day = number(&[d0, d1]).filter(|day| (1..=days_in(year, month)).contains(day))?;
    let hour = number(&[h0, h1]).filter(|hour| *hour < 24)?;
    let minute = number(&[n0, n1]).filter(|minute| *minute < 60)?;
    // A leap second counts as the second after it.
    let second = number(&[s0, s1]).filter(|second| *second <= 60)?;
    let (nanoseconds, zone) = fraction(rest)?;
    let seconds = days_from_epoch(year, month, day) * DAY + hour * 3600 + minute * 60 + second
        - offset(zone)?;
    let (whole, part) =
        (Duration::from_secs(seconds.unsigned_abs()), Duration::from_nanos(nanoseconds));
    let start = SystemTime::UNIX_EPOCH;
    let time = if seconds < 0 { start.checked_sub(whole)? } else { start.checked_add(whole)? };
    time.checked_add(part)
}

fn number(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
    })
}

/// Reads `.1234567` as nanoseconds and gives what follows. Digits after the ninth are too fine to count.
fn fraction(text: &[u8]) -> Option<(u64, &[u8])> {
    let Some(digits) = text.strip_prefix(b".") else {
        return Some((0, text));
    };
    let length = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    let nanoseconds = (0..9).fold(0, |number, place| {
        let digit = if place < length { digits[place] - b'0' } else { 0 };
        number * 10 + u64::from(digit)
    });
    (length > 0).then(|| (nanoseconds, &digits[length..]))
}

/// Reads a zone as seconds east of UTC.
fn offset(zone: &[u8]) -> Option<i64> {
    match *zone {
        [] | [b'Z' | b'z'] => Some(0),
        [sign @ (b'+' | b'-'), h0, h1, b':', m0, m1] => {
            let seconds = number(&[h0, h1])? * 3600 + number(&[m0, m1])? * 60;
            Some(if sign == b'-' { -seconds } else { seconds })
        }
        _ => None,
    }
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin with March so that the leap day
/// comes last.
fn days_from_epoch(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_epoch`].
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

fn format(time: SystemTime) -> String {
    let (seconds, nanoseconds) = match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => (i64::try_from(after.as_secs()).unwrap_or(i64::MAX), after.subsec_nanos()),
        Err(error) => {
            let before = error.duration();
            let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
            match before.subsec_nanos() {
                0 => (-seconds, 0),
                nanoseconds => (-seconds - 1, 1_000_000_000 - nanoseconds),
            }
        }
    };
    let (year, month, day) = date_of(seconds.div_euclid(DAY));
    let second = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    let mut text = format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}");
    if nanoseconds >= 100 {
        let fraction = format!(".{:07}", nanoseconds / 100);
        text.push_str(fraction.trim_end_matches('0'));
    }
    text.push('Z');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        let time = DateTime::from(text).to_system_time()?;
        Some(match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => after.as_secs().cast_signed(),
            Err(before) => -before.duration().as_secs().cast_signed(),
        })
    }

    #[test]
    fn dates_are_read_as_seconds() {
        assert_eq!(seconds("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(seconds("2018-10-11T18:11:49Z"), Some(1_539_281_509));
        assert_eq!(seconds("2018-10-11T18:11:49"), Some(1_539_281_509));
        assert_eq!(seconds("2018-10-11T20:11:49+02:00"), Some(1_539_281_509));
        assert_eq!(seconds("2000-02-29T00:00:00Z"), Some(951_782_400));
        assert_eq!(seconds("1601-01-01T00:00:00Z"), Some(-11_644_473_600));
        assert_eq!(seconds("9999-12-31T23:59:59Z"), Some(253_402_300_799));
    }

    #[test]
    fn text_that_is_no_date_is_kept() {
        for text in [
            "",
            "soon",
            "2018-13-01T00:00:00Z",
            "2018-02-29T00:00:00Z",
            "2018-10-11",
            "2018-10-11T18:11:49.Z",
            "2018-10-11T24:00:00Z",
        ] {
            assert_eq!(DateTime::from(text).to_system_time(), None, "{text}");
            assert_eq!(DateTime::from(text).as_str(), text);
        }
    }

    #[test]
    fn times_are_written_with_up_to_seven_digits() {
        let written = |seconds, nanoseconds| {
            DateTime::from(SystemTime::UNIX_EPOCH + Duration::new(seconds, nanoseconds)).to_string()
        };
        assert_eq!(written(1_539_281_509, 0), "2018-10-11T18:11:49Z");
        assert_eq!(written(1_539_281_509, 500_000_000), "2018-10-11T18:11:49.5Z");
        assert_eq!(written(1_539_281_509, 123_456_789), "2018-10-11T18:11:49.1234567Z");
        let before = SystemTime::UNIX_EPOCH - Duration::from_millis(500);
        assert_eq!(DateTime::from(before).as_str(), "1969-12-31T23:59:59.5Z");
    }
}
