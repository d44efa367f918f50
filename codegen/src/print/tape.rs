//! Tokens in a row, with their text in one string: to look ahead costs nothing, and to skip a group is one step.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Ident,
    Literal,
    /// A character, and whether the next one belongs to it.
    Punct(char, Spacing),
    /// The start of a group, with the character that it is written with.
    Open(char),
    /// The end of a group.
    Close(char),
    /// After the last token.
    End,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    /// Where its text is; of the start of a group, the second is the place of its end.
    range: (usize, usize),
}

/// The tokens of a file.
#[derive(Debug, Default)]
pub(super) struct Tape {
    tokens: Vec<Token>,
    text: String,
}

impl Tape {
    /// The tokens in a row; none if there is a group without delimiters, which has no text.
    pub(super) fn new(tokens: TokenStream) -> Option<Self> {
        let mut tape = Self::default();
        tape.read(tokens)?;
        Some(tape)
    }

    fn read(&mut self, tokens: TokenStream) -> Option<()> {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => self.push(Kind::Ident, &ident),
                TokenTree::Literal(literal) => self.push(Kind::Literal, &literal),
                TokenTree::Punct(punct) => {
                    let kind = Kind::Punct(punct.as_char(), punct.spacing());
                    self.push(kind, &punct.as_char());
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ('(', ')'),
                        Delimiter::Brace => ('{', '}'),
                        Delimiter::Bracket => ('[', ']'),
                        Delimiter::None => return None,
                    };
                    let inner = group.stream();
                    // Tokens that nobody else has are moved instead of copied.
                    drop(group);
                    let start = self.tokens.len();
                    self.push(Kind::Open(open), &"");
                    self.read(inner)?;
                    let end = self.tokens.len();
                    self.push(Kind::Close(close), &"");
                    self.tokens.get_mut(start)?.range.1 = end;
                }
            }
        }
        Some(())
    }

    fn push(&mut self, kind: Kind, text: &dyn std::fmt::Display) {
        let start = self.text.len();
        // Writing into a string cannot fail.
        let _ = write!(self.text, "{text}");
        let range = (start, self.text.len());
        self.tokens.push(Token { kind, range });
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::End, |token| token.kind)
    }

    /// The text of an identifier, a literal or a character; of others there is none.
    pub(super) fn text(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token {
                kind: Kind::Ident | Kind::Literal | Kind::Punct(..),
                range: (start, end),
            }) => self.text.get(*start..*end).unwrap_or_default(),
            _ => "",
        }
    }

    /// The place after the group that starts here.
    pub(super) fn after_group(&self, at: usize) -> Option<usize> {
        match self.tokens.get(at)? {
            Token {
                kind: Kind::Open(_),
                range: (_, end),
            } => Some(end + 1),
            _ => None,
        }
    }

    pub(super) fn is_punct(&self, at: usize, wanted: char) -> bool {
        matches!(self.kind(at), Kind::Punct(ch, _) if ch == wanted)
    }

    pub(super) fn is_ident(&self, at: usize, wanted: &str) -> bool {
        self.kind(at) == Kind::Ident && self.text(at) == wanted
    }

    /// Whether `::` stands here.
    pub(super) fn is_path_separator(&self, at: usize) -> bool {
        self.is_punct(at, ':') && self.is_punct(at + 1, ':')
    }

    /// Whether nothing follows in this group or file.
    pub(super) fn is_end(&self, at: usize) -> bool {
        matches!(self.kind(at), Kind::Close(_) | Kind::End)
    }
}
