//! `$select` and `$expand`, from properties.

use std::fmt;
use std::marker::PhantomData;

use super::{QueryValue, QueryWriter};

/// A property of `T` that calls can select.
pub struct Selected<T> {
    name: &'static str,
    marker: PhantomData<fn() -> T>,
}

impl<T> Selected<T> {
    /// The property of this name on the wire, for one that no function names, like an extension.
    pub const fn new(name: &'static str) -> Self {
        Self { name, marker: PhantomData }
    }

    /// The name on the wire.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<T> Clone for Selected<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Selected<T> {}

impl<T> fmt::Debug for Selected<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Selected").field(&self.name).finish()
    }
}

/// Properties with commas between them.
pub(crate) struct Names<'a, T, const N: usize>(pub(crate) [&'a Selected<T>; N]);

impl<T, const N: usize> Names<'_, T, N> {
    fn joined(&self) -> String {
        self.0.map(Selected::name).join(",")
    }
}

impl<T, const N: usize> QueryValue for Names<'_, T, N> {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(&self.joined());
    }
}

/// Objects that `T` leads to and that come along where a call asks for them.
pub struct Expand<T> {
    text: String,
    marker: PhantomData<fn() -> T>,
}

impl<T> Expand<T> {
    /// Only these properties of the objects come along.
    #[must_use]
    pub fn select<U, const N: usize>(self, properties: [&Selected<U>; N]) -> Self {
        Self::from(format!("{}($select={})", self.text, Names(properties).joined()))
    }

    /// The text as it is sent, before percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl<T> From<String> for Expand<T> {
    fn from(text: String) -> Self {
        Self { text, marker: PhantomData }
    }
}

impl<T> From<&str> for Expand<T> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<T> Clone for Expand<T> {
    fn clone(&self) -> Self {
        Self::from(self.as_str())
    }
}

impl<T> fmt::Debug for Expand<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expand").field(&self.text).finish()
    }
}
