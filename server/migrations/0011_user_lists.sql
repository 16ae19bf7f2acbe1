-- Lists of users, sorted by any column and filtered by parts of texts, in a site of any size.
CREATE INDEX users_by_email ON users (active, (lower(email) COLLATE "C"), id);
CREATE INDEX users_by_username ON users (active, (lower(username) COLLATE "C"), id);
CREATE INDEX users_by_full_name ON users (active, (lower(full_name) COLLATE "C"), id);
CREATE INDEX users_by_role ON users (active, (role COLLATE "C"), id);
CREATE INDEX users_by_age ON users (active, created_at, id);
CREATE INDEX users_by_last_sign_in ON users (active, (coalesce(last_sign_in_at, '-infinity')), id);

-- Finds texts by a part of them. A database without the extension works too, and reads all users for such a filter.
DO $$
BEGIN
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE INDEX users_by_part ON users USING gin (
    lower(email) gin_trgm_ops, lower(username) gin_trgm_ops, lower(full_name) gin_trgm_ops);
EXCEPTION WHEN undefined_file OR feature_not_supported OR insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'pg_trgm cannot be installed: %', SQLERRM;
END
$$;
