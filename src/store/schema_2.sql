-- Schema 2: what stands behind a state, recurring duties, the agenda, the journal's own view.

ALTER TABLE task ADD COLUMN since TEXT
  CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'); -- paused, withdrawn or superseded
ALTER TABLE task ADD COLUMN state_document TEXT; -- what ordered the state
ALTER TABLE task ADD COLUMN state_reason TEXT;
-- Kept: a recurring duty whose times are tasks below it and are counted instead; who follows, 0 nobody.
ALTER TABLE task ADD COLUMN is_rule INTEGER NOT NULL DEFAULT 0 CHECK (is_rule IN (0, 1));
ALTER TABLE task ADD COLUMN who_id INTEGER NOT NULL DEFAULT 0;
-- For the agenda: day and hour, a whole day at its end, undated tasks last; by the nearer day, and by the
-- official one. The hour is that of the official day.
ALTER TABLE task ADD COLUMN agenda_sort TEXT GENERATED ALWAYS AS (
  ifnull(agenda_on || ' ' || iif(due_on = agenda_on, ifnull(due_at, '24'), '24'), '~')) VIRTUAL;
ALTER TABLE task ADD COLUMN late_sort TEXT GENERATED ALWAYS AS (
  ifnull(due_on || ' ' || ifnull(due_at, '24'), '~')) VIRTUAL;
CREATE INDEX task_agenda ON task (stage, agenda_sort, id);
CREATE INDEX task_agenda_of ON task (who_id, stage, agenda_sort, id);
CREATE INDEX task_late ON task (stage, late_sort, id);
CREATE INDEX task_late_of ON task (who_id, stage, late_sort, id);
CREATE INDEX task_done ON task (done_on, id) WHERE done_on IS NOT NULL;
CREATE INDEX task_done_of ON task (who_id, done_on, id) WHERE done_on IS NOT NULL;
CREATE INDEX task_reported ON task (id) WHERE state = 'reported';
CREATE INDEX directive_by_urgency ON directive (urgency);
CREATE INDEX task_by_parent ON task (parent_id) WHERE parent_id IS NOT NULL;

-- Few deadlines are extensions, and each row of a list asks for them.
CREATE INDEX deadline_consented ON deadline (task_id, on_day) WHERE document IS NOT NULL AND undone_at IS NULL;

ALTER TABLE deadline ADD COLUMN terms TEXT CHECK (json_valid(terms)); -- what the day is reckoned from

-- What a correction of the calendar may move.
CREATE INDEX deadline_on_calendar ON deadline (on_day, task_id)
  WHERE replaced_at IS NULL AND (unverified OR rule IN ('days', 'working_days', 'months'));
CREATE INDEX unit_by_successor ON unit (successor_id) WHERE successor_id IS NOT NULL;

-- A pause is a state of its task; former ones stand in the journal.
DROP TABLE pause;

-- `directive_id` 0: about the office (units, days off, settings), not about a directive.
CREATE INDEX journal_by_time ON journal (at);
CREATE INDEX directive_trashed ON directive (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX task_trashed ON task (deleted_at) WHERE deleted_at IS NOT NULL;
-- What is purged is taken out of these tables after all; these find what names it.
CREATE INDEX task_superseded ON task (superseded_by) WHERE superseded_by IS NOT NULL;
CREATE INDEX finding_task_by_task ON finding_task (task_id);
CREATE INDEX doubt_by_task ON doubt (task_id) WHERE task_id IS NOT NULL;

-- What the office's own table said of a task when it was taken in, by group, so that undo takes the memory
-- back as well (NULL: nothing was changed then). `listed`: the table still named the task.
CREATE TABLE table_row (
  id INTEGER PRIMARY KEY,
  task_id INTEGER NOT NULL REFERENCES task ON DELETE CASCADE,
  group_id INTEGER,
  heading TEXT NOT NULL,
  said TEXT NOT NULL CHECK (json_valid(said)),
  listed INTEGER NOT NULL CHECK (listed IN (0, 1))
) STRICT;
CREATE INDEX table_row_by_task ON table_row (task_id, id);
CREATE INDEX table_row_by_heading ON table_row (heading);
-- Those in the trash as well.
CREATE INDEX directive_by_folded ON directive (reference_folded) WHERE reference_folded IS NOT NULL;
-- What a person said that the columns under these headings are.
CREATE TABLE table_heading (
  heading TEXT PRIMARY KEY,
  mapping TEXT NOT NULL CHECK (json_valid(mapping))
) STRICT, WITHOUT ROWID;

DROP VIEW kept_task;
DROP VIEW kept_directive;
DROP VIEW kept_count;

-- The deadline a task stands under: its own in force, even where no day follows from its words, else that
-- of the nearest task above it that is not in the trash. One time of a recurring duty has its own.
CREATE VIEW kept_task AS
  SELECT t.id, t.directive_id, dl.on_day AS due_on, dl.at_hour AS due_at, ifnull(dl.unverified, 0) AS due_unverified,
    t.kind = 'periodic'
      AND EXISTS (SELECT 1 FROM task below WHERE below.parent_id = t.id AND below.deleted_at IS NULL) AS is_rule,
    coalesce(t.follower_id, (SELECT d.follower_id FROM directive d WHERE d.id = t.directive_id), 0) AS who_id
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
-- that was made stays named; one time of a recurring report is not the report on the directive.
CREATE VIEW kept_directive AS
  SELECT d.id, CASE
      WHEN near.id IS NOT NULL THEN near.agenda_on
      WHEN count(*) FILTER (WHERE t.stage = 'done') > 0
        AND count(*) FILTER (WHERE t.stage IN ('open', 'paused')) = 0 THEN '~2'
      ELSE '~1' END AS due_key,
    near.due_on AS next_official_on, iif(near.due_on = near.agenda_on, near.due_at, NULL) AS next_at,
    coalesce(min(t.due_on) FILTER (WHERE t.kind = 'report_duty' AND t.stage = 'open' AND NOT ifnull(p.is_rule, 0)),
      max(t.due_on) FILTER (WHERE t.kind = 'report_duty' AND t.stage = 'done' AND NOT ifnull(p.is_rule, 0)))
      AS report_on,
    count(*) FILTER (WHERE t.stage = 'done') AS n_done, count(*) FILTER (WHERE t.stage <> 'withdrawn') AS n_total
  FROM directive d
  LEFT JOIN task near ON near.id = (
    SELECT o.id FROM task o
    WHERE o.directive_id = d.id AND +o.stage = 'open' AND o.deleted_at IS NULL AND NOT o.is_rule
      AND o.agenda_on IS NOT NULL
    ORDER BY o.agenda_on, iif(o.due_on = o.agenda_on, ifnull(o.due_at, '24'), '24'), o.id LIMIT 1)
  LEFT JOIN task t ON t.directive_id = d.id AND t.deleted_at IS NULL AND NOT t.is_rule
  LEFT JOIN task p ON p.id = t.parent_id
  GROUP BY d.id;

-- Each open task, for the office and for who follows it.
CREATE VIEW kept_count AS
  SELECT d.id AS directive_id, w.value AS person_id, ifnull(t.agenda_on, '9999-12-31') AS agenda_on,
    ifnull(t.due_on, '9999-12-31') AS due_on, t.kind = 'report_duty' AS is_report
  FROM directive d JOIN task t ON t.directive_id = d.id
    JOIN json_each(json_array(0, ifnull(t.follower_id, d.follower_id))) w
  WHERE d.deleted_at IS NULL AND t.deleted_at IS NULL AND +t.stage = 'open' AND NOT t.is_rule
    AND w.value IS NOT NULL;

UPDATE task SET (is_rule, who_id) = (SELECT is_rule, who_id FROM kept_task k WHERE k.id = task.id);
-- What an earlier program kept of duties that come again counted them among the tasks.
UPDATE directive SET due_key = k.due_key, next_official_on = k.next_official_on, next_at = k.next_at,
    report_on = k.report_on, n_done = k.n_done, n_total = k.n_total
  FROM kept_directive k
  WHERE k.id = directive.id AND directive.id IN (SELECT directive_id FROM task WHERE is_rule);
DELETE FROM listing;
INSERT INTO listing SELECT person_id, due_key, urgency, directive_id FROM kept_listing;
DELETE FROM tally;
INSERT INTO tally SELECT person_id, count(*), count(*) FILTER (WHERE due_key <> '~2') FROM listing GROUP BY 1;
DELETE FROM day_count;
INSERT INTO day_count SELECT person_id, agenda_on, due_on, count(*), sum(is_report) FROM kept_count GROUP BY 1, 2, 3;
