//! Edits of types.

use super::Case;
use crate::diff::support::Edit::*;

pub(super) const CASES: &[Case] = &[
    Case {
        name: "type_added",
        edits: &[
            Set(
                "things/types/Size",
                r#"{ "doc": "How large things are.", "values": { "small": "Fits into a pocket.", "large": "Does not." } }"#,
            ),
            Set(
                "things/types/Part/properties/size",
                r#"{ "type": "Size", "doc": "How large it is." }"#,
            ),
        ],
        verdict: "minor",
        changes: &["minor property-added demo/Part.size", "minor type-added demo/Size"],
    },
    Case {
        name: "type_renamed",
        edits: &[Everywhere("Part\"", "Piece\""), Everywhere("Part[]", "Piece[]")],
        verdict: "major",
        changes: &["major type-renamed demo/Part"],
    },
    Case {
        name: "type_removed",
        edits: &[Cut("things/types/Part"), Cut("things/types/Thing/properties/parts")],
        verdict: "major",
        changes: &["major type-removed demo/Part", "major property-removed demo/Thing.parts"],
    },
    Case {
        name: "type_moved",
        edits: &[Move("things/types/Part", "items/types/Part")],
        verdict: "major",
        changes: &["major type-moved demo/Part"],
    },
    Case {
        name: "type_kind",
        edits: &[
            Set(
                "things/types/Color",
                r#"{ "doc": "How things look.", "properties": { "red": { "type": "int32", "doc": "How much red is in it." } } }"#,
            ),
            Cut("things/types/Thing/properties/color/filter"),
        ],
        verdict: "major",
        changes: &["major type-kind-changed demo/Color", "major filter-removed demo/Thing.color"],
    },
    Case {
        name: "discriminator",
        edits: &[Set("items/types/Item/tag", r#""@odata.type""#)],
        verdict: "major",
        changes: &["major discriminator-changed demo/Item"],
    },
    Case {
        name: "odata_type",
        edits: &[Set("things/types/Thing/odataType", r#""Demo.Object""#)],
        verdict: "major",
        changes: &["major odata-type-changed demo/Thing"],
    },
    Case {
        name: "variant_added",
        edits: &[Set(
            "items/types/Robot",
            r#"{ "doc": "A machine.", "extends": "Item", "odataType": "Demo.Robot", "properties": { "model": { "type": "string", "doc": "Who built it." } } }"#,
        )],
        verdict: "minor",
        changes: &["minor variant-added demo/Item.Robot", "minor type-added demo/Robot"],
    },
    Case {
        name: "variant_renamed",
        edits: &[Set("items/types/User/variant", r#""Person""#)],
        verdict: "major",
        changes: &["major variant-renamed demo/Item.User"],
    },
    Case {
        name: "base_removed",
        edits: &[
            Cut("items/types/User/extends"),
            Cut("items/types/User/odataType"),
            Set(
                "things/types/Thing/properties/keeper",
                r#"{ "type": "User", "doc": "Who looks after it." }"#,
            ),
        ],
        verdict: "major",
        changes: &[
            "major variant-removed demo/Item.User",
            "major base-changed demo/User",
            "major odata-type-changed demo/User",
            "minor property-added demo/Thing.keeper",
        ],
    },
    Case {
        name: "property_added",
        edits: &[Set(
            "things/types/Part/properties/made",
            r#"{ "type": "datetime", "doc": "When it was made." }"#,
        )],
        verdict: "minor",
        changes: &["minor property-added demo/Part.made"],
    },
    Case {
        name: "property_of_base_added",
        edits: &[Set(
            "items/types/Item/properties/made",
            r#"{ "type": "datetime", "doc": "When it was made." }"#,
        )],
        verdict: "minor",
        changes: &["minor property-added demo/Item.made"],
    },
    Case {
        name: "property_added_with_everything",
        edits: &[Set(
            "things/types/Thing/properties/made",
            r#"{ "type": "datetime?", "doc": "When it was made.", "create": "optional", "update": "clear", "filter": true }"#,
        )],
        verdict: "minor",
        changes: &["minor property-added demo/Thing.made"],
    },
    Case {
        name: "required_property_added",
        edits: &[Set(
            "things/types/Thing/properties/owner",
            r#"{ "type": "string", "doc": "Who has it.", "create": "required" }"#,
        )],
        verdict: "major",
        changes: &["major property-added demo/Thing.owner"],
    },
    Case {
        name: "property_removed",
        edits: &[Cut("things/types/Thing/properties/serial")],
        verdict: "major",
        changes: &["major property-removed demo/Thing.serial"],
    },
    Case {
        name: "property_renamed",
        edits: &[Rename("things/types/Thing/properties/serial", "serialNumber")],
        verdict: "major",
        changes: &["major property-renamed demo/Thing.serial"],
    },
    Case {
        name: "property_renamed_on_the_wire_only",
        edits: &[
            Rename("things/types/Thing/properties/serial", "serialNumber"),
            Set("things/types/Thing/properties/serialNumber/rust", r#""serial""#),
            Set("things/types/Thing/properties/serialNumber/aliases", r#"["serial"]"#),
        ],
        verdict: "major",
        changes: &[
            "major property-renamed demo/Thing.serial",
            "patch rust-name-changed demo/Thing.serial",
        ],
    },
    Case {
        name: "property_renamed_for_rust_only",
        edits: &[Set("things/types/Part/properties/number/rust", r#""place""#)],
        verdict: "major",
        changes: &["major rust-name-changed demo/Part.number"],
    },
    Case {
        name: "value_renamed_for_rust_only",
        edits: &[Set(
            "things/types/Color/values/red",
            r#"{ "rust": "Crimson", "doc": "Like blood." }"#,
        )],
        verdict: "major",
        changes: &["major rust-name-changed demo/Color.red"],
    },
    Case {
        name: "property_type",
        edits: &[Set("things/types/Part/properties/number/type", r#""int64""#)],
        verdict: "major",
        changes: &["major property-type-changed demo/Part.number"],
    },
    Case {
        name: "property_type_that_is_the_same_in_rust",
        edits: &[Set("things/types/Thing/properties/serial/type", r#""string""#)],
        verdict: "patch",
        changes: &["patch property-type-changed demo/Thing.serial"],
    },
    Case {
        name: "property_nullable",
        edits: &[Set("things/types/Thing/properties/serial/type", r#""guid?""#)],
        verdict: "patch",
        changes: &["patch property-becomes-nullable demo/Thing.serial"],
    },
    Case {
        name: "property_required",
        edits: &[Set("things/types/Thing/properties/note/create", r#""required""#)],
        verdict: "major",
        changes: &["major becomes-required demo/Thing.note"],
    },
    Case {
        name: "property_optional",
        edits: &[Set("things/types/Thing/properties/kind/create", r#""optional""#)],
        verdict: "major",
        changes: &["major becomes-optional demo/Thing.kind"],
    },
    Case {
        name: "property_no_longer_given",
        edits: &[Cut("things/types/Thing/properties/note/create")],
        verdict: "major",
        changes: &["major create-removed demo/Thing.note"],
    },
    Case {
        name: "property_changeable",
        edits: &[Set("things/types/Thing/properties/kind/update", r#""set""#)],
        verdict: "minor",
        changes: &["minor update-added demo/Thing.kind"],
    },
    Case {
        name: "property_no_longer_changeable",
        edits: &[Cut("things/types/Thing/properties/note/update")],
        verdict: "major",
        changes: &["major update-removed demo/Thing.note"],
    },
    Case {
        name: "property_clearable",
        edits: &[Set("things/types/Thing/properties/weight/update", r#""clear""#)],
        verdict: "minor",
        changes: &["minor clear-added demo/Thing.weight"],
    },
    Case {
        name: "property_filterable",
        edits: &[Set("things/types/Thing/properties/kind/filter", "true")],
        verdict: "minor",
        changes: &["minor filter-added demo/Thing.kind"],
    },
    Case {
        name: "property_no_longer_sortable",
        edits: &[Cut("things/types/Thing/properties/name/sort")],
        verdict: "major",
        changes: &["major sort-removed demo/Thing.name"],
    },
    Case {
        name: "property_secret",
        edits: &[Set("things/types/Thing/properties/serial/secret", "true")],
        verdict: "patch",
        changes: &["patch secret-added demo/Thing.serial"],
    },
    Case {
        name: "property_alias",
        edits: &[Set("things/types/Thing/properties/serial/aliases", r#"["Serial"]"#)],
        verdict: "minor",
        changes: &["minor alias-added demo/Thing.serial"],
    },
    Case {
        name: "property_doc",
        edits: &[Set(
            "things/types/Thing/properties/serial/doc",
            r#""Stamped on it by the factory.""#,
        )],
        verdict: "patch",
        changes: &["patch documentation-changed demo/Thing.serial"],
    },
    Case {
        name: "value_added",
        edits: &[Set("things/types/Color/values/green", r#""Like grass.""#)],
        verdict: "minor",
        changes: &["minor value-added demo/Color.green"],
    },
    Case {
        name: "value_removed",
        edits: &[Cut("things/types/Color/values/red")],
        verdict: "major",
        changes: &["major value-removed demo/Color.red"],
    },
    Case {
        name: "value_renamed",
        edits: &[Rename("things/types/Color/values/red", "Red")],
        verdict: "major",
        changes: &["major value-renamed demo/Color.red"],
    },
    Case {
        name: "type_documentation",
        edits: &[Set("things/types/Part/doc", r#""Something small.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/Part"],
    },
    Case {
        name: "value_documentation",
        edits: &[Set("things/types/Color/values/red", r#""Like a rose.""#)],
        verdict: "patch",
        changes: &["patch documentation-changed demo/Color.red"],
    },
    Case {
        name: "property_moved_to_base",
        edits: &[Move("things/types/Thing/properties/color", "items/types/Item/properties/color")],
        verdict: "minor",
        changes: &["minor property-added demo/Item.color", "patch property-moved demo/Thing.color"],
    },
    Case {
        name: "property_sortable",
        edits: &[Set("things/types/Thing/properties/kind/sort", "true")],
        verdict: "minor",
        changes: &["minor sort-added demo/Thing.kind"],
    },
    Case {
        name: "property_no_longer_null",
        edits: &[Set("things/types/Thing/properties/weight/type", r#""int32""#)],
        verdict: "patch",
        changes: &["patch property-becomes-non-null demo/Thing.weight"],
    },
    Case {
        name: "property_no_longer_clearable",
        edits: &[Set("things/types/Thing/properties/note/update", r#""set""#)],
        verdict: "major",
        changes: &["major clear-removed demo/Thing.note"],
    },
    Case {
        name: "renamed_type_with_new_property",
        edits: &[
            Everywhere("Part\"", "Piece\""),
            Everywhere("Part[]", "Piece[]"),
            Set(
                "things/types/Piece/properties/made",
                r#"{ "type": "datetime", "doc": "When it was made." }"#,
            ),
        ],
        verdict: "major",
        changes: &["major type-renamed demo/Part", "minor property-added demo/Part.made"],
    },
    Case {
        name: "property_searched",
        edits: &[Set("things/types/Thing/properties/name/search", r#"true"#)],
        verdict: "patch",
        changes: &["patch search-added demo/Thing.name"],
    },
    Case {
        name: "property_expanded",
        edits: &[Set("things/types/Thing/properties/parts/expand", r#"true"#)],
        verdict: "minor",
        changes: &["minor expand-added demo/Thing.parts"],
    },
    Case {
        name: "property_selected",
        edits: &[Set("things/types/Thing/properties/parts/returned", r#""select""#)],
        verdict: "patch",
        changes: &["patch returned-changed demo/Thing.parts"],
    },
    Case {
        name: "property_filtered_in_advanced_queries",
        edits: &[
            Set("service/advanced", r#"{ "header": "Level", "value": "eventual" }"#),
            Set("things/types/Thing/properties/name/filter", r#""advanced""#),
        ],
        verdict: "major",
        changes: &["major advanced-changed demo", "major advanced-added demo/Thing.name"],
    },
    Case {
        name: "key_changed",
        edits: &[Set("items/types/Item/properties/id/key", r#""UserId""#)],
        verdict: "major",
        changes: &["major key-changed demo/Item.id"],
    },
    Case {
        name: "key_removed",
        edits: &[Cut("items/types/Item/properties/id/key")],
        verdict: "major",
        changes: &["major key-removed demo/Item.id"],
    },
    Case {
        name: "fallback",
        edits: &[Set("items/types/User/fallback", r#"{ "id": "me" }"#)],
        verdict: "major",
        changes: &["major fallback-changed demo/User"],
    },
    Case {
        name: "flags",
        edits: &[Set("things/types/Color/flags", r#"true"#)],
        verdict: "major",
        changes: &["major flags-added demo/Color"],
    },
];
