-- What a ready table asks of its rows: codes, conditions, and checks that take
-- other rows.
\set VERBOSITY default
\set SHOW_CONTEXT never

-- is_code
SELECT what, par.is_code(t), length(t) FROM (VALUES
    ('plain', 'X07'), ('Vietnamese, composed', 'Sở Nội vụ – tỉnh Đắk Lắk (cũ)'), ('blanks within', 'A B' || chr(160) || 'C'), ('one character', '0'),
    ('200 characters', repeat('ữ', 200)), ('emoji', '🏛️ Sở'),
    ('empty', ''), ('blank behind', 'X07 '), ('blank before', ' X07'), ('only a blank', ' '), ('tab within', E'X\t07'), ('line break', E'X07\nX08'), ('line break behind', E'X07\n'),
    ('no-break space behind', 'X07' || chr(160)), ('figure space before', chr(x'2007'::int) || 'X07'), ('narrow no-break space', 'X07' || chr(x'202F'::int)),
    ('zero width space', 'X07' || chr(x'200B'::int)), ('byte order mark', chr(x'FEFF'::int) || 'X07'), ('ideographic space', 'X07' || chr(x'3000'::int)),
    ('word joiner', 'X07' || chr(x'2060'::int)), ('delete', 'X' || chr(127)), ('next line (U+0085)', 'X' || chr(133) || 'Y'), ('line separator', 'X' || chr(x'2028'::int) || 'Y'),
    ('decomposed', normalize('Yếu', NFD)), ('decomposed in part', 'Yê' || chr(769) || 'u'), ('a mark alone', chr(769)), ('angstrom sign', chr(x'212B'::int)),
    ('jamo that compose', chr(x'1100'::int) || chr(x'1161'::int)), ('jamo that do not', chr(x'1161'::int) || chr(x'1161'::int)),
    ('201 characters', repeat('a', 201)), ('70 000 characters', repeat('a', 70000)), ('201 wide characters', repeat('ữ', 201))) v(what, t);
SELECT par.is_code(NULL);
-- The server's own test of composed text agrees.
SELECT count(*) AS texts, count(*) FILTER (WHERE code) AS codes, count(*) FILTER (WHERE code <> (t IS NFC NORMALIZED)) AS differing
FROM (SELECT t, par.is_code(t) AS code
      FROM (SELECT 'x' || string_agg(substr('aeoưươâêăđếẫ' || chr(769) || chr(768) || chr(803) || chr(770) || chr(795) || chr(777), 1 + get_byte(sha256(convert_to(i || '/' || j, 'UTF8')), 0) % 18, 1), '' ORDER BY j) AS t
            FROM generate_series(1, 3000) i, generate_series(1, 1 + i % 6) j GROUP BY i) s) c;

-- is_condition, condition_names
SELECT path, par.is_condition(path::jsonpath), par.condition_names(path::jsonpath) FROM unnest(ARRAY[
    'strict $.late_pct >= 5', 'strict $."dossier.late" > 5 && $.a < 1', 'strict $.late_pct >= 5 || $.satisfied_pct <= 80', 'strict !($.a > 5)', 'strict ($.b > 5) is unknown',
    'strict exists($.a)', 'strict exists($.a ? (@ > $.b))', 'strict 100 * $.late / ($.early + $.late) >= 5', 'strict -$.a < +3', 'strict $.a.abs() > 5 && $.a.ceiling() < $.a.floor()',
    'strict $.name starts with "S"', 'strict $.name like_regex "^s" flag "i"', 'strict $.a == null', 'strict $.a == $.a', 'strict $."" == 1', 'strict $."tên, \"có\" dấu" > 1', 'strict 5 < $.a % 7',
    -- lax
    '$.late_pct >= 5', 'lax $.a > 1',
    -- no predicates
    'strict $', 'strict $.late_pct', 'strict $.late_pct ? (@ > 5)', 'strict $ ? (@.late_pct > 5)', 'strict $.a + 1', 'strict -$.a', 'strict true', 'strict 1', 'strict ($.a > 5).type()', 'strict (1 < $.a) ? (@ == true)',
    -- that read no member, or more than members
    'strict 1 == 1', 'strict $ == 1', 'strict exists($)', 'strict $.* > 5', 'strict $.** > 5', 'strict $.a.b > 5', 'strict $[*] > 5', 'strict $[0] > 5', 'strict $.a[0] > 5', 'strict $.a[$.i to last] > 5',
    'strict $.keyvalue().value > 5', 'strict exists($.a ? (@.b > 1))', 'strict $.a ? (@ > 5) > 3', 'strict exists($.a ? (@ > 5).type())',
    -- variables, and what can raise
    'strict $v == 1', 'strict $.a > $limit', 'strict $.a starts with $s', 'strict exists($.a ? (@ > $x))', 'strict $.d.datetime() < "2024-01-01".datetime()', 'strict $.a.double() > 1', 'strict $.a.size() > 1',
    'strict "a" like_regex "a"', 'strict ($.a > 1) && ("b" starts with "a")']) AS path;
SELECT par.is_condition(NULL), par.condition_names(NULL), par.condition_names('strict $[*] ? (@.a > $.b || exists($.c.d ? (@ > $.e))).f[$.g, 0 to $.h]');
-- Long ones, and deeper than anybody writes them.
SELECT par.is_condition(('strict ' || string_agg(format('$.m%s > 5', i), ' && '))::jsonpath) AS long,
       cardinality(par.condition_names(('strict ' || string_agg(format('$.m%s > 5', i % 37), ' && '))::jsonpath)) AS names FROM generate_series(1, 900) i;
SELECT par.is_condition(('strict ' || repeat('!(', 1500) || '$.a > 5' || repeat(')', 1500))::jsonpath) AS deep,
       par.is_condition(('strict $.a > ' || repeat('-(', 1500) || '$.b' || repeat(')', 1500))::jsonpath) AS deep_operand;
-- All paths of a small grammar: a condition is a predicate (of which alone the
-- server takes "is unknown"), and is decided, or unknown, without an error.
CREATE FUNCTION decided(path text, OUT predicate boolean, OUT answer text, OUT state text) LANGUAGE plpgsql AS $$
BEGIN
    BEGIN
        predicate := format('strict (%s) is unknown', path)::jsonpath IS NOT NULL;
    EXCEPTION WHEN syntax_error THEN
        predicate := false;
    END;
    BEGIN
        -- Not @@, which to 15.18 gives a variable that is not there the value null.
        answer := coalesce(jsonb_path_match('{"a": 4, "b": 0, "c": 1e300}', ('strict ' || path)::jsonpath, '{}', true)::text, 'unknown');
    EXCEPTION WHEN OTHERS THEN
        state := SQLSTATE;
    END;
END $$;
CREATE TABLE path AS
WITH operand AS (SELECT unnest(ARRAY['$.a', '$.b', '$.missing', '$."c" * $.c', '$.a / $.b', '-$.a', '5', '"x"', '$', '$.a.b', '$v', '$.a ? (@ > 1)', '"2024-01-01".datetime()', '"2024-01-01 00:00+01".datetime()']) AS o),
     simple AS (SELECT format('%s %s %s', x.o, c, y.o) AS p FROM operand x, operand y, unnest(ARRAY['<', '==', '+']) c
                UNION ALL SELECT format('exists(%s)', o) FROM operand UNION ALL SELECT format('%s starts with "x"', o) FROM operand UNION ALL SELECT format('%s like_regex "x"', o) FROM operand
                UNION ALL SELECT o FROM operand)
SELECT p FROM simple
UNION ALL SELECT format(f, p) FROM simple, unnest(ARRAY['!(%s)', '(%s) is unknown', '(%s) && $.a > 3', '$.a > 3 || (%s)', '(%s).type()', '(%s) ? (@ == true)']) f;
DELETE FROM path WHERE NOT EXISTS (SELECT FROM decided(p) WHERE predicate OR answer IS NOT NULL OR state <> '42601');
SELECT par.is_condition(('strict ' || p)::jsonpath) AS condition, predicate, coalesce(state, CASE answer WHEN 'unknown' THEN answer ELSE 'decided' END) AS outcome, count(*)
FROM path, decided(p) GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
DROP TABLE path;
DROP FUNCTION decided;

-- ---------------------------------------------------------------------------
-- Trigger functions.  A small model of forms and answers, in any schema.
-- ---------------------------------------------------------------------------
\set VERBOSITY terse
SET client_min_messages = warning;
SELECT par.check_rows();
SELECT par.take_from_parent();

CREATE PROCEDURE pg_temp.make(schema text) LANGUAGE plpgsql AS $$
BEGIN
    IF to_regnamespace(quote_ident(schema)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
    END IF;
    PERFORM set_config('search_path', format('%I, par, pg_catalog', schema), true);
    CREATE TABLE survey (code text PRIMARY KEY, low int, top int);
    CREATE TABLE response (id int PRIMARY KEY, survey text NOT NULL REFERENCES survey, agency_id int NOT NULL, UNIQUE (id, agency_id));
    CREATE TABLE answer (response_id int, question int, agency_id int NOT NULL, answer int, PRIMARY KEY (response_id, question),
                         FOREIGN KEY (response_id, agency_id) REFERENCES response (id, agency_id) ON UPDATE CASCADE);
    CREATE FUNCTION answer_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, response_id int, question int, survey text)
    LANGUAGE sql STABLE
    BEGIN ATOMIC
        SELECT 'answer_lies_on_the_scale'::text, format('form %s question %s', a.response_id, a.question),
               format('answer %s of form %s to question %s is not on the scale of survey "%s"', a.answer, a.response_id, a.question, v.code),
               format('câu trả lời %s của phiếu %s, câu %s, nằm ngoài thang đo', a.answer, a.response_id, a.question),
               format('Its codes are %s to %s.', v.low, v.top), a.response_id, a.question, v.code
        FROM answer a JOIN response r ON r.id = a.response_id JOIN survey v ON v.code = r.survey
        WHERE a.answer NOT BETWEEN v.low AND v.top;
    END;
    CREATE TRIGGER taken BEFORE INSERT OR UPDATE ON answer FOR EACH ROW
        EXECUTE FUNCTION take_from_parent('response', 'response_id=id', 'agency_id');
    CREATE TRIGGER inserted AFTER INSERT ON answer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        EXECUTE FUNCTION check_rows('answer_faults', 'response_id', 'question');
    CREATE TRIGGER updated AFTER UPDATE ON answer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
        EXECUTE FUNCTION check_rows('answer_faults', 'response_id', 'question');
    CREATE TRIGGER updated AFTER UPDATE ON survey FOR EACH ROW
        EXECUTE FUNCTION check_rows('answer_faults', 'survey=code');
    INSERT INTO survey VALUES ('A', 1, 5), ('B', 1, 4);
    INSERT INTO response VALUES (1, 'A', 10), (2, 'B', 20), (3, 'A', 30);
END $$;
-- How a command ended, with all that a program is told.
CREATE FUNCTION pg_temp.try(command text, OUT state text, OUT message text, OUT detail text, OUT hint text, OUT at text) LANGUAGE plpgsql AS $$
DECLARE
    s text;
    t text;
    c text;
BEGIN
    EXECUTE command;
    state := 'done';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT,
                            s = SCHEMA_NAME, t = TABLE_NAME, c = CONSTRAINT_NAME;
    at := concat_ws(' . ', nullif(s, ''), nullif(t, ''), nullif(c, ''));
END $$;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pg_temp TO PUBLIC;
CALL pg_temp.make('office');
SHOW search_path;
\pset format unaligned
\pset expanded on

-- By statement and by row; several faults; which comes first and how many more.
INSERT INTO office.answer VALUES (1, 1, NULL, 5), (1, 2, NULL, NULL), (2, 1, NULL, 4);
TABLE office.answer;
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (2, 2, NULL, 5)');
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (2, 4, 20, 4), (2, 3, 20, 6), (2, 2, 20, 5), (1, 3, 10, 5), (1, 4, 10, 6)');
SELECT * FROM pg_temp.try('UPDATE office.answer SET answer = 5');
SELECT * FROM pg_temp.try($$UPDATE office.survey SET top = 3 WHERE code = 'B'$$);
SELECT * FROM pg_temp.try('UPDATE office.survey SET top = 3');
SELECT * FROM pg_temp.try($$UPDATE office.survey SET top = 4 WHERE code = 'B'$$);
SELECT count(*) AS answers FROM office.answer;
-- Nothing changed, or nothing that is at fault: other rows' faults do not count.
ALTER TABLE office.answer DISABLE TRIGGER inserted;
INSERT INTO office.answer VALUES (3, 9, 30, 9);
ALTER TABLE office.answer ENABLE TRIGGER inserted;
INSERT INTO office.answer SELECT 3, 1, 30, 9 WHERE false;
INSERT INTO office.answer VALUES (3, 1, 30, 1);
UPDATE office.answer SET answer = 2 WHERE question = 1;
SELECT * FROM pg_temp.try('UPDATE office.answer SET answer = answer');
DELETE FROM office.answer WHERE question = 9;

-- Every way in.
COPY office.answer (response_id, question, answer) FROM stdin;
3	2	5
3	3	6
\.
COPY office.answer (response_id, question, answer) FROM stdin;
3	2	5
\.
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 2, NULL, 7) ON CONFLICT DO NOTHING');
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 2, NULL, 3) ON CONFLICT (response_id, question) DO UPDATE SET answer = excluded.answer + 3');
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 2, NULL, 3) ON CONFLICT (response_id, question) DO UPDATE SET answer = excluded.answer');
SELECT CASE WHEN current_setting('server_version_num')::int >= 150000
            THEN $$MERGE INTO office.answer a USING (VALUES (3, 2, %s), (3, 4, %s)) n(r, q, a) ON (a.response_id, a.question) = (n.r, n.q)
                   WHEN MATCHED THEN UPDATE SET answer = n.a WHEN NOT MATCHED THEN INSERT VALUES (n.r, n.q, NULL, n.a)$$
            ELSE 'INSERT INTO office.answer VALUES (3, 2, NULL, %s), (3, 4, NULL, %s) ON CONFLICT (response_id, question) DO UPDATE SET answer = excluded.answer' END AS merge \gset
SELECT state, detail FROM pg_temp.try(format(:'merge', 5, 6));
SELECT state, detail FROM pg_temp.try(format(:'merge', 6, 5));
SELECT state, detail FROM pg_temp.try(format(:'merge', 5, 5));
-- A form and its answers in one statement.
WITH form AS (INSERT INTO office.response VALUES (4, 'A', 40) RETURNING id) INSERT INTO office.answer (response_id, question, answer) SELECT id, 1, 5 FROM form;
PREPARE answer(int, int, int) AS INSERT INTO office.answer (response_id, question, answer) VALUES ($1, $2, $3);
EXECUTE answer(4, 2, 5);
EXECUTE answer(4, 3, 6);
EXECUTE answer(4, 4, 5);
SELECT response_id, agency_id, string_agg(answer::text, ' ' ORDER BY question) AS answers FROM office.answer GROUP BY 1, 2 ORDER BY 1;
-- A big statement after small ones, and small ones again.
INSERT INTO office.answer SELECT 1, q, NULL, 3 FROM generate_series(1001, 3000) q;
SELECT state, message, detail FROM pg_temp.try('INSERT INTO office.answer SELECT 3, q, NULL, CASE WHEN q % 1000 = 77 THEN 6 ELSE 3 END FROM generate_series(1001, 5000) q');
SELECT state, message, detail FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 3001, NULL, 6)');
DELETE FROM office.answer WHERE question > 1000;
-- Many rows are checked in one pass, which is planned without nested loops, for what the
-- planner knows of the table is of the time before; then the caller's settings are back.
CREATE TABLE office.pass (id integer PRIMARY KEY);
CREATE FUNCTION office.pass_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, id integer) LANGUAGE sql STABLE
    AS $$SELECT 'planned', p.id::text, 'nested loops are ' || current_setting('enable_nestloop'), '', '', p.id FROM office.pass p WHERE p.id % 1000 = 0$$;
CREATE TRIGGER inserted AFTER INSERT ON office.pass REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION par.check_rows('pass_faults', 'id');
SELECT state, message FROM pg_temp.try('INSERT INTO office.pass VALUES (1000)');
SELECT state, message FROM pg_temp.try('INSERT INTO office.pass SELECT generate_series(1, 1000)');
SHOW enable_nestloop;
DROP TABLE office.pass;
DROP FUNCTION office.pass_faults();

-- take_from_parent: what is named stays, what moves is taken anew.
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 8, 20, 1)');
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (7, 8, NULL, 1)');
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (NULL, 8, NULL, 1)');
INSERT INTO office.answer VALUES (1, 8, 10, 1);
UPDATE office.answer SET response_id = 3 WHERE question = 8 RETURNING *;
UPDATE office.answer SET agency_id = NULL WHERE question = 8 RETURNING *;
UPDATE office.answer SET response_id = 1, agency_id = 10 WHERE question = 8 RETURNING *;
SELECT * FROM pg_temp.try('UPDATE office.answer SET response_id = 3, agency_id = 20 WHERE question = 8');
SELECT * FROM pg_temp.try('UPDATE office.answer SET response_id = 8 WHERE question = 8');
UPDATE office.response SET agency_id = 11 WHERE id = 1;
UPDATE office.response SET id = 5 WHERE id = 1;
SELECT DISTINCT response_id, agency_id FROM office.answer ORDER BY 1;

-- Subtransactions: an error inside leaves all as it was.
BEGIN;
SAVEPOINT a;
INSERT INTO office.answer VALUES (3, 5, NULL, 6);
ROLLBACK TO a;
SELECT current_user = session_user AS same_user, current_setting('search_path') AS path;
INSERT INTO office.answer VALUES (3, 5, NULL, 5);
SAVEPOINT b;
ALTER TABLE office.answer RENAME agency_id TO unit_id;
INSERT INTO office.answer VALUES (3, 6, NULL, 5);
ROLLBACK TO b;
INSERT INTO office.answer VALUES (3, 6, NULL, 5);
SAVEPOINT c;
INSERT INTO office.answer VALUES (3, 7, NULL, 6);
ROLLBACK;

-- The function replaced, dropped and made again, renamed; columns renamed and retyped.
BEGIN;
CREATE OR REPLACE FUNCTION office.answer_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, response_id int, question int, survey text)
LANGUAGE sql STABLE AS $$ SELECT 'no_two', NULL, NULL, NULL, NULL, response_id, question, NULL FROM office.answer WHERE answer = 2 $$;
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 5, NULL, 6), (3, 6, NULL, 2)');
DROP FUNCTION office.answer_faults();
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 5, NULL, 6)');
CREATE FUNCTION office.answer_faults() RETURNS TABLE (question int, hint text, message_vi text, message_en text, key text, fault text, response_id int)
LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN QUERY SELECT a.question, NULL, 'không', 'no ' || a.answer, a.answer::text, NULL, a.response_id FROM office.answer a; END $$;
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 5, NULL, 6), (3, 6, NULL, 2)');
SELECT state, message, detail, hint FROM pg_temp.try('UPDATE office.survey SET top = top');
ALTER TABLE office.answer RENAME question TO q;
SELECT state, message, detail FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 5, NULL, 6)');
ALTER TABLE office.answer RENAME q TO question;
ALTER TABLE office.answer ALTER question TYPE bigint;
SELECT state, message FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 5, NULL, 6)');
ROLLBACK;
SELECT state, message FROM pg_temp.try('INSERT INTO office.answer VALUES (3, 5, NULL, 6)');

-- Two copies side by side: each checks itself, whatever it is called.
ALTER SCHEMA office RENAME TO kept;
CALL pg_temp.make('office');
UPDATE kept.survey SET top = 9;
UPDATE office.survey SET low = 0;
SELECT state, message, at FROM unnest(ARRAY['INSERT INTO kept.answer VALUES (2, 7, NULL, 9)', 'INSERT INTO kept.answer VALUES (2, 6, NULL, 0)',
                                       'INSERT INTO office.answer VALUES (2, 7, NULL, 9)', 'INSERT INTO office.answer VALUES (2, 6, NULL, 0)']) c, pg_temp.try(c);
ALTER SCHEMA office RENAME TO other;
ALTER SCHEMA kept RENAME TO office;
SELECT state, message, at FROM unnest(ARRAY['INSERT INTO office.answer VALUES (2, 8, NULL, 9)', 'INSERT INTO office.answer VALUES (2, 9, NULL, 0)',
                                       'INSERT INTO other.answer VALUES (2, 8, NULL, 9)', 'INSERT INTO other.answer VALUES (2, 9, NULL, 0)']) c, pg_temp.try(c);
DROP SCHEMA other CASCADE;

-- Names of every kind.
CALL pg_temp.make('a $body$ "quoted" 100% b''s');
SELECT state, message, at FROM pg_temp.try($$INSERT INTO "a $body$ ""quoted"" 100% b's".answer VALUES (2, 7, NULL, 9)$$);
CREATE SCHEMA "Lược đồ có tên dài sáu mươi ba byte, tiếng Việt";
SET search_path = "Lược đồ có tên dài sáu mươi ba byte, tiếng Việt", par, pg_catalog;
CREATE TABLE "Bảng ""cha"" $1 %s" ("khóa ""k"" $1 %s" text PRIMARY KEY, "cột, %I" numeric(9,4));
CREATE TABLE "select" ("từ ""t"" $1 %s" text, "cột, %I" numeric(9,4), "from" text,
                       FOREIGN KEY ("từ ""t"" $1 %s") REFERENCES "Bảng ""cha"" $1 %s");
CREATE FUNCTION "Lỗi ""f"" $body$ %s có tên dài sáu mươi ba xxxxxxxxxxxxxx"() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, "Cột ""c"" $2 %s" text, "order" numeric)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'tên "lỗi" %s'::text, ''::text, 'message %s %1$s %m'::text, 'thông báo %s'::text, 'hint %s'::text, "từ ""t"" $1 %s", "cột, %I" FROM "select" WHERE "from" = 'bad';
END;
CREATE TRIGGER "t ""1"" %s" BEFORE INSERT OR UPDATE ON "select" FOR EACH ROW
    EXECUTE FUNCTION take_from_parent('Bảng "cha" $1 %s', 'từ "t" $1 %s=khóa "k" $1 %s', 'cột, %I');
CREATE TRIGGER "t ""2"" %s" AFTER INSERT ON "select" REFERENCING NEW TABLE AS "new ""rows"" %s" FOR EACH STATEMENT
    EXECUTE FUNCTION check_rows('Lỗi "f" $body$ %s có tên dài sáu mươi ba xxxxxxxxxxxxxx', 'Cột "c" $2 %s=từ "t" $1 %s', 'order=cột, %I');
CREATE TRIGGER "t ""3"" %s" AFTER UPDATE ON "select" FOR EACH ROW
    EXECUTE FUNCTION check_rows('Lỗi "f" $body$ %s có tên dài sáu mươi ba xxxxxxxxxxxxxx', 'Cột "c" $2 %s=từ "t" $1 %s', 'order=cột, %I');
INSERT INTO "Bảng ""cha"" $1 %s" VALUES ('k', 1.5);
INSERT INTO "select" VALUES ('k', NULL, 'good') RETURNING *;
SELECT octet_length(nspname) AS schema_bytes, octet_length(proname) AS function_bytes FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace WHERE nspname LIKE 'Lược%';
SELECT * FROM pg_temp.try($$INSERT INTO "select" VALUES ('k', NULL, 'bad')$$);
SELECT * FROM pg_temp.try($$UPDATE "select" SET "from" = 'bad'$$);
RESET search_path;
DROP SCHEMA "a $body$ ""quoted"" 100% b's", "Lược đồ có tên dài sáu mươi ba byte, tiếng Việt" CASCADE;

-- No columns: any fault counts.  Rows that go; TRUNCATE.
BEGIN;
CREATE TABLE office.log (n int);
INSERT INTO office.log VALUES (1), (2);
CREATE FUNCTION office.log_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, gone int) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'one_stays'::text, NULL::text, 'the 1 is gone'::text, 'mất số 1'::text, NULL::text, 1 WHERE NOT EXISTS (SELECT FROM office.log WHERE n = 1);
END;
CREATE TRIGGER a AFTER DELETE ON office.log REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION par.check_rows('log_faults', 'gone=n');
CREATE TRIGGER b AFTER TRUNCATE ON office.log FOR EACH STATEMENT EXECUTE FUNCTION par.check_rows('log_faults');
SELECT command, t.* FROM unnest(ARRAY['DELETE FROM office.log WHERE n = 2', 'DELETE FROM office.log', 'TRUNCATE office.log']) command, pg_temp.try(command) t;
DROP TRIGGER a ON office.log;
CREATE TRIGGER a AFTER DELETE ON office.log FOR EACH ROW EXECUTE FUNCTION par.check_rows('log_faults', 'gone=n');
SELECT state FROM pg_temp.try('DELETE FROM office.log');
CREATE CONSTRAINT TRIGGER late AFTER UPDATE ON office.log DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION par.check_rows('log_faults');
UPDATE office.log SET n = 3;
SET CONSTRAINTS ALL IMMEDIATE;
ROLLBACK;

-- Partitions: checked by the schema and the owner of the table above them.
CREATE SCHEMA archive;
CREATE TABLE office.part (y int, response_id int, question int, agency_id int, answer int, FOREIGN KEY (response_id, agency_id) REFERENCES office.response (id, agency_id)) PARTITION BY LIST (y);
CREATE TABLE office.part_1 PARTITION OF office.part FOR VALUES IN (1);
CREATE TABLE archive.part_2 (answer int, gone int, agency_id int, question int, response_id int, y int);
ALTER TABLE archive.part_2 DROP COLUMN gone;
ALTER TABLE office.part ATTACH PARTITION archive.part_2 FOR VALUES IN (2);
CREATE FUNCTION office.part_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, q int) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT 'part_answer'::text, NULL::text, format('answer %s', answer), NULL::text, NULL::text, question FROM office.part WHERE answer > 5;
END;
CREATE TRIGGER a BEFORE INSERT OR UPDATE ON office.part FOR EACH ROW EXECUTE FUNCTION par.take_from_parent('response', 'response_id=id', 'agency_id');
CREATE TRIGGER b AFTER INSERT ON office.part REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION par.check_rows('part_faults', 'q=question');
CREATE TRIGGER c AFTER INSERT OR UPDATE ON office.part FOR EACH ROW EXECUTE FUNCTION par.check_rows('part_faults', 'q=question');
SELECT command, t.* FROM unnest(ARRAY['INSERT INTO office.part VALUES (1, 2, 1, NULL, 5), (2, 3, 2, NULL, 5)', 'INSERT INTO office.part VALUES (1, 2, 3, NULL, 6)',
    'INSERT INTO office.part VALUES (2, 2, 3, NULL, 6)', 'INSERT INTO archive.part_2 VALUES (6, NULL, 3, 2, 2)', 'UPDATE office.part SET answer = 7 WHERE y = 2', 'UPDATE office.part SET y = 3 - y, answer = 6 WHERE y = 1',
    'UPDATE office.part SET y = 3 - y, response_id = 2']) command, pg_temp.try(command) t;
TABLE office.part;
DROP SCHEMA archive CASCADE;
DROP FUNCTION office.part_faults;
DROP TABLE office.part;

-- Roles: an owner who is no superuser, one who may only insert, one who may
-- make triggers, under row policies that hide everything.
DROP SCHEMA office CASCADE;
CREATE ROLE par_check_owner;
CREATE ROLE par_check_entry;
CREATE ROLE par_check_rival;
GRANT USAGE ON SCHEMA par TO par_check_owner, par_check_rival;
CREATE SCHEMA office AUTHORIZATION par_check_owner;
GRANT USAGE ON SCHEMA office TO par_check_entry, par_check_rival;
SET ROLE par_check_owner;
CALL pg_temp.make('office');
ALTER TABLE office.response ADD secret text;
UPDATE office.response SET secret = 'secret of ' || id;
ALTER TABLE office.response ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE office.survey ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE office.answer ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY enter ON office.answer FOR INSERT WITH CHECK (true);
GRANT INSERT ON office.answer TO par_check_entry;
SELECT count(*) AS seen FROM office.response;
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 1, NULL, 6), (1, 2, NULL, 7)');
SET ROLE par_check_entry;
SELECT state, message FROM pg_temp.try('SELECT * FROM office.answer');
SELECT state, message FROM pg_temp.try('SELECT * FROM office.answer_faults()');
INSERT INTO office.answer VALUES (1, 1, NULL, 5);
SELECT * FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 2, NULL, 6), (1, 3, NULL, 7)');
SELECT current_user;
RESET ROLE;
SELECT response_id, agency_id, answer FROM office.answer;

-- Objects of the inserter's own, before the owner's in every path.
SELECT format('GRANT CREATE ON DATABASE %I TO par_check_entry', current_database()) \gexec
SET ROLE par_check_entry;
CREATE SCHEMA planted;
CREATE FUNCTION planted.equal(int, int) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$;
CREATE OPERATOR planted.= (FUNCTION = planted.equal, LEFTARG = int, RIGHTARG = int);
CREATE FUNCTION planted.answer_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, response_id int, question int)
LANGUAGE plpgsql STABLE AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$;
CREATE TABLE planted.response AS SELECT 1 AS id, 99 AS agency_id;
CREATE TEMP TABLE changed AS SELECT 1 AS response_id, 1 AS question;
CREATE TEMP TABLE response AS SELECT 1 AS id, 98 AS agency_id;
CREATE TEMP TABLE answer (x int);
SET search_path = planted, pg_temp, pg_catalog, office;
SELECT state, message FROM pg_temp.try('SELECT 1 = 1');
SELECT state, message FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 2, NULL, 6)');
INSERT INTO office.answer VALUES (1, 2, NULL, 5);
RESET search_path;
RESET ROLE;
DROP TABLE pg_temp.changed, pg_temp.response, pg_temp.answer;
DROP SCHEMA planted CASCADE;
SELECT response_id, agency_id, answer FROM office.answer WHERE question = 2;

-- Who may make triggers gains nothing by it.
ALTER TABLE office.answer ADD note text;
ALTER TABLE office.answer ADD other_id int;
GRANT INSERT, TRIGGER ON office.answer TO par_check_rival;
GRANT CREATE ON SCHEMA office TO par_check_rival;
SET ROLE par_check_owner;
CREATE FUNCTION office.purge() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text) LANGUAGE sql
AS $$ DELETE FROM office.answer RETURNING ''::text, ''::text, ''::text, ''::text, ''::text $$;
CREATE FUNCTION office.secrets() RETURNS SETOF text LANGUAGE sql STABLE AS $$ SELECT secret FROM office.response $$;
SET ROLE par_check_rival;
-- Columns that no foreign key demands are read with his own rights.
CREATE TRIGGER a BEFORE INSERT ON office.answer FOR EACH ROW EXECUTE FUNCTION par.take_from_parent('response', 'response_id=id', 'note=secret');
SELECT state, message FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 3, 10, 5)');
SET ROLE par_check_owner;
DROP TRIGGER a ON office.answer;
SET ROLE par_check_rival;
CREATE TRIGGER a BEFORE INSERT ON office.answer FOR EACH ROW EXECUTE FUNCTION par.take_from_parent('response', 'other_id=id', 'agency_id');
SELECT state, message FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 3, NULL, 5, NULL, 2)');
SET ROLE par_check_owner;
DROP TRIGGER a ON office.answer;
-- Functions of the owner's that change something or are no lists of faults,
-- functions of his own, a table of his own.
SET ROLE par_check_rival;
CREATE FUNCTION office.mine() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text) LANGUAGE sql STABLE AS $$ SELECT current_user::text, '', current_user::text, '', '' $$;
CREATE FUNCTION office.answer_faults(x int DEFAULT 1) RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, response_id int, question int) LANGUAGE sql STABLE
    AS $$ SELECT 'planted', '', 'planted', '', '', 1, 1 $$;
CREATE TABLE office.bait (response_id int, question int);
CREATE TRIGGER a AFTER INSERT ON office.bait FOR EACH ROW EXECUTE FUNCTION par.check_rows('answer_faults', 'response_id');
CREATE TRIGGER b AFTER DELETE ON office.bait FOR EACH ROW EXECUTE FUNCTION par.check_rows('mine');
CREATE TRIGGER c BEFORE UPDATE ON office.bait FOR EACH ROW EXECUTE FUNCTION par.take_from_parent('response', 'response_id=id', 'question=agency_id');
SELECT state, message FROM pg_temp.try('INSERT INTO office.bait VALUES (1)');
ALTER TABLE office.bait DISABLE TRIGGER a;
INSERT INTO office.bait VALUES (1);
SELECT state, message FROM pg_temp.try('UPDATE office.bait SET question = NULL');
-- His own function on his own table runs as himself, whoever deletes.
GRANT ALL ON office.bait TO par_check_owner;
SET ROLE par_check_owner;
SELECT state, message FROM pg_temp.try('DELETE FROM office.bait');
SET ROLE par_check_rival;
SELECT f, state, message, detail FROM unnest(ARRAY['purge', 'secrets', 'mine']) f,
    pg_temp.try(format('CREATE TRIGGER a AFTER INSERT ON office.answer FOR EACH STATEMENT EXECUTE FUNCTION par.check_rows(%L); INSERT INTO office.answer VALUES (1, 3, 10, 5)', f));
SELECT state, message FROM pg_temp.try('INSERT INTO office.answer VALUES (1, 3, 10, 5)');
RESET ROLE;
SELECT count(*) AS answers FROM office.answer;
SELECT format('REVOKE CREATE ON DATABASE %I FROM par_check_entry', current_database()) \gexec
DROP OWNED BY par_check_owner, par_check_entry, par_check_rival CASCADE;
DROP ROLE par_check_owner, par_check_entry, par_check_rival;

-- Definitions that are at fault say how.
CALL pg_temp.make('office');
CREATE TABLE office.t (id int, n numeric(9,4), s text, g text GENERATED ALWAYS AS (s || '') STORED);
CREATE VIEW office.v AS SELECT * FROM office.response;
CREATE FUNCTION office.f(int) RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text) LANGUAGE sql STABLE AS 'SELECT NULL, NULL, NULL, NULL, NULL';
CREATE FUNCTION office.no_hint() RETURNS TABLE (fault text, key text, message_en text, message_vi text) LANGUAGE sql STABLE AS 'SELECT NULL, NULL, NULL, NULL';
CREATE FUNCTION office.not_text() RETURNS TABLE (fault text, key int, message_en text, message_vi text, hint text) LANGUAGE sql STABLE AS 'SELECT NULL, NULL::int, NULL, NULL, NULL';
CREATE FUNCTION office.one_row(OUT fault text, OUT key text, OUT message_en text, OUT message_vi text, OUT hint text) LANGUAGE sql STABLE AS 'SELECT NULL, NULL, NULL, NULL, NULL';
CREATE FUNCTION office.number() RETURNS int LANGUAGE sql STABLE AS 'SELECT 1';
CREATE PROCEDURE office.procedure() LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION office.nothing() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, id int, s text) LANGUAGE sql STABLE
AS 'SELECT NULL, NULL, NULL, NULL, NULL, NULL::int, NULL WHERE false';
CREATE FUNCTION office.blank() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text) LANGUAGE sql STABLE AS 'SELECT NULL, NULL, NULL, NULL, NULL';
\pset expanded off
SELECT timing, left(call, 70) AS call, state, message, detail FROM (VALUES
    ('AFTER INSERT', 'STATEMENT', 'check_rows()'), ('AFTER INSERT', 'ROW', $$check_rows('')$$), ('AFTER INSERT', 'ROW', $$check_rows('unknown')$$), ('AFTER INSERT', 'ROW', $$check_rows('f')$$),
    ('AFTER INSERT', 'ROW', $$check_rows('no_hint')$$), ('AFTER INSERT', 'ROW', $$check_rows('not_text')$$), ('AFTER INSERT', 'ROW', $$check_rows('one_row')$$), ('AFTER INSERT', 'ROW', $$check_rows('number')$$),
    ('AFTER INSERT', 'ROW', $$check_rows('procedure')$$), ('AFTER INSERT', 'ROW', $$check_rows('office.nothing')$$), ('AFTER INSERT', 'ROW', $$check_rows('nothing', 'x=id')$$),
    ('AFTER INSERT', 'ROW', $$check_rows('nothing', 'id=x')$$), ('AFTER INSERT', 'ROW', $$check_rows('nothing', 'id=ctid')$$), ('AFTER INSERT', 'ROW', $$check_rows('nothing', '')$$), ('AFTER INSERT', 'ROW', $$check_rows('nothing', '=')$$),
    ('AFTER INSERT', 'ROW', $$check_rows('nothing', 's=id')$$), ('AFTER INSERT', 'STATEMENT', $$check_rows('nothing', 'id')$$), ('BEFORE INSERT', 'ROW', $$check_rows('nothing', 'id')$$),
    ('BEFORE INSERT', 'STATEMENT', $$check_rows('nothing')$$), ('AFTER INSERT', 'ROW', $$check_rows('blank')$$), ('AFTER INSERT', 'ROW', $$check_rows('nothing', 'id', 's')$$), ('AFTER INSERT', 'STATEMENT', $$check_rows('nothing')$$),
    ('AFTER INSERT', 'ROW', format('check_rows(%s)', repeat($$'nothing',$$, 100) || $$'id'$$)),
    ('AFTER INSERT', 'ROW', $$take_from_parent('response', 'id', 'n=agency_id')$$), ('BEFORE INSERT', 'STATEMENT', $$take_from_parent('response', 'id', 'n=agency_id')$$),
    ('BEFORE DELETE', 'ROW', $$take_from_parent('response', 'id', 'n=agency_id')$$), ('BEFORE INSERT', 'ROW', 'take_from_parent()'), ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id')$$),
    ('BEFORE INSERT', 'ROW', $$take_from_parent('unknown', 'id', 's')$$), ('BEFORE INSERT', 'ROW', $$take_from_parent('v', 'id', 's=survey')$$), ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'x=id', 's=survey')$$),
    ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id=x', 's=survey')$$), ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id', 's')$$), ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id', 's=ctid')$$),
    ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id', 'n=agency_id')$$), ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 's=id', 'id=agency_id')$$),
    ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id', 'g=survey')$$), ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id=agency_id', 's=survey')$$),
    ('BEFORE INSERT', 'ROW', $$take_from_parent('response', 'id', 's=survey')$$)) d(timing, level, call),
    pg_temp.try(format('CREATE TRIGGER a %s ON office.t FOR EACH %s EXECUTE FUNCTION par.%s; INSERT INTO office.t VALUES (1); DELETE FROM office.t; DROP TRIGGER a ON office.t', timing, level, call));
-- A type that bears a length bears it in both.
CREATE TABLE office.p (id int PRIMARY KEY, n numeric(9,4), m numeric, s varchar(10));
CREATE TABLE office.c (id int, n numeric(9,2), m numeric, s varchar(5));
INSERT INTO office.p VALUES (1, 1.2345, 1.2345, 'abcdefgh');
SELECT col, state, detail FROM unnest(ARRAY['n', 'm=n', 'm', 'n=m', 's']) col,
    pg_temp.try(format('CREATE TRIGGER a BEFORE INSERT ON office.c FOR EACH ROW EXECUTE FUNCTION par.take_from_parent(%L, %L, %L); INSERT INTO office.c VALUES (1); DROP TRIGGER a ON office.c', 'p', 'id', col));
TABLE office.c;
-- More than one parent, and none.
CREATE TABLE office.twice (id int, s text);
INSERT INTO office.twice VALUES (1, 'a'), (1, 'b');
CREATE TRIGGER a BEFORE INSERT ON office.t FOR EACH ROW EXECUTE FUNCTION par.take_from_parent('twice', 'id', 's');
SELECT id, state, message, detail FROM unnest(ARRAY['1', '2', 'NULL']) id, pg_temp.try(format('INSERT INTO office.t VALUES (%s)', id));
-- By the parent's index, and by a query where there is none that serves: the same.
CREATE TABLE office.by_index (id int, n int);
CREATE TABLE office.key (id int, n int, UNIQUE (id, n));
ALTER TABLE office.by_index ADD FOREIGN KEY (id, n) REFERENCES office.key (id, n);
CREATE TRIGGER a BEFORE INSERT ON office.by_index FOR EACH ROW EXECUTE FUNCTION par.take_from_parent('key', 'id', 'n');
INSERT INTO office.key SELECT i, i * 10 FROM generate_series(1, 3) i;
INSERT INTO office.by_index VALUES (1);
CREATE UNIQUE INDEX part ON office.key (id) WHERE id > 1;
INSERT INTO office.by_index VALUES (1);
CREATE UNIQUE INDEX key_1 ON office.key (id);
INSERT INTO office.by_index VALUES (2);
SELECT id, state, detail FROM unnest(ARRAY['4', '3']) id, pg_temp.try(format('INSERT INTO office.by_index VALUES (%s)', id));
DROP INDEX office.key_1, office.part;
INSERT INTO office.by_index VALUES (3);
ALTER TABLE office.by_index DROP CONSTRAINT by_index_id_n_fkey;
INSERT INTO office.by_index VALUES (2);
SELECT id, n, count(*) FROM office.by_index GROUP BY 1, 2 ORDER BY 1;
-- Long values come over whole.
TRUNCATE office.twice, office.t;
INSERT INTO office.twice SELECT 1, string_agg(md5(i::text), '') FROM generate_series(1, 5000) i;
INSERT INTO office.t VALUES (1, 2, NULL);
SELECT length(s), md5(s) = (SELECT md5(s) FROM office.twice) AS whole, g = s AS generated FROM office.t;
-- Where only the rows of some parents can be at fault, nothing is asked of others: the
-- list is not looked at, whatever it says.  By statement and by row, by many parents
-- and few, and where the index goes.
CREATE TABLE office.unit (id bigint PRIMARY KEY, ended date, other int);
CREATE TABLE office.case_of (n int, unit bigint, day date);
CREATE FUNCTION office.case_faults() RETURNS TABLE (fault text, key text, message_en text, message_vi text, hint text, n int) STABLE LANGUAGE sql BEGIN ATOMIC
    SELECT 'late', c.n::text, format('case %s', c.n), NULL::text, NULL::text, c.n FROM office.case_of c WHERE c.day > '2024-06-30';
END;
INSERT INTO office.unit SELECT i, CASE WHEN i % 10 = 0 THEN '2024-06-30'::date END FROM generate_series(1, 200) i;
CREATE TRIGGER a AFTER INSERT ON office.case_of REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION par.check_rows('case_faults', 'n', 'unit=unit.id:ended');
CREATE TRIGGER b AFTER UPDATE ON office.case_of FOR EACH ROW EXECUTE FUNCTION par.check_rows('case_faults', 'n', 'unit=unit.id:ended');
SELECT command, state, message FROM unnest(ARRAY[
    $$VALUES (1, 1::bigint, '2024-12-31'::date)$$, $$VALUES (2, 10::bigint, '2024-12-31'::date)$$, $$VALUES (3, 10::bigint, '2024-06-30'::date)$$, $$VALUES (4, NULL::bigint, '2024-12-31'::date)$$,
    $$VALUES (5, 999::bigint, '2024-12-31'::date)$$, $$SELECT i, i % 9 + 1, '2024-12-31'::date FROM generate_series(1001, 3000) i$$, $$SELECT i, i % 200 + 1, '2024-12-31'::date FROM generate_series(3001, 5000) i$$,
    $$SELECT 1, 10, '2024-12-31'::date WHERE false$$]) command, pg_temp.try(format('INSERT INTO office.case_of (n, unit, day) %s', command));
SELECT command, state, message FROM unnest(ARRAY['unit = 2', 'unit = 20', $$day = '2024-07-01'$$, 'unit = NULL']) command, pg_temp.try(format('UPDATE office.case_of SET %s WHERE n = 1', command));
-- What the same statement and transaction have changed is seen.
WITH u AS (UPDATE office.unit SET ended = '2024-01-01' WHERE id = 5) INSERT INTO office.case_of VALUES (6, 5, '2024-12-31');
UPDATE office.unit SET ended = NULL;
INSERT INTO office.case_of VALUES (7, 10, '2024-12-31');
ALTER TABLE office.unit DROP CONSTRAINT unit_pkey;
INSERT INTO office.case_of VALUES (8, 10, '2024-12-31');
ALTER TABLE office.unit ADD PRIMARY KEY (id);
INSERT INTO office.case_of VALUES (8, 10, '2024-12-31');
SELECT call, state, message, detail FROM unnest(ARRAY['unit=none.id:ended', 'unit=unit.nothing:ended', 'unit=unit.id:nothing', 'nothing=unit.id:ended', 'day=unit.id:ended', 'unit=unit.other:ended', 'unit:ended', 'unit=unit:ended']) call,
    pg_temp.try(format('CREATE TRIGGER c AFTER DELETE ON office.case_of FOR EACH ROW EXECUTE FUNCTION par.check_rows(%L, %L, %L); DELETE FROM office.case_of WHERE n = 1; DROP TRIGGER c ON office.case_of', 'case_faults', 'n', call));
CREATE ROLE par_check_stranger;
GRANT USAGE ON SCHEMA office TO par_check_stranger;
ALTER TABLE office.unit OWNER TO par_check_stranger;
INSERT INTO office.case_of VALUES (9, 10, '2024-12-31');
ALTER TABLE office.unit OWNER TO CURRENT_USER;
DROP OWNED BY par_check_stranger;
DROP ROLE par_check_stranger;
DROP SCHEMA office CASCADE;
