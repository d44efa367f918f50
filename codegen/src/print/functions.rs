//! Functions and methods.

use super::layout::INDENT;
use super::printer::Printer;

impl Printer<'_> {
    pub(super) fn function(&mut self) -> Option<()> {
        self.out.group(INDENT);
        self.visibility()?;
        if self.take_ident("const") {
            self.out.word("const ");
        }
        if self.take_ident("async") {
            self.out.word("async ");
        }
        self.expect_ident("fn")?;
        self.out.word("fn ");
        self.ident()?;
        self.generics()?;
        self.open('(')?;
        self.out.word("(");
        self.out.part();
        self.out.group(0);
        self.out.cut();
        while !self.is_end() {
            self.function_argument()?;
            let is_last = self.next_item()?;
            self.out.comma(is_last);
        }
        self.close()?;
        self.out.outdent();
        self.out.end();
        self.out.word(")");
        self.out.group(-INDENT);
        if self.is_joint('-') {
            self.expect_pair('-', '>')?;
            self.out.word(" -> ");
            self.ty()?;
        }
        self.out.end();
        self.open('{')?;
        self.out.word(" {");
        self.out.line_between();
        self.statements()?;
        self.end_of_body()
    }

    fn function_argument(&mut self) -> Option<()> {
        if self.take('&') {
            self.out.word("&");
            if self.take_ident("mut") {
                self.out.word("mut ");
            }
            return self.is_ident("self").then(|| self.text());
        }
        if self.is_ident("self") && !self.tape.is_punct(self.at + 1, ':') {
            self.text();
            return Some(());
        }
        self.pattern()?;
        self.expect(':')?;
        self.out.word(": ");
        self.ty()
    }
}
