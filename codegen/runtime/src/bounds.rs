//! What may be made of a response: small text can ask for much memory.

use super::json_path::string_end;

/// What a response may measure unless the builder is told otherwise: 64 MiB.
pub(crate) const MAX_RESPONSE: usize = 64 << 20;
/// How many items a page may have unless the builder is told otherwise; the services send at most 999.
pub(crate) const MAX_PAGE_ITEMS: usize = 10_000;

/// Bounds of what a response may hold.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// How many items a page may have.
    pub(crate) items: usize,
    /// How many bytes values may take besides [`PER_BYTE`] times the text.
    pub(crate) memory: usize,
}

/// What an object takes at most, whether it becomes a model in a list or stays JSON.
const OBJECT: usize = 1024;
/// What any other value in a list or object takes at most, apart from its text.
const VALUE: usize = 128;
/// What values other than objects take at most for a byte of text: `[],` has two in three bytes, and nothing has more.
const DENSEST: usize = VALUE * 2 / 3 + 1;
/// How many bytes of memory a byte of text may take.
const PER_BYTE: usize = 16;

/// What a client allows unless it is told otherwise.
impl Default for Bounds {
    fn default() -> Self {
        Self { items: MAX_PAGE_ITEMS, memory: MAX_RESPONSE }
    }
}

impl Bounds {
    /// For what is no response of a service.
    pub(crate) const NONE: Self = Self { items: usize::MAX, memory: usize::MAX };

    /// Whether the values of a JSON text may take as much memory as they would.
    pub(crate) fn allow(&self, text: &[u8]) -> bool {
        let room = text.len().saturating_mul(PER_BYTE);
        let room = room.saturating_add(self.memory);
        // Every byte may begin an object, or may look like that within a string: what is enough even then is not counted
        // in the slower ways.
        let length = text.len();
        if length.saturating_mul(OBJECT) <= room {
            return true;
        }
        let objects = count(text, |byte| byte == b'{') * OBJECT;
        let values = || count(text, |byte| matches!(byte, b',' | b'[')) * VALUE;
        objects.saturating_add(length.saturating_mul(DENSEST)) <= room
            || objects + values() <= room
            || weight_outside_strings(text) <= room
    }
}

/// How many bytes of a text are such.
fn count(text: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    // Counting in bytes is what processors do many at a time, so that a piece is a multiple of that.
    let pieces = text.chunks(224);
    pieces
        .map(|piece| usize::from(piece.iter().map(|byte| u8::from(is_such(*byte))).sum::<u8>()))
        .sum()
}

fn weight_outside_strings(text: &[u8]) -> usize {
    let (mut weight, mut at) = (0, 0);
    while let Some(byte) = text.get(at) {
        match byte {
            b'"' => at = string_end(text, at + 1),
            b'{' => weight += OBJECT,
            b',' | b'[' => weight += VALUE,
            _ => {}
        }
        at += 1;
    }
    weight
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { items: 0, memory: 4096 };

    #[test]
    fn few_objects_are_allowed_and_many_are_not() {
        assert!(BOUNDS.allow(b"[{},{},{}]"));
        assert!(!BOUNDS.allow(b"[{},{},{},{}]"));
        assert!(BOUNDS.allow(
            &[b"[[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[],[]]".as_slice()].concat()
        ));
        assert!(!BOUNDS.allow("[],".repeat(100).as_bytes()));
    }

    #[test]
    fn text_may_hold_what_looks_like_objects() {
        let text = format!(r#"{{"a":"{}\"{}"}}"#, "{".repeat(500), "{".repeat(500));
        assert!(BOUNDS.allow(text.as_bytes()));
        assert!(!BOUNDS.allow(&[text.as_bytes(), &[b'{'; 20]].concat()));
    }

    #[test]
    fn a_long_text_is_counted_whole() {
        let text = "{\"a\":1}".repeat(300);
        assert_eq!(count(text.as_bytes(), |byte| byte == b'{'), 300);
        assert_eq!(weight_outside_strings(text.as_bytes()), 307_200);
        assert_eq!(count(&[b','; 1000], |byte| byte == b','), 1000);
    }
}
