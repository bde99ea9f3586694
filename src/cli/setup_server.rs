//! `dondoc setup-server`: prints what a server or a Windows PC is set up with. Nothing is run and nothing read.

use super::out::Out;

const SERVER: &str = include_str!("../../data/server/setup.sh");
/// A letter is dropped on the one; the other fetches reports.
const WINDOWS: [(&str, &str); 2] = [
    ("nhap-van-ban.cmd", include_str!("../../data/server/nhap-van-ban.cmd")),
    ("lay-bao-cao.cmd", include_str!("../../data/server/lay-bao-cao.cmd")),
];

pub fn run(out: &mut Out, windows: bool) {
    // Signs of a script stay as they are.
    out.ascii = false;
    if !windows {
        return out.text(SERVER);
    }
    for (name, text) in WINDOWS {
        // As remarks of both, so that what is cut off below runs too.
        out.line(&format!("rem ===== {name} ====="));
        out.text(text);
    }
}
