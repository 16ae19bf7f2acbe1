-- Second factors: the secret of an authenticator that generates codes (RFC 6238), at most one a user.
CREATE TABLE second_factors (
  user_id uuid PRIMARY KEY REFERENCES users,
  -- Sealed with the site key, for this user.
  secret bytea NOT NULL,
  -- The time step of the last code that was accepted; only later ones are, so none is accepted twice.
  last_step bigint NOT NULL,
  created_at timestamptz NOT NULL
);

-- A secret that was shown and waits for a first code; worth nothing before that and after a while.
CREATE TABLE second_factor_offers (
  user_id uuid PRIMARY KEY REFERENCES users,
  secret bytea NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Single-use codes for whoever lost the authenticator.
CREATE TABLE recovery_codes (
  user_id uuid NOT NULL REFERENCES second_factors ON DELETE CASCADE,
  -- Keyed with the factor's own secret, which is sealed: from the table alone the codes cannot be guessed.
  code_hash bytea NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (user_id, code_hash)
);
