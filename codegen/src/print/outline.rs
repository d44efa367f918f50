//! Expressions looked over before they are printed.
//!
//! How an expression is laid out depends on what is outermost in it, which comes last in a chain of calls. Groups are skipped
//! in one step, so that to look ahead costs little.

use super::printer::Printer;
use super::tape::Kind;

/// What an expression begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Head {
    /// `&x`, `-x`, `!x`: the rest is an expression of its own.
    Prefix,
    Literal,
    /// `true` and `false`.
    Bool,
    Path,
    /// `Path { … }`
    Struct,
    Macro,
    Array,
    Paren,
    Tuple,
    Closure,
    Match,
    /// `a..=b`
    Range,
}

/// What is outermost in an expression.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Last {
    Head,
    /// `.field`, `.method()`, `.await`
    Dot,
    Call,
    Try,
}

/// An expression that has been looked over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outline {
    pub(super) head: Head,
    pub(super) last: Last,
    /// How many links follow the head up to the last with a dot.
    pub(super) dotted: usize,
    /// How many links follow the head.
    pub(super) links: usize,
    /// Where it ends.
    pub(super) end: usize,
}

impl Outline {
    /// Whether it is laid out like a block: as an only argument it needs no line of its own.
    pub(super) fn is_block_like(&self) -> bool {
        self.links == 0
            && matches!(
                self.head,
                Head::Struct | Head::Array | Head::Tuple | Head::Closure
            )
    }
}

impl Printer<'_> {
    pub(super) fn outline(&self, at: usize, allows_struct: bool) -> Option<Outline> {
        let (head, start) = self.head(at, allows_struct)?;
        let mut outline = Outline {
            head,
            last: Last::Head,
            dotted: 0,
            links: 0,
            end: start,
        };
        if matches!(head, Head::Prefix | Head::Closure | Head::Match) {
            return Some(outline);
        }
        loop {
            let at = outline.end;
            match self.tape.kind(at) {
                Kind::Punct('.', _) if self.tape.is_punct(at + 1, '.') => {
                    if outline.links > 0 || !self.tape.is_punct(at + 2, '=') {
                        return None;
                    }
                    outline.end = self.outline(at + 3, allows_struct)?.end;
                    outline.head = Head::Range;
                    return Some(outline);
                }
                Kind::Punct('.', _) => {
                    outline.end = self.end_of_dotted(at + 1)?;
                    outline.last = Last::Dot;
                    outline.dotted = outline.links + 1;
                }
                Kind::Punct('?', _) => {
                    outline.end = at + 1;
                    outline.last = Last::Try;
                }
                Kind::Open('(') if outline.links == 0 => {
                    outline.end = self.tape.after_group(at)?;
                    outline.last = Last::Call;
                }
                // What a call has given is not called.
                Kind::Open('(') => return None,
                _ => return Some(outline),
            }
            outline.links += 1;
        }
    }

    /// What an expression begins with, and where that ends.
    fn head(&self, at: usize, allows_struct: bool) -> Option<(Head, usize)> {
        Some(match self.tape.kind(at) {
            Kind::Literal => (Head::Literal, at + 1),
            Kind::Punct('&' | '-' | '!' | '*', _) => {
                let at = at + 1;
                let operand = at + usize::from(self.tape.is_ident(at, "mut"));
                let operand = self.outline(operand, allows_struct)?;
                // A range would reach beyond the operand.
                (operand.head != Head::Range).then_some(())?;
                (Head::Prefix, operand.end)
            }
            Kind::Punct('|', _) => {
                let body = self.after_closure_arguments(at + 1)?;
                (Head::Closure, self.outline(body, allows_struct)?.end)
            }
            Kind::Open('[') => (Head::Array, self.tape.after_group(at)?),
            Kind::Open('(') => {
                let end = self.tape.after_group(at)?;
                let is_paren =
                    !self.tape.is_end(at + 1) && self.tape.is_end(self.outline(at + 1, true)?.end);
                (if is_paren { Head::Paren } else { Head::Tuple }, end)
            }
            Kind::Ident => self.named_head(at, allows_struct)?,
            _ => return None,
        })
    }

    fn named_head(&self, at: usize, allows_struct: bool) -> Option<(Head, usize)> {
        match self.tape.text(at) {
            "true" | "false" => return Some((Head::Bool, at + 1)),
            "match" => {
                let body = self.outline(at + 1, false)?.end;
                return Some((Head::Match, self.tape.after_group(body)?));
            }
            "async" | "break" | "const" | "continue" | "for" | "if" | "let" | "loop" | "move"
            | "return" | "unsafe" | "while" | "yield" | "_" => return None,
            _ => {}
        }
        let end = self.end_of_path(at)?;
        Some(match self.tape.kind(end) {
            Kind::Punct('!', _) if self.tape.after_group(end + 1).is_some() => {
                (Head::Macro, self.tape.after_group(end + 1)?)
            }
            Kind::Open('{') if allows_struct => (Head::Struct, self.tape.after_group(end)?),
            _ => (Head::Path, end),
        })
    }

    fn end_of_path(&self, mut at: usize) -> Option<usize> {
        loop {
            (self.tape.kind(at) == Kind::Ident).then_some(())?;
            at += 1;
            if self.tape.is_path_separator(at) && self.tape.is_punct(at + 2, '<') {
                at = self.end_of_arguments(at + 2)?;
            }
            if !self.tape.is_path_separator(at) {
                return Some(at);
            }
            at += 2;
        }
    }

    fn end_of_arguments(&self, mut at: usize) -> Option<usize> {
        let mut depth = 0;
        loop {
            match self.tape.kind(at) {
                Kind::Punct('<', _) => depth += 1,
                Kind::Punct('>', _) => depth -= 1,
                // The type of a function, whose arrow looks like an end.
                Kind::Punct('-', _) | Kind::Close(_) | Kind::End => return None,
                _ => {}
            }
            at = self.tape.after_group(at).unwrap_or(at + 1);
            if depth == 0 {
                return Some(at);
            }
        }
    }

    /// The end of what follows a dot: `field`, `0`, `method::<T>(…)`.
    fn end_of_dotted(&self, at: usize) -> Option<usize> {
        matches!(self.tape.kind(at), Kind::Ident | Kind::Literal).then_some(())?;
        let end = at + 1;
        if self.tape.is_path_separator(end) {
            return self.tape.after_group(self.end_of_arguments(end + 2)?);
        }
        match self.tape.kind(end) {
            Kind::Open('(') => self.tape.after_group(end),
            _ => Some(end),
        }
    }

    fn after_closure_arguments(&self, mut at: usize) -> Option<usize> {
        while !self.tape.is_punct(at, '|') {
            (!self.tape.is_end(at)).then_some(())?;
            at = self.tape.after_group(at).unwrap_or(at + 1);
        }
        Some(at + 1)
    }
}
