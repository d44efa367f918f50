use super::*;

#[test]
fn takes_types_apart() {
    let expr = parse("page<Group>").unwrap();
    assert_eq!(expr.name, "page");
    assert_eq!(expr.of.unwrap().name, "Group");
    let expr = parse("string[]?").unwrap();
    assert_eq!((expr.name, expr.list, expr.nullable), ("string", true, true));
}

#[test]
fn says_what_to_write_instead() {
    let help = |text| parse(text).unwrap_err().help.unwrap_or_default();
    let null = "`?` after a type says that null may stand there: write `string?`";
    assert_eq!(help("string | null"), null);
    assert_eq!(help("null|string?"), null);
    assert_eq!(
        help("string?[]"),
        "write `string[]?` for null in place of the list; its items are never null"
    );
    assert_eq!(
        help("string | int32"),
        "a property has one type: write `any` where several may come"
    );
    for text in ["string??", "string[][]", "string[]?[]", "a b"] {
        assert_eq!(help(text), "", "{text}");
    }
}

#[test]
fn says_where_a_text_stops_being_a_type() {
    assert_eq!(parse("").unwrap_err().range, 0..0);
    assert_eq!(parse("page<Group").unwrap_err().range, 4..10);
    assert_eq!(parse("string?[]").unwrap_err().range, 7..9);
    assert_eq!(parse("a<b<c>>").unwrap_err().range, 3..7);
    assert_eq!(parse("Grüppe").unwrap_err().range, 2..7);
}
