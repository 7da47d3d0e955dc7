/* par_index: the rooms in order; each is explained in src/<room>.c */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION par_index" to load this file. \quit

-- The functions are for everyone who may call functions, so the schema is too:
-- analysts and BI tools need no grant of their own.
GRANT USAGE ON SCHEMA @extschema@ TO PUBLIC;

