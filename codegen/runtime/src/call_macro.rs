//! The methods that every emitted call has, so that the page of each shows them.
//!
//! A file names all its calls at once: each use of a macro has a context of its own, which the compiler keeps with all that
//! comes from it, and beyond some thousands of contexts every token costs memory. The bodies name no call where they need not:
//! what the compiler finds out about a response is then the same for all calls that return it.
//!
//! What sends is `#[inline]`, so that the code which sends a call and reads its response is made where somebody calls it, and not
//! for every call of the crate.

/// Gives structs around a [`Call`](crate::Call) their methods: the error codes of the service, then for each call its name, how
/// its response is read, and what awaiting it gives.
#[doc(hidden)]
#[macro_export]
macro_rules! call {
    ($code:ty; $($call:ident: $response:ty => $output:ty;)*) => {
        $(
            impl<M: $crate::Mode> $call<M> {
                /// Sets a header; it replaces one of the same name.
                pub fn with_header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
                    Self(self.0.with_header(name, value))
                }

                /// Sets a query option; it replaces one of the same name.
                pub fn with_query(
                    self,
                    name: impl AsRef<str>,
                    value: impl $crate::QueryValue,
                ) -> Self {
                    Self(self.0.with_query(name, value))
                }

                /// Limits what the call may take with all its attempts.
                pub fn with_timeout(self, timeout: ::std::time::Duration) -> Self {
                    Self(self.0.with_timeout(timeout))
                }

                /// Asks for another version of the API.
                pub fn with_api_version(self, version: impl AsRef<str>) -> Self {
                    Self(self.0.with_api_version(version))
                }

                /// Says when the call is repeated, instead of the client's policy.
                pub fn with_retry(self, policy: $crate::RetryPolicy) -> Self {
                    Self(self.0.with_retry(policy))
                }

                /// The request as it would be sent, but for the token, `user-agent` and `client-request-id`.
                ///
                /// # Errors
                ///
                /// If an identifier would change the path, or a value is out of its range.
                pub fn build(
                    self,
                ) -> Result<$crate::http::Request<$crate::bytes::Bytes>, $crate::Error<$code>> {
                    self.0.build_as()
                }
            }

            impl $call {
                /// Sends the call; gives status and headers beside what awaiting the call gives.
                #[inline]
                pub fn send(self) -> $crate::ResponseFuture<$response, $code> {
                    self.0.send_as()
                }
            }

            impl $call<$crate::Blocking> {
                /// Makes the call.
                ///
                /// # Errors
                ///
                /// See [`Error`](directory_graph_runtime::Error).
                #[inline]
                pub fn call(self) -> Result<$output, $crate::Error<$code>> {
                    self.0.call_as::<$response, _>()
                }

                /// Makes the call; gives status and headers as well.
                ///
                /// # Errors
                ///
                /// See [`Error`](directory_graph_runtime::Error).
                #[inline]
                pub fn send(self) -> Result<$crate::http::Response<$output>, $crate::Error<$code>> {
                    self.0.send_as::<$response, _>()
                }
            }

            // By hand: what `derive` makes of them costs the compiler more.
            impl<M: $crate::Mode> Clone for $call<M> {
                fn clone(&self) -> Self {
                    Self(self.0.clone())
                }
            }

            impl<M: $crate::Mode> ::std::fmt::Debug for $call<M> {
                fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                    self.0.fmt_as::<Self>(f)
                }
            }

            // Not `From` the other way round: thousands of impls for one type are each compared with all others.
            impl<M: $crate::Mode> Into<$crate::Call<$call, M>> for $call<M> {
                /// For batches.
                fn into(self) -> $crate::Call<$call, M> {
                    self.0.typed()
                }
            }

            impl IntoFuture for $call {
                type Output = Result<$output, $crate::Error<$code>>;
                type IntoFuture = $crate::CallFuture<$response, $code>;

                #[inline]
                fn into_future(self) -> $crate::CallFuture<$response, $code> {
                    self.0.into_future_as()
                }
            }
        )*
    };
}

/// The same for calls that return pages, with the type of an item.
#[doc(hidden)]
#[macro_export]
macro_rules! list_call {
    ($code:ty; $($call:ident: $item:ty;)*) => {
        $crate::call! { $code; $($call: $crate::Page<$item> => $crate::Page<$item>;)* }
        $crate::paged_call! { $code; $($call: $crate::Page<$item> => $item;)* }
    };
}

/// The same for calls that return pages of changes, with the type of what has changed.
#[doc(hidden)]
#[macro_export]
macro_rules! delta_call {
    ($code:ty; $($call:ident: $item:ty;)*) => {
        $crate::call! {
            $code;
            $($call: $crate::Delta<$item, $call> => $crate::Page<$crate::Change<$item>>;)*
        }
        $crate::paged_call! {
            $code;
            $($call: $crate::Delta<$item, $call> => $crate::Change<$item>;)*
        }

        $(
            impl<M: $crate::Mode> $call<M> {
                /// Lists what has changed since the token was given, see [`Items::token`](directory_graph_runtime::Items::token).
                ///
                /// The token knows the options that were set before; set no others.
                pub fn since(self, token: impl Into<$crate::DeltaToken>) -> Self {
                    Self(self.0.typed::<$call>().since(token).typed())
                }

                /// Lists nothing, and gives a token for changes from now on.
                pub fn from_now(self) -> Self {
                    Self(self.0.typed::<$call>().from_now().typed())
                }

                /// Asks for the properties that have changed, and none of the others.
                pub fn minimal(self) -> Self {
                    Self(self.0.typed::<$call>().minimal().typed())
                }
            }
        )*
    };
}

/// What calls that return pages have besides, with how a page is read and the type of an item.
#[doc(hidden)]
#[macro_export]
macro_rules! paged_call {
    ($code:ty; $($call:ident: $response:ty => $item:ty;)*) => {
        $(
            impl<M: $crate::Mode> $call<M> {
                /// All items of all pages. A page is asked for when an item of it is needed.
                pub fn items(self) -> $crate::Items<$item, $code, M> {
                    self.0.items_as::<$response, _, _>()
                }

                /// All pages.
                pub fn pages(self) -> $crate::Pages<$item, $code, M> {
                    self.0.pages_as::<$response, _, _>()
                }

                /// Goes on where an earlier list has stopped, see [`Page::continuation`](directory_graph_runtime::Page::continuation).
                ///
                /// Options that were set before are part of the continuation already; set others afterwards.
                pub fn with_continuation(
                    self,
                    continuation: impl Into<$crate::Continuation>,
                ) -> Self {
                    Self(self.0.with_continuation(continuation))
                }
            }
        )*
    };
}
