use super::*;
use crate::spec::{ErrataFile, ExamplesFile, Resource, Service};

fn each_record(shape: &Shape, visit: &mut dyn FnMut(&Record)) {
    match shape {
        Shape::List(shape) | Shape::Map(shape) => each_record(shape, visit),
        Shape::OneOf(shapes) => shapes.iter().for_each(|shape| each_record(shape, visit)),
        Shape::Record(record) => {
            visit(record);
            record.fields.iter().for_each(|field| each_record(&field.shape, visit));
        }
        _ => {}
    }
}

#[test]
fn keys_are_in_the_order_of_the_types() {
    let mut orders = Vec::new();
    for shape in [
        Shape::of::<Service>(),
        Shape::of::<Resource>(),
        Shape::of::<ExamplesFile>(),
        Shape::of::<ErrataFile>(),
    ] {
        each_record(&shape, &mut |record| {
            let keys: Vec<&str> = record.fields.iter().map(|field| field.key.as_str()).collect();
            let ordered = order::keys_of(&record.name);
            assert_eq!(keys, ordered, "{} is not in the table of orders", record.name);
            orders.push(format!("{}: {}", record.noun(), keys.join(" ")));
        });
    }
    assert!(orders.contains(&"a cloud: url doc".to_owned()), "{orders:?}");
    assert!(orders.contains(&"a resource: $schema doc operations types".to_owned()), "{orders:?}");
    assert!(
        orders.contains(&"an example: from on version request response".to_owned()),
        "{orders:?}"
    );
}
