//! Tokens in a row, as if all stood on one line: how wide any part of it is takes one subtraction.

use std::fmt::{Display, Write};
use std::mem;
use std::ops::Range;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

use super::WIDTH;
use crate::names::is_keyword;

/// Characters that make one token if they touch. Those that may end generics stay single, and assignments like `+=` end with
/// a `=` of their own.
const OPERATORS: &[&str] = &["!=", "&&", "->", "..", "...", "..=", "::", "<=", "==", "=>", "||"];

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
    /// Whether what is in the group is for a macro or an attribute, so that every comma counts.
    is_verbatim: bool,
}

/// All tokens, after two empty ones, so that each has some before it.
#[derive(Default)]
pub(super) struct Tape {
    tokens: Vec<Token>,
    /// The one line.
    text: String,
    /// The groups that the next token is in.
    open: Vec<usize>,
    /// Room for a name or a literal.
    word: String,
}

impl Tape {
    pub(super) fn new(tokens: TokenStream) -> Self {
        let mut tape = Self::default();
        tape.tokens.resize_with(2, Token::default);
        tape.read(tokens);
        tape
    }

    fn read(&mut self, tokens: TokenStream) {
        let (mut owner, depth) = ("", self.open.len());
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.group(group, owner),
                TokenTree::Literal(literal) => self.word(&literal),
                TokenTree::Ident(word) => self.word(&word),
                TokenTree::Punct(mark) => self.operator(&mark),
            }
            let last = self.text(self.last());
            if matches!(last, ";" | "=>" | "}") {
                owner = "";
                self.open.truncate(depth);
            } else if owner.is_empty() && self.get(self.last()).kind == Kind::Keyword {
                owner = OWNERS.iter().find(|owner| **owner == last).unwrap_or(&"");
            }
        }
        self.open.truncate(depth);
    }

    /// A name, a keyword or a literal, whose text can only be had by writing it.
    fn word(&mut self, token: &dyn Display) {
        let mut text = mem::take(&mut self.word);
        text.clear();
        // Text takes whatever is written to it.
        let _ = write!(text, "{token}");
        let is_lifetime = self.text(self.last()) == "'";
        let is_value = !is_lifetime && (!is_keyword(&text) || NAMES.contains(&&*text));
        self.push(if is_value { Kind::Value } else { Kind::Keyword }, &text);
        self.word = text;
    }

    fn operator(&mut self, mark: &Punct) {
        let (mut buffer, last) = ([0; 4], self.get(self.last()));
        let single = &*mark.as_char().encode_utf8(&mut buffer);
        let touches = last.joint && last.kind == Kind::Operator;
        let is_both = |both: &&&str| both.strip_prefix(self.text(self.last())) == Some(single);
        let both = OPERATORS.iter().find(|both| touches && is_both(both)).copied();
        if both.is_some() {
            self.pop();
        }
        let sign = both.unwrap_or(single);
        let kind = self.kind(sign);
        self.push(kind, sign);
        let at = self.last();
        self.tokens[at].joint = mark.spacing() == Spacing::Joint;
        match kind {
            Kind::Open => self.open.push(at),
            Kind::Close => self.close(),
            _ => {}
        }
    }

    /// Whether an operator is the end of a group.
    fn kind(&self, sign: &str) -> Kind {
        let at = self.last();
        let last = self.text(at);
        let is_generic = || last.starts_with(char::is_uppercase) || self.text(at - 1) == "fn";
        let is_shift = || last == "<" && self.get(at).kind == Kind::Operator;
        match (self.top(), sign) {
            ("<", ">") | ("|", "|") => Kind::Close,
            (_, "<") if is_generic() || !self.is_value(at) && !is_shift() => Kind::Open,
            (_, "|") if !self.is_value(at) && last != "}" => Kind::Open,
            _ => Kind::Operator,
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
        let is_verbatim = self.is_macro() || left == "[" && self.is_attribute(open);
        let is_inside = self.open.last().is_some_and(|open| self.get(*open).is_verbatim);
        self.push(Kind::Open, left);
        self.open.push(open);
        self.tokens[open].is_body = left == "{" && (!owner.is_empty() || is_verbatim);
        self.tokens[open].is_verbatim = is_verbatim || is_inside;
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
        let (last, group) = (self.last(), self.get(open));
        if group.is_body && matches!(owner, "impl" | "trait" | "mod") {
            return Content::Items;
        }
        let has = |signs: &[&str]| {
            let is_it = |at| signs.contains(&self.text(at)) && self.get(at).other == 0;
            self.parts(&(open + 1..last + 1)).any(is_it)
        };
        // Beside a comparison, a comma may be one of generics.
        let is_list = || !has(&[";", "<", ">"]);
        let is_call = self.is_value(open - 1);
        let takes_comma = match self.text(open) {
            _ if group.is_verbatim => false,
            "(" => is_call || self.text(last) != "," && has(&[","]) && is_list(),
            "[" => !is_call && (has(&[","]) || self.text(last).starts_with('"')) && is_list(),
            "{" => has(&[","]) && is_list(),
            _ => false,
        };
        if takes_comma { Content::List } else { Content::Plain }
    }

    fn push(&mut self, kind: Kind, text: &str) {
        let before = self.text(self.last());
        let last = self.get(self.last());
        let (begins, has_to) = match before {
            ";" => (true, matches!(self.top(), "" | "{")),
            "{" => (true, last.is_body && text != "}"),
            "]" if self.is_attribute(last.other) => (true, true),
            "}" if matches!(text, "#" | "as" | "else") => (text == "#", false),
            "}" => (kind != Kind::Operator, false),
            left => (left == ",", false),
        };
        let space = self.needs_space(kind, text);
        let before = if has_to { WIDTH } else { usize::from(space) };
        let end = last.end + before + text.len();
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
        let (at, is_value) = (self.last(), |at| self.is_value(at));
        let before = self.get(at);
        let is_import = || self.open.last().is_some_and(|open| self.text(open - 1) == "::");
        match (self.text(at), right) {
            ("{", "}") | ("::" | "$", "{") => false,
            ("{", _) | (_, "}") => !is_import(),
            _ if before.kind == Kind::Open || kind == Kind::Close => false,
            (_, "{") => true,
            (_, "<" | ">" | "=") if before.joint => false,
            (_, "." | ".." | "..=") if self.text(at).ends_with('.') => true,
            ("." | "::" | ".." | "..=" | "#" | "$" | "'", _) => false,
            ("!" | "&" | "&&" | "*" | "-" | "?", _) if !is_value(at - 1) => false,
            (_, "," | ";" | "." | ":") => false,
            (_, "?" | "::" | ".." | "..=" | "..." | "!") => !is_value(at),
            ("fn" | "pub", "(") | ("for" | "impl" | "fn", "<") => false,
            (_, "(" | "[") => !is_value(at) && !self.is_macro(),
            (_, "<") => kind != Kind::Open || !is_value(at),
            _ => true,
        }
    }

    /// Whether a group is an attribute, if it is in brackets.
    fn is_attribute(&self, open: usize) -> bool {
        let mark = open - 1 - usize::from(self.text(open - 1) == "!");
        self.text(mark) == "#"
    }

    /// Whether a group that comes next is for a macro.
    fn is_macro(&self) -> bool {
        let mark = self.last() - usize::from(self.get(self.last()).kind == Kind::Value);
        self.text(mark) == "!" && self.is_value(mark - 1)
    }

    /// Whether an operand may end with a token, so that what follows is between two.
    fn is_value(&self, at: usize) -> bool {
        match (self.text(at), self.get(at).kind) {
            ("?" | ")", _) | (">", Kind::Close) => true,
            ("]", _) => !self.is_attribute(self.get(at).other),
            (_, kind) => kind == Kind::Value,
        }
    }

    fn last(&self) -> usize {
        self.tokens.len() - 1
    }

    /// How the innermost group begins.
    fn top(&self) -> &str {
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
    pub(super) fn parts(&self, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'_> {
        let end = range.end;
        let within = move |at: &usize| *at < end;
        // What is no start of a group has its other end before it, or none.
        let next = move |at: &usize| Some(1 + self.get(*at).other.max(*at)).filter(within);
        std::iter::successors(Some(range.start).filter(within), next)
    }
}
