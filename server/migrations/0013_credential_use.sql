-- Requests made with a credential: how many in all, and in the present window of its rate limit. Written at most once a
-- minute, by each process what it counted since.
ALTER TABLE credentials
  ADD COLUMN requests bigint NOT NULL DEFAULT 0,
  ADD COLUMN window_started_at timestamptz,
  ADD COLUMN window_requests integer NOT NULL DEFAULT 0;

-- A token derived from a credential is a login that ends with it.
ALTER TABLE logins ADD COLUMN credential text REFERENCES credentials;
CREATE INDEX logins_of_credential ON logins (credential) WHERE credential IS NOT NULL AND ended_at IS NULL;

-- Lists, sorted by any column, of a site or of a workspace of any size.
CREATE INDEX credentials_by_age ON credentials (active, created_at, access_key COLLATE "C");
CREATE INDEX credentials_by_use ON credentials (active, (coalesce(last_used_at, '-infinity')), access_key COLLATE "C");
CREATE INDEX credentials_by_label ON credentials (active, (lower(label) COLLATE "C"), access_key COLLATE "C");
CREATE INDEX credentials_by_policy_name ON credentials (active, (policy COLLATE "C"), access_key COLLATE "C");
CREATE INDEX credentials_of_workspace ON credentials (workspace_id, active, created_at, access_key COLLATE "C");

CREATE INDEX policies_by_name ON policies ((name COLLATE "C"));
CREATE INDEX policies_by_age ON policies (created_at, (name COLLATE "C"));

-- Finds texts by a part of them, where the database has the extension (see 0011_user_lists.sql).
DO $$
BEGIN
  CREATE INDEX credentials_by_part ON credentials USING gin (lower(label) gin_trgm_ops, lower(access_key) gin_trgm_ops);
EXCEPTION WHEN undefined_file OR feature_not_supported OR insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'pg_trgm cannot be used: %', SQLERRM;
END
$$;
