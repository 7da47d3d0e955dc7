/* par_index: from 1.1 to 1.2; what each room adds stands in src/delta/<room>.sql */

-- complain if script is sourced in psql, rather than via ALTER EXTENSION
\echo Use "ALTER EXTENSION par_index UPDATE" to load this file. \quit

