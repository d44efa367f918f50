//! Stands in for a secret wherever text is shown.

use std::fmt;

/// Shows that a value is there without showing it.
pub struct Redacted(Shown);

enum Shown {
    Plain,
    Some,
    None,
    Items(usize),
}

impl Redacted {
    /// Hides `value`.
    pub fn of<T: Secret + ?Sized>(value: &T) -> Self {
        value.redacted()
    }
}

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shown::Plain => f.write_str("<redacted>"),
            Shown::Some => f.write_str("Some(<redacted>)"),
            Shown::None => f.write_str("None"),
            Shown::Items(count) => write!(f, "[<redacted>; {count}]"),
        }
    }
}

/// Types of secret properties.
pub trait Secret {
    /// What is shown in place of the value.
    fn redacted(&self) -> Redacted;
}

impl Secret for String {
    fn redacted(&self) -> Redacted {
        Redacted(Shown::Plain)
    }
}

impl<T> Secret for Option<T> {
    fn redacted(&self) -> Redacted {
        Redacted(if self.is_some() { Shown::Some } else { Shown::None })
    }
}

impl<T> Secret for Vec<T> {
    fn redacted(&self) -> Redacted {
        Redacted(Shown::Items(self.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn presence_is_shown_and_the_value_is_not() {
        assert_eq!(format!("{:?}", Redacted::of(&"planted".to_owned())), "<redacted>");
        assert_eq!(format!("{:?}", Redacted::of(&Some("planted"))), "Some(<redacted>)");
        assert_eq!(format!("{:?}", Redacted::of(&None::<String>)), "None");
        assert_eq!(format!("{:?}", Redacted::of(&vec!["planted"])), "[<redacted>; 1]");
    }
}
