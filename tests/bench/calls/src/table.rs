//! Prints tables in Markdown.

use std::fmt::Display;

/// Prints a table.
pub(crate) fn print(head: &[&str], rows: &[Vec<String>]) {
    println!("| {} |", head.join(" | "));
    println!("|{}", "---|".repeat(head.len()));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}

/// A number with a comma after each three digits.
pub(crate) fn whole(number: impl Display) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A ratio, such as `× 1.35`.
pub(crate) fn times(ratio: f64) -> String {
    format!("× {ratio:.2}")
}
