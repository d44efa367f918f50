//! Attributes, most of which are documentation.

use std::borrow::Cow;

use super::layout::INDENT;
use super::printer::Printer;
use super::tape::Kind;

impl<'t> Printer<'t> {
    /// The attributes of the item that follows.
    pub(super) fn outer_attributes(&mut self) -> Option<()> {
        while self.take('#') {
            self.open('[')?;
            self.attribute("///", "#[")?;
        }
        Some(())
    }

    /// The attributes of the module around; says whether there are any.
    pub(super) fn inner_attributes(&mut self) -> Option<bool> {
        let start = self.at;
        while self.is_punct('#') && self.tape.is_punct(self.at + 1, '!') {
            self.at += 2;
            self.open('[')?;
            self.attribute("//!", "#![")?;
        }
        Some(self.at > start)
    }

    fn attribute(&mut self, comment: &'static str, open: &'static str) -> Option<()> {
        if self.is_ident("doc") {
            return self.documentation(comment);
        }
        self.out.word(open);
        self.simple_path()?;
        if self.tape.kind(self.at) == Kind::Open('(') {
            self.names()?;
        }
        self.out.word("]");
        self.out.space();
        self.close()
    }

    /// `(Clone, Debug)`: unlike other lists it gets no comma after the last.
    fn names(&mut self) -> Option<()> {
        self.open('(')?;
        self.out.word("(");
        self.out.group(INDENT);
        self.out.cut();
        while !self.is_end() {
            self.ident()?;
            match (self.take(','), self.is_end()) {
                (true, true) | (false, false) => return None,
                (true, false) => {
                    self.out.word(",");
                    self.out.space();
                }
                (false, true) => self.out.cut(),
            }
        }
        self.out.outdent();
        self.out.end();
        self.out.word(")");
        self.close()
    }

    /// `#[doc = " Text."]` as a comment, line by line.
    fn documentation(&mut self, comment: &'static str) -> Option<()> {
        self.expect_ident("doc")?;
        self.expect('=')?;
        let text = text_of_literal(self.tape.text(self.at))?;
        self.at += 1;
        match text {
            Cow::Borrowed(text) => text
                .split('\n')
                .try_for_each(|line| self.comment(comment, line, Cow::Borrowed)),
            Cow::Owned(text) => text
                .split('\n')
                .try_for_each(|line| self.comment(comment, line, |line| line.to_owned().into())),
        }?;
        self.close()
    }

    fn comment<'l>(
        &mut self,
        comment: &'static str,
        line: &'l str,
        word: impl Fn(&'l str) -> Cow<'t, str>,
    ) -> Option<()> {
        // This would not be the same comment any more.
        (!line.contains('\r') && !line.starts_with('/')).then_some(())?;
        self.out.word(comment);
        self.out.word(word(line.trim_end_matches(' ')));
        self.out.line();
        Some(())
    }
}

/// The text that a literal stands for, raw or with escapes.
pub(super) fn text_of_literal(literal: &str) -> Option<Cow<'_, str>> {
    if let Some(raw) = literal.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return Some(raw.strip_prefix('"')?.strip_suffix('"')?.into());
    }
    let text = literal.strip_prefix('"')?.strip_suffix('"')?;
    let Some((plain, _)) = text.split_once('\\') else {
        return Some(text.into());
    };
    let mut unescaped = plain.to_owned();
    let mut rest = text.get(plain.len()..)?.chars();
    while let Some(ch) = rest.next() {
        unescaped.push(match ch {
            '\\' => match rest.next()? {
                ch @ ('"' | '\'' | '\\') => ch,
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                '0' => '\0',
                'u' => {
                    let (code, after) = rest.as_str().strip_prefix('{')?.split_once('}')?;
                    rest = after.chars();
                    char::from_u32(u32::from_str_radix(code, 16).ok()?)?
                }
                _ => return None,
            },
            ch => ch,
        });
    }
    Some(unescaped.into())
}
