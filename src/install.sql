/* par_index: the rooms in order; each is explained in src/<room>.c */

-- complain if script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION par_index" to load this file. \quit

