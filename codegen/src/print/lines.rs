//! Lines as they are written, once it is known what fits.

use super::layout::{Break, Breaks, width};

/// How many columns a line should have at most.
const WIDTH: isize = 89;

/// How many columns are used at least, however deep the box.
const LEAST_WIDTH: isize = 60;

/// A box that is being written.
#[derive(Clone, Copy, Debug)]
enum Open {
    Fits,
    /// It does not fit; the indent is that of the box around.
    Broken(isize, Breaks),
}

/// Lines that are being written.
#[derive(Debug)]
pub(super) struct Lines {
    pub(super) text: String,
    /// The columns that are left on the line.
    left: isize,
    boxes: Vec<Open>,
    indent: isize,
    /// Spaces that are written as soon as text follows, so that no line ends with any.
    pending: isize,
}

impl Lines {
    /// Room for text of this length, and half as much for spaces.
    pub(super) fn with_capacity(length: usize) -> Self {
        Self {
            text: String::with_capacity(length + length / 2),
            left: WIDTH,
            boxes: Vec::new(),
            indent: 0,
            pending: 0,
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.write_pending();
        self.text.push_str(text);
        self.left -= width(text);
    }

    pub(super) fn begin(&mut self, indent: isize, breaks: Breaks, size: isize) {
        if size > self.left {
            self.boxes.push(Open::Broken(self.indent, breaks));
            self.indent += indent;
        } else {
            self.boxes.push(Open::Fits);
        }
    }

    pub(super) fn end(&mut self) {
        if let Some(Open::Broken(indent, _)) = self.boxes.pop() {
            self.indent = indent;
        }
    }

    pub(super) fn line_break(&mut self, at: Break, size: isize) {
        let around = self.boxes.last().copied();
        let stays = at.never
            || match around.unwrap_or(Open::Broken(0, Breaks::Needed)) {
                Open::Fits => true,
                Open::Broken(_, Breaks::All) => false,
                Open::Broken(_, Breaks::Needed) => size <= self.left,
            };
        if stays {
            self.pending += at.blank;
            self.text.push_str(at.inline);
            self.left -= at.blank + width(at.inline);
            return;
        }
        if !at.before.is_empty() {
            self.write_pending();
            self.text.push_str(at.before);
        }
        self.text.push('\n');
        self.pending = self.indent + at.indent;
        self.left = (WIDTH - self.pending).max(LEAST_WIDTH);
        if !at.after.is_empty() {
            self.write_pending();
            self.text.push_str(at.after);
            self.left -= width(at.after);
        }
    }

    fn write_pending(&mut self) {
        for _ in 0..self.pending {
            self.text.push(' ');
        }
        self.pending = 0;
    }
}
