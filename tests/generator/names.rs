//! What names of the wire are called in Rust.

use codegen::SourceFile;
use codegen::diagnostics::Diagnostic;
use codegen::names::{self, Clash, Scope, ScopeKind};
use tests::service;

use crate::support::{folder, mistakes, renamed};

fn text(ident: Option<impl ToString>) -> String {
    ident.map_or_else(|| "-".to_owned(), |ident| ident.to_string())
}

#[test]
fn names_of_the_wire_have_names_in_rust() {
    let table = [
        // wire, member, type
        ("displayName", "display_name", "DisplayName"),
        ("DisplayName", "display_name", "DisplayName"),
        ("display_name", "display_name", "DisplayName"),
        ("display-name", "display_name", "DisplayName"),
        ("display name", "display_name", "DisplayName"),
        ("groups.members.add", "groups_members_add", "GroupsMembersAdd"),
        ("$filter", "filter", "Filter"),
        ("$skiptoken", "skiptoken", "Skiptoken"),
        ("previous-page", "previous_page", "PreviousPage"),
        // OData
        ("odata.type", "odata_type", "OdataType"),
        ("@odata.nextLink", "odata_next_link", "OdataNextLink"),
        ("members@odata.bind", "members_odata_bind", "MembersOdataBind"),
        (
            "Microsoft.DirectoryServices.Group",
            "microsoft_directory_services_group",
            "MicrosoftDirectoryServicesGroup",
        ),
        // acronyms and digits
        ("ID", "id", "Id"),
        ("objectID", "object_id", "ObjectId"),
        ("URL", "url", "Url"),
        ("DNSRecord", "dns_record", "DnsRecord"),
        ("DomainDnsMxRecord", "domain_dns_mx_record", "DomainDnsMxRecord"),
        ("isDNSVerified", "is_dns_verified", "IsDnsVerified"),
        ("oauth2Permissions", "oauth2_permissions", "Oauth2Permissions"),
        ("OAuth2AllowImplicitFlow", "o_auth2_allow_implicit_flow", "OAuth2AllowImplicitFlow"),
        ("ipV4", "ip_v4", "IpV4"),
        ("groups2Members", "groups2_members", "Groups2Members"),
        ("A1b A_b", "a1b_a_b", "A1bAB"),
        ("x509", "x509", "X509"),
        ("2fa", "_2fa", "_2fa"),
        ("1.6", "_1_6", "_16"),
        // keywords: raw where that is possible
        ("type", "r#type", "Type"),
        ("match", "r#match", "Match"),
        ("async", "r#async", "Async"),
        ("try", "r#try", "Try"),
        ("gen", "r#gen", "Gen"),
        ("final", "r#final", "Final"),
        ("union", "union", "Union"),
        ("self", "self_", "Self_"),
        ("super", "super_", "Super"),
        ("crate", "crate_", "Crate"),
        // what gives none
        ("", "-", "-"),
        ("@", "-", "-"),
        ("größe", "-", "-"),
        ("物", "-", "-"),
    ];
    for (wire, member, ty) in table {
        assert_eq!(
            (text(names::snake(wire)), text(names::pascal(wire))),
            (member.to_owned(), ty.to_owned()),
            "{wire}"
        );
    }
}

#[test]
fn derived_names() {
    assert_eq!(text(names::creation("Group")), "GroupCreate");
    assert_eq!(text(names::resource(&["groups", "members"], false)), "GroupsMembers");
    assert_eq!(text(names::resource(&["groups"], true)), "OneOfGroups");
    let clearing = |member| names::clearing(&names::snake(member).unwrap()).to_string();
    assert_eq!(clearing("description"), "clear_description");
    assert_eq!(clearing("type"), "clear_type");
    assert_eq!(clearing("1a"), "clear_1a");
    assert_eq!(names::plain(&names::snake("type").unwrap()), "type");
}

#[test]
fn given_names_stand_as_they_are_or_not_at_all() {
    let table = [
        ("order_by", "order_by", "-"),
        ("NotFound", "-", "NotFound"),
        ("type", "r#type", "-"),
        ("displayName", "-", "-"),
        ("not found", "-", "-"),
        ("self", "-", "-"),
        ("Self", "-", "-"),
        ("_", "-", "-"),
        ("2nd", "-", "-"),
        ("größe", "-", "-"),
        ("", "-", "-"),
    ];
    for (given, member, variant) in table {
        assert_eq!(
            (text(names::given(given)), text(names::given_variant(given))),
            (member.to_owned(), variant.to_owned()),
            "{given}"
        );
    }
}

#[test]
fn two_names_of_one_scope_may_be_one_name_in_rust() {
    let mut scope = Scope::new(ScopeKind::Fields);
    assert_eq!(scope.enter(&names::snake("skuId").unwrap(), "skuId"), Ok(()));
    assert_eq!(scope.enter(&names::snake("sku_id").unwrap(), "sku_id"), Err(Clash::With("skuId")));
    assert_eq!(scope.enter(&names::snake("skuIds").unwrap(), "skuIds"), Ok(()));
}

#[test]
fn names_that_the_emitted_code_needs_are_taken() {
    let table = [
        (ScopeKind::Types, "Option", true),
        (ScopeKind::Types, "Box", true),
        (ScopeKind::Types, "AsRef", true),
        (ScopeKind::Types, "M", true),
        (ScopeKind::Types, "Client", false),
        (ScopeKind::Identifiers, "Client", true),
        (ScopeKind::Identifiers, "String", true),
        (ScopeKind::Identifiers, "ObjectId", false),
        (ScopeKind::Fields, "extra", true),
        (ScopeKind::Fields, "send", false),
        (ScopeKind::Variants, "Other", true),
        (ScopeKind::Variants, "Unknown", false),
        (ScopeKind::Setters, "send", true),
        (ScopeKind::Setters, "items", true),
        (ScopeKind::Setters, "with_timeout", true),
        (ScopeKind::Setters, "with_anything", true),
        (ScopeKind::Setters, "width", false),
        (ScopeKind::Setters, "timeout", false),
        (ScopeKind::Resource, "clone", true),
        (ScopeKind::Resource, "into", true),
        (ScopeKind::Resource, "get", false),
        (ScopeKind::Client, "builder", true),
        (ScopeKind::Client, "groups", false),
        (ScopeKind::Modules, "models", true),
        (ScopeKind::Modules, "groups", false),
        (ScopeKind::Services, "error_code", true),
        (ScopeKind::Modules, "con", false),
        (ScopeKind::Modules, "models", true),
        (ScopeKind::Files, "mod", true),
        (ScopeKind::Files, "core", false),
        (ScopeKind::Services, "mod", true),
        (ScopeKind::Services, "runtime", true),
        (ScopeKind::Services, "http", true),
        (ScopeKind::Services, "graph", false),
        (ScopeKind::Plain, "models", false),
    ];
    for (kind, name, taken) in table {
        let ident = if name.starts_with(|c: char| c.is_ascii_uppercase()) {
            names::pascal(name)
        } else {
            names::snake(name)
        };
        let entered = Scope::new(kind).enter(&ident.unwrap(), ());
        assert_eq!(entered == Err(Clash::Taken), taken, "{kind:?} {name}");
    }
}

/// The message and the help of the only mistake of a spec with one resource file, in a folder and under a name.
fn only_mistake(service_name: &str, file: &str) -> String {
    let mut sources = renamed("get", service_name);
    for source in &mut sources {
        source.path = source.path.replace("/things.", &format!("/{file}."));
    }
    let mistakes = mistakes(&sources);
    assert_eq!(mistakes.len(), 1);
    let mistake = mistakes.iter().next().unwrap();
    format!(
        "{}: {}; {}",
        mistake.code.id,
        mistake.message,
        mistake.help.as_deref().unwrap_or_default()
    )
}

#[test]
fn files_and_folders_are_called_what_they_can_be_called_everywhere() {
    for name in ["con", "PRN", "aux", "nul", "com1", "COM9", "lpt1", "lpt9"] {
        let module = name.to_lowercase();
        assert_eq!(
            only_mistake("demo", name),
            format!(
                "E0402: the file `{name}.json` would be the folder `{module}`, and Windows keeps that name for a device; rename the file"
            )
        );
        assert_eq!(
            only_mistake(name, "things"),
            format!(
                "E0402: the service `{name}` would be the folder `{module}`, and Windows keeps that name for a device; rename the folder"
            )
        );
    }
    assert_eq!(
        only_mistake("demo", "mod"),
        "E0402: the file `mod.json` would be called `r#mod` in Rust, and the emitted code needs that name for itself; rename the file"
    );
    assert_eq!(
        only_mistake("runtime", "things"),
        "E0402: the service `runtime` would be called `runtime` in Rust, and the emitted code needs that name for itself; rename the folder"
    );
}

/// The mistakes of a fixture after a change of its text, without the help.
fn changed(fixture: &str, from: &str, to: &str) -> String {
    let mut sources = service(&folder("fixtures/features").join(fixture));
    assert!(sources.iter().any(|source| source.text.contains(from)), "{fixture} has {from}");
    for source in &mut sources {
        source.text = source.text.replace(from, to);
    }
    told(&sources)
}

fn told(sources: &[SourceFile]) -> String {
    let told = |it: &Diagnostic| format!("{}: {}", it.code.id, it.message);
    mistakes(sources).iter().map(told).collect::<Vec<_>>().join("\n")
}

/// Wherever the fixtures give a name for Rust, one that is none is reported.
#[test]
fn names_are_looked_at_wherever_they_are_given() {
    let mut places = 0;
    for fixture in tests::names(&folder("fixtures/features")) {
        let sources = service(&folder("fixtures/features").join(&fixture));
        for (index, source) in sources.iter().enumerate() {
            for (at, key) in source.text.match_indices(r#""rust": ""#) {
                let start = at + key.len();
                let length = source.text[start..].find('"').unwrap();
                let mut changed = sources.clone();
                changed[index].text.replace_range(start..start + length, "no name");
                let told = told(&changed);
                let expected = "E0404: `no name` is no name as it stands in Rust";
                assert_eq!(told, expected, "{} at {at}", source.path);
                places += 1;
            }
        }
    }
    assert_eq!(places, 17);
    let told = changed("headers", r#""Prefer""#, r#""--""#);
    assert_eq!(told, "E0401: `--` gives no name in Rust");
}

#[test]
fn the_tag_is_a_name_that_each_kind_has() {
    let told = "E0307: two properties are called `@odata.type`";
    let of_a_kind = (r#""color": {"#, r#""@odata.type": {"#);
    assert_eq!(changed("bases", of_a_kind.0, of_a_kind.1), told);
}

#[test]
fn services_have_names_of_their_own() {
    let mistakes = mistakes(&[renamed("get", "a1"), renamed("get", "a_1")].concat());
    let told: Vec<&str> = mistakes.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(
        told,
        ["the service `a_1` would be called `A1` in Rust, and so would something else"]
    );
}

#[test]
fn every_keyword_becomes_raw() {
    let keywords = "abstract as async await become box break const continue do dyn else enum extern false final fn for gen \
        if impl in let loop macro match mod move mut override priv pub ref return static struct trait true try type typeof \
        unsafe unsized use virtual where while yield";
    for keyword in keywords.split_whitespace() {
        assert_eq!(text(names::snake(keyword)), format!("r#{keyword}"));
        // syn parses all editions, and this one is a keyword of the last alone.
        assert!(keyword == "gen" || syn::parse_str::<syn::Ident>(keyword).is_err());
    }
    for other in ["auto", "default", "macro_rules", "raw", "safe", "union"] {
        assert_eq!(text(names::snake(other)), other);
    }
}
