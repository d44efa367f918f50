//! What goes wrong on purpose, as data.

use std::time::Duration;

use serde_json::Value;

use crate::tenant::FakeTenant;

/// What goes wrong with calls of an operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fault {
    /// The operation: `groups.create`, `azure_ad_graph:groups.create`, or `*` for all.
    operation: String,
    /// How many calls it concerns; none: all.
    times: Option<u64>,
    used: u64,
    pub(crate) kind: Kind,
    pub(crate) code: Option<String>,
    pub(crate) retry_after: Option<u64>,
}

/// The kinds of faults.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Kind {
    /// Nothing happens but a response with a status.
    Status(u16),
    /// All is done, and nobody gets the response.
    Lost,
    /// The connection breaks amid the response.
    Broken,
    /// The response takes its time.
    Slow(Duration),
    /// What is read is as it was before the last change.
    Lagging,
    /// Tokens of pages have expired.
    Expired,
    /// The link to the next page leads to this one.
    Repeating,
    /// Nothing yet.
    #[default]
    Undecided,
}

impl Fault {
    fn concerns(&self, service: &str, id: &str) -> bool {
        let named = match self.operation.split_once(':') {
            Some((of, operation)) => of == service && operation == id,
            None => self.operation == id || self.operation == "*",
        };
        named && self.times.is_none_or(|times| self.used < times)
    }
}

/// The faults of a tenant, in the order in which they were told.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(Vec<Fault>);

impl Faults {
    /// The next fault of a call among those of some kinds, which counts as used.
    pub(crate) fn take(
        &mut self,
        service: &str,
        id: &str,
        of: impl Fn(Kind) -> bool,
    ) -> Option<Fault> {
        let mut found = self.0.iter_mut();
        let fault = found.find(|fault| of(fault.kind) && fault.concerns(service, id))?;
        fault.used += 1;
        Some(fault.clone())
    }

    /// Whether reads may lag, so that what was before a change has to be kept.
    pub(crate) fn may_lag(&self) -> bool {
        self.0.iter().any(|fault| fault.kind == Kind::Lagging)
    }

    pub(crate) fn push(&mut self, operation: &str) -> usize {
        self.0.push(Fault { operation: operation.to_owned(), ..Fault::default() });
        self.0.len() - 1
    }

    pub(crate) fn change(&mut self, index: usize, change: impl FnOnce(&mut Fault)) {
        if let Some(fault) = self.0.get_mut(index) {
            change(fault);
        }
    }

    /// Faults as a file has them: a list of objects.
    ///
    /// # Errors
    ///
    /// What is no fault.
    pub(crate) fn read(json: &Value) -> Result<Self, String> {
        let Some(list) = json.as_array() else { return Err("faults are a JSON array".into()) };
        list.iter().map(fault).collect::<Result<_, _>>().map(Self)
    }
}

fn fault(json: &Value) -> Result<Fault, String> {
    let Some(object) = json.as_object() else { return Err("a fault is a JSON object".into()) };
    let mut fault = Fault { operation: "*".into(), ..Fault::default() };
    for (key, value) in object {
        let wrong = || format!("`{key}` cannot be {value}");
        let number = || value.as_u64().ok_or_else(wrong);
        let mut kind = |kind| match value.as_bool() {
            Some(true) => {
                fault.kind = kind;
                Ok(())
            }
            _ => Err(wrong()),
        };
        match key.as_str() {
            "operation" => fault.operation = value.as_str().ok_or_else(wrong)?.to_owned(),
            "times" => fault.times = Some(number()?),
            "status" => {
                let status = u16::try_from(number()?).ok().filter(|it| (400..600).contains(it));
                fault.kind = Kind::Status(status.ok_or_else(wrong)?);
            }
            "code" => fault.code = Some(value.as_str().ok_or_else(wrong)?.to_owned()),
            "retryAfter" => fault.retry_after = Some(number()?),
            "milliseconds" => fault.kind = Kind::Slow(Duration::from_millis(number()?)),
            "lost" => kind(Kind::Lost)?,
            "broken" => kind(Kind::Broken)?,
            "lagging" => kind(Kind::Lagging)?,
            "expired" => kind(Kind::Expired)?,
            "repeating" => kind(Kind::Repeating)?,
            _ => return Err(format!("a fault has no `{key}`")),
        }
    }
    if fault.kind == Kind::Undecided {
        return Err(format!("nothing goes wrong with {json}"));
    }
    Ok(fault)
}

/// A fault that is being told to a [`FakeTenant`].
#[derive(Clone, Debug)]
pub struct FaultRule {
    pub(crate) tenant: FakeTenant,
    pub(crate) index: usize,
}

impl FaultRule {
    /// Concerns that many calls; later ones go well.
    pub fn times(self, times: u64) -> Self {
        self.change(|fault| fault.times = Some(times))
    }

    /// Responds with this status, and does nothing.
    pub fn with(self, status: u16) -> Self {
        self.kind(Kind::Status(status))
    }

    /// The code of the error, instead of the one that goes with the status.
    pub fn code(self, code: &str) -> Self {
        self.change(|fault| fault.code = Some(code.to_owned()))
    }

    /// How many seconds the caller shall wait.
    pub fn retry_after(self, seconds: u64) -> Self {
        self.change(|fault| fault.retry_after = Some(seconds))
    }

    /// Does what is asked for, and loses the response.
    pub fn lost(self) -> Self {
        self.kind(Kind::Lost)
    }

    /// Breaks the connection amid the response.
    pub fn broken(self) -> Self {
        self.kind(Kind::Broken)
    }

    /// Takes its time, by the tenant's own clock.
    pub fn slow(self, time: Duration) -> Self {
        self.kind(Kind::Slow(time))
    }

    /// Reads what was before the last change.
    pub fn lagging(self) -> Self {
        self.kind(Kind::Lagging)
    }

    /// Calls tokens of pages expired.
    pub fn expired(self) -> Self {
        self.kind(Kind::Expired)
    }

    /// Links each page to itself.
    pub fn repeating(self) -> Self {
        self.kind(Kind::Repeating)
    }

    fn kind(self, kind: Kind) -> Self {
        self.change(|fault| fault.kind = kind)
    }

    fn change(self, change: impl FnOnce(&mut Fault)) -> Self {
        self.tenant.change_fault(self.index, change);
        self
    }
}
