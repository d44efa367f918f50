//! What emitted resources are to the runtime.

use std::fmt;

use super::call::{AnyOperation, Call};
use super::client::{Async, Handle, Mode};
use super::draft::{Draft, EndpointData};
use super::operation::Endpoint;
use super::type_name::name_of;

/// What every emitted resource holds: the client, and the identifiers on the way to it.
///
/// One type for all of them, so that the compiler has little to find out about each.
#[doc(hidden)]
pub struct Resource<M = Async> {
    client: Handle<M>,
    /// The last identifier: most resources have no other, which then takes no memory but its text.
    id: Option<String>,
    /// Those before it, the first one first.
    above: Vec<String>,
}

/// So many values of a path need no memory of their own on their way into it.
const FEW: usize = 8;

impl<M> Resource<M> {
    pub fn of(client: &Handle<M>) -> Self {
        Self { client: client.clone(), id: None, above: Vec::new() }
    }

    /// The object with this identifier.
    pub fn with<I: Into<String>>(&self, id: I) -> Self {
        let above = self.ids().cloned().collect();
        Self { client: self.client.clone(), id: Some(id.into()), above }
    }

    fn ids(&self) -> impl Iterator<Item = &String> {
        self.above.iter().chain(&self.id)
    }

    /// As the field of the emitted resource `T` around it.
    pub fn fmt_as<T>(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&String> = self.ids().collect();
        f.debug_struct(name_of::<T>()).field("client", &self.client).field("ids", &ids).finish()
    }
}

impl<M: Mode> Resource<M> {
    /// A call of an operation here.
    pub fn call<E: Endpoint>(&self) -> Call<AnyOperation, M> {
        self.call_with::<E>(&[])
    }

    /// The same with values that come in the path behind the identifiers.
    pub fn call_with<E: Endpoint>(&self, values: &[&str]) -> Call<AnyOperation, M> {
        Call::new(self.draft(EndpointData::of::<E>(), values))
    }

    fn draft(&self, data: EndpointData, values: &[&str]) -> Draft {
        let all = || self.ids().map(String::as_str).chain(values.iter().copied());
        let mut few = [""; FEW];
        match few.get_mut(..all().count()) {
            Some(few) => {
                few.iter_mut().zip(all()).for_each(|(slot, value)| *slot = value);
                Draft::begin(&self.client.inner, data, few)
            }
            None => Draft::begin(&self.client.inner, data, &all().collect::<Vec<_>>()),
        }
    }
}

impl<M> Clone for Resource<M> {
    fn clone(&self) -> Self {
        let Self { client, id, above } = self;
        Self { client: client.clone(), id: id.clone(), above: above.clone() }
    }
}

/// Gives structs around a [`Resource`](crate::Resource) what all resources have: they can be cloned and shown.
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
    use super::Resource;
    use crate::MockTransport;
    use crate::testing::{RemovePart, Simulated, client};

    #[test]
    fn identifiers_stand_in_the_path_in_their_order_however_many_there_are() {
        let client = client(&MockTransport::new(), &Simulated::default());
        for more in [0, 6, 7, 20] {
            let resource = Resource::of(&client.0).with("t1").with("p1");
            let resource = (0..more).fold(resource, |resource, _| resource.with("more"));
            let request = resource.call_with::<RemovePart>(&["last"]).typed::<RemovePart>();
            assert_eq!(
                request.build().unwrap().uri().path(),
                "/myorganization/things/t1/$links/parts/p1"
            );
        }
        let request = Resource::of(&client.0).with("t1").call_with::<RemovePart>(&["p1"]);
        assert_eq!(
            request.typed::<RemovePart>().build().unwrap().uri().path(),
            "/myorganization/things/t1/$links/parts/p1"
        );
    }
}
