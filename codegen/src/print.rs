//! Rust source from tokens.
//!
//! What fits on a line stays on it. What does not is broken at its braces, before the dots of a chain of calls, or inside its
//! widest group, whose parts get a line each. Nothing here knows the forms of Rust.

mod docs;
mod tape;

use std::iter;
use std::ops::Range;

use proc_macro2::TokenStream;

use self::tape::{Content, Tape};

const WIDTH: usize = 100;
const INDENT: usize = 4;

/// Prints a file.
pub fn print(tokens: TokenStream) -> String {
    lay_out(tokens, 0, Content::Items)
}

/// The lines of statements for the documentation of a method.
pub(crate) fn statements(tokens: TokenStream) -> Vec<String> {
    let indent = INDENT + "/// ".len();
    let text = lay_out(tokens, indent, Content::Plain);
    text.lines().map(|line| line.get(indent..).unwrap_or_default().to_owned()).collect()
}

/// All on one line.
pub(crate) fn line(tokens: TokenStream) -> String {
    let tape = Tape::new(tokens);
    tape.line(&tape.all()).to_owned()
}

fn lay_out(tokens: TokenStream, indent: usize, content: Content) -> String {
    let tape = &Tape::new(tokens);
    let mut printer = Printer { tape, out: String::new(), column: 0 };
    printer.parts(tape.all(), indent, content);
    printer.out.trim_start_matches('\n').to_owned() + "\n"
}

struct Printer<'t> {
    tape: &'t Tape,
    out: String,
    /// How wide the line is.
    column: usize,
}

impl<'t> Printer<'t> {
    /// Prints parts on a line each.
    fn parts(&mut self, range: Range<usize>, indent: usize, content: Content) {
        let (mut start, mut last_word, mut in_item) = (range.start, "", true);
        while start < range.end {
            let (tape, word) = (self.tape, self.text(start));
            let next = tape.parts(&(start..range.end)).skip(1).find(|at| tape.get(*at).begins);
            let end = next.unwrap_or(range.end);
            if content == Content::Items && !in_item {
                // Declarations stand together, those of what is used apart.
                let are_short = [start, end].map(|end| self.text(end - 1)) == [";", ";"];
                let is_apart = !are_short || (word == "use") != (last_word == "use");
                self.out.push_str(if is_apart { "\n" } else { "" });
            }
            let takes_comma =
                content == Content::List && end == range.end && !word.starts_with("..");
            if let Some((mark, text)) = docs::comment(tape.line(&(start..end))) {
                self.comment(mark, text, indent);
            } else {
                self.newline(indent);
                self.piece(start..end, indent, usize::from(takes_comma));
            }
            self.out.push_str(if takes_comma { "," } else { "" });
            in_item = word == "#" && self.text(start + 1) != "!";
            (start, last_word) = (end, word);
        }
    }

    /// Prints tokens on the line, if they fit there together with what follows, else broken.
    fn piece(&mut self, range: Range<usize>, indent: usize, tail: usize) {
        if self.fits(&range, tail) {
            return self.write(range);
        }
        let (tape, room) = (self.tape, WIDTH.saturating_sub(indent + tail));
        let group = self.group(&range, room);
        let opens = group.is_some_and(|at| tape.width(&(tape.get(at).other..range.end)) <= room);
        let places = self.places(&range, indent, room, opens);
        match group {
            Some(open) if tape.get(open).is_body || places.is_empty() => {
                self.open(range, open, indent, tail);
            }
            None if places.is_empty() => {
                // What a function gives may stand below its name.
                let arrow = tape.parts(&range).skip(1).find(|at| self.text(*at) == "->");
                let arrow = arrow.unwrap_or(range.end);
                self.write(range.start..arrow);
                if arrow < range.end {
                    self.newline(indent);
                    self.write(arrow..range.end);
                }
            }
            _ => {
                let (mut start, mut deeper) = (range.start, indent);
                for place in places {
                    self.piece(start..place, deeper, 0);
                    (start, deeper) = (place, indent + INDENT);
                    self.newline(deeper);
                }
                self.piece(start..range.end, deeper, tail);
            }
        }
    }

    /// Gives what is in a group lines of its own, unless that is another group and nothing else.
    fn open(&mut self, range: Range<usize>, open: usize, indent: usize, tail: usize) {
        let (group, tape) = (self.tape.get(open), self.tape);
        let inner = open + 1..group.other;
        let last = inner.end - 1;
        let is_one = !tape.parts(&inner).any(|at| tape.get(at).begins);
        let is_group = ["}", "]"].contains(&self.text(last)) && tape.get(last).other + 1 < last;
        self.piece(range.start..open, indent, 1 + usize::from(group.is_body));
        self.write(open..open + 1);
        if is_one && is_group && !group.is_body {
            self.open(inner, tape.get(last).other, indent, 1);
        } else {
            self.parts(inner, indent + INDENT, group.content);
            self.newline(indent);
        }
        self.piece(group.other..range.end, indent, tail);
    }

    /// What to open: braces with lines of their own, or else the widest group, so that the rest fits on a line.
    fn group(&self, range: &Range<usize>, room: usize) -> Option<usize> {
        let is_full = |at: &usize| (at + 2..range.end).contains(&self.tape.get(*at).other);
        let is_bracket = |at: &usize| ["(", "[", "{"].contains(&self.text(*at));
        let rank = |at: &usize| {
            let (group, close) = (self.tape.get(*at), self.tape.get(*at).other);
            let width = self.tape.width(&(*at..close));
            (group.is_body, self.tape.width(&(close..range.end)) <= room, width)
        };
        self.tape.parts(range).filter(is_full).filter(is_bracket).max_by_key(rank)
    }

    /// Where lines begin, if no group has to be opened: after an operator, if the rest then fits, or before the dots of calls.
    fn places(&self, range: &Range<usize>, indent: usize, room: usize, opens: bool) -> Vec<usize> {
        let (tape, start) = (self.tape, range.start);
        let is_call =
            |at: usize| self.text(at + 1) == "await" || ["(", "::"].contains(&self.text(at + 2));
        let is_dot = |at: &usize| self.text(*at) == "." && *at > start && is_call(*at);
        // A short name keeps the first call beside it.
        let is_far = |at: &usize| self.column + tape.width(&(start..*at)) > indent + INDENT;
        let calls = tape.parts(range).filter(|at| ["(", "await"].contains(&self.text(*at))).count();
        let dots = tape.parts(range).filter(|at| calls > 1 && is_dot(at) && is_far(at));
        let dots: Vec<usize> = dots.collect();
        let after = tape.parts(range).find(|at| ["=", "=>"].contains(&self.text(*at)));
        let is_better = |place: &usize| {
            let rest = tape.width(&(*place..range.end));
            rest > 0 && rest + INDENT <= room && (!opens || !dots.is_empty())
        };
        after.map(|at| at + 1).filter(is_better).map_or(dots.clone(), |place| vec![place])
    }

    fn text(&self, at: usize) -> &'t str {
        self.tape.text(at)
    }

    fn fits(&self, range: &Range<usize>, tail: usize) -> bool {
        self.column + self.space(range.start).len() + self.tape.width(range) + tail <= WIDTH
    }

    /// What stands before a token, unless a line begins with it.
    fn space(&self, at: usize) -> &'static str {
        let is_first = self.out.is_empty() || self.out.ends_with([' ', '\n']);
        if self.tape.get(at).space && !is_first { " " } else { "" }
    }

    fn write(&mut self, range: Range<usize>) {
        let space = self.space(range.start);
        self.column += space.len() + self.tape.width(&range);
        self.out.push_str(space);
        self.out.push_str(self.tape.line(&range));
    }

    fn newline(&mut self, indent: usize) {
        self.out.push('\n');
        self.out.extend(iter::repeat_n(' ', indent));
        self.column = indent;
    }
}
