-- Finds policies by a part of their name, where the database has the extension (see 0011_user_lists.sql).
DO $$
BEGIN
  CREATE INDEX policies_by_part ON policies USING gin (lower(name) gin_trgm_ops);
EXCEPTION WHEN undefined_file OR feature_not_supported OR insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'pg_trgm cannot be used: %', SQLERRM;
END
$$;
