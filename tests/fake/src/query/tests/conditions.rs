use super::*;

fn holds(text: &str, rules: Rules<'_>) -> bool {
    Filter::parse(text, rules)
        .unwrap_or_else(|error| panic!("{text}: {error}"))
        .holds(&of(&group()))
}

#[test]
fn conditions_hold_or_do_not() {
    for (text, expected) in [
        ("displayName eq 'O''Brien''s Groups'", true),
        ("displayName eq 'o''brien''s groups'", true),
        ("displayName eq 'O''Brien'", false),
        ("displayName ne 'x'", true),
        ("mail eq null", true),
        ("mail ne null", false),
        ("displayName ne null", true),
        ("mail ne 'x'", true),
        ("mail ge 'a'", false),
        ("displayName ge 'O'", true),
        ("displayName le 'N'", false),
        ("appId eq '0f1a2b3c-0000-0000-0000-000000000001'", true),
        ("appId eq 0f1a2b3c-0000-0000-0000-000000000001", true),
        ("securityEnabled eq true", true),
        ("securityEnabled eq false", false),
        ("createdDateTime ge 2018-10-11T18:11:49Z", true),
        ("createdDateTime le 2018-10-11T18:11:49Z", false),
        ("createdDateTime ge 2018-10-11", true),
        ("createdDateTime eq 2018-10-11T20:11:49.500+02:00", true),
        ("size eq 3", true),
        ("size ge -1", true),
        ("size le 2.5", false),
        ("displayName in ('a','O''Brien''s Groups')", true),
        ("displayName in ('a', 'b')", false),
        ("startswith(displayName,'o''b')", true),
        ("startsWith(displayName, 'Brien')", false),
        ("startswith(mail,'a')", false),
        ("startswith(displayName,'o') eq true", true),
        ("startswith(displayName,'o') eq false", false),
        ("endswith(displayName,'GROUPS')", true),
        ("proxyAddresses/any(p:p eq 'smtp:other@contoso.com')", true),
        ("proxyAddresses/any(p:startswith(p,'smtp:main'))", true),
        ("proxyAddresses/any(p:p eq 'smtp:nobody@contoso.com')", false),
        ("proxyAddresses/any()", true),
        ("proxyAddresses/all(p:endswith(p,'@contoso.com'))", true),
        ("proxyAddresses/$count eq 2", true),
        ("proxyAddresses/$count ne 2", false),
        ("assignedLicenses/any(l:l/skuId eq 'sku-b')", true),
        ("assignedLicenses/any(l:l/skuId eq 'sku-c')", false),
        ("assignedLicenses/any(l:l/skuId eq 'sku-b' and l/disabledPlans/any(p:p eq 'plan'))", true),
        (
            "assignedLicenses/any(l:l/skuId eq 'sku-a' and l/disabledPlans/any(p:p eq 'plan'))",
            false,
        ),
        ("assignedLicenses/any(l:l/skuId eq 'sku-a' and securityEnabled eq true)", true),
        ("web/homePageUrl eq 'https://contoso.com'", true),
        ("not(displayName eq 'x')", true),
        ("NOT startswith(displayName,'o')", false),
        ("not proxyAddresses/any(p:p eq 'x')", true),
    ] {
        assert_eq!(holds(text, rules(Dialect::V4)), expected, "{text}");
    }
}

#[test]
fn dates_and_guids_have_quotes_in_odata_3() {
    for (text, expected) in [
        ("createdDateTime ge datetime'2018-10-11T18:11:49Z'", true),
        ("createdDateTime le datetime'2018-10-11'", false),
        ("appId eq guid'0f1a2b3c-0000-0000-0000-000000000001'", true),
        ("proxyAddresses/any(c:c eq 'smtp:other@contoso.com')", true),
    ] {
        assert_eq!(holds(text, rules(Dialect::V3)), expected, "{text}");
    }
}

#[test]
fn and_binds_closer_than_or() {
    for (text, expected) in [
        ("size eq 3 or size eq 4 and size eq 5", true),
        ("(size eq 3 or size eq 4) and size eq 5", false),
        ("size eq 4 and size eq 3 or size eq 3", true),
        ("not (size eq 4) and size eq 3", true),
        ("not(size eq 3 or size eq 4)", false),
        ("size eq 5 or size eq 4 or size eq 3", true),
    ] {
        assert_eq!(holds(text, rules(Dialect::V4)), expected, "{text}");
    }
}

#[test]
fn contains_and_strict_comparisons_are_known_where_rules_are_loose() {
    for (text, expected) in [
        ("contains(displayName,'brien')", true),
        ("size gt 3", false),
        ("size lt 4", true),
        ("extension_1 eq 'a'", false),
        ("extension_1 eq null", true),
        ("theme eq null", true),
    ] {
        assert_eq!(holds(text, loose()), expected, "{text}");
    }
}

#[test]
fn ten_thousand_conditions_in_a_row_are_no_depth() {
    let text = vec!["size eq 4"; 10_000].join(" or ");
    assert!(!holds(&text, rules(Dialect::V4)));
}
