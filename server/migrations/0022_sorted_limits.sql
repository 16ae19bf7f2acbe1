-- Lists of policies by any limit; what is unlimited is the most.
CREATE INDEX policies_by_cpu ON policies ((coalesce(cpu_tenths, 2147483647)), (name COLLATE "C"));
CREATE INDEX policies_by_memory ON policies ((coalesce(memory, 9223372036854775807)), (name COLLATE "C"));
CREATE INDEX policies_by_gpus ON policies ((coalesce(gpus, 2147483647)), (name COLLATE "C"));
CREATE INDEX policies_by_gpu_shares ON policies ((coalesce(gpu_share_tenths, 2147483647)), (name COLLATE "C"));
CREATE INDEX policies_by_sessions ON policies ((coalesce(concurrent_sessions, 2147483647)), (name COLLATE "C"));

-- Lists of credentials by their people and by their workspaces, each in its order.
CREATE INDEX users_in_order ON users ((lower(email) COLLATE "C"));
CREATE INDEX workspaces_in_order ON workspaces ((lower(name) COLLATE "C"));
CREATE INDEX credentials_in_workspace ON credentials (workspace_id, active, access_key COLLATE "C");

-- Finds workspaces by a part of their name, where the database has the extension (see 0011_user_lists.sql).
DO $$
BEGIN
  CREATE INDEX workspaces_by_part ON workspaces USING gin (lower(name) gin_trgm_ops);
EXCEPTION WHEN undefined_file OR feature_not_supported OR insufficient_privilege OR undefined_object THEN
  RAISE NOTICE 'pg_trgm cannot be used: %', SQLERRM;
END
$$;
