//! Expressions.

use super::layout::{Break, INDENT};
use super::outline::{Head, Last, Outline};
use super::printer::Printer;
use super::tape::Kind;
use super::types::PathStyle;

impl Printer<'_> {
    /// An expression; at the start of a line a short name keeps its first call beside it.
    pub(super) fn expression(&mut self, starts_line: bool) -> Option<()> {
        let outline = self.outline(self.at, true)?;
        self.outlined(outline, starts_line)
    }

    pub(super) fn outlined(&mut self, outline: Outline, starts_line: bool) -> Option<()> {
        if outline.dotted == 0 {
            self.head_alone(outline)?;
            return self.links(outline.links);
        }
        let is_short = starts_line && outline.head == Head::Path && self.is_short_name();
        self.out.group(INDENT);
        self.out.group(-INDENT);
        self.head_alone(outline)?;
        self.out.end();
        self.link(is_short, is_short && outline.dotted == 1)?;
        self.links(outline.dotted - 1)?;
        self.out.end();
        self.links(outline.links - outline.dotted)
    }

    fn is_short_name(&self) -> bool {
        let is_alone = !self.tape.is_path_separator(self.at + 1);
        is_alone && self.tape.text(self.at).len() <= 4
    }

    fn links(&mut self, count: usize) -> Option<()> {
        (0..count).try_for_each(|_| self.link(false, false))
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
            Head::Macro => self.macro_call().map(drop),
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
        self.filled_list(("[", "]"), |it| it.expression(false))
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

    pub(super) fn after_condition(&mut self, outline: Outline) -> Option<()> {
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
}
