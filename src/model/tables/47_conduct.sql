-- How dossiers were dealt with, beside the dossiers: one row for each of which
-- something is known.  Columns of table dossier would widen the row that
-- every load writes and every change of the clock writes again, with its five
-- indexes; most of this comes after the result, and an office that does not keep
-- it has no row here.
CREATE TABLE IF NOT EXISTS @schema@.dossier_conduct (
    dossier              text PRIMARY KEY REFERENCES @schema@.dossier ON UPDATE CASCADE ON DELETE CASCADE,
    outcome              text,
    slip_no              text,
    apologised_on        date,
    promised_on          date,
    officer              text,
    received_by_post     boolean,
    returned_by_post     boolean,
    components           smallint,
    components_digitised smallint,
    data_reused          boolean,
    result_digitised     boolean,
    rating               smallint,
    note                 text,
    CONSTRAINT dossier_conduct_outcome_is_known CHECK (outcome IN ('settled', 'refused', 'withdrawn', 'returned')),
    CONSTRAINT dossier_conduct_slip_is_of_a_refusal CHECK (slip_no IS NULL OR outcome IS NOT NULL AND outcome = 'refused' AND slip_no ~ '\S'),
    CONSTRAINT dossier_conduct_promised_after_the_apology CHECK (promised_on IS NULL OR apologised_on IS NOT NULL AND promised_on >= apologised_on),
    CONSTRAINT dossier_conduct_components_not_negative CHECK (components >= 0),
    CONSTRAINT dossier_conduct_digitised_are_of_the_components CHECK (components_digitised IS NULL OR components IS NOT NULL AND components_digitised BETWEEN 0 AND components),
    CONSTRAINT dossier_conduct_electronic_result_is_of_a_settled_one CHECK (result_digitised IS NOT TRUE OR coalesce(outcome = 'settled', true)),
    CONSTRAINT dossier_conduct_rating_is_1_to_5 CHECK (rating BETWEEN 1 AND 5)
);

INSERT INTO @schema@.label VALUES
    ('dossier_outcome', 'settled', 'Settled', 'Đã giải quyết'),
    ('dossier_outcome', 'refused', 'Refused', 'Từ chối'),
    ('dossier_outcome', 'withdrawn', 'Withdrawn', 'Công dân rút hồ sơ'),
    ('dossier_outcome', 'returned', 'Returned', 'Trả lại'),
    ('conduct_fault', 'refused_without_slip', 'Refused without a slip', 'Từ chối không có phiếu'),
    ('conduct_fault', 'late_without_apology', 'Late without an apology', 'Trễ hạn không có phiếu xin lỗi'),
    ('conduct_fault', 'apology_without_new_date', 'Apology without a new date', 'Xin lỗi nhưng không hẹn lại ngày trả'),
    ('conduct_fault', 'supplement_asked_again', 'Supplement asked for more than once', 'Yêu cầu bổ sung quá một lần')
ON CONFLICT DO NOTHING;

-- Whose it is, and the days under which it is counted: of its dossier, kept by
-- triggers, so that what a row counts for is in the row.
ALTER TABLE @schema@.dossier_conduct ADD COLUMN IF NOT EXISTS agency_id bigint;

ALTER TABLE @schema@.dossier_conduct ADD COLUMN IF NOT EXISTS received_on date;

ALTER TABLE @schema@.dossier_conduct ADD COLUMN IF NOT EXISTS finished_on date;

-- Apologies, and refusals that have no slip, by the day of the end.
CREATE INDEX IF NOT EXISTS dossier_conduct_apologised_idx ON @schema@.dossier_conduct (finished_on) INCLUDE (dossier, apologised_on, promised_on) WHERE apologised_on IS NOT NULL;

CREATE INDEX IF NOT EXISTS dossier_conduct_without_slip_idx ON @schema@.dossier_conduct (finished_on) INCLUDE (dossier, agency_id) WHERE outcome = 'refused' AND slip_no IS NULL;

-- What the rows come to, by the day of receipt or of finishing: added up by
-- statements to the log, and folded from there; figures are always those of both.
CREATE TABLE IF NOT EXISTS @schema@.conduct_log (
    agency_id bigint NOT NULL,
    day       date NOT NULL,
    @conduct_counts@
);

CREATE TABLE IF NOT EXISTS @schema@.conduct_day (
    agency_id bigint,
    day       date,
    @conduct_counts@,
    PRIMARY KEY (agency_id, day)
);

CREATE TABLE IF NOT EXISTS @schema@.conduct_month (
    agency_id bigint,
    month     date,
    @conduct_counts@,
    PRIMARY KEY (agency_id, month)
) WITH (fillfactor = 80);

-- The dossiers that were asked for supplements more than once, and since when; there
-- are few.  Of a period those count that came in it and were asked again by its end.
CREATE TABLE IF NOT EXISTS @schema@.dossier_asked_again (
    dossier     text PRIMARY KEY REFERENCES @schema@.dossier ON UPDATE CASCADE ON DELETE CASCADE,
    agency_id   bigint NOT NULL,
    received_on date NOT NULL,
    again_on    date NOT NULL
);

CREATE INDEX IF NOT EXISTS dossier_asked_again_received_on_idx ON @schema@.dossier_asked_again (received_on, again_on, agency_id);
