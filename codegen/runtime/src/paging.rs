//! Lists, page by page and item by item.

use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::hash::{BuildHasher, RandomState};
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::Response;

use super::block_on::block_on;
use super::client::{Async, Blocking};
use super::decode::Decode;
use super::draft::Draft;
use super::engine::{self, start};
use super::error::{Error, ErrorCode, ErrorKind};
use super::received::Received;
use super::transport::BoxFuture;
use super::{Change, Continuation, DeltaToken, Operation, Page};

type Outcome = Result<Received, Error>;

/// Codes of errors and the mode are made by pages, not kept in them.
type Produces<C, M> = PhantomData<fn() -> (C, M)>;

/// How a response becomes a page.
type ReadPage<T> = fn(&'static Operation, Received) -> Result<Response<Page<T>>, Error>;

/// Walks from page to page, whatever is on them.
struct Walk {
    draft: Draft,
    state: State,
    seen: Seen,
    /// The link to the page that was asked for last.
    here: Option<String>,
}

enum State {
    Start,
    Waiting(BoxFuture<'static, Outcome>),
    /// There is a next page, which nobody has asked for.
    Next(String),
    Done,
}

impl Walk {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome>> {
        loop {
            match &mut self.state {
                State::Start => {
                    self.here = self.draft.link_to_itself();
                    self.state = State::Waiting(start(self.draft.clone()));
                }
                State::Next(link) => {
                    let link = std::mem::take(link);
                    self.state = State::Waiting(self.request(&link));
                    self.here = Some(link);
                }
                State::Waiting(future) => {
                    let response = ready!(future.as_mut().poll(context));
                    self.state = State::Done;
                    return Poll::Ready(Some(response));
                }
                State::Done => return Poll::Ready(None),
            }
        }
    }

    fn request(&mut self, link: &str) -> BoxFuture<'static, Outcome> {
        let operation = self.draft.operation;
        if !self.seen.insert(link) {
            let error =
                Error::new(ErrorKind::NextLink, "the link leads to a page that was there before");
            return Box::pin(std::future::ready(Err(error.in_operation(operation))));
        }
        match self.draft.build_link(link) {
            Ok(request) => {
                engine::execute(self.draft.client.clone(), operation, request, self.draft.options())
            }
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    fn continuation(&self) -> Option<Continuation> {
        match &self.state {
            State::Next(link) => Some(Continuation::from(link.as_str())),
            _ => None,
        }
    }
}

/// The links that were followed, as hashes: a list may have many pages, and their links are long.
#[derive(Default)]
struct Seen {
    links: HashSet<u64>,
    hasher: RandomState,
}

impl Seen {
    fn insert(&mut self, link: &str) -> bool {
        self.links.insert(self.hasher.hash_one(link))
    }
}

/// The pages of a list: a [`Stream`] if calls are awaited, an [`Iterator`] if they block.
///
/// After an error there is nothing more; [`continuation`](Self::continuation) of the page before says where to go on.
#[must_use = "pages are asked for one by one, when they are needed"]
pub struct Pages<T, C, M = Async> {
    walk: Walk,
    read: ReadPage<T>,
    /// The link to later changes, if a page had it.
    delta_link: Option<String>,
    marker: Produces<C, M>,
}

impl<T, C, M> Pages<T, C, M> {
    pub(crate) fn new<A: Decode<Output = Page<T>>>(draft: Draft) -> Self {
        Self {
            walk: Walk { draft, state: State::Start, seen: Seen::default(), here: None },
            read: |operation, received| received.read::<A>(operation),
            delta_link: None,
            marker: PhantomData,
        }
    }

    /// Where the page begins that comes next, if it is known that there is one.
    pub fn continuation(&self) -> Option<Continuation> {
        self.walk.continuation()
    }
}

impl<T, C, M> Pages<Change<T>, C, M> {
    /// What the next call asks from; none before the last page has come.
    pub fn token(&self) -> Option<DeltaToken> {
        self.delta_link.as_deref().map(DeltaToken::from)
    }
}

impl<T: Send + 'static, C: ErrorCode, M> Pages<T, C, M> {
    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>, Error<C>>>> {
        let Some(response) = ready!(self.walk.poll(context)) else {
            return Poll::Ready(None);
        };
        let page = response.and_then(|received| (self.read)(self.walk.draft.operation, received));
        Poll::Ready(Some(page.map_err(Error::from).map(|response| {
            let page = response.into_body();
            if let Some(link) = &page.next_link {
                self.walk.state = State::Next(link.clone());
            }
            self.delta_link.clone_from(&page.delta_link);
            page
        })))
    }
}

impl<T: Send + 'static, C: ErrorCode> Pages<T, C> {
    /// The next page; none after the last.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>, Error<C>> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }
}

impl<T: Send + 'static, C: ErrorCode> Stream for Pages<T, C> {
    type Item = Result<Page<T>, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<T: Send + 'static, C: ErrorCode> Iterator for Pages<T, C, Blocking> {
    type Item = Result<Page<T>, Error<C>>;

    fn next(&mut self) -> Option<Self::Item> {
        block_on(poll_fn(|context| self.poll_page(context)))
    }
}

impl<T, C, M> fmt::Debug for Pages<T, C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.walk.draft.operation.id)
            .finish_non_exhaustive()
    }
}

/// The items of a list, across its pages: a [`Stream`] if calls are awaited, an [`Iterator`] if they block.
///
/// A page is asked for when an item of it is needed: whoever stops early causes no further request.
#[must_use = "items are asked for page by page, when they are needed"]
pub struct Items<T, C, M = Async> {
    pages: Pages<T, C, M>,
    page: std::vec::IntoIter<T>,
}

// Items are moved out of the buffer, never pinned in it.
impl<T, C, M> Unpin for Items<T, C, M> {}

impl<T, C, M> Items<T, C, M> {
    pub(crate) fn new(pages: Pages<T, C, M>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Where to go on so that nothing is lost: at the current page as long as items of it are left, of which those that
    /// were taken come again, or else at the next one. None if there is nothing to go on with, and in the first page of a
    /// list that a function returns, which has to be called again.
    pub fn continuation(&self) -> Option<Continuation> {
        if self.page.as_slice().is_empty() {
            return self.pages.continuation();
        }
        self.pages.walk.here.as_deref().map(Continuation::from)
    }
}

impl<T, C, M> Items<Change<T>, C, M> {
    /// What the next call asks from; none before the last change has been taken.
    pub fn token(&self) -> Option<DeltaToken> {
        self.page.as_slice().is_empty().then(|| self.pages.token())?
    }
}

impl<T: Send + 'static, C: ErrorCode, M> Items<T, C, M> {
    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<C>>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => self.page = page.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// These are the methods of the same names that `futures` has, so that it makes no difference whether its traits are in
/// scope.
impl<T: Send + 'static, C: ErrorCode> Items<T, C> {
    /// The next item; none after the last.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<C>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    /// All items that are left, in a collection of any kind: `try_collect::<Vec<_>>()`.
    ///
    /// # Errors
    ///
    /// See [`Error`].
    pub async fn try_collect<L: Default + Extend<T>>(mut self) -> Result<L, Error<C>> {
        let mut items = L::default();
        while let Some(item) = self.try_next().await? {
            items.extend(Some(item));
        }
        Ok(items)
    }
}

impl<T: Send + 'static, C: ErrorCode> Stream for Items<T, C> {
    type Item = Result<T, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<T: Send + 'static, C: ErrorCode> Iterator for Items<T, C, Blocking> {
    type Item = Result<T, Error<C>>;

    fn next(&mut self) -> Option<Self::Item> {
        block_on(poll_fn(|context| self.poll_item(context)))
    }
}

impl<T, C, M> fmt::Debug for Items<T, C, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
