-- ---------------------------------------------------------------------------
-- model: ready tables and views in a schema of the user's own
--
-- Everything that create_model makes belongs to the caller and to no
-- extension: it is dumped, restored, altered and dropped like any other table.
-- The body below is the model's definition; it reads top to bottom:
--
-- Function bodies with semicolons stand in quotes, for the PL/pgSQL of early
-- minor versions ends a statement at the first one.
--
--   1  settings, labels, calendar     7  indicators, targets, published figures
--   2  blocs and agencies             8  stored summaries
--   3  plans and tasks                9  views: dossiers
--   4  services and dossiers         10  views: satisfaction
--   5  surveys                       11  views: tasks
--   6  frameworks and assessments    12  views: index, league, targets, audit
--                                    13  refresh       14  comments
-- ---------------------------------------------------------------------------

CREATE PROCEDURE @extschema@.create_model(schema text)
LANGUAGE plpgsql
-- The caller's path must not decide what the names below mean; on return it
-- is the caller's again.
SET search_path = pg_catalog, pg_temp
AS $model$
#variable_conflict use_column
DECLARE
    item record;
BEGIN
    IF schema IS NULL OR schema = '' THEN
        RAISE EXCEPTION 'the model needs the name of a schema'
            USING ERRCODE = 'invalid_parameter_value', HINT = 'For example: CALL @extschema@.create_model(''cchc'').';
    END IF;
    IF schema = '@extschema@' THEN
        RAISE EXCEPTION 'schema "%" holds the extension itself', schema
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Choose a schema of your own; it is created when it does not exist.';
    END IF;
    IF to_regclass(format('%I.setting', schema)) IS NOT NULL THEN
        RAISE EXCEPTION 'schema "%" already holds a model', schema
            USING ERRCODE = 'duplicate_object', HINT = 'Choose another schema, or drop this one first if it can go.';
    END IF;
    IF to_regnamespace(quote_ident(schema)) IS NULL THEN
        EXECUTE format('CREATE SCHEMA %I', schema);
    END IF;
    PERFORM set_config('search_path', format('%I, pg_temp', schema), true);

    -- 1. Settings, labels, calendar ------------------------------------------

    CREATE TABLE setting (
        id             boolean PRIMARY KEY DEFAULT true,
        period_from    date NOT NULL,
        reporting_date date NOT NULL,
        zone           text NOT NULL DEFAULT 'Asia/Ho_Chi_Minh',
        at_risk_days   integer NOT NULL DEFAULT 14,
        min_answers    integer NOT NULL DEFAULT 0,
        as_of          timestamptz GENERATED ALWAYS AS ((reporting_date + time '23:59:59.999999') AT TIME ZONE zone) STORED,
        CONSTRAINT setting_has_one_row CHECK (id),
        CONSTRAINT setting_period_begins_before_it_ends CHECK (period_from <= reporting_date),
        CONSTRAINT setting_at_risk_days_not_negative CHECK (at_risk_days >= 0),
        CONSTRAINT setting_min_answers_not_negative CHECK (min_answers >= 0)
    );
    INSERT INTO setting (period_from, reporting_date) VALUES (date_trunc('year', current_date)::date, current_date);

    CREATE TABLE label (
        kind text,
        code text,
        en   text NOT NULL,
        vi   text NOT NULL,
        PRIMARY KEY (kind, code)
    );
    INSERT INTO label VALUES
        ('status', 'early', 'Early', 'Trước hạn'),
        ('status', 'on_time', 'On time', 'Đúng hạn'),
        ('status', 'late', 'Late', 'Trễ hạn'),
        ('status', 'pending', 'In progress', 'Đang thực hiện, trong hạn'),
        ('status', 'overdue', 'Overdue', 'Quá hạn'),
        ('status', 'paused', 'Paused', 'Tạm dừng'),
        ('status', 'no_deadline', 'No deadline', 'Không có thời hạn'),
        ('status', 'not_arisen', 'Not arisen', 'Không phát sinh'),
        ('deadline_kind', 'year', 'Year', 'Trong năm'),
        ('deadline_kind', 'quarter', 'Quarter', 'Theo quý'),
        ('deadline_kind', 'month', 'Month', 'Theo tháng'),
        ('deadline_kind', 'date', 'Date', 'Ngày cụ thể'),
        ('deadline_kind', 'range', 'Range', 'Khoảng thời gian'),
        ('deadline_kind', 'start_only', 'Start only', 'Chỉ có thời điểm bắt đầu'),
        ('deadline_kind', 'recurring', 'Recurring', 'Thường xuyên'),
        ('deadline_kind', 'periodic', 'Periodic', 'Định kỳ'),
        ('deadline_kind', 'after_event', 'After an event', 'Sau một sự kiện'),
        ('deadline_kind', 'external', 'Set by others', 'Theo cơ quan khác'),
        ('deadline_kind', 'unrecognised', 'Not recognised', 'Không đọc được'),
        ('deadline_kind', 'agreed', 'Agreed by the office', 'Do cơ quan ấn định'),
        ('level', 'central', 'Central line', 'Ngành dọc trung ương'),
        ('level', 'province', 'Province', 'Cấp tỉnh'),
        ('level', 'district', 'District', 'Cấp huyện'),
        ('level', 'commune', 'Commune', 'Cấp xã'),
        ('online_level', 'full', 'Fully online service', 'Dịch vụ công toàn trình'),
        ('online_level', 'partial', 'Partly online service', 'Dịch vụ công một phần'),
        ('online_level', 'none', 'Counter only', 'Chưa trực tuyến'),
        ('channel', 'online', 'Online', 'Trực tuyến'),
        ('channel', 'counter', 'At the counter', 'Trực tiếp'),
        ('kind', 'normal', 'Criterion', 'Tiêu chí'),
        ('kind', 'bonus', 'Bonus', 'Điểm thưởng'),
        ('kind', 'penalty', 'Penalty', 'Điểm phạt'),
        ('source', 'self', 'Self-assessed', 'Tự đánh giá'),
        ('source', 'appraised', 'Appraised', 'Thẩm định'),
        ('source', 'survey', 'Survey', 'Điều tra xã hội học'),
        ('attainment', 'met', 'Met', 'Đạt'),
        ('attainment', 'not_met', 'Not met', 'Không đạt'),
        ('attainment', 'no_data', 'No data', 'Chưa có số liệu');

    CREATE TABLE calendar_day (
        day  date PRIMARY KEY,
        kind text NOT NULL,
        name text,
        CONSTRAINT calendar_day_is_off_or_work CHECK (kind IN ('off', 'work'))
    );

    CREATE FUNCTION calendar() RETURNS @extschema@.calendar
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT @extschema@.calendar_agg(day, kind) FROM calendar_day);

    -- 2. Blocs and agencies ---------------------------------------------------

    CREATE TABLE bloc (
        code     text PRIMARY KEY,
        name     text NOT NULL,
        position integer NOT NULL DEFAULT 0
    );

    -- A range of codes holds one code; it lets GiST, which knows no plain
    -- equality of text, keep the periods of one code apart.
    CREATE TYPE code_range AS RANGE (subtype = text, collation = "C");

    CREATE TABLE agency (
        id           bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        code         text NOT NULL,
        name         text NOT NULL,
        bloc         text NOT NULL REFERENCES bloc,
        level        text NOT NULL,
        valid_from   date,
        valid_to     date,
        successor_id bigint REFERENCES agency,
        CONSTRAINT agency_level_is_known CHECK (level IN ('central', 'province', 'district', 'commune')),
        CONSTRAINT agency_validity_begins_before_it_ends CHECK (valid_from <= valid_to),
        CONSTRAINT agency_does_not_succeed_itself CHECK (successor_id <> id),
        CONSTRAINT agency_periods_of_one_code_do_not_overlap
            EXCLUDE USING gist (code_range(code, code, '[]') WITH &&, daterange(valid_from, valid_to, '[]') WITH &&)
    );
    CREATE INDEX ON agency (bloc);

    -- The agencies that the caller may see: all, unless row-level security on
    -- agency says otherwise.  Stored summaries cannot carry such policies, so
    -- the views over them ask this function.
    CREATE FUNCTION visible_agencies() RETURNS bigint[]
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ARRAY(SELECT id FROM agency);

    -- 3. Plans and tasks ------------------------------------------------------

    CREATE TABLE plan (
        code  text PRIMARY KEY,
        year  integer NOT NULL,
        title text NOT NULL,
        CONSTRAINT plan_year_is_plausible CHECK (year BETWEEN 1900 AND 2200)
    );

    CREATE TABLE task (
        id               bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        plan             text NOT NULL REFERENCES plan,
        part             text NOT NULL DEFAULT '',
        area_no          text NOT NULL,
        area_title       text,
        item_no          text NOT NULL DEFAULT '',
        title            text NOT NULL,
        expected_product text,
        deadline_text    text,
        due_on           date,
        CONSTRAINT task_is_once_in_its_plan UNIQUE (plan, part, area_no, item_no)
    );

    CREATE TABLE task_agency (
        task_id     bigint REFERENCES task ON DELETE CASCADE,
        agency_id   bigint REFERENCES agency,
        state       text NOT NULL DEFAULT 'assigned',
        done_on     date,
        result_text text,
        PRIMARY KEY (task_id, agency_id),
        CONSTRAINT task_agency_state_is_known CHECK (state IN ('assigned', 'paused', 'not_arisen')),
        CONSTRAINT task_agency_not_arisen_is_not_done CHECK (NOT (state = 'not_arisen' AND done_on IS NOT NULL))
    );
    CREATE INDEX ON task_agency (agency_id);

    -- 4. Services and dossiers ------------------------------------------------

    CREATE TABLE service (
        code         text PRIMARY KEY,
        name         text NOT NULL,
        field        text NOT NULL,
        online_level text NOT NULL DEFAULT 'none',
        CONSTRAINT service_online_level_is_known CHECK (online_level IN ('full', 'partial', 'none'))
    );

    CREATE TABLE dossier (
        code         text PRIMARY KEY,
        agency_id    bigint NOT NULL REFERENCES agency,
        service      text NOT NULL REFERENCES service,
        received_at  timestamptz NOT NULL,
        due_at       timestamptz,
        finished_at  timestamptz,
        pauses       tstzmultirange NOT NULL DEFAULT '{}',
        channel      text NOT NULL,
        fee          numeric(14,0) NOT NULL DEFAULT 0,
        paid_online  boolean NOT NULL DEFAULT false,
        supplements  smallint NOT NULL DEFAULT 0,
        CONSTRAINT dossier_channel_is_known CHECK (channel IN ('online', 'counter')),
        CONSTRAINT dossier_due_not_before_received CHECK (due_at >= received_at),
        -- Checks run in the order of their names: the range below is only
        -- built when this one has passed.
        CONSTRAINT dossier_finished_not_before_received CHECK (finished_at >= received_at),
        CONSTRAINT dossier_pauses_lie_inside_the_case CHECK (pauses <@ tstzrange(received_at, finished_at, '[]')),
        CONSTRAINT dossier_fee_not_negative CHECK (fee >= 0),
        CONSTRAINT dossier_paid_online_needs_a_fee CHECK (fee > 0 OR NOT paid_online),
        CONSTRAINT dossier_supplements_not_negative CHECK (supplements >= 0)
    );
    CREATE INDEX ON dossier (agency_id, received_at);
    CREATE INDEX ON dossier (finished_at);

    -- 5. Surveys --------------------------------------------------------------

    CREATE TABLE factor (
        code     text PRIMARY KEY,
        name     text NOT NULL,
        in_total boolean NOT NULL DEFAULT true,
        position integer NOT NULL DEFAULT 0
    );

    CREATE TABLE survey (
        code     text PRIMARY KEY,
        year     integer NOT NULL,
        title    text NOT NULL,
        positive integer[] NOT NULL DEFAULT '{4,5}',
        low      integer NOT NULL DEFAULT 1,
        top      integer NOT NULL DEFAULT 5,
        issued   bigint,
        returned bigint,
        in_index boolean NOT NULL DEFAULT true,
        CONSTRAINT survey_scale_lies_in_0_to_10 CHECK (0 <= low AND low < top AND top <= 10),
        CONSTRAINT survey_positive_codes_lie_on_the_scale CHECK (low <= ALL (positive) AND top >= ALL (positive)),
        CONSTRAINT survey_returned_not_more_than_issued CHECK (returned <= issued)
    );
    CREATE UNIQUE INDEX survey_in_the_index_is_one_a_year ON survey (year) WHERE in_index;

    CREATE TABLE question (
        id     bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        survey text NOT NULL REFERENCES survey,
        number integer NOT NULL,
        factor text NOT NULL REFERENCES factor,
        title  text NOT NULL,
        CONSTRAINT question_number_is_once_in_its_survey UNIQUE (survey, number)
    );

    CREATE TABLE response (
        id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        survey      text NOT NULL REFERENCES survey,
        agency_id   bigint NOT NULL REFERENCES agency,
        answered_on date NOT NULL
    );
    CREATE INDEX ON response (agency_id);

    CREATE TABLE answer (
        response_id bigint REFERENCES response ON DELETE CASCADE,
        question_id bigint REFERENCES question,
        answer      smallint,
        PRIMARY KEY (response_id, question_id),
        CONSTRAINT answer_code_is_0_to_10 CHECK (answer BETWEEN 0 AND 10)
    );

    -- Checked once for a statement, because it takes other tables.
    EXECUTE format($statement$
    CREATE FUNCTION check_answers() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $body$
    DECLARE
        bad record;
    BEGIN
        SELECT n.answer, v.code, v.low, v.top, q.survey INTO bad
        FROM changed n
             JOIN %1$I.question q ON q.id = n.question_id
             JOIN %1$I.response r ON r.id = n.response_id
             JOIN %1$I.survey v ON v.code = r.survey
        WHERE q.survey <> v.code OR n.answer NOT BETWEEN v.low AND v.top
        LIMIT 1;
        IF bad.survey <> bad.code THEN
            RAISE EXCEPTION 'a form of survey "%%" answers a question of survey "%%"', bad.code, bad.survey
                USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_question_belongs_to_the_survey_of_the_form';
        ELSIF FOUND THEN
            RAISE EXCEPTION 'answer %% is not on the scale of survey "%%"', bad.answer, bad.code
                USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_lies_on_the_scale_of_its_survey',
                      HINT = format('Its codes are %%s to %%s; no opinion is NULL.', bad.low, bad.top);
        END IF;
        RETURN NULL;
    END
    $body$ $statement$, schema);
    CREATE TRIGGER answers_inserted AFTER INSERT ON answer REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_answers();
    CREATE TRIGGER answers_updated AFTER UPDATE ON answer REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_answers();

    -- 6. Frameworks and assessments -------------------------------------------

    CREATE TABLE framework (
        code  text PRIMARY KEY,
        year  integer NOT NULL,
        bloc  text NOT NULL REFERENCES bloc,
        title text NOT NULL,
        CONSTRAINT framework_is_one_for_a_bloc_and_year UNIQUE (bloc, year)
    );

    CREATE TABLE band (
        framework      text REFERENCES framework ON DELETE CASCADE,
        name           text,
        lower_bound    numeric(9,4),
        bound_excluded boolean NOT NULL DEFAULT false,
        review_years   integer,
        PRIMARY KEY (framework, name),
        CONSTRAINT band_bounds_differ UNIQUE (framework, lower_bound),
        CONSTRAINT band_name_has_no_semicolon_or_comparison CHECK (name ~ '\S' AND name !~ '[;<>=]'),
        CONSTRAINT band_review_years_positive CHECK (review_years > 0)
    );
    CREATE UNIQUE INDEX band_without_bound_is_one ON band (framework) WHERE lower_bound IS NULL;

    CREATE TABLE gate (
        framework text REFERENCES framework ON DELETE CASCADE,
        name      text,
        condition jsonpath NOT NULL,
        at_best   text NOT NULL,
        basis     text,
        PRIMARY KEY (framework, name),
        CONSTRAINT gate_band_is_a_band_of_the_framework FOREIGN KEY (framework, at_best) REFERENCES band (framework, name),
        CONSTRAINT gate_condition_is_strict_so_that_no_data_stays_unknown CHECK (condition::text LIKE 'strict %')
    );

    -- A criteria tree is typed before it is sound, so that codes and parents
    -- are checked by @extschema@.check_framework and not refused row by row.
    CREATE TABLE criterion (
        id          bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        framework   text NOT NULL REFERENCES framework ON DELETE CASCADE,
        code        text NOT NULL,
        parent_code text,
        title       text NOT NULL,
        kind        text NOT NULL DEFAULT 'normal',
        max_points  numeric(9,4) NOT NULL,
        rule        @extschema@.rule,
        source      text NOT NULL DEFAULT 'appraised',
        position    integer NOT NULL DEFAULT 0,
        CONSTRAINT criterion_is_not_its_own_parent CHECK (parent_code <> code),
        CONSTRAINT criterion_kind_is_known CHECK (kind IN ('normal', 'bonus', 'penalty')),
        CONSTRAINT criterion_maximum_not_negative CHECK (max_points >= 0),
        CONSTRAINT criterion_source_is_known CHECK (source IN ('self', 'appraised', 'survey')),
        CONSTRAINT criterion_id_and_maximum UNIQUE (id, max_points)
    );
    CREATE INDEX ON criterion (framework, code);

    CREATE TABLE assessment (
        agency_id    bigint REFERENCES agency,
        criterion_id bigint,
        source       text DEFAULT 'appraised',
        round        smallint DEFAULT 1,
        max_points   numeric(9,4) NOT NULL,
        numerator    numeric,
        denominator  numeric,
        points       numeric(9,4),
        note         text,
        PRIMARY KEY (agency_id, criterion_id, source, round),
        CONSTRAINT assessment_maximum_is_that_of_the_criterion
            FOREIGN KEY (criterion_id, max_points) REFERENCES criterion (id, max_points) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT assessment_points_within_the_maximum CHECK (points BETWEEN 0 AND max_points),
        CONSTRAINT assessment_source_is_known CHECK (source IN ('self', 'appraised', 'survey')),
        CONSTRAINT assessment_round_positive CHECK (round > 0),
        CONSTRAINT assessment_denominator_not_negative CHECK (denominator >= 0)
    );
    CREATE INDEX ON assessment (criterion_id, max_points);

    -- Scored as it is entered, so that a result that its rule cannot score is
    -- refused here and not when the league table is refreshed.
    EXECUTE format($statement$
    CREATE FUNCTION check_assessments() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = pg_catalog, pg_temp
    AS $body$
    BEGIN
        PERFORM count(CASE WHEN n.denominator IS NULL THEN @extschema@.points(c.rule, n.numerator, n.max_points)
                           ELSE @extschema@.points(c.rule, n.numerator, n.denominator, n.max_points) END)
        FROM changed n JOIN %1$I.criterion c ON c.id = n.criterion_id;
        RETURN NULL;
    END
    $body$ $statement$, schema);
    CREATE TRIGGER assessments_inserted AFTER INSERT ON assessment REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_assessments();
    CREATE TRIGGER assessments_updated AFTER UPDATE ON assessment REFERENCING NEW TABLE AS changed
        FOR EACH STATEMENT EXECUTE FUNCTION check_assessments();

    -- 7. Indicators, targets, published figures -------------------------------

    CREATE TABLE indicator (
        id         bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
        appendix   text NOT NULL,
        code       text,
        title      text NOT NULL,
        period     text NOT NULL,
        value_text text,
        value      numeric,
        unit       text,
        note       text
    );
    CREATE INDEX ON indicator (appendix, code, period);

    CREATE TABLE target (
        number         integer PRIMARY KEY,
        title          text NOT NULL,
        condition      jsonpath,
        result_text    text,
        office_verdict text,
        CONSTRAINT target_condition_is_strict_so_that_no_data_stays_unknown CHECK (condition::text LIKE 'strict %')
    );

    CREATE TABLE target_measure (
        target integer REFERENCES target ON DELETE CASCADE,
        name   text,
        value  numeric,
        origin text,
        PRIMARY KEY (target, name)
    );

    CREATE TABLE published_figure (
        code        text PRIMARY KEY,
        origin      text NOT NULL,
        numerator   numeric,
        denominator numeric,
        printed     text NOT NULL,
        digits      integer NOT NULL DEFAULT 2,
        note        text,
        CONSTRAINT published_figure_digits_are_0_to_20 CHECK (digits BETWEEN 0 AND 20)
    );

    -- 8. Stored summaries: one row for an agency and month --------------------
    -- Figures for quarters, years, levels and the province are rolled up from
    -- these; the unique indexes let REFRESH ... CONCURRENTLY work.

    -- A settled dossier counts in the month it was settled, an open one in the
    -- month of the reporting date: every dossier once.
    CREATE MATERIALIZED VIEW ontime_month AS
    SELECT d.agency_id, m.month, p.online_level,
           @extschema@.ontime_agg(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone) AS stats,
           now() AS computed_at
    FROM setting s
         JOIN dossier d ON d.received_at <= s.as_of
         JOIN service p ON p.code = d.service
         CROSS JOIN LATERAL (SELECT date_trunc('month', CASE WHEN d.finished_at <= s.as_of THEN d.finished_at ELSE s.as_of END
                                                        AT TIME ZONE s.zone)::date) AS m (month)
    GROUP BY d.agency_id, m.month, p.online_level;
    CREATE UNIQUE INDEX ON ontime_month (agency_id, month, online_level);

    -- Received, submitted online, with a fee, paid online: by month of receipt.
    CREATE MATERIALIZED VIEW intake_month AS
    SELECT d.agency_id, m.month, p.online_level,
           count(*) AS n_received,
           count(*) FILTER (WHERE d.channel = 'online') AS n_online,
           count(*) FILTER (WHERE d.fee > 0) AS n_with_fee,
           count(*) FILTER (WHERE d.paid_online) AS n_paid_online,
           now() AS computed_at
    FROM setting s
         JOIN dossier d ON d.received_at <= s.as_of
         JOIN service p ON p.code = d.service
         CROSS JOIN LATERAL (SELECT date_trunc('month', d.received_at AT TIME ZONE s.zone)::date) AS m (month)
    GROUP BY d.agency_id, m.month, p.online_level;
    CREATE UNIQUE INDEX ON intake_month (agency_id, month, online_level);

    CREATE MATERIALIZED VIEW survey_month AS
    SELECT r.survey, r.agency_id, m.month, q.factor,
           @extschema@.survey_agg(a.answer) AS stats,
           now() AS computed_at
    FROM setting s
         JOIN response r ON r.answered_on <= s.reporting_date
         JOIN answer a ON a.response_id = r.id
         JOIN question q ON q.id = a.question_id
         CROSS JOIN LATERAL (SELECT date_trunc('month', r.answered_on::timestamp)::date) AS m (month)
    GROUP BY r.survey, r.agency_id, m.month, q.factor;
    CREATE UNIQUE INDEX ON survey_month (survey, agency_id, month, factor);

    -- 9. Views: dossiers -------------------------------------------------------

    CREATE VIEW dossier_status AS
    SELECT d.code AS dossier, a.code AS agency_code, a.name AS agency, a.level, v.vi AS level_vi,
           p.code AS service_code, p.name AS service, p.field, d.channel, h.vi AS channel_vi, d.received_at, d.due_at,
           CASE WHEN d.finished_at <= s.as_of THEN d.finished_at END AS finished_at,
           c.status::text AS status, l.vi AS status_vi,
           CASE WHEN c.status IN ('late', 'overdue')
                THEN ((least(d.finished_at, s.as_of) AT TIME ZONE s.zone)::date
                      - (d.due_at AT TIME ZONE s.zone)::date)::bigint END AS days_late
    FROM setting s
         JOIN dossier d ON d.received_at <= s.as_of
         JOIN agency a ON a.id = d.agency_id
         JOIN service p ON p.code = d.service
         CROSS JOIN LATERAL @extschema@.timeliness(d.due_at, d.finished_at, s.as_of, d.pauses @> s.as_of, s.zone) AS c (status)
         LEFT JOIN label l ON l.kind = 'status' AND l.code = c.status::text
         LEFT JOIN label v ON v.kind = 'level' AND v.code = a.level
         LEFT JOIN label h ON h.kind = 'channel' AND h.code = d.channel;

    CREATE VIEW ontime_by_agency_month WITH (security_barrier) AS
    SELECT a.bloc, a.code AS agency_code, a.name AS agency, a.level, l.vi AS level_vi, o.month,
           @extschema@.n_received(o.stats) AS n_received,
           @extschema@.n_finished(o.stats) AS n_finished,
           @extschema@.n_early(o.stats) AS n_early,
           @extschema@.n_on_time(o.stats) AS n_on_time,
           @extschema@.n_late(o.stats) AS n_late,
           @extschema@.n_pending(o.stats) AS n_pending,
           @extschema@.n_overdue(o.stats) AS n_overdue,
           @extschema@.n_paused(o.stats) AS n_paused,
           @extschema@.n_no_deadline(o.stats) AS n_no_deadline,
           @extschema@.on_time_pct(o.stats)::numeric(5,2) AS on_time_pct,
           @extschema@.on_time_pct(o.stats, 'due')::numeric(5,2) AS on_time_of_due_pct,
           @extschema@.on_time_pct(o.stats, 'received')::numeric(5,2) AS on_time_of_received_pct,
           @extschema@.late_rate(o.stats) AS late_rate,
           @extschema@.days_late_avg(o.stats)::float8 AS days_late_avg,
           o.computed_at
    FROM (SELECT agency_id, month, @extschema@.rollup(stats) AS stats, max(computed_at) AS computed_at
          FROM ontime_month GROUP BY agency_id, month) o
         JOIN agency a ON a.id = o.agency_id
         LEFT JOIN label l ON l.kind = 'level' AND l.code = a.level
    WHERE o.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    CREATE VIEW ontime_by_level_year WITH (security_barrier) AS
    SELECT o.level, l.vi AS level_vi, o.year,
           @extschema@.n_received(o.stats) AS n_received,
           @extschema@.n_finished(o.stats) AS n_finished,
           @extschema@.n_early(o.stats) AS n_early,
           @extschema@.n_on_time(o.stats) AS n_on_time,
           @extschema@.n_late(o.stats) AS n_late,
           @extschema@.n_pending(o.stats) AS n_pending,
           @extschema@.n_overdue(o.stats) AS n_overdue,
           @extschema@.on_time_pct(o.stats)::numeric(5,2) AS on_time_pct,
           @extschema@.late_rate(o.stats) AS late_rate,
           o.computed_at
    FROM (SELECT a.level, extract(year FROM m.month)::bigint AS year,
                 @extschema@.rollup(m.stats) AS stats, max(m.computed_at) AS computed_at
          FROM ontime_month m JOIN agency a ON a.id = m.agency_id
          WHERE m.agency_id = ANY ((SELECT visible_agencies())::bigint[])
          GROUP BY a.level, extract(year FROM m.month)) o
         LEFT JOIN label l ON l.kind = 'level' AND l.code = o.level;

    CREATE VIEW online_by_year WITH (security_barrier) AS
    SELECT i.online_level, l.vi AS online_level_vi, i.year, i.n_received, i.n_online,
           @extschema@.pct(i.n_online, i.n_received)::numeric(5,2) AS online_pct,
           i.n_with_fee, i.n_paid_online,
           @extschema@.pct(i.n_paid_online, i.n_with_fee)::numeric(5,2) AS paid_online_pct,
           i.computed_at
    FROM (SELECT online_level, extract(year FROM month)::bigint AS year,
                 sum(n_received)::bigint AS n_received, sum(n_online)::bigint AS n_online,
                 sum(n_with_fee)::bigint AS n_with_fee, sum(n_paid_online)::bigint AS n_paid_online,
                 max(computed_at) AS computed_at
          FROM intake_month
          WHERE agency_id = ANY ((SELECT visible_agencies())::bigint[])
          GROUP BY online_level, extract(year FROM month)) i
         LEFT JOIN label l ON l.kind = 'online_level' AND l.code = i.online_level;

    -- Report form 06: received (carried over, new) = settled + in process.
    -- The printed form has no columns for paused dossiers and for those
    -- without a deadline; they stand beside the columns they are part of.
    EXECUTE $statement$
    CREATE FUNCTION form_06_between(first_day date, last_day date)
    RETURNS TABLE (bloc text, agency_code text, agency text, level text, level_vi text, field text,
                   received bigint, carried_over bigint, new_online bigint, new_counter bigint,
                   settled bigint, settled_early bigint, settled_on_time bigint, settled_late bigint, settled_no_deadline bigint,
                   in_process bigint, in_process_in_time bigint, in_process_overdue bigint,
                   in_process_paused bigint, in_process_no_deadline bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH period AS (
            SELECT s.zone,
                   first_day::timestamp AT TIME ZONE s.zone AS starts,
                   (last_day + time '23:59:59.999999') AT TIME ZONE s.zone AS ends
            FROM setting s
        ), counted AS (
            SELECT d.agency_id, p.field,
                   @extschema@.ontime_agg(d.due_at, d.finished_at, t.ends, d.pauses @> t.ends, t.zone) AS stats,
                   count(*) FILTER (WHERE d.received_at < t.starts) AS carried_over,
                   count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'online') AS new_online,
                   count(*) FILTER (WHERE d.received_at >= t.starts AND d.channel = 'counter') AS new_counter
            FROM dossier d JOIN service p ON p.code = d.service, period t
            -- the bounds once more, as values that an index can be searched for
            WHERE d.received_at <= (SELECT ends FROM period)
              AND (d.finished_at IS NULL OR d.finished_at >= (SELECT starts FROM period))
            GROUP BY d.agency_id, p.field
        )
        SELECT a.bloc, a.code, a.name, a.level, l.vi, c.field,
               c.carried_over + c.new_online + c.new_counter, c.carried_over, c.new_online, c.new_counter,
               n.settled, n.early, n.on_time, n.late, n.settled - n.early - n.on_time - n.late,
               n.received - n.settled, n.received - n.settled - n.overdue, n.overdue, n.paused,
               n.received - n.settled - n.pending - n.overdue - n.paused
        FROM counted c
             JOIN agency a ON a.id = c.agency_id
             LEFT JOIN label l ON l.kind = 'level' AND l.code = a.level
             CROSS JOIN LATERAL (SELECT @extschema@.n_received(c.stats) AS received, @extschema@.n_finished(c.stats) AS settled,
                                        @extschema@.n_early(c.stats) AS early, @extschema@.n_on_time(c.stats) AS on_time,
                                        @extschema@.n_late(c.stats) AS late, @extschema@.n_pending(c.stats) AS pending,
                                        @extschema@.n_overdue(c.stats) AS overdue, @extschema@.n_paused(c.stats) AS paused) n;
    END
    $statement$;

    CREATE VIEW form_06 AS
    SELECT f.* FROM setting s, form_06_between(s.period_from, s.reporting_date) f;

    -- 10. Views: satisfaction --------------------------------------------------

    CREATE VIEW satisfaction_by_agency_factor WITH (security_barrier) AS
    SELECT v.code AS survey, v.year::bigint AS year, a.bloc, a.code AS agency_code, a.name AS agency,
           f.code AS factor, f.name AS factor_vi,
           @extschema@.n_answers(m.stats) AS n_answers,
           @extschema@.n_missing(m.stats) AS n_missing,
           @extschema@.satisfied_pct(shown.stats, v.positive)::numeric(5,2) AS satisfied_pct,
           @extschema@.satisfied_low(shown.stats, v.positive)::numeric(5,2) AS satisfied_low,
           @extschema@.satisfied_high(shown.stats, v.positive)::numeric(5,2) AS satisfied_high,
           @extschema@.mean_score(shown.stats)::float8 AS mean_score,
           m.computed_at
    FROM setting s,
         (SELECT survey, agency_id, factor, @extschema@.rollup(stats) AS stats, max(computed_at) AS computed_at
          FROM survey_month GROUP BY survey, agency_id, factor) m
         JOIN survey v ON v.code = m.survey
         JOIN agency a ON a.id = m.agency_id
         JOIN factor f ON f.code = m.factor
         LEFT JOIN LATERAL (SELECT m.stats WHERE @extschema@.n_answers(m.stats) >= s.min_answers) AS shown ON true
    WHERE m.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    CREATE VIEW satisfaction_by_year WITH (security_barrier) AS
    SELECT v.code AS survey, v.year::bigint AS year, v.issued AS n_issued, v.returned AS n_returned,
           n.n_valid, n.n_agencies,
           @extschema@.n_answers(m.stats) AS n_answers,
           @extschema@.satisfied_pct(m.stats, v.positive)::numeric(5,2) AS satisfied_pct,
           @extschema@.satisfied_low(m.stats, v.positive)::numeric(5,2) AS satisfied_low,
           @extschema@.satisfied_high(m.stats, v.positive)::numeric(5,2) AS satisfied_high,
           @extschema@.mean_pct(m.stats, v.top)::numeric(5,2) AS mean_pct,
           @extschema@.rescaled_pct(m.stats, v.low, v.top)::numeric(5,2) AS rescaled_pct,
           m.computed_at
    FROM survey v
         JOIN (SELECT t.survey, @extschema@.rollup(t.stats) AS stats, max(t.computed_at) AS computed_at
               FROM survey_month t JOIN factor f ON f.code = t.factor AND f.in_total
               WHERE t.agency_id = ANY ((SELECT visible_agencies())::bigint[])
               GROUP BY t.survey) m ON m.survey = v.code
         JOIN (SELECT survey, count(*) AS n_valid, count(DISTINCT agency_id) AS n_agencies
               FROM setting s JOIN response r ON r.answered_on <= s.reporting_date
               WHERE agency_id = ANY ((SELECT visible_agencies())::bigint[])
               GROUP BY survey) n ON n.survey = v.code;

    -- 11. Views: tasks ----------------------------------------------------------

    -- The due date is the one the office agreed (task.due_on), else the last
    -- date that the plan's wording names.
    EXECUTE $statement$
    CREATE FUNCTION task_progress_at(as_of date)
    RETURNS TABLE (plan text, year bigint, part text, area_no text, item_no text, title text,
                   agency_code text, agency text, deadline_text text, deadline_kind text, deadline_kind_vi text,
                   due_on date, done_on date, status text, status_vi text, days_late bigint, days_left bigint)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        SELECT p.code, p.year::bigint, t.part, t.area_no, t.item_no, t.title,
               a.code, a.name, t.deadline_text, d.kind, k.vi, d.due, c.done, c.status, l.vi,
               CASE WHEN c.status IN ('late', 'overdue') THEN (coalesce(c.done, task_progress_at.as_of) - d.due)::bigint END,
               CASE WHEN c.status = 'pending' THEN (d.due - task_progress_at.as_of)::bigint END
        FROM task t
             JOIN plan p ON p.code = t.plan
             JOIN task_agency ta ON ta.task_id = t.id
             JOIN agency a ON a.id = ta.agency_id
             LEFT JOIN LATERAL (SELECT t.due_on AS due, 'agreed' AS kind WHERE t.due_on IS NOT NULL
                                UNION ALL
                                (SELECT w.due, w.kind::text FROM @extschema@.deadlines(t.deadline_text, p.year) w
                                 WHERE t.due_on IS NULL ORDER BY w.due DESC NULLS LAST, w.ord LIMIT 1)) d ON true
             CROSS JOIN LATERAL (SELECT CASE WHEN ta.done_on <= task_progress_at.as_of THEN ta.done_on END AS done,
                                        CASE WHEN ta.state = 'not_arisen' THEN ta.state
                                             ELSE @extschema@.timeliness(d.due, ta.done_on, task_progress_at.as_of, ta.state = 'paused')::text
                                        END AS status) c
             LEFT JOIN label l ON l.kind = 'status' AND l.code = c.status
             LEFT JOIN label k ON k.kind = 'deadline_kind' AND k.code = d.kind;
    END
    $statement$;

    CREATE VIEW task_progress AS
    SELECT t.* FROM setting s, task_progress_at(s.reporting_date) t;

    CREATE VIEW task_at_risk AS
    SELECT t.* FROM setting s, task_progress_at(s.reporting_date) t
    WHERE t.days_left <= s.at_risk_days;

    CREATE VIEW task_summary AS
    SELECT t.plan, t.year, t.agency_code, t.agency,
           @extschema@.n_received(t.stats) AS n_assigned,
           @extschema@.n_early(t.stats) AS n_early,
           @extschema@.n_on_time(t.stats) AS n_on_time,
           @extschema@.n_late(t.stats) AS n_late,
           @extschema@.n_pending(t.stats) AS n_pending,
           @extschema@.n_overdue(t.stats) AS n_overdue,
           @extschema@.n_paused(t.stats) AS n_paused,
           @extschema@.n_no_deadline(t.stats) AS n_no_deadline,
           t.n_not_arisen,
           @extschema@.on_time_pct(t.stats, 'due')::numeric(5,2) AS on_time_of_due_pct
    FROM (SELECT plan, year, agency_code, agency,
                 @extschema@.ontime_agg(status::@extschema@.timeliness) FILTER (WHERE status <> 'not_arisen') AS stats,
                 count(*) FILTER (WHERE status = 'not_arisen') AS n_not_arisen
          FROM task_progress
          GROUP BY plan, year, agency_code, agency) t;

    -- 12. Index, league table, review, targets, audit ---------------------------

    -- The official points of every leaf, unrounded: the last round of the
    -- source that the criterion names.  A leaf without points stays in the list
    -- with NULL; bonus and penalty add to the points, not to the maximum.
    EXECUTE $statement$
    CREATE FUNCTION criterion_scores()
    RETURNS TABLE (framework text, agency_id bigint, area_id bigint, criterion_id bigint,
                   numerator numeric, denominator numeric, points numeric, max_points numeric, self_points numeric)
    LANGUAGE sql STABLE PARALLEL SAFE
    BEGIN ATOMIC
        WITH RECURSIVE tree (framework, id, code, area_id) AS (
            SELECT c.framework, c.id, c.code, c.id FROM criterion c WHERE c.parent_code IS NULL
            UNION
            SELECT c.framework, c.id, c.code, t.area_id
            FROM tree t JOIN criterion c ON c.framework = t.framework AND c.parent_code = t.code
        )
        SELECT c.framework, g.agency_id, t.area_id, c.id, r.numerator, r.denominator,
               CASE c.kind WHEN 'penalty' THEN - r.points ELSE r.points END,
               CASE c.kind WHEN 'normal' THEN c.max_points ELSE 0 END,
               CASE c.kind WHEN 'penalty' THEN - r.self_points ELSE r.self_points END
        FROM (SELECT DISTINCT c.framework, s.agency_id FROM assessment s JOIN criterion c ON c.id = s.criterion_id) g
             JOIN tree t ON t.framework = g.framework
             JOIN criterion c ON c.id = t.id
             CROSS JOIN LATERAL (
                 SELECT max(numerator) FILTER (WHERE official) AS numerator, max(denominator) FILTER (WHERE official) AS denominator,
                        max(points) FILTER (WHERE official) AS points, max(points) FILTER (WHERE source = 'self') AS self_points
                 FROM (SELECT DISTINCT ON (s.source) s.source, s.source = c.source AS official, s.numerator, s.denominator,
                              coalesce(s.points, CASE WHEN s.denominator IS NULL
                                                      THEN @extschema@.points(c.rule, s.numerator, c.max_points)
                                                      ELSE @extschema@.points(c.rule, s.numerator, s.denominator, c.max_points) END) AS points
                       FROM assessment s
                       WHERE s.agency_id = g.agency_id AND s.criterion_id = c.id
                       ORDER BY s.source, s.round DESC) latest
             ) AS r
        WHERE NOT EXISTS (SELECT FROM criterion child WHERE child.framework = c.framework AND child.parent_code = c.code);
    END
    $statement$;

    CREATE VIEW index_breakdown AS
    SELECT s.framework, f.year::bigint AS year, f.bloc, a.code AS agency_code, a.name AS agency,
           area.code AS area_code, area.title AS area, c.code AS criterion_code, c.title AS criterion,
           c.kind, k.vi AS kind_vi, c.source, l.vi AS source_vi, c.rule::text AS rule,
           s.numerator::numeric(20,4) AS numerator, s.denominator::numeric(20,4) AS denominator,
           s.self_points::numeric(9,4) AS self_points, s.points::numeric(9,4) AS points, c.max_points,
           (s.max_points - s.points)::numeric(9,4) AS lost_points,
           next.threshold::numeric(20,4) AS next_threshold, next.gain::numeric(9,4) AS next_gain
    FROM criterion_scores() s
         JOIN framework f ON f.code = s.framework
         JOIN agency a ON a.id = s.agency_id
         JOIN criterion c ON c.id = s.criterion_id
         JOIN criterion area ON area.id = s.area_id
         LEFT JOIN label l ON l.kind = 'source' AND l.code = c.source
         LEFT JOIN label k ON k.kind = 'kind' AND k.code = c.kind
         LEFT JOIN LATERAL (
             SELECT @extschema@.next_threshold(c.rule, s.numerator, c.max_points),
                    @extschema@.next_gain(c.rule, s.numerator, c.max_points)
             WHERE s.denominator IS NULL
             UNION ALL
             SELECT @extschema@.next_threshold(c.rule, s.numerator, s.denominator, c.max_points),
                    @extschema@.next_gain(c.rule, s.numerator, s.denominator, c.max_points)
             WHERE s.denominator IS NOT NULL) AS next (threshold, gain) ON c.kind <> 'penalty';

    CREATE VIEW index_by_area AS
    SELECT s.framework, f.year::bigint AS year, f.bloc, a.code AS agency_code, a.name AS agency,
           area.code AS area_code, area.title AS area,
           @extschema@.points(s.score)::numeric(9,4) AS points,
           @extschema@.max_points(s.score)::numeric(9,4) AS max_points,
           @extschema@.lost_points(s.score)::numeric(9,4) AS lost_points,
           @extschema@.index_pct(s.score)::numeric(7,2) AS index_pct
    FROM (SELECT framework, agency_id, area_id, @extschema@.score_agg(points, max_points) AS score
          FROM criterion_scores() GROUP BY framework, agency_id, area_id) s
         JOIN framework f ON f.code = s.framework
         JOIN agency a ON a.id = s.agency_id
         JOIN criterion area ON area.id = s.area_id;

    -- The official ranking is stored, because a rank is only right among all.
    -- Bands, gates and ranks are decided on unrounded figures.
    CREATE MATERIALIZED VIEW league AS
    WITH scored AS (
        SELECT framework, agency_id, @extschema@.score_agg(points, max_points) AS score
        FROM criterion_scores() GROUP BY framework, agency_id
    ), timely AS (
        SELECT agency_id, extract(year FROM month)::integer AS year, @extschema@.rollup(stats) AS stats
        FROM ontime_month GROUP BY agency_id, extract(year FROM month)
    ), satisfied AS (
        SELECT m.agency_id, v.year, v.positive, @extschema@.rollup(m.stats) AS stats
        FROM survey_month m
             JOIN survey v ON v.code = m.survey AND v.in_index
             JOIN factor f ON f.code = m.factor AND f.in_total
        GROUP BY m.agency_id, v.year, v.positive
    ), measured AS (
        SELECT f.code AS framework, f.year, f.bloc, s.agency_id, s.score,
               jsonb_strip_nulls(jsonb_build_object(
                   'index_pct', @extschema@.index_pct(s.score, 12),
                   'late_pct', @extschema@.late_pct(t.stats, 'finished', 12),
                   'on_time_pct', @extschema@.on_time_pct(t.stats, 'finished', 12),
                   'satisfied_pct', @extschema@.satisfied_pct(v.stats, v.positive, digits => 12))) AS measures
        FROM scored s
             JOIN framework f ON f.code = s.framework
             LEFT JOIN timely t ON t.agency_id = s.agency_id AND t.year = f.year
             LEFT JOIN satisfied v ON v.agency_id = s.agency_id AND v.year = f.year
    ), graded AS (
        SELECT framework,
               string_agg(name || coalesce(CASE WHEN bound_excluded THEN ' > ' ELSE ' >= ' END || lower_bound, ''), '; '
                          ORDER BY lower_bound DESC NULLS LAST)::@extschema@.grading AS grading
        FROM band GROUP BY framework
    )
    SELECT m.framework, m.agency_id, m.score, m.measures,
           @extschema@.index_rate(m.score) AS index_rate,
           rank() OVER (PARTITION BY m.framework ORDER BY @extschema@.index_rate(m.score) DESC NULLS LAST) AS rank,
           @extschema@.grade(m.score, g.grading) AS band_by_points,
           @extschema@.grade(m.score, g.grading, cap.at_best) AS band,
           cap.name AS gate,
           now() AS computed_at
    FROM measured m
         LEFT JOIN graded g ON g.framework = m.framework
         LEFT JOIN LATERAL (SELECT t.name, t.at_best
                            FROM gate t JOIN band b ON b.framework = t.framework AND b.name = t.at_best
                            WHERE t.framework = m.framework AND m.measures @@ t.condition
                            ORDER BY b.lower_bound NULLS FIRST, t.name LIMIT 1) cap ON true;
    CREATE UNIQUE INDEX ON league (framework, agency_id);

    CREATE VIEW league_table WITH (security_barrier) AS
    SELECT g.framework, f.year::bigint AS year, f.bloc, b.name AS bloc_name, g.rank, a.code AS agency_code, a.name AS agency,
           @extschema@.points(g.score)::numeric(9,4) AS points,
           @extschema@.max_points(g.score)::numeric(9,4) AS max_points,
           @extschema@.coverage_pct(g.score)::numeric(5,2) AS coverage_pct,
           @extschema@.index_pct(g.score)::numeric(7,2) AS index_pct,
           g.index_rate, g.band_by_points, g.band,
           CASE WHEN g.band <> g.band_by_points THEN g.gate END AS gate,
           round((g.measures ->> 'late_pct')::numeric, 2)::numeric(5,2) AS late_pct,
           round((g.measures ->> 'satisfied_pct')::numeric, 2)::numeric(5,2) AS satisfied_pct,
           g.computed_at
    FROM league g
         JOIN framework f ON f.code = g.framework
         JOIN bloc b ON b.code = f.bloc
         JOIN agency a ON a.id = g.agency_id
    WHERE g.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    -- A band with review_years = n calls for a review after n years running in
    -- bands that have such a number; a year without an index breaks the run.
    CREATE VIEW leadership_review WITH (security_barrier) AS
    SELECT r.year::bigint AS year, a.code AS agency_code, a.name AS agency, r.band,
           @extschema@.index_pct(r.score)::numeric(7,2) AS index_pct, r.years_running, r.review_years::bigint AS review_years
    FROM (SELECT i.*, count(*) OVER (PARTITION BY i.agency_id, i.island ORDER BY i.year) AS years_running
          FROM (SELECT f.year, g.agency_id, g.band, g.score, b.review_years,
                       f.year - dense_rank() OVER (PARTITION BY g.agency_id ORDER BY f.year) AS island
                FROM league g
                     JOIN framework f ON f.code = g.framework
                     JOIN band b ON b.framework = g.framework AND b.name = g.band
                WHERE b.review_years IS NOT NULL) i) r
         JOIN agency a ON a.id = r.agency_id
    WHERE r.years_running >= r.review_years
      AND r.agency_id = ANY ((SELECT visible_agencies())::bigint[]);

    -- Met only when the condition is true, not met only when it is false; a
    -- condition that cannot be decided has no data.
    CREATE VIEW target_attainment AS
    SELECT t.number::bigint AS number, t.title, t.condition::text AS condition, m.measures::text AS measures,
           e.attainment, l.vi AS attainment_vi, t.office_verdict, t.result_text
    FROM target t
         LEFT JOIN (SELECT target, jsonb_object_agg(name, value) FILTER (WHERE value IS NOT NULL) AS measures
                    FROM target_measure GROUP BY target) m ON m.target = t.number
         CROSS JOIN LATERAL (SELECT CASE m.measures @@ t.condition WHEN true THEN 'met' WHEN false THEN 'not_met' ELSE 'no_data' END)
                    AS e (attainment)
         LEFT JOIN label l ON l.kind = 'attainment' AND l.code = e.attainment;

    CREATE VIEW published_not_reproduced AS
    SELECT code, origin, numerator::numeric(20,4) AS numerator, denominator::numeric(20,4) AS denominator, printed,
           @extschema@.format_number(@extschema@.pct(numerator, denominator, digits), digits) || '%' AS exact, note
    FROM published_figure
    WHERE @extschema@.reproduces(numerator, denominator, printed) IS NULL;

    -- 13. Refresh -----------------------------------------------------------------
    -- The league table last, for it reads the other summaries.

    EXECUTE format($refresh$
        CREATE PROCEDURE refresh(new_reporting_date date DEFAULT NULL)
        LANGUAGE plpgsql
        SET search_path = pg_catalog, pg_temp
        AS $body$
        BEGIN
            UPDATE %1$I.setting SET reporting_date = new_reporting_date WHERE reporting_date <> new_reporting_date;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.ontime_month;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.intake_month;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.survey_month;
            REFRESH MATERIALIZED VIEW CONCURRENTLY %1$I.league;
        END
        $body$ $refresh$, schema);

    -- 14. Comments ------------------------------------------------------------------
    -- A column name means the same in every table and view.

    COMMENT ON TYPE code_range IS
        'Range of codes, for the constraint that keeps the periods of an agency apart. / Khoảng mã, dùng cho ràng buộc không chồng lấn thời gian hiệu lực của cơ quan.';
    COMMENT ON FUNCTION calendar() IS
        'The calendar value of the rows of calendar_day. / Giá trị lịch lập từ các dòng của calendar_day.';
    COMMENT ON FUNCTION visible_agencies() IS
        'The agencies that the caller may see. / Các cơ quan mà người dùng được xem.';
    COMMENT ON FUNCTION check_answers() IS
        'Refuses answers off the scale of their survey. / Từ chối câu trả lời nằm ngoài thang đo của khảo sát.';
    COMMENT ON FUNCTION check_assessments() IS
        'Refuses results that the rule of their criterion cannot score. / Từ chối kết quả mà quy tắc của tiêu chí không chấm điểm được.';
    COMMENT ON FUNCTION form_06_between(date, date) IS
        'Report form 06 for any period, by agency and field. / Biểu mẫu 06 cho một kỳ bất kỳ, theo cơ quan và lĩnh vực.';
    COMMENT ON FUNCTION task_progress_at(date) IS
        'Task progress as of a given day. / Tiến độ nhiệm vụ tính đến một ngày.';
    COMMENT ON FUNCTION criterion_scores() IS
        'Official points of every leaf criterion, unrounded. / Điểm chính thức của từng tiêu chí thành phần, chưa làm tròn.';
    COMMENT ON PROCEDURE refresh(date) IS
        'Brings the stored summaries up to date, for a new reporting date when given. / Cập nhật các bảng tổng hợp, theo ngày báo cáo mới nếu có.';

    FOR item IN
        SELECT format('COMMENT ON %s %I IS %L',
                      CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
                      d.relation, d.comment) AS statement
        FROM (VALUES
            ('setting', 'Reporting date and other settings of the views, one row. / Ngày báo cáo và các thiết lập của khung nhìn, một dòng.'),
            ('label', 'Names of codes in English and Vietnamese. / Tên của các mã bằng tiếng Anh và tiếng Việt.'),
            ('calendar_day', 'Days that depart from the working week. / Ngày nghỉ và ngày làm bù khác với tuần làm việc thường.'),
            ('bloc', 'Blocs within which agencies are ranked. / Khối thi đua, xếp hạng.'),
            ('agency', 'Agencies, each code with its periods of validity. / Cơ quan, đơn vị, mỗi mã có thời gian hiệu lực.'),
            ('plan', 'Plans that assign tasks. / Kế hoạch giao nhiệm vụ.'),
            ('task', 'Tasks of the plans with the wording of their deadlines. / Nhiệm vụ trong kế hoạch cùng nguyên văn tiến độ.'),
            ('task_agency', 'Who is bound by a task, and what came of it. / Cơ quan được giao nhiệm vụ và kết quả.'),
            ('service', 'Public services (administrative procedures). / Dịch vụ công (thủ tục hành chính).'),
            ('dossier', 'Dossiers, one row each. / Hồ sơ thủ tục hành chính, mỗi hồ sơ một dòng.'),
            ('factor', 'Factors of satisfaction. / Yếu tố hài lòng.'),
            ('survey', 'Surveys and their scales. / Cuộc khảo sát và thang đo.'),
            ('question', 'Questions of the surveys. / Câu hỏi khảo sát.'),
            ('response', 'Forms that came back valid. / Phiếu khảo sát hợp lệ.'),
            ('answer', 'Answers, one row for a form and question. / Câu trả lời, mỗi phiếu và câu hỏi một dòng.'),
            ('framework', 'Sets of criteria, one for a bloc and year. / Bộ tiêu chí, mỗi khối mỗi năm một bộ.'),
            ('band', 'Grading bands of a framework. / Mức xếp loại của bộ tiêu chí.'),
            ('gate', 'Conditions on index_pct, late_pct, on_time_pct, satisfied_pct that cap the band. / Điều kiện trên index_pct, late_pct, on_time_pct, satisfied_pct để khống chế mức xếp loại.'),
            ('criterion', 'Criteria tree. / Cây tiêu chí.'),
            ('assessment', 'Results and points by agency, criterion, source and round. / Kết quả và điểm theo cơ quan, tiêu chí, nguồn và vòng.'),
            ('indicator', 'Published indicators as printed. / Chỉ tiêu thống kê đã công bố, giữ nguyên như bản in.'),
            ('target', 'Targets with the verdict of the office. / Mục tiêu và kết luận của cơ quan.'),
            ('target_measure', 'Figures by which targets are judged. / Số liệu dùng để xét mục tiêu.'),
            ('published_figure', 'Printed percentages with the counts they come from. / Tỷ lệ đã in cùng số liệu gốc.'),
            ('ontime_month', 'Stored on-time summaries by agency, month and kind of service. / Tổng hợp đúng hạn theo cơ quan, tháng và loại dịch vụ.'),
            ('intake_month', 'Stored intake counts by agency, month of receipt and kind of service. / Tổng hợp tiếp nhận theo cơ quan, tháng tiếp nhận và loại dịch vụ.'),
            ('survey_month', 'Stored answer distributions by survey, agency, month and factor. / Tổng hợp câu trả lời theo khảo sát, cơ quan, tháng và yếu tố.'),
            ('league', 'Stored index, band and rank of every agency. / Chỉ số, xếp loại và thứ hạng của từng cơ quan.'),
            ('dossier_status', 'Every dossier with its class at the reporting date. / Từng hồ sơ và tình trạng đến ngày báo cáo.'),
            ('ontime_by_agency_month', 'On-time figures by agency and month. / Số liệu đúng hạn theo cơ quan và tháng.'),
            ('ontime_by_level_year', 'On-time figures by level and year. / Số liệu đúng hạn theo cấp và năm.'),
            ('online_by_year', 'Online submission and payment by kind of service and year. / Nộp hồ sơ và thanh toán trực tuyến theo loại dịch vụ và năm.'),
            ('form_06', 'Report form 06 of the reporting period. / Biểu mẫu 06 của kỳ báo cáo.'),
            ('satisfaction_by_agency_factor', 'Satisfaction by survey, agency and factor, with 95 % interval. / Mức độ hài lòng theo khảo sát, cơ quan và yếu tố, với khoảng tin cậy 95 %.'),
            ('satisfaction_by_year', 'Satisfaction of the province by survey, in its three meanings. / Mức độ hài lòng chung theo khảo sát, với ba cách tính.'),
            ('task_progress', 'Every assigned task and its status at the reporting date. / Từng nhiệm vụ được giao và tình trạng đến ngày báo cáo.'),
            ('task_at_risk', 'Open tasks whose deadline is near. / Nhiệm vụ chưa xong sắp đến hạn.'),
            ('task_summary', 'Assigned tasks by plan and agency. / Tổng hợp nhiệm vụ theo kế hoạch và cơ quan.'),
            ('index_breakdown', 'Points got and lost by criterion, and what would raise them. / Điểm đạt, điểm mất theo tiêu chí và cách nâng điểm.'),
            ('index_by_area', 'Points got and lost by area. / Điểm đạt, điểm mất theo lĩnh vực.'),
            ('league_table', 'League table by bloc: index, rank, band, gate. / Bảng xếp hạng theo khối: chỉ số, thứ hạng, xếp loại, điều kiện khống chế.'),
            ('leadership_review', 'Agencies whose leadership is to be reviewed. / Cơ quan phải xem xét trách nhiệm người đứng đầu.'),
            ('target_attainment', 'Targets met, not met, or without data, beside the verdict of the office. / Mục tiêu đạt, không đạt hoặc chưa có số liệu, đối chiếu kết luận của cơ quan.'),
            ('published_not_reproduced', 'Printed percentages that do not follow from their counts. / Tỷ lệ đã in không khớp với số liệu gốc.')
            ) AS d (relation, comment)
            JOIN pg_class c ON c.relname = d.relation AND c.relnamespace = to_regnamespace(quote_ident(schema))
    LOOP
        EXECUTE item.statement;
    END LOOP;

    FOR item IN
        SELECT format('COMMENT ON COLUMN %I.%I IS %L', c.relname, a.attname, d.comment) AS statement
        FROM (VALUES
            ('agency', 'Name of the agency / Tên cơ quan'),
            ('agency_code', 'Code of the agency / Mã cơ quan'),
            ('agency_id', 'The agency / Cơ quan'),
            ('answer', 'Answer code 0 to 10; NULL is no opinion / Mã trả lời từ 0 đến 10; NULL là không ý kiến'),
            ('answered_on', 'Day of the answer / Ngày trả lời'),
            ('appendix', 'Appendix of the report / Phụ lục của báo cáo'),
            ('area', 'Area of the criterion / Lĩnh vực của tiêu chí'),
            ('area_code', 'Code of the area / Mã lĩnh vực'),
            ('area_no', 'Number of the area in the plan / Số thứ tự lĩnh vực trong kế hoạch'),
            ('area_title', 'Heading of the area / Tên lĩnh vực'),
            ('as_of', 'Last instant of the reporting date / Thời điểm cuối của ngày báo cáo'),
            ('at_best', 'Best band that the gate allows / Mức xếp loại cao nhất được phép'),
            ('at_risk_days', 'An open task due within so many days is at risk / Số ngày còn lại để coi nhiệm vụ là sắp đến hạn'),
            ('attainment', 'met, not_met or no_data / met: đạt, not_met: không đạt, no_data: chưa có số liệu'),
            ('attainment_vi', 'Attainment in Vietnamese / Kết quả thực hiện mục tiêu'),
            ('band', 'Band after the gates / Xếp loại sau khi xét điều kiện khống chế'),
            ('band_by_points', 'Band by points alone / Xếp loại chỉ theo điểm'),
            ('basis', 'Legal basis / Căn cứ pháp lý'),
            ('bloc', 'Bloc / Khối'),
            ('bloc_name', 'Name of the bloc / Tên khối'),
            ('bound_excluded', 'The band starts above its bound, not at it / Mức xếp loại tính từ trên cận, không tính cận'),
            ('carried_over', 'Received before the period and not settled before it / Tồn từ kỳ trước chuyển sang'),
            ('channel', 'online or counter / online: trực tuyến, counter: trực tiếp'),
            ('channel_vi', 'Channel in Vietnamese / Hình thức nộp bằng tiếng Việt'),
            ('code', 'Code / Mã'),
            ('computed_at', 'When the stored summary was computed / Thời điểm tính số liệu tổng hợp'),
            ('condition', 'Condition on named measures (jsonpath) / Điều kiện trên các số liệu có tên (jsonpath)'),
            ('coverage_pct', 'Share of the maximum that was scored, percent / Tỷ lệ điểm tối đa đã được chấm, phần trăm'),
            ('criterion', 'Criterion / Tiêu chí'),
            ('criterion_code', 'Code of the criterion / Mã tiêu chí'),
            ('criterion_id', 'The criterion / Tiêu chí'),
            ('day', 'Day / Ngày'),
            ('days_late', 'Calendar days late / Số ngày trễ'),
            ('days_late_avg', 'Mean of the days late over late cases / Số ngày trễ bình quân của hồ sơ trễ hạn'),
            ('days_left', 'Calendar days left / Số ngày còn lại'),
            ('deadline_kind', 'What kind of deadline the wording is / Loại thời hạn'),
            ('deadline_kind_vi', 'Kind of deadline in Vietnamese / Loại thời hạn bằng tiếng Việt'),
            ('deadline_text', 'Wording of the deadline / Nguyên văn tiến độ'),
            ('denominator', 'Denominator / Mẫu số'),
            ('digits', 'Decimals printed / Số chữ số thập phân đã in'),
            ('done_on', 'Day the task was done / Ngày hoàn thành'),
            ('dossier', 'Code of the dossier / Mã hồ sơ'),
            ('due_at', 'When the result is due; NULL without a deadline / Hạn trả kết quả; NULL nếu không có thời hạn'),
            ('due_on', 'Last admissible day; in task: as agreed by the office, else read from the wording / Ngày cuối của thời hạn; trong bảng task: do cơ quan ấn định, nếu không thì đọc từ nguyên văn'),
            ('en', 'English / Tiếng Anh'),
            ('exact', 'What the counts give, with the printed decimals / Tỷ lệ đúng theo số liệu, cùng số chữ số thập phân'),
            ('expected_product', 'Expected product / Sản phẩm dự kiến'),
            ('factor', 'Factor of satisfaction / Yếu tố hài lòng'),
            ('factor_vi', 'Name of the factor / Tên yếu tố'),
            ('fee', 'Fee in dong / Phí, lệ phí (đồng)'),
            ('field', 'Field of administration / Lĩnh vực quản lý'),
            ('finished_at', 'When the dossier was settled / Thời điểm có kết quả'),
            ('framework', 'Framework / Bộ tiêu chí'),
            ('gate', 'Gate that lowered the band / Điều kiện đã hạ mức xếp loại'),
            ('id', 'Key / Khóa'),
            ('in_index', 'The survey of the year that counts in the index / Khảo sát của năm được tính vào chỉ số'),
            ('in_process', 'Not settled at the end of the period / Đang giải quyết'),
            ('in_process_in_time', 'In process, not overdue / Đang giải quyết trong hạn'),
            ('in_process_no_deadline', 'In process without a deadline, part of in time / Đang giải quyết, không có thời hạn (thuộc trong hạn)'),
            ('in_process_overdue', 'In process and overdue / Đang giải quyết quá hạn'),
            ('in_process_paused', 'In process and paused, part of in time / Đang tạm dừng (thuộc trong hạn)'),
            ('in_total', 'Counts in the total satisfaction of a survey / Tính vào mức độ hài lòng chung'),
            ('index_pct', 'Index in percent / Chỉ số, phần trăm'),
            ('index_rate', 'Index as an unrounded fraction, the base of the rank / Chỉ số dạng phân số chưa làm tròn, căn cứ xếp hạng'),
            ('issued', 'Forms issued / Số phiếu phát ra'),
            ('item_no', 'Number in the area / Số thứ tự trong lĩnh vực'),
            ('kind', 'Kind / Loại'),
            ('kind_vi', 'Kind in Vietnamese / Loại bằng tiếng Việt'),
            ('late_pct', 'Late over settled with a deadline, percent / Tỷ lệ trễ hạn trên số đã giải quyết, phần trăm'),
            ('late_rate', 'Late over settled with a deadline, unrounded fraction / Tỷ lệ trễ hạn, phân số chưa làm tròn'),
            ('level', 'Level of government / Cấp chính quyền'),
            ('level_vi', 'Level in Vietnamese / Cấp chính quyền bằng tiếng Việt'),
            ('lost_points', 'Points lost / Điểm mất'),
            ('low', 'Lowest code of the scale / Mã thấp nhất của thang đo'),
            ('lower_bound', 'Lower bound in percent; NULL for the lowest band / Cận dưới theo phần trăm; NULL với mức thấp nhất'),
            ('max_points', 'Maximum of points / Điểm tối đa'),
            ('mean_pct', 'Mean over the top of the scale, percent / Điểm trung bình trên điểm cao nhất, phần trăm'),
            ('mean_score', 'Mean of the answers / Điểm trung bình'),
            ('measures', 'Named measures / Các số liệu có tên'),
            ('min_answers', 'Figures on fewer answers are not shown / Không hiển thị số liệu có ít câu trả lời hơn'),
            ('month', 'First day of the month / Ngày đầu tháng'),
            ('n_agencies', 'Agencies surveyed / Số cơ quan được khảo sát'),
            ('n_answers', 'Answers with an opinion / Số câu trả lời có ý kiến'),
            ('n_assigned', 'Tasks assigned / Số nhiệm vụ được giao'),
            ('n_early', 'Settled early / Trước hạn'),
            ('n_finished', 'Settled / Đã giải quyết'),
            ('n_issued', 'Forms issued / Số phiếu phát ra'),
            ('n_late', 'Settled late / Trễ hạn'),
            ('n_missing', 'Answers without an opinion / Số câu không ý kiến'),
            ('n_no_deadline', 'Without a deadline / Không có thời hạn'),
            ('n_not_arisen', 'Not arisen / Không phát sinh'),
            ('n_on_time', 'Settled on the due day / Đúng hạn'),
            ('n_online', 'Submitted online / Nộp trực tuyến'),
            ('n_overdue', 'Open and overdue / Chưa xong, quá hạn'),
            ('n_paid_online', 'Paid online / Thanh toán trực tuyến'),
            ('n_paused', 'Open and paused / Tạm dừng'),
            ('n_pending', 'Open and in time / Chưa xong, trong hạn'),
            ('n_received', 'Received / Tiếp nhận'),
            ('n_returned', 'Forms returned / Số phiếu thu về'),
            ('n_valid', 'Valid forms / Số phiếu hợp lệ'),
            ('n_with_fee', 'With a fee / Có phí, lệ phí'),
            ('name', 'Name / Tên'),
            ('new_counter', 'New at the counter / Mới tiếp nhận trực tiếp'),
            ('new_online', 'New online / Mới tiếp nhận trực tuyến'),
            ('next_gain', 'Points that the next threshold would bring / Số điểm tăng thêm khi đạt ngưỡng kế tiếp'),
            ('next_threshold', 'Nearest result that gains points / Kết quả gần nhất giúp tăng điểm'),
            ('note', 'Remark / Ghi chú'),
            ('number', 'Number / Số thứ tự'),
            ('numerator', 'Numerator, or the value when there is no denominator / Tử số, hoặc giá trị khi không có mẫu số'),
            ('office_verdict', 'Verdict of the office / Kết luận của cơ quan'),
            ('on_time_of_due_pct', 'On time over settled and overdue, percent / Tỷ lệ đúng hạn trên số đã đến hạn, phần trăm'),
            ('on_time_of_received_pct', '100 less late and overdue over received, percent / 100 trừ tỷ lệ trễ và quá hạn trên tổng tiếp nhận, phần trăm'),
            ('on_time_pct', 'On time (early included) over settled with a deadline, percent / Tỷ lệ đúng hạn (gồm trước hạn) trên số đã giải quyết, phần trăm'),
            ('online_level', 'How far the service is online / Mức độ trực tuyến của dịch vụ'),
            ('online_level_vi', 'Kind of online service in Vietnamese / Mức độ trực tuyến bằng tiếng Việt'),
            ('online_pct', 'Submitted online over received, percent / Tỷ lệ nộp trực tuyến, phần trăm'),
            ('origin', 'Where the figure comes from / Nguồn số liệu'),
            ('paid_online', 'Whether the fee was paid online / Đã thanh toán trực tuyến hay không'),
            ('paid_online_pct', 'Paid online over dossiers with a fee, percent / Tỷ lệ thanh toán trực tuyến, phần trăm'),
            ('parent_code', 'Code of the parent criterion / Mã tiêu chí cha'),
            ('part', 'Part of the plan / Phần của kế hoạch'),
            ('pauses', 'When the clock stood still / Các khoảng thời gian tạm dừng'),
            ('period', 'Period / Kỳ'),
            ('period_from', 'First day of the reporting period / Ngày đầu kỳ báo cáo'),
            ('plan', 'Plan / Kế hoạch'),
            ('points', 'Points / Điểm'),
            ('position', 'Order in lists / Thứ tự sắp xếp'),
            ('positive', 'Answer codes that count as satisfied / Các mã trả lời được tính là hài lòng'),
            ('printed', 'Percentage as printed / Tỷ lệ như đã in'),
            ('question_id', 'The question / Câu hỏi'),
            ('rank', 'Rank in the bloc, by the unrounded index / Thứ hạng trong khối, theo chỉ số chưa làm tròn'),
            ('received', 'Received: carried over and new / Tổng tiếp nhận: tồn và mới'),
            ('received_at', 'When the dossier was received / Thời điểm tiếp nhận'),
            ('reporting_date', 'Day as of which the views answer / Ngày báo cáo, mốc tính số liệu'),
            ('rescaled_pct', 'Mean rescaled so that the lowest code is 0, percent / Điểm trung bình quy đổi với mã thấp nhất bằng 0, phần trăm'),
            ('response_id', 'The form / Phiếu'),
            ('result_text', 'Result as reported / Kết quả được báo cáo'),
            ('returned', 'Forms returned / Số phiếu thu về'),
            ('review_years', 'Years running after which the leadership is reviewed / Số năm liên tiếp phải xem xét trách nhiệm'),
            ('round', 'Round of appraisal / Vòng thẩm định'),
            ('rule', 'Scoring rule / Quy tắc chấm điểm'),
            ('satisfied_high', 'Upper end of the 95 % interval / Cận trên khoảng tin cậy 95 %'),
            ('satisfied_low', 'Lower end of the 95 % interval / Cận dưới khoảng tin cậy 95 %'),
            ('satisfied_pct', 'Share of satisfied answers, percent / Tỷ lệ câu trả lời hài lòng, phần trăm'),
            ('score', 'Score summary / Tổng hợp điểm'),
            ('self_points', 'Self-assessed points / Điểm tự đánh giá'),
            ('service', 'Public service / Dịch vụ công'),
            ('service_code', 'Code of the service / Mã dịch vụ công'),
            ('settled', 'Settled in the period / Đã giải quyết trong kỳ'),
            ('settled_early', 'Settled early / Giải quyết trước hạn'),
            ('settled_late', 'Settled late / Giải quyết trễ hạn'),
            ('settled_no_deadline', 'Settled, had no deadline / Đã giải quyết, không có thời hạn'),
            ('settled_on_time', 'Settled on the due day / Giải quyết đúng hạn'),
            ('source', 'Source of the points: self, appraised, survey / Nguồn điểm: self tự đánh giá, appraised thẩm định, survey điều tra'),
            ('source_vi', 'Source of the points in Vietnamese / Nguồn điểm bằng tiếng Việt'),
            ('state', 'assigned, paused or not_arisen / assigned: được giao, paused: tạm dừng, not_arisen: không phát sinh'),
            ('stats', 'Summary that can be rolled up / Giá trị tổng hợp, cộng dồn được'),
            ('status', 'Class at the reporting date / Tình trạng đến ngày báo cáo'),
            ('status_vi', 'Class in Vietnamese / Tình trạng bằng tiếng Việt'),
            ('successor_id', 'Agency that took over / Cơ quan kế thừa'),
            ('supplements', 'Requests to supplement the dossier / Số lần yêu cầu bổ sung hồ sơ'),
            ('survey', 'Survey / Cuộc khảo sát'),
            ('target', 'Number of the target / Số thứ tự mục tiêu'),
            ('task_id', 'The task / Nhiệm vụ'),
            ('title', 'Title / Tên, nội dung'),
            ('top', 'Highest code of the scale / Mã cao nhất của thang đo'),
            ('unit', 'Unit / Đơn vị tính'),
            ('valid_from', 'First day of validity; NULL for always / Ngày bắt đầu hiệu lực; NULL nếu từ đầu'),
            ('valid_to', 'Last day of validity; NULL for no end / Ngày hết hiệu lực; NULL nếu chưa hết'),
            ('value', 'Value / Giá trị'),
            ('value_text', 'Cell as printed / Ô như đã in'),
            ('vi', 'Vietnamese / Tiếng Việt'),
            ('year', 'Year / Năm'),
            ('years_running', 'Years running in such bands / Số năm liên tiếp ở các mức này'),
            ('zone', 'Time zone of the days / Múi giờ để xác định ngày')
            ) AS d (attname, comment)
            JOIN pg_attribute a ON a.attname = d.attname AND a.attnum > 0 AND NOT a.attisdropped
            JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'v', 'm')
                           AND c.relnamespace = to_regnamespace(quote_ident(schema))
    LOOP
        EXECUTE item.statement;
    END LOOP;

    -- The views over tables follow the caller's rights and row policies
    -- (PostgreSQL 15); those over stored summaries ask visible_agencies().
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOR item IN
            SELECT format('ALTER VIEW %I SET (security_invoker = true)', relname) AS statement
            FROM pg_class
            WHERE relkind = 'v' AND relnamespace = to_regnamespace(quote_ident(schema)) AND reloptions IS NULL
        LOOP
            EXECUTE item.statement;
        END LOOP;
    END IF;
END
$model$;
COMMENT ON PROCEDURE @extschema@.create_model(text) IS
'Creates the tables, views and stored summaries of a scoreboard in a schema, owned by the caller. / Tạo các bảng, khung nhìn và bảng tổng hợp của bảng điểm trong một lược đồ, thuộc sở hữu của người gọi.';

-- The faults of a criteria tree, worst first; no row means that it is sound.
CREATE FUNCTION @extschema@.check_framework(schema text, framework text)
RETURNS TABLE (code text, severity text, message text)
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $check$
DECLARE
    known boolean;
BEGIN
    IF to_regclass(format('%I.criterion', schema)) IS NULL THEN
        RAISE EXCEPTION 'schema "%" holds no model', schema
            USING ERRCODE = 'invalid_parameter_value', HINT = 'CALL @extschema@.create_model makes one.';
    END IF;
    EXECUTE format('SELECT EXISTS (SELECT FROM %I.framework f WHERE f.code = $1)', schema) INTO known USING framework;
    IF NOT known THEN
        RAISE EXCEPTION 'there is no framework "%" in schema "%"', framework, schema
            USING ERRCODE = 'invalid_parameter_value', HINT = format('SELECT code FROM %I.framework lists the frameworks.', schema);
    END IF;

    RETURN QUERY EXECUTE format($faults$
        WITH RECURSIVE node AS (
            SELECT code, parent_code, kind, max_points, rule,
                   EXISTS (SELECT FROM %1$I.criterion child
                           WHERE child.framework = c.framework AND child.parent_code = c.code) AS has_children
            FROM %1$I.criterion c WHERE c.framework = $1
        ), above (code, ancestor) AS (
            SELECT code, parent_code FROM node WHERE parent_code IS NOT NULL
            UNION
            SELECT above.code, node.parent_code
            FROM above JOIN node ON node.code = above.ancestor WHERE node.parent_code IS NOT NULL
        ), fault (rank, code, severity, criterion, message) AS (
            SELECT 1, 'empty', 'error', '', 'the framework has no criteria / bộ tiêu chí chưa có tiêu chí nào'
            WHERE NOT EXISTS (SELECT FROM node)
            UNION ALL
            SELECT 2, 'duplicate_code', 'error', code,
                   format('code %%s is used %%s times / mã %%1$s được dùng %%2$s lần', code, count(*))
            FROM node GROUP BY code HAVING count(*) > 1
            UNION ALL
            SELECT 3, 'missing_parent', 'error', code,
                   format('the parent %%s of %%s does not exist / tiêu chí cha %%1$s của %%2$s không tồn tại', parent_code, code)
            FROM node n WHERE parent_code IS NOT NULL AND NOT EXISTS (SELECT FROM node p WHERE p.code = n.parent_code)
            UNION ALL
            SELECT 4, 'cycle', 'error', code,
                   format('%%s is its own ancestor / %%1$s là tiêu chí cấp trên của chính nó', code)
            FROM above WHERE code = ancestor
            UNION ALL
            SELECT 5, 'maximum_differs', 'error', p.code,
                   format('the maximum of %%s is %%s, its children add up to %%s / điểm tối đa của %%1$s là %%2$s, tổng các tiêu chí con là %%3$s',
                          p.code, trim_scale(p.max_points), trim_scale(sum(c.max_points)))
            FROM node p JOIN node c ON c.parent_code = p.code
            WHERE c.kind = 'normal' AND p.kind = 'normal'
            GROUP BY p.code, p.max_points HAVING sum(c.max_points) <> p.max_points
            UNION ALL
            SELECT 6, 'rule_missing', 'warning', code,
                   format('%%s has no rule: its points must be given by hand / %%1$s chưa có quy tắc: phải nhập điểm bằng tay', code)
            FROM node WHERE rule IS NULL AND NOT has_children
            UNION ALL
            SELECT 7, 'rule_unused', 'warning', code,
                   format('%%s has children, so its rule is never used / %%1$s có tiêu chí con nên quy tắc không được dùng', code)
            FROM node WHERE rule IS NOT NULL AND has_children
        )
        SELECT code, severity, message FROM fault ORDER BY rank, criterion COLLATE "C"
        $faults$, schema) USING framework;
END
$check$;
COMMENT ON FUNCTION @extschema@.check_framework(text, text) IS
'Faults of a criteria tree in a model: code, severity, message; no row when it is sound. / Các lỗi của cây tiêu chí trong mô hình: mã lỗi, mức độ, nội dung; không có dòng nào nếu cây hợp lệ.';
