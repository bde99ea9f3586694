//! Keys and logins.
