//! Values of query options.

use std::fmt;

use super::encode;

/// A value that can stand in a query option. It is percent-encoded as it is written.
pub trait QueryValue {
    /// Writes the value.
    fn write(&self, query: &mut QueryWriter<'_>);

    /// Whether only an advanced query can have it.
    #[doc(hidden)]
    fn is_advanced(&self) -> bool {
        false
    }
}

/// Takes a query value and encodes it. Also a [`fmt::Write`], for numbers and the like.
#[derive(Debug)]
pub struct QueryWriter<'a> {
    target: &'a mut String,
}

impl<'a> QueryWriter<'a> {
    pub(crate) fn new(target: &'a mut String) -> Self {
        Self { target }
    }

    /// Appends text to the value.
    pub fn push(&mut self, text: &str) {
        encode::query(self.target, text);
    }
}

impl fmt::Write for QueryWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}

impl QueryValue for str {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(self);
    }
}

impl QueryValue for String {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(self);
    }
}

impl QueryValue for bool {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(if *self { "true" } else { "false" });
    }
}

impl<T: QueryValue + ?Sized> QueryValue for &T {
    fn write(&self, query: &mut QueryWriter<'_>) {
        (**self).write(query);
    }

    fn is_advanced(&self) -> bool {
        (**self).is_advanced()
    }
}

macro_rules! integers {
    ($($integer:ty)*) => { $(
        impl QueryValue for $integer {
            fn write(&self, query: &mut QueryWriter<'_>) {
                // Digits stand for themselves, and writing to a string does not fail.
                let _ = fmt::Write::write_fmt(query.target, format_args!("{self}"));
            }
        }
    )* };
}
integers!(i32 i64 u32 u64 usize);
