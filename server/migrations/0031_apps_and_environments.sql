-- What sessions run in. The name is what a session remembers; a session outlives a change of its environment.
CREATE TABLE environments (
  name text PRIMARY KEY,
  title text NOT NULL,
  description text NOT NULL DEFAULT '',
  -- Null: the programs of the machine itself.
  root_directory text,
  -- Declared by administrators; those that are found in it are looked for, not kept.
  apps jsonb NOT NULL DEFAULT '[]',
  visible boolean NOT NULL DEFAULT true,
  sort_order integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO environments (name, title, description) VALUES
  ('this-machine', 'This machine',
   'The programs of the machine that the session runs on, in a sandbox with a home directory of its own.');

-- A service is a command with a port that is reached through the gateway.
ALTER TABLE sessions
  DROP CONSTRAINT sessions_type_check,
  ADD CONSTRAINT sessions_type_check CHECK (type IN ('interactive', 'batch', 'service')),
  DROP CONSTRAINT sessions_check1,
  ADD CONSTRAINT sessions_command_check CHECK ((command IS NOT NULL) = (type IN ('batch', 'service'))),
  ADD COLUMN port integer CHECK (port BETWEEN 1 AND 65535),
  -- Who may open the service: its owner alone, or whoever is in its project.
  ADD COLUMN audience text NOT NULL DEFAULT 'owner' CHECK (audience IN ('owner', 'project')),
  ADD CONSTRAINT sessions_port_check1 CHECK ((port IS NOT NULL) = (type = 'service'));

-- The right to one app of one session, of one login or pair of keys: first a ticket in an address, good once and for a
-- minute, then the cookie that it was exchanged for. It holds no longer than the login or the pair does.
CREATE TABLE app_passes (
  token_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('ticket', 'cookie')),
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  app text NOT NULL,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  login_id uuid REFERENCES logins ON DELETE CASCADE,
  credential text,
  -- Where a ticket leads to.
  path text NOT NULL DEFAULT '/',
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK (login_id IS NOT NULL OR credential IS NOT NULL)
);
CREATE INDEX app_passes_of_session ON app_passes (session_id);
CREATE INDEX app_passes_of_login ON app_passes (login_id);
CREATE INDEX app_passes_of_user ON app_passes (user_id);
CREATE INDEX app_passes_over ON app_passes (expires_at);
