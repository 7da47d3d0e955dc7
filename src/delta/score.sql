-- score: what the planner should know

-- In units of the planner, some 50 ns: what comes out of a condition last.
ALTER FUNCTION @extschema@.points(@extschema@.score_stats) COST 5;
ALTER FUNCTION @extschema@.max_points(@extschema@.score_stats) COST 5;
ALTER FUNCTION @extschema@.lost_points(@extschema@.score_stats) COST 5;
ALTER FUNCTION @extschema@.index_rate(@extschema@.score_stats) COST 25;
ALTER FUNCTION @extschema@.coverage_pct(@extschema@.score_stats, integer) COST 30;
ALTER FUNCTION @extschema@.index_pct(@extschema@.score_stats, integer, numeric) COST 25;
ALTER FUNCTION @extschema@.grade(numeric, @extschema@.grading, text) COST 15;
ALTER FUNCTION @extschema@.grade(@extschema@.score_stats, @extschema@.grading, text) COST 15;

