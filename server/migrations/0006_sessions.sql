-- What the engines said of their machines when they were last asked. Kept, so that any process can admit a session.
CREATE TABLE nodes (
  engine text NOT NULL,
  name text NOT NULL,
  resource_group text NOT NULL,
  available boolean NOT NULL,
  -- What to do about it when it is not available.
  remedy text CHECK (available OR remedy IS NOT NULL),
  version text NOT NULL,
  tier text NOT NULL,
  facts text[] NOT NULL,
  cpu_tenths integer NOT NULL CHECK (cpu_tenths >= 0),
  memory bigint NOT NULL CHECK (memory >= 0),
  gpus integer NOT NULL CHECK (gpus >= 0),
  probed_at timestamptz NOT NULL,
  -- Null: sessions could never run there.
  last_available_at timestamptz,
  PRIMARY KEY (engine, name)
);

-- Compute sessions. What should be follows from the status: SCHEDULED, PREPARING and RUNNING want the session to run,
-- every other status wants nothing of it to be left in the engine. The reconciler makes it so.
CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 4 AND 64),
  owner_id uuid NOT NULL REFERENCES users,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  project_id uuid NOT NULL REFERENCES projects,
  type text NOT NULL CHECK (type IN ('interactive', 'batch')),
  environment text NOT NULL,
  resource_group text NOT NULL,
  engine text NOT NULL,
  -- Where it runs and how strong its isolation is; known once it runs.
  node text,
  tier text,
  -- Tenths of a core and of a GPU are whole numbers, so that sums are exact.
  cpu_tenths integer NOT NULL CHECK (cpu_tenths > 0),
  memory bigint NOT NULL CHECK (memory > 0),
  shared_memory bigint NOT NULL CHECK (shared_memory BETWEEN 0 AND memory),
  gpus integer NOT NULL CHECK (gpus >= 0),
  gpu_share_tenths integer NOT NULL CHECK (gpu_share_tenths >= 0),
  -- The devices handed to it, as many as `gpus`, while it holds resources.
  gpu_devices integer[] NOT NULL DEFAULT '{}',
  -- The values may be secrets: only the start reads them; everything else reads the names.
  env json NOT NULL,
  env_names text[] NOT NULL,
  command text CHECK ((command IS NOT NULL) = (type = 'batch')),
  starts_at timestamptz,
  time_limit integer CHECK (time_limit > 0),
  status text NOT NULL CHECK (status IN (
    'PENDING', 'SCHEDULED', 'PREPARING', 'RUNNING', 'TERMINATING', 'TERMINATED', 'CANCELLED', 'ERROR')),
  reason text NOT NULL,
  result text CHECK (result IN ('success', 'failure')),
  exit_code integer,
  -- How often its start was begun.
  starts integer NOT NULL DEFAULT 0,
  -- Until when this status may last; then it is left by force. Null: for ever.
  deadline_at timestamptz,
  -- Its place in the queue: when it was asked for or wanted to start, whichever is later.
  due_at timestamptz NOT NULL,
  idempotency_key text,
  -- What was asked with that key, hashed.
  idempotency_hash text CHECK ((idempotency_hash IS NULL) = (idempotency_key IS NULL)),
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  ended_at timestamptz CHECK ((ended_at IS NOT NULL) = (status IN ('TERMINATED', 'CANCELLED', 'ERROR')))
);

CREATE UNIQUE INDEX sessions_live_name ON sessions (owner_id, project_id, name)
  WHERE status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR');
CREATE UNIQUE INDEX sessions_idempotency ON sessions (owner_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
-- What the reconciler reads at every pass, and admission sums up.
CREATE INDEX sessions_live ON sessions (resource_group, status)
  WHERE status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR');
CREATE INDEX sessions_queue ON sessions (resource_group, due_at, id) WHERE status = 'PENDING';
-- Lists: the owner's and everyone's, newest first.
CREATE INDEX sessions_of_owner ON sessions (owner_id, created_at, id);
CREATE INDEX sessions_by_age ON sessions (created_at, id);

-- Every status a session was in and every reason for it, in order.
CREATE TABLE session_history (
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  number bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  status text NOT NULL,
  reason text NOT NULL,
  detail text,
  PRIMARY KEY (session_id, number)
);
