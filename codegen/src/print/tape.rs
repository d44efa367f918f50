//! Tokens in a row, as if all stood on one line: how wide any part of it is takes one subtraction.

use std::fmt::{Display, Write};
use std::ops::Range;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::names::is_keyword;

/// Characters that make one token if nothing parts them. Those that may end generics stay single.
const OPERATORS: &[&str] = &[
    "!=", "%=", "&&", "&=", "*=", "+=", "-=", "->", "..", "...", "..=", "/=", "::", "<=", "==",
    "=>", "^=", "|=", "||",
];

/// Operators and keywords that stand in types, too.
const IN_TYPES: &[&str] = &[
    "!", "#", "$", "&", "*", "+", ",", "-", "->", ":", "::", "<", "=", ">", "?", "as", "const",
    "dyn", "extern", "fn", "for", "impl", "mut", "unsafe",
];

/// Keywords that stand where names do.
const WORDS: &[&str] = &["Self", "await", "crate", "false", "self", "super", "true"];

#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Kind {
    Word,
    /// A keyword or a lifetime.
    Keyword,
    Literal,
    #[default]
    Operator,
    /// Of a group; `<>` around generics and `||` around a closure's arguments are groups, too.
    Open,
    Close,
}

/// What is in a group.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Content {
    /// Parts between commas, and whether there may be one after the last.
    List(bool),
    #[default]
    Statements,
    Items,
}

#[derive(Default)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where its text is.
    pub(super) text: [u32; 2],
    /// Whether the next character belongs to it.
    pub(super) joint: bool,
    /// Whether a space stands before it, unless a line begins with it.
    pub(super) space: bool,
    /// Where it is on the line.
    pub(super) place: [u32; 2],
    /// How many lines have to begin up to its start.
    pub(super) lines: u32,
    /// The other end of a group.
    other: u32,
    pub(super) content: Content,
    /// Whether what is in these braces has lines of its own, as the word before says.
    pub(super) is_body: bool,
}

/// Tokens between two empty ones on either side, so that each has neighbours.
#[derive(Default)]
pub(super) struct Tape {
    pub(super) tokens: Vec<Token>,
    pub(super) text: String,
    pub(super) line: String,
    pub(super) lines: u32,
}

impl Tape {
    pub(super) fn new(tokens: TokenStream) -> Self {
        let mut tape = Self::default();
        (0..2).for_each(|_| tape.push(Kind::Operator, &"", false));
        tape.group("", tokens, "");
        (0..2).for_each(|_| tape.push(Kind::Operator, &"", false));
        tape.line.reserve(tape.text.len() * 5 / 4);
        tape.lay_out(2, false);
        tape
    }

    fn read(&mut self, tokens: TokenStream) {
        for token in tokens {
            let last = self.tokens.len() - 1;
            match token {
                TokenTree::Group(group) => {
                    let (delimiter, inner) = (group.delimiter(), group.stream());
                    // Tokens that nobody else has are moved instead of copied.
                    drop(group);
                    match delimiter {
                        Delimiter::Parenthesis => self.group("(", inner, ")"),
                        Delimiter::Brace => self.group("{", inner, "}"),
                        Delimiter::Bracket => self.group("[", inner, "]"),
                        Delimiter::None => self.group("", inner, ""),
                    }
                }
                TokenTree::Ident(ident) if self.text(last) == "'" => {
                    self.push(Kind::Keyword, &ident, true);
                }
                TokenTree::Ident(ident) => {
                    self.push(Kind::Word, &ident, false);
                    let text = self.text(last + 1);
                    if is_keyword(text) && !WORDS.contains(&text) {
                        self.tokens[last + 1].kind = Kind::Keyword;
                    }
                }
                TokenTree::Literal(literal) => self.push(Kind::Literal, &literal, false),
                TokenTree::Punct(punct) => {
                    let ch = punct.as_char();
                    let extends = self.get(last).joint && is_operator(self.text(last), ch);
                    self.push(Kind::Operator, &ch, extends);
                    let joint = punct.spacing() == Spacing::Joint;
                    self.tokens[last + usize::from(!extends)].joint = joint;
                }
            }
        }
    }

    fn group(&mut self, open: &str, inner: TokenStream, close: &str) {
        let start = self.tokens.len();
        self.push(Kind::Open, &open, false);
        self.read(inner);
        self.push(Kind::Close, &close, false);
        self.join(start, self.tokens.len() - 1);
    }

    /// Adds a token, or to the text of the last one.
    fn push(&mut self, kind: Kind, text: &dyn Display, extends: bool) {
        let last = if extends { self.tokens.pop() } else { None };
        let start = last.map_or(self.text.len() as u32, |last| last.text[0]);
        // Writing into a string cannot fail.
        let _ = write!(self.text, "{text}");
        let text = [start, self.text.len() as u32];
        self.tokens.push(Token { kind, text, ..Token::default() });
    }

    /// Makes two tokens the ends of a group.
    fn join(&mut self, open: usize, close: usize) {
        (self.tokens[open].kind, self.tokens[open].other) = (Kind::Open, close as u32);
        (self.tokens[close].kind, self.tokens[close].other) = (Kind::Close, open as u32);
    }

    /// Finds the groups within a group that proc_macro2 does not know: generics and the arguments of closures.
    pub(super) fn pair(&mut self, group: usize) {
        let mut open = Vec::new();
        let mut at = group + 1;
        while at < self.other(group) {
            while open.last().is_some_and(|top| self.text(*top) == "<") && self.ends_generics(at) {
                open.pop();
            }
            let top = open.last().copied().unwrap_or_default();
            let is_comparison = matches!(self.get(at + 1).kind, Kind::Word | Kind::Literal)
                && self.is_value(top.saturating_sub(1));
            match (self.text(top), self.text(at)) {
                ("<", ">") if is_comparison => drop(open.pop()),
                ("<", ">") | ("|", "|") => {
                    open.pop();
                    self.join(top, at);
                }
                (_, "<") if self.get(at - 1).kind == Kind::Word || !self.is_value(at - 1) => {
                    open.push(at)
                }
                (_, "|") if self.text(at - 1) != "}" && !self.is_value(at - 1) => open.push(at),
                _ => {}
            }
            at = self.after(at);
        }
    }

    /// Whether a token stands in no type.
    fn ends_generics(&self, at: usize) -> bool {
        let text = self.text(at);
        match self.get(at).kind {
            Kind::Operator if text == "&&" => self.is_value(at - 1),
            Kind::Operator | Kind::Keyword => !IN_TYPES.contains(&text) && !text.starts_with('\''),
            _ => text == "{" && self.is_value(at - 1),
        }
    }

    /// Whether an operand may end with a token, so that what follows is between two.
    pub(super) fn is_value(&self, at: usize) -> bool {
        match self.get(at).kind {
            Kind::Word | Kind::Literal => true,
            Kind::Close => {
                !matches!(self.text(at), "}" | "|") && !self.is_attribute(self.other(at))
            }
            _ => self.text(at) == "?",
        }
    }

    /// Whether a token belongs to what follows, as the `-` of a negative number does.
    pub(super) fn is_prefix(&self, at: usize) -> bool {
        match self.text(at) {
            "#" | "$" => true,
            "!" | "&" | "&&" | "*" | "-" | "?" => !self.is_value(at - 1),
            _ => false,
        }
    }

    /// Whether a token is the `!` of a macro.
    pub(super) fn is_macro_mark(&self, at: usize) -> bool {
        self.text(at) == "!" && self.get(at - 1).kind == Kind::Word
    }

    pub(super) fn is_attribute(&self, open: usize) -> bool {
        self.text(open) == "["
            && (self.text(open - 1) == "#"
                || self.text(open - 1) == "!" && self.text(open - 2) == "#")
    }

    /// All tokens, and how wide they are.
    pub(super) fn all(&self) -> Range<usize> {
        3..self.tokens.len() - 3
    }

    pub(super) fn get(&self, at: usize) -> &Token {
        &self.tokens[at]
    }

    pub(super) fn text(&self, at: usize) -> &str {
        let [start, end] = self.tokens[at].text.map(|place| place as usize);
        &self.text[start..end]
    }

    /// The other end of a group.
    pub(super) fn other(&self, at: usize) -> usize {
        self.tokens[at].other as usize
    }

    /// Tokens as they stand on one line.
    pub(super) fn line(&self, range: &Range<usize>) -> &str {
        let (first, last) = (&self.tokens[range.start], &self.tokens[range.end - 1]);
        let place = first.place[0] as usize..last.place[1] as usize;
        self.line.get(place).unwrap_or_default()
    }

    /// How many lines have to begin within a range, and how wide it is.
    pub(super) fn size(&self, range: &Range<usize>) -> (u32, usize) {
        let lines = self.tokens[range.end - 1].lines;
        (lines.saturating_sub(self.tokens[range.start].lines), self.line(range).len())
    }

    /// The tokens of a range, groups as one.
    pub(super) fn top(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let end = range.end;
        let within = move |at: &usize| *at < end;
        let next = move |at: &usize| Some(self.after(*at)).filter(within);
        std::iter::successors(Some(range.start).filter(within), next)
    }

    /// The token after this one, or after the group that it opens.
    pub(super) fn after(&self, at: usize) -> usize {
        1 + if self.get(at).kind == Kind::Open { self.other(at) } else { at }
    }

    /// The end of the attribute that starts here.
    pub(super) fn after_attribute(&self, at: usize) -> Option<usize> {
        let open = at + 1 + usize::from(self.text(at + 1) == "!");
        (self.text(at) == "#" && self.text(open) == "[").then(|| self.other(open) + 1)
    }
}

/// Whether an operator goes on with a character.
pub(super) fn is_operator(text: &str, next: char) -> bool {
    let mut rests = OPERATORS.iter().filter_map(|operator| operator.strip_prefix(text));
    rests.any(|rest| rest.starts_with(next))
}
