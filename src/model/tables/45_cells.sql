-- What the dossiers come to, by day and month: nothing in it depends on the day
-- that is asked about.  The log is written by the triggers of the dossiers and
-- folded into the cells; figures are always those of both.
CREATE TABLE IF NOT EXISTS @schema@.dossier_log (
    agency_id    bigint NOT NULL,
    online_level text NOT NULL,
    field        text NOT NULL,
    service      text NOT NULL,
    day          date NOT NULL,
    days_late    integer NOT NULL,
    @counts@
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- late_days says how many finished so many days late, days and count in turn, so
-- that the maximum is known after a deletion too.
CREATE TABLE IF NOT EXISTS @schema@.dossier_day (
    agency_id    bigint,
    day          date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (agency_id, day, online_level)
) WITH (fillfactor = 90);

CREATE TABLE IF NOT EXISTS @schema@.dossier_month (
    agency_id    bigint,
    month        date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (agency_id, month, online_level)
) WITH (fillfactor = 80);

-- What is open at the end of a day is all that ever came and went: whole years
-- are added up once, not month by month.
CREATE TABLE IF NOT EXISTS @schema@.dossier_year (
    agency_id    bigint,
    year         date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (agency_id, year, online_level)
) WITH (fillfactor = 80);

-- By field for form 06: no table above knows the field.
CREATE TABLE IF NOT EXISTS @schema@.dossier_field_month (
    agency_id    bigint,
    month        date,
    field        text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (agency_id, month, field)
) WITH (fillfactor = 80);

-- The province, its blocs and levels in a few hundred rows instead of a hundred
-- thousand: sums over the agencies of a bloc and level as they are now.
CREATE TABLE IF NOT EXISTS @schema@.dossier_total_day (
    bloc         text,
    level        text,
    day          date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (day, bloc, level, online_level)
) WITH (fillfactor = 80);

CREATE TABLE IF NOT EXISTS @schema@.dossier_total_month (
    bloc         text,
    level        text,
    month        date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (month, bloc, level, online_level)
) WITH (fillfactor = 80);

-- All the units below a parent, at any depth, as they are now; not its own.
CREATE TABLE IF NOT EXISTS @schema@.dossier_parent_day (
    parent_id    bigint,
    day          date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (parent_id, day, online_level)
) WITH (fillfactor = 80);

CREATE TABLE IF NOT EXISTS @schema@.dossier_parent_month (
    parent_id    bigint,
    month        date,
    online_level text,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (parent_id, month, online_level)
) WITH (fillfactor = 80);

-- By service, of all agencies: by agency too there would be nearly as many cells as
-- dossiers.
CREATE TABLE IF NOT EXISTS @schema@.dossier_service_month (
    service      text,
    month        date,
    @counts@,
    late_days            integer[],
    PRIMARY KEY (month, service)
) WITH (fillfactor = 80);
