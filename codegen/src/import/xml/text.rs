//! The metadata as text: what is looked at before it is parsed, and where the parser stopped.

use crate::diagnostics::{Diagnostics, Place, catalogue};

/// The deepest that elements may stand in each other. The language needs less than twenty levels.
const DEEPEST: usize = 64;

/// Refuses elements that stand too deeply in each other, before anything is built of them.
pub(super) fn depth(text: &str) -> Result<(), Diagnostics> {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        let rest = &text[start..];
        let skipped = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];
        if let Some((_, end)) = skipped.into_iter().find(|(open, _)| rest.starts_with(open)) {
            at = rest.find(end).map_or(text.len(), |found| start + found + end.len());
            continue;
        }
        let Some(end) = rest.find('>') else { break };
        if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
        } else if !rest[..end].ends_with('/') {
            depth += 1;
        }
        if depth > DEEPEST {
            return Err(
                catalogue::metadata_too_deep(Place::bytes(0, start..start + end), DEEPEST).into()
            );
        }
        at = start + end + 1;
    }
    Ok(())
}

/// The byte at a row and a column, both from 1; columns count characters.
pub(super) fn offset(text: &str, pos: roxmltree::TextPos) -> usize {
    let row = usize::try_from(pos.row).unwrap_or(usize::MAX).saturating_sub(1);
    let column = usize::try_from(pos.col).unwrap_or(usize::MAX).saturating_sub(1);
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index == row {
            let inside = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
            return (start + inside).min(text.len().saturating_sub(1));
        }
        start += line.len();
    }
    text.len().saturating_sub(1)
}
