//! Where lines break: Oppen's algorithm, as prettyplease has it.
//!
//! Text is recorded in boxes with possible breaks between. What a box or the text up to the next break takes is known once
//! that break is recorded; a second pass writes, and breaks what does not fit on the rest of the line.

use std::borrow::Cow;

use super::lines::Lines;

/// How far a box is indented, as a rule.
pub(super) const INDENT: isize = 4;

/// Wider than any line, so that what holds it breaks.
const INFINITE: isize = 0xffff;

/// How a box breaks that does not fit.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Breaks {
    /// At each of its breaks.
    All,
    /// Where the line is full.
    Needed,
}

/// A place where a line may end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Break {
    /// How much deeper the next line is than the box.
    pub(super) indent: isize,
    /// How many spaces stand here if the line does not end.
    pub(super) blank: isize,
    /// What ends the line, if it ends.
    pub(super) before: &'static str,
    /// What begins the next line, if this one ends.
    pub(super) after: &'static str,
    /// What stands here if the line does not end.
    pub(super) inline: &'static str,
    /// Whether it goes if it is the last of its box.
    pub(super) between: bool,
    /// Whether the line never ends here: it only parts what is measured.
    pub(super) never: bool,
}

#[derive(Debug)]
enum Entry<'a> {
    Text(Cow<'a, str>),
    Begin(isize, Breaks),
    Break(Break),
    End,
}

/// Recorded text.
#[derive(Debug, Default)]
pub(super) struct Layout<'a> {
    /// What there is, and what it takes; negative as long as that is not known.
    entries: Vec<(Entry<'a>, isize)>,
    /// The boxes and breaks whose sizes are not known yet, and the ends of boxes among them.
    unknown: Vec<usize>,
    /// What everything takes.
    total: isize,
    /// How long the text is, without spaces and line breaks.
    length: usize,
}

impl<'a> Layout<'a> {
    /// Room for about so many pieces of text and breaks.
    pub(super) fn with_capacity(pieces: usize) -> Self {
        Self {
            entries: Vec::with_capacity(pieces),
            ..Self::default()
        }
    }

    pub(super) fn word(&mut self, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        let size = width(&text);
        self.length += text.len();
        self.entries.push((Entry::Text(text), size));
        self.total += size;
    }

    /// Starts a box that breaks at all places or none.
    pub(super) fn group(&mut self, indent: isize) {
        self.begin(indent, Breaks::All);
    }

    /// Starts a box that breaks where the line is full.
    pub(super) fn flow(&mut self, indent: isize) {
        self.begin(indent, Breaks::Needed);
    }

    fn begin(&mut self, indent: isize, breaks: Breaks) {
        self.push_unknown(Entry::Begin(indent, breaks));
    }

    /// Ends a box. Nothing remains of one that holds a break alone.
    pub(super) fn end(&mut self) {
        if let [.., (before, _), (Entry::Break(last), _)] = self.entries.as_slice() {
            let (blank, between) = (last.blank, last.between);
            if matches!(before, Entry::Begin(..)) {
                self.forget_last(blank);
                self.forget_last(0);
                return;
            }
            if between {
                self.forget_last(blank);
            }
        }
        self.unknown.push(self.entries.len());
        self.entries.push((Entry::End, -1));
    }

    fn forget_last(&mut self, size: isize) {
        self.entries.pop();
        self.unknown.pop();
        self.total -= size;
    }

    /// Ends a box that breaks if it is wider than this, even where it would fit.
    pub(super) fn end_within(&mut self, width: isize) {
        let mut depth = 1;
        for index in self.unknown.iter().rev() {
            match self.entries.get(*index) {
                Some((Entry::End, _)) => depth += 1,
                Some((Entry::Begin(..), size)) => {
                    depth -= 1;
                    if depth == 0 {
                        if size + self.total > width {
                            self.entries.push((Entry::Text("".into()), INFINITE));
                            self.total += INFINITE;
                        }
                        break;
                    }
                }
                _ => {}
            }
        }
        self.end();
    }

    pub(super) fn break_with(&mut self, at: Break) {
        self.measure();
        self.push_unknown(Entry::Break(at));
        self.total += at.blank;
    }

    fn blank(&mut self, blank: isize, between: bool) {
        self.break_with(Break {
            blank,
            between,
            ..Break::default()
        });
    }

    /// A break without a space.
    pub(super) fn cut(&mut self) {
        self.blank(0, false);
    }

    /// A space or a break.
    pub(super) fn space(&mut self) {
        self.blank(1, false);
    }

    /// The same, unless it is the last of its box.
    pub(super) fn space_between(&mut self) {
        self.blank(1, true);
    }

    /// The end of a line.
    pub(super) fn line(&mut self) {
        self.blank(INFINITE, false);
    }

    /// The same, unless it is the last of its box.
    pub(super) fn line_between(&mut self) {
        self.blank(INFINITE, true);
    }

    /// Parts what is measured before from what is measured after.
    pub(super) fn part(&mut self) {
        self.break_with(Break {
            never: true,
            ..Break::default()
        });
    }

    /// A comma and a space between items; after the last, a comma if the line ends there.
    pub(super) fn comma(&mut self, is_last: bool) {
        self.comma_or_blank(is_last, 0);
    }

    /// The same, with a space after the last if the line does not end there.
    pub(super) fn comma_or_space(&mut self, is_last: bool) {
        self.comma_or_blank(is_last, 1);
    }

    fn comma_or_blank(&mut self, is_last: bool, blank: isize) {
        if is_last {
            self.break_with(Break {
                before: ",",
                blank,
                ..Break::default()
            });
        } else {
            self.word(",");
            self.space();
        }
    }

    /// Moves the line after the last break back by one level: what closes a box stands below what opened it.
    pub(super) fn outdent(&mut self) {
        if let Some((Entry::Break(last), _)) = self.entries.last_mut() {
            last.indent -= INDENT;
        }
    }

    fn push_unknown(&mut self, entry: Entry<'a>) {
        self.unknown.push(self.entries.len());
        self.entries.push((entry, -self.total));
    }

    /// Before a break: the break before it, and the boxes that ended since then, reach to here.
    fn measure(&mut self) {
        let mut depth = 0;
        while let Some(index) = self.unknown.last()
            && let Some((entry, size)) = self.entries.get_mut(*index)
        {
            match entry {
                Entry::Begin(..) if depth == 0 => break,
                Entry::Begin(..) => {
                    *size += self.total;
                    depth -= 1;
                }
                Entry::End => {
                    *size = 1;
                    depth += 1;
                }
                Entry::Break(_) => *size += self.total,
                Entry::Text(_) => {}
            }
            let is_break = matches!(entry, Entry::Break(_));
            self.unknown.pop();
            if is_break && depth == 0 {
                break;
            }
        }
    }

    /// Writes it all.
    pub(super) fn finish(mut self) -> String {
        self.measure();
        let mut out = Lines::with_capacity(self.length);
        for (entry, size) in self.entries {
            match entry {
                Entry::Text(text) => out.text(&text),
                Entry::Begin(indent, breaks) => out.begin(indent, breaks, size),
                Entry::Break(at) => out.line_break(at, size),
                Entry::End => out.end(),
            }
        }
        out.text
    }
}

pub(super) fn width(text: &str) -> isize {
    isize::try_from(text.len()).unwrap_or(INFINITE)
}
