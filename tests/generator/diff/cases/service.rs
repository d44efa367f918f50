//! Edits of a service's own file, and of which files there are.

use super::Case;
use crate::diff::support::Edit::*;

pub(super) const CASES: &[Case] = &[
    Case {
        name: "service_title",
        edits: &[Set("service/title", r#""Demonstration""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo"],
    },
    Case {
        name: "authority",
        edits: &[Set("service/authority", r#""https://login.demo.example""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo"],
    },
    Case {
        name: "version_parameter",
        edits: &[Set("service/version/query", r#""v""#)],
        verdict: "major",
        changes: &["major version-parameter-changed demo"],
    },
    Case {
        name: "default_version",
        edits: &[
            Set("service/version/default", r#""1.0""#),
            Cut("things/operations/things.label/since"),
        ],
        verdict: "major",
        changes: &["major default-version-changed demo", "patch since-changed demo/things.label"],
    },
    Case {
        name: "version_known",
        edits: &[Push("service/version/known", r#""0.9""#)],
        verdict: "patch",
        changes: &["patch version-added demo/versions"],
    },
    Case {
        name: "versions_order",
        edits: &[
            Set("service/version/known", r#"["1.0", "2.0"]"#),
            Cut("things/operations/things.label/since"),
        ],
        verdict: "patch",
        changes: &[
            "patch since-changed demo/things.label",
            "patch versions-reordered demo/versions",
        ],
    },
    Case {
        name: "user_consent",
        edits: &[Set("service/userConsent", r#"["Things.Read"]"#)],
        verdict: "patch",
        changes: &[
            "patch permission-added demo/userConsent",
            "patch permission-added demo/userConsent",
        ],
    },
    Case {
        name: "permission_set",
        edits: &[
            Set(
                "service/permissionSets",
                r#"{ "things.read": { "delegated": ["Things.Read and Things.Use"] } }"#,
            ),
            Set("things/operations/things.get/permissions", r#""things.read""#),
        ],
        verdict: "patch",
        changes: &[
            "patch permission-added demo/things.get",
            "patch permission-removed demo/things.get",
            "patch permission-removed demo/things.get",
        ],
    },
    Case {
        name: "literals",
        edits: &[Set("service/odata", "3")],
        verdict: "major",
        changes: &["major literals-changed demo"],
    },
    Case {
        name: "identifier_included",
        edits: &[Set("service/identifiers/UserId/includes", r#"["ThingId"]"#)],
        verdict: "minor",
        changes: &["minor includes-added demo/identifiers/UserId"],
    },
    Case {
        name: "cloud_added",
        edits: &[Set(
            "service/clouds/Mars",
            r#"{ "url": "https://demo.mars.example", "doc": "On Mars." }"#,
        )],
        verdict: "minor",
        changes: &["minor cloud-added demo/clouds/Mars"],
    },
    Case {
        name: "cloud_removed",
        edits: &[Cut("service/clouds/Moon")],
        verdict: "major",
        changes: &["major cloud-removed demo/clouds/Moon"],
    },
    Case {
        name: "cloud_renamed",
        edits: &[Rename("service/clouds/Moon", "Luna")],
        verdict: "major",
        changes: &["major cloud-renamed demo/clouds/Moon"],
    },
    Case {
        name: "cloud_url",
        edits: &[Set("service/clouds/Moon/url", r#""https://moon.demo.example""#)],
        verdict: "major",
        changes: &["major cloud-url-changed demo/clouds/Moon"],
    },
    Case {
        name: "default_cloud",
        edits: &[Set(
            "service/clouds/Earth",
            r#"{ "url": "https://demo.earth.example", "doc": "On earth." }"#,
        )],
        verdict: "major",
        changes: &[
            "major default-cloud-changed demo/clouds",
            "minor cloud-added demo/clouds/Earth",
        ],
    },
    Case {
        name: "scope",
        edits: &[Set("service/scopes/0", r#""https://demo.example/all""#)],
        verdict: "major",
        changes: &["major scope-added demo/scopes", "major scope-removed demo/scopes"],
    },
    Case {
        name: "link_property",
        edits: &[Set("service/link/property", r#""@id""#)],
        verdict: "major",
        changes: &["major link-changed demo"],
    },
    Case {
        name: "link",
        edits: &[Set("service/link/to", r#""/{tenant}/directoryObjects/{thing_id}""#)],
        verdict: "major",
        changes: &["major link-changed demo"],
    },
    Case {
        name: "delta_added",
        edits: &[
            Set(
                "service/delta",
                r#"{
                    "id": "id",
                    "deltaLink": "demo.later",
                    "removed": { "demo.gone": "deleted" },
                    "latest": { "query": "latest", "value": "true" },
                    "minimal": { "header": "Prefer", "value": "return=minimal" }
                }"#,
            ),
            Set(
                "things/operations/things.delta",
                r#"{ "http": "GET /{tenant}/things/delta", "summary": "Lists changes.", "returns": { "200": "delta<Thing>" }, "documents": ["001 / Changes"] }"#,
            ),
        ],
        verdict: "minor",
        changes: &["minor delta-added demo", "minor operation-added demo/things.delta"],
    },
    Case {
        name: "resync",
        edits: &[Set("service/errors/Demo_Gone/resync", "true")],
        verdict: "major",
        changes: &["major resync-added demo/errors/Demo_Gone"],
    },
    Case {
        name: "error_code_added",
        edits: &[Set("service/errors/Demo_Slow", r#"{ "doc": "Takes its time." }"#)],
        verdict: "minor",
        changes: &["minor error-code-added demo/errors/Demo_Slow"],
    },
    Case {
        name: "error_code_renamed",
        edits: &[Rename("service/errors/Demo_Gone", "Demo_Vanished")],
        verdict: "major",
        changes: &["major error-code-renamed demo/errors/Demo_Gone"],
    },
    Case {
        name: "error_code_renamed_for_rust_only",
        edits: &[Set("service/errors/Demo_Gone/rust", r#""Vanished""#)],
        verdict: "major",
        changes: &["major rust-name-changed demo/errors/Demo_Gone"],
    },
    Case {
        name: "error_status",
        edits: &[Set("service/errors/Demo_Gone/status", "410")],
        verdict: "patch",
        changes: &["patch error-status-changed demo/errors/Demo_Gone"],
    },
    Case {
        name: "identifier_renamed",
        edits: &[Everywhere("ThingId", "ThingKey")],
        verdict: "major",
        changes: &["major identifier-renamed demo/identifiers/ThingId"],
    },
    Case {
        name: "identifier_of_parameter",
        edits: &[
            Set("service/path/user_id/identifier", r#""ThingId""#),
            Cut("service/identifiers/UserId"),
        ],
        verdict: "major",
        changes: &[
            "major identifier-removed demo/identifiers/UserId",
            "major path-parameter-changed demo/path/user_id",
        ],
    },
    Case {
        name: "parameter_renamed",
        edits: &[Everywhere("thing_id", "id_of_thing")],
        verdict: "patch",
        changes: &["patch path-parameter-renamed demo/path/thing_id"],
    },
    Case {
        name: "no_tenant",
        edits: &[Everywhere("/{tenant}", ""), Cut("service/path/tenant")],
        verdict: "major",
        changes: &[
            "major link-changed demo",
            "major tenant-removed demo",
            "major path-changed demo/items.list",
            "major path-changed demo/things.check",
            "major path-changed demo/things.create",
            "major path-changed demo/things.delete",
            "major path-changed demo/things.get",
            "major path-changed demo/things.label",
            "major path-changed demo/things.list",
            "major path-changed demo/things.owners.add",
            "major path-changed demo/things.update",
            "major path-changed demo/users.check",
        ],
    },
    Case {
        name: "option_bounds_narrower",
        edits: &[Set("service/query/$top/max", "50")],
        verdict: "major",
        changes: &["major bounds-narrowed demo/query/$top"],
    },
    Case {
        name: "option_bounds_wider",
        edits: &[Set("service/query/$top/max", "999")],
        verdict: "minor",
        changes: &["minor bounds-widened demo/query/$top"],
    },
    Case {
        name: "option_bounds_moved",
        edits: &[Set(
            "service/query/$top",
            r#"{ "type": "integer", "min": 10, "max": 200, "doc": "How many a page holds." }"#,
        )],
        verdict: "major",
        changes: &["major bounds-narrowed demo/query/$top", "minor bounds-widened demo/query/$top"],
    },
    Case {
        name: "option_type",
        edits: &[Set("service/query/hidden/type", r#""string""#)],
        verdict: "major",
        changes: &["major query-option-type-changed demo/query/hidden"],
    },
    Case {
        name: "option_renamed",
        edits: &[Everywhere("\"hidden\"", "\"concealed\"")],
        verdict: "major",
        changes: &["major query-option-renamed demo/query/hidden"],
    },
    Case {
        name: "option_renamed_for_rust_only",
        edits: &[Set("service/query/$orderby/rust", r#""sorted_by""#)],
        verdict: "major",
        changes: &["major rust-name-changed demo/query/$orderby"],
    },
    Case {
        name: "service_documentation",
        edits: &[Set("service/doc", r#""What the tests talk to.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo"],
    },
    Case {
        name: "identifier_example",
        edits: &[Set("service/identifiers/UserId/example", r#""u2""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/identifiers/UserId"],
    },
    Case {
        name: "cloud_documentation",
        edits: &[Set("service/clouds/Moon/doc", r#""The dark side.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/clouds/Moon"],
    },
    Case {
        name: "cloud_name_and_url",
        edits: &[
            Rename("service/clouds/Moon", "Luna"),
            Set("service/clouds/Luna/url", r#""https://demo.luna.example""#),
        ],
        verdict: "major",
        changes: &["major cloud-removed demo/clouds/Moon", "minor cloud-added demo/clouds/Luna"],
    },
    Case {
        name: "service_erratum",
        edits: &[Set(
            "service/errata",
            r#"[{ "id": "D3", "document": "It says demos.", "spec": "It is one demo.", "reason": "There is one." }]"#,
        )],
        verdict: "patch",
        changes: &["patch erratum-added demo/errata/D3"],
    },
    Case {
        name: "file_renamed",
        edits: &[Rename("items", "stuff")],
        verdict: "major",
        changes: &["major file-renamed demo/items.json"],
    },
    Case {
        name: "file_split",
        edits: &[
            Set("labels", r#"{ "doc": "Labels.", "operations": {}, "types": {} }"#),
            Move("things/operations/things.label", "labels/operations/things.label"),
        ],
        verdict: "major",
        changes: &["major operation-moved demo/things.label", "minor file-added demo/labels.json"],
    },
    Case {
        name: "file_documentation",
        edits: &[Set("items/doc", r#""Things and users.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/items.json"],
    },
];
