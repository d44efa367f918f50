use super::*;

/// The text and what it becomes, line by line.
#[track_caller]
fn assert_lines(text: &str, expected: &[&str]) {
    assert_eq!(lines(text), expected, "{text}");
}

#[test]
fn prose_stays_as_it_is() {
    for text in [
        "One line.",
        "Two\nlines.",
        "# Heading\n\nText with *emphasis*, `code` and [a link](https://example.com/a?b=c).",
        "- a\n- list\n  that goes on\n\n  in two paragraphs\n  - of lists",
        "1. a\n2. b",
        "> a quote\n> of two lines",
        "| a | b |\n|---|---|\n| 1 | `2` |",
        "***",
        "A heading\n===",
        "<https://example.com>",
        "a & b &amp; c",
    ] {
        assert_eq!(lines(text).join("\n"), text);
    }
}

#[test]
fn every_block_of_code_says_that_it_is_text() {
    assert_lines(
        "a\n\n    let\n\n      x\n\nb",
        &["a", "", "```text", "let", "", "  x", "```", "", "b"],
    );
    assert_lines("    first", &["```text", "first", "```"]);
    assert_lines("# Heading\n    x", &["# Heading", "```text", "x", "```"]);
    assert_lines("```\nx\n```", &["```text", "x", "```"]);
    assert_lines("~~~rust,no_run\nx\n~~~\ny", &["```text", "x", "```", "y"]);
    assert_lines("```json\n{}\n```", &["```json", "{}", "```"]);
    assert_lines("``` {.JSON}\n{}\n```", &["```json", "{}", "```"]);
    assert_lines("```json rust\n{}\n```", &["```json", "{}", "```"]);
    assert_lines("text\n    ```\n    x", &["text", "```text", "x", "```"]);
}

#[test]
fn code_that_is_not_closed_ends_with_what_holds_it() {
    assert_lines("```\nx\n\ny", &["```text", "x", "", "y", "```"]);
    assert_lines("- ```\n  x\n- b", &["- ```text", "  x", "  ```", "- b"]);
    assert_lines("> ```\n> x\n\nb", &["> ```text", "> x", "> ```", "", "b"]);
    assert_lines("````\n```\n````", &["````text", "```", "````"]);
    assert_lines("~~~\na ``` b\n~~~", &["````text", "a ``` b", "````"]);
}

#[test]
fn code_is_found_in_lists_and_quotes() {
    assert_lines("- a\n\n      x", &["- a", "", "  ```text", "  x", "  ```"]);
    assert_lines("-     x", &["- ```text", "  x", "  ```"]);
    assert_lines("10. a\n\n        x", &["10. a", "", "    ```text", "    x", "    ```"]);
    assert_lines("> a\n>\n>     x", &["> a", ">", "> ```text", "> x", "> ```"]);
    assert_lines("- - > ```\n", &["- - > ```text", "    > ```"]);
    assert_lines("- a\n\n    b", &["- a", "", "  b"]);
}

#[test]
fn what_looks_like_a_list_and_is_none_holds_no_code() {
    assert_lines("- - -\n      x", &["- - -", "```text", "  x", "```"]);
    assert_lines("a\n5. ```\n   x", &["a", "5. \\`\\`\\`", "x"]);
    assert_lines("- a\nb", &["- a", "  b"]);
    assert_lines("a\n-\n5. ~~~", &["a", "-", "5. ```text", "   ```"]);
    assert_lines("10)\n\n    x", &["10)", "", "```text", "x", "```"]);
    assert_lines("- a\n# b", &["- a", "# b"]);
}

#[test]
fn what_is_no_markup_is_text() {
    for (text, expected) in [
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("Vec<T> and a < b", "Vec\\<T> and a \\< b"),
        ("<!-- x", "\\<!-- x"),
        ("\\<b>", "\\<b>"),
        ("`<b>` <b>", "`<b>` \\<b>"),
        ("a ` <b>", "a \\` \\<b>"),
        ("``a`b`` `c", "``a`b`` \\`c"),
        ("\\`<b>`", "\\`\\<b>\\`"),
        ("[groupId] and [`Group`]", "\\[groupId] and \\[`Group`]"),
        ("[x](crate::Secret)", "\\[x](crate::Secret)"),
        ("[x](javascript:alert(1))", "\\[x](javascript:alert(1))"),
        ("[x]: https://a.example", "\\[x]: <https://a.example>"),
        ("![x](https://a.example/x.png)", "!\\[x](<https://a.example/x.png>)"),
        ("[`](https://a.example) `", "\\[`](https://a.example) `"),
        ("see https://a.example/b?c=d.", "see <https://a.example/b?c=d>."),
        ("http:// alone", "http:// alone"),
        ("<https://a.example b>", "\\<<https://a.example> b>"),
        ("```a```b", "```a```b"),
        ("C:\\a \\https://a.example", "C:\\\\a \\\\<https://a.example>"),
    ] {
        assert_lines(text, &[expected]);
    }
}

#[test]
fn a_cell_of_a_table_ends_within_code() {
    assert_lines(
        "| `a | <b> |\n|---|---|\n| `c|<d>` | `e` |",
        &["| \\`a | \\<b> |", "|---|---|", "| \\`c|\\<d>\\` | `e` |"],
    );
}

#[test]
fn a_line_is_one_line() {
    assert_eq!(line("a\n\n    b ```"), "a b \\`\\`\\`");
}

#[test]
fn names_are_code_whatever_they_hold() {
    assert_eq!(code("displayName"), "`displayName`");
    assert_eq!(code("a\"b\\c's"), "`a\"b\\c's`");
    assert_eq!(code("a\nb\u{202e}"), "`a\\nb\\u{202e}`");
    assert_eq!(code("a`b"), "`` a`b ``");
}
