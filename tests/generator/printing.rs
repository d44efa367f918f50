//! What is printed straight from tokens is what prettyplease prints of their syntax tree.

use codegen::print;
use proc_macro2::{Group, TokenStream, TokenTree};

use crate::support;

/// Forms of the emitted code; `NAME` becomes a name of any length, so that lines break in all ways.
const FORMS: &[&str] = &[
    "#![doc = \" NAME\"] #![doc = \"\"] use a::NAME;",
    "mod NAME; pub mod b; #[cfg(test)] mod tests; use c::{self, NAME as _}; pub use super::NAME::*; use d::{NAME};",
    "use super::super::models::{Group, NAME, User, Domain, Application, ServicePrincipal, SubscribedSku};",
    "#[doc = \" With \\\"quotes\\\", a \\\\ and a \\u{200b}.\"] #[derive(Clone, Debug)] pub struct NAME<M: runtime::Mode = runtime::Async> { pub(crate) client: runtime::Handle<M>, }",
    "#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd, NAME)] #[non_exhaustive] pub enum E { A, #[doc = \" B\"] B(Box<NAME>), Other(String), }",
    "pub enum NAME {}",
    "pub mod NAME { use super::*; #[doc = \" F\"] pub fn f() -> runtime::Property<super::NAME, String, runtime::Sortable> { runtime::Property::new(\"NAME\") } }",
    "pub type Client = runtime::Client<super::NAME, crate::runtime::Blocking>;",
    "impl runtime::Endpoint for NAME { type Answer = runtime::Page<models::NAME>; const A: &'static str = \"NAME\"; const B: &'static [(&'static str, usize)] = &[(\"NAME\", 1), (\"b\", 2)]; type Other = Vec<NAME>; }",
    "impl<M: runtime::Mode> super::NAME<M> { pub fn id(&self, id: impl Into<super::NAME>, list: impl IntoIterator<Item = impl Into<String>>) -> NAME<M> { NAME { client: runtime::Handle::clone(&self.client), id: id.into(), kept: self.kept.clone() } } }",
    "impl<M: runtime::Mode> Very<NAME> for Long<M> { fn read<'de, A: serde::de::MapAccess<'de>>(&mut self, field: usize, value: &mut wire::NAME<'_, 'de, A>) -> Result<(), A::Error> { match field { 0 => value.optional(&mut self.NAME), _ => value.list(&mut self.b), } } }",
    "impl X { pub const fn endpoint(self) -> &'static str { match self.NAME() { Self::A => \"NAME\", Self::NAME(text) => text, 1 => 2, } } }",
    "impl X { fn f(text: String) -> Self { match text.as_str() { \"NAME\" => Self::NAME, _ => Self::Other(text), } } }",
    "impl X { fn f() { object.set(\"NAME\", &self.NAME); object.optional(0, &self.NAME)?; Ok(()) } }",
    "impl X { pub fn top(self, value: u32) -> Self { self.query_within(\"NAME\", value, 1..=999) } }",
    "impl X { pub fn names(self) -> Self { self.property::<Vec<super::models::NAME>>(\"NAME\", &runtime::collect(value)) } }",
    "impl X { fn f() { f.debug_struct(\"NAME\").field(\"a\", &self.a).field(\"NAME\", &runtime::Redacted::of(&self.NAME)).finish() } }",
    "impl X { fn f() { match self { Self::A(object) => object.NAME.as_deref(), Self::Other(object) => object.get(\"NAME\").and_then(serde_json::Value::as_str), } } }",
    "impl X { fn f() { match tag { \"NAME\" => object.model().map(|object| Self::NAME(Box::new(object))), _ => object.other().map(Self::NAME), } } }",
    "impl X { fn f() { items.map(|item| item.NAME.clone()); items.map(|a, b| NAME { a }) } }",
    "pub static OPERATIONS: &[&runtime::Operation] = &[a::NAME::OPERATION, b::OPERATION];",
    "pub static O: &runtime::Operation = &runtime::Operation { id: \"NAME\", method: http::Method::GET, path: &[runtime::Segment::Tenant, runtime::Segment::Literal(\"NAME\")], success: &[200, 204], none: &[], paged: true, replaced_by: Some(\"NAME\"), version: runtime::Version::Query { name: \"NAME\", default: \"1.6\" } };",
    "pub static N: &[bool] = &[true, false, true, true, true, false, false, true, true, false, true, true, true];",
    "async fn f() { let answer = client.groups().id(\"NAME\").get().await?; println!(\"{answer:?}\"); }",
    "async fn f() { let mut items = client.groups().id(\"NAME\").list().items(); while let Some(item) = items.try_next().await? { println!(\"{item:?}\"); } }",
    "async fn f() { let id: super::NAME = id.into(); client.groups().create(models::GroupCreate { a: \"NAME\".into(), b: [1, 2].into(), c: [\"NAME\".into(), \"b\".into()].into(), d: Some(models::D { e: -1, f: 0.5, ..Default::default() }), }).await?; }",
    "async fn f() { call(models::D { extra: [(\"NAME\", serde_json::json!({ \"a\": [1, -2, null], \"NAME\": { } }))].into_iter().collect(), g: Vec::<models::NAME>::new(), h: Box::new(NAME), i: (), j: (x) }); }",
    "#[test] fn t() { let client = conformance::client::<super::super::NAME>(None); conformance::request(client.me().NAME([\"a\", \"NAME\"]), \"GET\", \"/NAME\", Some(r##\"{\n  \"a\": 1\n}\"##)); conformance::response::<calls::NAME>(200, None, conformance::Check::Whole); }",
    "wire::models!(Group, NAME, Other); crate::runtime::wire::open_enum!(NAME);",
    "runtime::identifier! { #[doc = \" NAME.\"] pub struct NAME; }",
];

#[test]
fn every_emitted_form_is_printed_as_prettyplease_prints_it() {
    for form in FORMS {
        for length in 1..100 {
            let name = format!("N{}", "a".repeat(length - 1));
            let source = form.replace("NAME", &name);
            assert_same(&source, &tokens(&source));
        }
    }
}

#[test]
fn short_names_keep_their_first_call_beside_them() {
    for name in ["f", "it", "self", "abcd", "abcde"] {
        for length in 1..100 {
            let argument = "a".repeat(length);
            let source = format!(
                "fn f() {{ {name}.call(\"{argument}\"); {name}.call({argument})?; {name}.field.call({argument}, 1).other() }}"
            );
            assert_same(&source, &tokens(&source));
        }
    }
}

/// Nothing that is not Rust may be printed as if it were, and no other form in any way but prettyplease's.
#[test]
fn other_forms_are_left_to_prettyplease() {
    for source in [
        "fn f() { a + b }",
        "fn f() { if a { b } }",
        "fn f() { x = 1; }",
        "fn f() where A: B {}",
        "fn f(self: Box<Self>) {}",
        "fn f() { |a| -> u8 { 1 } }",
        "fn f() { (a,) }",
        "fn f() { a[0] }",
        "fn f() { a as u8 }",
        "fn f() { 1..2 }",
        "fn f() { match a { A | B => 1, } }",
        "fn f() { match a { _ => (), } }",
        "fn f() { match a { A { b } => 1, } }",
        "struct A;",
        "struct A(u8);",
        "enum A { B = 1 }",
        "trait A {}",
        "union A { a: u8 }",
        "macro_rules! a { () => {} }",
        "#[doc = \"/ four slashes\"] mod a;",
        "#[doc = \"two\\nlines\"] mod a;",
        "#[path = \"b.rs\"] mod a;",
        "use a::{b::c, d};",
        "type A = fn(u8);",
        "type A = [u8; 4];",
        "type A = <B as C>::D;",
    ] {
        let tokens = tokens(source);
        if let Some(text) = print::quick(tokens.clone()) {
            assert_eq!(text, print::reference(tokens).unwrap(), "{source}");
        }
    }
    for source in ["fn f() { a b }", "fn f(a) {}", "struct A { b }", "use;"] {
        assert_eq!(print::quick(tokens(source)), None, "{source}");
    }
}

#[test]
fn every_file_of_the_spec_and_of_the_features_is_printed_so() {
    let features = support::spec(&support::folder("fixtures/features"));
    let mut files = 0;
    for spec in [features, support::real_spec()] {
        let api = codegen::read(&spec).unwrap().model;
        for file in codegen::emit::plan(&api) {
            assert_same(&file.path, &file.draw());
            files += 1;
        }
    }
    assert!(files > 250, "{files}");
}

/// With a token too many or too few, a file is either not printed straight from its tokens or as prettyplease prints it.
#[test]
fn damaged_files_are_not_printed_in_another_way() {
    let mut printed = 0;
    let api = codegen::read(&support::spec(&support::folder("fixtures/features")))
        .unwrap()
        .model;
    for file in codegen::emit::plan(&api) {
        let whole = file.draw();
        let length = count(&whole);
        for place in (0..length).step_by(length / 12 + 1) {
            for copies in [0, 2] {
                let damaged = damaged(whole.clone(), &mut Some(place), copies);
                let Some(text) = print::quick(damaged.clone()) else {
                    continue;
                };
                if let Ok(expected) = print::reference(damaged) {
                    assert_eq!(text, expected, "{}: {place}, {copies}", file.path);
                    printed += 1;
                }
            }
        }
    }
    assert!(printed > 300, "{printed}");
}

fn count(tokens: &TokenStream) -> usize {
    let length = |token: TokenTree| match token {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    };
    tokens.clone().into_iter().map(length).sum()
}

/// The tokens with so many copies of the one at a place, counted through all groups.
fn damaged(tokens: TokenStream, place: &mut Option<usize>, copies: usize) -> TokenStream {
    let mut out = Vec::new();
    for token in tokens {
        let is_here = *place == Some(0);
        *place = place.and_then(|place| place.checked_sub(1));
        match token {
            token if is_here => out.extend(std::iter::repeat_n(token, copies)),
            TokenTree::Group(group) => {
                let inner = damaged(group.stream(), place, copies);
                out.push(Group::new(group.delimiter(), inner).into());
            }
            token => out.push(token),
        }
    }
    out.into_iter().collect()
}

fn tokens(source: &str) -> TokenStream {
    source.parse().unwrap()
}

#[track_caller]
fn assert_same(name: &str, tokens: &TokenStream) {
    let expected = print::reference(tokens.clone()).unwrap();
    let printed = print::quick(tokens.clone());
    assert_eq!(printed.as_deref(), Some(expected.as_str()), "{name}");
}
