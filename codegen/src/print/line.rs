//! Tokens on one line: where spaces stand, and where lines have to begin all the same.

use super::tape::{Content, Kind, Tape, is_operator};

/// Keywords that say what braces hold.
const OWNERS: &[&str] = &[
    "else", "enum", "fn", "for", "if", "impl", "loop", "match", "mod", "struct", "trait", "while",
];

impl Tape {
    /// Lays out what is in a group.
    pub(super) fn lay_out(&mut self, open: usize, is_macro: bool) {
        self.pair(open);
        let (close, is_brace) = (self.other(open), self.text(open) == "{");
        let is_own = self.is_macro_mark(open - 1)
            || self.is_macro_mark(open - 2) && self.get(open - 1).kind == Kind::Word;
        let is_macro = is_macro || is_own || self.is_attribute(open);
        let is_body = is_brace && (is_own || !self.owner(open).is_empty());
        let content = self.content(open, is_macro);
        (self.tokens[open].is_body, self.tokens[open].content) = (is_body, content);
        let (mut at, mut has_lines) = (open + 1, false);
        while at < close {
            let begins_line = match self.text(at - 1) {
                "{" => is_body && at - 1 == open,
                ";" => is_brace,
                "]" => self.is_attribute(self.other(at - 1)),
                _ => self.text(at) == "where" && !is_macro,
            };
            has_lines |= is_brace && self.text(at) == ";";
            self.place(at, begins_line);
            if self.get(at).kind == Kind::Open {
                self.lay_out(at, is_macro);
            }
            at = self.after(at);
        }
        if content == Content::List(true) && self.text(close - 1) == "," {
            // It is printed only where a line ends.
            let token = &mut self.tokens[close - 1];
            self.line.truncate(token.place[0] as usize);
            (token.text[1], token.place[1]) = (token.text[0], token.place[0]);
        }
        self.place(close, has_lines);
    }

    /// The first word before braces that says what they hold.
    fn owner(&self, open: usize) -> &str {
        let (mut at, mut owner) = (open - 1, "");
        while self.get(at).kind != Kind::Open && !["", ";", "=>", "}"].contains(&self.text(at)) {
            if OWNERS.contains(&self.text(at)) {
                owner = self.text(at);
            }
            let is_close = self.get(at).kind == Kind::Close;
            at = if is_close { self.other(at) } else { at } - 1;
        }
        owner
    }

    fn content(&self, open: usize, is_macro: bool) -> Content {
        let (first, last) = (open + 1, self.other(open) - 1);
        let has = |text, end| self.top(&(first..end)).any(|at| self.text(at) == text);
        let is_call = self.is_value(open - 1) || self.text(open - 1) == "::";
        let is_expression = self.get(first).kind == Kind::Literal || self.text(last) == "}";
        let takes_comma = match self.text(open) {
            "{" => match self.owner(open) {
                "impl" | "trait" | "mod" => return Content::Items,
                "struct" | "enum" | "match" => true,
                "" if has(";", last) || !has(",", last + 1) && self.text(first + 1) != ":" => {
                    return Content::Statements;
                }
                "" => true,
                _ => return Content::Statements,
            },
            "[" => !has(";", last) && (has(",", last + 1) || is_expression && !is_call),
            "(" | "<" => is_call || has(",", last),
            _ => false,
        };
        Content::List(takes_comma && !is_macro)
    }

    fn place(&mut self, at: usize, begins_line: bool) {
        let space = self.needs_space(at);
        if space {
            self.line.push(' ');
        }
        let start = self.line.len() as u32;
        let [from, to] = self.tokens[at].text.map(|place| place as usize);
        self.line.push_str(&self.text[from..to]);
        self.lines += u32::from(begins_line);
        let token = &mut self.tokens[at];
        token.place = [start, self.line.len() as u32];
        (token.space, token.lines) = (space, self.lines);
    }

    /// Whether a space stands between a token and the one before, if they are on one line.
    fn needs_space(&self, at: usize) -> bool {
        let (before, left, right) = (at - 1, self.text(at - 1), self.text(at));
        let are = |kind| self.get(before).kind == kind && self.get(at).kind == kind;
        let is_import = |open: usize| self.text(open - 1) == "::";
        match (left, right) {
            (_, "}") => self.get(before).kind != Kind::Open && !is_import(self.other(at)),
            ("{", _) => !is_import(before),
            (_, "{") => self.get(before).kind != Kind::Open && !matches!(left, "::" | "$"),
            _ if self.get(before).kind == Kind::Open || self.get(at).kind == Kind::Close => false,
            ("<" | ">", "<" | ">" | "=") if self.get(before).joint => false,
            _ if are(Kind::Operator) && right.starts_with(|ch| is_operator(left, ch)) => true,
            (_, "." | ".." | "..=") if left.ends_with('.') => true,
            ("." | "::" | ".." | "..=", _) => false,
            _ if self.is_prefix(before) => false,
            (_, "," | ";" | "." | ":") => false,
            (_, "?" | "::" | ".." | "..=" | "...") => !self.is_value(before),
            (_, "!") => !self.is_macro_mark(at),
            ("fn" | "pub", "(") | ("for" | "impl" | "fn", "<") => false,
            (_, "(" | "[") => !self.is_value(before) && !self.is_macro_mark(before),
            (_, "<") => self.get(at).kind != Kind::Open || !self.is_value(before),
            _ => true,
        }
    }
}
