//! Finds where in a JSON text an error stands, as a path.

use std::borrow::Cow;

/// How many steps of a path are worth showing.
const SHOWN: usize = 16;

/// How many bytes of a key are. A longer one is left out whole, since a part of a secret could not be told from other text.
const LONGEST_KEY: usize = 128;

/// Describes the place of byte `offset`: `value[3].objectId`. Empty for the top.
///
/// Runs only after reading has failed, so that reading itself need not keep track. However deep the text is, nothing is
/// kept but the steps that are shown.
pub(crate) fn path_at(text: &[u8], offset: usize) -> String {
    let mut path = Path::default();
    let mut at = 0;
    let end = offset.min(text.len());
    while at < end {
        match text[at] {
            b'{' => path.push(Step::Key(&[])),
            b'[' => path.push(Step::Index(0)),
            b'}' | b']' => path.pop(),
            b',' => {
                if let Some(Step::Index(index)) = path.innermost() {
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
                if let (Some(Step::Key(key)), true) = (path.innermost(), is_key) {
                    *key = &text[start..at];
                }
            }
            _ => {}
        }
        at += 1;
    }
    path.describe()
}

enum Step<'t> {
    Key(&'t [u8]),
    Index(usize),
}

/// The way from the top of a text to a place in it.
#[derive(Default)]
struct Path<'t> {
    /// The first steps.
    steps: Vec<Step<'t>>,
    /// How many there are.
    depth: usize,
}

impl<'t> Path<'t> {
    fn push(&mut self, step: Step<'t>) {
        if self.depth < SHOWN {
            self.steps.push(step);
        }
        self.depth += 1;
    }

    fn pop(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.steps.truncate(self.depth);
    }

    /// The last step, if it is shown.
    fn innermost(&mut self) -> Option<&mut Step<'t>> {
        self.steps.get_mut(self.depth.checked_sub(1)?)
    }

    fn describe(&self) -> String {
        let mut path = String::new();
        for step in &self.steps {
            match step {
                Step::Key([]) => {}
                Step::Key(key) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    if key.len() > LONGEST_KEY {
                        path.push('…');
                    } else {
                        path.push_str(&unescaped(key));
                    }
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        if self.depth > SHOWN {
            path.push('…');
        }
        path
    }
}

/// Where the string ends whose first character is at `start`.
pub(crate) fn string_end(text: &[u8], start: usize) -> usize {
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

/// A key without escapes, behind which something could hide that is looked for in the path.
fn unescaped(key: &[u8]) -> Cow<'_, str> {
    let key = String::from_utf8_lossy(key);
    if !key.contains('\\') {
        return key;
    }
    serde_json::from_str(&format!("\"{key}\"")).unwrap_or(key)
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
    fn what_is_deep_or_long_is_left_out() {
        let deep = format!("{}7", r#"{"a":[0,"#.repeat(9));
        assert_eq!(path_of(&deep, "7"), "a[1].a[1].a[1].a[1].a[1].a[1].a[1].a[1]…");
        let closed = format!(r#"{{"a":{}{},"b":7"#, "[".repeat(20), "]".repeat(20));
        assert_eq!(path_of(&closed, "7"), "b");
        let long = format!(r#"{{"{}":[7]}}"#, "k".repeat(129));
        assert_eq!(path_of(&long, "7"), "…[0]");
        let limit = format!(r#"{{"{}":[7]}}"#, "k".repeat(128));
        assert_eq!(path_of(&limit, "7"), format!("{}[0]", "k".repeat(128)));
    }

    #[test]
    fn lines_and_columns_become_offsets() {
        assert_eq!(offset_of(b"ab\ncd\nef", 2, 1), 4);
        assert_eq!(offset_of(b"ab", 9, 9), 2);
    }
}
