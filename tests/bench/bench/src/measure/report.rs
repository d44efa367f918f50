//! The report: text by hand, and tables between marks.

/// The report with this text at the part's place, between `<!-- part -->` and `<!-- end of part -->`; none if it has no
/// such place.
pub(super) fn put(report: &str, part: &str, text: &str) -> Option<String> {
    let begin = format!("<!-- {part} -->\n");
    let end = format!("<!-- end of {part} -->\n");
    let (before, rest) = report.split_once(&begin)?;
    let (_, after) = rest.split_once(&end)?;
    Some(format!("{before}{begin}{}\n{end}{after}", text.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::put;

    #[test]
    fn a_part_takes_its_place_and_nothing_else() {
        let report = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n";
        assert_eq!(
            put(report, "x", "new\n").unwrap(),
            "a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n"
        );
        assert_eq!(put(report, "z", "new\n"), None);
    }
}
