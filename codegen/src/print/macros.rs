//! Calls of macros: what is in them has no grammar, so that spaces go by the kinds of neighbours.

use proc_macro2::Spacing;

use super::layout::INDENT;
use super::printer::Printer;
use super::tape::Kind;

/// Words before which there is a space where there would be none before an identifier.
const KEYWORDS: &[&str] = &[
    "as", "async", "await", "box", "break", "const", "continue", "crate", "dyn", "else", "enum",
    "extern", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "pub", "ref", "return", "static", "struct", "trait", "type", "unsafe", "use", "where",
    "while", "yield",
];

/// What stands before a token.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Before {
    Nothing,
    Pound,
    PoundBang,
    Dot,
    Colon,
    PathSeparator,
    /// An identifier or a literal.
    Name,
    NameBang,
    /// A group in parentheses or brackets.
    Group,
    Other,
}

impl Printer<'_> {
    /// `path!(…)`; says whether it has braces, after which no semicolon is needed.
    pub(super) fn macro_call(&mut self) -> Option<bool> {
        self.simple_path()?;
        self.expect('!')?;
        let (open, close, in_lines) = match self.tape.kind(self.at) {
            Kind::Open('(') => ("!(", ")", false),
            Kind::Open('[') => ("![", "]", false),
            Kind::Open('{') => ("! {", "}", true),
            _ => return None,
        };
        self.at += 1;
        self.out.word(open);
        if !self.is_end() {
            self.out.group(INDENT);
            self.edge(in_lines);
            self.out.flow(0);
            self.macro_tokens()?;
            self.out.end();
            self.edge(in_lines);
            self.out.outdent();
            self.out.end();
        }
        self.out.word(close);
        self.close()?;
        Some(in_lines)
    }

    fn edge(&mut self, is_line: bool) {
        if is_line {
            self.out.line();
        } else {
            self.out.cut();
        }
    }

    fn macro_tokens(&mut self) -> Option<()> {
        let mut before = Before::Nothing;
        let mut is_joint = true;
        while !self.is_end() {
            let kind = self.tape.kind(self.at);
            let (needs_space, next) = self.spacing(before, kind)?;
            if !is_joint {
                if needs_space {
                    self.out.space();
                } else if matches!(kind, Kind::Punct('.', _)) {
                    self.out.cut();
                }
            }
            is_joint = matches!(kind, Kind::Punct(_, Spacing::Joint));
            match kind {
                Kind::Open('(') => self.macro_group("(", ")")?,
                Kind::Open('[') => self.macro_group("[", "]")?,
                Kind::Open(_) => self.macro_group("{", "}")?,
                _ => self.text(),
            }
            before = next;
        }
        Some(())
    }

    fn macro_group(&mut self, open: &'static str, close: &'static str) -> Option<()> {
        self.at += 1;
        let has_spaces = open == "{" && !self.is_end();
        self.out.word(open);
        if has_spaces {
            self.out.space();
        }
        self.macro_tokens()?;
        if has_spaces {
            self.out.space();
        }
        self.out.word(close);
        self.close()
    }

    /// Whether there is a space before a token, and what it is for the next one.
    fn spacing(&self, before: Before, token: Kind) -> Option<(bool, Before)> {
        use Before::*;
        Some(match (before, token) {
            (Pound, Kind::Punct('!', _)) => (false, PoundBang),
            (Pound | PoundBang, Kind::Open('[')) => (false, Other),
            (Name, Kind::Open('(' | '[')) => (false, Group),
            (Name, Kind::Punct('!', Spacing::Alone)) => (false, NameBang),
            (NameBang, Kind::Open('(' | '[')) => (false, Other),
            (Colon, Kind::Punct(':', _)) => (false, PathSeparator),
            (_, Kind::Open('(' | '[')) => (true, Group),
            (_, Kind::Open(_)) => (true, Other),
            (_, Kind::Ident) if KEYWORDS.contains(&self.tape.text(self.at)) => (true, Other),
            (_, Kind::Ident) => (!matches!(before, Dot | PathSeparator), Name),
            (_, Kind::Literal) if self.tape.text(self.at).ends_with('.') => return None,
            (_, Kind::Literal) => (before != Dot, Name),
            (_, Kind::Punct(',' | ';', _)) => (false, Other),
            (_, Kind::Punct('.', _)) => (!matches!(before, Name | Group), Dot),
            (_, Kind::Punct(':', Spacing::Joint)) => (before != Name, Colon),
            (_, Kind::Punct('$', _)) => return None,
            (_, Kind::Punct('#', _)) => (true, Pound),
            _ => (true, Other),
        })
    }
}
