
ALTER OPERATOR FAMILY @extschema@.grading_ops USING hash ADD
    FUNCTION 2 (@extschema@.grading) @extschema@.grading_hash_extended(@extschema@.grading, bigint);
