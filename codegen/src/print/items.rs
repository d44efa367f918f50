//! Items, with blank lines between those that are not of one group.

use super::layout::INDENT;
use super::printer::Printer;
use super::tape::Kind;
use super::types::PathStyle;

/// Items of one group stand together without blank lines.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Group {
    Modules,
    Uses,
    PublicUses,
    Constants,
    Types,
    Alone,
}

impl Printer<'_> {
    /// A whole file.
    pub(super) fn file(mut self) -> Option<String> {
        self.out.group(0);
        if self.inner_attributes()? {
            self.out.line();
        }
        self.items()?;
        (self.tape.kind(self.at) == Kind::End).then_some(())?;
        self.out.end();
        Some(self.out.finish())
    }

    fn items(&mut self) -> Option<()> {
        let mut last = None;
        while !self.is_end() {
            let group = self.group_of_item();
            if last.is_some_and(|last| last != group || group == Group::Alone) {
                self.out.line();
            }
            self.item()?;
            last = Some(group);
        }
        Some(())
    }

    fn group_of_item(&self) -> Group {
        let keyword = self.keyword();
        let is_public = self.tape.is_ident(keyword.saturating_sub(1), "pub");
        match self.tape.text(keyword) {
            "mod" if self.tape.is_punct(keyword + 2, ';') => Group::Modules,
            "use" if is_public => Group::PublicUses,
            "use" => Group::Uses,
            _ => Group::Alone,
        }
    }

    /// The place of the word that says what an item is, after its attributes and who may see it.
    fn keyword(&self) -> usize {
        let mut at = self.at;
        while self.tape.is_punct(at, '#') {
            at = self.tape.after_group(at + 1).unwrap_or(at + 1);
        }
        if self.tape.is_ident(at, "pub") {
            at += 1;
            at = self.tape.after_group(at).unwrap_or(at);
        }
        at
    }

    fn item(&mut self) -> Option<()> {
        let keyword = self.keyword();
        self.outer_attributes()?;
        match self.tape.text(keyword) {
            "mod" => self.module(),
            "use" => self.import(),
            "struct" => self.structure(),
            "enum" => self.enumeration(),
            "impl" => self.implementation(),
            "type" => self.type_alias(),
            "const" if self.tape.is_ident(keyword + 1, "fn") => self.function(),
            "const" | "static" => self.constant(),
            "async" | "fn" => self.function(),
            _ => self.macro_item(),
        }?;
        self.out.line();
        Some(())
    }

    pub(super) fn visibility(&mut self) -> Option<()> {
        if !self.take_ident("pub") {
            return Some(());
        }
        if self.tape.kind(self.at) != Kind::Open('(') {
            self.out.word("pub ");
            return Some(());
        }
        self.at += 1;
        self.out.word("pub(");
        matches!(self.tape.text(self.at), "crate" | "self" | "super").then_some(())?;
        self.ident()?;
        self.out.word(") ");
        self.close()
    }

    fn module(&mut self) -> Option<()> {
        self.out.group(INDENT);
        self.visibility()?;
        self.expect_ident("mod")?;
        self.out.word("mod ");
        self.ident()?;
        if self.take(';') {
            self.out.word(";");
            self.out.end();
            return Some(());
        }
        self.open('{')?;
        self.out.word(" {");
        self.out.line_between();
        self.items()?;
        self.end_of_body()
    }

    /// The end of what stands between braces, line by line.
    pub(super) fn end_of_body(&mut self) -> Option<()> {
        self.out.outdent();
        self.out.end();
        self.out.word("}");
        self.close()
    }

    fn structure(&mut self) -> Option<()> {
        self.out.group(INDENT);
        self.visibility()?;
        self.expect_ident("struct")?;
        self.out.word("struct ");
        self.ident()?;
        self.generics()?;
        self.body(Self::field)
    }

    fn field(&mut self) -> Option<()> {
        self.outer_attributes()?;
        self.visibility()?;
        self.ident()?;
        self.expect(':')?;
        self.out.word(": ");
        self.ty()
    }

    fn enumeration(&mut self) -> Option<()> {
        self.out.group(INDENT);
        self.visibility()?;
        self.expect_ident("enum")?;
        self.out.word("enum ");
        self.ident()?;
        self.generics()?;
        self.body(Self::variant)
    }

    fn variant(&mut self) -> Option<()> {
        self.outer_attributes()?;
        self.ident()?;
        if self.tape.kind(self.at) != Kind::Open('(') {
            return Some(());
        }
        self.at += 1;
        self.out.group(INDENT);
        self.out.word("(");
        self.out.cut();
        while !self.is_end() {
            self.ty()?;
            let is_last = self.next_item()?;
            self.out.comma(is_last);
        }
        self.out.outdent();
        self.out.word(")");
        self.out.end();
        self.close()
    }

    /// Fields or variants, each on a line.
    fn body(&mut self, mut item: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.open('{')?;
        self.out.word(" {");
        self.out.line_between();
        while !self.is_end() {
            item(self)?;
            self.next_item()?;
            self.out.word(",");
            self.out.line();
        }
        self.end_of_body()
    }

    fn implementation(&mut self) -> Option<()> {
        self.expect_ident("impl")?;
        self.out.group(INDENT);
        self.out.flow(-INDENT);
        self.out.group(INDENT);
        self.out.word("impl");
        self.generics()?;
        self.out.end();
        self.out.word(" ");
        self.path(PathStyle::Type)?;
        if self.take_ident("for") {
            self.out.space();
            self.out.word("for ");
            self.ty()?;
        }
        self.out.end();
        self.open('{')?;
        self.out.word(" {");
        self.out.line_between();
        let mut last = None;
        while !self.is_end() {
            let group = self.group_of_associated();
            let is_next_constant =
                group == Group::Constants && matches!(last, Some(Group::Constants | Group::Types));
            if last.is_some() && !is_next_constant {
                self.out.line();
            }
            self.outer_attributes()?;
            match group {
                Group::Constants => self.constant(),
                Group::Types => self.type_alias(),
                _ => self.function(),
            }?;
            self.out.line();
            last = Some(group);
        }
        self.end_of_body()
    }

    fn group_of_associated(&self) -> Group {
        let keyword = self.keyword();
        match self.tape.text(keyword) {
            "const" if !self.tape.is_ident(keyword + 1, "fn") => Group::Constants,
            "type" => Group::Types,
            _ => Group::Alone,
        }
    }

    fn type_alias(&mut self) -> Option<()> {
        self.out.group(INDENT);
        self.visibility()?;
        self.expect_ident("type")?;
        self.out.word("type ");
        self.ident()?;
        self.generics()?;
        self.expect('=')?;
        self.out.word(" = ");
        self.out.part();
        self.out.flow(-INDENT);
        self.ty()?;
        self.out.end();
        self.out.word(";");
        self.out.end();
        self.expect(';')
    }

    fn constant(&mut self) -> Option<()> {
        self.out.group(0);
        self.visibility()?;
        if self.take_ident("static") {
            self.out.word("static ");
        } else {
            self.expect_ident("const")?;
            self.out.word("const ");
        }
        self.ident()?;
        self.expect(':')?;
        self.out.word(": ");
        self.ty()?;
        self.expect('=')?;
        self.out.word(" = ");
        self.out.part();
        self.expression(false)?;
        self.out.word(";");
        self.out.end();
        self.expect(';')
    }

    fn macro_item(&mut self) -> Option<()> {
        if !self.macro_call()? {
            self.expect(';')?;
            self.out.word(";");
        }
        Some(())
    }
}
