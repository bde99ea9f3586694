//! One run of the screens: wait, hear everything there is, act, draw once.

use std::io;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH};

use crate::app::message::{Effect, Msg, WriteId};
use crate::app::{App, Setup, action};
use crate::domain::time::Now;
use crate::error::{Error, Result};
use crate::store::{Store, Watch};

use super::Start;
use super::guard::{self, Guard};
use super::ime::{Ime, Meant, Place};
use super::notice::Notice;
use super::reader::{self, Reader};
use super::reads::Read;
use super::screen::Screen;
use super::wait::{Ready, Wait, read_input};
use super::worker::{self, Job, Worker};

/// Why the screens close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Quit,
    /// `SIGHUP` where the terminal is gone, whether or not the signal came.
    Signal(i32),
    /// One of the other threads panicked; its message has been printed.
    ThreadGone,
}

pub(super) struct Session {
    // Fields are dropped in this order: the terminal is given back first.
    guard: Guard,
    terminal: Terminal<Screen>,
    app: App,
    store: Store,
    worker: Worker,
    reader: Reader,
    notice: Notice,
    wait: Wait,
    /// The instant the alarm is set to.
    alarm_at: Option<Now>,
    ime: Ime,
    /// Reads that wait for another session's lock to go.
    reads: Vec<Read>,
    start: Start,
    started: Instant,
    size: (u16, u16),
    /// The whole screen has to be drawn, whatever the state machine thinks has changed.
    repaint: bool,
    end: Option<End>,
}

impl Session {
    pub(super) fn open(start: Start) -> Result<Self> {
        let db = start.db.clone();
        let mut store = Store::open(&db, start.mode)?;
        // From here on others' commits count, so that none between the first reads is missed.
        store.has_changed()?;
        let person = store.person_or_new(&start.actor.login)?;
        let me = person.id;
        let size = guard::size();
        let (draft, visit) = worker::kept_of(&start, &store)?;
        let mut app = App::new(Setup {
            lang: start.lang,
            ascii: start.ascii,
            colour: start.colour,
            can_write: store.can_write(),
            me,
            login: start.actor.login.clone(),
            opens_on_mine: me.map(|me| store.follows_anything(me)).transpose()?.unwrap_or(false),
            calendar: store.calendar()?,
            now: Now::new(start.clock.now()),
            columns: size.0,
            rows: size.1,
            visit,
            sends_by: sends_by(&start),
            draft,
        });
        app.introduce(person);
        if let Some(last) = store.last_backup().filter(|last| last.is_late(Now::new(start.clock.now()))) {
            app.late_backup(last.at);
        }
        Self::take_terminal(start, size, store, app)
            .map_err(|e| Error::Io { path: db, detail: e.to_string() })
    }

    fn take_terminal(start: Start, size: (u16, u16), store: Store, app: App) -> io::Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "moments of input are counted from here")]
        let started = Instant::now();
        // The folder's limit on watches is no reason not to open; `Notice` copes.
        let watch = Watch::new(&start.db).ok();
        Ok(Self {
            wait: Wait::new()?,
            guard: Guard::new(start.lang)?,
            terminal: Terminal::new(Screen::new(size))?,
            worker: Worker::new(start.clone())?,
            reader: Reader::new(start.clone()),
            notice: Notice::new(watch),
            alarm_at: None,
            ime: Ime::new(start.typing, action::may_change),
            reads: Vec::new(),
            start,
            app,
            store,
            started,
            size,
            repaint: true,
            end: None,
        })
    }

    pub(super) fn run(mut self) -> Result<i32> {
        // Fails where the terminal cannot be read, written or waited for.
        let end = self.show_until_end().unwrap_or(End::Signal(SIGHUP));
        self.close(end)
    }

    fn show_until_end(&mut self) -> io::Result<End> {
        self.settle();
        self.draw()?;
        if self.store.can_write() {
            self.worker.get_ready();
        }
        loop {
            let ready = self.sleep()?;
            for msg in self.hear(&ready)? {
                if self.end.is_none() {
                    self.deliver(msg);
                }
            }
            while self.end.is_none()
                && let Some(meant) = self.ime.next(self.place())
            {
                self.deliver(message(meant));
            }
            self.settle();
            if let Some(end) = self.end {
                return Ok(end);
            }
            self.draw()?;
        }
    }

    /// Gives everything back. What was asked to be written is written first, or its refusal
    /// becomes the program's.
    fn close(self, end: End) -> Result<i32> {
        let Self { guard, mut worker, mut app, .. } = self;
        if let Some(draft) = app.last_draft() {
            worker.keep_draft(draft);
        }
        app.log().seen().into_iter().for_each(|seq| worker.end_visit(seq));
        match end {
            End::Quit => {
                let written = worker.finish(worker::PATIENCE + Duration::from_secs(2));
                drop(guard);
                written.map(|()| 0)
            }
            // Nothing of an unfinished write was shown as done, so its outcome is not waited for long.
            End::Signal(signal) => {
                drop(guard);
                let _ = worker.finish(Duration::from_secs(1));
                Ok(128 + signal)
            }
            End::ThreadGone => Ok(101),
        }
    }

    fn at(&self) -> Duration {
        self.started.elapsed()
    }

    fn now(&self) -> Now {
        Now::new(self.start.clock.now())
    }

    // --- waiting

    fn sleep(&mut self) -> io::Result<Ready> {
        self.set_alarm()?;
        let reads = self.reads.iter().map(|read| read.due);
        let due = reads.chain(self.ime.deadline()).chain(self.notice.due()).min();
        let timeout = due.map(|due| due.saturating_sub(self.at()));
        self.wait.wait(self.notice.watch(), self.worker.bell(), self.reader.bell(), timeout)
    }

    /// Sets the alarm to when a text on the screen changes next.
    fn set_alarm(&mut self) -> io::Result<()> {
        let wakes_at = self.app.wakes_at();
        if wakes_at == self.alarm_at {
            return Ok(());
        }
        self.alarm_at = wakes_at;
        // A moment that has passed already rings at once: one nanosecond, for zero means never.
        let in_time = |wake: Now| (wake.at() - self.start.clock.now()).to_std().unwrap_or_default();
        self.wait.set_alarm(wakes_at.map(|wake| in_time(wake).max(Duration::from_nanos(1))))
    }

    // --- hearing

    /// Everything that has happened, as messages, oldest first as far as that can be known.
    fn hear(&mut self, ready: &Ready) -> io::Result<Vec<Msg>> {
        let mut messages = Vec::new();
        if ready.signals {
            self.hear_signals(&mut messages)?;
        }
        // The folder is touched a moment before the writer rings: hearing both at once draws once.
        if ready.worker || ready.folder {
            self.hear_worker(&mut messages);
        }
        if ready.reader {
            self.hear_reader(&mut messages);
        }
        if ready.alarm {
            // It also rings when the clock was set: then the next moment is another one.
            self.alarm_at = None;
            messages.push(Msg::Woke);
        }
        messages.extend(self.notice.look(ready.folder, self.at(), &mut self.store));
        self.hear_input(ready);
        self.read_again();
        Ok(messages)
    }

    fn hear_signals(&mut self, messages: &mut Vec<Msg>) -> io::Result<()> {
        for signal in self.wait.signals() {
            match signal {
                SIGWINCH => self.hear_size(messages),
                SIGTSTP if self.start.in_session => {}
                SIGTSTP => self.guard.suspend()?,
                SIGCONT => self.retake(messages)?,
                signal => self.end = self.end.or(Some(End::Signal(signal))),
            }
        }
        Ok(())
    }

    fn hear_worker(&mut self, messages: &mut Vec<Msg>) {
        let Some(written) = self.worker.take() else {
            self.end = Some(End::ThreadGone);
            return;
        };
        if !written.is_empty() {
            // After an answer the state machine reads again, so our own commit is no news after it.
            // Should this fail, the rows are only read once more.
            let _ = self.store.has_changed();
        }
        messages.extend(written.into_iter().map(|(id, outcome)| Msg::Written(id, outcome)));
    }

    fn hear_reader(&mut self, messages: &mut Vec<Msg>) {
        match self.reader.take() {
            Some(answers) => messages.extend(answers),
            None => self.end = Some(End::ThreadGone),
        }
    }

    /// The terminal is ours again, empty, and perhaps of another size.
    fn retake(&mut self, messages: &mut Vec<Msg>) -> io::Result<()> {
        self.guard.retake()?;
        self.terminal.clear()?;
        self.repaint = true;
        self.hear_size(messages);
        Ok(())
    }

    fn hear_size(&mut self, messages: &mut Vec<Msg>) {
        let size = guard::size();
        if size != self.size {
            self.size = size;
            self.repaint = true;
            self.terminal.backend_mut().set_size(size);
            messages.push(Msg::Resized { columns: size.0, rows: size.1 });
        }
    }

    fn hear_input(&mut self, ready: &Ready) {
        let mut buffer = [0; 4096];
        let bytes = match (ready.input, ready.hung_up) {
            (_, true) => None,
            (true, false) => read_input(&mut buffer),
            (false, false) => Some(&[][..]),
        };
        let Some(bytes) = bytes else {
            self.end = self.end.or(Some(End::Signal(SIGHUP)));
            return;
        };
        // An empty feed gives up what has waited long enough.
        self.ime.feed(self.at(), self.place(), bytes);
    }

    /// What has the keys now; each key may change it for the next.
    fn place(&self) -> Place {
        if self.app.context().takes_text() { Place::Text } else { Place::List }
    }

    // --- acting

    fn deliver(&mut self, msg: Msg) {
        if self.app.must_settle_before(&msg) {
            self.settle();
        }
        self.update(msg);
    }

    fn update(&mut self, msg: Msg) {
        let now = self.now();
        for effect in self.app.update(now, msg) {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Write(id, changes) => self.write(id, Job::Write(changes)),
            Effect::WriteEach(id, batch) => self.write(id, Job::WriteEach(batch)),
            Effect::Undo(id) => self.write(id, Job::Undo),
            Effect::Redo(id) => self.write(id, Job::Redo),
            Effect::Search(id, text) => self.look_up(reader::Job::Search(id, text)),
            Effect::Count(id, wanted) => self.look_up(reader::Job::Count(id, wanted)),
            Effect::Gather(id, gather) => self.look_up(reader::Job::Gather(id, gather)),
            Effect::ReadLetter(id, text) => self.look_up(reader::Job::Letter(id, text)),
            Effect::ReadFile(id, path) => self.look_up(reader::Job::File(id, path)),
            Effect::Print(wanted, format) => self.look_up(reader::Job::Print(wanted, format, self.now())),
            Effect::KeepDraft(draft) => self.worker.keep_draft(draft),
            Effect::Quit => self.end = self.end.or(Some(End::Quit)),
        }
    }

    /// Hands a job to the writer, unless the file it would write to is no longer the one shown.
    fn write(&mut self, id: WriteId, job: Job) {
        match self.store.still_there() {
            Ok(()) => self.worker.give(id, job),
            Err(e) => {
                self.update(Msg::FileGone(e.clone()));
                self.update(Msg::Written(id, Err(e)));
            }
        }
    }

    fn look_up(&mut self, job: reader::Job) {
        if self.reader.give(job).is_err() {
            self.end = self.end.or(Some(End::ThreadGone));
        }
    }

    /// Answers all that the state machine wants to know before the next frame.
    fn settle(&mut self) {
        while let Some(ask) = self.app.next_ask() {
            self.read(Read::new(ask, self.at()));
        }
    }

    fn read_again(&mut self) {
        let at = self.at();
        let (due, later) = std::mem::take(&mut self.reads).into_iter().partition(|read| read.due <= at);
        self.reads = later;
        let due: Vec<Read> = due;
        due.into_iter().for_each(|read| self.read(read));
    }

    fn read(&mut self, read: Read) {
        match read.run(&self.store, self.app.today(), self.at()) {
            Ok((id, answer)) => self.update(Msg::Answer(id, answer)),
            Err(busy) => self.reads.push(*busy),
        }
    }

    // --- showing

    fn draw(&mut self) -> io::Result<()> {
        let repaint = std::mem::take(&mut self.repaint);
        if self.app.take_dirty() || repaint {
            self.terminal.draw(|frame| crate::ui::draw(&self.app, frame))?;
        }
        Ok(())
    }
}

/// Paths of this machine mean nothing to somebody who sits at another one.
fn sends_by(start: &Start) -> Option<String> {
    let reached_as = start.reached_as.as_ref()?;
    Some(format!("ssh {reached_as} \"dondoc import - --yes\" < thu.pdf"))
}

fn message(meant: Meant) -> Msg {
    match meant {
        Meant::Key(key) => Msg::Key(key),
        Meant::Unsure(key) => Msg::Unsure(key),
        Meant::Paste(text) => Msg::Paste(text),
        Meant::InputMethod => Msg::InputMethod,
    }
}
