//! Documentation as comments: what is too long for a line is wrapped where that leaves the Markdown as it is.

use super::{Printer, WIDTH};

/// The comment that an attribute stands for, and its text, if that is the same in one.
pub(super) fn comment(attribute: &str) -> Option<(&'static str, &str)> {
    let inner = || attribute.strip_prefix("#![doc = ").map(|rest| ("//!", rest));
    let (mark, rest) =
        attribute.strip_prefix("#[doc = ").map(|rest| ("///", rest)).or_else(inner)?;
    let literal = rest.strip_suffix(']')?;
    let raw = literal.strip_prefix('r').map(|raw| raw.trim_matches('#'));
    let text = raw.unwrap_or(literal).strip_prefix('"')?.strip_suffix('"')?;
    let is_plain = (raw.is_some() || !text.contains('\\')) && !text.contains('\r');
    let is_same = is_plain && !text.split('\n').any(|line| line.starts_with('/'));
    is_same.then_some((mark, text))
}

impl Printer<'_> {
    /// Prints a comment. Only plain paragraphs and items of lists are wrapped, and only before words that cannot begin
    /// anything else.
    pub(super) fn comment(&mut self, mark: &str, text: &str, column: usize) {
        let room = WIDTH.saturating_sub(column + mark.len());
        let has_html = text.lines().any(|line| line.trim_start().starts_with('<'));
        let mut put = |before: &str, text: &str| {
            self.newline(column);
            self.out.extend([mark, before, text]);
        };
        let mut fence = None;
        for line in text.split('\n') {
            let line = line.trim_end_matches(' ');
            let content = content(line);
            let (mut before, mut rest) = line.split_at(line.len() - content.len());
            let (hang, room) = (" ".repeat(before.len()), room.saturating_sub(before.len()));
            let marks = &content[..content.len() - content.trim_start_matches(['`', '~']).len()];
            let is_code = fence.is_some() || marks.len() >= 3 || line.starts_with("     ");
            fence = match fence {
                None => Some(marks).filter(|marks| marks.len() >= 3),
                fence => fence.filter(|open| content != marks || !marks.starts_with(open)),
            };
            let is_whole = is_code || has_html || content.contains('|') || content.contains("]:");
            let starts = |ch: char| ch.is_alphanumeric() || "`(“‘\"'$*_[".contains(ch);
            let is_text = !is_whole && content.starts_with(starts);
            while is_text && let Some(at) = break_of(rest, room) {
                put(before, &rest[..at]);
                (before, rest) = (&hang, &rest[at + 1..]);
            }
            put(before, rest);
        }
    }
}

/// A line without what it is indented by and the marker of a list.
fn content(line: &str) -> &str {
    let text = line.trim_start_matches(' ');
    let number = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let markers = if number == text { ["- ", "* ", "+ "].as_slice() } else { &[". ", ") "] };
    markers.iter().find_map(|marker| number.strip_prefix(marker)).unwrap_or(text)
}

/// The last space at which a line can end that is too long, or the first if none is in time.
fn break_of(line: &str, room: usize) -> Option<usize> {
    let (end, _) = line.char_indices().nth(room)?;
    let starts = |ch: char| ch.is_alphabetic() || "`(“‘\"'$".contains(ch);
    let is_break = |at: &usize| {
        let (before, next) = (&line[..*at], &line[at + 1..]);
        let in_code = || before.matches('`').count() % 2 > 0;
        let is_free = !before.ends_with([' ', '\\']);
        is_free && next.starts_with(starts) && !next.starts_with("```") && !in_code()
    };
    let spaces = || line.match_indices(' ').map(|(at, _)| at);
    spaces().rfind(|at| *at <= end && is_break(at)).or_else(|| spaces().find(is_break))
}
