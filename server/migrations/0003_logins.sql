-- Signed-in browsers and programs. Only a hash of the token is kept.
CREATE TABLE logins (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  token_hash bytea NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('browser', 'program')),
  -- What the program calls itself, or the browser's user agent.
  client text NOT NULL,
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  end_reason text CHECK ((end_reason IS NULL) = (ended_at IS NULL))
);
CREATE INDEX logins_of_user ON logins (user_id) WHERE ended_at IS NULL;

-- Programs that ask to be connected (as RFC 8628): shown by their short code, collected by their long one.
CREATE TABLE connection_requests (
  id uuid PRIMARY KEY,
  user_code text NOT NULL UNIQUE,
  device_hash bytea NOT NULL UNIQUE,
  client text NOT NULL,
  address text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  answered_by uuid REFERENCES users,
  approved boolean CHECK ((approved IS NULL) = (answered_by IS NULL)),
  collected_at timestamptz
);
CREATE INDEX connection_requests_expiry ON connection_requests (expires_at);
