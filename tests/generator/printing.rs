//! However tokens are laid out, they are the same Rust: prettyplease, which prints syntax trees, is the judge.

use std::collections::BTreeMap;

use codegen::print::print;
use proc_macro2::{Group, Punct, Spacing, TokenStream, TokenTree};

use crate::printing_items::source;
use crate::support;

/// What prettyplease makes of tokens without their documentation, which is wrapped, and the words of that.
fn judged(tokens: TokenStream) -> Result<(String, Vec<Vec<String>>), syn::Error> {
    let mut docs = Vec::new();
    let text = prettyplease::unparse(&syn::parse2(without_docs(tokens, &mut docs))?);
    let words = |doc: &String| doc.split_whitespace().map(str::to_owned).collect();
    Ok((text, docs.iter().map(words).collect()))
}

/// Tokens without `#[doc = "…"]`, whose texts are put aside: those that follow each other are one.
fn without_docs(tokens: TokenStream, docs: &mut Vec<String>) -> TokenStream {
    let mut out: Vec<TokenTree> = Vec::new();
    let mut follows = false;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) if let Some(doc) = doc(&group) => {
                while matches!(out.last(), Some(TokenTree::Punct(mark)) if "#!".contains(mark.as_char()))
                {
                    out.pop();
                }
                match docs.last_mut() {
                    Some(last) if follows => *last = format!("{last}\n{doc}"),
                    _ => docs.push(doc),
                }
                follows = true;
            }
            TokenTree::Group(group) => {
                let inner = without_docs(group.stream(), docs);
                out.push(Group::new(group.delimiter(), inner).into());
                follows = false;
            }
            TokenTree::Punct(mark) if !is_operator(mark.as_char(), tokens.peek()) => {
                follows &= "#!".contains(mark.as_char());
                out.push(Punct::new(mark.as_char(), Spacing::Alone).into());
            }
            // Two lists of generics that end at once, drawn as one within the other.
            TokenTree::Punct(mark) if mark.as_char() == '>' && starts_with(tokens.peek(), '>') => {
                follows = false;
                out.push(Punct::new('>', Spacing::Joint).into());
            }
            token => {
                follows &=
                    matches!(&token, TokenTree::Punct(mark) if "#!".contains(mark.as_char()));
                out.push(token);
            }
        }
    }
    out.into_iter().collect()
}

fn starts_with(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

/// Whether a character and the next are one operator. To others it is the same, except to prettyplease within macros.
fn is_operator(mark: char, next: Option<&TokenTree>) -> bool {
    const PAIRS: &[&str] = &[
        "!=", "%=", "&&", "&=", "*=", "+=", "-=", "->", "..", ".=", "/=", "::", "<<", "<=", "==",
        "=>", ">=", ">>", "^=", "|=", "||",
    ];
    mark == '\'' || next.is_some_and(|next| PAIRS.contains(&&*format!("{mark}{next}")))
}

fn doc(group: &Group) -> Option<String> {
    // Most groups are none, and to parse one takes all that is in it.
    let first = group.stream().into_iter().next();
    if !matches!(first, Some(TokenTree::Ident(name)) if name == "doc") {
        return None;
    }
    let attribute: syn::MetaNameValue = syn::parse2(group.stream()).ok()?;
    match attribute.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })
            if attribute.path.is_ident("doc") =>
        {
            Some(text.value())
        }
        _ => None,
    }
}

/// What is printed, and what prettyplease makes of it.
#[track_caller]
fn assert_same(name: &str, tokens: &TokenStream) -> (String, String) {
    let ours = print(tokens.clone());
    let printed = ours.parse().map_err(syn::Error::from).and_then(judged);
    let (text, words) = printed.unwrap_or_else(|error| panic!("{name}: {error}\n{ours}"));
    let drawn = judged(tokens.clone()).unwrap();
    assert_eq!(text, drawn.0, "{name}:\n{ours}");
    assert_eq!(words, drawn.1, "{name}:\n{ours}");
    (ours, text)
}

#[test]
fn every_emitted_file_is_what_was_drawn() {
    let features = tests::spec_in(&support::folder("fixtures/features"));
    let (mut files, mut lines, mut others) = (0, 0, 0);
    for spec in [features, tests::spec()] {
        let api = codegen::read(&spec).unwrap().model;
        for file in codegen::emit::plan(&api) {
            let (ours, theirs) = assert_same(&file.path, &file.draw());
            let mut left: BTreeMap<&str, usize> = BTreeMap::new();
            for line in theirs.lines() {
                *left.entry(line).or_default() += 1;
            }
            let mut is_table = false;
            for line in ours.lines().filter(|line| !line.is_empty()) {
                // Documentation is told apart before anything is judged, and so are tables: of what is in a macro,
                // prettyplease makes running text.
                let text = line.trim();
                is_table = line.ends_with("! {") || is_table && line != "}";
                if !is_table && !text.starts_with("///") && !text.starts_with("//!") {
                    lines += 1;
                    match left.get_mut(line) {
                        Some(count) if *count > 0 => *count -= 1,
                        _ => others += 1,
                    }
                }
                // What holds no space cannot be broken, and neither can a command or the head of an implementation.
                let is_whole = !text.contains(' ')
                    || text.starts_with("/// curl ")
                    || text.starts_with("impl From<");
                let is_long = line.chars().count() > 100 && !is_whole;
                assert!(
                    !is_long || line.contains('"') || line.contains("`"),
                    "{}: {line}",
                    file.path
                );
            }
            files += 1;
        }
    }
    assert!(files > 250, "{files}");
    // Lines like prettyplease's are what readers of Rust are used to.
    assert!(others * 10 < lines, "{others} of {lines} lines are not prettyplease's");
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { failure_persistence: None, ..Default::default() })]
    #[test]
    fn random_items_are_what_was_drawn(source in source()) {
        let tokens: TokenStream = source.parse().unwrap();
        proptest::prop_assume!(judged(tokens.clone()).is_ok());
        assert_same(&source, &tokens);
    }
}

/// Each text is printed as it stands here.
#[track_caller]
fn assert_printed(expected: &str) {
    let printed = print(expected.parse().unwrap());
    assert_eq!(printed, expected, "\n{printed}");
    assert_eq!(assert_same(expected, &printed.parse().unwrap()).0, expected);
}

#[test]
fn generics_are_told_from_comparisons() {
    assert_printed(
        "fn f<'a, T: Clone + 'a>(a: &'a mut Vec<Vec<T>>) -> impl Fn(u8) -> Option<T> {
    let b = Vec::<Vec<u8>>::new();
    let c = d < e && f > g;
    let h: <T as I>::Item = i.collect::<Vec<_>>();
    if j < k {
        l
    } else if m >> n > o << p {
        q
    }
    r.iter().any(|s| s < t);
}
",
    );
}

#[test]
fn operators_stand_beside_their_operands() {
    assert_printed(
        "fn f() {
    a(-1, !b, *c, &mut d, &&e, f::<&'g h>());
    h - 1 & i * j && !k || l | m;
    let n = -o..=p + 1;
    q.map(|r, &s| -r).map(move |t| t * u).map(|| v);
    w? + x[1]?.y as u8;
    match z {
        A | B(..) => 1..2,
        -1 => return -1,
        [a, rest @ ..] if !b => c!(d, -e),
        C { a, .. } => b,
    }
}
",
    );
}

#[test]
fn shifts_are_told_from_generics() {
    assert_same("shifts", &"fn f() { let a = e / f << 3 >> 4; }".parse().unwrap());
}

#[test]
fn what_does_not_fit_is_broken_where_it_is_loosest() {
    assert_printed(
        "fn function(
    &self,
    argument: impl IntoIterator<Item = impl Into<String>>,
    other: some::module::SomeType,
) -> Result<some::module::Value, some::module::Error> {
    let chain = client
        .some_resource()
        .id(\"an identifier that takes some room\")
        .create(models::SomeModel { text: \"text\".into(), ..Default::default() })
        .await?;
    let field = client
        .some_field_with_a_name
        .some_call(\"an argument that takes some room\")
        .another_call(\"another argument\");
    some_total_with_a_name +=
        some_module::SOME_VALUE_WITH_A_LONG_NAME + some_module::ANOTHER_VALUE_WITH_A_NAME;
    f.debug_struct(\"SomeName\")
        .field(\"some_field\", &self.some_field)
        .field(\"another_field\", &self.another_field)
        .finish();
    if some_condition {
        some_module::some_function::<SomeType>(
            argument,
            \"text that is so long that it does not fit\",
            [1, 2].into(),
        )
    }
    match value {
        SomePattern::WithAVeryLongName | SomePattern::WithAnother =>
            some_function_with_a_name(argument).unwrap_or_default(other),
        _ => 1,
    }
}

pub static SOME_STATIC_WITH_A_LONG_NAME: &[&SomeTypeWithALongName] = &[
    some_module::SomeOtherModule::FIRST,
    some_module::SomeOtherModule::SECOND,
];
",
    );
}

#[test]
fn items_of_one_kind_stand_together() {
    assert_printed(
        "#![allow(unused)]

mod a;

#[cfg(test)]
mod b;

use c::{self, D as _};
use d::*;

pub use e::F;

#[derive(Clone, Debug)]
pub struct G {
    #[serde(skip)]
    pub a: u8,
}

pub struct H;

impl I for H {
    type J = K;
    const L: &'static str = \"L\";

    fn m(&self) {}

    fn n(self) -> u8 {
        1
    }
}

pub enum O {
    P,
    Q(u8),
}

r! {
    pub struct S;
}

t!(u);
",
    );
}

fn documented(text: &str) -> String {
    let source = format!("struct A {{ #[doc = r##\"{text}\"##] a: u8, }}");
    print(source.parse().unwrap())
}

#[test]
fn documentation_is_wrapped_where_that_changes_nothing() {
    let printed = documented(
        " A short line stays,
 and a paragraph that is too long is wrapped before a word, never before - or + or # or 1. or 2) or > though.

 - An item of a list is wrapped, and what follows is indented like its text, so that it stays one.
   - So is an item within an item, which is indented more than the one around it and yet is wrapped.
 12. A numbered item has a wider marker, and what follows is indented by as much as that is wide.

 [`A`](super) may begin a line that is wrapped, and `code is never broken, however long it gets`, is it.

 A backslash\\ at the end of a line would break it, so there is none: there it is, one more line\\ here.",
    );
    let expected = "struct A {
    /// A short line stays,
    /// and a paragraph that is too long is wrapped before a word, never before - or + or # or 1.
    /// or 2) or > though.
    ///
    /// - An item of a list is wrapped, and what follows is indented like its text, so that it stays
    ///   one.
    ///   - So is an item within an item, which is indented more than the one around it and yet is
    ///     wrapped.
    /// 12. A numbered item has a wider marker, and what follows is indented by as much as that is
    ///     wide.
    ///
    /// [`A`](super) may begin a line that is wrapped, and
    /// `code is never broken, however long it gets`, is it.
    ///
    /// A backslash\\ at the end of a line would break it, so there is none: there it is, one more
    /// line\\ here.
    a: u8,
}
";
    assert_eq!(printed, expected, "\n{printed}");
}

/// Headings, quotations, code, tables, HTML and the targets of links are lines as they are.
#[test]
fn other_documentation_is_left_as_it_is() {
    let words = "word ".repeat(25);
    for text in [
        format!("# {words}"),
        format!("> {words}"),
        format!("[`A`]: https://example.com {words}"),
        format!("text\n\n    {words}"),
        format!("```text\n{words}\n```"),
        format!("~~~~\n```\n{words}\n~~~~"),
        format!("- ```\n  {words}\n  ```"),
        format!("- - {words}"),
        format!("| a | b |\n|---|---|\n| {words} | {words} |"),
        format!("a | b\n--|--\n{words} | {words}"),
        format!("<pre>\n{words}\n</pre>"),
    ] {
        let lines: Vec<String> = text.lines().map(|line| format!(" {}", line.trim_end())).collect();
        let printed = documented(&lines.join("\n"));
        let comments = printed.lines().filter_map(|line| line.trim_start().strip_prefix("///"));
        assert_eq!(
            comments.collect::<Vec<_>>(),
            lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>(),
            "{printed}"
        );
    }
}

/// What would be another text in a comment stays an attribute.
#[test]
fn documentation_that_is_no_comment_stays_an_attribute() {
    for doc in [
        "#[doc = \" \\u{200b}\"]",
        "#[doc = \"/ four\"]",
        "#[doc = include_str!(\"a.md\")]",
        "#[doc(hidden)]",
    ] {
        assert_printed(&format!("{doc}\nstruct A;\n"));
    }
}

#[test]
fn what_a_function_gives_stands_below_a_name_that_leaves_no_room() {
    assert_printed(
        "fn a_function_with_quite_a_long_name()
-> runtime::Property<super::SomeTypeOfTheService, runtime::DateTime, runtime::Sortable> {
    runtime::Property::new(\"name\")
}
",
    );
}
