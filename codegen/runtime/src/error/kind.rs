//! At which stage a call failed.

/// The stage at which a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The request could not be built; nothing was sent.
    InvalidRequest,
    /// No token was to be had; nothing was sent.
    Credential,
    /// No connection came about; the service has not seen the request.
    Connect,
    /// The connection failed after it had come about; whether the service acted is unknown.
    Transport,
    /// Time ran out; whether the service acted is unknown.
    Timeout,
    /// The service responded, and not with success.
    Status,
    /// The response is larger than the client takes.
    TooLarge,
    /// The response could not be read.
    Decode,
    /// An object came without what selects it.
    Missing,
    /// The link to the next page leads where it must not, or back to a page that was there before.
    NextLink,
    /// The service does not know any more what has changed since then: the list has to be read from its start.
    Resync,
    /// A mock or a recording has nothing for the call; happens in tests only.
    UnexpectedCall,
}

impl ErrorKind {
    pub(crate) const fn text(self) -> &'static str {
        match self {
            Self::InvalidRequest => "the request cannot be built",
            Self::Credential => "no token",
            Self::Connect => "no connection",
            Self::Transport => "the connection failed",
            Self::Timeout => "timed out",
            Self::Status => "the service refused",
            Self::TooLarge => "the response is too large",
            Self::Decode => "the response cannot be read",
            Self::Missing => "a property is missing",
            Self::NextLink => "the next page cannot be followed",
            Self::Resync => "the changes are not known any more",
            Self::UnexpectedCall => "unexpected call",
        }
    }
}
