//! `dondoc demo`: the screens on a throw-away file with sample data.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::context::Context;
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::store::{Mode, Store};

/// The sample data, in the form of `export`.
const SAMPLE: &str = include_str!("../../data/demo/demo.json");

/// The demo's clock starts here unless `--at` says otherwise.
pub static STARTS_AT: LazyLock<Now> = LazyLock::new(|| {
    let day = NaiveDate::from_ymd_opt(2020, 12, 21).expect("21/12/2020 is a day");
    Now::from_local(day.and_hms_opt(8, 0, 0).expect("08:00 is a time of day"))
});

/// A private folder that is removed, with all in it, when this value goes.
pub struct Folder(pub PathBuf);

impl Folder {
    fn create(within: &Path, name: &str) -> Result<Self> {
        let path = within.join(name);
        // A folder that is there already belongs to somebody else; it is not used.
        DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(|error| Error::Io { path: path.clone(), detail: error.to_string() })?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing can be done, or is lost, when it stays.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Loads the sample data into a new file and makes the demo's first person its user.
pub fn prepare(context: &mut Context, temp_dir: &Path) -> Result<(PathBuf, Folder)> {
    context.actor.login = first_login(SAMPLE).unwrap_or_else(|| context.actor.login.clone());
    let folder = Folder::create(temp_dir, &format!("dondoc-demo-{}", context.actor.run))?;
    let db = folder.0.join("demo.db");
    let mut store = Store::open(&db, Mode::Create)?;
    store.load(&context.actor, context.now, SAMPLE.as_bytes(), &mut |_| ())?;
    Ok((db, folder))
}

fn first_login(sample: &str) -> Option<String> {
    let sample: serde_json::Value = serde_json::from_str(sample).ok()?;
    sample.pointer("/people/0/login")?.as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_folder_is_private_and_does_not_outlive_its_value() {
        let within = tempfile::tempdir().unwrap();
        let folder = Folder::create(within.path(), "demo").unwrap();
        let path = folder.0.clone();
        assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o700);
        assert!(Folder::create(within.path(), "demo").is_err(), "a folder of somebody else");
        std::fs::create_dir(path.join("inner")).unwrap();
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn the_sample_names_its_first_person() {
        assert!(first_login(SAMPLE).is_some_and(|login| !login.is_empty()));
    }
}
