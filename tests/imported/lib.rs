//! A client of a service whose metadata is `post.xml`; the build script imports what the program calls.

include!(concat!(env!("OUT_DIR"), "/root.rs"));
