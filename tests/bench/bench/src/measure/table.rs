//! Tables in Markdown, and the figures in them.

use std::time::Duration;

/// A table: its head, and rows of as many cells.
pub(super) fn table<const N: usize>(head: [&str; N], rows: &[[String; N]]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let mut text = line(&head.map(str::to_owned));
    text += &format!("|{}\n", "---|".repeat(N));
    for row in rows {
        text += &line(row);
    }
    text
}

/// Ours in relation to theirs, as people say it: `1/3.0`, or `1.2` where ours is more.
pub(super) fn ratio(ours: f64, theirs: f64) -> String {
    if ours <= 0.0 || theirs <= 0.0 {
        "–".to_owned()
    } else if ours <= theirs {
        format!("1/{}", short(theirs / ours))
    } else {
        short(ours / theirs)
    }
}

/// Seconds.
pub(super) fn seconds(time: Duration) -> String {
    short(time.as_secs_f64())
}

/// Megabytes of 2^20 bytes.
#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
pub(super) fn mebibytes(bytes: u64) -> String {
    short(bytes as f64 / f64::from(1 << 20))
}

/// A number with no more digits than can be trusted.
pub(super) fn short(number: f64) -> String {
    match number {
        ..0.1 => format!("{number:.3}"),
        ..1.0 => format!("{number:.2}"),
        ..100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

/// A count with its thousands told apart: `1,234,567`.
pub(super) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_head_and_rows() {
        assert_eq!(
            table(["a", "b"], &[["1".to_owned(), "2".to_owned()]]),
            "| a | b |\n|---|---|\n| 1 | 2 |\n"
        );
    }

    #[test]
    fn a_ratio_tells_how_often_ours_fits_into_theirs() {
        assert_eq!(ratio(0.5, 5.0), "1/10.0");
        assert_eq!(ratio(1.0, 250.0), "1/250");
        assert_eq!(ratio(3.0, 2.0), "1.5");
        assert_eq!(ratio(0.0, 2.0), "–");
    }

    #[test]
    fn figures_have_the_digits_that_count() {
        assert_eq!(short(0.0123), "0.012");
        assert_eq!(short(0.123), "0.12");
        assert_eq!(short(12.34), "12.3");
        assert_eq!(short(1234.5), "1234");
        assert_eq!(mebibytes(3 << 20), "3.0");
        assert_eq!(count(7), "7");
        assert_eq!(count(123_456), "123,456");
        assert_eq!(count(1_234_567), "1,234,567");
    }
}
