//! Items that are no use, in all forms of Rust.

use proptest::prelude::*;

type Source = BoxedStrategy<String>;

fn name() -> Source {
    prop_oneof![
        Just("a".to_owned()),
        Just("value".to_owned()),
        Just("r#type".to_owned()),
        (1..70_usize).prop_map(|length| format!("n{}", "a".repeat(length))),
    ]
    .boxed()
}

fn joined(part: Source, between: &'static str, count: std::ops::Range<usize>) -> Source {
    prop::collection::vec(part, count).prop_map(move |parts| parts.join(between)).boxed()
}

/// A pattern with the given parts for each `$`.
fn form(text: &'static str, parts: Vec<Source>) -> Source {
    parts
        .prop_map(move |parts| {
            let mut parts = parts.into_iter();
            text.chars()
                .map(|ch| if ch == '$' { parts.next().unwrap() } else { ch.to_string() })
                .collect()
        })
        .boxed()
}

fn ty() -> Source {
    name()
        .prop_recursive(3, 12, 3, |ty| {
            let ty = ty.boxed();
            let list = || joined(ty.clone(), ", ", 1..4);
            prop_oneof![
                form("$<$>", vec![name(), list()]),
                form("$::$<'a, $>", vec![name(), name(), list()]),
                form("&$", vec![ty.clone()]),
                form("&'a mut $", vec![ty.clone()]),
                form("*const $", vec![ty.clone()]),
                form("[$]", vec![ty.clone()]),
                form("[$; 4]", vec![ty.clone()]),
                form("($, $)", vec![ty.clone(), list()]),
                form("($,)", vec![ty.clone()]),
                form("impl $<$ = $>", vec![name(), name(), ty.clone()]),
                form("Box<dyn $ + $>", vec![name(), name()]),
                form("Box<dyn for<'a> Fn($) -> $>", vec![list(), ty.clone()]),
                form("fn($) -> $", vec![list(), ty.clone()]),
                form("<$ as $>::$", vec![ty.clone(), name(), name()]),
                form("Option<Vec<$>>", vec![ty]),
            ]
        })
        .boxed()
}

fn pattern() -> Source {
    name()
        .prop_recursive(2, 6, 3, |pattern| {
            let pattern = pattern.boxed();
            let list = || joined(pattern.clone(), ", ", 1..4);
            prop_oneof![
                form("$::A($)", vec![name(), list()]),
                form("$ { $, .. }", vec![name(), name()]),
                form("($, $)", vec![pattern.clone(), list()]),
                form("[$, rest @ ..]", vec![list()]),
                form("&$", vec![pattern.clone()]),
                form("A | B($)", vec![list()]),
                Just("1..=9".to_owned()),
                Just("-1".to_owned()),
                Just("_".to_owned()),
            ]
        })
        .boxed()
}

fn literal() -> Source {
    const LITERALS: [&str; 8] =
        ["1", "2.5", "1.", "'c'", "b\"x\"", "true", "r#\"raw \"quoted\"\"#", "'\\''"];
    prop_oneof![
        prop::sample::select(&LITERALS[..]).prop_map(str::to_owned),
        (1..45_usize).prop_map(|length| format!("\"{}\"", "x ".repeat(length))),
    ]
    .boxed()
}

fn expression() -> Source {
    let leaf = prop_oneof![name(), literal(), form("$::$", vec![name(), name()])];
    leaf.prop_recursive(5, 40, 4, |it| {
        let it = it.boxed();
        let list = || joined(it.clone(), ", ", 0..4);
        let some = || joined(it.clone(), ", ", 1..4);
        let operator = prop::sample::select(vec![
            "+", "-", "*", "/", "&&", "||", "==", "<", ">", "<=", ">=", "<<", ">>", "&", "|", "^",
            "..", "..=", "!=", "%",
        ])
        .prop_map(str::to_owned)
        .boxed();
        prop_oneof![
            form("$($)", vec![name(), list()]),
            form("$.$($)", vec![it.clone(), name(), list()]),
            form("$.$($).$($)", vec![name(), name(), list(), name(), list()]),
            form("$.$($).await?", vec![it.clone(), name(), list()]),
            form("$::<$>($)", vec![name(), ty(), list()]),
            form("$.$::<$, $>($)", vec![it.clone(), name(), ty(), ty(), list()]),
            form("$.$", vec![it.clone(), name()]),
            form("$.0.1", vec![name()]),
            form("$[$]", vec![name(), it.clone()]),
            form("($ $ $)", vec![it.clone(), operator.clone(), it.clone()]),
            form("$ $ $", vec![it.clone(), operator, it.clone()]),
            form("-$", vec![it.clone()]),
            form("!$", vec![it.clone()]),
            form("*$", vec![it.clone()]),
            form("&mut $", vec![it.clone()]),
            form("&&$", vec![it.clone()]),
            form("|$| $", vec![pattern(), it.clone()]),
            form("move |$: $, _| { $ }", vec![name(), ty(), it.clone()]),
            form("|| $", vec![it.clone()]),
            form("|a: $| -> $ { $; $ }", vec![ty(), ty(), it.clone(), it.clone()]),
            form("$ { $: $, $, ..$ }", vec![name(), name(), it.clone(), name(), name()]),
            form("$ { $: $ }", vec![name(), name(), it.clone()]),
            form("[$]", vec![list()]),
            form("[$; 3]", vec![it.clone()]),
            form("($,)", vec![it.clone()]),
            form("($, $)", vec![it.clone(), some()]),
            form(
                "if $ { $ } else if let Some(x) = $ { $ } else { $ }",
                vec![it.clone(), it.clone(), name(), it.clone(), it.clone()]
            ),
            form(
                "match $ { $ => $, $ if $ => { $ } _ => {} }",
                vec![name(), pattern(), it.clone(), pattern(), it.clone(), it.clone()]
            ),
            form("{ $ }", vec![it.clone()]),
            form("unsafe { $; $ }", vec![it.clone(), it.clone()]),
            form("async move { $ }", vec![it.clone()]),
            form("($ as $)", vec![it.clone(), ty()]),
            form("$!($)", vec![name(), list()]),
            form("$![$, $]", vec![name(), it.clone(), list()]),
            form("$! { $ => $ }", vec![name(), it.clone(), it.clone()]),
            form("json!({ \"a\": [$, null], \"b\": { } })", vec![it.clone()]),
            form("loop { break 'a $; }", vec![it]),
        ]
    })
    .boxed()
}

fn statement() -> Source {
    prop_oneof![
        form("let $ = $;", vec![pattern(), expression()]),
        form("let mut $: $ = $;", vec![name(), ty(), expression()]),
        form("let Some($) = $ else { return $; };", vec![name(), name(), expression()]),
        form("$;", vec![expression()]),
        form("$ = $;", vec![name(), expression()]),
        form("$ += $;", vec![name(), expression()]),
        form("for $ in $ { $; }", vec![pattern(), name(), expression()]),
        form("'a: while let Some($) = $ { continue 'a; }", vec![pattern(), name()]),
        form("if $ < $ { $ }", vec![name(), name(), expression()]),
        form("use a::{$, b::$};", vec![name(), name()]),
        form("#[allow(unused)] let x = $;", vec![expression()]),
    ]
    .boxed()
}

fn attribute() -> Source {
    prop_oneof![
        Just(String::new()),
        form("#[derive($)]", vec![joined(name(), ", ", 1..4)]),
        form("#[cfg(all($, not($)))]", vec![name(), name()]),
        Just("#[doc = \" Some words of documentation that is long enough to need more than one line of a file, \\\"quoted\\\".\"]".to_owned()),
        Just("#[doc = r\" Some words of documentation that is long enough to need more than one line of a file, `or two`.\"]".to_owned()),
    ]
    .boxed()
}

fn item() -> Source {
    let argument = || form("$: $", vec![name(), ty()]);
    let arguments = || joined(argument(), ", ", 0..4);
    let body = || joined(statement(), " ", 0..4);
    let function = || {
        prop_oneof![
            form("fn $($) -> $ { $ }", vec![name(), arguments(), ty(), body()]),
            form(
                "pub async fn $<'a, $: $ + 'a>(&'a mut self, $) where $: $<$>, $: Sized { $ }",
                vec![name(), name(), name(), arguments(), ty(), name(), ty(), ty(), body()]
            ),
            form(
                "pub(crate) const unsafe extern \"C\" fn $($) { $ }",
                vec![name(), arguments(), expression()]
            ),
        ]
        .boxed()
    };
    let field = || form("$ pub $: $", vec![attribute(), name(), ty()]);
    let plain = prop_oneof![
        function(),
        form("pub struct $ { $ }", vec![name(), joined(field(), ", ", 0..4)]),
        form("struct $<'a, T: $>($, pub $) where T: $;", vec![name(), name(), ty(), ty(), name()]),
        form("struct $;", vec![name()]),
        form(
            "enum $ { $ A, $ B($), C { $ }, D = 4 }",
            vec![name(), attribute(), attribute(), ty(), argument()]
        ),
        form("pub enum $ {}", vec![name()]),
        form(
            "impl<'a, $: $> $ for $<$> { type A = $; const B: $ = $; $ }",
            vec![name(), name(), name(), name(), ty(), ty(), ty(), expression(), function()]
        ),
        form(
            "pub trait $: $ + Send { type A: $; fn a(&self, $); $ }",
            vec![
                name(),
                name(),
                name(),
                arguments(),
                form("fn $($) -> $ { $ }", vec![name(), arguments(), ty(), body()])
            ]
        ),
        form("mod $ { use super::*; $ $ }", vec![name(), function(), function()]),
        form("mod $; pub mod $; #[cfg(test)] mod tests;", vec![name(), name()]),
        form("use $::{self, $ as _, $::{a, b}, c::*};", vec![name(), name(), name()]),
        form("pub use super::$; use $::{$};", vec![name(), name(), name()]),
        form("pub const $: $ = $;", vec![name(), ty(), expression()]),
        form("static mut $: &[$] = &[$];", vec![name(), ty(), joined(expression(), ", ", 0..5)]),
        form("pub type $<T> = $;", vec![name(), ty()]),
        form(
            "macro_rules! $ { ($(#[$m:meta])* $x:expr, $($y:ty),+) => { $ }; }",
            vec![
                name(),
                Just("$".into()).boxed(),
                Just("$".into()).boxed(),
                Just("$".into()).boxed(),
                Just("$".into()).boxed(),
                Just("$".into()).boxed(),
                expression()
            ]
        ),
        form("extern \"C\" { fn $($); }", vec![name(), arguments()]),
        form("$! { $ pub struct $; }", vec![name(), attribute(), name()]),
        form("$::$!($);", vec![name(), name(), joined(name(), ", ", 1..9)]),
    ];
    (attribute(), plain).prop_map(|(attribute, item)| format!("{attribute} {item}")).boxed()
}

/// A file.
pub(crate) fn source() -> Source {
    joined(item(), "\n", 1..4)
}
