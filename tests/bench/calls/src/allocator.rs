//! Counts allocations. Cheap, because it also counts while time is measured.
#![allow(unsafe_code, reason = "an allocator cannot be made without")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

/// How often memory was asked for, and for how many bytes. Growing a block counts as asking once more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Allocations {
    pub(crate) count: u64,
    pub(crate) bytes: u64,
}

thread_local! {
    static SO_FAR: Cell<Allocations> = const { Cell::new(Allocations { count: 0, bytes: 0 }) };
}

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is left to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

fn count(size: usize) {
    let before = SO_FAR.get();
    SO_FAR.set(Allocations { count: before.count + 1, bytes: before.bytes + size as u64 });
}

/// What `work` asks for, on this thread.
pub(crate) fn during(work: impl FnOnce()) -> Allocations {
    let before = SO_FAR.get();
    work();
    let after = SO_FAR.get();
    Allocations { count: after.count - before.count, bytes: after.bytes - before.bytes }
}
