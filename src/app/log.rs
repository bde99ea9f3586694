//! View 4: who did what, what is new since the last visit, and the trash.
//!
//! The number on the strip is kept here too, because it is that of the second list.

use chrono::Days;

use crate::domain::change::{Change, Role};
use crate::domain::log::{LogFilter, LogPage, LogRow, LogTab, LogView, News, Visit};
use crate::domain::query::{Scope, TaskRow};
use crate::i18n::Lang;
use crate::i18n::countdown::full_date;
use crate::text::with_first;

use super::action::{Action, acts_on_rows};
use super::confirm::Then;
use super::detail::Detail;
use super::layout::Layout;
use super::menu::{self, Choice};
use super::message::{Ask, Effect};
use super::run::way;
use super::window::Window;
use super::writes::What;
use super::{App, Focus, Popup, Screen};

#[derive(Debug)]
pub struct Log {
    pub tab: LogTab,
    pub window: Window<LogPage>,
    filter: LogFilter,
    /// What the filter's person and record are called.
    names: [String; 2],
    height: usize,
    is_stale: bool,
    /// So much is new that the chosen row is pages away from the start.
    is_far: bool,
    /// What is new; `None` until it was read.
    news: Option<News>,
    news_are_stale: bool,
}

impl Log {
    pub(super) fn new(layout: Layout) -> Self {
        let height = layout.log_rows();
        Self {
            tab: LogTab::Journal,
            window: Window::new(height),
            filter: LogFilter::default(),
            names: Default::default(),
            height,
            is_stale: false,
            is_far: false,
            news: None,
            news_are_stale: true,
        }
    }

    /// Tasks that others added or changed since the last visit.
    pub fn n_new(&self) -> i64 {
        self.news.map_or(0, |news| news.n_tasks)
    }

    /// The newest entry this session knows of.
    pub fn seen(&self) -> Option<i64> {
        self.news.map(|news| news.newest)
    }

    pub(super) fn need_news(&self, scope: Scope, visit: Option<&Visit>) -> Option<Ask> {
        visit.filter(|_| self.news_are_stale).map(|visit| Ask::News(scope, visit.clone()))
    }

    pub(super) fn need(&self, scope: Scope, visit: Option<&Visit>) -> Option<Ask> {
        let (tab, filter, limit) = (self.tab, self.filter.clone(), self.window.limit());
        let view = LogView { tab, scope, filter, visit: visit.cloned() };
        let again = || self.is_stale.then(|| self.window.read_again(!self.is_far));
        self.window.jump_read().or_else(again).map(|from| Ask::Log { view, from, limit })
    }

    pub(super) fn take(&mut self, ask: &Ask, page: LogPage) {
        match ask {
            // It was turned to another list meanwhile.
            Ask::Log { view, .. } if (view.tab, &view.filter) != (self.tab, &self.filter) => {}
            Ask::Log { from, .. } if !self.window.is_jumping() => {
                self.is_far = !self.window.take_again(from, page);
                self.is_stale = self.is_far;
            }
            _ => {
                self.window.land(page);
                self.is_stale = false;
            }
        }
    }

    pub(super) fn take_news(&mut self, news: News) {
        (self.news, self.news_are_stale) = (Some(news), false);
    }

    pub(super) fn reload(&mut self) {
        (self.is_stale, self.news_are_stale) = (true, true);
    }

    pub(super) fn resize(&mut self, layout: Layout) {
        self.height = layout.log_rows();
        self.window.resize(self.height);
    }

    /// Another list, from its start.
    fn open(&mut self, tab: LogTab) {
        self.tab = tab;
        self.window = Window::new(self.height);
    }

    pub(super) fn turn(&mut self, by: isize) {
        let n = LogTab::ALL.len() as isize;
        self.open(LogTab::ALL[(self.tab as isize + by).rem_euclid(n) as usize]);
    }

    pub(super) fn is_ready(&self, action: Action) -> bool {
        match way(action) {
            Some(way) => self.window.can_go(way),
            None => !acts_on_rows(action) || !self.window.is_jumping(),
        }
    }

    pub(super) fn offers(&self, action: Action) -> bool {
        match action {
            Action::ClearFilter => self.is_narrowed(),
            Action::Restore | Action::Purge => self.tab == LogTab::Trash && !self.window.is_empty(),
            action => !acts_on_rows(action) || !self.window.is_empty(),
        }
    }

    /// Something narrows what is listed.
    pub fn is_narrowed(&self) -> bool {
        self.tab == LogTab::Journal && self.filter != LogFilter::default()
    }

    /// By what the journal is narrowed: "Lê Văn Hùng, ngày 15/12/2020". Empty where by nothing.
    pub fn filter_words(&self, lang: Lang) -> String {
        let [person, record] = &self.names;
        let conditions = [
            self.filter.person.as_ref().map(|_| person.clone()),
            self.filter.on.map(|on| lang.on_day(&full_date(on))),
            self.filter.directive.map(|_| record.clone()),
        ];
        let conditions = conditions.into_iter().flatten().filter(|_| self.is_narrowed());
        conditions.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn is_chosen(&self, choice: &Choice) -> bool {
        match choice {
            Choice::Doers => self.filter.person.is_some(),
            Choice::Doer { login, .. } => self.filter.person.as_ref() == Some(login),
            Choice::DoneOn(on) => self.filter.on == Some(*on),
            Choice::Record { directive, task, .. } => {
                (self.filter.directive, self.filter.task) == (Some(*directive), *task)
            }
            _ => false,
        }
    }

    /// A condition that holds already is dropped.
    fn narrow(&mut self, choice: &Choice) {
        let is_new = !self.is_chosen(choice);
        let filter = &mut self.filter;
        match choice {
            Choice::Doer { login, name } => {
                filter.person = is_new.then(|| login.clone());
                self.names[0].clone_from(name);
            }
            Choice::DoneOn(on) => filter.on = is_new.then_some(*on),
            Choice::Record { directive, task, name } => {
                filter.directive = is_new.then_some(*directive);
                filter.task = task.filter(|_| is_new);
                self.names[1].clone_from(name);
            }
            _ => *filter = LogFilter::default(),
        }
        self.open(LogTab::Journal);
    }
}

/// What a row is about, inside a sentence: "việc 2 của 1792/UBND-NC".
fn name(row: &LogRow, lang: Lang) -> String {
    let line = &row.line;
    match &line.item {
        Some(item) => task_name(item, &line.reference, lang),
        None if line.reference.is_empty() => line.title.clone(),
        None => line.reference.clone(),
    }
}

fn task_name(item: &str, reference: &str, lang: Lang) -> String {
    with_first(&lang.task_name(item, &lang.reference_or_none(reference)), char::to_lowercase)
}

impl App {
    /// News, `LogOf`, Restore and Purge.
    pub(super) fn act_in_log(&mut self, action: Action) -> Vec<Effect> {
        let row = self.log.window.selected().filter(|_| self.log.tab == LogTab::Trash).cloned();
        match (action, row) {
            (Action::News, _) => {
                self.log.open(LogTab::News);
                self.show(Screen::Log);
            }
            (Action::LogOf, _) => {
                if let Some(choice) = self.chosen_record() {
                    // All of it, whatever the journal was narrowed by before.
                    self.log.filter = LogFilter::default();
                    self.choose(choice);
                }
            }
            (Action::Restore, Some(row)) if self.may_write() => {
                let (what, back) =
                    (What::Restore(name(&row, self.setup.lang)), row.line.entry.change.inverse());
                let id = self.writes.begin(what, self.now);
                return back.map(|back| Effect::Write(id, vec![back])).into_iter().collect();
            }
            (Action::Purge, Some(row)) if self.may(Role::Admin) => {
                let lang = self.setup.lang;
                let question = lang.purge_question(&name(&row, lang));
                let purge = with_first(&lang.act_purge(), char::to_uppercase);
                self.ask(question, lang.purge_keep(), purge, Then::Purge(Box::new(row)));
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn purge(&mut self, row: &LogRow) -> Vec<Effect> {
        let (name, task) = (name(row, self.setup.lang), row.task);
        let id = self.writes.begin(What::Purge(name.clone()), self.now);
        let purged = row.line.directive.map(|directive| Change::Purged { directive, task, name });
        vec![Effect::Write(id, purged.into_iter().collect())]
    }

    /// Opens the row's directive, on its task.
    pub(super) fn open_in_log(&mut self) -> Vec<Effect> {
        match self.log.window.selected().map(|row| (row.line.directive, row.task)) {
            Some((Some(directive), Some(task))) => self.open_detail(Detail::at_task(directive, task)),
            Some((Some(directive), None)) => self.open_detail(Detail::new(directive, None)),
            Some((None, _)) => self.say(self.setup.lang.not_openable()),
            None => {}
        }
        Vec::new()
    }

    /// The directive or task under the cursor, as a condition for the journal.
    fn chosen_record(&self) -> Option<Choice> {
        let lang = self.setup.lang;
        let whole = |directive, reference: &str| {
            let name = lang.reference_or_none(reference);
            Choice::Record { directive, task: None, name }
        };
        let of = |row: &TaskRow| {
            let name = task_name(&row.item, &row.reference, lang);
            Choice::Record { directive: row.directive, task: Some(row.id), name }
        };
        match (self.over.last(), self.board.focus) {
            (Some(Popup::Detail(detail)), _) => {
                Some(detail.selected_task().map_or_else(|| whole(detail.id, &detail.tasks.reference), of))
            }
            (_, Focus::Checklist) => self.board.checklist.selected().map(of),
            _ => self.board.window.selected().map(|row| whole(row.id(), &row.reference)),
        }
    }

    /// What the journal can be narrowed by here: the row's own directive and task among it.
    pub(super) fn log_choices(&self) -> Vec<Choice> {
        let (lang, today) = (self.setup.lang, self.today());
        let days = [Some(today), today.checked_sub_days(Days::new(1))];
        let mut choices = menu::OF_LOG.to_vec();
        choices.extend(days.into_iter().flatten().map(Choice::DoneOn));
        let row = self.log.window.selected();
        if let Some((row, directive)) = row.and_then(|row| Some((row, row.line.directive?))) {
            let whole = lang.reference_or_none(&row.line.reference);
            choices.push(Choice::Record { directive, task: None, name: whole });
            let task = row.task.map(Some).into_iter();
            choices.extend(task.map(|task| Choice::Record { directive, task, name: name(row, lang) }));
        }
        choices.push(Choice::All);
        choices
    }

    /// Takes a choice that is about the journal; `false`: it is about directives.
    pub(super) fn narrow_log(&mut self, choice: &Choice) -> bool {
        let is_about_log = match choice {
            Choice::Doer { .. } | Choice::DoneOn(_) | Choice::Record { .. } => true,
            Choice::All => self.screen == Screen::Log,
            _ => false,
        };
        if is_about_log {
            self.log.narrow(choice);
            self.show(Screen::Log);
        }
        is_about_log
    }
}
