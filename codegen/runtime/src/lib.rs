//! What every emitted call shares: client, transport, credentials, paging, errors, and reading and writing JSON.
//!
//! Nothing here knows an operation, a model or a path by name; those are data that the emitted code hands over.

#![cfg_attr(docsrs, feature(doc_cfg))]

mod address;
mod advanced;
mod any_call;
#[cfg(feature = "azure_identity")]
mod azure_identity;
mod batch;
mod block_on;
mod bounds;
mod builder;
mod call;
mod call_macro;
mod change;
mod client;
#[doc(hidden)]
pub mod conformance;
mod continuation;
mod conversion;
mod credential;
mod date_time;
mod decode;
mod draft;
mod echo;
mod encode;
mod engine;
mod environment;
mod error;
mod error_body;
mod extra;
mod filter;
mod identifier;
mod json_path;
mod json_reader;
mod key;
mod literal;
mod next_link;
mod object;
mod object_link;
mod observer;
mod one_line;
mod operation;
mod order;
mod page;
mod paging;
mod permissions;
mod query;
mod quiet;
mod received;
mod recent;
mod redacted;
mod resource;
mod response_future;
mod retry;
mod search;
mod seen;
mod select;
mod sync;
mod target;
mod tenant;
mod test_clock;
mod timer;
mod token_cache;
mod trace;
pub mod transport;
mod type_name;
mod wait;
#[doc(hidden)]
pub mod wire;

pub use advanced::Advanced;
#[cfg(feature = "azure_identity")]
pub use azure_identity::AzureCredential;
pub use batch::{Batch, BatchFormat, BatchId, BatchResponses, BatchRule};
pub use bounds::Bounds;
pub use builder::ClientBuilder;
#[doc(hidden)]
pub use call::AnyOperation;
pub use call::Call;
pub use change::{Change, Delta, DeltaOption, DeltaRule, RemovedReason};
pub use client::{Async, Blocking, Cloud, Handle, Mode, Service, Version};
pub use continuation::{Continuation, DeltaToken};
#[doc(hidden)]
pub use conversion::{Conversion, convert, convert_back, convert_text, convert_text_back};
pub use credential::{Credential, CredentialError, Token, TokenProvider, TokenRequest};
pub use date_time::DateTime;
pub use decode::{Count, Decode, DecodeError, Empty, Json, Maybe, Raw, Single, Value};
pub use environment::{Environment, SystemEnvironment};
pub use error::{Error, ErrorCode, ErrorKind};
pub use extra::{Extra, Untyped};
pub use filter::{Filter, IntoFilter, Property, PropertyList, SortProperty, Sortable, Unsorted};
#[doc(hidden)]
pub use key::key;
pub use literal::{ComparableWith, Guid, Instant, Literal};
pub use object::{Object, Properties};
pub use object_link::ObjectLink;
pub use observer::{AttemptEnd, AttemptInfo, Observer};
pub use operation::{Argument, BodyRule, Endpoint, Link, Operation, Segment};
pub use order::{IntoOrderBy, OrderBy};
pub use page::Page;
pub use paging::{Items, Pages};
pub use permissions::{NeededPermissions, PermissionKind, Permissions, permissions};
pub use query::{QueryValue, QueryWriter};
pub use redacted::Redacted;
#[doc(hidden)]
pub use resource::Resource;
pub use response_future::{CallFuture, ResponseFuture};
pub use retry::{RetryBudget, RetryPolicy};
pub use search::Search;
pub use select::{Expand, Selected};
pub use tenant::Tenant;
pub use test_clock::TestClock;
pub use transport::{
    Attempt, BoxFuture, MockTransport, Transport, TransportError, TransportErrorKind,
};

pub use wait::{Condition, Until, UntilGone};

#[doc(hidden)]
pub use {bytes, http, object::collect};

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
