-- Schema 1: every table of the design, so that later versions add code and not rewrites.
--
-- Days are TEXT 'YYYY-MM-DD' in Vietnam, hours 'HH:MM:SS' in Vietnam, instants RFC 3339 in UTC.
-- Columns under "kept" and those that are folded follow from others. src/store/kept.rs writes them in the
-- same transaction, from the views at the end, and `check` compares. Standing (late, on time …) is never kept.
-- `rev` counts edits of a record. `deleted_at` is the trash: nothing is ever removed from these tables.

PRAGMA application_id = 0x446F6E44; -- "DonD": tells our files from any other SQLite file.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Ids 1 and up; 0 stands for the whole office in the kept tables.
CREATE TABLE person (
  id INTEGER PRIMARY KEY CHECK (id > 0),
  login TEXT NOT NULL UNIQUE CHECK (login <> ''),
  name TEXT NOT NULL CHECK (name <> '' AND name NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  name_folded TEXT NOT NULL DEFAULT '',
  sort_key TEXT NOT NULL DEFAULT '', -- by given name, as Vietnamese lists of people are ordered
  role TEXT NOT NULL CHECK (role IN ('viewer', 'officer', 'admin')),
  disabled_at TEXT, -- people who left keep their row: the journal and old tasks name them
  rev INTEGER NOT NULL DEFAULT 1
) STRICT;

-- Public keys a person signs in with; written to authorized_keys from here.
CREATE TABLE person_key (
  id INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person,
  public_key TEXT NOT NULL UNIQUE,
  note TEXT,
  added_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

-- The office's corrections to the built-in calendar.
CREATE TABLE day (
  on_day TEXT PRIMARY KEY CHECK (on_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('off', 'worked')),
  name TEXT NOT NULL,
  source TEXT NOT NULL,
  verified INTEGER NOT NULL CHECK (verified IN (0, 1))
) STRICT, WITHOUT ROWID;

-- Offices are merged and renamed; a letter of 2020 keeps naming the office of 2020.
CREATE TABLE unit (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> '' AND name NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  sort_key TEXT NOT NULL DEFAULT '',
  kind TEXT,
  valid_from TEXT,
  valid_to TEXT, -- the last day, inclusive
  successor_id INTEGER REFERENCES unit,
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT
) STRICT;

-- The official name, short names and spellings. Not unique: two provinces have a "Sở Nội vụ".
CREATE TABLE unit_name (
  id INTEGER PRIMARY KEY,
  unit_id INTEGER NOT NULL REFERENCES unit,
  name TEXT NOT NULL CHECK (name <> ''),
  name_folded TEXT NOT NULL DEFAULT '',
  UNIQUE (unit_id, name)
) STRICT;
CREATE INDEX unit_name_by_folded ON unit_name (name_folded, unit_id);

CREATE TABLE directive (
  id INTEGER PRIMARY KEY,
  reference TEXT CHECK (reference <> '' AND reference NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  reference_folded TEXT, -- without blanks
  number TEXT, -- the parts of the reference, where it has them
  symbol TEXT,
  year INTEGER NOT NULL, -- of issue, else of receipt, else 0; numbering restarts every year
  kind TEXT NOT NULL CHECK (kind <> ''),
  issued_on TEXT CHECK (issued_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  place TEXT,
  issuer TEXT,
  issuer_folded TEXT NOT NULL DEFAULT '', -- '' where there is none, because NULLs are never duplicates of each other
  subject TEXT NOT NULL CHECK (subject NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  sort_key TEXT NOT NULL DEFAULT '', -- of the subject
  reference_key TEXT NOT NULL DEFAULT '~', -- sort key of the reference; '~' where there is none, also below
  follower_key TEXT NOT NULL DEFAULT '~', -- sort key of who follows it
  issued_key TEXT NOT NULL GENERATED ALWAYS AS ( -- newest first
    ifnull(CAST(99999999 - CAST(replace(issued_on, '-', '') AS INTEGER) AS TEXT), '~')) VIRTUAL,
  addressees TEXT NOT NULL CHECK (json_valid(addressees)), -- lists that are only ever read as a whole
  recipients TEXT NOT NULL CHECK (json_valid(recipients)),
  signer TEXT,
  signer_title TEXT,
  urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 3), -- 0 hỏa tốc … 3 normal
  received_on TEXT CHECK (received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  inbound_number TEXT,
  report_to TEXT,
  report_via TEXT,
  handling_note TEXT,
  follower_id INTEGER REFERENCES person,
  original TEXT NOT NULL, -- as it came, byte for byte: spans point into it
  original_sha256 TEXT NOT NULL DEFAULT '',
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  -- kept
  due_key TEXT NOT NULL DEFAULT '~1', -- day of the nearest open task, '~1' undated, '~2' finished
  next_official_on TEXT, -- the official day of that task; NULL where it has only the office's own
  next_at TEXT,
  report_on TEXT, -- when its report is due
  n_done INTEGER NOT NULL DEFAULT 0,
  n_total INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The same letter twice is refused; one in the trash does not stand in the way.
CREATE UNIQUE INDEX directive_once ON directive (reference_folded, year, issuer_folded)
  WHERE reference_folded IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX directive_by_issuer ON directive (issuer, kind) WHERE deleted_at IS NULL;
-- The orders of view 1 besides that of `listing`.
CREATE INDEX directive_by_issued ON directive (issued_key);
CREATE INDEX directive_by_reference_key ON directive (reference_key);
CREATE INDEX directive_by_subject ON directive (sort_key);
CREATE INDEX directive_by_follower_key ON directive (follower_key);
CREATE INDEX directive_by_follower ON directive (follower_id) WHERE follower_id IS NOT NULL;

CREATE TABLE task (
  id INTEGER PRIMARY KEY,
  directive_id INTEGER NOT NULL REFERENCES directive,
  parent_id INTEGER REFERENCES task,
  position INTEGER NOT NULL, -- order in the letter
  item TEXT NOT NULL CHECK (item NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  item_folded TEXT NOT NULL DEFAULT '',
  title TEXT NOT NULL CHECK (title NOT GLOB '*[' || char(1) || '-' || char(31) || ']*'),
  text TEXT NOT NULL,
  span_from INTEGER, -- bytes in directive.original
  span_to INTEGER,
  kind TEXT NOT NULL CHECK (kind IN ('ordinary', 'report_duty', 'standing', 'periodic')),
  state TEXT NOT NULL
    CHECK (state IN ('open', 'doing', 'reported', 'done', 'paused', 'withdrawn', 'superseded')),
  done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reported_on TEXT, -- the unit says it is done
  superseded_by INTEGER REFERENCES task,
  reply_document TEXT,
  progress_note TEXT,
  follower_id INTEGER REFERENCES person, -- NULL: the directive's
  internal_due TEXT CHECK (internal_due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  -- kept: the effective deadline, the task's own or else its parent's
  due_on TEXT,
  due_at TEXT,
  due_unverified INTEGER NOT NULL DEFAULT 0 CHECK (due_unverified IN (0, 1)),
  -- for the index below: lists show one stage, undated tasks last
  stage TEXT NOT NULL GENERATED ALWAYS AS (CASE
    WHEN state IN ('open', 'doing', 'reported') THEN 'open'
    WHEN state IN ('withdrawn', 'superseded') THEN 'withdrawn'
    ELSE state END) VIRTUAL,
  due_sort TEXT NOT NULL GENERATED ALWAYS AS (ifnull(due_on, '~')) VIRTUAL,
  agenda_on TEXT GENERATED ALWAYS AS (coalesce(min(internal_due, due_on), internal_due, due_on)) VIRTUAL,
  CHECK ((state = 'done') = (done_on IS NOT NULL))
) STRICT;
CREATE INDEX task_by_directive ON task (directive_id, position);
CREATE INDEX task_by_due ON task (stage, due_sort, id);
CREATE INDEX task_without_reply ON task (directive_id)
  WHERE state = 'done' AND reply_document IS NULL AND deleted_at IS NULL;
CREATE INDEX task_by_follower ON task (follower_id) WHERE follower_id IS NOT NULL;

CREATE TABLE assignment (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task,
  position INTEGER NOT NULL,
  unit_id INTEGER NOT NULL REFERENCES unit,
  printed TEXT NOT NULL, -- the unit's name in this letter
  role TEXT NOT NULL CHECK (role IN ('lead', 'support', 'informed')),
  done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  reply_document TEXT,
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT
) STRICT;
CREATE INDEX assignment_by_task ON assignment (task_id, position);
CREATE INDEX assignment_by_unit ON assignment (unit_id, role);

CREATE TABLE step (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task,
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  done INTEGER NOT NULL CHECK (done IN (0, 1)),
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT
) STRICT;
CREATE INDEX step_by_task ON step (task_id, position);

-- The current deadline and all former ones. An extension is the record of the issuer's consent.
CREATE TABLE deadline (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task,
  phrase TEXT,
  class TEXT NOT NULL CHECK (class IN ('date', 'period_end', 'relative', 'recurring', 'ongoing')),
  on_day TEXT CHECK (on_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
  at_hour TEXT,
  rule TEXT NOT NULL CHECK (rule IN
    ('named_day', 'before_day', 'period_end', 'days', 'working_days', 'months', 'decided', 'none')),
  article TEXT NOT NULL, -- as it was applied; laws change
  unverified INTEGER NOT NULL CHECK (unverified IN (0, 1)),
  document TEXT, -- the issuer's consent
  reason TEXT,
  set_by TEXT NOT NULL, -- login
  set_at TEXT NOT NULL,
  replaced_at TEXT, -- NULL: in force
  undone_at TEXT -- taken back: neither a former deadline nor an extension
) STRICT;
CREATE UNIQUE INDEX deadline_in_force ON deadline (task_id) WHERE replaced_at IS NULL;
CREATE INDEX deadline_by_task ON deadline (task_id);
CREATE INDEX deadline_replaced ON deadline (task_id) WHERE replaced_at IS NOT NULL;

-- When a task rested: the days do not count against the unit.
CREATE TABLE pause (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task,
  from_on TEXT NOT NULL,
  to_on TEXT, -- NULL: still resting
  document TEXT,
  reason TEXT
) STRICT;
CREATE INDEX pause_by_task ON pause (task_id);

-- Each đôn đốc, towards the units of a task or a unit as a whole.
CREATE TABLE reminder (
  id INTEGER PRIMARY KEY,
  task_id INTEGER REFERENCES task,
  unit_id INTEGER REFERENCES unit,
  on_day TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('letter', 'phone', 'meeting', 'message', 'other')),
  document TEXT,
  spoken_to TEXT,
  promised_on TEXT,
  note TEXT,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL,
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT,
  CHECK (task_id IS NOT NULL OR unit_id IS NOT NULL)
) STRICT;
CREATE INDEX reminder_by_task ON reminder (task_id);
CREATE INDEX reminder_by_unit ON reminder (unit_id);

CREATE TABLE target (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task,
  position INTEGER NOT NULL,
  measure TEXT NOT NULL,
  comparator TEXT NOT NULL CHECK (comparator IN ('at_least', 'at_most', 'exactly')),
  value TEXT NOT NULL, -- as printed
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT
) STRICT;
CREATE INDEX target_by_task ON target (task_id, position);

CREATE TABLE actual (
  id INTEGER PRIMARY KEY,
  target_id INTEGER NOT NULL REFERENCES target,
  on_day TEXT NOT NULL,
  value TEXT NOT NULL,
  deleted_at TEXT
) STRICT;
CREATE INDEX actual_by_target ON actual (target_id, on_day);

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  directive_id INTEGER NOT NULL REFERENCES directive,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('strength', 'weakness')),
  text TEXT NOT NULL,
  span_from INTEGER,
  span_to INTEGER,
  report TEXT,
  rev INTEGER NOT NULL DEFAULT 1,
  deleted_at TEXT
) STRICT;
CREATE INDEX finding_by_directive ON finding (directive_id, position);

-- Which tasks answer a weakness.
CREATE TABLE finding_task (
  finding_id INTEGER NOT NULL REFERENCES finding,
  task_id INTEGER NOT NULL REFERENCES task,
  PRIMARY KEY (finding_id, task_id)
) STRICT, WITHOUT ROWID;

-- The link to a cited directive is looked up by its folded reference: it may arrive later.
CREATE TABLE citation (
  id INTEGER PRIMARY KEY,
  directive_id INTEGER NOT NULL REFERENCES directive,
  position INTEGER NOT NULL,
  reference TEXT NOT NULL,
  reference_folded TEXT NOT NULL DEFAULT '',
  on_day TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('basis', 'mention'))
) STRICT;
CREATE INDEX citation_by_directive ON citation (directive_id, position);
CREATE INDEX citation_by_reference ON citation (reference_folded);

-- What the letter itself contradicts; shown until somebody settles it.
CREATE TABLE doubt (
  id INTEGER PRIMARY KEY,
  directive_id INTEGER NOT NULL REFERENCES directive,
  task_id INTEGER REFERENCES task,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN
    ('ratio_mismatch', 'sum_mismatch', 'date_impossible', 'deadline_before_issue', 'weekday_mismatch')),
  text TEXT NOT NULL,
  expected TEXT,
  span_from INTEGER,
  span_to INTEGER,
  settled_at TEXT
) STRICT;
CREATE INDEX doubt_by_directive ON doubt (directive_id, position);

-- Kept: view 1 in its order, once for the whole office (0) and once for each follower, so that a page of
-- "mine" costs what a page of the office costs. Directives in the trash are not in it.
CREATE TABLE listing (
  person_id INTEGER NOT NULL,
  due_key TEXT NOT NULL,
  urgency INTEGER NOT NULL,
  directive_id INTEGER NOT NULL REFERENCES directive,
  PRIMARY KEY (person_id, due_key, urgency, directive_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX listing_by_directive ON listing (person_id, directive_id);

-- Kept: how many rows `listing` has, and how many of them are not finished.
CREATE TABLE tally (
  person_id INTEGER PRIMARY KEY,
  n_total INTEGER NOT NULL,
  n_open INTEGER NOT NULL
) STRICT;

-- Kept: open tasks per day, for counts that do not grow with the data. '9999-12-31' is "no day".
CREATE TABLE day_count (
  person_id INTEGER NOT NULL, -- who follows; 0 the whole office
  agenda_on TEXT NOT NULL, -- the nearer of internal and official
  due_on TEXT NOT NULL, -- official
  n INTEGER NOT NULL,
  n_reports INTEGER NOT NULL,
  PRIMARY KEY (person_id, agenda_on, due_on)
) STRICT, WITHOUT ROWID;
-- Days that ran empty are deleted, so that old ones do not pile up.
CREATE INDEX day_count_empty ON day_count (n) WHERE n = 0;

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL, -- seq of the group's first entry
  act TEXT NOT NULL CHECK (act IN ('do', 'undo', 'redo')),
  undo_of INTEGER CHECK ((undo_of IS NULL) = (act = 'do')), -- the group taken or brought back
  at TEXT NOT NULL,
  actor TEXT NOT NULL, -- login
  run TEXT NOT NULL,
  version INTEGER NOT NULL, -- of the form of `change`
  change TEXT NOT NULL CHECK (json_valid(change)),
  directive_id INTEGER NOT NULL, -- what it is about, for history
  task_id INTEGER
) STRICT;
CREATE INDEX journal_by_actor ON journal (actor, seq);
CREATE INDEX journal_by_directive ON journal (directive_id, seq);
CREATE INDEX journal_by_undo ON journal (undo_of, seq) WHERE undo_of IS NOT NULL;
CREATE TRIGGER journal_is_append_only_update BEFORE UPDATE ON journal
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_is_append_only_delete BEFORE DELETE ON journal
  BEGIN SELECT raise(ABORT, 'the journal is append-only'); END;

-- Words to find records by, as text::find::indexed gives them, filled by src/store/kept.rs. A row's number is
-- directive * 65536 + 65535 for the directive, less 1 + position for its tasks: what was entered last comes
-- first in descending order, a directive before its tasks. What is in the trash is not in it. Contentless,
-- because the words stand in the records; only which words a row has, because nothing asks where.
CREATE VIRTUAL TABLE record_text USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* P* S* C*'"
);
-- The same of the letters' original texts; a row's number is the directive's.
CREATE VIRTUAL TABLE letter_text USING fts5 (
  words, content = '', contentless_delete = 1, detail = none, prefix = '1 2',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* P* S* C*'"
);

-- What is kept must equal these views; they are the only definition.

-- The deadline a task stands under: its own in force, even where no day follows from its words, else that
-- of the nearest task above it that is not in the trash.
CREATE VIEW kept_task AS
  SELECT t.id, t.directive_id, dl.on_day AS due_on, dl.at_hour AS due_at, ifnull(dl.unverified, 0) AS due_unverified
  FROM task t LEFT JOIN deadline dl ON dl.id = (
    WITH RECURSIVE up (task_id, parent_id, counts) AS (
      SELECT t.id, t.parent_id, 1
      UNION ALL
      SELECT above.id, above.parent_id, above.deleted_at IS NULL FROM up JOIN task above ON above.id = up.parent_id
      WHERE NOT (up.counts
        AND EXISTS (SELECT 1 FROM deadline WHERE task_id = up.task_id AND replaced_at IS NULL)))
    SELECT own.id FROM up JOIN deadline own ON own.task_id = up.task_id AND own.replaced_at IS NULL
    WHERE up.counts);

-- The nearest open task: by day, then by hour (a whole day counts as its end), then by number. A report
-- that was made stays named.
CREATE VIEW kept_directive AS
  SELECT d.id, CASE
      WHEN near.id IS NOT NULL THEN near.agenda_on
      WHEN count(*) FILTER (WHERE t.stage = 'done') > 0
        AND count(*) FILTER (WHERE t.stage IN ('open', 'paused')) = 0 THEN '~2'
      ELSE '~1' END AS due_key,
    near.due_on AS next_official_on, iif(near.due_on = near.agenda_on, near.due_at, NULL) AS next_at,
    coalesce(min(t.due_on) FILTER (WHERE t.kind = 'report_duty' AND t.stage = 'open'),
      max(t.due_on) FILTER (WHERE t.kind = 'report_duty' AND t.stage = 'done')) AS report_on,
    count(*) FILTER (WHERE t.stage = 'done') AS n_done, count(*) FILTER (WHERE t.stage <> 'withdrawn') AS n_total
  FROM directive d
  LEFT JOIN task near ON near.id = (
    SELECT o.id FROM task o
    WHERE o.directive_id = d.id AND +o.stage = 'open' AND o.deleted_at IS NULL AND o.agenda_on IS NOT NULL
    ORDER BY o.agenda_on, iif(o.due_on = o.agenda_on, ifnull(o.due_at, '24'), '24'), o.id LIMIT 1)
  LEFT JOIN task t ON t.directive_id = d.id AND t.deleted_at IS NULL
  GROUP BY d.id;

-- For the office, and for who follows the directive or a task of it.
CREATE VIEW kept_listing AS
  SELECT DISTINCT w.value AS person_id, d.due_key, d.urgency, d.id AS directive_id
  FROM directive d JOIN json_each(json_insert(
    (SELECT json_group_array(t.follower_id) FROM task t WHERE t.directive_id = d.id AND t.deleted_at IS NULL),
    '$[#]', d.follower_id, '$[#]', 0)) w
  WHERE d.deleted_at IS NULL AND w.value IS NOT NULL;

-- Each open task, for the office and for who follows it.
CREATE VIEW kept_count AS
  SELECT d.id AS directive_id, w.value AS person_id, ifnull(t.agenda_on, '9999-12-31') AS agenda_on,
    ifnull(t.due_on, '9999-12-31') AS due_on, t.kind = 'report_duty' AS is_report
  FROM directive d JOIN task t ON t.directive_id = d.id
    JOIN json_each(json_array(0, ifnull(t.follower_id, d.follower_id))) w
  WHERE d.deleted_at IS NULL AND t.deleted_at IS NULL AND +t.stage = 'open' AND w.value IS NOT NULL;

INSERT INTO setting (name, value) VALUES ('fold_version', '1'), ('sort_key_version', '1');
