//! Documentation in lines: what is too long for one is wrapped where that leaves the Markdown as it is.

/// Gives the lines of a text, each with the number of spaces that go before it.
///
/// Only plain paragraphs and items of lists are wrapped, and only before words that cannot begin anything else.
pub(super) fn wrap(text: &str, room: usize, mut line: impl FnMut(usize, &str)) {
    let is_html = |line: &str| line.trim_start().starts_with('<');
    let is_rule = |line: &str| line.contains('-') && line.chars().all(|ch| "|:- ".contains(ch));
    let is_fixed = text.lines().all(|line| line.len() <= room) || text.lines().any(is_html);
    let has_table = !is_fixed && text.lines().any(is_rule);
    let mut fence = None;
    for whole in text.split('\n') {
        let (mut rest, mut indent) = (whole.trim_end_matches(' '), 0);
        let content = content(rest);
        let hang = rest.len() - content.len();
        let run = content.len() - content.trim_start_matches(['`', '~']).len();
        let is_plain = !is_fixed && fence.is_none() && run < 3 && !rest.starts_with("     ");
        fence = match fence {
            None if run >= 3 => content.get(..run),
            Some(open) if rest.trim().starts_with(open) && run == content.len() => None,
            fence => fence,
        };
        let is_table = has_table && content.contains('|');
        let is_link = content.starts_with('[') && content.contains("]:");
        let is_block =
            content.starts_with(['#', '>', '|', '\t']) || self::content(content) != content;
        while is_plain
            && !is_table
            && !is_link
            && !is_block
            && let Some(at) = break_of(rest, hang - indent, room.saturating_sub(indent))
        {
            let (before, after) = rest.split_at(at);
            line(indent, before);
            (rest, indent) = (after.trim_start(), hang);
        }
        line(indent, rest);
    }
}

/// A line without what it is indented by and the marker of a list.
fn content(line: &str) -> &str {
    let text = line.trim_start_matches(' ');
    let number = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let rest = if number.len() < text.len() {
        number.strip_prefix(". ").or(number.strip_prefix(") "))
    } else {
        ["- ", "* ", "+ "].iter().find_map(|marker| text.strip_prefix(marker))
    };
    rest.unwrap_or(text)
}

/// The last space after a place at which a line can end that is too long, or the first if none is in time.
fn break_of(line: &str, after: usize, room: usize) -> Option<usize> {
    let (mut found, mut in_code, mut last) = (None, false, ' ');
    for (column, (at, ch)) in line.char_indices().enumerate() {
        if column > room && found.is_some() {
            return found;
        }
        let next = line.get(at + 1..).unwrap_or_default();
        let starts = |ch: char| ch.is_alphabetic() || "`(“‘\"'$".contains(ch);
        let may_break = ch == ' ' && at > after && !in_code && ![' ', '\\'].contains(&last);
        if may_break && next.starts_with(starts) && !next.starts_with("```") {
            found = Some(at);
        }
        (in_code, last) = (in_code ^ (ch == '`'), ch);
    }
    found.filter(|_| line.chars().count() > room)
}
