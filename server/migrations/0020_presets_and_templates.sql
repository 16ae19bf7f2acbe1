-- What START offers: sizes that administrators named, and settings that people kept.

CREATE TABLE resource_presets (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  description text NOT NULL DEFAULT '' CHECK (length(description) <= 200),
  -- Of one container. Tenths of a core and of a GPU are whole numbers, as in sessions.
  cpu_tenths integer NOT NULL CHECK (cpu_tenths BETWEEN 1 AND 5120),
  memory bigint NOT NULL CHECK (memory BETWEEN 64 * 1024 * 1024 AND 1024 * 1024::bigint ^ 3),
  gpus integer NOT NULL DEFAULT 0 CHECK (gpus BETWEEN 0 AND 64),
  gpu_share_tenths integer NOT NULL DEFAULT 0 CHECK (gpu_share_tenths BETWEEN 0 AND 2560),
  shared_memory bigint NOT NULL CHECK (shared_memory BETWEEN 0 AND memory),
  -- Their order, 1 to as many as there are; moved together, so it is looked at when a change is complete.
  position integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT resource_presets_position UNIQUE (position) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX resource_presets_name ON resource_presets (lower(name));

-- Something to begin with, also on a small machine; administrators change it or take it away.
INSERT INTO resource_presets (id, name, description, cpu_tenths, memory, shared_memory, position) VALUES
  ('01900000-0000-7000-8000-000000000001', 'Small', 'To look around, edit and try', 10, 1024 * 1024 * 1024, 64 * 1024 * 1024, 1),
  ('01900000-0000-7000-8000-000000000002', 'Medium', 'To build, test and work on data', 20, 4 * 1024::bigint ^ 3, 512 * 1024 * 1024, 2);

CREATE TABLE session_templates (
  id uuid PRIMARY KEY,
  -- Of a user, of a project, or an example that came with the site: exactly one of them.
  owner_id uuid REFERENCES users,
  project_id uuid REFERENCES projects,
  example boolean NOT NULL DEFAULT false,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  -- As the contract says them. Of environment variables the names alone.
  settings jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (num_nonnulls(owner_id, project_id) + example::integer = 1)
);
CREATE UNIQUE INDEX session_templates_own_name ON session_templates (owner_id, lower(name)) WHERE owner_id IS NOT NULL;
CREATE UNIQUE INDEX session_templates_project_name ON session_templates (project_id, lower(name))
  WHERE project_id IS NOT NULL;
CREATE INDEX session_templates_example ON session_templates (id) WHERE example;

INSERT INTO session_templates (id, example, name, settings) VALUES
  ('01900000-0000-7000-8000-000000000003', true, 'First steps',
   jsonb_build_object(
     'type', 'batch', 'environment', 'this-machine', 'resourceGroup', 'default', 'containers', 1,
     'resources', jsonb_build_object('cpu', 1, 'memory', 512 * 1024 * 1024, 'gpu', 0, 'gpuShares', 0,
                                     'sharedMemory', 64 * 1024 * 1024),
     'env', '[]'::jsonb, 'timeLimit', 600,
     'command', E'echo "Hello from $(hostname)"\necho "Home directory: $HOME"\ndf -h "$HOME"'));
