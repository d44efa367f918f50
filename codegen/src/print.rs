//! Rust source from tokens.
//!
//! What fits on a line stays on it. What does not is broken where it is loosest: between conditions, before the dots of a chain
//! of calls, or inside its widest group, whose parts get a line each. Nothing here knows the forms of Rust.

mod breaks;
mod docs;
mod line;
mod tape;

use std::ops::Range;

use proc_macro2::TokenStream;

use self::breaks::Way;
use self::tape::{Content, Kind, Tape, Token};

const WIDTH: usize = 100;
const INDENT: usize = 4;

/// Prints a file.
pub fn print(tokens: TokenStream) -> String {
    lay_out(tokens, 0, Content::Items)
}

/// The lines of statements for the documentation of a method.
pub(crate) fn statements(tokens: TokenStream) -> Vec<String> {
    let indent = INDENT + "/// ".len();
    let text = lay_out(tokens, indent, Content::Statements);
    let lines = text.lines().map(|line| line.get(indent..));
    lines.map(|line| line.unwrap_or_default().to_owned()).collect()
}

fn lay_out(tokens: TokenStream, indent: usize, content: Content) -> String {
    let tape = &Tape::new(tokens);
    let out = String::with_capacity(tape.line(&tape.all()).len() * 3 / 2);
    let mut printer = Printer { tape, out, column: 0, indent: 0 };
    printer.parts(tape.all(), indent, content, false);
    printer.out + "\n"
}

/// The text of a literal that is the same in a comment.
fn plain_text(literal: &str) -> Option<&str> {
    let raw = literal.strip_prefix('r').map(|raw| raw.trim_matches('#'));
    let text = raw.unwrap_or(literal).strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = (raw.is_some() || !text.contains('\\')) && !text.contains('\r');
    (is_plain && !text.split('\n').any(|line| line.starts_with('/'))).then_some(text)
}

struct Printer<'t> {
    tape: &'t Tape,
    out: String,
    /// How wide the line is, and how far it is indented.
    column: usize,
    indent: usize,
}

impl<'t> Printer<'t> {
    /// Prints parts on a line each, or on as few lines as they fill.
    fn parts(&mut self, range: Range<usize>, indent: usize, content: Content, fills: bool) {
        let (mut start, mut last_kind, mut in_item) = (range.start, "", true);
        while start < range.end {
            let attribute = self.tape.after_attribute(start);
            let end = attribute.unwrap_or_else(|| self.part_end(start..range.end, content));
            if content == Content::Items {
                let kind = self.item_kind(start, range.end);
                if !in_item && (kind.is_empty() || kind != last_kind) {
                    self.out.push('\n');
                }
                last_kind = kind;
            }
            if !fills || start == range.start || !self.fits(&(start..end), 1) {
                self.newline(indent);
            }
            match attribute {
                Some(_) => self.attribute(start..end, indent),
                None => self.piece(start..end, indent, 1),
            }
            if end == range.end && content == Content::List(true) && self.takes_comma(start..end) {
                self.out.push(',');
            }
            in_item = attribute.is_some() && self.text(start + 1) != "!";
            start = end;
        }
    }

    fn attribute(&mut self, range: Range<usize>, indent: usize) {
        let mark = if self.text(range.start + 1) == "!" { "//!" } else { "///" };
        let is_doc = self.text(range.end - 4) == "doc" && self.text(range.end - 3) == "=";
        let text = plain_text(self.text(range.end - 2)).filter(|_| is_doc);
        let Some(text) = text else {
            return self.piece(range, indent, 0);
        };
        let mut is_first = true;
        docs::wrap(text, WIDTH.saturating_sub(indent + mark.len()), |spaces, line| {
            if !std::mem::take(&mut is_first) {
                self.newline(indent);
            }
            self.out.extend([mark, &" ".repeat(spaces), line]);
        });
    }

    /// Prints tokens on the line, if they fit there together with what follows, else broken.
    fn piece(&mut self, range: Range<usize>, indent: usize, tail: usize) {
        let is_body = |at: &usize| self.get(*at).is_body && self.other(*at) > at + 1;
        if self.fits(&range, tail) {
            return self.write(range);
        }
        let way = self.tape.top(&range).find(is_body).map(Way::Open);
        let way = way
            .or_else(|| self.loose(&range, indent, tail))
            .or_else(|| self.group(&range, Some(indent + tail)))
            .or_else(|| self.tight(&range, indent + tail))
            .or_else(|| self.group(&range, None));
        match way {
            Some(Way::Open(open)) => self.open(range, open, indent, tail),
            Some(Way::Split(places)) => self.split(range, &places, indent, tail),
            None => self.write(range),
        }
    }

    fn split(&mut self, range: Range<usize>, places: &[usize], indent: usize, tail: usize) {
        let is_condition = places.iter().any(|at| self.text(*at) == "where");
        let step = if is_condition { 0 } else { INDENT };
        let (mut start, mut deeper) = (range.start, indent);
        for place in places {
            self.piece(start..*place, deeper, 0);
            (start, deeper) = (*place, indent + step);
            self.newline(deeper);
        }
        self.piece(start..range.end, deeper, tail);
    }

    fn open(&mut self, range: Range<usize>, open: usize, indent: usize, tail: usize) {
        let open = self.hugged(open);
        let (group, close) = (self.get(open), self.other(open));
        self.piece(range.start..open, indent, 1 + usize::from(group.is_body));
        if group.is_body && self.indent > indent {
            self.newline(indent);
        }
        self.write(open..open + 1);
        let is_macro = self.text(open) != "{" && group.content == Content::List(false);
        let fills = is_macro || self.text(open - 1) == "::";
        self.parts(open + 1..close, indent + INDENT, group.content, fills);
        self.newline(indent);
        self.piece(close..range.end, indent, tail);
    }

    /// Where a part ends: after its comma or semicolon, or after its body.
    fn part_end(&self, range: Range<usize>, content: Content) -> usize {
        let is_list = matches!(content, Content::List(_));
        let ends = |at: usize| match self.text(at) {
            ";" => Some(at + 1),
            "," if is_list => Some(at + 1),
            "{" if self.get(at).is_body || !is_list || self.text(at - 1) == "=>" => {
                Some(self.other(at) + 1).filter(|after| !self.goes_on(*after))
            }
            _ => None,
        };
        self.tape.top(&range).find_map(ends).unwrap_or(range.end)
    }

    /// Whether the last part of a list, which is opened, gets a comma: not if it has one, and not an arm with braces or a rest.
    fn takes_comma(&self, part: Range<usize>) -> bool {
        let last = part.end - 1;
        let is_arm = self.text(last) == "}" && self.text(self.other(last) - 1) == "=>";
        !(is_arm || [",", "..."].contains(&self.text(last)) || self.text(part.start) == "..")
    }

    /// Whether what has come to its closing brace goes on with a token.
    fn goes_on(&self, at: usize) -> bool {
        let token = self.get(at);
        ["", ".", "?", ",", ";", "as", "else"].contains(&self.text(at))
            || token.kind == Kind::Operator && token.space && !self.tape.is_prefix(at)
    }

    /// What items that stand together have in common; nothing for one that stands alone.
    fn item_kind(&self, mut at: usize, end: usize) -> &'t str {
        while let Some(after) = self.tape.after_attribute(at) {
            match (self.text(at + 1), self.text(at + 2)) {
                ("!", _) => return "!",
                (_, "doc") => return "",
                _ => at = after,
            }
        }
        let word = self.text(at + usize::from(self.text(at) == "pub"));
        match (self.text(self.part_end(at..end, Content::Items) - 1), word) {
            (";", "use") => self.text(at),
            (";", "mod" | "const") => word,
            (";", "type") => "const",
            _ => "",
        }
    }

    fn get(&self, at: usize) -> &'t Token {
        self.tape.get(at)
    }

    fn text(&self, at: usize) -> &'t str {
        self.tape.text(at)
    }

    fn other(&self, at: usize) -> usize {
        self.tape.other(at)
    }

    /// Whether tokens fit on one line with what else is on it.
    fn is_within(&self, range: Range<usize>, beside: usize) -> bool {
        let (lines, width) = self.tape.size(&range);
        lines == 0 && width + beside <= WIDTH
    }

    fn fits(&self, range: &Range<usize>, tail: usize) -> bool {
        let space = usize::from(self.needs_space(range));
        self.is_within(range.clone(), self.column + space + tail)
    }

    fn needs_space(&self, range: &Range<usize>) -> bool {
        self.column > self.indent && !range.is_empty() && self.get(range.start).space
    }

    fn write(&mut self, range: Range<usize>) {
        let space = if self.needs_space(&range) { " " } else { "" };
        let text = self.tape.line(&range);
        self.out.extend([space, text]);
        self.column += space.len() + text.len();
    }

    fn newline(&mut self, indent: usize) {
        self.out.push_str(if self.out.is_empty() { "" } else { "\n" });
        (0..indent / INDENT).for_each(|_| self.out.push_str("    "));
        (self.column, self.indent) = (indent, indent);
    }
}
