//! Values in conditions, quoted by type so that none can end itself.

use super::DateTime;

/// A type of property that a condition can compare, and how its values are written.
pub trait Literal {
    /// Appends `value`, quoted.
    fn literal(text: &mut String, value: &str);
}

/// Types of values that a property of type `V` can be compared with.
pub trait ComparableWith<V> {
    /// Appends the value as a literal.
    fn write(&self, text: &mut String);
}

fn quoted(text: &mut String, prefix: &str, value: &str) {
    text.push_str(prefix);
    text.push('\'');
    text.push_str(&value.replace('\'', "''"));
    text.push('\'');
}

impl Literal for String {
    fn literal(text: &mut String, value: &str) {
        quoted(text, "", value);
    }
}

impl Literal for DateTime {
    fn literal(text: &mut String, value: &str) {
        quoted(text, "datetime", value);
    }
}

/// Stands for the type of properties that are dates and whose literals have no quotes, as in OData 4.
#[derive(Clone, Copy, Debug)]
pub enum Instant {}

impl Literal for Instant {
    fn literal(text: &mut String, value: &str) {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-+:.".contains(&byte);
        if !value.is_empty() && value.bytes().all(fits) {
            text.push_str(value);
        } else {
            // No date: the service refuses the text, and it cannot be taken for another condition.
            quoted(text, "", value);
        }
    }
}

/// Stands for the type of properties whose literals are `guid'…'`.
#[derive(Clone, Copy, Debug)]
pub enum Guid {}

impl Literal for Guid {
    fn literal(text: &mut String, value: &str) {
        quoted(text, "guid", value);
    }
}

impl<V: Literal> ComparableWith<V> for &str {
    fn write(&self, text: &mut String) {
        V::literal(text, self);
    }
}

impl<V: Literal> ComparableWith<V> for String {
    fn write(&self, text: &mut String) {
        V::literal(text, self);
    }
}

impl<V: Literal> ComparableWith<V> for &String {
    fn write(&self, text: &mut String) {
        V::literal(text, self);
    }
}

macro_rules! dates {
    ($($marker:ty)*) => { $(
        impl ComparableWith<$marker> for DateTime {
            fn write(&self, text: &mut String) {
                <$marker>::literal(text, self.as_str());
            }
        }

        impl ComparableWith<$marker> for &DateTime {
            fn write(&self, text: &mut String) {
                <$marker>::literal(text, self.as_str());
            }
        }

        impl ComparableWith<$marker> for std::time::SystemTime {
            fn write(&self, text: &mut String) {
                <$marker>::literal(text, DateTime::from(*self).as_str());
            }
        }
    )* };
}
dates!(DateTime Instant);

macro_rules! plain_literals {
    ($($value:ty)*) => { $(
        impl ComparableWith<$value> for $value {
            fn write(&self, text: &mut String) {
                text.push_str(&self.to_string());
            }
        }
    )* };
}
plain_literals!(bool i32 i64);
