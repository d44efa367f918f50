//! The tables of the report, read back.

/// A table in Markdown.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.head.iter().position(|head| head == name)
    }
}

/// The tables of one part.
pub(super) fn of(report: &str, part: &str) -> Vec<Table> {
    let begin = format!("<!-- {part} -->\n");
    let end = format!("<!-- end of {part} -->");
    let text = report.split_once(&begin).map_or("", |(_, rest)| rest);
    let text = text.split_once(&end).map_or("", |(text, _)| text);
    text.split("\n\n").filter_map(table).collect()
}

fn table(block: &str) -> Option<Table> {
    let mut lines = block.lines().filter(|line| line.starts_with('|'));
    let head = cells(lines.next()?);
    // The line below the head only aligns.
    let rows = lines.skip(1).map(cells).collect();
    Some(Table { head, rows })
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|').trim_end_matches('|');
    line.split('|').map(|cell| cell.trim().to_owned()).collect()
}

/// A figure: `1,234`, `0.5`.
pub(super) fn number(cell: &str) -> Option<f64> {
    cell.replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_read_as_they_were_written() {
        let report = "<!-- x -->\nText.\n\n| a | b |\n|---|---|\n| 1,000 |  |\n<!-- end of x -->\n| c |\n|---|\n";
        assert_eq!(
            of(report, "x"),
            [Table {
                head: vec!["a".to_owned(), "b".to_owned()],
                rows: vec![vec!["1,000".to_owned(), String::new()]],
            }]
        );
        assert_eq!(of(report, "y"), []);
    }

    #[test]
    fn figures_have_thousands_and_fractions() {
        assert_eq!(number("1,234,567"), Some(1_234_567.0));
        assert_eq!(number("0.033"), Some(0.033));
        assert_eq!(number("`api-spec/`"), None);
        assert_eq!(number(""), None);
    }
}
