//! `$filter`, as text or from typed properties.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, Not};

use super::literal::ComparableWith;
use super::{OrderBy, QueryValue, QueryWriter, Selected};

/// A condition on objects of type `T`.
///
/// Typed properties quote the values that they are compared with, so a value cannot change the condition. Text is
/// passed on as it is.
pub struct Filter<T> {
    text: String,
    shape: Shape,
    /// Whether only an advanced query can have it.
    advanced: bool,
    marker: PhantomData<fn() -> T>,
}

/// What holds a condition together, for deciding where parentheses go.
#[derive(Clone, Copy, PartialEq)]
enum Shape {
    Comparison,
    And,
    Or,
    /// Text of unknown shape.
    Text,
}

impl<T> Filter<T> {
    fn comparison(text: String, advanced: bool) -> Self {
        Self { text, shape: Shape::Comparison, advanced, marker: PhantomData }
    }

    /// Both conditions hold.
    #[must_use]
    pub fn and(self, other: impl Into<Self>) -> Self {
        self.join(Shape::And, " and ", other.into())
    }

    /// At least one of the conditions holds.
    #[must_use]
    pub fn or(self, other: impl Into<Self>) -> Self {
        self.join(Shape::Or, " or ", other.into())
    }

    /// The condition as it is sent, before percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    fn join(self, shape: Shape, word: &str, other: Self) -> Self {
        let advanced = self.advanced || other.advanced;
        let text = [self.within(shape).as_str(), word, other.within(shape).as_str()].concat();
        Self { text, shape, advanced, marker: PhantomData }
    }

    fn within(self, shape: Shape) -> String {
        if self.shape == Shape::Comparison || self.shape == shape {
            self.text
        } else {
            format!("({})", self.text)
        }
    }
}

/// The condition does not hold. Services that tell advanced queries apart take this in those only.
impl<T> Not for Filter<T> {
    type Output = Self;

    fn not(self) -> Self {
        Self::comparison(format!("not({})", self.text), true)
    }
}

impl<T> Clone for Filter<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), ..*self }
    }
}

impl<T> fmt::Debug for Filter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.text).finish()
    }
}

impl<T> From<String> for Filter<T> {
    fn from(text: String) -> Self {
        Self { text, shape: Shape::Text, advanced: false, marker: PhantomData }
    }
}

impl<T> From<&str> for Filter<T> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<T> From<&String> for Filter<T> {
    fn from(text: &String) -> Self {
        Self::from(text.clone())
    }
}

impl<T> QueryValue for Filter<T> {
    fn write(&self, query: &mut QueryWriter<'_>) {
        query.push(&self.text);
    }

    fn is_advanced(&self) -> bool {
        self.advanced
    }
}

/// What a `filter` setter takes: a [`Filter`], or text.
pub trait IntoFilter<T>: QueryValue {}

impl<T> IntoFilter<T> for Filter<T> {}
impl<T> IntoFilter<T> for &Filter<T> {}
impl<T> IntoFilter<T> for String {}
impl<T> IntoFilter<T> for &String {}
impl<T> IntoFilter<T> for &str {}

/// Marks a property by which lists cannot be sorted.
#[derive(Clone, Copy, Debug)]
pub enum Unsorted {}

/// Marks a property by which lists can be sorted.
#[derive(Clone, Copy, Debug)]
pub enum Sortable {}

/// Ties types to a value that holds none of them, whatever these types are.
type Of<T> = PhantomData<fn() -> T>;

/// A property of `T` with values of type `V` that conditions can use.
pub struct Property<T, V, S = Unsorted> {
    named: Named<T>,
    marker: Of<(V, S)>,
}

/// What a property is called, and whether only advanced queries can filter or sort by it.
struct Named<T> {
    selected: Selected<T>,
    filter: bool,
    sort: bool,
}

impl<T> Named<T> {
    const fn new(name: &'static str) -> Self {
        Self { selected: Selected::new(name), filter: false, sort: false }
    }

    fn call(&self, function: &str, value: &impl ComparableWith<String>) -> String {
        let mut text = format!("{function}({},", self.selected.name());
        value.write(&mut text);
        text.push(')');
        text
    }

    fn order(&self, direction: &str) -> OrderBy<T> {
        OrderBy::by(format!("{}{direction}", self.selected.name()), self.sort)
    }
}

impl<T, V, S> Property<T, V, S> {
    /// The property has this value.
    pub fn eq(&self, value: impl ComparableWith<V>) -> Filter<T> {
        self.compare("eq", value, false)
    }

    /// The property has another value. Services that tell advanced queries apart take this in those only.
    pub fn ne(&self, value: impl ComparableWith<V>) -> Filter<T> {
        self.compare("ne", value, true)
    }

    /// The property has this value or a greater one.
    pub fn ge(&self, value: impl ComparableWith<V>) -> Filter<T> {
        self.compare("ge", value, false)
    }

    /// The property has this value or a smaller one.
    pub fn le(&self, value: impl ComparableWith<V>) -> Filter<T> {
        self.compare("le", value, false)
    }

    fn compare(&self, operator: &str, value: impl ComparableWith<V>, advanced: bool) -> Filter<T> {
        let mut text = format!("{} {operator} ", self.named.selected.name());
        value.write(&mut text);
        Filter::comparison(text, advanced || self.named.filter)
    }
}

impl<T, S> Property<T, String, S> {
    /// The property begins with this text.
    pub fn starts_with(&self, value: impl ComparableWith<String>) -> Filter<T> {
        Filter::comparison(self.named.call("startswith", &value), self.named.filter)
    }

    /// The property ends with this text. Services that tell advanced queries apart take this in those only.
    pub fn ends_with(&self, value: impl ComparableWith<String>) -> Filter<T> {
        Filter::comparison(self.named.call("endswith", &value), true)
    }
}

impl<T, V> Property<T, V, Sortable> {
    /// Smallest first.
    pub fn ascending(&self) -> OrderBy<T> {
        self.named.order("")
    }

    /// Greatest first.
    pub fn descending(&self) -> OrderBy<T> {
        self.named.order(" desc")
    }
}

/// A property of `T` by which lists can be sorted, but which conditions cannot use.
pub struct SortProperty<T> {
    named: Named<T>,
    marker: Of<()>,
}

impl<T> SortProperty<T> {
    /// Smallest first.
    pub fn ascending(&self) -> OrderBy<T> {
        self.named.order("")
    }

    /// Greatest first.
    pub fn descending(&self) -> OrderBy<T> {
        self.named.order(" desc")
    }
}

/// A property of `T` with many values of type `V`.
pub struct PropertyList<T, V> {
    named: Named<T>,
    marker: Of<V>,
}

impl<T, V> PropertyList<T, V> {
    /// At least one of the values meets the condition.
    pub fn any(&self, condition: impl FnOnce(Property<T, V>) -> Filter<T>) -> Filter<T> {
        let condition = condition(Property::new("item"));
        let text = format!("{}/any(item:{})", self.named.selected.name(), condition.text);
        Filter::comparison(text, self.named.filter || condition.advanced)
    }
}

macro_rules! properties {
    ($($name:ident<$($parameter:ident),*>)*) => { $(
        impl<$($parameter),*> $name<$($parameter),*> {
            #[doc(hidden)]
            pub const fn new(name: &'static str) -> Self {
                Self { named: Named::new(name), marker: PhantomData }
            }

            /// Only advanced queries can filter by it.
            #[doc(hidden)]
            pub const fn advanced_filter(mut self) -> Self {
                self.named.filter = true;
                self
            }

            /// Only advanced queries can sort by it.
            #[doc(hidden)]
            pub const fn advanced_sort(mut self) -> Self {
                self.named.sort = true;
                self
            }
        }

        /// Calls can select it.
        impl<$($parameter),*> Deref for $name<$($parameter),*> {
            type Target = Selected<T>;

            fn deref(&self) -> &Selected<T> {
                &self.named.selected
            }
        }

        impl<$($parameter),*> fmt::Debug for $name<$($parameter),*> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.name()).finish()
            }
        }
    )* };
}
properties!(Property<T, V, S> PropertyList<T, V> SortProperty<T>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DateTime, Guid, Instant};

    struct Group;
    const NAME: Property<Group, String, Sortable> = Property::new("displayName");
    const ENABLED: Property<Group, bool> = Property::new("securityEnabled");
    const SYNCED: Property<Group, DateTime> = Property::new("lastDirSyncTime");

    #[test]
    fn values_are_quoted_by_type() {
        assert_eq!(NAME.eq("O'Brien").as_str(), "displayName eq 'O''Brien'");
        assert_eq!(
            NAME.starts_with("A') or (1 eq 1").as_str(),
            "startswith(displayName,'A'') or (1 eq 1')"
        );
        assert_eq!(ENABLED.eq(true).as_str(), "securityEnabled eq true");
        assert_eq!(
            SYNCED.ge("2018-10-11T00:00:00Z").as_str(),
            "lastDirSyncTime ge datetime'2018-10-11T00:00:00Z'"
        );
        assert_eq!(
            Property::<Group, Guid>::new("appId").eq("0f1a").as_str(),
            "appId eq guid'0f1a'"
        );
        let made = Property::<Group, Instant>::new("createdDateTime");
        assert_eq!(
            made.ge("2018-10-11T00:00:00Z").as_str(),
            "createdDateTime ge 2018-10-11T00:00:00Z"
        );
        assert_eq!(made.ge("1 or 1 eq 1").as_str(), "createdDateTime ge '1 or 1 eq 1'");
        assert_eq!(Property::<Group, i32>::new("ttl").le(5).as_str(), "ttl le 5");
        let proxies = PropertyList::<Group, String>::new("proxyAddresses");
        assert_eq!(
            proxies.any(|address| address.eq("smtp:a@b.example")).as_str(),
            "proxyAddresses/any(item:item eq 'smtp:a@b.example')"
        );
    }

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let either = NAME.eq("a").or(NAME.eq("b")).or(NAME.eq("c"));
        assert_eq!(
            either.as_str(),
            "displayName eq 'a' or displayName eq 'b' or displayName eq 'c'"
        );
        assert_eq!(
            ENABLED.eq(true).and(either).as_str(),
            "securityEnabled eq true and (displayName eq 'a' or displayName eq 'b' or displayName eq 'c')"
        );
        assert_eq!(
            Filter::<Group>::from("a eq 1 or b eq 2").and(ENABLED.eq(false)).as_str(),
            "(a eq 1 or b eq 2) and securityEnabled eq false"
        );
    }

    #[test]
    fn what_only_advanced_queries_can_have_is_told() {
        let special: Property<Group, String, Sortable> =
            Property::new("description").advanced_filter().advanced_sort();
        let sorted: Property<Group, String, Sortable> = Property::new("mail").advanced_sort();
        assert!(!sorted.eq("a").is_advanced() && sorted.ascending().is_advanced());
        assert!(!NAME.eq("a").or(NAME.starts_with("b")).is_advanced());
        assert!(special.eq("a").is_advanced());
        assert!(NAME.eq("a").and(special.eq("b")).is_advanced());
        assert!(special.descending().is_advanced());
        assert!(NAME.ascending().then(special.ascending()).is_advanced());
        assert!(!NAME.ascending().is_advanced());
        for (filter, text) in [
            (NAME.ne("a"), "displayName ne 'a'"),
            (NAME.ends_with("a"), "endswith(displayName,'a')"),
            (!NAME.eq("a"), "not(displayName eq 'a')"),
        ] {
            assert_eq!(filter.as_str(), text);
            assert!(filter.is_advanced());
        }
    }

    #[test]
    fn orders_can_follow_each_other() {
        assert_eq!(NAME.ascending().as_str(), "displayName");
        assert_eq!(NAME.descending().then("mail").as_str(), "displayName desc,mail");
    }
}
