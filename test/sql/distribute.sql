-- A model on several servers: what can be said of it on one.  (The rest is
-- make test-citus.)
SET client_min_messages = warning;
\set SHOW_CONTEXT never
CALL par.create_model('spread');

-- Where everything would go: what refers to the dossiers goes along, also what
-- others have added.
CREATE TABLE spread.remark (dossier text REFERENCES spread.dossier, n integer, PRIMARY KEY (dossier, n));
SELECT relation, parent FROM par.distribution_plan('spread') WHERE place = 'shards';
SELECT count(*) > 40 AS others_stay FROM par.distribution_plan('spread') WHERE place = 'coordinator';

-- How a statement reads dossiers that lie on shards.
SELECT par.distributed_statement('SELECT FROM @schema@.dossier_supplement x JOIN @schema@.dossier d ON d.code = x.dossier WHERE d.agency_id IN (SELECT unnest(@schema@.visible_agencies()))');
SELECT par.distributed_statement('SELECT sum(m.received) FROM @schema@.dossier_total_month m WHERE (SELECT @schema@.sees_all_agencies())');
SELECT par.distributed_statement('SELECT par.fold_log(par.table_of(NULL::@schema@.setting))');

-- The model's functions that read dossiers, and the views of them, are made anew;
-- the others are not.
SELECT n[1] AS name, s.statement ~ 'plpgsql' AS in_plpgsql
FROM par.distributed_statements('spread', '{dossier,dossier_supplement,dossier_log,dossier_day,dossier_month,dossier_field_month}') s,
     regexp_match(s.statement, '^CREATE OR REPLACE (?:FUNCTION|PROCEDURE|VIEW) spread\.(\w+)') n
WHERE n[1] IN ('form_06_between', 'ontime_month', 'dossier_evidence', 'visible_agencies', 'fold', 'league', 'duties', 'criterion_states', 'task_between', 'evidence')
ORDER BY n[1];

-- Refused.
CALL par.distribute_model('spread');
CALL par.distribute_model('nowhere');
CALL par.distribute_model(NULL);
SELECT par.model_is_distributed('spread');
SELECT par.table_beside('spread.dossier', 'dossier_log');
SELECT par.table_beside(0, 'dossier_log');
SELECT par.rebuild_shard('spread.dossier');
SELECT par.log_table('spread.dossier', 1);

-- A table whose name ends in a number is no shard.
CREATE TABLE spread.dossier_102008 (LIKE spread.dossier);
SELECT par.table_beside('spread.dossier_102008', 'dossier_log');
SELECT par.fold_log('spread.dossier_102008');
DROP SCHEMA spread CASCADE;
