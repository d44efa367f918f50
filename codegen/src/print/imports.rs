//! `use`.

use super::printer::Printer;
use super::tape::Kind;

impl Printer<'_> {
    pub(super) fn import(&mut self) -> Option<()> {
        self.visibility()?;
        self.expect_ident("use")?;
        self.out.word("use ");
        self.import_tree()?;
        self.out.word(";");
        self.expect(';')
    }

    fn import_tree(&mut self) -> Option<()> {
        if self.take('*') {
            self.out.word("*");
            return Some(());
        }
        if self.tape.kind(self.at) == Kind::Open('{') {
            return self.import_group();
        }
        self.ident()?;
        if self.take_ident("as") {
            self.out.word(" as ");
            return self.ident();
        }
        if self.tape.is_path_separator(self.at) {
            self.at += 2;
            self.out.word("::");
            return self.import_tree();
        }
        Some(())
    }

    fn import_group(&mut self) -> Option<()> {
        self.open('{')?;
        // Braces around a single name go.
        let is_single = self.tape.kind(self.at + 1) == Kind::Close('}');
        if is_single && !self.is_ident("self") {
            self.ident()?;
            return self.close();
        }
        self.filled_list(("{", "}"), |it| {
            // A group within a group breaks lines in a way of its own.
            it.ident()?;
            if it.take_ident("as") {
                it.out.word(" as ");
                it.ident()?;
            }
            Some(())
        })
    }
}
