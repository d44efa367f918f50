//! A comparison as people and programs get to see it.

use crate::diff::support::Edit::{self, *};
use crate::diff::support::{compare, edited, fixture};

const EDITS: &[Edit] = &[
    Cut("things/operations/things.delete"),
    Set(
        "things/types/Part/properties/made",
        r#"{ "type": "datetime", "doc": "When it was made." }"#,
    ),
    Set("service/query/$top/max", "50"),
    Set("items/operations/check/summary", r#""Tells <which> of the labels it has.""#),
];

#[test]
fn for_people() {
    assert_eq!(
        compare(&fixture(), &edited(EDITS)).render_human(),
        "\
major  bounds-narrowed  demo/query/$top
       took numbers from 1 to 99 and takes numbers from 1 to 50
major  operation-removed  demo/things.delete
       `DELETE /{tenant}/things/{thing_id}` is gone
       - pub fn demo::things::OneOfThings<M>::delete(&self) -> demo::things::calls::ThingsDelete<M>
       - #[derive(Clone, Debug)] runtime::call! pub struct demo::things::calls::ThingsDelete<M: runtime::Mode = runtime::Async>
       - pub type demo::things::calls::ThingsDelete::Response = runtime::Empty
       - impl runtime::Endpoint for demo::things::calls::ThingsDelete
minor  property-added  demo/Part.made
       the property is new: `datetime`
       + pub demo::things::models::Part::made: Option<runtime::DateTime>
patch  documentation-changed  demo/things.check, demo/users.check
       the summary was “Tells which of the labels it has.” and is “Tells <which> of the labels it has.”
verdict: major (2 major, 1 minor, 2 patch)
because: Numbers that were sent are now refused before anything is sent. (bounds-narrowed of demo/query/$top)
"
    );
}

#[test]
fn for_pull_requests() {
    assert_eq!(
        compare(&fixture(), &edited(EDITS)).render_markdown(),
        "\
### Spec: **major**

Numbers that were sent are now refused before anything is sent. (bounds-narrowed of demo/query/$top) (2 major, 1 minor, 2 patch)

#### Major (2)

- `bounds-narrowed` **`demo/query/$top`**: took numbers from 1 to 99 and takes numbers from 1 to 50
- `operation-removed` **`demo/things.delete`**: `DELETE /{tenant}/things/{thing_id}` is gone

  <details><summary>4 items of the Rust API</summary>

  ```diff
  - pub fn demo::things::OneOfThings<M>::delete(&self) -> demo::things::calls::ThingsDelete<M>
  - #[derive(Clone, Debug)] runtime::call! pub struct demo::things::calls::ThingsDelete<M: runtime::Mode = runtime::Async>
  - pub type demo::things::calls::ThingsDelete::Response = runtime::Empty
  - impl runtime::Endpoint for demo::things::calls::ThingsDelete
  ```

  </details>


#### Minor (1)

- `property-added` **`demo/Part.made`**: the property is new: `datetime`

  <details><summary>1 item of the Rust API</summary>

  ```diff
  + pub demo::things::models::Part::made: Option<runtime::DateTime>
  ```

  </details>


<details><summary><b>Patch</b> (2)</summary>

- `documentation-changed` **`demo/things.check`**, **`demo/users.check`**: the summary was “Tells which of the labels it has.” and is “Tells &lt;which&gt; of the labels it has.”

</details>
"
    );
}

#[test]
fn for_programs() {
    assert_eq!(
        compare(&fixture(), &edited(&EDITS[..3])).render_json(),
        r#"{
  "verdict": "major",
  "changes": [
    {
      "level": "major",
      "code": "bounds-narrowed",
      "subject": "demo/query/$top",
      "message": "took numbers from 1 to 99 and takes numbers from 1 to 50"
    },
    {
      "level": "major",
      "code": "operation-removed",
      "subject": "demo/things.delete",
      "message": "`DELETE /{tenant}/things/{thing_id}` is gone; in Rust: removes `demo::things::OneOfThings::delete`, removes `demo::things::calls::ThingsDelete`, removes `demo::things::calls::ThingsDelete::Response`, and 1 more"
    },
    {
      "level": "minor",
      "code": "property-added",
      "subject": "demo/Part.made",
      "message": "the property is new: `datetime`; in Rust: adds `demo::things::models::Part::made`"
    }
  ]
}
"#
    );
}

#[test]
fn when_nothing_changed() {
    let diff = compare(&fixture(), &fixture());
    assert_eq!(diff.render_human(), "verdict: none\n");
    assert_eq!(
        diff.render_markdown(),
        "### Spec: **none**\n\nNothing changed but perhaps the layout of the text.\n"
    );
    assert_eq!(diff.render_json(), "{\n  \"verdict\": \"none\",\n  \"changes\": []\n}\n");
}

/// Why a verdict is what it is, where the effect on the Rust API decides and where the code does.
#[test]
fn the_rule_behind_a_verdict() {
    let reason = |edit: Edit| compare(&fixture(), &edited(&[edit])).reason().unwrap();
    assert_eq!(
        reason(Set("things/types/Part/properties/number/type", r#""int64""#)),
        "An item of the Rust API that goes, or whose signature changes, breaks its callers. (property-type-changed of demo/Part.number)"
    );
    assert_eq!(
        reason(Set("things/types/Thing/properties/serial/type", r#""string""#)),
        "Some types of the spec are one in Rust: the effect decides. (property-type-changed of demo/Thing.serial)"
    );
    assert_eq!(
        reason(Set("things/operations/things.label/idempotent", "true")),
        "A request may now reach the service twice where it reached it once. (idempotency-added of demo/things.label)"
    );
}
