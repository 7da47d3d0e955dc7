-- Stored summaries: the league, and the measures.
-- They hold nothing that cannot be computed again: refresh() writes all of them in
-- one statement, so that they answer as of one day and one moment.
CREATE TABLE IF NOT EXISTS @schema@.stored_league (
    framework      text,
    agency_id      bigint,
    score          @extschema@.score_stats,
    measures       jsonb,
    index_rate     double precision,
    rank           bigint,
    band_by_points text,
    band           text,
    gate           text,
    gate_state     text,
    fault          text,
    n_answers      bigint,
    PRIMARY KEY (framework, agency_id)
);

-- The figures of the measures by the periods of the frameworks and the year of the
-- reporting date, each as of its last day or the reporting date.
CREATE TABLE IF NOT EXISTS @schema@.stored_measure (
    first_day   date,
    last_day    date,
    measure     text,
    agency_id   bigint,
    numerator   numeric(20,4),
    denominator numeric(20,4),
    PRIMARY KEY (agency_id, first_day, last_day, measure)
);

-- The index over what is reported stands beside the index; what lacks is counted.
ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS n_not_reported bigint;

ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS n_undecided bigint;

-- The error that the survey brings into the index, and the ranks that it leaves open.
ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS index_se double precision;

ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS rank_low bigint;

ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS rank_high bigint;

ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS n_persons bigint;

-- After CREATE EXTENSION the columns of its types are there again.
ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS score @extschema@.score_stats;

ALTER TABLE @schema@.stored_league ADD COLUMN IF NOT EXISTS reported @extschema@.score_stats;

-- The name and columns of the materialized view of 1.1.
CREATE OR REPLACE VIEW @schema@.league WITH (security_barrier) AS
SELECT t.framework, t.agency_id, t.score, t.measures, t.index_rate, t.rank, t.band_by_points, t.band, t.gate,
       s.refreshed_at AS computed_at, t.gate_state, t.fault, t.n_answers, t.n_not_reported, t.n_undecided, t.reported,
       t.index_se, t.rank_low, t.rank_high, t.n_persons
FROM @schema@.stored_league t, (SELECT max(refreshed_at) AS refreshed_at FROM @schema@.setting) s
WHERE t.agency_id IN (SELECT unnest(@schema@.visible_agencies()));

-- How many agencies a league has: a rank among them is only told to who sees all.
CREATE OR REPLACE VIEW @schema@.league_size WITH (security_barrier) AS
SELECT t.framework, count(*) AS n_agencies FROM @schema@.stored_league t GROUP BY t.framework;
