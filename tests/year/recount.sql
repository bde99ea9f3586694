-- The office again, from its journal alone: what was added, then what was said last about it. An entry that
-- takes something back is an entry like any other, with old and new changed over.
CREATE INDEX temp.journal_again ON journal (undo_of);
CREATE TEMP TABLE e AS SELECT *, change->>'change' AS kind, ifnull(task_id, directive_id) AS about, act = 'do' AND ifnull((SELECT
    act FROM journal z WHERE z.undo_of = j.group_id ORDER BY z.seq DESC LIMIT 1), 'do') <> 'undo' AS holds FROM journal j;
CREATE INDEX temp.e_by ON e (about, kind);
CREATE TEMP TABLE said AS SELECT kind, about, change->'new' AS new, max(seq) AS seq FROM e GROUP BY kind, about;
CREATE TEMP TABLE d AS SELECT a.about AS id, ifnull(h.new, a.change->'record') AS head, ifnull(tr.new, 0) = 'true' AS gone
  FROM e a LEFT JOIN said h ON h.kind = 'directive_edited' AND h.about = a.about
    LEFT JOIN said tr ON tr.kind = 'directive_trashed' AND tr.about = a.about WHERE a.kind = 'directive_added' AND a.act = 'do';
CREATE TEMP TABLE added AS SELECT row_number() OVER (ORDER BY seq, at) AS id, directive, at, f FROM (
  SELECT seq, directive_id AS directive, key AS at, value AS f FROM e, json_each(change, '$.record.tasks')
    WHERE kind = 'directive_added' AND act = 'do'
  UNION ALL SELECT seq, directive_id, 1000000 + seq, change->'task' FROM e WHERE kind = 'task_added' AND act = 'do');
CREATE TEMP TABLE own AS SELECT a.id, a.directive, a.at, ifnull(ed.new->>'item', a.f->>'item') AS item,
    a.f->>'parent' AS parent, ifnull(ed.new->>'kind', a.f->>'kind') AS kind, ifnull(p.new, a.f->'progress') AS p,
    iif(dl.seq IS NULL, a.f->'deadline', dl.new) AS deadline, d.gone OR ifnull(tr.new, 0) = 'true' AS gone,
    iif(ed.seq IS NULL, a.f->>'internal_due', ed.new->>'internal_due') AS internal,
    ifnull(iif(ed.seq IS NULL, a.f->>'follower', ed.new->>'follower'), d.head->>'follower') AS who,
    ifnull(d.head->>'issued_on', d.head->>'received_on') AS assigned,
    iif(ed.seq IS NULL, (SELECT json_group_array(value->>'unit') FROM json_each(a.f, '$.assignments')
      WHERE value->>'role' = 'lead'), ed.new->'leads') AS leads
  FROM added a JOIN d ON d.id = a.directive LEFT JOIN said p ON p.kind = 'task_progress' AND p.about = a.id
    LEFT JOIN said dl ON dl.kind = 'deadline_set' AND dl.about = a.id
    LEFT JOIN said ed ON ed.kind = 'task_edited' AND ed.about = a.id
    LEFT JOIN said tr ON tr.kind = 'task_trashed' AND tr.about = a.id;
CREATE TEMP TABLE tasks AS SELECT o.*, p->>'state' AS state, p->>'done_on' AS done_on, o.kind = 'periodic' AND EXISTS
    (SELECT 1 FROM own b WHERE b.directive = o.directive AND b.parent = o.item AND b.at > o.at AND NOT b.gone) AS is_rule,
    iif(o.deadline <> 'null', o.deadline->>'on', (SELECT u.deadline->>'on' FROM own u WHERE u.directive = o.directive
      AND u.at < o.at AND u.item = o.parent AND NOT u.gone ORDER BY u.at DESC LIMIT 1)) AS due,
    (SELECT count(*) FROM e x WHERE x.kind = 'deadline_set' AND x.about = o.id AND x.holds AND x.change->>'document' <> ''
      AND x.change->>'$.new.on' > x.change->>'$.old.on') AS extensions FROM own o WHERE NOT o.gone;
CREATE TEMP TABLE part AS SELECT t.id, u.value AS unit, (SELECT x.change->>'$.new.done_on' FROM e x WHERE x.about = t.id
    AND x.kind = 'part_progress' AND x.change->>'unit' = u.value AND NOT EXISTS (SELECT 1 FROM e y WHERE y.about = t.id AND y.seq > x.seq
      AND y.holds AND y.kind = 'task_edited' AND u.value NOT IN (SELECT value FROM json_each(y.change, '$.new.leads')))
    ORDER BY x.seq DESC LIMIT 1) AS done_on FROM tasks t, json_each(t.leads) u;
CREATE TEMP TABLE unit AS SELECT change->>'unit' AS id, change->>'$.new.name' AS name,
  change->>'$.new.successor' AS successor, max(seq) FROM e WHERE kind = 'unit_set' GROUP BY 1;
CREATE TEMP TABLE heir AS WITH RECURSIVE up (name, id, n) AS (SELECT name, id, 0 FROM unit UNION ALL
    SELECT up.name, u.successor, n + 1 FROM up JOIN unit u USING (id) WHERE u.successor NOT NULL)
  SELECT up.name, u.name AS heir, max(n) FROM up JOIN unit u USING (id) GROUP BY up.name;
CREATE TEMP TABLE line AS SELECT 'total' AS whose, NULL AS name, id, NULL AS part_on FROM tasks
  UNION ALL SELECT 'person', who, id, NULL FROM tasks UNION ALL SELECT w.value, iif(w.value = 'rolled', h.heir, l.unit), t.id, iif(count(*) = count(l.done_on), max(l.done_on), NULL)
    FROM tasks t, json_each('["unit", "rolled"]') w LEFT JOIN part l ON l.id = t.id LEFT JOIN heir h ON h.name = l.unit GROUP BY 1, 2, 3;
CREATE TEMP VIEW stands AS SELECT *, CASE WHEN as_state = 'done' THEN iif(as_done > due, 'done_late', 'done_on_time') WHEN
    as_state <> 'paused' AND due < today THEN 'open_overdue' ELSE 'open_within' END AS count FROM (SELECT l.whose, l.name, t.*, m.*,
    iif(part_on IS NULL, state, 'done') AS as_state, ifnull(part_on, done_on) AS as_done FROM moment m, line l JOIN tasks t USING (id))
  WHERE state NOT IN ('withdrawn', 'superseded') AND NOT is_rule AND ifnull(who = mine, mine IS NULL) AND CASE era WHEN 'assigned'
    THEN assigned WHEN 'due' THEN due WHEN 'completed' THEN as_done ELSE since END BETWEEN since AND until;
CREATE TEMP VIEW figures AS SELECT whose, name, count(*), sum(count = 'done_on_time'), sum(count = 'done_late'),
  sum(count = 'open_within'), sum(count = 'open_overdue'), sum(as_state NOT IN ('done', 'paused') AND due IS NULL),
  sum(days BETWEEN 1 AND 7), sum(days BETWEEN 8 AND 30), sum(days BETWEEN 31 AND 120), sum(days > 120), sum(days),
  sum(extensions), sum(extensions > 0) FROM (SELECT *, CASE count WHEN 'done_late' THEN julianday(as_done) - julianday(due)
    WHEN 'open_overdue' THEN julianday(today) - julianday(due) ELSE 0 END AS days FROM stands) GROUP BY whose, name;
CREATE TEMP VIEW agenda AS SELECT id, who, kind, CASE WHEN state = 'done' THEN 'Recent' WHEN due < today THEN 'Late'
  WHEN near IS NULL THEN 'Undated' WHEN near <= today THEN 'Today' WHEN near <= date(today, '+7 days') THEN 'Soon'
  WHEN near <= date(today, '+30 days') THEN 'Next30' ELSE 'Later' END AS part FROM moment, (SELECT *, min(ifnull(due, internal),
    ifnull(internal, due)) AS near FROM tasks) WHERE NOT is_rule AND (state IN ('open', 'doing', 'reported') OR done_on >= date(today, '-7 days'));
CREATE TEMP VIEW fresh AS SELECT id FROM tasks t, moment WHERE NOT is_rule AND EXISTS (SELECT 1 FROM e WHERE seq > visit
  AND actor <> visitor AND (task_id = t.id OR directive_id = t.directive AND kind = 'directive_added'));
