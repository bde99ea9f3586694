//! The one way to take apart a file that may have been made to do harm: in a process of this same binary,
//! with limits. Whatever happens in there, a panic, a flood or an endless loop, is an answer out here.
//!
//! Border: moves bytes in and bytes out; what they are is the business of the jobs.

use std::io::{self, Read, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{ChildStdout, Command, Stdio};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process_group, setrlimit};
use rustix::thread::set_no_new_privs;

use super::LIMIT;

/// What a job may use.
pub(super) struct Limits {
    /// Bytes of address space.
    pub memory: u64,
    /// Of its own work.
    pub seconds: u64,
    /// Bytes that it answers at most.
    pub answer: u64,
}

/// How long it may be silent before it is ended from outside, in times of its own work: on a busy machine
/// others have the processor, and what sleeps for good works not at all.
const PATIENCE: u64 = 6;

/// Why there is no answer.
pub(super) enum Ended {
    /// The job said so, by a code of its own.
    Refused(u8),
    /// It came to its limits or broke down.
    Broken,
    /// There is no process.
    NotStarted,
}

/// Runs `program words…` on `bytes` and gives what it wrote. Nothing of this process's surroundings goes in.
pub(super) fn run(program: &Path, words: &[&str], limits: &Limits, bytes: &[u8]) -> Result<Vec<u8>, Ended> {
    let mut command = Command::new(program);
    command.args(words).env_clear().current_dir("/");
    // Ctrl-C is for this process to answer, which ends after what it has begun.
    command.process_group(0);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|_| Ended::NotStarted)?;
    // It reads all before it writes; one that ended early is known by how it ended.
    let fed = child.stdin.take().map(|mut inside| inside.write_all(bytes));
    drop(fed);
    let answer = child.stdout.take().and_then(|mut out| listen(&mut out, limits));
    if answer.is_none() {
        // With what it may have begun itself; until it is waited for, its number is nobody else's.
        let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
    }
    let ended = child.wait().map_err(|_| Ended::Broken)?;
    match (answer, ended.code()) {
        (Some(answer), Some(0)) => Ok(answer),
        (Some(_), Some(code)) => Err(u8::try_from(code).map_or(Ended::Broken, Ended::Refused)),
        _ => Err(Ended::Broken),
    }
}

/// All that is written until the end; `None` for too much, or after too long a silence.
fn listen(out: &mut ChildStdout, limits: &Limits) -> Option<Vec<u8>> {
    let patience = Timespec { tv_sec: i64::try_from(limits.seconds * PATIENCE).ok()?, tv_nsec: 0 };
    let mut answer = Vec::new();
    let mut part = [0; 1 << 16];
    loop {
        match poll(&mut [PollFd::new(out, PollFlags::IN)], Some(&patience)) {
            Ok(0) => return None,
            Err(rustix::io::Errno::INTR) => continue,
            Err(_) => return None,
            Ok(_) => {}
        }
        match out.read(&mut part).ok()? {
            0 => return Some(answer),
            n => answer.extend_from_slice(part.get(..n)?),
        }
        if answer.len() as u64 > limits.answer {
            return None;
        }
    }
}

/// The inside: what `work` makes of standard input within limits, or the exit code.
pub(super) fn serve(
    limits: &Limits,
    work: impl FnOnce(Vec<u8>) -> Result<Vec<u8>, u8>,
) -> Result<Vec<u8>, u8> {
    let most = [
        (Resource::As, limits.memory),
        (Resource::Cpu, limits.seconds),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 64),
    ];
    for (resource, limit) in most {
        // A limit that cannot be set leaves the others, and the parent's own bounds.
        let _ = setrlimit(resource, Rlimit { current: Some(limit), maximum: Some(limit) });
    }
    let _ = set_no_new_privs(true);
    let mut bytes = Vec::new();
    io::stdin().lock().take(LIMIT + 1).read_to_end(&mut bytes).map_err(|_| 1)?;
    work(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_surroundings_goes_in() {
        let limits = Limits { memory: 1 << 30, seconds: 60, answer: 1 << 20 };
        let answer = |program: &str| run(Path::new(program), &[], &limits, b"").ok();
        assert_eq!(answer("/usr/bin/env"), Some(Vec::new()));
        assert_eq!(answer("/bin/pwd"), Some(b"/\n".to_vec()));
    }

    #[test]
    fn too_long_an_answer_ends_all_that_was_begun() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("ong");
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &fifo, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        let flags = rustix::fs::OFlags::RDONLY | rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::CLOEXEC;
        let held = rustix::fs::open(&fifo, flags, rustix::fs::Mode::empty()).unwrap();
        let script = "exec 9>\"$0\"; cat >/dev/null; sleep 120 & exec yes";
        let limits = Limits { memory: 1 << 30, seconds: 60, answer: 1 << 20 };
        let ended = run(Path::new("/bin/sh"), &["-c", script, &fifo.to_string_lossy()], &limits, b"");
        assert!(matches!(ended, Err(Ended::Broken)));
        // Nobody has the other end open any more.
        let patience = Timespec { tv_sec: 10, tv_nsec: 0 };
        let mut ends = [PollFd::new(&held, PollFlags::IN)];
        poll(&mut ends, Some(&patience)).unwrap();
        assert!(ends[0].revents().contains(PollFlags::HUP));
    }
}
