-- Keys by which people come into their sessions, and private halves that they want to find there.
CREATE TABLE ssh_keys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  type text NOT NULL CHECK (type IN (
    'ssh-ed25519', 'ecdsa-sha2-nistp256', 'ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'ssh-rsa')),
  bits integer NOT NULL,
  public_key bytea NOT NULL CHECK (length(public_key) <= 4096),
  comment text NOT NULL CHECK (length(comment) <= 255),
  fingerprint text NOT NULL,
  -- Sealed with the site's key; null: not kept.
  private_key bytea,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  UNIQUE (user_id, fingerprint)
);

-- Usage of a span of time: what ended in it or later, by the index alone; and what runs yet.
CREATE INDEX sessions_by_end ON sessions (ended_at, started_at)
  INCLUDE (owner_id, project_id, workspace_id, cpu_tenths, memory, gpus, gpu_share_tenths, containers)
  WHERE started_at IS NOT NULL;
CREATE INDEX sessions_of_owner_by_end ON sessions (owner_id, ended_at) WHERE started_at IS NOT NULL;
