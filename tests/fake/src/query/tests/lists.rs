use super::*;

fn named(name: &str, mail: Value) -> Map<String, Value> {
    Map::from_iter([("displayName".to_owned(), json!(name)), ("mail".to_owned(), mail)])
}

#[test]
fn orders_sort() {
    let groups = [
        named("b", json!("1")),
        named("A", json!("2")),
        named("C", Value::Null),
        named("a", json!("1")),
    ];
    for (text, expected) in [
        ("displayName", [1, 3, 0, 2]),
        ("displayName asc", [1, 3, 0, 2]),
        ("displayName desc", [2, 0, 1, 3]),
        ("mail, displayName desc", [2, 0, 3, 1]),
        ("displayName,mail", [3, 1, 0, 2]),
    ] {
        let order = OrderBy::parse(text, rules(Dialect::V4)).expect(text);
        let mut sorted = [0, 1, 2, 3];
        sorted.sort_by(|left, right| order.compare(&of(&groups[*left]), &of(&groups[*right])));
        assert_eq!(sorted, expected, "{text}");
    }
}

#[test]
fn dates_sort_by_when_they_are() {
    let at = |text: &str| Map::from_iter([("createdDateTime".to_owned(), json!(text))]);
    let order = OrderBy::parse("createdDateTime", rules(Dialect::V4)).expect("an order");
    let (whole, half) = (at("2018-10-11T18:11:49Z"), at("2018-10-11T18:11:49.5Z"));
    assert!(order.compare(&of(&whole), &of(&half)).is_lt());
}

#[test]
fn orders_that_are_none_are_refused() {
    for (text, expected) in [
        ("", "expected a property at position 0"),
        ("displayName,", "expected a property at position 12"),
        ("displayName down", "expected `asc` or `desc` after the property at position 0"),
        ("size, displayName desc asc", "expected `,` after the direction at position 6"),
        ("size,rank", "there is no property `rank` at position 5"),
        ("proxyAddresses", "`proxyAddresses` has no single value to sort by at position 0"),
        ("theme", "an order by `theme` is not supported at position 0"),
    ] {
        let error = OrderBy::parse(text, rules(Dialect::V4)).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
    let plain = Rules { advanced: false, ..rules(Dialect::V4) };
    let error = OrderBy::parse("mail", plain).expect_err("mail");
    assert_eq!(
        error.to_string(),
        "an order by `mail` is supported in advanced queries only at position 0"
    );
}

#[test]
fn searches_find_words() {
    let group = json!({
        "displayName": "OneVideo channel2, main",
        "mail": "video@contoso.com",
        "proxyAddresses": ["SMTP:video@contoso.com"]
    });
    let Value::Object(group) = group else { unreachable!() };
    for (text, expected) in [
        (r#""displayName:video""#, true),
        (r#""displayName:one""#, true),
        (r#""displayName:ideo""#, false),
        (r#""displayName:main video""#, true),
        (r#""displayName:OneVideo""#, true),
        (r#""displayName:2""#, true),
        (r#""displayName:nothing""#, false),
        (r#""mail:VIDEO@""#, true),
        (r#""mail:contoso""#, false),
        (r#""proxyAddresses:smtp:video""#, true),
        (r#""displayName:x" OR "mail:video""#, true),
        (r#""displayName:x" AND "mail:video""#, false),
        (r#""displayName:x" AND "mail:y" OR "mail:video""#, true),
        (r#""displayName:video" AND ("mail:x" OR "mail:video")"#, true),
        (r#""displayName:\"video\"""#, true),
    ] {
        let search = Search::parse(text, rules(Dialect::V4)).expect(text);
        assert_eq!(search.finds(&of(&group)), expected, "{text}");
    }
}

#[test]
fn searches_that_are_none_are_refused() {
    for (text, expected) in [
        ("", "expected a clause in double quotes at position 0"),
        ("displayName:video", "expected a clause in double quotes at position 0"),
        (r#""displayName:video"#, "a quote has no end at position 0"),
        (r#""video""#, "expected a property and `:` at position 1"),
        (r#""rank:video""#, "there is no property `rank` at position 1"),
        (r#""theme:red""#, "a search of `theme` is not supported at position 1"),
        (r#""displayName:a" and "mail:b""#, "expected `AND`, `OR` or the end at position 16"),
        (r#""displayName:a" AND "#, "expected a clause in double quotes at position 20"),
        (r#"("displayName:a""#, "expected `)` at position 16"),
    ] {
        let error = Search::parse(text, rules(Dialect::V4)).expect_err(text);
        assert_eq!(error.to_string(), expected, "{text}");
    }
}

#[test]
fn lists_of_names_are_read() {
    assert_eq!(selects("id, displayName").expect("names"), ["id", "displayName"]);
    assert_eq!(selects("*").expect("names"), ["*"]);
    assert_eq!(selects("id,,a").expect_err("gap").to_string(), "expected a name at position 3");
    assert_eq!(
        selects("id,a b").expect_err("blank").to_string(),
        "unexpected character at position 4"
    );
    assert_eq!(
        expands("owners,members($select=id,displayName)").expect("relations"),
        [
            Expand { name: "owners".into(), position: 0, select: None },
            Expand {
                name: "members".into(),
                position: 7,
                select: Some(vec!["id".into(), "displayName".into()])
            },
        ]
    );
    for (text, expected) in [
        ("", "expected a name at position 0"),
        ("members(", "expected `)` at position 7"),
        ("members($select=id)owners", "expected `,` at position 19"),
        ("members($filter=a)", "another option than `$select` is not supported here at position 8"),
        (
            "members($select=id;$top=1)",
            "another option than `$select` is not supported here at position 18",
        ),
        ("members($select=id,)", "expected a name at position 19"),
    ] {
        assert_eq!(expands(text).expect_err(text).to_string(), expected, "{text}");
    }
}
