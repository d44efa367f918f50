use super::*;

#[test]
fn the_schema_describes_all_kinds_of_files() {
    let schema: serde_json::Value = serde_json::from_str(&schema()).unwrap();
    assert_eq!(schema["then"]["$ref"], "#/$defs/Service");
    let others = &schema["else"];
    assert_eq!(others["then"]["$ref"], "#/$defs/ExamplesFile");
    assert_eq!(others["else"]["then"]["$ref"], "#/$defs/ErrataFile");
    assert_eq!(others["else"]["else"]["$ref"], "#/$defs/Resource");
    let operation = &schema["$defs"]["Operation"];
    assert_eq!(operation["additionalProperties"], false);
    assert_eq!(operation["required"], json!(["http", "summary", "returns"]));
    assert_eq!(
        operation["properties"]["summary"],
        json!({ "type": "string", "description": "What the operation does, one sentence that begins with a verb." })
    );
    assert_eq!(schema["$defs"]["Create"]["oneOf"][0]["const"], "required");
    let returns = &operation["properties"]["returns"];
    assert_eq!(returns["propertyNames"], json!({ "pattern": "^2[0-9]{2}$" }));
    assert_eq!(returns["additionalProperties"]["type"], "string");
}
