//! What `staff` takes: people, their roles and their keys.

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::{Source, nfc, source};
use crate::domain::change::Role;

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Staff {
    Add {
        #[arg(value_parser = nfc)]
        login: String,
        #[arg(id = "shown_name", long = "name", value_parser = nfc)]
        shown_name: Option<String>,
        #[arg(long, value_parser = role())]
        role: Option<Role>,
    },
    Role {
        #[arg(value_parser = nfc)]
        login: String,
        #[arg(value_parser = role())]
        role: Role,
    },
    Disable {
        #[arg(value_parser = nfc)]
        login: String,
    },
    Enable {
        #[arg(value_parser = nfc)]
        login: String,
    },
    List {
        #[arg(long)]
        json: bool,
    },
    Key {
        #[arg(value_parser = nfc)]
        login: String,
        #[command(subcommand)]
        keys: Keys,
    },
}

/// What is done with somebody's keys.
#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Keys {
    Add {
        #[arg(id = "key_file", value_parser = source())]
        from: Source,
    },
    Remove {
        #[arg(value_parser = nfc)]
        which: String,
    },
    List {
        #[arg(long)]
        json: bool,
    },
}

fn role() -> impl TypedValueParser<Value = Role> {
    PossibleValuesParser::new(["viewer", "officer", "admin"]).map(|name| match name.as_str() {
        "admin" => Role::Admin,
        "officer" => Role::Officer,
        _ => Role::Viewer,
    })
}
