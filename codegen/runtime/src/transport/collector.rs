//! The body of a response, as it comes.

use bytes::Bytes;

use super::TransportError;

/// Collects the body of a response piece by piece and stops when it becomes too large.
pub(crate) struct Collector {
    pieces: Vec<u8>,
    first: Option<Bytes>,
    limit: usize,
}

impl Collector {
    /// Begins a body of the announced length.
    pub(crate) fn new(limit: usize, announced: Option<u64>) -> Result<Self, TransportError> {
        if announced
            .is_some_and(|length| usize::try_from(length).map_or(true, |length| length > limit))
        {
            return Err(TransportError::too_large(limit));
        }
        Ok(Self { pieces: Vec::new(), first: None, limit })
    }

    pub(crate) fn push(&mut self, piece: Bytes) -> Result<(), TransportError> {
        let collected = self.first.as_ref().map_or(self.pieces.len(), Bytes::len);
        if collected + piece.len() > self.limit {
            return Err(TransportError::too_large(self.limit));
        }
        // Most responses come in one piece, which is then passed on as it is.
        match self.first.take() {
            None if self.pieces.is_empty() => self.first = Some(piece),
            None => self.pieces.extend_from_slice(&piece),
            Some(first) => {
                self.pieces.reserve(first.len() + piece.len());
                self.pieces.extend_from_slice(&first);
                self.pieces.extend_from_slice(&piece);
            }
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Bytes {
        self.first.unwrap_or_else(|| Bytes::from(self.pieces))
    }
}
