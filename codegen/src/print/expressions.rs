//! Expressions, patterns and statements.
//!
//! How an expression is laid out depends on what is outermost in it, which comes last in a chain of calls: so each is
//! looked over first. Groups are skipped in one step, so that this costs little.

use super::layout::{Break, INDENT};
use super::printer::Printer;
use super::tape::Kind;
use super::types::PathStyle;

/// What an expression begins with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Head {
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
enum Last {
    Head,
    /// `.field`, `.method()`, `.await`
    Dot,
    Call,
    Try,
}

/// An expression that has been looked over.
#[derive(Clone, Copy, Debug)]
struct Outline {
    head: Head,
    last: Last,
    /// How many links follow the head up to the last with a dot.
    dotted: usize,
    /// How many links follow the head.
    links: usize,
    /// Where it ends.
    end: usize,
}

impl Outline {
    /// Whether it is laid out like a block: as an only argument it needs no line of its own.
    fn is_block_like(&self) -> bool {
        self.links == 0
            && matches!(
                self.head,
                Head::Struct | Head::Array | Head::Tuple | Head::Closure
            )
    }
}

impl Printer<'_> {
    fn outline(&self, at: usize, allows_struct: bool) -> Option<Outline> {
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
                Kind::Open('(') => {
                    outline.end = self.tape.after_group(at)?;
                    outline.last = Last::Call;
                }
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
        let mut end = at + 1;
        if self.tape.is_path_separator(end) {
            end = self.end_of_arguments(end + 2)?;
        }
        Some(self.arguments_after(end).unwrap_or(end))
    }

    /// The place after the arguments of a call, if there are any here.
    fn arguments_after(&self, at: usize) -> Option<usize> {
        (self.tape.kind(at) == Kind::Open('(')).then_some(())?;
        self.tape.after_group(at)
    }

    fn after_closure_arguments(&self, mut at: usize) -> Option<usize> {
        while !self.tape.is_punct(at, '|') {
            (!self.tape.is_end(at)).then_some(())?;
            at = self.tape.after_group(at).unwrap_or(at + 1);
        }
        Some(at + 1)
    }

    /// An expression; at the start of a line a short name keeps its first call beside it.
    pub(super) fn expression(&mut self, starts_line: bool) -> Option<()> {
        let outline = self.outline(self.at, true)?;
        self.outlined(outline, starts_line)
    }

    fn outlined(&mut self, outline: Outline, starts_line: bool) -> Option<()> {
        if outline.dotted == 0 {
            self.head_alone(outline)?;
            return self.links(0..outline.links, false);
        }
        let is_short = starts_line && outline.head == Head::Path && self.is_short_name();
        self.out.group(INDENT);
        self.out.group(-INDENT);
        self.head_alone(outline)?;
        self.out.end();
        self.link(is_short, is_short && outline.dotted == 1)?;
        self.links(1..outline.dotted, false)?;
        self.out.end();
        self.links(outline.dotted..outline.links, false)
    }

    fn is_short_name(&self) -> bool {
        let is_alone = !self.tape.is_path_separator(self.at + 1);
        is_alone && self.tape.text(self.at).len() <= 4
    }

    fn links(&mut self, range: std::ops::Range<usize>, stays: bool) -> Option<()> {
        for _ in range {
            self.link(stays, false)?;
        }
        Some(())
    }

    /// `.method(…)`, `.field`, `?` or `(…)`; one that stays is never on a line of its own.
    fn link(&mut self, stays: bool, outdents: bool) -> Option<()> {
        if self.take('?') {
            self.out.word("?");
            return Some(());
        }
        if self.tape.kind(self.at) == Kind::Open('(') {
            return self.call_arguments();
        }
        self.expect('.')?;
        if !stays {
            self.out.cut();
        }
        self.out.word(".");
        self.text();
        if self.tape.is_path_separator(self.at) {
            self.at += 2;
            self.out.word("::");
            self.arguments()?;
        }
        if self.tape.kind(self.at) == Kind::Open('(') {
            self.out.group(if outdents { -INDENT } else { 0 });
            self.call_arguments()?;
            self.out.end();
        }
        Some(())
    }

    fn call_arguments(&mut self) -> Option<()> {
        self.open('(')?;
        if !self.is_end() {
            let first = self.outline(self.at, true)?;
            let comma = usize::from(self.tape.is_punct(first.end, ','));
            if first.is_block_like() && self.tape.is_end(first.end + comma) {
                self.out.word("(");
                self.outlined(first, false)?;
                self.next_item()?;
                self.out.word(")");
                return self.close();
            }
        }
        self.list(("(", ")"), |it| it.expression(false))
    }

    fn head_alone(&mut self, outline: Outline) -> Option<()> {
        match outline.head {
            Head::Literal => self.literal(),
            Head::Bool => self.ident(),
            Head::Path => self.path(PathStyle::Expression),
            Head::Struct => self.struct_literal(),
            Head::Macro => self.macro_call(),
            Head::Array => self.array(),
            Head::Prefix => self.prefixed(),
            Head::Closure => self.closure(),
            Head::Match => self.match_expression(),
            Head::Range => self.range(),
            Head::Tuple => self.tuple(),
            Head::Paren => {
                self.open('(')?;
                self.out.word("(");
                self.expression(false)?;
                self.out.word(")");
                self.close()
            }
        }
    }

    fn prefixed(&mut self) -> Option<()> {
        self.text();
        if self.take_ident("mut") {
            self.out.word("mut ");
        }
        self.expression(false)
    }

    /// `1..=999`, between literals.
    fn range(&mut self) -> Option<()> {
        self.literal()?;
        self.at += 3;
        self.out.word("..=");
        self.literal()
    }

    fn array(&mut self) -> Option<()> {
        self.open('[')?;
        if self.is_end() {
            self.out.word("[]");
            return self.close();
        }
        if !self.holds_short_literals() {
            return self.list(("[", "]"), |it| it.expression(false));
        }
        self.out.group(INDENT);
        self.out.word("[");
        self.out.cut();
        self.out.flow(0);
        while !self.is_end() {
            self.expression(false)?;
            if !self.next_item()? {
                self.out.word(",");
                self.out.space();
            }
        }
        self.out.end();
        self.out.comma(true);
        self.out.outdent();
        self.out.word("]");
        self.out.end();
        self.close()
    }

    /// Whether only whole numbers and the like are in the group that ends next.
    fn holds_short_literals(&self) -> bool {
        let mut at = self.at;
        while !self.tape.is_end(at) {
            let text = self.tape.text(at);
            let is_short = match self.tape.kind(at) {
                Kind::Literal => {
                    text.chars().all(|ch| ch.is_ascii_digit() || ch == '_')
                        || text.starts_with('\'')
                }
                Kind::Ident => matches!(text, "true" | "false"),
                _ => false,
            };
            if !is_short {
                return false;
            }
            at += 1;
            at += usize::from(self.tape.is_punct(at, ','));
        }
        true
    }

    /// Of none, two or more; one of a single expression has another comma.
    fn tuple(&mut self) -> Option<()> {
        self.open('(')?;
        let mut items = 0;
        self.list(("(", ")"), |it| {
            items += 1;
            it.expression(false)
        })?;
        (items != 1).then_some(())
    }

    fn struct_literal(&mut self) -> Option<()> {
        self.out.group(INDENT);
        self.out.flow(-INDENT);
        self.path(PathStyle::Expression)?;
        self.out.end();
        self.open('{')?;
        self.out.word(" {");
        self.out.space_between();
        while !self.is_end() {
            if self.is_joint('.') {
                self.expect_pair('.', '.')?;
                self.out.word("..");
                self.expression(false)?;
                self.out.space();
                break;
            }
            self.ident()?;
            if self.take(':') {
                self.out.word(": ");
                self.out.flow(0);
                self.expression(false)?;
                self.out.end();
            }
            let is_last = self.next_item()?;
            self.out.comma_or_space(is_last);
        }
        self.out.outdent();
        self.out.end_within(34);
        self.out.word("}");
        self.close()
    }

    fn closure(&mut self) -> Option<()> {
        self.expect('|')?;
        self.out.flow(0);
        self.out.group(INDENT);
        self.out.word("|");
        let mut is_first = true;
        while !self.is_punct('|') {
            if is_first {
                self.out.cut();
                is_first = false;
            }
            self.pattern()?;
            if self.take(',') && !self.is_punct('|') {
                self.out.word(",");
                self.out.space();
            }
        }
        self.at += 1;
        self.out.word("|");
        self.out.space();
        self.out.outdent();
        self.out.end();
        self.out.part();
        let body = self.outline(self.at, true)?;
        let stands_alone = body.is_block_like()
            || body.last == Last::Call
            || (body.head == Head::Match && body.last == Last::Head);
        if stands_alone {
            self.outlined(body, false)?;
        } else {
            self.out.group(INDENT);
            self.out.break_with(Break {
                before: "{",
                ..Break::default()
            });
            self.outlined(body, false)?;
            self.out.break_with(Break {
                indent: -INDENT,
                after: "}",
                ..Break::default()
            });
            self.out.end();
        }
        self.out.end();
        Some(())
    }

    fn match_expression(&mut self) -> Option<()> {
        self.expect_ident("match")?;
        self.out.flow(0);
        self.out.word("match ");
        self.condition()?;
        self.open('{')?;
        self.out.word("{");
        self.out.part();
        self.out.group(INDENT);
        self.out.line_between();
        while !self.is_end() {
            self.arm()?;
            self.next_item()?;
            self.out.line();
        }
        self.end_of_body()?;
        self.out.end();
        Some(())
    }

    /// What stands before the body of a `match` or a `while`.
    fn condition(&mut self) -> Option<()> {
        let outline = self.outline(self.at, false)?;
        self.out.group(0);
        self.outlined(outline, false)?;
        self.after_condition(outline)
    }

    fn after_condition(&mut self, outline: Outline) -> Option<()> {
        (outline.head != Head::Prefix).then_some(())?;
        if outline.dotted > 0 {
            self.out.space();
        } else {
            self.out.word(" ");
        }
        self.out.end();
        Some(())
    }

    /// `pattern => expression,`
    fn arm(&mut self) -> Option<()> {
        self.out.flow(0);
        self.pattern()?;
        self.expect_pair('=', '>')?;
        let body = self.outline(self.at, true)?;
        let is_plain = !matches!(body.head, Head::Match | Head::Closure);
        // The unit becomes a block.
        let is_unit = body.head == Head::Tuple && self.tape.is_end(self.at + 1);
        (is_plain && !is_unit).then_some(())?;
        self.out.word(" => ");
        self.out.part();
        self.out.group(INDENT);
        self.out.break_with(Break {
            before: "{",
            ..Break::default()
        });
        self.outlined(body, true)?;
        self.out.break_with(Break {
            indent: -INDENT,
            after: "}",
            inline: ",",
            ..Break::default()
        });
        self.out.end();
        self.out.end();
        Some(())
    }

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
