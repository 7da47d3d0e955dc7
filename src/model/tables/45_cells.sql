-- What the dossiers come to, by agency, level of service and day: nothing in it
-- depends on the day that is asked about.  The log is written by the triggers of
-- the dossiers and folded into the cells; figures are always those of both.
CREATE TABLE IF NOT EXISTS @schema@.dossier_log (
    agency_id    bigint NOT NULL,
    online_level text NOT NULL,
    day          date NOT NULL,
    days_late    integer NOT NULL,
    received             integer NOT NULL,
    online               integer NOT NULL,
    with_fee             integer NOT NULL,
    paid_online          integer NOT NULL,
    pending              integer NOT NULL,
    overdue              integer NOT NULL,
    paused               integer NOT NULL,
    no_deadline          integer NOT NULL,
    early                integer NOT NULL,
    on_time              integer NOT NULL,
    late                 integer NOT NULL,
    finished_no_deadline integer NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE IF NOT EXISTS @schema@.dossier_day (
    agency_id    bigint,
    day          date,
    online_level text,
    received             integer NOT NULL,
    online               integer NOT NULL,
    with_fee             integer NOT NULL,
    paid_online          integer NOT NULL,
    pending              integer NOT NULL,
    overdue              integer NOT NULL,
    paused               integer NOT NULL,
    no_deadline          integer NOT NULL,
    early                integer NOT NULL,
    on_time              integer NOT NULL,
    late                 integer NOT NULL,
    finished_no_deadline integer NOT NULL,
    days_late_sum        bigint NOT NULL,
    PRIMARY KEY (agency_id, day, online_level)
);

CREATE TABLE IF NOT EXISTS @schema@.dossier_month (
    agency_id    bigint,
    month        date,
    online_level text,
    received             integer NOT NULL,
    online               integer NOT NULL,
    with_fee             integer NOT NULL,
    paid_online          integer NOT NULL,
    pending              integer NOT NULL,
    overdue              integer NOT NULL,
    paused               integer NOT NULL,
    no_deadline          integer NOT NULL,
    early                integer NOT NULL,
    on_time              integer NOT NULL,
    late                 integer NOT NULL,
    finished_no_deadline integer NOT NULL,
    days_late_sum        bigint NOT NULL,
    PRIMARY KEY (agency_id, month, online_level)
);

-- How many finished so many days late, so that the maximum is known after a
-- deletion too.
CREATE TABLE IF NOT EXISTS @schema@.dossier_late (
    agency_id    bigint,
    day          date,
    online_level text,
    days_late    integer,
    late         integer NOT NULL,
    PRIMARY KEY (agency_id, day, online_level, days_late)
);
