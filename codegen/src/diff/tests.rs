//! Names every key of the spec language. A new key does not compile here until somebody decides how it is compared.

use crate::spec::{
    Cloud, ErrataFile, Erratum, ErrorCode, Example, ExampleRequest, ExampleResponse, ExamplesFile,
    Identifier, Operation, Parameter, PathParameter, Permissions, Property, QueryOption, Resource,
    Service, Type, Version,
};

#[test]
fn every_key_is_compared() {
    let Service {
        schema: _,
        title: _,
        doc: _,
        version,
        clouds: _,
        scopes: _,
        authority: _,
        link_collection: _,
        errors: _,
        identifiers: _,
        path: _,
        query: _,
        permission_sets: _,
        user_consent: _,
    } = Service::default();
    let Version { query: _, default: _, known: _ } = version;
    let Cloud { url: _, doc: _ } = Cloud::default();
    let ErrorCode { rust: _, status: _, doc: _ } = ErrorCode::default();
    let Identifier { doc: _, example: _ } = Identifier::default();
    let PathParameter { identifier: _, doc: _ } = PathParameter::default();
    let QueryOption { rust: _, kind: _, min: _, max: _, doc: _ } = QueryOption::default();
    let Resource { schema: _, doc: _, operations: _, types: _ } = Resource::default();
    let Operation {
        http: _,
        on: _,
        summary: _,
        doc: _,
        query: _,
        body: _,
        body_optional: _,
        returns: _,
        idempotent: _,
        rules: _,
        since: _,
        version: _,
        documents: _,
        source: _,
        replaced_by: _,
        permissions: _,
    } = Operation::default();
    let Parameter { kind: _, rust: _, required: _, secret: _, doc: _ } = Parameter::default();
    let Permissions { delegated: _, personal: _, application: _, roles: _, clouds: _ } =
        Permissions::default();
    let ErrataFile { schema: _, errata: _ } = ErrataFile::default();
    let ExamplesFile { schema: _, examples: _ } = ExamplesFile::default();
    let Erratum { id: _, document: _, spec: _, reason: _, claim: _ } = Erratum::default();
    let Example { from: _, on: _, version: _, request: _, response: _ } = Example::default();
    let ExampleRequest { target: _, path: _, query: _, body: _ } = ExampleRequest::default();
    let ExampleResponse { status: _, body: _ } = ExampleResponse::default();
    let Type {
        doc: _,
        documents: _,
        extends: _,
        tag: _,
        odata_type: _,
        variant: _,
        properties: _,
        values: _,
    } = Type::default();
    let Property {
        kind: _,
        rust: _,
        doc: _,
        create: _,
        update: _,
        filter: _,
        sort: _,
        secret: _,
        aliases: _,
    } = Property::default();
}
