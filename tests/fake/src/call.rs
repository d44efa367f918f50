//! What a behaviour gets and gives. Everything here is in the names of the services' successor, whichever of them was asked.

use std::time::Duration;

use serde_json::{Map, Value};

use crate::refusal::Refusal;
use crate::store::{Id, State};

/// One request, understood and checked.
#[derive(Debug)]
pub struct Call<'a> {
    /// The tenant.
    pub state: &'a mut State,
    /// The operation of the successor that the request amounts to: `groups.members.add`.
    pub operation: &'a str,
    /// The object that the path selects: the group in `groups/{id}/members`, the user that `me` stands for.
    pub target: Option<Id>,
    /// The other values of the path by name.
    pub arguments: Vec<(String, String)>,
    /// The body, checked.
    pub body: Map<String, Value>,
    /// The query options as they were sent, without encoding.
    pub query: Vec<(String, String)>,
    /// Whether to forgive what the service would refuse.
    pub loose: bool,
}

impl Call<'_> {
    /// The object that the path selects.
    ///
    /// # Errors
    ///
    /// The path selects none.
    pub fn target(&self) -> Result<Id, Refusal> {
        self.target.clone().ok_or_else(|| Refusal::not_found(""))
    }

    /// A query option.
    pub fn option(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A value of the path.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A text of the body.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.body.get(name)?.as_str()
    }

    /// The texts of a list in the body.
    pub fn texts(&self, name: &str) -> Vec<&str> {
        let list = self.body.get(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// A flag of the body.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.body.get(name)?.as_bool()
    }
}

/// What a behaviour responds with.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// Nothing, or what the operation's type gives where it must give something.
    Nothing,
    /// A value: of the type that the operation returns, without what it is wrapped in.
    Value(Value),
    /// One object.
    Object(Id),
    /// Objects, which are filtered, sorted and paged as the query asks.
    Objects(Vec<Id>),
    /// A page of changes.
    Changes {
        /// The changes, each as it is to be sent.
        values: Vec<Value>,
        /// The token of the next page.
        skip_token: Option<String>,
        /// The token of the next round.
        delta_token: Option<String>,
    },
}

/// A change that is about to be made, for the rules that may refuse it.
#[derive(Clone, Copy, Debug)]
pub enum Change<'a> {
    /// An object of this type is made of these properties: for rules, before it has an identifier.
    Create(&'a str, &'a Map<String, Value>),
    /// An object was made: for effects.
    Created(&'a Id),
    /// These properties of an object are set.
    Update(&'a Id, &'a Map<String, Value>),
    /// An object is deleted: for good if it was deleted before.
    Delete(&'a Id),
    /// A relation from one object to another is added.
    Link(&'a str, &'a Id, &'a Id),
    /// A relation from one object to another is removed.
    Unlink(&'a str, &'a Id, &'a Id),
}

/// What an operation does beyond what its type tells.
pub type Behaviour = fn(&mut Call<'_>) -> Result<Reply, Refusal>;

/// A rule that may refuse a change.
pub type Rule = fn(&State, Change<'_>) -> Result<(), Refusal>;

/// What is done after a change was made.
pub type Effect = fn(&mut State, Change<'_>);

/// How long a token of a page is good for.
pub(crate) const PAGE_TOKENS_LIVE: Duration = Duration::from_secs(3600);
