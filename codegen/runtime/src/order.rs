//! `$orderby`, as text or from typed properties.

use std::fmt;
use std::marker::PhantomData;

use super::{QueryValue, QueryWriter};

/// An order of objects of type `T`.
pub struct OrderBy<T> {
    text: String,
    /// Whether only an advanced query can have it.
    advanced: bool,
    marker: PhantomData<fn() -> T>,
}

impl<T> OrderBy<T> {
    pub(crate) fn by(text: String, advanced: bool) -> Self {
        Self { text, advanced, marker: PhantomData }
    }

    /// Sorts what this order leaves equal.
    #[must_use]
    pub fn then(mut self, other: impl Into<Self>) -> Self {
        let other = other.into();
        self.text.push(',');
        self.text.push_str(&other.text);
        self.advanced |= other.advanced;
        self
    }

    /// The order as it is sent, before percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> Clone for OrderBy<T> {
    fn clone(&self) -> Self {
        Self::by(self.text.clone(), self.advanced)
    }
}

impl<T> fmt::Debug for OrderBy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OrderBy").field(&self.text).finish()
    }
}

impl<T> From<String> for OrderBy<T> {
    fn from(text: String) -> Self {
        Self::by(text, false)
    }
}

impl<T> From<&str> for OrderBy<T> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<T> From<&String> for OrderBy<T> {
    fn from(text: &String) -> Self {
        Self::from(text.clone())
    }
}

impl<T> QueryValue for OrderBy<T> {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(&self.text);
    }

    fn is_advanced(&self) -> bool {
        self.advanced
    }
}

/// What an `order_by` setter takes: an [`OrderBy`], or text.
pub trait IntoOrderBy<T>: QueryValue {}

impl<T> IntoOrderBy<T> for OrderBy<T> {}
impl<T> IntoOrderBy<T> for &OrderBy<T> {}
impl<T> IntoOrderBy<T> for String {}
impl<T> IntoOrderBy<T> for &String {}
impl<T> IntoOrderBy<T> for &str {}
