-- The obligations that follow from tasks, wordings and reports, and those of them that
-- are kept.

-- The due dates of a task: the one that the office agreed (due_on), else a row
-- for each that the wording yields, else one without a date.  What recurs
-- without a day is due at the end of its period.  is_last: of the last due date
-- and of those without one, to which the done day of task_agency applies.
CREATE OR REPLACE FUNCTION @schema@.task_terms(due_on date, wording text, year integer)
RETURNS TABLE (period_label text, due date, kind text, is_last boolean)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 4
AS $sql$
    SELECT x.period_label, x.due, x.kind, coalesce(x.due = max(x.due) OVER (), true)
    FROM (SELECT w.period_label, coalesce(w.due, CASE WHEN w.every IS NOT NULL THEN w.period_last END) AS due, w.kind
          FROM @extschema@.deadline_terms(task_terms.wording, task_terms.year) w
          WHERE task_terms.due_on IS NULL
          UNION ALL
          SELECT task_terms.year::text, task_terms.due_on, CASE WHEN task_terms.due_on IS NOT NULL THEN 'agreed' END
          WHERE task_terms.due_on IS NOT NULL OR task_terms.wording IS NULL) x;
$sql$;

-- The obligations: as they are kept, and where that is behind the rows those that the
-- tasks name, and those of a row's own.  Always what the rows say at the moment.
CREATE OR REPLACE FUNCTION @schema@.duties()
RETURNS TABLE (task_id bigint, root_id bigint, agency_id bigint, agency_code text, agency text, plan text, year integer, task_kind text, role text,
               assigned_on date, period_label text, kind text, due date, extended_to date, extended_by text, state text, done_on date,
               evidence text, result_text text, form_right boolean, content_right boolean, channel_right boolean, note text)
LANGUAGE sql STABLE PARALLEL SAFE ROWS 10000
AS $sql$
    @duties_stored@
    UNION ALL
@duties_named(@bound_behind@)@
    UNION ALL
@duties_own(@bound_behind@)@;
$sql$;

-- What a statement on bindings and reports leaves behind; a note or a result that
-- changes is nothing.  With the rights of the model's owner: whoever may report need
-- not see what is kept of it.
CREATE OR REPLACE FUNCTION @schema@.note_bindings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    IF TG_OP = 'TRUNCATE' THEN
        INSERT INTO duty_dirty DEFAULT VALUES;
    ELSIF TG_LEVEL = 'ROW' THEN
        -- what a subscriber applies, one by one
        IF TG_OP <> 'DELETE' THEN
            INSERT INTO duty_dirty (task_id, agency_id) VALUES (NEW.task_id, NEW.agency_id);
        END IF;
        IF TG_OP <> 'INSERT' THEN
            INSERT INTO duty_dirty (task_id, agency_id) VALUES (OLD.task_id, OLD.agency_id);
        END IF;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO duty_dirty (task_id, agency_id) SELECT DISTINCT n.task_id, n.agency_id FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO duty_dirty (task_id, agency_id) SELECT DISTINCT o.task_id, o.agency_id FROM old_rows o;
    ELSIF TG_TABLE_NAME = 'task_agency' THEN
        @bindings_differ(task_id, agency_id, role, assigned_on, state, done_on)@
    ELSE
        @bindings_differ(task_id, agency_id, period_label, state, done_on, agreed_due, event_due, own, kept_due, form_right, content_right, channel_right)@
    END IF;
    RETURN NULL;
END
$body$;

-- A task that changes is noted with all its agencies, and so is the task of which it
-- is a sub-item; a plan's other year is everything.
CREATE OR REPLACE FUNCTION @schema@.note_tasks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $body$
BEGIN
    PERFORM set_config('search_path', format('pg_catalog, %I, pg_temp', TG_TABLE_SCHEMA), true);
    IF TG_TABLE_NAME = 'plan' THEN
        INSERT INTO duty_dirty DEFAULT VALUES;
    ELSE
        INSERT INTO duty_dirty (task_id)
        SELECT DISTINCT u.id
        FROM unnest(CASE TG_OP WHEN 'INSERT' THEN ARRAY[NEW.parent_id] WHEN 'DELETE' THEN ARRAY[OLD.parent_id] ELSE ARRAY[NEW.id, NEW.parent_id, OLD.parent_id] END) AS u (id)
        WHERE u.id IS NOT NULL;
    END IF;
    RETURN NULL;
END
$body$;

REVOKE ALL ON FUNCTION @schema@.note_bindings(), @schema@.note_tasks() FROM PUBLIC;

@bindings_noted(task_agency, bindings)@
@bindings_noted(obligation, obligations)@

CREATE OR REPLACE TRIGGER task_noted_inserted AFTER INSERT ON @schema@.task
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION @schema@.note_tasks();

CREATE OR REPLACE TRIGGER task_noted_updated AFTER UPDATE ON @schema@.task
    -- (one by one: rows are dumped with other brackets than a restored model's)
    FOR EACH ROW WHEN (OLD.plan IS DISTINCT FROM NEW.plan OR OLD.due_on IS DISTINCT FROM NEW.due_on OR OLD.agreed_text IS DISTINCT FROM NEW.agreed_text
                       OR OLD.deadline_text IS DISTINCT FROM NEW.deadline_text OR OLD.task_kind IS DISTINCT FROM NEW.task_kind OR OLD.parent_id IS DISTINCT FROM NEW.parent_id)
    EXECUTE FUNCTION @schema@.note_tasks();

CREATE OR REPLACE TRIGGER task_noted_deleted AFTER DELETE ON @schema@.task
    FOR EACH ROW WHEN (OLD.parent_id IS NOT NULL) EXECUTE FUNCTION @schema@.note_tasks();

CREATE OR REPLACE TRIGGER plan_noted AFTER UPDATE ON @schema@.plan
    FOR EACH ROW WHEN (OLD.year <> NEW.year) EXECUTE FUNCTION @schema@.note_tasks();

-- (these ones look at one row in any case)
ALTER TABLE @schema@.task ENABLE ALWAYS TRIGGER task_noted_inserted, ENABLE ALWAYS TRIGGER task_noted_updated, ENABLE ALWAYS TRIGGER task_noted_deleted;

ALTER TABLE @schema@.plan ENABLE ALWAYS TRIGGER plan_noted;

-- Computes what is noted anew: one folder at a time, another one leaves at once;
-- writers and readers wait for none.  The lock is taken by a statement of its own, so
-- that the next one sees what the folder before has written.  Who does not see every
-- agency would take the notes of the others away.
CREATE OR REPLACE FUNCTION @schema@.fold_duties() RETURNS bigint
LANGUAGE sql VOLATILE
SET enable_nestloop = on
AS $sql$
    SELECT set_config('par_index.fold_duties',
                      CASE WHEN @schema@.sees_all_agencies() AND pg_try_advisory_xact_lock(hashtext('par_index.fold_duties'), @extschema@.table_of(NULL::@schema@.setting)::oid::integer) THEN 'on' ELSE 'off' END, true);

    -- Everything is every task, and what is kept of bindings that are no more: one plan
    -- is good for many notes and for few.
    WITH gone AS (
        DELETE FROM @schema@.duty_dirty WHERE task_id IS NULL AND current_setting('par_index.fold_duties') = 'on' RETURNING 1
    )
    INSERT INTO @schema@.duty_dirty (task_id, agency_id)
    SELECT DISTINCT x.task_id, x.agency_id
    FROM (SELECT b.task_id, NULL::bigint AS agency_id FROM @schema@.task_agency b
          UNION ALL
          SELECT s.task_id, s.agency_id FROM @schema@.stored_duty s
          WHERE NOT EXISTS (SELECT FROM @schema@.task_agency b WHERE b.task_id = s.task_id AND b.agency_id = s.agency_id)) x
    WHERE EXISTS (SELECT FROM gone);

    WITH noted AS (
        @behind_bindings@
    ), folded AS MATERIALIZED (
        SELECT n.task_id, n.agency_id FROM noted n WHERE current_setting('par_index.fold_duties') = 'on'
    ), gone AS (
        DELETE FROM @schema@.duty_dirty WHERE task_id IS NOT NULL AND current_setting('par_index.fold_duties') = 'on'
    ), computed AS MATERIALIZED (
@duties_to_store((SELECT x.* FROM folded n JOIN @schema@.task_agency x ON x.task_id = n.task_id AND x.agency_id = n.agency_id))@
    ), named AS (
        -- (no join of what has no index)
        SELECT x.agency_id, x.task_id, array_agg(x.own::text || x.period_label) FILTER (WHERE x.own IS NOT NULL) AS labels
        FROM (SELECT n.agency_id, n.task_id, NULL::boolean AS own, NULL AS period_label FROM folded n
              UNION ALL
              SELECT c.agency_id, c.task_id, c.own, c.period_label FROM computed c) x
        GROUP BY x.agency_id, x.task_id
    ), emptied AS (
        DELETE FROM @schema@.stored_duty t USING named n
        WHERE n.agency_id = t.agency_id AND n.task_id = t.task_id AND t.own::text || t.period_label <> ALL (coalesce(n.labels, '{}'))
    ), written AS (
        INSERT INTO @schema@.stored_duty AS t (@duty_columns@)
        SELECT @duty_columns@ FROM computed
        ON CONFLICT (agency_id, task_id, period_label, own) DO UPDATE SET
            root_id = excluded.root_id, task_kind = excluded.task_kind, year = excluded.year, role = excluded.role, assigned_on = excluded.assigned_on,
            kind = excluded.kind, due = excluded.due, state = excluded.state, done_on = excluded.done_on,
            form_right = excluded.form_right, content_right = excluded.content_right, channel_right = excluded.channel_right
        WHERE (t.root_id, t.task_kind, t.year, t.role, t.assigned_on, t.kind, t.due, t.state, t.done_on, t.form_right, t.content_right, t.channel_right)
              IS DISTINCT FROM (excluded.root_id, excluded.task_kind, excluded.year, excluded.role, excluded.assigned_on, excluded.kind, excluded.due, excluded.state, excluded.done_on,
                                excluded.form_right, excluded.content_right, excluded.channel_right)
    )
    SELECT count(*) FROM folded;
$sql$;

-- The obligations that are kept, not behind, and not what the rows say, with the
-- earlier of both dates: none, unless something went past the triggers.
CREATE OR REPLACE FUNCTION @schema@.check_duties(only_agencies bigint[] DEFAULT NULL)
RETURNS TABLE (agency_id bigint, task_id bigint, period_label text, due date)
LANGUAGE sql STABLE PARALLEL SAFE
AS $sql$
    WITH bound AS (
        SELECT x.* FROM @schema@.task_agency x WHERE check_duties.only_agencies IS NULL OR x.agency_id = ANY (check_duties.only_agencies)
    ), counted AS MATERIALIZED (
@duties_to_store(bound)@
    ), kept AS MATERIALIZED (
        SELECT @duty_columns@ FROM @schema@.stored_duty s WHERE check_duties.only_agencies IS NULL OR s.agency_id = ANY (check_duties.only_agencies)
    ), noted AS MATERIALIZED (
        @behind_bindings@
    )
    SELECT x.agency_id, x.task_id, x.period_label, min(x.due)
    FROM ((SELECT * FROM counted EXCEPT SELECT * FROM kept) UNION ALL (SELECT * FROM kept EXCEPT SELECT * FROM counted)) x
    WHERE NOT EXISTS (SELECT FROM @schema@.duty_dirty n WHERE n.task_id IS NULL)
      AND NOT EXISTS (SELECT FROM noted n WHERE n.task_id = x.task_id AND n.agency_id = x.agency_id)
    GROUP BY x.agency_id, x.task_id, x.period_label;
$sql$;

-- All of them anew; of a new model there are none.
CREATE OR REPLACE FUNCTION @schema@.rebuild_duties() RETURNS bigint
LANGUAGE sql VOLATILE
AS $sql$
    INSERT INTO @schema@.duty_dirty (task_id)
    SELECT NULL WHERE EXISTS (SELECT FROM @schema@.task_agency) OR EXISTS (SELECT FROM @schema@.stored_duty);

    SELECT @schema@.fold_duties();
$sql$;
