-- People. They are never deleted: what they did stays theirs.
CREATE TABLE users (
  id uuid PRIMARY KEY,
  email text NOT NULL CHECK (length(email) <= 64),
  username text NOT NULL CHECK (length(username) BETWEEN 1 AND 64),
  full_name text NOT NULL DEFAULT '' CHECK (length(full_name) <= 64),
  -- Argon2id in its own text form, parameters and salt included.
  password_hash text,
  role text NOT NULL CHECK (role IN ('superadmin', 'user')),
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  last_sign_in_at timestamptz
);
CREATE UNIQUE INDEX users_email ON users (lower(email));
CREATE UNIQUE INDEX users_username ON users (lower(username));

-- The one-time right to create the first administrator: at most one row, replaced at each start, gone once used.
CREATE TABLE setup_token (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  token_hash bytea NOT NULL,
  created_at timestamptz NOT NULL
);
