//! Misuse of the clients that must not compile: one file each in `cases/`, with what the compiler says beside it.
//!
//! As documentation tests, they show with any compiler that they do not compile. `misuse.rs` compares what is said.

/// Cases, by the names of their files.
#[cfg(doctest)]
macro_rules! cases {
    ($($case:ident)*) => { $(
        #[doc = concat!("```compile_fail\n", include_str!(concat!("cases/", stringify!($case), ".rs")), "```")]
        pub mod $case {}
    )* };
}

#[cfg(doctest)]
cases! {
    await_what_blocks
    clear_what_must_stay
    filter_by_another_kind_of_value
    filter_by_what_cannot_be_filtered
    filter_of_another_type
    items_of_no_list
    missing_properties
    number_as_identifier
    order_by_what_cannot_be_sorted
    other_identifier
    setter_of_another_call
}
