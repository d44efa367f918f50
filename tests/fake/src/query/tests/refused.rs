use super::*;

#[test]
fn mistakes_name_their_place() {
    for (text, expected) in [
        ("", "expected a property at position 0"),
        ("displayName", "expected an operator at position 11"),
        ("displayName is 'x'", "expected an operator at position 12"),
        ("displayName eq", "expected a value at position 14"),
        ("displayName eq 'x", "a quote has no end at position 15"),
        ("displayName eq x", "expected a value at position 15"),
        ("displayName eq 'x' y", "expected `and`, `or` or the end at position 19"),
        ("displayName eq 'x' and", "expected a property at position 22"),
        ("(displayName eq 'x'", "expected `)` at position 19"),
        ("displayName eq 'x')", "expected `and`, `or` or the end at position 18"),
        ("displayName eq \u{201c}x\u{201d}", "unexpected '“' at position 15"),
        ("rank eq 'x'", "there is no property `rank` at position 0"),
        ("size eq 3 and rank eq 'x'", "there is no property `rank` at position 14"),
        ("displayName eq 5", "`displayName` cannot be compared so at position 15"),
        ("securityEnabled eq 'true'", "`securityEnabled` cannot be compared so at position 19"),
        ("securityEnabled ge true", "`securityEnabled` cannot be compared so at position 19"),
        (
            "createdDateTime ge '2018-10-11'",
            "`createdDateTime` cannot be compared so at position 19",
        ),
        ("createdDateTime ge 2018-13-11", "expected a value at position 19"),
        ("createdDateTime ge datetime'2018-10-11'", "expected a value at position 19"),
        ("mail ge null", "`mail` cannot be compared so at position 8"),
        ("proxyAddresses eq 'x'", "`proxyAddresses` has no single value to compare at position 0"),
        ("web eq 'x'", "`web` has no single value to compare at position 0"),
        ("displayName/any(x:x eq 'a')", "`displayName` is no list at position 0"),
        ("proxyAddresses/some(x:x eq 'a')", "expected `any`, `all` or `$count` at position 15"),
        ("proxyAddresses/any(x eq 'a')", "expected `:` at position 21"),
        ("proxyAddresses/any(x:y eq 'a')", "there is no property `y` at position 21"),
        ("proxyAddresses/$count eq 'a'", "expected a number at position 25"),
        ("substringof('x',displayName)", "there is no function `substringof` at position 0"),
        ("startswith(displayName)", "expected `,` at position 22"),
        ("startswith(displayName,x)", "expected text in quotes at position 23"),
        ("startswith(size,'x')", "`size` cannot be compared so at position 16"),
        ("displayName in 'x'", "expected `(` at position 15"),
        ("displayName in ()", "expected a value at position 16"),
    ] {
        let error = Filter::parse(text, rules(Dialect::V4)).expect_err(text);
        assert_eq!((error.to_string().as_str(), error.unsupported), (expected, false), "{text}");
    }
}

#[test]
fn what_the_service_does_not_support_is_refused() {
    let plain = Rules { advanced: false, ..rules(Dialect::V4) };
    for (text, rules, expected) in [
        (
            "theme eq 'Red'",
            rules(Dialect::V4),
            "a filter by `theme` is not supported at position 0",
        ),
        (
            "description eq 'x'",
            plain,
            "a filter by `description` is supported in advanced queries only at position 0",
        ),
        ("displayName ne 'x'", plain, "`ne` is supported in advanced queries only at position 12"),
        (
            "not(displayName eq 'x')",
            plain,
            "`not` is supported in advanced queries only at position 0",
        ),
        (
            "endswith(mail,'x')",
            plain,
            "`endswith` is supported in advanced queries only at position 0",
        ),
        ("mail eq null", plain, "`null` is supported in advanced queries only at position 8"),
        (
            "proxyAddresses/$count eq 0",
            plain,
            "`$count` is supported in advanced queries only at position 15",
        ),
        ("contains(mail,'x')", rules(Dialect::V4), "`contains` is not supported at position 0"),
        ("size gt 3", rules(Dialect::V4), "`gt` is not supported at position 5"),
        ("displayName ne 'x'", rules(Dialect::V3), "`ne` is not supported at position 12"),
        ("not(displayName eq 'x')", rules(Dialect::V3), "`not` is not supported at position 0"),
        ("endswith(mail,'x')", rules(Dialect::V3), "`endswith` is not supported at position 0"),
        ("mail eq null", rules(Dialect::V3), "`null` is not supported at position 8"),
        ("displayName in ('x')", rules(Dialect::V3), "`in` is not supported at position 12"),
    ] {
        let error = Filter::parse(text, rules).expect_err(text);
        assert_eq!((error.to_string().as_str(), error.unsupported), (expected, true), "{text}");
    }
}

#[test]
fn depth_has_a_bound() {
    for (open, close) in [("(", ")"), ("not(", ")"), ("not ", "")] {
        let text = format!("{}size eq 3{}", open.repeat(32), close.repeat(32));
        assert!(Filter::parse(&text, rules(Dialect::V4)).is_ok(), "{open}");
        let error = Filter::parse(&open.repeat(100_000), rules(Dialect::V4)).expect_err(open);
        assert_eq!(error.message, "a condition so deep");
    }
    let error = Search::parse(&"(".repeat(100_000), rules(Dialect::V4)).expect_err("depth");
    assert_eq!(error.message, "a search so deep");
}
