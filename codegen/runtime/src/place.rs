//! Where in the API a resource is.

use std::any::type_name;
use std::fmt;

use super::call::{AnyOperation, Call};
use super::client::{Async, Handle, Mode};
use super::operation::Endpoint;

/// What every emitted resource holds: the client, and the identifiers on the way to it.
///
/// One type for all of them, so that the compiler has little to find out about each.
#[doc(hidden)]
pub struct Place<M = Async> {
    client: Handle<M>,
    /// As paths have them, the first one first.
    ids: Vec<String>,
}

impl<M> Place<M> {
    pub fn of(client: &Handle<M>) -> Self {
        Self { client: client.clone(), ids: Vec::new() }
    }

    /// The place of the object with this identifier.
    pub fn with<I: Into<String>>(&self, id: I) -> Self {
        let mut ids = Vec::with_capacity(self.ids.len() + 1);
        ids.extend_from_slice(&self.ids);
        ids.push(id.into());
        Self { client: self.client.clone(), ids }
    }

    /// As the field of the emitted resource `T` around it.
    pub fn fmt_as<T>(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: &dyn fmt::Debug = &self.ids;
        f.debug_struct(name_of::<T>()).field("client", &self.client).field("ids", ids).finish()
    }
}

impl<M: Mode> Place<M> {
    /// A call of an operation here.
    pub fn call<E: Endpoint>(&self) -> Call<AnyOperation, M> {
        self.call_with::<E>(&[])
    }

    /// The same with values that come in the path behind the identifiers.
    pub fn call_with<E: Endpoint>(&self, values: &[&str]) -> Call<AnyOperation, M> {
        let ids = self.ids.iter().map(String::as_str);
        let values: Vec<&str> = ids.chain(values.iter().copied()).collect();
        Call::of::<E>(&self.client, &values)
    }
}

impl<M> Clone for Place<M> {
    fn clone(&self) -> Self {
        Self { client: self.client.clone(), ids: self.ids.clone() }
    }
}

/// The name of a type without its path and its arguments.
pub(crate) fn name_of<T>() -> &'static str {
    let path = type_name::<T>().split('<').next().unwrap_or_default();
    path.rsplit("::").next().unwrap_or_default()
}

/// Gives structs around a [`Place`](crate::Place) what all resources have: they can be cloned and shown.
#[doc(hidden)]
#[macro_export]
macro_rules! resources {
    ($($resource:ident),* $(,)?) => {
        $(
            impl<M: $crate::Mode> Clone for $resource<M> {
                fn clone(&self) -> Self {
                    Self(self.0.clone())
                }
            }

            impl<M: $crate::Mode> ::std::fmt::Debug for $resource<M> {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    self.0.fmt_as::<Self>(f)
                }
            }
        )*
    };
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::name_of;

    #[test]
    fn a_name_has_neither_path_nor_arguments() {
        assert_eq!(name_of::<String>(), "String");
        assert_eq!(name_of::<Vec<Cell<u8>>>(), "Vec");
    }
}
