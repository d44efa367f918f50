//! Tokens in a row, as if all stood on one line: how wide any part of it is takes one subtraction.

use std::fmt::{Display, Write};
use std::mem;
use std::ops::Range;

use proc_macro2::{Delimiter, Group, Punct, Spacing, TokenStream, TokenTree};

use super::WIDTH;
use crate::names::keyword;

/// The characters of operators.
const MARKS: &str = "!#$%&'*+,-./:;<=>?@^|~";

/// Those that make one token if they touch. Those that may end generics stay single.
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
    /// Its text, if that is an operator, a bracket or a keyword.
    pub(super) sign: &'static str,
    text: Range<usize>,
    /// Whether it is an operator that the next one touches.
    joint: bool,
    /// Whether an operand may end with it, so that what follows is between two.
    is_value: bool,
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
            match token {
                TokenTree::Group(group) => self.group(group, owner),
                TokenTree::Literal(literal) => self.word(&literal, |_| ("", Kind::Value)),
                TokenTree::Ident(name) if self.last().sign == "'" => {
                    self.pop();
                    self.word(&format_args!("'{name}"), |_| ("", Kind::Keyword));
                }
                TokenTree::Ident(word) => self.word(&word, |word| match keyword(word) {
                    Some(word) if !NAMES.contains(&word) => (word, Kind::Keyword),
                    name => (name.unwrap_or_default(), Kind::Value),
                }),
                TokenTree::Punct(mark) => self.operator(&mark),
            }
            let last = self.last();
            if last.kind == Kind::Keyword && owner.is_empty() && OWNERS.contains(&last.sign) {
                owner = last.sign;
            } else if matches!(last.sign, ";" | "=>" | "}") {
                owner = "";
                self.open.truncate(depth);
            }
        }
        self.open.truncate(depth);
    }

    fn word(&mut self, text: &dyn Display, look: impl FnOnce(&str) -> (&'static str, Kind)) {
        let mut word = mem::take(&mut self.word);
        word.clear();
        // Text takes whatever is written to it.
        let _ = write!(word, "{text}");
        let (sign, kind) = look(&word);
        self.push(kind, sign, &word);
        self.word = word;
    }

    fn operator(&mut self, mark: &Punct) {
        let single = MARKS.find(mark.as_char()).map_or("", |at| &MARKS[at..=at]);
        let last = self.last();
        let touches = last.joint && last.kind == Kind::Operator;
        let is_both = |both: &&&str| both.strip_prefix(last.sign) == Some(single);
        let both = OPERATORS.iter().find(|both| touches && is_both(both)).copied();
        if both.is_some() {
            self.pop();
        }
        let sign = both.unwrap_or(single);
        let kind = self.kind(sign);
        self.push(kind, sign, sign);
        let at = self.tokens.len() - 1;
        self.tokens[at].joint = mark.spacing() == Spacing::Joint;
        match kind {
            Kind::Open => self.open.push(at),
            Kind::Close => self.close(),
            _ => {}
        }
    }

    /// Whether an operator is the end of a group.
    fn kind(&self, sign: &str) -> Kind {
        let (at, last) = (self.tokens.len() - 1, self.last());
        match (self.top(), sign) {
            ("<", ">") | ("|", "|") => Kind::Close,
            (_, "<") => {
                let is_type = self.text(at).starts_with(char::is_uppercase);
                let is_shift = last.sign == "<" && last.kind == Kind::Operator;
                let is_generic = is_type || self.get(at - 1).sign == "fn";
                if is_generic || !last.is_value && !is_shift { Kind::Open } else { Kind::Operator }
            }
            (_, "|") if !last.is_value && last.sign != "}" => Kind::Open,
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
        self.push(Kind::Open, left, left);
        self.open.push(open);
        self.tokens[open].is_body = left == "{" && (!owner.is_empty() || is_verbatim);
        self.tokens[open].is_verbatim = is_verbatim || is_inside;
        self.read(inner);
        let content = self.content(open, owner);
        if content == Content::List && self.last().sign == "," {
            // It is printed only where a line ends.
            self.pop();
        }
        self.tokens[open].content = content;
        self.push(Kind::Close, right, right);
        self.close();
    }

    /// Makes the last token the end of the innermost group.
    fn close(&mut self) {
        let (last, open) = (self.tokens.len() - 1, self.open.pop().unwrap_or_default());
        (self.tokens[open].other, self.tokens[last].other) = (last, open);
    }

    fn content(&self, open: usize, owner: &str) -> Content {
        let (last, group) = (self.tokens.len() - 1, self.get(open));
        if group.is_body && matches!(owner, "impl" | "trait" | "mod") {
            return Content::Items;
        }
        let has = |signs: &[&str]| {
            let is_it = |at| signs.contains(&self.get(at).sign) && self.get(at).other == 0;
            self.parts(&(open + 1..last + 1)).any(is_it)
        };
        // Beside a comparison, a comma may be one of generics.
        let is_list = || !has(&[";", "<", ">"]);
        let is_call = self.get(open - 1).is_value;
        let takes_comma = match group.sign {
            _ if group.is_verbatim => false,
            "(" => is_call || self.last().sign != "," && has(&[","]) && is_list(),
            "[" => !is_call && (has(&[","]) || self.text(last).starts_with('"')) && is_list(),
            "{" => has(&[","]) && is_list(),
            _ => false,
        };
        if takes_comma { Content::List } else { Content::Plain }
    }

    fn push(&mut self, kind: Kind, sign: &'static str, text: &str) {
        let last = self.last();
        let (begins, has_to) = match last.sign {
            ";" => (true, matches!(self.top(), "" | "{")),
            "{" => (true, last.is_body && sign != "}"),
            "]" if self.is_attribute(last.other) => (true, true),
            "}" if matches!(sign, "#" | "as" | "else") => (sign == "#", false),
            "}" => (![Kind::Operator, Kind::Close].contains(&kind), false),
            left => (left == ",", false),
        };
        let is_value = match sign {
            "?" | ")" => true,
            "]" => self.open.last().is_some_and(|open| !self.is_attribute(*open)),
            ">" => kind == Kind::Close,
            _ => kind == Kind::Value,
        };
        let space = self.needs_space(kind, sign);
        let before = if has_to { WIDTH } else { usize::from(space) };
        let end = last.end + before + text.len();
        self.text.push_str(if space { " " } else { "" });
        let start = self.text.len();
        self.text.push_str(text);
        let text = start..self.text.len();
        let rest = Token::default();
        self.tokens.push(Token { kind, sign, text, is_value, space, begins, end, ..rest });
    }

    /// Takes the last token away.
    fn pop(&mut self) {
        self.tokens.pop();
        self.text.truncate(self.last().text.end);
    }

    /// Whether a space stands before what comes next, if it is on one line with the last token.
    fn needs_space(&self, kind: Kind, right: &str) -> bool {
        let (at, before) = (self.tokens.len() - 1, self.last());
        let is_import = || self.open.last().is_some_and(|open| self.get(open - 1).sign == "::");
        match (before.sign, right) {
            ("{", "}") | ("::" | "$", "{") => false,
            ("{", _) | (_, "}") => !is_import(),
            _ if before.kind == Kind::Open || kind == Kind::Close => false,
            (_, "{") => true,
            (_, "<" | ">" | "=") if before.joint => false,
            (_, "." | ".." | "..=") if self.text(at).ends_with('.') => true,
            ("." | "::" | ".." | "..=" | "#" | "$", _) => false,
            ("!" | "&" | "&&" | "*" | "-" | "?", _) if !self.get(at - 1).is_value => false,
            (_, "," | ";" | "." | ":") => false,
            (_, "?" | "::" | ".." | "..=" | "..." | "!") => !before.is_value,
            ("fn" | "pub", "(") | ("for" | "impl" | "fn", "<") => false,
            (_, "(" | "[") => !before.is_value && !self.is_macro(),
            (_, "<") => kind != Kind::Open || !before.is_value,
            _ => true,
        }
    }

    /// Whether a group is an attribute, if it is in brackets.
    fn is_attribute(&self, open: usize) -> bool {
        let mark = open - 1 - usize::from(self.get(open - 1).sign == "!");
        self.get(mark).sign == "#"
    }

    /// Whether a group that comes next is for a macro.
    fn is_macro(&self) -> bool {
        let mark = self.tokens.len() - 1 - usize::from(self.last().kind == Kind::Value);
        self.get(mark).sign == "!" && self.get(mark - 1).is_value
    }

    fn last(&self) -> &Token {
        self.get(self.tokens.len() - 1)
    }

    /// How the innermost group begins.
    fn top(&self) -> &'static str {
        self.open.last().map_or("", |at| self.get(*at).sign)
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
