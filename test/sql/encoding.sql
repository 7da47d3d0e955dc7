-- Databases that are not in UTF-8.  The extension's texts are, and the control
-- file says so: where they cannot be written, installing is an error of the
-- server's, and nothing is left behind.
\set main :DBNAME
SET client_min_messages = warning;

SELECT format('DROP DATABASE IF EXISTS par_index_%s', name) FROM unnest(ARRAY['win1258', 'latin1', 'euc_jp', 'euc_tw', 'ascii']) AS name \gexec
CREATE DATABASE par_index_win1258 ENCODING 'WIN1258' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE par_index_latin1 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE par_index_euc_jp ENCODING 'EUC_JP' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE par_index_euc_tw ENCODING 'EUC_TW' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;
CREATE DATABASE par_index_ascii ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0;

\c par_index_win1258
\set VERBOSITY sqlstate
CREATE EXTENSION par_index;
SELECT count(*) AS left_behind FROM pg_namespace WHERE nspname = 'par';
\c par_index_latin1
CREATE EXTENSION par_index;
\c par_index_euc_jp
CREATE EXTENSION par_index;
\c par_index_euc_tw
CREATE EXTENSION par_index;
\set VERBOSITY default

-- SQL_ASCII keeps bytes as they come: those of UTF-8.
\c par_index_ascii
SET client_encoding = 'SQL_ASCII';
SET client_min_messages = warning;
CREATE EXTENSION par_index;
SELECT name_vi FROM par.vn_holidays(2026, 2026) WHERE day IN ('2026-01-02', '2026-02-17');
SELECT convert_from(convert_to(obj_description('par.is_working_day(date, par.calendar)'::regprocedure), 'SQL_ASCII'), 'UTF8') IS NOT NULL AS comment_is_utf8;
SELECT par.grade(70, 'Tốt >= 80; Khá >= 65; Yếu'::par.grading), par.parse_number('98,77%');

\c :main
SET client_min_messages = warning;
SELECT format('DROP DATABASE par_index_%s', name) FROM unnest(ARRAY['win1258', 'latin1', 'euc_jp', 'euc_tw', 'ascii']) AS name \gexec
