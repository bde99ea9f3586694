//! The options of commands that say what happened to a task.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::nfc;
use crate::domain::reminder::Channel;

#[derive(Debug, Default, PartialEq, Eq, Args)]
pub struct Done {
    #[arg(required = true, value_parser = nfc)]
    pub tasks: Vec<String>,
    /// A day as people write it; entering it afterwards asks for the reason.
    #[arg(long, allow_hyphen_values = true, requires = "reason")]
    pub on: Option<String>,
    #[arg(long, value_parser = nfc)]
    pub reply: Option<String>,
    #[arg(long, value_parser = nfc)]
    pub note: Option<String>,
    #[arg(long, value_parser = nfc)]
    pub reason: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Extend {
    #[arg(value_parser = nfc)]
    pub task: String,
    #[arg(long, required = true)]
    pub to: String,
    #[arg(long, required = true, value_parser = nfc)]
    pub doc: String,
    #[arg(long, value_parser = nfc)]
    pub reason: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct Remind {
    #[arg(value_parser = nfc, required_unless_present = "to_unit")]
    pub task: Option<String>,
    #[arg(long = "unit", value_parser = nfc)]
    pub to_unit: Option<String>,
    #[arg(long, default_value = "phone", value_parser = channel())]
    pub channel: Channel,
    #[arg(long, value_parser = nfc)]
    pub doc: Option<String>,
    #[arg(long = "to", value_parser = nfc)]
    pub spoken_to: Option<String>,
    #[arg(long)]
    pub promised: Option<String>,
    #[arg(long, value_parser = nfc)]
    pub note: Option<String>,
}

fn channel() -> impl TypedValueParser<Value = Channel> {
    PossibleValuesParser::new(["phone", "letter", "meeting", "message", "other"]).map(|name| {
        match name.as_str() {
            "letter" => Channel::Letter,
            "meeting" => Channel::Meeting,
            "message" => Channel::Message,
            "other" => Channel::Other,
            _ => Channel::Phone,
        }
    })
}
