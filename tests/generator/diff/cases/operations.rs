//! Edits of operations.

use super::Case;
use crate::diff::support::Edit::*;

pub(super) const CASES: &[Case] = &[
    Case {
        name: "until",
        edits: &[Set("things/operations/things.label/until", r#""gone""#)],
        verdict: "minor",
        changes: &["minor until-added demo/things.label"],
    },
    Case {
        name: "operation_added",
        edits: &[Set(
            "things/operations/things.copy",
            r#"{ "http": "POST /{tenant}/things/{thing_id}/copy", "summary": "Copies a thing.", "returns": { "204": "none" }, "documents": ["001 / Copies"] }"#,
        )],
        verdict: "minor",
        changes: &["minor operation-added demo/things.copy"],
    },
    Case {
        name: "operation_added_on_new_resource",
        edits: &[Set(
            "things/operations/users.get",
            r#"{ "http": "GET /{tenant}/users/{user_id}", "summary": "Gets a user.", "returns": { "200": "User" }, "documents": ["001 / Users"] }"#,
        )],
        verdict: "minor",
        changes: &["minor operation-added demo/users.get"],
    },
    Case {
        name: "operation_removed",
        edits: &[Cut("things/operations/things.delete")],
        verdict: "major",
        changes: &["major operation-removed demo/things.delete"],
    },
    Case {
        name: "last_operation_of_a_resource_removed",
        edits: &[Cut("things/operations/things.owners.add"), Cut("service/link")],
        verdict: "major",
        changes: &["major link-changed demo", "major operation-removed demo/things.owners.add"],
    },
    Case {
        name: "operation_renamed",
        edits: &[Rename("things/operations/things.get", "things.read")],
        verdict: "major",
        changes: &["major operation-renamed demo/things.get"],
    },
    Case {
        name: "operation_renamed_with_its_path",
        edits: &[
            Rename("items/operations/items.list", "objects.list"),
            Set("items/operations/objects.list/http", r#""GET /{tenant}/objects""#),
        ],
        verdict: "major",
        changes: &["major operation-renamed demo/items.list", "major path-changed demo/items.list"],
    },
    Case {
        name: "operation_moved",
        edits: &[Move("things/operations/things.label", "items/operations/things.label")],
        verdict: "major",
        changes: &["major operation-moved demo/things.label"],
    },
    Case {
        name: "operation_method",
        edits: &[Set(
            "things/operations/things.update/http",
            r#""PUT /{tenant}/things/{thing_id}""#,
        )],
        verdict: "major",
        changes: &[
            "major idempotency-added demo/things.update",
            "major method-changed demo/things.update",
        ],
    },
    Case {
        name: "operation_path",
        edits: &[
            Set(
                "things/operations/things.label/http",
                r#""POST /{tenant}/things/{thing_id}/sticker""#,
            ),
            Rename("things/operations/things.label", "things.sticker"),
        ],
        verdict: "major",
        changes: &[
            "major operation-renamed demo/things.label",
            "major path-changed demo/things.label",
        ],
    },
    Case {
        name: "operation_version",
        edits: &[Set("things/operations/things.get/version", r#""1.0""#)],
        verdict: "major",
        changes: &["major operation-version-changed demo/things.get"],
    },
    Case {
        name: "operation_since",
        edits: &[Cut("things/operations/things.label/since")],
        verdict: "patch",
        changes: &["patch since-changed demo/things.label"],
    },
    Case {
        name: "operation_repeatable",
        edits: &[Set("things/operations/things.label/idempotent", "true")],
        verdict: "major",
        changes: &["major idempotency-added demo/things.label"],
    },
    Case {
        name: "operation_not_repeatable",
        edits: &[Set("items/operations/check/idempotent", "false")],
        verdict: "minor",
        changes: &[
            "minor idempotency-removed demo/things.check",
            "minor idempotency-removed demo/users.check",
        ],
    },
    Case {
        name: "query_added",
        edits: &[Push("items/operations/items.list/query", r#""hidden""#)],
        verdict: "minor",
        changes: &["minor query-added demo/items.list/hidden"],
    },
    Case {
        name: "query_removed",
        edits: &[Set(
            "things/operations/things.list/query",
            r#"["$filter", "$orderby", "hidden"]"#,
        )],
        verdict: "major",
        changes: &["major query-removed demo/things.list/$top"],
    },
    Case {
        name: "header_added",
        edits: &[Set("items/operations/items.list/headers", r#"["Prefer"]"#)],
        verdict: "minor",
        changes: &["minor header-added demo/items.list/Prefer"],
    },
    Case {
        name: "header_removed",
        edits: &[Cut("things/operations/things.get/headers")],
        verdict: "major",
        changes: &["major header-removed demo/things.get/Prefer"],
    },
    Case {
        name: "body_removed",
        edits: &[Set(
            "things/operations/things.owners.add",
            r#"{ "http": "POST /{tenant}/things/{thing_id}/$links/owners", "summary": "Makes something own a thing.", "returns": { "204": "none" }, "documents": ["001 / Owners"] }"#,
        )],
        verdict: "major",
        changes: &["major body-removed demo/things.owners.add"],
    },
    Case {
        name: "body_spelled_out",
        edits: &[
            Set(
                "things/operations/things.update/body",
                r#"{ "name": { "type": "string", "doc": "The name on its label." }, "note": { "type": "string?", "doc": "Whatever people want to say about it." }, "weight": { "type": "int32", "doc": "In grams." } }"#,
            ),
            // Without it, no operation would use what can be updated.
            Set(
                "things/operations/things.replace",
                r#"{ "http": "PUT /{tenant}/things/{thing_id}", "summary": "Replaces a thing.", "body": "update<Thing>", "returns": { "204": "none" }, "documents": ["001 / Things"] }"#,
            ),
        ],
        verdict: "minor",
        changes: &[
            "minor operation-added demo/things.replace",
            "patch body-changed demo/things.update",
        ],
    },
    Case {
        name: "body_optional",
        edits: &[Set("things/operations/things.update/bodyOptional", "true")],
        verdict: "major",
        changes: &["major body-becomes-optional demo/things.update"],
    },
    Case {
        name: "body_property_added",
        edits: &[Set(
            "things/operations/things.label/body/font",
            r#"{ "type": "string", "doc": "The shape of the letters." }"#,
        )],
        verdict: "minor",
        changes: &["minor body-property-added demo/things.label/font"],
    },
    Case {
        name: "required_body_property_added",
        edits: &[Set(
            "things/operations/things.label/body/font",
            r#"{ "type": "string", "required": true, "doc": "The shape of the letters." }"#,
        )],
        verdict: "major",
        changes: &["major body-property-added demo/things.label/font"],
    },
    Case {
        name: "body_property_removed",
        edits: &[Cut("things/operations/things.label/body/size")],
        verdict: "major",
        changes: &["major body-property-removed demo/things.label/size"],
    },
    Case {
        name: "body_property_renamed",
        edits: &[Rename("things/operations/things.label/body/size", "textSize")],
        verdict: "major",
        changes: &["major body-property-renamed demo/things.label/size"],
    },
    Case {
        name: "body_property_type",
        edits: &[Set("things/operations/things.label/body/size/type", r#""int64""#)],
        verdict: "major",
        changes: &["major body-property-type-changed demo/things.label/size"],
    },
    Case {
        name: "body_property_required",
        edits: &[Set("things/operations/things.label/body/size/required", "true")],
        verdict: "major",
        changes: &["major body-property-becomes-required demo/things.label/size"],
    },
    Case {
        name: "body_property_nullable",
        edits: &[Set("things/operations/things.label/body/size/type", r#""int32?""#)],
        verdict: "minor",
        changes: &["minor body-property-becomes-nullable demo/things.label/size"],
    },
    Case {
        name: "status_added",
        edits: &[Set("things/operations/things.delete/returns/202", r#""none""#)],
        verdict: "minor",
        changes: &["minor status-added demo/things.delete"],
    },
    Case {
        name: "response_type",
        edits: &[Set("things/operations/things.create/returns/201", r#""maybe<Thing>""#)],
        verdict: "major",
        changes: &["major response-changed demo/things.create"],
    },
    Case {
        name: "response_type_that_is_the_same_in_rust",
        edits: &[Set("things/operations/things.label/returns/200", r#""value<string>""#)],
        verdict: "patch",
        changes: &["patch response-changed demo/things.label"],
    },
    Case {
        name: "paging",
        edits: &[Set("things/operations/things.list/returns/200", r#""value<Thing[]>""#)],
        verdict: "major",
        changes: &["major paging-removed demo/things.list"],
    },
    Case {
        name: "rules",
        edits: &[Set(
            "things/operations/things.create/rules/0",
            r#""A tenant has at most ten things.""#,
        )],
        verdict: "patch",
        changes: &["patch rule-added demo/things.create", "patch rule-removed demo/things.create"],
    },
    Case {
        name: "permissions",
        edits: &[Push(
            "things/operations/things.get/permissions/delegated",
            r#""Things.ReadWrite""#,
        )],
        verdict: "patch",
        changes: &["patch permission-added demo/things.get"],
    },
    Case {
        name: "source",
        edits: &[
            Set("things/operations/things.get/documents", "[]"),
            Set("things/operations/things.get/source", r#""A letter.""#),
        ],
        verdict: "patch",
        changes: &["patch source-added demo/things.get", "patch source-removed demo/things.get"],
    },
    Case {
        name: "replaced_by",
        edits: &[Cut("things/operations/things.get/replacedBy")],
        verdict: "patch",
        changes: &["patch replaced-by-changed demo/things.get"],
    },
    Case {
        name: "replaced_by_of_one_path",
        edits: &[Set(
            "items/operations/check/replacedBy",
            r#"{ "on": "/{tenant}/users/{user_id}", "request": "POST /v1.0/users/{id}/check" }"#,
        )],
        verdict: "patch",
        changes: &["patch replaced-by-changed demo/users.check"],
    },
    Case {
        name: "summary_of_several",
        edits: &[Set("items/operations/check/summary", r#""Tells what it is labelled with.""#)],
        verdict: "patch",
        changes: &[
            "patch documentation-changed demo/things.check",
            "patch documentation-changed demo/users.check",
        ],
    },
    Case {
        name: "erratum_added",
        edits: &[Set(
            "things/operations/things.list/errata",
            r#"[{ "id": "D2", "document": "It says ten.", "spec": "It is ninety-nine.", "reason": "Somebody counted." }]"#,
        )],
        verdict: "patch",
        changes: &["patch erratum-added demo/things.list/errata/D2"],
    },
    Case {
        name: "erratum_changed",
        edits: &[Set("things/operations/things.get/errata/0/reason", r#""The service says so.""#)],
        verdict: "patch",
        changes: &["patch erratum-changed demo/things.get/errata/D1"],
    },
    Case {
        name: "example_added",
        edits: &[Set(
            "things/operations/things.list/examples",
            r#"[{ "from": "constructed", "response": { "status": 200, "body": { "value": [] } } }]"#,
        )],
        verdict: "patch",
        changes: &["patch example-added demo/things.list/examples"],
    },
    Case {
        name: "path_of_several_added",
        edits: &[Push("items/operations/check/on", r#""/{tenant}/items""#)],
        verdict: "minor",
        changes: &["minor operation-added demo/items.check"],
    },
    Case {
        name: "several_written_one_by_one",
        edits: &[
            Move("items/operations/check", "items/operations/users.check"),
            Cut("items/operations/users.check/on"),
            Set("items/operations/users.check/http", r#""POST /{tenant}/users/{user_id}/check""#),
            Set(
                "items/operations/things.check",
                r#"{ "http": "POST /{tenant}/things/{thing_id}/check", "summary": "Tells which of the labels it has.", "body": { "labels": { "type": "string[]", "required": true, "doc": "The labels to look for." } }, "returns": { "200": "value<string[]>" }, "idempotent": true, "documents": ["001 / Checks"] }"#,
            ),
        ],
        verdict: "none",
        changes: &[],
    },
    Case {
        name: "parameter_of_one_operation",
        edits: &[Set(
            "things/operations/things.owners.remove",
            r#"{ "http": "DELETE /{tenant}/things/{thing_id}/$links/owners/{user_id}", "summary": "Takes a thing away.", "returns": { "204": "none" }, "documents": ["001 / Owners"] }"#,
        )],
        verdict: "minor",
        changes: &["minor operation-added demo/things.owners.remove"],
    },
    Case {
        name: "body_optional_property_required_elsewhere",
        edits: &[Set("things/operations/things.label/body/text/required", "false")],
        verdict: "major",
        changes: &["major body-property-becomes-optional demo/things.label/text"],
    },
    Case {
        name: "body_property_no_longer_null",
        edits: &[Set("things/operations/things.label/body/note/type", r#""string""#)],
        verdict: "major",
        changes: &["major body-property-becomes-non-null demo/things.label/note"],
    },
    Case {
        name: "body_property_secret",
        edits: &[Set("things/operations/things.label/body/note/secret", "true")],
        verdict: "patch",
        changes: &["patch secret-added demo/things.label/note"],
    },
    Case {
        name: "body_property_documentation",
        edits: &[Set("things/operations/things.label/body/note/doc", r#""Only for the printer.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/things.label/note"],
    },
    Case {
        name: "body_of_another_type",
        edits: &[Set("things/operations/things.label/body", r#""create<Thing>""#)],
        verdict: "major",
        changes: &[
            "major body-changed demo/things.label",
            "major body-property-added demo/things.label/kind",
            "major body-property-added demo/things.label/name",
            "major body-property-becomes-non-null demo/things.label/note",
            "major body-property-removed demo/things.label/size",
            "major body-property-removed demo/things.label/text",
            "patch documentation-changed demo/things.label/note",
        ],
    },
    Case {
        name: "permissions_no_longer_said",
        edits: &[Cut("things/operations/things.get/permissions")],
        verdict: "patch",
        changes: &[
            "patch permission-removed demo/things.get",
            "patch permission-removed demo/things.get",
            "patch permission-removed demo/things.get",
        ],
    },
    Case {
        name: "documents",
        edits: &[Push("things/operations/things.get/documents", r#""002 / More things""#)],
        verdict: "patch",
        changes: &["patch source-added demo/things.get"],
    },
    Case {
        name: "operation_documentation",
        edits: &[Set("things/operations/things.get/doc", r#""At once.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/things.get"],
    },
    Case {
        name: "resource_renamed",
        edits: &[
            Everywhere("/things", "/goods"),
            Everywhere("\"things.", "\"goods."),
            Everywhere("Thing", "Good"),
        ],
        verdict: "major",
        changes: &[
            "major variant-renamed demo/Item.Thing",
            "major odata-type-changed demo/Thing",
            "major type-renamed demo/Thing",
            "major identifier-renamed demo/identifiers/ThingId",
            "major operation-renamed demo/things.check",
            "major path-changed demo/things.check",
            "major operation-renamed demo/things.create",
            "major path-changed demo/things.create",
            "major operation-renamed demo/things.delete",
            "major path-changed demo/things.delete",
            "major operation-renamed demo/things.get",
            "major path-changed demo/things.get",
            "major operation-renamed demo/things.label",
            "major path-changed demo/things.label",
            "major operation-renamed demo/things.list",
            "major path-changed demo/things.list",
            "major operation-renamed demo/things.owners.add",
            "major path-changed demo/things.owners.add",
            "major operation-renamed demo/things.update",
            "major path-changed demo/things.update",
            "patch source-added demo/Thing",
            "patch source-removed demo/Thing",
            "patch source-added demo/things.create",
            "patch source-removed demo/things.create",
            "patch source-added demo/things.delete",
            "patch source-removed demo/things.delete",
            "patch permission-added demo/things.get",
            "patch permission-added demo/things.get",
            "patch permission-removed demo/things.get",
            "patch permission-removed demo/things.get",
            "patch replaced-by-changed demo/things.get",
            "patch source-added demo/things.get",
            "patch source-removed demo/things.get",
            "patch documentation-changed demo/things.json",
            "patch source-added demo/things.list",
            "patch source-removed demo/things.list",
            "patch source-added demo/things.update",
            "patch source-removed demo/things.update",
        ],
    },
    Case {
        name: "parameter_of_a_path",
        edits: &[
            Set("items/operations/check/on/1", r#""/{tenant}/users/{thing_id}""#),
            Cut("service/path/user_id"),
            Cut("service/identifiers/UserId"),
        ],
        verdict: "major",
        changes: &[
            "major identifier-removed demo/identifiers/UserId",
            "major parameter-changed demo/users.check",
        ],
    },
];
