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
    let key = |name, parameter, quoted| Argument { name, parameter, quoted };
    assert_eq!(
        path("/applications(appId='{appId}')/view(from='{start}',count={count})").unwrap(),
        [
            Part::Arguments("applications", vec![key("appId", "appId", true)]),
            Part::Arguments("view", vec![key("from", "start", true), key("count", "count", false)]),
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
    assert_eq!(line("FETCH /a").unwrap_err().range, 0..5);
}
