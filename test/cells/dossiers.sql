-- Random dossiers for the proofs of the cells, in public: of the model in schema
-- :model, around midnights of its zone, with pauses of every bound.
CREATE FUNCTION public.some_time(spread int) RETURNS timestamptz LANGUAGE sql VOLATILE SET search_path = :"model", pg_catalog AS $$
    SELECT ((date '2024-03-20' + floor(random() * spread)::int) + (ARRAY['00:00', '23:59:59.999999', '12:00', '00:00:00.000001', '17:00', '23:59:59.999998']::time[])[1 + floor(random() * 6)::int])
           AT TIME ZONE (SELECT zone FROM setting) $$;
CREATE FUNCTION public.some_dossiers(n int) RETURNS SETOF :"model".dossier LANGUAGE plpgsql VOLATILE SET search_path = :"model", pg_catalog AS $$
DECLARE
    d dossier;
    a timestamptz;
    b timestamptz;
BEGIN
    FOR i IN 1..n LOOP
        d.code := 'R' || floor(random() * 400)::int;
        d.agency_id := 1 + floor(random() * 4)::int;
        d.service := 'S' || 1 + floor(random() * 5)::int;
        d.received_at := public.some_time(40);
        d.due_at := CASE WHEN random() < 0.9 THEN greatest(d.received_at, public.some_time(45)) END;
        d.finished_at := CASE WHEN random() < 0.6 THEN greatest(d.received_at, CASE WHEN random() < 0.2 THEN d.due_at END, public.some_time(50)) END;
        d.pauses := '{}';
        d.no_limit := false;
        d.due_computed := false;
        IF random() < 0.5 THEN
            FOR k IN 1..1 + floor(random() * 3)::int LOOP
                a := public.some_time(50);
                b := public.some_time(50);
                d.pauses := d.pauses + tstzmultirange(tstzrange(least(a, b), CASE WHEN random() < 0.8 THEN greatest(a, b) END, (ARRAY['[]', '[)', '(]', '()'])[1 + floor(random() * 4)::int]));
            END LOOP;
            d.pauses := d.pauses * tstzmultirange(tstzrange(d.received_at, d.finished_at, '[]'));
        END IF;
        d.channel := CASE WHEN random() < 0.5 THEN 'online' ELSE 'counter' END;
        d.fee := floor(random() * 3) * 1000;
        d.paid_online := d.fee > 0 AND random() < 0.5;
        d.supplements := 0;
        RETURN NEXT d;
    END LOOP;
END $$;
