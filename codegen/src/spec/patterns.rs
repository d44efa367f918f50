//! What the texts of the mini-syntaxes look like, for the schema; [`check`](mod@crate::check) takes them apart and says what
//! is wrong with them.

use schemars::Schema;
use serde_json::json;

macro_rules! name {
    () => {
        "[A-Za-z0-9_]+"
    };
}

macro_rules! method {
    () => {
        "(GET|POST|PUT|PATCH|DELETE)"
    };
}

macro_rules! parameter {
    () => {
        "[a-z][A-Za-z0-9_]*"
    };
}

/// A value in parentheses, with its name or without: `'{domain_name}'`, `appId='{appId}'`, `count={count}`, `ids=@ids`.
macro_rules! argument {
    () => {
        concat!(
            r"(([A-Za-z0-9_]+=)?('\{",
            parameter!(),
            r"\}'|\{",
            parameter!(),
            r"\})|[A-Za-z0-9_]+=@[A-Za-z0-9_]+)"
        )
    };
}

/// A part of a path with the slash before it: fixed text, a parameter, or a collection with a key.
macro_rules! segment {
    () => {
        concat!(
            r"/(\{",
            parameter!(),
            r"\}|[A-Za-z0-9._~$-]+(\(",
            argument!(),
            "(,",
            argument!(),
            r")*\))?)"
        )
    };
}

macro_rules! scope {
    () => {
        r"[A-Za-z0-9_.-]+"
    };
}

macro_rules! place {
    () => {
        r"[0-9]{3} / \S(.*\S)?"
    };
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $NAME:ident = $($part:expr),*;)*) => {$(
        $(#[$doc])*
        pub(super) const $NAME: &str = concat!("^", $($part,)* "$");
    )*};
}

patterns! {
    /// `GET /{tenant}/groups/{object_id}`, `POST {on}/checkMemberGroups`
    HTTP = method!(), r" (\{on\}(", segment!(), ")*|(", segment!(), ")+)";
    /// `/{tenant}/users/{user_id}`
    PATH = "(", segment!(), ")+";
    /// `GET /v1.0/groups/{id}`
    REQUEST = method!(), r" /[^\s?#]*";
    /// `/myorganization/groups?api-version=1.6`
    TARGET = r"/\S*";
    /// `Group`
    NAME = name!();
    /// `string?`, `Group[]`
    TYPE = name!(), r"(\[\])?\??";
    /// `string`, `Group[]`
    ITEM = name!(), r"(\[\])?";
    /// `none`, `Group`, `page<Group>`
    RESPONSE = "(", name!(), r"(\[\])?|(page|delta|value|single|maybe)<", name!(), r"(\[\])?\??>)";
    /// `create<Group>`, `Group`, `link`, `bytes`
    BODY = "(", name!(), "|(create|update)<", name!(), ">)";
    /// `200`
    SUCCESS = "2[0-9]{2}";
    /// `004 / Get groups`
    PLACE = place!();
    /// The same, the address of a page, or `constructed`.
    ORIGIN = r"(constructed|https://\S+|", place!(), ")";
    /// `1.6`
    VERSION = r"[^\s/?#]+";
    /// `https://graph.windows.net`
    ENDPOINT = "https://[a-z0-9.:-]+";
    /// `https://login.microsoftonline.com/organizations`
    AUTHORITY = "https://[A-Za-z0-9._:-]+(/[A-Za-z0-9._:-]+)*";
    /// `object_id`
    PARAMETER = r"([A-Za-z0-9._~$-]+/)?", parameter!();
    /// `microsoft.graph.user`, `clone`
    CAST = r"[A-Za-z0-9_]+(\.[A-Za-z0-9_]+)*";
    /// `$filter`, `@ids`
    OPTION = "[A-Za-z0-9$@_.-]+";
    /// `groups.members.add`, and names of types in the same place.
    ENTRY = "[A-Za-z0-9_.~$-]+";
    /// `groups.read`
    SET = "[A-Za-z0-9._-]+";
    /// `Group.Read.All`
    SCOPE = scope!();
    /// `Group.Read.All`, `User.Read and GroupMember.Read.All`
    PERMISSION = scope!(), "( and ", scope!(), ")*";
    /// `ConsistencyLevel`
    HEADER = "[A-Za-z0-9-]+";
    /// `eventual`
    HEADER_VALUE = "[!-~]([ -~]*[!-~])?";
    /// `groups.members.links`, `{on}.checkMemberGroups`
    SUCCESSOR = r"(\{on\}\.)?[A-Za-z0-9_.~$-]+";
    /// `order_by`
    MEMBER = "[a-z][a-z0-9_]*";
    /// `NotFound`
    VARIANT = "[A-Z][A-Za-z0-9]*";
    /// `/returns/200`
    POINTER = "/.*";
}

/// The keys of an object look like this.
pub(super) fn keys(pattern: &'static str) -> impl FnMut(&mut Schema) {
    move |schema| {
        schema.insert("propertyNames".to_owned(), json!({ "pattern": pattern }));
    }
}

/// The values of an object look like this.
pub(super) fn values(pattern: &'static str) -> impl FnMut(&mut Schema) {
    move |schema| {
        let value = json!({ "type": "string", "pattern": pattern });
        schema.insert("additionalProperties".to_owned(), value);
    }
}
