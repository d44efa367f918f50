//! What programs meet that talk to the fake.

mod crud;
