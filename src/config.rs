//! The only reader of the environment, of the settings file and of the system's list of accounts.
//!
//! Border: plain values for `cli` and `main`; it names no other module but `error`. Whatever is
//! wrong with the settings, the program goes on with defaults and says so.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::error::{Error, Result};

/// What the surroundings say. Options of the command line go before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// DONDOC_DB, else the settings' `db`, else the platform's data folder. Empty where it was
    /// stated empty; `None` where there is no home folder either.
    pub db: Option<PathBuf>,
    /// The settings' language: "vi" or "en".
    pub lang: Option<Language>,
    /// The settings' typing method: "telex", "vni" or "none".
    pub typing: Option<TypingMethod>,
    /// The settings' `pdftotext`: whether that program may be asked about pdf files.
    pub pdftotext: bool,
    /// Draw with ASCII signs only.
    pub ascii: bool,
    pub colour: bool,
    /// COLUMNS, in cells.
    pub columns: Option<usize>,
    /// Login name of the account that runs the program; never taken from the environment.
    pub login: String,
    pub temp_dir: PathBuf,
    /// A settings file that is there but cannot be used.
    pub bad_settings: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    Vi,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TypingMethod {
    Telex,
    Vni,
    None,
}

/// The optional file `settings.toml` in the platform's configuration folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Settings {
    db: Option<PathBuf>,
    lang: Option<Language>,
    typing: Option<TypingMethod>,
    pdftotext: bool,
    ascii: bool,
}

/// Terminals without box drawing or without a sure font for it.
const ASCII_TERMINALS: [&str; 3] = ["linux", "vt100", "dumb"];

const ACCOUNTS: &str = "/etc/passwd";

impl Config {
    /// Reads the process's surroundings. Never fails: see `bad_settings`.
    #[expect(clippy::disallowed_methods, reason = "this is the home of the environment")]
    pub fn read() -> Self {
        let folders = directories::ProjectDirs::from("", "", "dondoc");
        let settings_file = folders.as_ref().map(|f| f.config_dir().join("settings.toml"));
        let settings = settings_file.as_deref().map_or(Ok(Settings::default()), read_settings);
        let data_file = folders.map(|f| f.data_dir().join("dondoc.db"));
        let bad_settings = if settings.is_err() { settings_file } else { None };
        let accounts = std::fs::read(ACCOUNTS).unwrap_or_default();
        Self {
            login: login_of(rustix::process::getuid().as_raw(), &String::from_utf8_lossy(&accounts)),
            bad_settings,
            temp_dir: std::env::temp_dir(),
            ..Self::from(|name| std::env::var_os(name), settings.unwrap_or_default(), data_file)
        }
    }

    /// The address at which this machine was reached, where somebody sits at another one.
    #[expect(clippy::disallowed_methods, reason = "this is the home of the environment")]
    pub fn server() -> Option<String> {
        Some(addresses_of(&std::env::var("SSH_CONNECTION").ok()?)?[1].to_string())
    }

    /// The address of the machine that somebody sits at.
    #[expect(clippy::disallowed_methods, reason = "this is the home of the environment")]
    pub fn client() -> Option<String> {
        Some(addresses_of(&std::env::var("SSH_CONNECTION").ok()?)?[0].to_string())
    }

    /// The command that the client of a session asks for, as the client wrote it.
    #[expect(clippy::disallowed_methods, reason = "this is the home of the environment")]
    pub fn asked() -> Option<OsString> {
        std::env::var_os(ASKED)
    }

    /// The path that was typed: without the quotes that a terminal puts around a file dropped on it, and with
    /// the home folder for `~`.
    pub fn path(typed: &str) -> PathBuf {
        let quoted = |sign: char| typed.strip_prefix(sign)?.strip_suffix(sign);
        let bare = quoted('\'').or_else(|| quoted('"')).unwrap_or(typed);
        let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned());
        match (bare.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with('/')), home) {
            (Some(rest), Some(home)) => home.join(rest.trim_start_matches('/')),
            _ => PathBuf::from(bare),
        }
    }

    /// The rules by themselves: variables, settings and the platform's data file in, choices out.
    fn from(
        variable: impl Fn(&str) -> Option<OsString>,
        settings: Settings,
        data_file: Option<PathBuf>,
    ) -> Self {
        let text = |name: &str| variable(name).map(|v| v.to_string_lossy().into_owned());
        let filled = |name: &str| text(name).filter(|v| !v.is_empty());
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(filled);
        let terminal = text("TERM").unwrap_or_default();
        Self {
            db: variable("DONDOC_DB").map(PathBuf::from).or(settings.db).or(data_file),
            lang: settings.lang,
            typing: settings.typing,
            pdftotext: settings.pdftotext,
            ascii: settings.ascii
                || locale.is_some_and(|locale| !is_utf8(&locale))
                || ASCII_TERMINALS.contains(&terminal.as_str()),
            colour: filled("NO_COLOR").is_none(),
            columns: text("COLUMNS").and_then(|c| c.parse().ok()).filter(|c| (1..=1000).contains(c)),
            login: String::new(),
            temp_dir: PathBuf::new(),
            bad_settings: None,
        }
    }

    /// The data file: what `--db` says, else the surroundings. An empty path is refused, because
    /// SQLite would take it for a file that vanishes at the end.
    pub fn data_file(&self, option: Option<PathBuf>) -> Result<PathBuf> {
        option
            .or_else(|| self.db.clone())
            .filter(|path| !path.as_os_str().is_empty())
            .ok_or_else(|| Error::NoDataFile(PathBuf::new()))
    }
}

#[expect(clippy::disallowed_methods, reason = "the settings file belongs to the surroundings")]
fn read_settings(path: &Path) -> Result<Settings, ()> {
    match std::fs::read_to_string(path) {
        Ok(text) => toml::from_str(&text).map_err(drop),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        Err(_) => Err(()),
    }
}

/// Of "client port server port"; what is no address is not repeated to anybody.
fn addresses_of(connection: &str) -> Option<[IpAddr; 2]> {
    let words: Vec<&str> = connection.split(' ').collect();
    let [client, from, server, to] = words.as_slice() else { return None };
    let _: [u16; 2] = [from.parse().ok()?, to.parse().ok()?];
    Some([client.parse().ok()?, server.parse().ok()?])
}

/// What a session keeps of its surroundings; `None` where there is nothing else.
pub fn foreign_surroundings() -> Option<Surroundings> {
    let found: Surroundings = std::env::vars_os().collect();
    let kept = kept(&found);
    (kept != found).then_some(kept)
}

pub type Surroundings = BTreeMap<OsString, OsString>;

/// The terminal's name, a known locale, and what the SSH server says of the client; all of a form that is
/// expected of them, but for the command, which `cli::session` takes apart.
fn kept(found: &Surroundings) -> Surroundings {
    let text = |name: &str| found.get(OsStr::new(name)).and_then(|value| value.to_str());
    let is_sign = |c: char| c.is_ascii_alphanumeric() || "-+._".contains(c);
    let terminal = text("TERM").filter(|term| (1..=64).contains(&term.len()) && term.chars().all(is_sign));
    let locale = text("LANG").filter(|locale| LOCALES.contains(locale)).unwrap_or(LOCALES[0]);
    let connection = text("SSH_CONNECTION").filter(|connection| addresses_of(connection).is_some());
    let texts = [("TERM", terminal), ("LANG", Some(locale)), ("SSH_CONNECTION", connection)];
    let texts = texts.into_iter().filter_map(|(name, value)| Some((name.into(), value?.into())));
    texts.chain(found.get(OsStr::new(ASKED)).map(|asked| (ASKED.into(), asked.clone()))).collect()
}

const ASKED: &str = "SSH_ORIGINAL_COMMAND";

/// Of all others stands the first.
const LOCALES: [&str; 5] = ["vi_VN.UTF-8", "en_US.UTF-8", "C.UTF-8", "C", "POSIX"];

fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

/// The account's name in the system's list, else `uid` and the number.
fn login_of(uid: u32, accounts: &str) -> String {
    let number = uid.to_string();
    let name = accounts.lines().find_map(|line| {
        let mut fields = line.split(':');
        let name = fields.next()?;
        (fields.nth(1) == Some(number.as_str())).then_some(name)
    });
    name.filter(|name| !name.is_empty()).map_or_else(|| format!("uid{uid}"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)], settings: &str) -> Config {
        let find = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| OsString::from(*v));
        Config::from(find, toml::from_str(settings).unwrap(), Some("/home/an/dondoc.db".into()))
    }

    #[test]
    fn a_typed_path_may_be_quoted_or_begin_at_home() {
        let home = directories::BaseDirs::new().map(|folders| folders.home_dir().to_owned()).unwrap();
        for (typed, path) in [
            ("thư đến.pdf", PathBuf::from("thư đến.pdf")),
            ("'/a/thư đến.pdf'", PathBuf::from("/a/thư đến.pdf")),
            ("\"b'c.txt\"", PathBuf::from("b'c.txt")),
            ("~/a b.docx", home.join("a b.docx")),
            ("~", home),
            ("~tạm.txt", PathBuf::from("~tạm.txt")),
            ("'", PathBuf::from("'")),
        ] {
            assert_eq!(Config::path(typed), path, "{typed}");
        }
    }

    #[test]
    fn the_data_file_comes_from_option_variable_settings_folder_in_this_order() {
        let all = config(&[("DONDOC_DB", "/v.db")], "db = \"/s.db\"");
        assert_eq!(all.data_file(Some("/o.db".into())), Ok("/o.db".into()));
        assert_eq!(all.data_file(None), Ok("/v.db".into()));
        assert_eq!(config(&[], "db = \"/s.db\"").data_file(None), Ok("/s.db".into()));
        assert_eq!(config(&[], "").data_file(None), Ok("/home/an/dondoc.db".into()));
    }

    #[test]
    fn an_empty_path_is_refused_wherever_it_stands() {
        let refused = Err(Error::NoDataFile(PathBuf::new()));
        assert_eq!(config(&[], "").data_file(Some("".into())), refused);
        assert_eq!(config(&[("DONDOC_DB", "")], "").data_file(None), refused);
        assert_eq!(config(&[], "db = \"\"").data_file(None), refused);
    }

    #[test]
    fn ascii_follows_locale_and_terminal() {
        let cases: [(&[(&str, &str)], bool); 9] = [
            (&[], false),
            (&[("LANG", "vi_VN.UTF-8")], false),
            (&[("LANG", "vi_VN.utf8")], false),
            (&[("LANG", "C")], true),
            (&[("LC_ALL", "C"), ("LANG", "vi_VN.UTF-8")], true),
            (&[("LC_ALL", ""), ("LANG", "vi_VN.UTF-8")], false),
            (&[("LC_ALL", "C.UTF-8"), ("LANG", "C")], false),
            (&[("TERM", "linux"), ("LANG", "vi_VN.UTF-8")], true),
            (&[("TERM", "xterm-256color")], false),
        ];
        for (variables, ascii) in cases {
            assert_eq!(config(variables, "").ascii, ascii, "{variables:?}");
        }
        assert!(config(&[], "ascii = true").ascii);
    }

    #[test]
    fn the_typing_method_is_one_of_three() {
        for (name, typing) in
            [("telex", TypingMethod::Telex), ("vni", TypingMethod::Vni), ("none", TypingMethod::None)]
        {
            assert_eq!(config(&[], &format!("typing = \"{name}\"")).typing, Some(typing));
        }
        assert_eq!(config(&[], "").typing, None);
        assert!(toml::from_str::<Settings>("typing = \"viqr\"").is_err());
    }

    #[test]
    fn colour_and_columns() {
        assert!(config(&[("NO_COLOR", "")], "").colour);
        assert!(!config(&[("NO_COLOR", "1")], "").colour);
        for (columns, cells) in [("80", Some(80)), ("0", None), ("-1", None), ("rộng", None), ("99999", None)]
        {
            assert_eq!(config(&[("COLUMNS", columns)], "").columns, cells, "{columns}");
        }
    }

    #[test]
    fn both_ends_of_a_connection_are_addresses_or_nothing() {
        let both = |connection| addresses_of(connection).map(|both| both.map(|address| address.to_string()));
        assert_eq!(both("10.0.0.9 50122 10.0.0.5 22"), Some(["10.0.0.9", "10.0.0.5"].map(str::to_owned)));
        assert_eq!(both("fe80::1 1 ::1 22"), Some(["fe80::1", "::1"].map(str::to_owned)));
        for other in
            ["", "10.0.0.9", "a b c d", "10.0.0.9 1 $(x) 22", "10.0.0.9 1 10.0.0.5 22 x", "::1 x ::1 22"]
        {
            assert_eq!(both(other), None, "{other}");
        }
    }

    #[test]
    fn a_session_keeps_four_variables_of_the_expected_form() {
        let surroundings = |all: &[(&str, &str)]| -> Surroundings {
            all.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect()
        };
        let good = [
            ("TERM", "xterm-256color"),
            ("LANG", "en_US.UTF-8"),
            ("SSH_CONNECTION", "10.0.0.9 50122 10.0.0.5 22"),
            ("SSH_ORIGINAL_COMMAND", "list; $(id)"),
        ];
        assert_eq!(kept(&surroundings(&good)), surroundings(&good));
        let bad = [
            ("TERM", "xterm\u{1b}]0;x"),
            ("LANG", "../../x"),
            ("SSH_CONNECTION", "x"),
            ("LC_ALL", "C"),
            ("LD_PRELOAD", "/tmp/x.so"),
            ("HOME", "/tmp"),
            ("DONDOC_DB", "/tmp/x.db"),
            ("USER", "sep"),
            ("PATH", "/tmp"),
        ];
        let left = kept(&surroundings(&bad));
        assert_eq!(left, surroundings(&[("LANG", "vi_VN.UTF-8")]));
        assert_eq!(kept(&left), left, "nothing goes on for ever");
    }

    #[test]
    fn the_login_is_the_account_of_the_number() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\nan:x:1000:1000::/home/an:/bin/bash\n:x:7:7:::\n";
        for (uid, login) in [(0, "root"), (1000, "an"), (1001, "uid1001"), (7, "uid7")] {
            assert_eq!(login_of(uid, accounts), login);
        }
    }
}
