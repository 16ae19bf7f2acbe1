-- Whether a session is used, and what it uses.
ALTER TABLE sessions
  -- Seconds without a sign of use after which it is ended, as the policies said when it was asked for; null: never.
  ADD COLUMN idle_timeout integer CHECK (idle_timeout > 0),
  -- Not for that before this: somebody said so.
  ADD COLUMN kept_until timestamptz,
  -- Since when its owner knows that it would be ended soon.
  ADD COLUMN idle_warned_at timestamptz;

-- When each sign of use was last seen, of sessions that may end for want of one.
CREATE TABLE session_activity (
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  signal text NOT NULL CHECK (signal IN ('terminal', 'ssh', 'app', 'kernel', 'cpu', 'gpu')),
  at timestamptz NOT NULL,
  PRIMARY KEY (session_id, signal)
) WITH (fillfactor = 70);

-- What sessions used: a row for 5 seconds, a minute, 15 minutes, 4 hours; the finer, the sooner it is forgotten.
CREATE TABLE session_metrics (
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  seconds integer NOT NULL CHECK (seconds IN (5, 60, 900, 14400)),
  -- The end of that time.
  at timestamptz NOT NULL,
  -- Null where the machine could not tell. Means of what is used by the second, the most of memory.
  cpu real,
  memory bigint,
  network_received real,
  network_sent real,
  disk_read real,
  disk_written real,
  gpu real,
  gpu_memory bigint,
  PRIMARY KEY (session_id, seconds, at)
);

-- Terminals that others may look at.
CREATE TABLE terminal_shares (
  id uuid PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  terminal text NOT NULL,
  user_id uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL,
  UNIQUE (session_id, terminal, user_id)
);
CREATE INDEX terminal_shares_of_user ON terminal_shares (user_id, created_at);
