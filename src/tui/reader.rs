//! The thread that reads what may take long: searches, figures and letters. It has a connection of its
//! own that cannot write, so no write ever waits for it.
//!
//! It is started with the first job. A search is given up as soon as a newer one is asked for, a count that
//! has not begun when there is a newer one.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::figures::{Counted, Wanted};
use crate::app::message::{Among, CountId, Gather, GatherId, LetterId, Msg, Printed, SearchId};
use crate::config::Config;
use crate::domain::paper::{self, Format};
use crate::domain::query::{Found, From};
use crate::domain::time::Now;
use crate::domain::{DirectiveId, TaskId};
use crate::error::{Error, Result};
use crate::extract::{self, Draft};
use crate::import;
use crate::store::{Mode, Store};

use super::{Start, print};

/// Most hits of one page.
const LIMIT: usize = 30;

/// The thread on which a pasted text is read. Should that panic, the text is no letter and the screens
/// go on; so the terminal must not be given back for it.
pub(super) const LETTER_THREAD: &str = "letter";

pub(super) enum Job {
    Search(SearchId, String),
    Letter(LetterId, String),
    /// The path, as it was typed.
    File(LetterId, String),
    Count(CountId, Wanted),
    Gather(GatherId, Gather),
    Print(Box<paper::Wanted>, Format, Now),
}

pub(super) struct Reader {
    start: Start,
    running: Option<Running>,
    /// The search whose answers are wanted; all others are stale.
    newest: Arc<AtomicU64>,
    /// The same of counts.
    newest_count: Arc<AtomicU64>,
}

struct Running {
    jobs: Sender<Job>,
    answers: Receiver<Msg>,
    /// A byte comes when there is something in `answers`, end of file when the thread is gone.
    bell: UnixStream,
}

impl Reader {
    pub(super) fn new(start: Start) -> Self {
        Self { start, running: None, newest: Arc::default(), newest_count: Arc::default() }
    }

    /// What rings when there is something to [`Reader::take`].
    pub(super) fn bell(&self) -> Option<&UnixStream> {
        self.running.as_ref().map(|running| &running.bell)
    }

    /// Queues a job, and starts the thread for the first one.
    ///
    /// # Errors
    /// Those of starting a thread; the job is lost.
    pub(super) fn give(&mut self, job: Job) -> io::Result<()> {
        match &job {
            Job::Search(id, _) => self.newest.store(id.0, Ordering::Relaxed),
            Job::Count(id, _) => self.newest_count.store(id.0, Ordering::Relaxed),
            Job::Letter(..) | Job::File(..) | Job::Gather(..) | Job::Print(..) => {}
        }
        let running = match &mut self.running {
            Some(running) => running,
            none => {
                let newest = [&self.newest, &self.newest_count].map(Arc::clone);
                none.insert(Running::new(self.start.clone(), newest)?)
            }
        };
        running.jobs.send(job).map_err(io::Error::other)
    }

    /// The answers since last asked; `None` when the thread is gone.
    pub(super) fn take(&mut self) -> Option<Vec<Msg>> {
        let Some(running) = &mut self.running else {
            return Some(Vec::new());
        };
        let is_gone = loop {
            match running.bell.read(&mut [0; 64]) {
                Ok(0) => break true,
                Ok(_) => {}
                Err(_) => break false,
            }
        };
        let answers: Vec<Msg> = running.answers.try_iter().collect();
        (!is_gone).then_some(answers)
    }
}

impl Running {
    fn new(start: Start, [newest, newest_count]: [Arc<AtomicU64>; 2]) -> io::Result<Self> {
        let (jobs, inbox) = channel();
        let (outbox, answers) = channel();
        let (bell, rope) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        let mut thread = Thread { start, newest, newest_count, outbox, rope, store: None };
        let work = move || inbox.into_iter().try_for_each(|job| thread.run(job));
        thread::Builder::new().name("reader".to_owned()).spawn(work)?;
        Ok(Self { jobs, answers, bell })
    }
}

/// What the thread has.
struct Thread {
    start: Start,
    newest: Arc<AtomicU64>,
    newest_count: Arc<AtomicU64>,
    outbox: Sender<Msg>,
    rope: UnixStream,
    store: Option<Store>,
}

impl Thread {
    /// `None` when nobody listens any more.
    fn run(&mut self, job: Job) -> Option<()> {
        match job {
            Job::Letter(id, text) => self.letter(id, text),
            Job::File(id, path) => match import::read_file(&self.start.ways, &Config::path(&path)) {
                Ok(text) => self.letter(id, text),
                Err(error) => self.tell(Msg::Unread(id, error)),
            },
            Job::Count(id, wanted) => {
                if self.newest_count.load(Ordering::Relaxed) != id.0 {
                    return Some(());
                }
                let counted = self.count(&wanted);
                self.tell(Msg::Counted(id, counted.map(Box::new)))
            }
            Job::Gather(id, gather) => {
                let gathered = self.gather(&gather);
                self.tell(Msg::Gathered(id, gathered))
            }
            Job::Print(wanted, format, now) => {
                let printed = self.print(&wanted, format, now);
                self.tell(Msg::Printed(printed))
            }
            Job::Search(id, text) => {
                for among in [Among::Records, Among::Letters] {
                    let found = self.search(id, among, &text);
                    if !self.is_stale(id) {
                        self.tell(Msg::Found(id, among, found))?;
                    }
                }
                Some(())
            }
        }
    }

    fn letter(&mut self, id: LetterId, text: String) -> Option<()> {
        let draft = read_letter(text);
        // Where the data file cannot be read now, saving will tell.
        let is_here = draft.is_letter() && self.store().is_ok_and(|store| is_here(store, &draft));
        self.tell(Msg::Letter(id, Box::new(draft), is_here))
    }

    fn print(&mut self, wanted: &paper::Wanted, format: Format, now: Now) -> Result<Printed> {
        let start = self.start.clone();
        print::print(self.store()?, &start, (wanted, format), now)
    }

    fn tell(&mut self, msg: Msg) -> Option<()> {
        self.outbox.send(msg).ok()?;
        self.rope.write_all(&[0]).ok()
    }

    fn is_stale(&self, id: SearchId) -> bool {
        self.newest.load(Ordering::Relaxed) != id.0
    }

    fn store(&mut self) -> Result<&Store> {
        if self.store.is_none() {
            self.store = Some(Store::open(&self.start.db, Mode::ReadOnly)?);
        }
        self.store.as_ref().ok_or(Error::Busy)
    }

    fn count(&mut self, wanted: &Wanted) -> Result<Counted> {
        let now = Now::new(self.start.clock.now());
        let store = self.store()?;
        let (period, query) = wanted.query(&store.settings()?, now.today());
        let stats = store.stats(&query, now)?;
        Ok(Counted { period, query, stats, until: store.next_hour(now)? })
    }

    fn gather(&mut self, gather: &Gather) -> Result<Vec<(TaskId, DirectiveId)>> {
        let now = Now::new(self.start.clock.now());
        let store = self.store()?;
        match gather {
            Gather::Tasks(filters) => store.gather(filters, now),
            Gather::Group(view, group) => store.agenda_ids(view, *group, now.today()),
            Gather::View(view) => {
                let mut open = Vec::new();
                for directive in store.board(view, &From::Start, usize::MAX, now.today())?.rows {
                    let tasks = store.checklist(directive.id())?.into_iter();
                    let counted = tasks.filter(|task| task.progress.state.is_open() && !task.is_rule);
                    open.extend(counted.map(|task| (task.id, task.directive)));
                }
                Ok(open)
            }
        }
    }

    fn search(&mut self, id: SearchId, among: Among, text: &str) -> Result<Found> {
        if self.is_stale(id) {
            return Ok(Found::default());
        }
        let newest = Arc::clone(&self.newest);
        let is_stale = || newest.load(Ordering::Relaxed) != id.0;
        let store = self.store()?;
        match among {
            Among::Records => store.search_records(text, LIMIT, &is_stale),
            Among::Letters => store.search_letters(text, LIMIT, &is_stale),
        }
    }
}

fn is_here(store: &Store, draft: &Draft) -> bool {
    let number = draft.number.value.as_deref().unwrap_or_default();
    store.has_letter(number, draft.issued.value, draft.issuer.value.as_deref()).unwrap_or(false)
}

/// The reader of letters is made never to panic; that the screens outlive it if it does is one join.
fn read_letter(text: String) -> Draft {
    let reading = thread::Builder::new().name(LETTER_THREAD.to_owned()).spawn(move || extract::read(&text));
    reading.ok().and_then(|reading| reading.join().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rustix::event::{PollFd, PollFlags, poll};

    use super::*;
    use crate::app::figures::Chosen;
    use crate::clock::Clock;
    use crate::domain::change::{Actor, Change};
    use crate::domain::directive::{DocKind, NewDirective};
    use crate::domain::query::Scope;
    use crate::domain::stats::{Attribution, GroupBy};
    use crate::domain::task::NewTask;
    use crate::i18n::Lang;
    use crate::text::typing::Typing;

    #[test]
    fn the_newest_search_and_count_are_answered_and_a_letter_after_them() {
        let folder = tempfile::tempdir().unwrap();
        let db = folder.path().join("a.db");
        let actor = Actor { login: "a".into(), run: "1".into() };
        let record = NewDirective {
            original: "Kính gửi: các văn phòng".into(),
            tasks: vec![NewTask::new("1", "x")],
            ..NewDirective::new(DocKind::OfficialLetter, "Rà soát văn bản")
        };
        let added = Change::DirectiveAdded { id: None, record: Box::new(record) };
        let mut store = Store::open(&db, Mode::Create).unwrap();
        store.apply(&actor, Now::new(Clock::system().now()), &[added]).unwrap();
        let mut reader = Reader::new(Start {
            db,
            mode: Mode::ReadWrite,
            lang: Lang::Vi,
            ascii: false,
            colour: false,
            typing: Typing::Telex,
            clock: Clock::system(),
            actor,
            ways: import::Ways { program: "/nowhere".into(), pdftotext: false },
            in_session: false,
            reached_as: None,
        });
        assert!(reader.bell().is_none(), "no thread before it is needed");
        for id in 1..=20 {
            reader.give(Job::Search(SearchId(id), "van".into())).unwrap();
        }
        let wanted = Wanted {
            scope: Scope::Office,
            by: GroupBy::Unit,
            attribution: Attribution::Due,
            chosen: Chosen::All,
            rolls_up: None,
        };
        for id in 1..=20 {
            reader.give(Job::Count(CountId(id), wanted)).unwrap();
        }
        reader.give(Job::Letter(LetterId(7), "x".into())).unwrap();
        let mut answers = Vec::new();
        while !matches!(answers.last(), Some(Msg::Letter(..))) {
            poll(&mut [PollFd::new(reader.bell().unwrap(), PollFlags::IN)], None).unwrap();
            answers.extend(reader.take().unwrap());
        }
        let searched = answers.iter().filter_map(|msg| match msg {
            Msg::Found(id, among, Ok(found)) => Some((id.0, *among, found.hits.len())),
            _ => None,
        });
        let searched: Vec<_> = searched.collect();
        assert!(searched.ends_with(&[(20, Among::Records, 2), (20, Among::Letters, 1)]), "{searched:?}");
        assert!(searched.is_sorted_by_key(|(id, ..)| *id), "{searched:?}");
        let mut counted = answers.iter().filter_map(|msg| match msg {
            Msg::Counted(id, Ok(counted)) => Some((id.0, counted.stats.total.counts.open_within)),
            _ => None,
        });
        assert_eq!(counted.next_back(), Some((20, 1)));
        assert!(matches!(answers.last(), Some(Msg::Letter(LetterId(7), draft, false)) if !draft.is_letter()));
    }
}
