use super::*;

#[test]
fn takes_a_line_and_its_path_apart() {
    let line =
        line("GET /{tenant}/domains('{domain_name}')/$links/verificationDnsRecords").unwrap();
    assert_eq!(line.method, "GET");
    assert_eq!(
        path(line.path).unwrap(),
        [
            Part::Parameter("tenant"),
            Part::Key("domains", "domain_name"),
            Part::Literal("$links"),
            Part::Literal("verificationDnsRecords")
        ]
    );
}

#[test]
fn takes_keys_and_arguments_apart() {
    let argument = |name, value| Argument { name, value };
    assert_eq!(
        path("/applications(appId='{appId}')/view(from='{start}',count={count},ids=@ids2)")
            .unwrap(),
        [
            Part::Arguments("applications", vec![argument("appId", Placed::Quoted("appId"))]),
            Part::Arguments(
                "view",
                vec![
                    argument("from", Placed::Quoted("start")),
                    argument("count", Placed::Plain("count")),
                    argument("ids", Placed::Alias("@ids2")),
                ]
            ),
        ]
    );
}

#[test]
fn says_where_a_path_goes_wrong() {
    assert_eq!(path("groups").unwrap_err().range, 0..6);
    assert_eq!(path("/a//b").unwrap_err().range, 3..3);
    assert_eq!(path("/a/{B}").unwrap_err().range, 3..6);
    assert_eq!(path("/a/x{b}").unwrap_err().range, 3..7);
    assert_eq!(path("/a/..").unwrap_err().range, 3..5);
    assert_eq!(path("/a/d('b')").unwrap_err().range, 3..9);
    assert_eq!(path("/a/d(='{b}')").unwrap_err().range, 3..12);
    assert_eq!(path("/a/d(b='{b}',{c})").unwrap_err().range, 3..17);
    assert_eq!(path("/a/d(b=@)").unwrap_err().range, 3..9);
    assert_eq!(path("/a/d(@b)").unwrap_err().range, 3..8);
    assert_eq!(line("FETCH /a").unwrap_err().range, 0..5);
}
