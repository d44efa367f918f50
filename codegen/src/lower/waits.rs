//! Ways to wait for what a call leads to.

use super::named::Service;
use super::{docs, models};
use crate::contract::{self, Entry, File, Operation};
use crate::model::{Function, On, Returns, Until, Wait};
use crate::names;

/// What can be waited for after a call: that what it has created is found, and that the service is done.
pub(super) fn waits(
    service: &Service<'_>,
    file: &File,
    entry: &Entry,
    operation: &Operation,
) -> Vec<Wait> {
    let contract = service.contract;
    let readable = contract.reader_of_created(entry, operation).and_then(|reader| {
        let what = "Makes the call, and then reads what it has created until the service finds it: new objects take a \
                    while to be found.";
        let key = contract.key_of_created(entry).map(|property| &property.member)?;
        let key = models::entry(service, key);
        let about = [format!("{}#returns", operation.id), format!("{}#body", operation.id)];
        let about = about.into_iter().chain(key.iter().map(|key| format!("{key}#key"))).chain(key.clone());
        wait("until_readable", what, file, reader, about, Until::Readable)
    });
    let done = entry.until.as_ref().and_then(|until| {
        let (_, place) = operation.path.split_last()?;
        let (what, until) = match until {
            contract::Until::Gone => (
                "Makes the call, and then waits until the object is not found any more.".to_owned(),
                Until::Gone,
            ),
            contract::Until::Has(properties) => {
                let values = properties.iter().map(|(name, it)| (name.clone(), it.to_string()));
                let values: Vec<(String, String)> = values.collect();
                let said: Vec<String> =
                    values.iter().map(|(name, it)| docs::code(&format!("{name}: {it}"))).collect();
                let said = said.join(" and ");
                (
                    format!("Makes the call, and then reads the object until it has {said}."),
                    Until::Has(values),
                )
            }
        };
        let about = [format!("{}#until", operation.id)];
        wait("until_done", &what, file, contract.reader(place)?, about, until)
    });
    readable.into_iter().chain(done).collect()
}

fn wait(
    name: &'static str,
    what: &str,
    file: &File,
    (of, _, reader): (&File, &Entry, &Operation),
    about: impl IntoIterator<Item = String>,
    until: Until,
) -> Option<Wait> {
    let call = names::pascal(&reader.id)?;
    let module = if of.name == file.name { None } else { Some(names::snake(&of.name)?) };
    let gone = matches!(until, Until::Gone);
    let limit = "Waits for two minutes at most, or as long as `within` says.";
    let function = Function {
        ident: names::fixed(name),
        docs: docs::paragraphs([docs::lines(what), vec![limit.to_owned()]]),
        on: On::Value,
        arguments: Vec::new(),
        returns: Returns::Until { module, call, gone },
    };
    let looking = [format!("{}#returns", reader.id), reader.id.clone()];
    Some(Wait { function, about: about.into_iter().chain(looking).collect(), until })
}
