#!/usr/bin/env bash
# A model of 1.0 or 1.1, filled, becomes one of this version: its objects are
# those of a fresh model, every row is there, and what users have granted,
# commented, secured and built on it stays.  And a model whose extension was
# dropped comes back; one whose schema was renamed means itself.
. "$(dirname "$0")/tap"

cp sql/par_index--1.0.sql sql/par_index--1.1.sql "$THROWAWAY$("$PG_CONFIG" --sharedir)/extension/"
current=$(sed -n "s/^default_version *= *'\(.*\)'/\1/p" par_index.control)

catalog() { psql -qX -v ON_ERROR_STOP=1 -d "$1" -v schema="${2:-cchc}" -v columns="${3:-ordered}" -v validity="${4:-shown}" -f test/model_catalog.sql; }

# What 1.1 had of tables, columns and kinds of labels; and the rows of these.
note_old() {
	sql "$1" <<-'SQL'
		CREATE TABLE old_table AS
		SELECT c.relname, array_agg(a.attname::text) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
		WHERE c.relkind = 'r' AND c.relnamespace = 'cchc'::regnamespace AND c.relname <> 'agency_role' GROUP BY c.relname;
		CREATE TABLE old_label AS SELECT DISTINCT kind FROM cchc.label;
	SQL
}
rows() {
	sql "$1" <<-'SQL'
		SELECT format('SELECT %L, count(*), md5(string_agg(t.row, chr(10) ORDER BY t.row COLLATE "C")) FROM cchc.%I r, LATERAL (SELECT jsonb_object_agg(e.key, e.value)::text FROM jsonb_each(to_jsonb(r)) e WHERE e.key = ANY (%L::text[])) t (row)',
		              relname, relname, columns)
		       || CASE WHEN relname = 'label' THEN ' WHERE r.kind IN (SELECT kind FROM old_label)' ELSE '' END
		FROM old_table ORDER BY relname \gexec
	SQL
}

# The columns that a BI tool knows, of views and materialized views: name, type and position.
shown() {
	sql "$1" <<-'SQL'
		CREATE TABLE IF NOT EXISTS old_view AS SELECT c.relname, c.relnatts FROM pg_class c WHERE c.relnamespace = 'cchc'::regnamespace AND c.relkind IN ('v', 'm');
		SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod)
		FROM old_view o JOIN pg_class c ON c.relname = o.relname AND c.relnamespace = 'cchc'::regnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum BETWEEN 1 AND o.relnatts
		ORDER BY c.relname, a.attnum;
	SQL
}

# An option that users have set on a view; 14 does not know security_invoker.
option=security_invoker again='SET (security_invoker = true)'
[ "$(sql postgres -c 'SHOW server_version_num')" -ge 150000 ] || option=security_barrier again='RESET (security_barrier)'

createdb model_fresh
sql model_fresh -c "CREATE EXTENSION par_index" -c "CALL par.create_model('cchc')"
catalog model_fresh >"$tap_dir/fresh"
sql model_fresh -c "SELECT par.model_version('cchc')" >"$tap_dir/version"
is "$(cat "$tap_dir/version")" "$current" "a fresh model is of version $current"

sql model_fresh -c "CREATE ROLE reader" -c "CREATE ROLE clerk" -c "CREATE ROLE unit_b"
for version in ${VERSIONS:-1.0 1.1}; do
	db=model_from_$version
	createdb "$db"
	case $version in
	1.0) fill="demo" ;;
	1.1) fill="model" ;;
	esac
	sql "$db" -c "CREATE EXTENSION par_index VERSION '$version'"
	[ $fill = demo ] || sql "$db" -c "CALL par.create_model('cchc')"
	must "$version: a model filled by $fill.sql" psql -qX -v ON_ERROR_STOP=1 -d "$db" -f test/released/$fill.sql
	sql "$db" -v option="$option" <<-'SQL'
		CALL cchc.refresh();
		GRANT USAGE ON SCHEMA cchc TO reader, clerk, unit_b;
		GRANT SELECT ON ALL TABLES IN SCHEMA cchc TO reader;
		GRANT SELECT (agency_id, month) ON cchc.intake_month TO clerk;
		GRANT SELECT ON cchc.agency, cchc.dossier, cchc.league_table TO unit_b;
		GRANT SELECT ON cchc.league TO clerk WITH GRANT OPTION;
		GRANT INSERT ON cchc.response, cchc.answer TO clerk;
		REVOKE EXECUTE ON FUNCTION cchc.form_06_between FROM PUBLIC;
		COMMENT ON VIEW cchc.league_table IS 'Bảng của chúng tôi';
		COMMENT ON COLUMN cchc.dossier.fee IS 'Our own words';
		COMMENT ON MATERIALIZED VIEW cchc.league IS 'Ours too';
		COMMENT ON COLUMN cchc.league.rank IS 'Ours as well';
		ALTER VIEW cchc.task_summary RESET (:option);
		ALTER VIEW cchc.form_06 SET (:option = false);
		CREATE TABLE cchc.agency_role (role_name name, agency_id bigint REFERENCES cchc.agency, PRIMARY KEY (role_name, agency_id));
		INSERT INTO cchc.agency_role VALUES ('unit_b', 2);
		GRANT SELECT ON cchc.agency_role TO unit_b, reader;
		ALTER TABLE cchc.agency ENABLE ROW LEVEL SECURITY;
		CREATE POLICY own_agency ON cchc.agency USING (id IN (SELECT agency_id FROM cchc.agency_role WHERE role_name = current_user));
		CREATE SCHEMA bi;
		CREATE VIEW bi.on_view AS SELECT agency_code, rank, index_pct, computed_at FROM cchc.league_table;
		GRANT SELECT ON bi.on_view TO reader;
		CREATE FUNCTION bi.on_function() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM cchc.form_06_between('2024-12-01', '2024-12-31'));
	SQL
	note_old "$db"
	rows "$db" >"$tap_dir/rows"
	shown "$db" >"$tap_dir/shown"
	sql "$db" -c "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT agency_code, month, n_finished, on_time_pct, n_overdue FROM cchc.ontime_by_agency_month) t" >"$tap_dir/ontime"
	sql "$db" -c "SELECT agency_code, survey, n_answers, n_missing, satisfied_pct, mean_score FROM cchc.satisfaction_by_agency_factor ORDER BY 2, 1, factor" >"$tap_dir/satisfied"

	sql "$db" -c "SELECT plan, part, area_no, item_no, agency_code, due_on, done_on, status, days_late FROM cchc.task_progress ORDER BY 1, 2, 3, 4, 5" >"$tap_dir/tasks"
	sql "$db" -c "SELECT plan, agency_code, n_assigned, n_early, n_on_time, n_late, n_pending, n_overdue, n_paused, n_no_deadline, n_not_arisen, on_time_of_due_pct FROM cchc.task_summary ORDER BY 1, 2" >"$tap_dir/task_sums"
	sql "$db" -c "SELECT framework, agency_code, rank, points, max_points, coverage_pct, index_pct, index_rate, band, gate, satisfied_pct FROM cchc.league_table ORDER BY framework, agency_code, points" >"$tap_dir/index"

	succeeds "$version: the extension updates beside it" psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "ALTER EXTENSION par_index UPDATE"
	is "$(sql "$db" -c "SELECT par.model_version('cchc')")" 1.1 "$version: the model does not yet"
	is "$(sql "$db" -c "SELECT * FROM par.check_model('cchc')" 2>&1 | grep -c 'CALL par.update_model')" 1 "$version: check_model says how it gets there"

	# Built on materialized views, which change their kind.
	sql "$db" <<-'SQL'
		CREATE VIEW bi.on_kept AS SELECT framework, agency_id, rank FROM cchc.league;
		COMMENT ON VIEW bi.on_kept IS 'mine';
		COMMENT ON COLUMN bi.on_kept.rank IS 'my rank';
		GRANT SELECT ON bi.on_kept TO clerk;
		CREATE VIEW bi.on_that AS SELECT max(rank) FROM bi.on_kept;
		CREATE MATERIALIZED VIEW bi.kept_on_kept AS SELECT agency_id, month, online_level, par.n_late(stats) FROM cchc.ontime_month;
		CREATE UNIQUE INDEX kept_key ON bi.kept_on_kept (agency_id, month, online_level);
	SQL
	catalog "$db" >"$tap_dir/untouched"
	status=0
	sql "$db" -c "CALL par.update_model('cchc')" 2>"$tap_dir/refused" || status=$?
	is "$status $(grep -o 'bi\.[a-z_]*' "$tap_dir/refused" | sort -u | tr '\n' ' ')" "1 bi.kept_on_kept bi.on_kept bi.on_that " \
		"$version: views of users on materialized views stop the update, each by its name"
	is "$(catalog "$db")" "$(cat "$tap_dir/untouched")" "$version: and nothing was touched"

	succeeds "$version: update_model, with those views" psql -qX -v ON_ERROR_STOP=1 -d "$db" -c "CALL par.update_model('cchc', rebuild_dependents => true)"
	is "$(sql "$db" -c "SELECT par.model_version('cchc')")" "$current" "$version: is $current now"
	is "$(rows "$db")" "$(cat "$tap_dir/rows")" "$version: every row is there"
	is "$(shown "$db")" "$(cat "$tap_dir/shown")" "$version: every column of every view has its name, type and position"
	is "$(sql "$db" -c "SELECT md5(string_agg(t::text, ',' ORDER BY t::text)) FROM (SELECT agency_code, month, n_finished, on_time_pct, n_overdue FROM cchc.ontime_by_agency_month) t")" "$(cat "$tap_dir/ontime")" \
		"$version: the same on-time figures"
	# Each task of 1.1 is the last obligation of its task; what recurs without a
	# day had no date, and is due at the end of each period now.
	is "$(sql "$db" -c "SELECT DISTINCT ON (plan, part, area_no, item_no, agency_code) plan, part, area_no, item_no, agency_code, CASE WHEN deadline_kind <> 'recurring' THEN due_on END, done_on, CASE WHEN deadline_kind <> 'recurring' THEN status ELSE 'no_deadline' END, CASE WHEN deadline_kind <> 'recurring' THEN days_late END FROM (SELECT *, coalesce(deadline_kind, '') AS kind FROM cchc.task_progress) t ORDER BY plan, part, area_no, item_no, agency_code, deadline_kind = 'recurring', due_on DESC NULLS LAST")" \
		"$(cat "$tap_dir/tasks")" "$version: every task keeps its last due date, its done day and its class"
	is "$(sql "$db" -c "SELECT plan, agency_code, n_assigned FROM cchc.task_summary ORDER BY 1, 2")" "$(cut -d'|' -f1-3 "$tap_dir/task_sums")" "$version: and every agency its number of tasks"
	is "$(comm -23 <(sql "$db" -c "SELECT plan, agency_code, n_assigned, n_early, n_on_time, n_late, n_pending, n_overdue, n_paused, n_no_deadline, n_not_arisen, on_time_of_due_pct FROM cchc.task_summary s WHERE NOT EXISTS (SELECT FROM cchc.task_progress p WHERE p.plan = s.plan AND p.agency_code = s.agency_code AND (p.period_label <> s.year::text OR p.deadline_kind = 'recurring' AND p.due_on IS NOT NULL))" | tee "$tap_dir/single" | sort) <(sort "$tap_dir/task_sums"))$([ -s "$tap_dir/single" ] || echo none)" "" \
		"$version: where every task has one date, so are all columns of the summary"
	# Frameworks that 1.2 finds a fault in have no index any more.
	is "$(sql "$db" -c "SELECT l.framework, agency_code, rank, points, max_points, coverage_pct, index_pct, index_rate, band, gate, satisfied_pct FROM cchc.league_table l WHERE fault IS NULL ORDER BY framework, agency_code, points")" \
		"$(grep -E "^($(sql "$db" -c "SELECT coalesce(string_agg(DISTINCT framework, '|'), '') FROM cchc.league_table WHERE fault IS NULL"))[|]" "$tap_dir/index")" \
		"$version: no published index, rank or band moves"
	is "$(sql "$db" -c "SELECT count(*) FROM cchc.criterion_state WHERE reason = '1.1'")" "$(sql "$db" -c "SELECT count(*) FROM par.check_model('cchc') WHERE fault = 'gap_of_1_1'")" \
		"$version: its gaps are marked, and listed"
	[ $fill = model ] || is "$(sql "$db" -c "SELECT agency_code, survey, n_answers, n_missing, satisfied_pct, mean_score FROM cchc.satisfaction_by_agency_factor ORDER BY 2, 1, factor")" \
		"$(cat "$tap_dir/satisfied")" "$version: the same satisfaction"
	is "$(sql "$db" <<-'SQL'
		SELECT obj_description('cchc.league_table'::regclass), col_description('cchc.dossier'::regclass, 9), obj_description('cchc.league'::regclass), col_description('cchc.league'::regclass, 6);
		SELECT relname, reloptions FROM pg_class WHERE oid IN ('cchc.task_summary'::regclass, 'cchc.form_06'::regclass) ORDER BY 1;
		SELECT r, p, has_table_privilege(r, 'cchc.' || t, p) FROM (VALUES ('reader', 'ontime_month', 'SELECT'), ('reader', 'league_table', 'SELECT'), ('reader', 'dossier', 'SELECT'),
		       ('clerk', 'league', 'SELECT WITH GRANT OPTION'), ('clerk', 'answer', 'INSERT'), ('unit_b', 'league', 'SELECT'), ('unit_b', 'league_table', 'SELECT')) g (r, t, p);
		SELECT has_column_privilege('clerk', 'cchc.intake_month', 'month', 'SELECT'), has_column_privilege('clerk', 'cchc.intake_month', 'n_online', 'SELECT'),
		       has_function_privilege('reader', 'cchc.form_06_between(date, date)', 'EXECUTE');
		SELECT obj_description('bi.on_kept'::regclass), col_description('bi.on_kept'::regclass, 3), has_table_privilege('clerk', 'bi.on_kept', 'SELECT'), has_table_privilege('reader', 'bi.on_view', 'SELECT');
		SELECT indexdef FROM pg_indexes WHERE schemaname = 'bi';
		SELECT count(*) > 0 FROM bi.on_that; SELECT count(*) > 0 FROM bi.kept_on_kept; SELECT count(*) > 0 FROM bi.on_view; SELECT bi.on_function() > 0;
		SET ROLE reader; SELECT count(*) >= 0 FROM cchc.index_breakdown; RESET ROLE;
		SET ROLE unit_b; SELECT count(DISTINCT agency_code) FROM cchc.league_table;
	SQL
	)" "$(cat <<-OUT
		Bảng của chúng tôi|Our own words|Ours too|Ours as well
		form_06|{$option=false}
		task_summary|
		reader|SELECT|t
		reader|SELECT|t
		reader|SELECT|t
		clerk|SELECT WITH GRANT OPTION|t
		clerk|INSERT|t
		unit_b|SELECT|f
		unit_b|SELECT|t
		t|f|f
		mine|my rank|t|t
		CREATE UNIQUE INDEX kept_key ON bi.kept_on_kept USING btree (agency_id, month, online_level)
		t
		t
		t
		t
		t
		1
	OUT
	)" "$version: comments, options, grants, policies and views of users stay"

	# What is the users' own taken back, the catalogue is that of a fresh model.
	[ $fill = demo ] || sql "$db" >"$tap_dir/faults" <<-'SQL'
		SELECT relation, fault, count(*) FROM par.check_model('cchc') WHERE severity = 'error' GROUP BY 1, 2 ORDER BY 1, 2;
	SQL
	sql "$db" <<-SQL
		DROP SCHEMA bi CASCADE;
		DROP POLICY own_agency ON cchc.agency; ALTER TABLE cchc.agency DISABLE ROW LEVEL SECURITY; DROP TABLE cchc.agency_role;
		ALTER VIEW cchc.task_summary $again; ALTER VIEW cchc.form_06 $again;
		COMMENT ON VIEW cchc.league_table IS NULL; COMMENT ON COLUMN cchc.dossier.fee IS NULL; COMMENT ON VIEW cchc.league IS NULL; COMMENT ON COLUMN cchc.league.rank IS NULL;
		CALL par.update_model('cchc');
	SQL
	is "$(catalog "$db" cchc ordered ignored)" "$(cat "$tap_dir/fresh")" "$version: object by object the model is a fresh one"
	if [ $fill = model ]; then
		is "$(cat "$tap_dir/faults")" "$(cat <<-'OUT'
			agency|constraint_not_valid|1
			assessment|assessment_agency_is_of_the_bloc_of_the_framework|1
			assessment|assessment_is_of_a_leaf|1
			band|constraint_not_valid|1
			dossier|constraint_not_valid|1
			framework|band_name|1
			gate|constraint_not_valid|1
			target|constraint_not_valid|1
			task|constraint_not_valid|1
		OUT
		)" "$version: rows that are refused today are kept and listed"
	fi

	# The extension goes, with all that hangs on its types; the rows stay.
	sql "$db" -c "SET client_min_messages = error" -c "DROP EXTENSION par_index CASCADE" -c "CREATE EXTENSION par_index" -c "CALL par.update_model('cchc')"
	is "$(rows "$db")" "$(cat "$tap_dir/rows")" "$version: every row is there after DROP EXTENSION CASCADE, rules too"
	is "$(catalog "$db" cchc unordered ignored)" "$(catalog model_fresh cchc unordered)" "$version: and every object"

	sql "$db" -c "SET client_min_messages = error" -c "CALL par.rename_model('cchc', 'Mô hình')" -c 'CALL "Mô hình".refresh()' -c "CALL par.rename_model('Mô hình', 'cchc')"
	is "$(rows "$db")" "$(cat "$tap_dir/rows")" "$version: renamed there and back"

	# Refreshes follow one another, however many begin at once.
	sql "$db" -c "SELECT framework, agency_code, rank, index_rate, band FROM cchc.league_table ORDER BY 1, 2" >"$tap_dir/league"
	jobs=()
	for _ in 1 2 3 4; do
		psql -qX -v ON_ERROR_STOP=1 -d "$db" -c 'CALL cchc.refresh()' &
		jobs+=($!)
	done
	status=0
	for job in "${jobs[@]}"; do wait "$job" || status=$?; done
	is "$status $(sql "$db" -c "SELECT framework, agency_code, rank, index_rate, band FROM cchc.league_table ORDER BY 1, 2")" "0 $(cat "$tap_dir/league")" \
		"$version: four refreshes at once"
done

# Roles are the server's, and other scripts have their own of these names.
for db in model_fresh model_from_1.0 model_from_1.1; do dropdb --if-exists "$db" 2>/dev/null; done
sql postgres -c "DROP ROLE reader, clerk, unit_b"

done_testing
