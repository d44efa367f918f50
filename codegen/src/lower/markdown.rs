//! Text of the spec as Markdown in which rustdoc finds text only.
//!
//! rustdoc compiles code that is not said to be something else, passes HTML on, and takes `[name]` for an item of the crate.
//! So every block of code gets fences with a language, what opens a tag or a link that is none is escaped, and addresses
//! become links. Paragraphs, headings, lists, quotes, tables, emphasis and links to the web stay what they are.

mod inline;
#[cfg(test)]
mod tests;

use inline::inline;

/// What a line begins.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Block<'a> {
    Blank,
    /// Code between fences: how far these are indented, and what opens it.
    Fence(usize, &'a str, &'static str),
    /// Code by indentation alone.
    Code,
    /// An item of a list: its marker, and the column where its content starts.
    Item(&'a str, usize),
    Quote,
    /// A heading, or a line across the page.
    Line,
    Text,
}

/// A text of the spec as lines.
pub(super) fn lines(text: &str) -> Vec<String> {
    // Almost every text is one line of words.
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.contains('\n') {
        return vec![inline(text.trim_end(), false)];
    }
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty());
    blocks(&lines[first.unwrap_or_default()..])
}

/// The lines of a text, or of what a list item or a quote holds.
fn blocks(lines: &[&str]) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = lines;
    let mut in_paragraph = false;
    let mut in_table = false;
    while let Some((line, after)) = rest.split_first() {
        let block = block(line, in_paragraph);
        let mut used = 1;
        match block {
            Block::Blank => out.push(String::new()),
            Block::Fence(indent, mark, language) => {
                let end = after.iter().position(|line| closes(line, mark));
                let code = &after[..end.unwrap_or(after.len())];
                used += code.len() + usize::from(end.is_some());
                out.extend(fenced(code.iter().map(|line| dedent(line, indent)), language));
            }
            Block::Code => {
                let ends = |line: &&str| !line.is_empty() && indent(line) < 4;
                used = without_blanks(&rest[..rest.iter().position(ends).unwrap_or(rest.len())]);
                out.extend(fenced(rest[..used].iter().map(|line| dedent(line, 4)), "text"));
            }
            Block::Item(marker, column) => {
                let first = line.get(column..).unwrap_or_default();
                // An item that starts with two blank lines is over.
                let is_over = first.is_empty() && after.first().is_some_and(|next| next.is_empty());
                let inside = |line: &str| !is_over && (line.is_empty() || indent(line) >= column);
                used += continuation(first, after, inside);
                let mut content = vec![first];
                content.extend(after[..used - 1].iter().map(|line| dedent(line, column)));
                out.extend(item(marker, blocks(&content)));
            }
            Block::Quote => {
                let inside = |line: &str| self::block(line, false) == Block::Quote;
                used += continuation(line, after, inside);
                let content: Vec<&str> = rest[..used].iter().map(|line| unquoted(line)).collect();
                let quoted = blocks(&content).into_iter();
                out.extend(quoted.map(|line| format!("> {line}").trim_end().to_owned()));
            }
            Block::Line | Block::Text => {
                // The row above it belongs to a table as well.
                in_table |= is_table(line) || after.first().is_some_and(|next| is_table(next));
                out.push(inline(line.trim_start_matches(' '), in_table));
            }
        }
        in_paragraph = block == Block::Text;
        in_table &= in_paragraph;
        rest = &rest[used..];
    }
    out
}

/// An item of a list out of the lines that it holds.
pub(super) fn item(marker: &str, content: Vec<String>) -> impl Iterator<Item = String> {
    let width = marker.len() + 1;
    let line = move |(index, line): (usize, String)| {
        let before = if index == 0 { marker } else { "" };
        format!("{before:width$}{line}").trim_end().to_owned()
    };
    content.into_iter().enumerate().map(line)
}

fn block(line: &str, in_paragraph: bool) -> Block<'_> {
    let indent = indent(line);
    let text = &line[indent..];
    if text.is_empty() {
        return Block::Blank;
    }
    // Within a paragraph indentation means nothing.
    if indent >= 4 && !in_paragraph {
        return Block::Code;
    }
    if let Some((mark, language)) = fence(text) {
        return Block::Fence(indent, mark, language);
    }
    if text.starts_with('>') {
        return Block::Quote;
    }
    if is_line(text) || in_paragraph && is_underline(text) {
        return Block::Line;
    }
    list_marker(text, in_paragraph)
        .map_or(Block::Text, |(marker, width)| Block::Item(marker, indent + width))
}

/// How many of the lines after the first of a list item or a quote belong to it: those inside, and text that goes on with a
/// paragraph in it although it is not indented. Blank lines at the end do not.
fn continuation(first: &str, after: &[&str], inside: impl Fn(&str) -> bool) -> usize {
    let before = std::iter::once(&first).chain(after);
    let belongs = |(line, before): &(&&str, &&str)| {
        let goes_on = !before.is_empty() && fence(before.trim_start()).is_none();
        inside(line) || goes_on && block(line, false) == Block::Text
    };
    let lines = after.iter().zip(before).take_while(belongs).count();
    without_blanks(&after[..lines])
}

fn without_blanks(lines: &[&str]) -> usize {
    let last = lines.iter().rposition(|line| !line.is_empty());
    last.map_or(0, |last| last + 1)
}

/// Code between fences that it does not close itself.
fn fenced<'l>(
    code: impl Iterator<Item = &'l str> + Clone,
    language: &str,
) -> impl Iterator<Item = String> {
    let runs = code.clone().flat_map(|line| line.split(|c| c != '`'));
    let longest = runs.map(str::len).max().unwrap_or_default();
    let mark = "`".repeat(longest.max(2) + 1);
    let code = code.map(str::to_owned).collect::<Vec<_>>();
    [format!("{mark}{language}")].into_iter().chain(code).chain([mark])
}

/// The run of characters that opens fenced code, and the language, which is never Rust.
fn fence(text: &str) -> Option<(&str, &'static str)> {
    let mark = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(mark);
    let length = text.len() - info.len();
    if length < 3 || (mark == '`' && info.contains('`')) {
        return None;
    }
    let mut words = info.split(|c: char| !c.is_ascii_alphanumeric());
    let is_json =
        words.find(|word| !word.is_empty()).is_some_and(|word| word.eq_ignore_ascii_case("json"));
    Some((&text[..length], if is_json { "json" } else { "text" }))
}

fn closes(line: &str, mark: &str) -> bool {
    let text = line.trim_start_matches(' ');
    let is_mark =
        text.strip_prefix(mark).is_some_and(|rest| rest.chars().all(|c| mark.starts_with(c)));
    is_mark && indent(line) < 4
}

/// Whether a line is a heading, or one across the page, which looks like a list or like emphasis.
fn is_line(text: &str) -> bool {
    let heading = text.trim_start_matches('#');
    let level = text.len() - heading.len();
    if (1..=6).contains(&level) && (heading.is_empty() || heading.starts_with(' ')) {
        return true;
    }
    let marks = || text.chars().filter(|c| *c != ' ');
    let first = marks().next().filter(|c| matches!(c, '-' | '*' | '_'));
    first.is_some_and(|first| marks().all(|c| c == first) && marks().count() >= 3)
}

/// Whether a line makes a heading of the paragraph above it.
fn is_underline(text: &str) -> bool {
    ["=", "-"].iter().any(|mark| text.trim_start_matches(mark).is_empty())
}

/// The marker of a list item, and how far after its start the content stands.
fn list_marker(text: &str, in_paragraph: bool) -> Option<(&str, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let end = text[digits..].chars().next()?;
    let is_marker = match digits {
        0 => matches!(end, '-' | '*' | '+'),
        1..=9 => matches!(end, '.' | ')'),
        _ => false,
    };
    let (marker, content) = text.split_at_checked(digits + 1).filter(|_| is_marker)?;
    let spaces = indent(content);
    if content.len() == spaces {
        return (content.is_empty() && !in_paragraph).then_some((marker, marker.len() + 1));
    }
    // A paragraph may go on with a number.
    let interrupts = digits == 0 || text[..digits].trim_start_matches('0') == "1";
    let width = marker.len() + if spaces > 4 { 1 } else { spaces };
    (spaces > 0 && (interrupts || !in_paragraph)).then_some((marker, width))
}

/// Whether the line makes a table of the one above it.
fn is_table(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '-' | '|' | ':' | ' '))
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// A line without the first columns, as far as these are blank.
fn dedent(line: &str, columns: usize) -> &str {
    &line[indent(line).min(columns)..]
}

fn unquoted(line: &str) -> &str {
    let text = line.trim_start_matches(' ');
    let quoted = text.strip_prefix('>');
    quoted.map_or(text, |text| text.strip_prefix(' ').unwrap_or(text))
}

/// A text that stands within a line.
pub(super) fn line(text: &str) -> String {
    inline(&text.split_whitespace().collect::<Vec<_>>().join(" "), false)
}

/// A name of the spec as code: what is not seen is spelled out, and backquotes do not end it.
pub(super) fn code(name: &str) -> String {
    // Almost every name is plain.
    if name.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b'`') {
        return ["`", name, "`"].concat();
    }
    let mut shown = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '"' | '\'' | '\\' => shown.push(c),
            c => shown.extend(c.escape_debug()),
        }
    }
    let longest = shown.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    match longest {
        0 => format!("`{shown}`"),
        longest => {
            let mark = "`".repeat(longest + 1);
            format!("{mark} {shown} {mark}")
        }
    }
}
