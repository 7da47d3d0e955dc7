-- What tests ask of plans.  compares_each: whether each row of something is compared with
-- each of a sub-select, for want of a hash; in the first schema of the search path.
CREATE FUNCTION compares_each(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN ' || query LOOP
        IF line LIKE '%NOT (SubPlan%' THEN RETURN true; END IF;
    END LOOP;
    RETURN false;
END $$;
