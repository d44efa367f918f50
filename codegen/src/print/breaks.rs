//! Where something is broken that does not fit on a line.

use std::ops::Range;

use super::tape::{Content, Kind};
use super::{INDENT, Printer};

/// How something is broken that does not fit on a line.
pub(super) enum Way {
    /// A group is opened.
    Open(usize),
    /// Lines begin with these tokens.
    Split(Vec<usize>),
}

impl Printer<'_> {
    /// The loosest places: after an arrow, if the rest then fits; before `where`; between conditions; after commas; a chain.
    pub(super) fn loose(&self, range: &Range<usize>, indent: usize, tail: usize) -> Option<Way> {
        let is_condition = |at| ["&&", "||"].contains(&self.text(at)) && self.is_between(at);
        self.below(range, "=>", indent + tail)
            .or_else(|| self.places(range, 0, |at| self.text(at) == "where"))
            .or_else(|| self.places(range, 0, is_condition))
            .or_else(|| self.places(range, 1, |at| self.text(at) == ","))
            .or_else(|| self.chain(range, indent))
    }

    /// The tightest places: after `=`, if the rest then fits; before operators.
    pub(super) fn tight(&self, range: &Range<usize>, beside: usize) -> Option<Way> {
        let is_assignment = |at| ["=", "=>"].contains(&self.text(at));
        self.below(range, "=", beside)
            .or_else(|| self.places(range, 0, |at| self.is_between(at) && !is_assignment(at)))
            .or_else(|| self.places(range, 1, is_assignment))
    }

    /// After an operator, if what follows fits on the next line.
    fn below(&self, range: &Range<usize>, operator: &str, beside: usize) -> Option<Way> {
        self.places(range, 1, |at| {
            self.text(at) == operator
                && self.text(at + 1) != "{"
                && self.is_within(at + 1..range.end, INDENT + beside)
        })
    }

    fn places(
        &self,
        range: &Range<usize>,
        after: usize,
        is: impl Fn(usize) -> bool,
    ) -> Option<Way> {
        let places = self.tape.top(range).filter(|at| is(*at)).map(|at| at + after);
        let within = places.filter(|at| *at > range.start && *at < range.end);
        Some(within.collect::<Vec<_>>()).filter(|places| !places.is_empty()).map(Way::Split)
    }

    /// The dots after the first call in what ends a piece, if there are several. A short name keeps its first call beside it.
    fn chain(&self, range: &Range<usize>, indent: usize) -> Option<Way> {
        let (mut dots, mut calls) = (Vec::new(), 0);
        for at in self.tape.top(range) {
            let is_await = self.text(at + 1) == "await";
            let is_call = is_await || ["(", "::"].contains(&self.text(at + 2));
            match (self.get(at).kind, self.text(at)) {
                (_, ".") if at > range.start && (is_call || !dots.is_empty()) => {
                    calls += usize::from(is_await);
                    dots.push(at);
                }
                (Kind::Open, "(") => calls += 1,
                (Kind::Operator | Kind::Keyword, _) | (_, "|") if self.get(at).space => {
                    (dots, calls) = (Vec::new(), 0);
                }
                _ => {}
            }
        }
        let head = range.start..*dots.first()?;
        if self.column + self.tape.size(&head).1 <= indent + INDENT {
            dots.remove(0);
        }
        (calls > 1 && !dots.is_empty()).then_some(Way::Split(dots))
    }

    /// The widest group; of brackets, and so that the rest fits on a line, if it is given what is on that besides.
    pub(super) fn group(&self, range: &Range<usize>, beside: Option<usize>) -> Option<Way> {
        let is_group = |at: &usize| {
            let token = self.get(*at);
            let may_open = match self.text(*at) {
                "|" => false,
                "<" => beside.is_none() && token.content == Content::List(true),
                _ => token.kind == Kind::Open,
            };
            let rest = || self.other(self.hugged(*at))..range.end;
            may_open
                && (at + 1..range.end).contains(&self.other(*at))
                && self.other(*at) > at + 1
                && beside.is_none_or(|beside| self.is_within(rest(), beside))
        };
        let groups = self.tape.top(range).filter(is_group);
        groups.max_by_key(|at| self.tape.size(&(*at..self.other(*at)))).map(Way::Open)
    }

    /// What is opened in place of parentheses or an attribute: the group that is all there is in them, but for a name before.
    pub(super) fn hugged(&self, open: usize) -> usize {
        let end = self.other(open);
        let last = end - 1 - usize::from(self.text(end - 1).is_empty());
        let inner = self.other(last);
        let may_hug = match self.text(open) {
            "(" => ["}", "]"].contains(&self.text(last)),
            _ => self.text(open - 1) == "#" && self.get(last).kind == Kind::Close,
        };
        let is_all = |at: usize| match self.text(at) {
            "|" | "<" => true,
            "," => false,
            _ => at == inner || self.get(at).kind != Kind::Open,
        };
        let hugs = may_hug && inner + 1 < last && self.tape.top(&(open + 1..last)).all(is_all);
        if hugs { inner } else { open }
    }

    /// Whether an operator stands between two operands.
    fn is_between(&self, at: usize) -> bool {
        let token = self.get(at);
        let has_left = token.kind == Kind::Operator && token.space && self.tape.is_value(at - 1);
        has_left && !self.tape.is_prefix(at)
    }
}
