//! `$orderby`, as text or from typed properties.

use std::fmt;
use std::marker::PhantomData;

use super::{QueryValue, QueryWriter};

/// An order of objects of type `T`.
pub struct OrderBy<T> {
    text: String,
    marker: PhantomData<fn() -> T>,
}

impl<T> OrderBy<T> {
    /// Sorts what this order leaves equal.
    #[must_use]
    pub fn then(mut self, other: impl Into<Self>) -> Self {
        self.text.push(',');
        self.text.push_str(&other.into().text);
        self
    }

    /// The order as it is sent, before percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> Clone for OrderBy<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), marker: PhantomData }
    }
}

impl<T> fmt::Debug for OrderBy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OrderBy").field(&self.text).finish()
    }
}

impl<T> From<String> for OrderBy<T> {
    fn from(text: String) -> Self {
        Self { text, marker: PhantomData }
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
}

/// What an `order_by` setter takes: an [`OrderBy`], or text.
pub trait IntoOrderBy<T>: QueryValue {}

impl<T> IntoOrderBy<T> for OrderBy<T> {}
impl<T> IntoOrderBy<T> for &OrderBy<T> {}
impl<T> IntoOrderBy<T> for String {}
impl<T> IntoOrderBy<T> for &String {}
impl<T> IntoOrderBy<T> for &str {}
