use super::*;

#[test]
fn the_page_has_every_code_once_and_in_order() {
    let page = page();
    let headings = page.lines().filter_map(|line| line.strip_prefix("### "));
    let codes = CATALOGUE.iter().map(|code| format!("{}: {}", code.id, code.title));
    assert!(headings.eq(codes));
    assert!(page.contains(
        "\n## The text and its shape\n\n\
         ### E0001: not valid JSON\n\n\
         The file cannot be read as JSON. Spec files are plain JSON: no comments, no comma after the last entry, text in double quotes.\n\n\
         Says:\n\n\
         - {problem}\n\
         - the file is empty\n\
         - the file is not valid JSON: {problem}\n\
         - the file cannot be read: {problem}\n\n\
         Wrong:\n\n```text\n{ \"doc\": \"Groups.\", }\n```\n\n\
         Fixed:\n\n```text\n{ \"doc\": \"Groups.\" }\n```\n\n\
         ### E0002: nested too deeply\n"
    ));
}
