-- What people may use: resource policies, the credentials that carry them, limits of projects.

CREATE TABLE policies (
  name text PRIMARY KEY CHECK (name ~ '^[A-Za-z0-9._-]{1,64}$'),
  -- Null is unlimited, 0 is none. Tenths of a core and of a GPU are whole numbers, so that sums are exact.
  cpu_tenths integer CHECK (cpu_tenths BETWEEN 0 AND 5120),
  memory bigint CHECK (memory BETWEEN 0 AND 1024 * 1024::bigint ^ 3),
  gpus integer CHECK (gpus BETWEEN 0 AND 64),
  gpu_share_tenths integer CHECK (gpu_share_tenths BETWEEN 0 AND 2560),
  containers_per_session integer CHECK (containers_per_session BETWEEN 1 AND 100),
  -- Seconds; here 0 is never.
  idle_timeout integer NOT NULL DEFAULT 0 CHECK (idle_timeout BETWEEN 0 AND 15552000),
  max_session_lifetime integer NOT NULL DEFAULT 0 CHECK (max_session_lifetime BETWEEN 0 AND 15552000),
  concurrent_sessions integer CHECK (concurrent_sessions BETWEEN 0 AND 100),
  pending_sessions integer CHECK (pending_sessions BETWEEN 0 AND 100),
  storage_hosts text[],
  folder_capacity bigint CHECK (folder_capacity BETWEEN 0 AND 1024 * 1024::bigint ^ 3),
  max_folders integer CHECK (max_folders BETWEEN 0 AND 50),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
-- Used when nothing else is said, so it always exists.
INSERT INTO policies (name, containers_per_session) VALUES ('default', 1);

CREATE TABLE credentials (
  access_key text PRIMARY KEY CHECK (access_key ~ '^BKEY[A-Z0-9]{16}$'),
  user_id uuid NOT NULL REFERENCES users,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  label text NOT NULL DEFAULT '' CHECK (length(label) <= 64),
  -- The one that the web console acts under; it has no secret, so nobody can present it.
  main boolean NOT NULL DEFAULT false,
  secret_hash bytea CHECK ((secret_hash IS NULL) = main),
  policy text NOT NULL DEFAULT 'default' REFERENCES policies,
  active boolean NOT NULL DEFAULT true,
  -- Requests in 15 minutes; null is unlimited.
  rate_limit integer DEFAULT 30000 CHECK (rate_limit BETWEEN 1 AND 50000),
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  last_used_from text
);
CREATE UNIQUE INDEX credentials_main ON credentials (user_id, workspace_id) WHERE main AND revoked_at IS NULL;
CREATE INDEX credentials_of_user ON credentials (user_id, workspace_id, created_at, access_key);
CREATE INDEX credentials_by_policy ON credentials (policy);

-- Whoever becomes a member of a workspace has a main credential there from the same moment, however it came about.
CREATE FUNCTION add_main_credential() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO credentials (access_key, user_id, workspace_id, main)
  VALUES ('BKEY' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 17)), NEW.user_id, NEW.workspace_id, true)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER members_main_credential AFTER INSERT ON members FOR EACH ROW EXECUTE FUNCTION add_main_credential();
INSERT INTO credentials (access_key, user_id, workspace_id, main)
SELECT 'BKEY' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 17)), user_id, workspace_id, true FROM members;

-- Limits of a project count like those of a policy.
ALTER TABLE projects
  ADD COLUMN active boolean NOT NULL DEFAULT true,
  ADD COLUMN hidden boolean NOT NULL DEFAULT false,
  ADD COLUMN example boolean NOT NULL DEFAULT false,
  -- All members of the workspace are members of it.
  ADD COLUMN everyone boolean NOT NULL DEFAULT false,
  ADD COLUMN cpu_tenths integer CHECK (cpu_tenths >= 0),
  ADD COLUMN memory bigint CHECK (memory >= 0),
  ADD COLUMN gpus integer CHECK (gpus >= 0),
  ADD COLUMN gpu_share_tenths integer CHECK (gpu_share_tenths >= 0),
  ADD COLUMN concurrent_sessions integer CHECK (concurrent_sessions >= 0),
  ADD COLUMN storage_hosts text[];
UPDATE projects SET everyone = true;

CREATE TABLE project_members (
  project_id uuid NOT NULL REFERENCES projects,
  user_id uuid NOT NULL REFERENCES users,
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (project_id, user_id)
);
CREATE INDEX project_members_by_user ON project_members (user_id);

-- Each session belongs to a credential, whose policy it counts against.
ALTER TABLE sessions
  ADD COLUMN credential text REFERENCES credentials,
  ADD COLUMN containers integer NOT NULL DEFAULT 1 CHECK (containers BETWEEN 1 AND 100),
  -- Higher goes first; only administrators raise it.
  ADD COLUMN priority integer NOT NULL DEFAULT 0 CHECK (priority BETWEEN -100 AND 100);
UPDATE sessions s SET credential = c.access_key
  FROM credentials c WHERE c.user_id = s.owner_id AND c.workspace_id = s.workspace_id AND c.main;
ALTER TABLE sessions ALTER COLUMN credential SET NOT NULL;
CREATE INDEX sessions_live_of_credential ON sessions (credential)
  WHERE status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR');

-- Pools of machines, each with its own queue.
CREATE TABLE resource_groups (
  name text PRIMARY KEY CHECK (name ~ '^[A-Za-z0-9._-]{1,64}$'),
  scheduler text NOT NULL DEFAULT 'fair-share' CHECK (scheduler IN ('fifo', 'fair-share')),
  -- A session that waits longer than this has resources held back for it.
  hold_after integer NOT NULL DEFAULT 600 CHECK (hold_after BETWEEN 0 AND 604800)
);
INSERT INTO resource_groups (name) VALUES ('default');
