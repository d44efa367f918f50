//! Tokens that others are drawn with: what is drawn into them is shared, while `quote` alone would copy it, token by token,
//! once for each that is around it.

use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{ToTokens, TokenStreamExt};

/// What an emitter draws.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens(pub(crate) TokenStream);

impl ToTokens for Tokens {
    /// A group without delimiters is printed as what it holds.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.append(Group::new(Delimiter::None, self.0.clone()));
    }
}

/// The same as `quote::quote`.
macro_rules! quote {
    ($($tokens:tt)*) => { $crate::emit::tokens::Tokens(::quote::quote! { $($tokens)* }) };
}
pub(crate) use quote;
