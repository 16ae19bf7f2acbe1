-- Files that people want in the home directory of each new session of theirs.
CREATE TABLE config_scripts (
  user_id uuid NOT NULL REFERENCES users,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  content text NOT NULL CHECK (octet_length(content) <= 65536),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, name)
);

-- What they want to be run in it before anything else.
CREATE TABLE bootstrap_scripts (
  user_id uuid PRIMARY KEY REFERENCES users,
  content text NOT NULL CHECK (octet_length(content) <= 65536),
  updated_at timestamptz NOT NULL
);

ALTER TABLE sessions
  ADD COLUMN skip_user_scripts boolean NOT NULL DEFAULT false,
  -- Seconds that the bootstrap script may take, as it was when the session began to be made ready; null: there is none.
  ADD COLUMN bootstrap_seconds integer CHECK (bootstrap_seconds > 0),
  -- It runs, but not all went well.
  ADD COLUMN warning text CHECK (warning IN ('bootstrap-failed', 'bootstrap-timeout')),
  ADD COLUMN bootstrap_exit_code integer CHECK (bootstrap_exit_code BETWEEN 0 AND 255),
  -- How large the environment is, known without reading it; what is shown in lists has an end.
  ADD COLUMN env_bytes integer NOT NULL DEFAULT 0;
UPDATE sessions SET env_bytes = octet_length(env::text);

-- Whose values are hidden where sessions of this user are shown, logs included; null: those that are usual.
ALTER TABLE users
  ADD COLUMN hide_arguments boolean NOT NULL DEFAULT true,
  ADD COLUMN hidden_arguments text[];

ALTER TABLE site_settings
  ADD COLUMN bootstrap_time_limit integer NOT NULL DEFAULT 600 CHECK (bootstrap_time_limit BETWEEN 10 AND 14400);
