//! Tokens in a row, as if all stood on one line: how wide any part of it is takes one subtraction.

use std::fmt::{Display, Write};
use std::mem;
use std::ops::Range;

use proc_macro2::{Delimiter, Group, Spacing, TokenStream, TokenTree};

use super::WIDTH;
use crate::names::is_keyword;

/// Characters that make one token if they touch. Those that may end generics stay single.
const OPERATORS: &[&str] = &[
    "!=", "%=", "&&", "&=", "*=", "+=", "-=", "->", "..", "...", "..=", "/=", "::", "<=", "==",
    "=>", "^=", "|=", "||",
];

/// Keywords that stand where names do.
const NAMES: &[&str] = &["Self", "await", "crate", "false", "self", "super", "true"];

/// Keywords before braces whose content has lines of its own.
const OWNERS: &[&str] = &[
    "else", "enum", "fn", "for", "if", "impl", "loop", "match", "mod", "struct", "trait", "while",
];

#[derive(Clone, Copy, Default, PartialEq)]
enum Kind {
    /// A name or a literal.
    Value,
    /// A keyword or a lifetime.
    Keyword,
    #[default]
    Operator,
    /// Of a group; `<>` around generics and `||` around a closure's arguments are groups, too.
    Open,
    Close,
}

/// What parts in a group need, if they get a line each.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Content {
    #[default]
    Plain,
    /// A comma after the last one.
    List,
    /// Empty lines between them.
    Items,
}

#[derive(Default)]
pub(super) struct Token {
    kind: Kind,
    text: Range<usize>,
    /// Whether it is an operator that the next one touches.
    joint: bool,
    /// Whether a space stands before it, unless a line begins with it.
    pub(super) space: bool,
    /// Whether a part of a group begins with it.
    pub(super) begins: bool,
    /// Where it ends on the line. Where a line has to begin, the one before is too wide.
    end: usize,
    /// The other end of a group.
    pub(super) other: usize,
    pub(super) content: Content,
    /// Whether these are braces whose content has lines of its own.
    pub(super) is_body: bool,
}

/// All tokens, after two empty ones, so that each has some before it.
pub(super) struct Tape {
    tokens: Vec<Token>,
    /// The one line.
    text: String,
    /// The word that is looked at.
    word: String,
    /// The groups that the next token is in.
    open: Vec<usize>,
}

impl Tape {
    pub(super) fn new(tokens: TokenStream) -> Self {
        let before = vec![Token::default(), Token::default()];
        let (text, word, open) = Default::default();
        let mut tape = Self { tokens: before, text, word, open };
        tape.read(tokens);
        tape
    }

    fn read(&mut self, tokens: TokenStream) {
        let (mut owner, depth) = ("", self.open.len());
        for token in tokens {
            let last = self.last();
            match token {
                TokenTree::Group(group) => self.group(group, owner),
                TokenTree::Literal(literal) => self.word(&literal, |_| Kind::Value),
                TokenTree::Ident(name) if self.text(last) == "'" => {
                    self.pop();
                    self.word(&format_args!("'{name}"), |_| Kind::Keyword);
                }
                TokenTree::Ident(word) => {
                    self.word(&word, |word| {
                        let is_name = !is_keyword(word) || NAMES.contains(&word);
                        if is_name { Kind::Value } else { Kind::Keyword }
                    });
                    if owner.is_empty() && self.get(self.last()).kind == Kind::Keyword {
                        let named = OWNERS.iter().find(|named| **named == self.word);
                        owner = named.unwrap_or(&owner);
                    }
                }
                TokenTree::Punct(mark) => {
                    let joint = mark.spacing() == Spacing::Joint;
                    let touches = self.get(last).joint && self.get(last).kind == Kind::Operator;
                    let left = touches.then(|| self.text(last));
                    let is_it = |both: &&&str| both.strip_suffix(mark.as_char()) == left;
                    match OPERATORS.iter().find(|both| touches && is_it(both)) {
                        Some(both) => {
                            self.pop();
                            self.operator(both, joint);
                        }
                        None => self.operator(mark.as_char().encode_utf8(&mut [0; 4]), joint),
                    }
                }
            }
            if matches!(self.text(self.last()), ";" | "=>" | "}") {
                owner = "";
                self.open.truncate(depth);
            }
        }
        self.open.truncate(depth);
    }

    fn word(&mut self, text: &dyn Display, kind: impl FnOnce(&str) -> Kind) {
        let mut word = mem::take(&mut self.word);
        word.clear();
        // Text takes whatever is written to it.
        let _ = write!(word, "{text}");
        self.push(kind(&word), &word);
        self.word = word;
    }

    fn operator(&mut self, text: &str, joint: bool) {
        let (at, last) = (self.tokens.len(), self.last());
        let (before, is_value) = (self.text(last), self.is_value(last));
        let is_type = before.starts_with(char::is_uppercase) || self.text(last - 1) == "fn";
        let is_shift = before == "<" && self.get(last).kind == Kind::Operator;
        let kind = match (self.top_text(), text) {
            ("<", ">") | ("|", "|") => Kind::Close,
            (_, "<") if is_type || !is_value && !is_shift => Kind::Open,
            (_, "|") if !is_value && before != "}" => Kind::Open,
            _ => Kind::Operator,
        };
        self.push(kind, text);
        self.tokens[at].joint = joint;
        match kind {
            Kind::Open => self.open.push(at),
            Kind::Close => self.close(),
            _ => {}
        }
    }

    fn group(&mut self, group: Group, owner: &str) {
        let (left, right) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::None => ("", ""),
        };
        let (open, inner) = (self.tokens.len(), group.stream());
        // Tokens that nobody else has are moved instead of copied.
        drop(group);
        self.push(Kind::Open, left);
        self.open.push(open);
        self.tokens[open].is_body = left == "{" && (!owner.is_empty() || self.is_macro(open));
        self.read(inner);
        let content = self.content(open, owner);
        if content == Content::List && self.text(self.last()) == "," {
            // It is printed only where a line ends.
            self.pop();
        }
        self.tokens[open].content = content;
        self.push(Kind::Close, right);
        self.close();
    }

    /// Makes the last token the end of the innermost group.
    fn close(&mut self) {
        let (last, open) = (self.last(), self.open.pop().unwrap_or_default());
        (self.tokens[open].other, self.tokens[last].other) = (last, open);
    }

    fn content(&self, open: usize, owner: &str) -> Content {
        let (inner, last) = (open + 1..self.tokens.len(), self.text(self.last()));
        let has = |text: &str| {
            let is = |at| self.text(at) == text && self.get(at).other == 0;
            self.top(&inner).any(is)
        };
        // Beside a comparison, a comma may be one of generics.
        let is_list = ![";", "<", ">"].into_iter().any(has);
        let is_call = self.is_value(open - 1);
        let takes_comma = match self.text(open) {
            "(" => is_call || is_list && has(",") && last != ",",
            "[" => is_list && !is_call && (has(",") || last.starts_with('"')),
            "{" => is_list && has(","),
            _ => false,
        };
        match owner {
            "impl" | "trait" | "mod" if self.get(open).is_body => Content::Items,
            _ if takes_comma && !self.open.iter().any(|open| self.is_macro(*open)) => Content::List,
            _ => Content::Plain,
        }
    }

    fn push(&mut self, kind: Kind, text: &str) {
        let last = self.last();
        let (begins, has_to) = match self.text(last) {
            ";" => (true, matches!(self.top_text(), "" | "{")),
            "{" => (true, self.get(last).is_body && text != "}"),
            "]" if self.is_attribute(self.get(last).other) => (true, true),
            "}" if matches!(text, "#" | "as" | "else") => (text == "#", false),
            "}" => (![Kind::Operator, Kind::Close].contains(&kind), false),
            left => (left == ",", false),
        };
        let space = self.needs_space(kind, text);
        let before = if has_to { WIDTH } else { usize::from(space) };
        let end = self.get(last).end + before + text.len();
        self.text.push_str(if space { " " } else { "" });
        let start = self.text.len();
        self.text.push_str(text);
        let text = start..self.text.len();
        self.tokens.push(Token { kind, text, space, begins, end, ..Token::default() });
    }

    /// Takes the last token away.
    fn pop(&mut self) {
        self.tokens.pop();
        self.text.truncate(self.get(self.last()).text.end);
    }

    /// Whether a space stands before what comes next, if it is on one line with the last token.
    fn needs_space(&self, kind: Kind, right: &str) -> bool {
        let at = self.last();
        let (before, is_value) = (self.get(at), self.is_value(at));
        let is_import = self.open.last().is_some_and(|open| self.text(open - 1) == "::");
        match (self.text(at), right) {
            ("{", "}") | ("::" | "$", "{") => false,
            ("{", _) | (_, "}") => !is_import,
            _ if before.kind == Kind::Open || kind == Kind::Close => false,
            (_, "{") => true,
            (_, "<" | ">" | "=") if before.joint => false,
            (left, "." | ".." | "..=") if left.ends_with('.') => true,
            ("." | "::" | ".." | "..=" | "#" | "$", _) => false,
            ("!" | "&" | "&&" | "*" | "-" | "?", _) if !self.is_value(at - 1) => false,
            (_, "," | ";" | "." | ":") => false,
            (_, "?" | "::" | ".." | "..=" | "..." | "!") => !is_value,
            ("fn" | "pub", "(") | ("for" | "impl" | "fn", "<") => false,
            (_, "(" | "[") => !is_value && !self.is_macro(at + 1),
            (_, "<") => kind != Kind::Open || !is_value,
            _ => true,
        }
    }

    /// Whether an operand may end with a token, so that what follows is between two.
    fn is_value(&self, at: usize) -> bool {
        match (self.text(at), self.get(at)) {
            ("?" | ")", _) => true,
            ("]", close) => !self.is_attribute(close.other),
            (">", token) => token.kind == Kind::Close,
            (_, token) => token.kind == Kind::Value,
        }
    }

    /// Whether a group is an attribute.
    fn is_attribute(&self, open: usize) -> bool {
        let mark = open - 1 - usize::from(self.text(open - 1) == "!");
        self.text(open) == "[" && self.text(mark) == "#"
    }

    /// Whether what is in a group is for a macro, so that every comma counts.
    fn is_macro(&self, open: usize) -> bool {
        let is_mark = |at: usize| self.text(at) == "!" && self.is_value(at - 1);
        let mark = open - 1 - usize::from(self.get(open - 1).kind == Kind::Value);
        is_mark(mark) || self.is_attribute(open)
    }

    fn last(&self) -> usize {
        self.tokens.len() - 1
    }

    /// How the innermost group begins.
    fn top_text(&self) -> &str {
        self.open.last().map_or("", |at| self.text(*at))
    }

    pub(super) fn all(&self) -> Range<usize> {
        2..self.tokens.len()
    }

    /// A token; after the last one there are empty ones, too.
    pub(super) fn get(&self, at: usize) -> &Token {
        self.tokens.get(at).unwrap_or(&self.tokens[0])
    }

    pub(super) fn text(&self, at: usize) -> &str {
        &self.text[self.get(at).text.clone()]
    }

    /// Tokens on one line.
    pub(super) fn line(&self, range: &Range<usize>) -> &str {
        let (first, last) = (self.get(range.start), self.get(range.end - 1));
        if range.is_empty() { "" } else { &self.text[first.text.start..last.text.end] }
    }

    /// How wide tokens are on one line.
    pub(super) fn width(&self, range: &Range<usize>) -> usize {
        let first = self.get(range.start);
        let start = first.end - first.text.len();
        if range.is_empty() { 0 } else { self.get(range.end - 1).end - start }
    }

    /// The tokens of a range, groups as one.
    pub(super) fn top(&self, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'_> {
        let end = range.end;
        let within = move |at: &usize| *at < end;
        // What is no start of a group has its other end before it, or none.
        let next = move |at: &usize| Some(1 + self.get(*at).other.max(*at)).filter(within);
        std::iter::successors(Some(range.start).filter(within), next)
    }
}
