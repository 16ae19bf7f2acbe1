-- The site's settings: one row, read with every sign-in and every request.
CREATE TABLE site_settings (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  -- Seconds.
  login_idle_lifetime integer NOT NULL DEFAULT 604800,
  login_absolute_lifetime integer NOT NULL DEFAULT 2592000,
  login_extension boolean NOT NULL DEFAULT true,
  enforce_required_password_change boolean NOT NULL DEFAULT false,
  require_two_factor text NOT NULL DEFAULT 'none' CHECK (require_two_factor IN ('none', 'admins', 'everyone'))
);
INSERT INTO site_settings DEFAULT VALUES;

ALTER TABLE users
  ADD description text NOT NULL DEFAULT '' CHECK (length(description) <= 500),
  ADD require_password_change boolean NOT NULL DEFAULT false,
  -- Addresses and networks; none = from anywhere.
  ADD allowed_client_ips text[] NOT NULL DEFAULT '{}',
  -- End a browser's login when its last console page is gone.
  ADD auto_logout boolean NOT NULL DEFAULT false;

ALTER TABLE logins
  -- password, passkey, oidc, connection, set-up
  ADD method text NOT NULL DEFAULT 'password',
  -- When a live event stream of it was last known to be open; null: it never had one.
  ADD stream_seen_at timestamptz;
CREATE INDEX logins_that_end_alone ON logins (stream_seen_at) WHERE ended_at IS NULL AND stream_seen_at IS NOT NULL;

-- Failed attempts to sign in, counted for an account from one network, for a network, and for an account from a
-- browser that is known to be its owner's.
CREATE TABLE attempt_counters (
  key text PRIMARY KEY,
  -- Users' ids, or a hash of a name that nobody has.
  account text,
  network text,
  failed_at timestamptz[] NOT NULL,
  -- How often in a row it had to be stopped: the pauses grow with it.
  strikes integer NOT NULL,
  blocked_until timestamptz,
  changed_at timestamptz NOT NULL
);
CREATE INDEX attempt_counters_of_account ON attempt_counters (account);
CREATE INDEX attempt_counters_by_age ON attempt_counters (changed_at);

-- Browsers in which a user has signed in before.
CREATE TABLE known_devices (
  token_hash bytea NOT NULL,
  user_id uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz NOT NULL,
  PRIMARY KEY (token_hash, user_id)
);
CREATE INDEX known_devices_by_age ON known_devices (last_used_at);
