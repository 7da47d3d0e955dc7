-- The tables of par.create_model with :n dossiers of one year and as many
-- forms of two answers, in 430 agencies; and a procedure that writes one more
-- of each.
SET client_min_messages = warning;
CREATE EXTENSION par_index;
CALL par.create_model('cchc');
SET search_path = cchc;
UPDATE setting SET period_from = '2024-01-01', reporting_date = '2024-12-31';
INSERT INTO bloc (code, name) VALUES ('commune', 'Xã');
INSERT INTO agency (code, name, bloc, level) SELECT 'X' || i, 'Xã ' || i, 'commune', 'commune' FROM generate_series(1, 430) i;
INSERT INTO service (code, name, field, online_level) VALUES ('1', 'Khai sinh', 'Tư pháp', 'full'), ('2', 'Đất đai', 'Địa chính', 'partial');
INSERT INTO factor (code, name) VALUES ('a', 'Tiếp cận'), ('b', 'Kết quả');
INSERT INTO survey (code, year, title) VALUES ('2024', 2024, 'Khảo sát 2024');
INSERT INTO question (survey, number, factor, title) VALUES ('2024', 1, 'a', '1'), ('2024', 2, 'b', '2');
CREATE SEQUENCE number;

CREATE FUNCTION cases(n int, OUT office bigint, OUT received timestamptz, OUT chance float8) RETURNS SETOF record LANGUAGE sql AS
'SELECT 1 + floor(random() * 430), timestamptz ''2024-01-01 08:00+07'' + random() * interval ''360 days'', random() FROM generate_series(1, n)';
CREATE PROCEDURE write_cases(n int) LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cchc.dossier (code, agency_id, service, received_at, due_at, finished_at, channel)
    SELECT '000.00.X' || office || '-' || nextval('cchc.number'), office, 1 + (chance > 0.5)::int, received, received + interval '5 days',
           CASE WHEN chance < 0.8 THEN received + chance * interval '8 days' END,
           CASE WHEN chance < 0.5 THEN 'online' ELSE 'counter' END
    FROM cchc.cases(n);
    WITH form AS (INSERT INTO cchc.response (survey, agency_id, answered_on)
                  SELECT '2024', office, received::date FROM cchc.cases(n) RETURNING id)
    INSERT INTO cchc.answer SELECT form.id, question.id, 1 + floor(random() * 5) FROM form, cchc.question;
END $$;
CALL write_cases(:n);
CALL refresh();
VACUUM ANALYZE;
