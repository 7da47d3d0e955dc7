-- Days as they are typed in cells: the day first, a year of four digits, nothing
-- guessed.
SET datestyle = 'ISO, MDY'; -- means nothing to it
SELECT v AS printed, par.read_moment(v) FROM unnest('{7/1/2025,07/01/2025,7-1-2025,7.1.2025,2025-01-07,2025/1/7,2025.01.07}'::text[]) WITH ORDINALITY AS t (v, n) ORDER BY n;
SELECT v AS printed, par.read_moment(v) FROM unnest('{8/1/2025 14:30,8/1/2025  14:30:05,2025-01-08T14:30:05.25,14:30 8/1/2025,8/1/2025 14h30,8/1/2025 14h,8/1/2025 0:00,8/1/2025 23:59:59.999999}'::text[]) WITH ORDINALITY AS t (v, n) ORDER BY n;
SELECT par.read_moment(E'\t 8/1/2025\u00a014:30 \n') AS blanks;
-- Leap years, ends of months.
SELECT v AS printed, par.read_moment(v) FROM unnest('{29/2/2024,29/2/2000,30/4/2025,31/12/9999,1/1/0001}'::text[]) WITH ORDINALITY AS t (v, n) ORDER BY n;
-- What is no day is NULL, not an error and not another day.
SELECT v AS printed FROM unnest(ARRAY['', ' ', '-', '7/1', '7/1/25', '31/02/2025', '29/2/2023', '29/2/1900', '31/4/2025', '0/1/2025', '1/0/2025', '1/13/2025', '13/13/2025', '1/1/0000',
    '1/7/2025 8:15:00 AM', '8/1/2025 24:00', '8/1/2025 8:60', '8/1/2025 8:5', '8/1/2025 8', '7/1-2025', '7 1 2025', '20250107', '45678', '7/1/20255', '1/1/2025x', 'x1/1/2025', '8:15', '8/1/2025T',
    '8:15 8/1/2025 9:30', '8/1/202514:30', 'now', 'infinity', '٧/١/٢٠٢٥', '8/1/2025 8:15+07', '2025-1', repeat('1', 1000)]) AS v
WHERE par.read_moment(v) IS NOT NULL;
SELECT par.read_moment(NULL);
-- Every day of four centuries, in each of its forms, against the server's own.
SELECT count(*) AS days, count(*) FILTER (WHERE par.read_moment(to_char(d, 'DD/MM/YYYY')) = d AND par.read_moment(to_char(d, 'FMDD.FMMM.YYYY HH24:MI')) = d AND par.read_moment(to_char(d, 'YYYY-MM-DD')) = d) AS read
FROM generate_series('1900-01-01'::timestamp, '2299-12-31', '1 day') d;
