//! Types and what belongs to them.

use super::layout::INDENT;
use super::printer::Printer;
use super::tape::Kind;

/// How the arguments of a path are written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum PathStyle {
    /// `Vec<T>`
    Type,
    /// `Vec::<T>`
    Expression,
}

impl Printer<'_> {
    pub(super) fn ty(&mut self) -> Option<()> {
        match self.tape.kind(self.at) {
            Kind::Punct('&', _) => self.reference_type(),
            Kind::Open('[') => {
                self.at += 1;
                self.out.word("[");
                self.ty()?;
                self.out.word("]");
                self.close()
            }
            Kind::Open('(') => self.tuple_type(),
            Kind::Ident if self.take_ident("impl") => {
                self.out.word("impl ");
                self.path(PathStyle::Type)?;
                while self.take('+') {
                    self.out.word(" + ");
                    self.path(PathStyle::Type)?;
                }
                Some(())
            }
            Kind::Ident => self.path(PathStyle::Type),
            _ => None,
        }
    }

    fn reference_type(&mut self) -> Option<()> {
        self.expect('&')?;
        self.out.word("&");
        if self.is_punct('\'') {
            self.lifetime()?;
            self.out.word(" ");
        }
        if self.take_ident("mut") {
            self.out.word("mut ");
        }
        self.ty()
    }

    /// A tuple of two or more; one of a single type has another comma.
    fn tuple_type(&mut self) -> Option<()> {
        self.open('(')?;
        let mut items = 0;
        self.list(("(", ")"), |it| {
            items += 1;
            it.ty()
        })?;
        (items != 1).then_some(())
    }

    pub(super) fn path(&mut self, style: PathStyle) -> Option<()> {
        loop {
            self.ident()?;
            let has_separator = self.tape.is_path_separator(self.at);
            let arguments = self.at + if has_separator { 2 } else { 0 };
            let has_arguments =
                self.tape.is_punct(arguments, '<') && (style == PathStyle::Type) != has_separator;
            if has_arguments {
                self.at = arguments;
                if style == PathStyle::Expression {
                    self.out.word("::");
                }
                self.arguments()?;
            }
            if !self.tape.is_path_separator(self.at) {
                return Some(());
            }
            self.at += 2;
            self.out.word("::");
        }
    }

    /// `<'a, T, Item = T>`
    pub(super) fn arguments(&mut self) -> Option<()> {
        self.expect('<')?;
        self.out.word("<");
        self.out.group(INDENT);
        self.out.cut();
        let mut follows_type = false;
        loop {
            // Lifetimes come first; elsewhere they would be put there.
            let is_lifetime = self.is_punct('\'');
            (!(is_lifetime && follows_type)).then_some(())?;
            follows_type |= !is_lifetime;
            self.argument()?;
            self.comma_or_end()?;
            if self.is_punct('>') {
                break;
            }
        }
        self.out.outdent();
        self.out.end();
        self.out.word(">");
        self.expect('>')
    }

    /// The comma between arguments, or what stands before the `>` that ends them.
    fn comma_or_end(&mut self) -> Option<()> {
        let has_comma = self.take(',');
        let is_last = self.is_punct('>');
        (has_comma || is_last).then_some(())?;
        self.out.comma(is_last);
        Some(())
    }

    fn argument(&mut self) -> Option<()> {
        if self.is_punct('\'') {
            return self.lifetime();
        }
        let names_type =
            self.tape.kind(self.at) == Kind::Ident && self.tape.is_punct(self.at + 1, '=');
        if names_type {
            self.ident()?;
            self.expect('=')?;
            self.out.word(" = ");
        }
        self.ty()
    }

    /// `<'de, A: Bound, M: Bound = Default>`, if there are any.
    pub(super) fn generics(&mut self) -> Option<()> {
        if !self.take('<') {
            return Some(());
        }
        self.out.word("<");
        self.out.group(0);
        self.out.cut();
        while !self.is_punct('>') {
            self.parameter()?;
            self.comma_or_end()?;
        }
        self.out.outdent();
        self.out.end();
        self.out.word(">");
        self.expect('>')
    }

    fn parameter(&mut self) -> Option<()> {
        if self.is_punct('\'') {
            self.lifetime()?;
            return (!self.is_punct(':')).then_some(());
        }
        self.ident()?;
        self.out.flow(INDENT);
        if self.take(':') {
            self.out.word(": ");
            self.path(PathStyle::Type)?;
            while self.take('+') {
                self.out.space();
                self.out.word("+ ");
                self.path(PathStyle::Type)?;
            }
        }
        if self.take('=') {
            self.out.space();
            self.out.word("= ");
            self.ty()?;
        }
        self.out.end();
        Some(())
    }
}
