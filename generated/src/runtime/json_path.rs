//! Finds where in a JSON text an error stands, as a path.

use std::borrow::Cow;

/// Describes the place of byte `offset`: `value[3].objectId`. Empty for the top.
///
/// Runs only after reading has failed, so that reading itself need not keep track.
pub(crate) fn path_at(text: &[u8], offset: usize) -> String {
    let mut open: Vec<Step> = Vec::new();
    let mut at = 0;
    let end = offset.min(text.len());
    while at < end {
        match text[at] {
            b'{' => open.push(Step::Key(String::new())),
            b'[' => open.push(Step::Index(0)),
            b'}' | b']' => {
                open.pop();
            }
            b',' => {
                if let Some(Step::Index(index)) = open.last_mut() {
                    *index += 1;
                }
            }
            b'"' => {
                let start = at + 1;
                at = string_end(text, start);
                let is_key = text[(at + 1).min(text.len())..]
                    .iter()
                    .find(|byte| !byte.is_ascii_whitespace())
                    == Some(&b':');
                if let (Some(Step::Key(key)), true) = (open.last_mut(), is_key) {
                    *key = String::from_utf8_lossy(&text[start..at]).into_owned();
                }
            }
            _ => {}
        }
        at += 1;
    }
    describe(&open)
}

enum Step {
    Key(String),
    Index(usize),
}

/// Where the string ends whose first character is at `start`.
fn string_end(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < text.len() {
        match text[at] {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// How many steps of a path are worth showing.
const SHOWN: usize = 16;

fn describe(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps.iter().take(SHOWN) {
        match step {
            Step::Key(key) if key.is_empty() => {}
            Step::Key(key) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&unescaped(key));
            }
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    if steps.len() > SHOWN {
        path.push('…');
    }
    path
}

/// A key without escapes, behind which something could hide that is looked for in the path.
fn unescaped(key: &str) -> Cow<'_, str> {
    if !key.contains('\\') {
        return key.into();
    }
    serde_json::from_str(&format!("\"{key}\"")).map_or(key.into(), Cow::Owned)
}

/// The offset of a line and column as serde_json counts them.
pub(crate) fn offset_of(text: &[u8], line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    (before + column).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_of(text: &str, marker: &str) -> String {
        path_at(text.as_bytes(), text.find(marker).unwrap())
    }

    #[test]
    fn the_path_leads_to_the_place() {
        let text = r#"{"a\"b": [1, {"x": "y:,[{"}, {"c": {"d": [ 1, 2, HERE ]}}]}"#;
        assert_eq!(path_of(text, "HERE"), r#"a"b[2].c.d[2]"#);
        assert_eq!(path_at(b"", 0), "");
        assert_eq!(path_at(b"[[[", 99), "[0][0][0]");
        assert_eq!(path_at(br#"{"a"#, 99), "");
    }

    #[test]
    fn lines_and_columns_become_offsets() {
        assert_eq!(offset_of(b"ab\ncd\nef", 2, 1), 4);
        assert_eq!(offset_of(b"ab", 9, 9), 2);
    }
}
