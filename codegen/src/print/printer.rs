//! What all forms are printed with: a place among the tokens, and steps over them.
//!
//! Each step gives none where a form is met that is not printed here; the whole file is then printed by prettyplease.

use proc_macro2::Spacing;

use super::layout::{INDENT, Layout};
use super::tape::{Kind, Tape};

/// Prints tokens from one place on.
#[derive(Debug)]
pub(super) struct Printer<'t> {
    pub(super) tape: &'t Tape,
    pub(super) at: usize,
    pub(super) out: Layout<'t>,
}

impl<'t> Printer<'t> {
    pub(super) fn new(tape: &'t Tape) -> Self {
        Self {
            tape,
            at: 0,
            // About one break for each token.
            out: Layout::with_capacity(2 * tape.len()),
        }
    }

    pub(super) fn is_end(&self) -> bool {
        self.tape.is_end(self.at)
    }

    pub(super) fn is_punct(&self, ch: char) -> bool {
        self.tape.is_punct(self.at, ch)
    }

    pub(super) fn is_ident(&self, name: &str) -> bool {
        self.tape.is_ident(self.at, name)
    }

    /// Takes a character if it is the next.
    pub(super) fn take(&mut self, ch: char) -> bool {
        let is_next = self.is_punct(ch);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes a character that has to be the next.
    pub(super) fn expect(&mut self, ch: char) -> Option<()> {
        self.take(ch).then_some(())
    }

    /// Takes two characters that belong together.
    pub(super) fn expect_pair(&mut self, first: char, second: char) -> Option<()> {
        self.is_joint(first).then_some(())?;
        self.at += 1;
        self.expect(second)
    }

    /// Whether a character is next and the one after belongs to it.
    pub(super) fn is_joint(&self, ch: char) -> bool {
        self.tape.kind(self.at) == Kind::Punct(ch, Spacing::Joint)
    }

    pub(super) fn take_ident(&mut self, name: &str) -> bool {
        let is_next = self.is_ident(name);
        self.at += usize::from(is_next);
        is_next
    }

    pub(super) fn expect_ident(&mut self, name: &str) -> Option<()> {
        self.take_ident(name).then_some(())
    }

    /// Enters a group.
    pub(super) fn open(&mut self, delimiter: char) -> Option<()> {
        (self.tape.kind(self.at) == Kind::Open(delimiter)).then_some(())?;
        self.at += 1;
        Some(())
    }

    /// Leaves a group that has been printed.
    pub(super) fn close(&mut self) -> Option<()> {
        matches!(self.tape.kind(self.at), Kind::Close(_)).then_some(())?;
        self.at += 1;
        Some(())
    }

    /// Takes the comma between items; says whether the last item has been printed.
    pub(super) fn next_item(&mut self) -> Option<bool> {
        if self.take(',') {
            return Some(self.is_end());
        }
        self.is_end().then_some(true)
    }

    /// Prints an identifier.
    pub(super) fn ident(&mut self) -> Option<()> {
        (self.tape.kind(self.at) == Kind::Ident).then_some(())?;
        self.text();
        Some(())
    }

    /// Prints the token's text.
    pub(super) fn text(&mut self) {
        self.out.word(self.tape.text(self.at));
        self.at += 1;
    }

    /// Prints a literal.
    pub(super) fn literal(&mut self) -> Option<()> {
        let is_literal = self.tape.kind(self.at) == Kind::Literal;
        // After `1.` a dot needs a space.
        (is_literal && !self.tape.text(self.at).ends_with('.')).then_some(())?;
        self.text();
        Some(())
    }

    /// Prints a lifetime.
    pub(super) fn lifetime(&mut self) -> Option<()> {
        self.expect('\'')?;
        self.out.word("'");
        self.ident()
    }

    /// Prints a path without arguments: `a::b`.
    pub(super) fn simple_path(&mut self) -> Option<()> {
        self.ident()?;
        while self.tape.is_path_separator(self.at) {
            self.at += 2;
            self.out.word("::");
            self.ident()?;
        }
        Some(())
    }

    /// Prints what is in a group, item by item, in a box of its own: `(a, b)`.
    pub(super) fn list(
        &mut self,
        delimiters: (&'static str, &'static str),
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.out.word(delimiters.0);
        self.out.group(INDENT);
        self.out.cut();
        while !self.is_end() {
            item(self)?;
            let is_last = self.next_item()?;
            self.out.comma(is_last);
        }
        self.out.outdent();
        self.out.end();
        self.out.word(delimiters.1);
        self.close()
    }

    /// The same with as many items on a line as fit.
    pub(super) fn filled_list(
        &mut self,
        delimiters: (&'static str, &'static str),
        mut item: impl FnMut(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.out.group(INDENT);
        self.out.word(delimiters.0);
        self.out.cut();
        self.out.flow(0);
        while !self.is_end() {
            item(self)?;
            if !self.next_item()? {
                self.out.word(",");
                self.out.space();
            }
        }
        self.out.end();
        self.out.comma(true);
        self.out.outdent();
        self.out.word(delimiters.1);
        self.out.end();
        self.close()
    }
}
