SET jit = off; -- compiling these short queries takes longer than running them
-- Who may do what: every table, view, function and procedure of a model, as its
-- catalogue lists them, asked by each kind of role after par.enable_agency_policies.
--
-- Agencies are called 77000N in every code and number, so that an answer can be asked
-- by its text alone which of them it tells of.

SET client_min_messages = warning;
CREATE ROLE regress_par_owner;
CREATE ROLE regress_par_clerk;    -- agency 2; was granted everything on every table
CREATE ROLE regress_par_reader;   -- agency 2; may read
CREATE ROLE regress_par_province; -- all agencies; may read
CREATE ROLE regress_par_bi;       -- all agencies; was granted the views alone
CREATE ROLE regress_par_nobody;   -- no agency; may read
CREATE ROLE regress_par_stranger; -- was granted nothing
SELECT format('GRANT CREATE ON DATABASE %I TO regress_par_owner', current_database()) \gexec
SET ROLE regress_par_owner;
CALL par.create_model('m');
SET search_path = m, pg_catalog;

-- A row of each agency in every table that can hold one.
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31', at_risk_days = 200;
INSERT INTO bloc VALUES ('so', 'Sở', 1);
INSERT INTO agency (id, code, name, bloc, level) SELECT n, 'A' || n, 'Sở ' || n, 'so', 'province' FROM generate_series(770001, 770005) n;
UPDATE agency SET valid_to = '2024-06-30' WHERE id = 770005;
UPDATE agency SET parent_id = 770004 WHERE id < 770004;
INSERT INTO agency_succession (predecessor_id, successor_id, day, kind) VALUES (770005, 770001, '2024-07-01', 'merge');
INSERT INTO service VALUES ('1', 'Khai sinh', 'Hộ tịch', 'full');
INSERT INTO dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
SELECT format('D%s-%s', a, n), a, '1', '2024-03-01 08:00+07', '2024-03-08 17:00+07', CASE WHEN n < 4 THEN timestamptz '2024-03-05 08:00+07' + make_interval(days => a % 10) END, 'online' FROM generate_series(770001, 770003) a, generate_series(1, 4) n;
INSERT INTO dossier_supplement (dossier, asked_on) SELECT format('D%s-1', a), '2024-03-02' FROM generate_series(770001, 770003) a;
INSERT INTO dossier_conduct (dossier, outcome, rating) SELECT format('D%s-%s', a, n), 'refused', 1 + a % 5 FROM generate_series(770001, 770003) a, generate_series(1, 2) n;
INSERT INTO petition (code, agency_id, field, received_on, handled_on, outcome) SELECT 'P' || a, a, 'Hộ tịch', '2024-03-01', '2024-03-05', 'solved' FROM generate_series(770001, 770003) a;
INSERT INTO plan VALUES ('KH', 2024, 'Kế hoạch');
INSERT INTO task (id, plan, area_no, item_no, title, deadline_text) VALUES (1, 'KH', 'I', '1', 'Một', 'Trước ngày 14/12/2024'), (2, 'KH', 'I', '2', 'Hai', 'Quý I/2025');
INSERT INTO task (id, plan, area_no, item_no, title, due_on, task_kind) VALUES (3, 'KH', 'II', '1', 'Báo cáo', '2024-12-10', 'report');
INSERT INTO task_agency (task_id, agency_id) SELECT t, a FROM generate_series(1, 3) t, generate_series(770001, 770003) a;
INSERT INTO obligation (agency_id, task_id, period_label, done_on) SELECT a, t, '2024', '2024-12-01' FROM generate_series(1, 3, 2) t, generate_series(770001, 770003) a;
INSERT INTO factor VALUES ('all', 'Chung', true, 1);
INSERT INTO survey (code, year, title, issued, returned) VALUES ('KS', 2024, 'Khảo sát', 50, 30);
INSERT INTO question (id, survey, number, factor, title) VALUES (1, 'KS', 1, 'all', 'Một');
INSERT INTO survey_stratum (survey, agency_id, code, population) SELECT 'KS', a, 's', 100 FROM generate_series(770001, 770003) a;
INSERT INTO response (id, survey, agency_id, answered_on, stratum) SELECT a * 100 + n, 'KS', a, '2024-10-01', 's' FROM generate_series(770001, 770003) a, generate_series(1, 10) n;
INSERT INTO answer (response_id, question_id, answer) SELECT id, 1, 1 + (id + agency_id) % 5 FROM response;
INSERT INTO framework VALUES ('F', 2024, 'so', 'Sở 2024'), ('E', 2023, 'so', 'Sở 2023');
INSERT INTO band SELECT f, b, least, false, worst FROM (VALUES ('E'), ('F')) x (f), (VALUES ('Tốt', 80, NULL), ('Yếu', NULL, 1)) y (b, least, worst);
INSERT INTO criterion (id, framework, code, title, max_points, rule) VALUES (1, 'F', 'I', 'I', 10, 'manual'), (2, 'F', 'II', 'II', 10, 'ratio'), (3, 'E', 'I', 'I', 10, 'manual');
INSERT INTO assessment (agency_id, criterion_id, points) SELECT a, c, a - 770000 + c FROM generate_series(770001, 770003) a, generate_series(1, 3, 2) c;
INSERT INTO criterion_state (agency_id, criterion_id, state, reason) SELECT a, 2, 'not_applicable', 'Không có' FROM generate_series(770001, 770002) a;
INSERT INTO gate VALUES ('F', 'late', 'strict $."dossier.late" >= 5', 'Yếu');
SELECT setval(pg_get_serial_sequence('criterion', 'id'), 100) \g /dev/null
CALL par.add_framework('m', '766', 'so', 2024);
INSERT INTO override (agency_id, criterion_id, points, reason, evidence)
SELECT a, (SELECT min(id) FROM criterion WHERE framework LIKE '766%' AND measure IS NOT NULL), 1, 'Sửa', 'VB ' || a FROM generate_series(770001, 770003) a;
CALL par.add_forms('m', 'appendix-2025');
INSERT INTO measure (code, en, vi, unit) VALUES ('docs', 'Documents', 'Văn bản', 'count');
CREATE VIEW own_view AS SELECT agency_id, received_on AS day, 1::numeric AS numerator, NULL::numeric AS denominator FROM petition;
INSERT INTO measure (code, en, vi, unit, source, of_view) VALUES ('own', 'Own', 'Riêng', 'count', 'view', 'own_view');
INSERT INTO observation (agency_id, measure, first_day, last_day, numerator) SELECT a, 'docs', '2024-01-01', '2024-12-31', a - 770000 FROM generate_series(770001, 770003) a;
INSERT INTO target (number, title, condition) VALUES (1, 'Hài lòng', 'strict $."survey.satisfied" >= 30');
INSERT INTO target_step (target, year, agency_id, condition) SELECT 1, 2024, a, 'strict $."survey.satisfied" >= 40' FROM generate_series(770001, 770003) a;
INSERT INTO published_figure VALUES ('a', 'b', 1, 3, '33,3%', 1);
INSERT INTO indicator (appendix, title, period) VALUES ('PL1', 'Một', '2024');
INSERT INTO alias VALUES ('agency', 'so mot', 'A770001');
INSERT INTO rating_rule (code, subject, grade, needs_band) VALUES ('R', 'head', 'good', 'Tốt');
INSERT INTO rating (agency_id, year, subject, grade) SELECT a, 2024, 'head', 'good' FROM generate_series(770001, 770003) a;
INSERT INTO disciplinary_case (agency_id, decided_on, subject, level) SELECT a, '2024-05-01', 'official', 'warning' FROM generate_series(770001, 770003) a;
CALL refresh();
CALL close_framework('E');
INSERT INTO sheet_load (file, kind) VALUES ('owner.csv', 'petitions');
INSERT INTO sheet_cell SELECT currval('sheet_load_id_seq'), 's', 1, 1, 'text', 'A770001';
INSERT INTO load_note SELECT currval('sheet_load_id_seq'), 's', 1, 1, 'agency', 'A770001', 'rejected', 'agency', 'A', 'B';
INSERT INTO load_change SELECT currval('sheet_load_id_seq'), 'petition', '{"code": "P770001"}', NULL, 1;

CREATE TABLE agency_role (role_name name, agency_id bigint REFERENCES agency);
INSERT INTO agency_role VALUES ('regress_par_clerk', 770002), ('regress_par_reader', 770002), ('regress_par_province', NULL), ('regress_par_bi', NULL);
CALL par.enable_agency_policies('m', 'm.agency_role');
GRANT USAGE ON SCHEMA m TO regress_par_clerk, regress_par_reader, regress_par_province, regress_par_bi, regress_par_nobody;
GRANT ALL ON ALL TABLES IN SCHEMA m TO regress_par_clerk;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA m TO regress_par_clerk;
GRANT SELECT ON ALL TABLES IN SCHEMA m TO regress_par_reader, regress_par_province, regress_par_nobody;
DO $$
DECLARE
    v text;
BEGIN
    FOR v IN SELECT relname FROM pg_class WHERE relnamespace = 'm'::regnamespace AND relkind = 'v' LOOP
        EXECUTE format('GRANT SELECT ON m.%I TO regress_par_bi', v);
    END LOOP;
END $$;
RESET ROLE;
RESET search_path;

-- The clerk has a file of its own.
SET ROLE regress_par_clerk;
INSERT INTO m.sheet_load (file, kind) VALUES ('A770002.csv', 'petitions');
RESET ROLE;

-- ---------------------------------------------------------------------------
-- Asking
-- ---------------------------------------------------------------------------

CREATE SCHEMA ask;
GRANT USAGE ON SCHEMA ask TO PUBLIC;

-- What a statement answers, as text; or its SQLSTATE.  Nothing of what it does stays.
CREATE FUNCTION ask.answer(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    rows text = '';
BEGIN
    IF statement LIKE 'CALL%' THEN
        EXECUTE statement;
    ELSE
        EXECUTE format('WITH x AS (%s) SELECT coalesce(string_agg((to_jsonb(x) - ''computed_at'')::text, E''\n'' ORDER BY (to_jsonb(x) - ''computed_at'')::text COLLATE "C"), '''') FROM x', statement) INTO rows;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'ZZZZZ', MESSAGE = rows;
EXCEPTION
    WHEN SQLSTATE 'ZZZZZ' THEN
        RETURN SQLERRM;
    WHEN OTHERS THEN
        RETURN 'SQLSTATE ' || SQLSTATE;
END $$;

-- The agencies that a text tells of: '123', or nothing.
CREATE FUNCTION ask.agencies(answer text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(DISTINCT m[1], '' ORDER BY m[1]), '') FROM regexp_matches(answer, '77000([1-5])', 'g') m $$;

-- One row of each agency, and of none, of every table.
CREATE TABLE ask.sample (relation text, agency text, row jsonb);
DO $$
DECLARE
    r record;
BEGIN
    FOR r IN SELECT relname FROM pg_class WHERE relnamespace = 'm'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('INSERT INTO ask.sample SELECT DISTINCT ON (a) %L, a, j FROM (SELECT ask.agencies(to_jsonb(t)::text) AS a, to_jsonb(t) AS j FROM m.%I t) x ORDER BY a, j', r.relname, r.relname);
    END LOOP;
END $$;
-- The tables of which there is none, so that nothing is asked of an empty one unseen.
SELECT string_agg(relname, ' ' ORDER BY relname COLLATE "C") AS empty FROM pg_class
WHERE relnamespace = 'm'::regnamespace AND relkind = 'r' AND relname NOT IN (SELECT relation FROM ask.sample);

-- What stands for an argument; %s is the number of the agency that is asked for.
CREATE TABLE ask.argument (name text, type text, value text);
INSERT INTO ask.argument VALUES
    ('first_day', 'date', '''2024-01-01'''), ('last_day', 'date', '''2024-12-31'''), ('as_of', 'date', '''2024-12-31'''), ('day', 'date', '''2024-12-31'''),
    ('first_days', 'date[]', '''{2024-01-01}'''), ('last_days', 'date[]', '''{2024-12-31}'''), ('as_now_on', 'date', 'NULL'), ('as_now', 'boolean', 'false'),
    ('framework', 'text', '''F'''), ('of_framework', 'text', '''F'''), ('code', 'text', '''F'''), ('reason', 'text', '''Lý do'''),
    ('agency', 'text', '''A77000%s'''), ('agency_id', 'bigint', '77000%s'), ('of_agency', 'bigint', '77000%s'), ('parent_id', 'bigint', '770004'),
    ('wording', 'text', '''A77000%s'''), ('measure', 'text', '''dossier.online'''), ('measures', 'text[]', '''{dossier.online,survey.satisfied,docs}'''),
    ('criterion', 'text', '''I'''), ('band', 'text', '''Tốt'''), ('changes', 'jsonb', '''{"I": {"points": 5}}'''), ('at_most', 'bigint', '100'),
    ('bloc', 'text', '''so'''), ('year', 'integer', '2024'), ('form', 'text', '''PL1'''), ('forms', 'text[]', '''{PL1,PL2}'''), ('unit', 'text', '''A77000%s'''),
    ('surveys', 'text[]', '''{KS}'''), ('agencies', 'bigint[]', '''{77000%s}'''), ('only_agencies', 'bigint[]', '''{77000%s}'''), ('roles', 'text', '''lead'''),
    ('relation', 'text', '''petition'''), ('of_view', 'regclass', '''m.own_view'''), ('home', 'regclass', '''m.setting'''), ('home', 'oid', '''m''::regnamespace::oid'),
    ('figures', 'm.stored_measure[]', 'ARRAY(SELECT s FROM m.stored_measure s)'), ('draws', 'integer', '20'), ('noise', 'double precision', '0.25'), ('seed', 'bigint', '1'), ('partition', 'regclass', '''m.dossier'''), ('bounds', 'text', '''DEFAULT'''), ('service', 'text', '''1'''), ('early_at_least', 'numeric', '30'),
    ('load_id', 'bigint', '1'), ('a_load', 'bigint', '1'), ('closing', 'bigint', '1'), ('even_if_changed', 'boolean', 'false'),
    ('file', 'text', '''owner.csv'''), ('a_file', 'text', '''owner.csv'''), ('kind', 'text', '''petitions'''), ('a_kind', 'text', '''petitions'''),
    ('fill_down', 'text[]', '''{}'''), ('constants', 'jsonb', '''{}'''), ('from_csv', 'boolean', 'false');

-- Once for each of two agencies, where an argument is one.
CREATE TABLE ask.statement AS
SELECT DISTINCT CASE WHEN p.prokind = 'p' THEN 'procedure' WHEN p.prorettype = 'trigger'::regtype THEN 'trigger' ELSE 'function' END AS kind, p.proname AS name,
       -- A trigger function can only be put on a table, by who may execute it.
       format(CASE WHEN p.prorettype = 'trigger'::regtype THEN 'SELECT 1/has_function_privilege(''m.%I(%s)'', ''execute'')::int AS may'
                   WHEN p.prokind = 'p' THEN 'CALL m.%I(%s)' ELSE 'SELECT * FROM m.%I(%s)' END, p.proname, a.list) AS statement
FROM pg_proc p
     CROSS JOIN generate_series(1, 2) n
     CROSS JOIN LATERAL (SELECT coalesce(string_agg(format('%s::%s', coalesce(replace(g.value, '%s', n::text), 'NULL'), format_type(u.type, NULL)), ', ' ORDER BY u.ord), '') AS list
                         FROM unnest(p.proargtypes::oid[], p.proargnames[1:p.pronargs]) WITH ORDINALITY u (type, name, ord)
                              LEFT JOIN ask.argument g ON g.name = u.name AND g.type = format_type(u.type, NULL)) a
WHERE p.pronamespace = 'm'::regnamespace;
-- Every argument has a value, but those of helpers, which compute from them alone.
SELECT DISTINCT u.name, format_type(u.type, NULL) AS type, string_agg(proname, ' ' ORDER BY proname COLLATE "C") AS functions
FROM pg_proc p CROSS JOIN LATERAL unnest(p.proargtypes::oid[], p.proargnames[1:p.pronargs]) u (type, name)
WHERE pronamespace = 'm'::regnamespace AND (u.name, format_type(u.type, NULL)) NOT IN (SELECT name, type FROM ask.argument) GROUP BY 1, 2 ORDER BY 1, 2;

CREATE TABLE ask.said (who text, kind text, name text, verb text, agency text, answer text);
GRANT SELECT ON ask.sample, ask.statement TO PUBLIC;
GRANT SELECT, INSERT ON ask.said TO PUBLIC;

-- Everything, as whoever calls this.
CREATE PROCEDURE ask.everything(who text) LANGUAGE plpgsql AS $$
DECLARE
    r record;
    columns text;
BEGIN
    FOR r IN SELECT c.oid, relname, relkind FROM pg_class c WHERE relnamespace = 'm'::regnamespace AND relkind IN ('r', 'v') LOOP
        INSERT INTO ask.said VALUES (who, r.relkind, r.relname, 'r', NULL, ask.answer(format('SELECT * FROM m.%I', r.relname)));
        CONTINUE WHEN r.relkind = 'v';
        SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute WHERE attrelid = r.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
        INSERT INTO ask.said
        SELECT who, 'r', r.relname, verb, agency, ask.answer(format(statement, r.relname, agency, columns, row))
        FROM ask.sample s,
             (VALUES ('i', 'INSERT INTO m.%1$I (%3$s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM jsonb_populate_record(NULL::m.%1$I, %4$L) RETURNING 1 AS done'),
                     ('u', 'UPDATE m.%1$I t SET (%3$s) = (SELECT %3$s) WHERE ask.agencies(to_jsonb(t)::text) = %2$L RETURNING 1 AS done'),
                     ('d', 'DELETE FROM m.%1$I t WHERE ask.agencies(to_jsonb(t)::text) = %2$L RETURNING 1 AS done')) v (verb, statement)
        WHERE s.relation = r.relname;
    END LOOP;
    INSERT INTO ask.said SELECT who, kind, name, 'x', NULL, ask.answer(statement) FROM ask.statement;
END $$;
GRANT EXECUTE ON PROCEDURE ask.everything TO PUBLIC;

SET ROLE regress_par_owner;
CALL ask.everything('owner');
SET ROLE regress_par_clerk;
CALL ask.everything('clerk');
SET ROLE regress_par_reader;
CALL ask.everything('reader');
SET ROLE regress_par_province;
CALL ask.everything('province');
SET ROLE regress_par_bi;
CALL ask.everything('bi');
SET ROLE regress_par_nobody;
CALL ask.everything('nobody');
SET ROLE regress_par_stranger;
CALL ask.everything('stranger');
RESET ROLE;

-- ---------------------------------------------------------------------------
-- Answers
-- ---------------------------------------------------------------------------

-- What is read: the agencies that are told of; - what was refused; without any, = what
-- the owner reads, ~ something else, 0 no row.  (On 14 a view has its owner's rights, so one
-- over tables alone is read by who was granted it.)
CREATE VIEW ask.seen AS
SELECT s.who, s.kind, s.name,
       CASE WHEN s.who = 'bi' AND s.name = 'published_not_reproduced' AND bool_and(s.answer = '') AND current_setting('server_version_num')::integer < 150000 THEN '-'
            WHEN bool_and(s.answer = 'SQLSTATE 42501' OR s.kind = 'trigger' AND s.answer = 'SQLSTATE 22012') THEN '-'
            WHEN s.kind = 'trigger' THEN 'may'
            WHEN bool_and(s.answer LIKE 'SQLSTATE %') THEN min(substr(s.answer, 10))
            WHEN ask.agencies(string_agg(s.answer, ' ')) <> '' THEN ask.agencies(string_agg(s.answer, ' '))
            WHEN s.kind = 'procedure' THEN 'done'
            WHEN bool_and(s.answer = '') THEN '0'
            WHEN array_agg(s.answer ORDER BY s.answer) = o.answers THEN '='
            ELSE '~' END AS cell
FROM ask.said s JOIN (SELECT kind, name, array_agg(answer ORDER BY answer) AS answers FROM ask.said WHERE who = 'owner' AND verb IN ('r', 'x') GROUP BY kind, name) o USING (kind, name)
WHERE s.verb IN ('r', 'x') GROUP BY s.who, s.kind, s.name, o.answers;
-- And written, by verb: the agencies whose rows are, * those of none.  What breaks a
-- constraint got as far as that; 55000 is what nobody may, such as a change of history.
CREATE VIEW ask.written AS
SELECT who, name, coalesce(string_agg(verb || cell, ' ' ORDER BY verb DESC), '-') AS cell
FROM (SELECT who, name, verb, string_agg(CASE agency WHEN '' THEN '*' ELSE agency END, ',' ORDER BY agency COLLATE "C") AS cell
      FROM ask.said WHERE verb IN ('i', 'u', 'd') AND answer <> '' AND answer NOT IN ('SQLSTATE 42501', 'SQLSTATE 55000') GROUP BY who, name, verb) x GROUP BY who, name;

-- With the owner's rights run trigger functions alone, which nobody else may put on a table.
SELECT count(*) > 10 AS some, string_agg(proname, ' ') FILTER (WHERE prorettype <> 'trigger'::regtype OR has_function_privilege('public', oid, 'execute')
                                                                  OR NOT coalesce(proconfig @> '{"search_path=pg_catalog, pg_temp"}', false)) AS wrong
FROM pg_proc WHERE pronamespace = 'm'::regnamespace AND prosecdef;
-- The stranger sees nothing, runs nothing.
SELECT DISTINCT cell AS stranger FROM ask.seen WHERE who = 'stranger';
SELECT kind, owner, clerk, reader, province, bi, nobody, string_agg(name, ' ' ORDER BY name COLLATE "C") AS names
FROM (SELECT kind, name, max(cell) FILTER (WHERE who = 'owner') AS owner, max(cell) FILTER (WHERE who = 'clerk') AS clerk, max(cell) FILTER (WHERE who = 'reader') AS reader,
             max(cell) FILTER (WHERE who = 'province') AS province, max(cell) FILTER (WHERE who = 'bi') AS bi, max(cell) FILTER (WHERE who = 'nobody') AS nobody FROM ask.seen GROUP BY kind, name) x
GROUP BY 1, 2, 3, 4, 5, 6, 7 ORDER BY kind, owner COLLATE "C", clerk COLLATE "C", reader COLLATE "C", province COLLATE "C", bi COLLATE "C", nobody COLLATE "C";
-- Nobody but owner and clerk writes anything.
SELECT who, count(*) FROM ask.written WHERE who NOT IN ('owner', 'clerk') GROUP BY who;
SELECT owner, clerk, string_agg(name, ' ' ORDER BY name COLLATE "C") AS names
FROM (SELECT name, max(cell) FILTER (WHERE who = 'owner') AS owner, max(cell) FILTER (WHERE who = 'clerk') AS clerk FROM ask.written GROUP BY name) x
GROUP BY 1, 2 ORDER BY owner COLLATE "C", clerk COLLATE "C";

DROP SCHEMA ask CASCADE;
SET client_min_messages = error;
DROP OWNED BY regress_par_owner, regress_par_clerk, regress_par_reader, regress_par_province, regress_par_bi, regress_par_nobody, regress_par_stranger CASCADE;
DROP ROLE regress_par_owner, regress_par_clerk, regress_par_reader, regress_par_province, regress_par_bi, regress_par_nobody, regress_par_stranger;
