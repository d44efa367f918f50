use proptest::prelude::*;
use proptest::sample::select;

use super::written::Written;
use super::*;

/// Pieces that conditions are made of, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(vec![
            "displayName",
            "proxyAddresses",
            "assignedLicenses",
            "p",
            "skuId",
            "eq",
            "ne",
            "in",
            "and",
            "or",
            "not",
            "startswith",
            "any",
            "all",
            "$count",
            "(",
            ")",
            ",",
            "/",
            ":",
            "'",
            "''",
            "'a'",
            "datetime'2018-10-11'",
            "2018-10-11",
            "null",
            "true",
            "-1",
            "1.5",
            "\"",
            "\\",
            "AND ",
            "\"displayName:a\"",
            ";",
            "$select=",
            "desc",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec((piece, any::<bool>()), 0..24).prop_map(|pieces| {
        let spaced =
            pieces.into_iter().map(|(piece, blank)| if blank { piece + " " } else { piece });
        spaced.collect()
    })
}

fn literal() -> impl Strategy<Value = Literal> {
    let date = "2018-10-11T18:11:49Z";
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Boolean),
        any::<i64>().prop_map(|number| Literal::Number(number.to_string())),
        any::<String>().prop_map(Literal::Text),
        Just(Literal::Guid("0f1a2b3c-0000-0000-0000-000000000001".to_owned())),
        Just(Literal::Date(date.to_owned(), value::instant(date).expect("a date"))),
    ]
}

fn operator() -> impl Strategy<Value = Operator> {
    select(vec![
        Operator::Equal,
        Operator::NotEqual,
        Operator::Greater,
        Operator::GreaterOrEqual,
        Operator::Less,
        Operator::LessOrEqual,
    ])
}

fn path(variable: Option<&'static str>) -> impl Strategy<Value = Path> {
    prop::collection::vec("[a-z][a-zA-Z0-9_]{0,5}x", 1..3)
        .prop_map(move |names| Path { variable: variable.map(str::to_owned), names })
}

fn condition(variable: Option<&'static str>) -> BoxedStrategy<Filter> {
    let functions = select(vec![Function::StartsWith, Function::EndsWith, Function::Contains]);
    let ordered = |literal: &Literal| !matches!(literal, Literal::Null | Literal::Boolean(_));
    prop_oneof![
        (path(variable), operator(), literal().prop_filter("a value with an order", ordered))
            .prop_map(|(path, operator, literal)| Filter::Compare(path, operator, literal)),
        (path(variable), literal()).prop_map(|(path, literal)| Filter::Compare(
            path,
            Operator::Equal,
            literal
        )),
        (path(variable), prop::collection::vec(literal(), 1..4))
            .prop_map(|(path, list)| Filter::In(path, list)),
        (functions, path(variable), any::<String>())
            .prop_map(|(function, path, text)| Filter::Call(function, path, text)),
        (path(variable), operator(), any::<u64>())
            .prop_map(|(path, operator, number)| Filter::Count(path, operator, number)),
    ]
    .boxed()
}

fn filter() -> impl Strategy<Value = Filter> {
    let items =
        (path(None), any::<bool>(), condition(Some("v"))).prop_map(|(path, all, condition)| {
            Filter::Items {
                path,
                all,
                variable: "v".to_owned(),
                condition: Some(Box::new(condition)),
            }
        });
    prop_oneof![condition(None), items].prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|part| Filter::Not(Box::new(part))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Filter::And),
            prop::collection::vec(inner, 2..4).prop_map(Filter::Or),
        ]
    })
}

proptest! {
    #[test]
    fn no_text_panics(text in pieces()) {
        for rules in [rules(Dialect::V3), rules(Dialect::V4), loose()] {
            for error in [
                Filter::parse(&text, rules).map(|filter| filter.holds(&of(&group()))).err(),
                OrderBy::parse(&text, rules).map(|order| order.compare(&of(&group()), &of(&group()))).err(),
                Search::parse(&text, rules).map(|search| search.finds(&of(&group()))).err(),
                selects(&text).err(),
                expands(&text).err(),
            ] {
                prop_assert!(error.is_none_or(|error| error.position <= text.len()));
            }
        }
    }

    #[test]
    fn what_was_written_is_read_again(filter in filter()) {
        for dialect in [Dialect::V3, Dialect::V4] {
            let text = Written(&filter, dialect).to_string();
            let read = Filter::parse(&text, Rules { dialect, ..loose() });
            prop_assert_eq!(read.as_ref(), Ok(&filter), "{}", text);
        }
    }
}
