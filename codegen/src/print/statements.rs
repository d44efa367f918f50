//! Statements and patterns.

use super::layout::INDENT;
use super::outline::{Head, Last};
use super::printer::Printer;
use super::tape::Kind;
use super::types::PathStyle;

impl Printer<'_> {
    /// `Path`, `Path(…)`, `mut name`, a literal.
    pub(super) fn pattern(&mut self) -> Option<()> {
        if self.tape.kind(self.at) == Kind::Literal {
            return self.literal();
        }
        if self.take_ident("mut") {
            self.out.word("mut ");
            return self.ident();
        }
        (!matches!(self.tape.text(self.at), "ref" | "box" | "const")).then_some(())?;
        self.path(PathStyle::Expression)?;
        if self.tape.kind(self.at) != Kind::Open('(') {
            return Some(());
        }
        self.at += 1;
        self.list(("(", ")"), Self::pattern)
    }

    /// The statements of a body.
    pub(super) fn statements(&mut self) -> Option<()> {
        while !self.is_end() {
            match self.tape.text(self.at) {
                "let" => self.local()?,
                "while" => self.while_statement()?,
                _ => self.expression_statement()?,
            }
            self.out.line();
        }
        Some(())
    }

    fn local(&mut self) -> Option<()> {
        self.expect_ident("let")?;
        self.out.flow(0);
        self.out.word("let ");
        self.pattern()?;
        if self.take(':') {
            self.out.word(": ");
            self.ty()?;
        }
        self.expect('=')?;
        self.out.word(" = ");
        self.out.part();
        self.expression(false)?;
        self.out.end();
        self.out.word(";");
        self.expect(';')
    }

    /// `while let pattern = expression { … }`
    fn while_statement(&mut self) -> Option<()> {
        self.expect_ident("while")?;
        self.expect_ident("let")?;
        self.out.flow(0);
        self.out.word("while ");
        self.out.group(0);
        self.out.flow(0);
        self.out.word("let ");
        self.out.flow(0);
        self.pattern()?;
        self.out.end();
        self.expect('=')?;
        self.out.word(" = ");
        self.out.part();
        self.out.flow(0);
        let value = self.outline(self.at, false)?;
        self.outlined(value, false)?;
        self.out.end();
        self.out.end();
        self.after_condition(value)?;
        self.open('{')?;
        self.out.word("{");
        self.out.part();
        self.out.group(INDENT);
        self.out.line_between();
        self.statements()?;
        self.end_of_body()?;
        self.out.end();
        Some(())
    }

    fn expression_statement(&mut self) -> Option<()> {
        let outline = self.outline(self.at, true)?;
        let has_semicolon = self.tape.is_punct(outline.end, ';');
        if outline.head == Head::Macro && outline.last == Last::Head {
            self.macro_call()?;
            self.out.word(";");
            return self.expect(';');
        }
        self.out.flow(0);
        self.outlined(outline, true)?;
        if has_semicolon {
            self.expect(';')?;
            self.out.word(";");
        } else {
            self.is_end().then_some(())?;
        }
        self.out.end();
        Some(())
    }
}
