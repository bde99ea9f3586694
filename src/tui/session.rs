//! One run of the screens: wait, hear everything there is, act, draw once.

use std::io;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP, SIGWINCH};

use crate::app::message::{Answer, AskId, Effect, Msg, WriteId};
use crate::app::{App, Setup, action};
use crate::clock::Clock;
use crate::domain::time::Now;
use crate::error::Result;
use crate::store::{Store, Watch};

use super::guard::{self, Guard};
use super::ime::{Ime, Meant, Place};
use super::notice::Notice;
use super::reads::Reads;
use super::screen::Screen;
use super::wait::{Alarm, Ready, Signals, Sources, read_input};
use super::worker::{self, Desk, Job, Worker};
use super::{Start, system};

/// Why the screens close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Quit,
    Signal(i32),
    /// The terminal is gone.
    HangUp,
    /// The writing thread panicked; its message has been printed.
    WriterGone,
}

pub(super) struct Session {
    // Fields are dropped in this order: the terminal is given back first.
    guard: Guard,
    terminal: Terminal<Screen>,
    app: App,
    store: Store,
    worker: Worker,
    notice: Notice,
    signals: Signals,
    alarm: Alarm,
    /// The instant the alarm is set to, so that each is told once.
    alarm_at: Option<Now>,
    ime: Ime,
    reads: Reads,
    clock: Clock,
    started: Instant,
    size: (u16, u16),
    in_session: bool,
    /// We stopped ourselves, so the next SIGCONT has been dealt with.
    stopped: bool,
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
        let me = store.person(&start.actor.login)?.and_then(|person| person.id);
        let size = guard::size();
        let app = App::new(Setup {
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
        });
        Self::take_terminal(start, size, store, app).map_err(|e| system(&db, &e))
    }

    fn take_terminal(start: Start, size: (u16, u16), store: Store, app: App) -> io::Result<Self> {
        #[expect(clippy::disallowed_methods, reason = "moments of input are counted from here")]
        let started = Instant::now();
        // The folder's limit on watches is no reason not to open; `Notice` copes.
        let watch = Watch::new(&start.db).ok();
        let desk = Desk { db: start.db, actor: start.actor, clock: start.clock };
        Ok(Self {
            signals: Signals::new()?,
            guard: Guard::new(start.lang)?,
            terminal: Terminal::new(Screen::new(size))?,
            worker: Worker::new(desk)?,
            notice: Notice::new(watch, Duration::ZERO),
            alarm: Alarm::new()?,
            alarm_at: None,
            ime: Ime::new(start.typing, action::may_change),
            reads: Reads::default(),
            clock: start.clock,
            app,
            store,
            started,
            size,
            in_session: start.in_session,
            stopped: false,
            repaint: true,
            end: None,
        })
    }

    pub(super) fn run(mut self) -> Result<i32> {
        let end = match self.show_until_end() {
            Ok(end) => end,
            // The terminal cannot be read, written or waited for.
            Err(_) => End::HangUp,
        };
        self.close(end)
    }

    fn show_until_end(&mut self) -> io::Result<End> {
        self.settle();
        self.draw()?;
        if self.store.can_write() {
            self.worker.get_ready();
        }
        loop {
            let ready = self.wait()?;
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
        let Self { guard, worker, .. } = self;
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
            End::HangUp => {
                let _ = worker.finish(Duration::from_secs(1));
                Ok(128 + SIGHUP)
            }
            End::WriterGone => Ok(101),
        }
    }

    fn at(&self) -> Duration {
        self.started.elapsed()
    }

    fn now(&self) -> Now {
        Now::new(self.clock.now())
    }

    // --- waiting

    fn wait(&mut self) -> io::Result<Ready> {
        self.set_alarm()?;
        let due = [self.ime.deadline(), self.notice.due(), self.reads.due()];
        let timeout = due.into_iter().flatten().min().map(|due| due.saturating_sub(self.at()));
        let sources = Sources {
            signals: &self.signals,
            alarm: &self.alarm,
            folder: self.notice.watch(),
            worker: self.worker.bell(),
        };
        sources.wait(timeout)
    }

    /// Sets the alarm to when a text on the screen changes next.
    fn set_alarm(&mut self) -> io::Result<()> {
        let wakes_at = self.app.wakes_at();
        if wakes_at == self.alarm_at {
            return Ok(());
        }
        self.alarm_at = wakes_at;
        // A moment that has passed already rings at once: one nanosecond, for zero means never.
        let in_time = |wake: Now| (wake.at() - self.clock.now()).to_std().unwrap_or_default();
        self.alarm.set(wakes_at.map(|wake| in_time(wake).max(Duration::from_nanos(1))))
    }

    // --- hearing

    /// Everything that has happened, as messages, oldest first as far as that can be known.
    fn hear(&mut self, ready: &Ready) -> io::Result<Vec<Msg>> {
        let mut messages = Vec::new();
        if ready.signals {
            self.hear_signals(&mut messages)?;
        }
        if ready.worker {
            self.hear_worker(&mut messages);
        }
        if ready.alarm {
            self.hear_alarm(&mut messages);
        }
        self.hear_folder(ready.folder, &mut messages);
        self.hear_input(ready);
        self.read_again();
        Ok(messages)
    }

    fn hear_signals(&mut self, messages: &mut Vec<Msg>) -> io::Result<()> {
        for signal in self.signals.take() {
            match signal {
                SIGWINCH => self.hear_size(messages),
                SIGTSTP if self.in_session => {}
                SIGTSTP => {
                    self.stopped = true;
                    self.guard.suspend()?;
                    self.retaken(messages)?;
                }
                SIGCONT if std::mem::take(&mut self.stopped) => {}
                SIGCONT => {
                    self.guard.retake()?;
                    self.retaken(messages)?;
                }
                SIGHUP => self.end = Some(End::HangUp),
                signal => self.end = self.end.or(Some(End::Signal(signal))),
            }
        }
        Ok(())
    }

    fn hear_worker(&mut self, messages: &mut Vec<Msg>) {
        match self.worker.take() {
            Some(written) => messages.extend(written.into_iter().map(|(id, w)| Msg::Written(id, w))),
            None => self.end = Some(End::WriterGone),
        }
        // After an answer the state machine reads again, so our own commit is no news after it.
        // Should this fail, the rows are only read once more.
        let _ = self.store.has_changed();
    }

    /// The terminal is ours again, empty, and perhaps of another size.
    fn retaken(&mut self, messages: &mut Vec<Msg>) -> io::Result<()> {
        self.terminal.backend_mut().cursor_was_hidden();
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

    fn hear_alarm(&mut self, messages: &mut Vec<Msg>) {
        match self.alarm_at {
            Some(wake) if wake <= self.now() => messages.push(Msg::Woke),
            // The clock was set: reckon again.
            _ => self.alarm_at = None,
        }
    }

    fn hear_folder(&mut self, touched: bool, messages: &mut Vec<Msg>) {
        let at = self.at();
        if touched {
            self.notice.touched(at);
        }
        if self.notice.due().is_some_and(|due| due <= at) {
            messages.extend(self.notice.look(at, &mut self.store));
        }
    }

    fn hear_input(&mut self, ready: &Ready) {
        let mut bytes = Vec::new();
        if ready.hung_up || (ready.input && read_input(&mut bytes).is_none()) {
            self.end = self.end.or(Some(End::HangUp));
            return;
        }
        // An empty feed gives up what has waited long enough.
        self.ime.feed(self.at(), self.place(), &bytes);
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
            Effect::Undo(id) => self.write(id, Job::Undo),
            Effect::Redo(id) => self.write(id, Job::Redo),
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

    /// Answers all that the state machine wants to know before the next frame.
    fn settle(&mut self) {
        while let Some((id, ask)) = self.app.next_ask() {
            let answer = self.reads.first(id, ask, self.started.elapsed(), &self.store, self.app.today());
            self.answer(answer);
        }
    }

    fn read_again(&mut self) {
        for answer in self.reads.again(self.started.elapsed(), &self.store, self.app.today()) {
            self.answer(Some(answer));
        }
    }

    fn answer(&mut self, answer: Option<(AskId, Result<Answer>)>) {
        if let Some((id, answer)) = answer {
            self.update(Msg::Answer(id, answer));
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

fn message(meant: Meant) -> Msg {
    match meant {
        Meant::Key(key) => Msg::Key(key),
        Meant::Unsure(key) => Msg::Unsure(key),
        Meant::Paste(text) => Msg::Paste(text),
        Meant::InputMethod => Msg::InputMethod,
    }
}
