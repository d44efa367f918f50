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
            None if places.is_empty() => self.write(range),
            _ => {
                let (mut start, mut deeper) = (range.start, indent);
                for place in places {
                    self.piece(start..place, deeper, 0);
                    (start, deeper) = (place, indent + self.hang(place));
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
        self.piece(range.start..open, indent, 1 + usize::from(group.space));
        self.write(open..open + 1);
        if is_one && is_group {
            self.open(inner, tape.get(last).other, indent, 1);
        } else {
            self.parts(inner, indent + INDENT, group.content);
            self.newline(indent);
        }
        self.piece(group.other..range.end, indent, tail);
    }

    /// What to open: the widest group, so that the rest fits on a line. Braces with lines of their own are wider than any line.
    fn group(&self, range: &Range<usize>, room: usize) -> Option<usize> {
        let is_full = |at: &usize| (at + 2..range.end).contains(&self.tape.get(*at).other);
        let is_bracket = |at: &usize| ["(", "[", "{"].contains(&self.text(*at));
        let rank = |at: &usize| {
            let close = self.tape.get(*at).other;
            (self.tape.width(&(close..range.end)) <= room, self.tape.width(&(*at..close)))
        };
        self.tape.parts(range).filter(is_full).filter(is_bracket).max_by_key(rank)
    }

    /// Where lines begin, if no group has to be opened: after an operator or before what a function gives, if the rest then
    /// fits, or before the dots of a chain.
    fn places(&self, range: &Range<usize>, indent: usize, room: usize, opens: bool) -> Vec<usize> {
        let (tape, start) = (self.tape, range.start);
        let all =
            |texts: &'static [&str]| tape.parts(range).filter(|at| texts.contains(&self.text(*at)));
        // A short name keeps the first dot beside it.
        let is_far = |at: &usize| self.column + tape.width(&(start..*at)) > indent + INDENT;
        let is_chain = all(&["(", "await"]).count() > 1;
        let dots: Vec<usize> = all(&["."]).filter(|at| is_chain && is_far(at)).collect();
        let is_loose =
            |at: &usize| self.text(*at) == "->" || ["=", "=>"].contains(&self.text(at - 1));
        let fits = |at: &usize| tape.width(&(*at..range.end)) + self.hang(*at) <= room;
        let place = tape.parts(range).skip(1).find(is_loose).filter(fits);
        place.filter(|_| !opens || !dots.is_empty()).map_or(dots.clone(), |place| vec![place])
    }

    /// How far a line is indented under the one that it continues: what a function gives stands below its name.
    fn hang(&self, at: usize) -> usize {
        if self.text(at) == "->" { 0 } else { INDENT }
    }

    fn text(&self, at: usize) -> &'t str {
        self.tape.text(at)
    }

    fn fits(&self, range: &Range<usize>, tail: usize) -> bool {
        self.column + self.space(range.start).len() + self.tape.width(range) + tail <= WIDTH
    }

    /// What stands before a token, unless a line begins with it.
    fn space(&self, at: usize) -> &'static str {
        let is_first = self.out.ends_with([' ', '\n']);
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
