//! `dondoc export`: the whole data file as one JSON text (the form of `domain::whole`).

use super::context::Context;
use super::out::Out;
use crate::error::Result;

pub fn run(context: &Context, out: &mut Out) -> Result<u8> {
    let store = context.look(out)?;
    out.json_stream(|json| store.export(json))?;
    Ok(0)
}
