-- Plan wordings in databases that are not in UTF-8.
\set main :DBNAME
SET client_min_messages = warning;
DROP DATABASE IF EXISTS par_index_win1258;
DROP DATABASE IF EXISTS par_index_ascii;
CREATE DATABASE par_index_win1258 ENCODING 'WIN1258' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE par_index_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;

-- Windows-1258 has the letters, and the tones as combining marks only.
\c par_index_win1258
SET client_encoding = 'UTF8';
SET datestyle = 'ISO, DMY';
-- It has no letter with a tone, so the extension is not for it.  Who installed
-- an older version into such a database nevertheless has its functions still.
\set VERBOSITY sqlstate
CREATE EXTENSION par_index;
\set VERBOSITY default
CREATE SCHEMA par;
CREATE FUNCTION par.deadlines(wording text, plan_year integer, OUT ord integer, OUT starts date, OUT due date, OUT kind text)
RETURNS SETOF record AS '$libdir/par_index', 'par_deadlines' LANGUAGE C IMMUTABLE STRICT;
SELECT starts, due, kind FROM par.deadlines(U&'Tr\01B0\01A1\0301c nga\0300y 14/12/2026'::text, 2026);
SELECT starts, due, kind FROM par.deadlines(U&'T\01B0\0300 Quy\0301 II \2013 Quy\0301 IV/2026', 2026);
SELECT count(*) FROM par.deadlines(convert_from('\x8182d0f0', 'WIN1258'), 2026);

-- SQL_ASCII holds any bytes: UTF-8 is read, the rest is not, and nothing fails.
\c par_index_ascii
SET client_encoding = 'SQL_ASCII';
SET datestyle = 'ISO, DMY';
CREATE EXTENSION par_index;
SELECT starts, due, kind FROM par.deadlines('Trước ngày 14/12/2026', 2026);
SELECT kind FROM par.deadlines(E'\xff\xfe Quý I/2026 \xc3', 2026);
SELECT count(*), min(kind), max(kind) FROM generate_series(128, 255) AS b,
       par.deadlines(chr(b) || ' ' || chr(b) || chr(255), 2026);
-- Cut anywhere.
SELECT count(*) FROM generate_series(1, 60) AS n, par.deadlines(convert_from(substr(convert_to('Từ Quý II – Quý IV/2020 và thường xuyên', 'SQL_ASCII'), 1, n), 'SQL_ASCII'), 2020);

\c :main
DROP DATABASE par_index_win1258;
DROP DATABASE par_index_ascii;
