//! The query options of a request, read and held against what the operation and its types allow.

use codegen::contract::{self, Builtin, OptionKind, QueryOption, Type, TypeId};

use crate::page::{DELTA_TOKEN, SKIP_TOKEN};
use crate::query::{
    self, Dialect, Expand, Filter, Kind, OrderBy, Property, QueryError, Rules, Search, Support,
};
use crate::refusal::Refusal;
use crate::request::Asked;

/// What the query options say.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) filter: Option<Filter>,
    pub(crate) order: Option<OrderBy>,
    pub(crate) search: Option<Search>,
    pub(crate) select: Option<Vec<String>>,
    pub(crate) expand: Vec<Expand>,
    pub(crate) top: Option<usize>,
    pub(crate) count: bool,
    pub(crate) backwards: bool,
    pub(crate) is_v3: bool,
}

impl Options {
    /// Reads the query options.
    ///
    /// # Errors
    ///
    /// One that the operation does not take, or that cannot be read, or that the types do not allow.
    pub(crate) fn read(
        asked: &Asked<'_>,
        listed: Option<TypeId>,
        loose: bool,
    ) -> Result<Self, Refusal> {
        let service = asked.world.service(asked.route);
        let entry = asked.world.entry(asked.route);
        let mut options = Self { is_v3: service.has_typed_literals, ..Self::default() };
        let mut found: Vec<(&QueryOption, &str)> = Vec::new();
        // What a behaviour is asked, with the option that it takes in the successor.
        let is_delta = matches!(entry.returns, contract::Returns::Delta(_));
        let is_token = |name: &str| name == SKIP_TOKEN || (is_delta && name == DELTA_TOKEN);
        for (name, value) in &asked.query {
            let known = entry.query.iter().map(|(id, _)| &service[*id]).find(|it| it.name == *name);
            match known {
                Some(option) => found.push((option, value)),
                None if !name.starts_with('$') || is_token(name) || loose => {}
                None => {
                    let message =
                        format!("Query option '{name}' is not supported on this resource.");
                    return Err(Refusal::unsupported(message).on(name));
                }
            }
        }
        let counts = found.iter().any(|(option, value)| {
            option.kind == OptionKind::Count && value.eq_ignore_ascii_case("true")
        });
        let has = |kind| found.iter().any(|(option, _)| option.kind == kind);
        let is_count = matches!(entry.returns, contract::Returns::Count);
        let both = has(OptionKind::Filter) && has(OptionKind::OrderBy);
        let needs_advanced =
            entry.advanced || counts || has(OptionKind::Search) || (both && !options.is_v3);
        if both && options.is_v3 && !loose {
            return Err(
                Refusal::unsupported("$filter cannot be combined with $orderby.").on("$orderby")
            );
        }
        let is_refused = needs_advanced && !asked.is_advanced && !loose;
        if let Some(advanced) = service.advanced.as_ref().filter(|_| is_refused) {
            return Err(Refusal::unsupported(format!(
                "Request needs the header '{}: {}'.",
                advanced.header, advanced.value
            )));
        }
        let properties = |path: &str| property(asked, listed?, path);
        let rules = Rules {
            dialect: if options.is_v3 { Dialect::V3 } else { Dialect::V4 },
            advanced: asked.is_advanced && (counts || is_count || has(OptionKind::Search)),
            loose,
            properties: &properties,
        };
        // What lists of changes are filtered by, their behaviours read.
        found.retain(|(option, _)| !(is_delta && option.kind == OptionKind::Filter));
        for (option, value) in found {
            options.set(option, value, rules, loose)?;
        }
        options.check_names(asked, listed, loose)?;
        Ok(options)
    }

    fn set(
        &mut self,
        option: &QueryOption,
        value: &str,
        rules: Rules<'_>,
        loose: bool,
    ) -> Result<(), Refusal> {
        let name = option.name.as_str();
        let refuse = |error: QueryError| refused(name, &error);
        match option.kind {
            OptionKind::Filter => self.filter = Some(Filter::parse(value, rules).map_err(refuse)?),
            OptionKind::OrderBy => self.order = Some(OrderBy::parse(value, rules).map_err(refuse)?),
            OptionKind::Search => self.search = Some(Search::parse(value, rules).map_err(refuse)?),
            OptionKind::Select => self.select = Some(query::selects(value).map_err(refuse)?),
            OptionKind::Expand => self.expand = query::expands(value).map_err(refuse)?,
            OptionKind::Text if name == "$expand" => {
                self.expand = query::expands(value).map_err(refuse)?;
            }
            OptionKind::Count => self.count = flag(name, value)?,
            OptionKind::Flag => self.backwards = flag(name, value)?,
            OptionKind::Number { min, max } => self.top = Some(number(value, min, max, loose)?),
            OptionKind::Text | OptionKind::Json => {}
        }
        Ok(())
    }

    /// Selected and expanded names have to be properties.
    fn check_names(
        &self,
        asked: &Asked<'_>,
        listed: Option<TypeId>,
        loose: bool,
    ) -> Result<(), Refusal> {
        let Some(listed) = listed.filter(|_| !loose) else { return Ok(()) };
        let service = asked.world.service(asked.route);
        let unknown = |option: &str, name: &str| {
            let of = &service[listed].name;
            Err(Refusal::bad_request(format!(
                "Could not find a property named '{name}' on type '{of}'."
            ))
            .on(option))
        };
        for name in self.select.iter().flatten() {
            let first = name.split('/').next().unwrap_or(name);
            let is_known =
                first == "*" || first.contains('@') || find(asked, listed, first).is_some();
            if !is_known {
                return unknown("$select", name);
            }
        }
        for expand in &self.expand {
            if find(asked, listed, &expand.name)
                .is_none_or(|property| !property.expand && !self.is_v3)
                && !self.is_v3
            {
                return unknown("$expand", &expand.name);
            }
        }
        Ok(())
    }
}

fn refused(name: &str, error: &QueryError) -> Refusal {
    let message = format!("Invalid {name}: {error}.");
    let refusal = if error.unsupported {
        Refusal::unsupported(message)
    } else {
        Refusal::bad_request(message)
    };
    refusal.on(name)
}

fn flag(name: &str, value: &str) -> Result<bool, Refusal> {
    match value.to_ascii_lowercase().as_str() {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Refusal::bad_request(format!("Invalid value '{value}' for {name}.")).on(name)),
    }
}

fn number(value: &str, min: Option<u32>, max: Option<u32>, loose: bool) -> Result<usize, Refusal> {
    let (min, max) = (min.unwrap_or(0) as usize, max.unwrap_or(u32::MAX) as usize);
    let given = value.parse::<usize>().ok();
    match given {
        Some(number) if (min..=max).contains(&number) => Ok(number),
        Some(number) if loose => Ok(number.clamp(min, max)),
        _ => Err(Refusal::bad_request(format!(
            "Invalid page size specified: '{value}'. Must be between {min} and {max} inclusive."
        ))
        .on("$top")),
    }
}

/// A property of the listed type, or of one that is based on it.
fn find<'w>(asked: &Asked<'w>, listed: TypeId, name: &str) -> Option<&'w contract::Property> {
    let service = &asked.world.api.services[asked.route.service];
    let mut types = std::iter::once(&listed).chain(&service[listed].derived);
    let by_case =
        |id: &TypeId| service.properties(*id).find(|it| it.member.name.eq_ignore_ascii_case(name));
    types.find_map(|id| service.property(*id, name).or_else(|| by_case(id)))
}

/// What queries can do with the property at a path.
fn property(asked: &Asked<'_>, listed: TypeId, path: &str) -> Option<Property> {
    let service = asked.world.service(asked.route);
    let mut names = path.split('/');
    let first = find(asked, listed, names.next()?)?;
    let mut ty = &first.member.ty;
    for name in names {
        ty = &service.property(ty.named()?, name)?.member.ty;
    }
    // The contract has no mark for lists of objects, which are filtered by what their items have.
    let is_of_objects = first.member.ty.is_list()
        && first.member.ty.named().is_some_and(|id| service[id].kind == contract::Kind::Object);
    let is_unmarked = asked.world.unmarked[asked.route.service];
    let marked = |mark| if is_unmarked { Support::Plain } else { support(mark) };
    let filter = if is_of_objects { Support::Plain } else { marked(first.filter) };
    Some(Property {
        kind: kind(service, ty.item()),
        list: ty.is_list(),
        filter,
        sort: marked(first.sort),
        search: first.search,
    })
}

fn support(support: Option<contract::Support>) -> Support {
    match support {
        Some(contract::Support::Plain) => Support::Plain,
        Some(contract::Support::Advanced) => Support::Advanced,
        None => Support::Never,
    }
}

fn kind(service: &contract::Service, ty: &Type) -> Kind {
    match ty {
        Type::Builtin(Builtin::Boolean) => Kind::Boolean,
        Type::Builtin(Builtin::Int32 | Builtin::Int64 | Builtin::Double) => Kind::Number,
        Type::Builtin(Builtin::DateTime) => Kind::Date,
        ty if service.is_text(ty) => Kind::Text,
        Type::Named(_) => Kind::Object,
        _ => Kind::Any,
    }
}
