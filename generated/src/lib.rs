//! Typed clients for the Azure AD Graph and the domain operations of Microsoft Graph.
