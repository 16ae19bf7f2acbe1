-- Passkeys (WebAuthn). A user has one handle for all of them: authenticators store it and hand it out, so it says nothing
-- about the user.
CREATE TABLE passkey_handles (
  user_id uuid PRIMARY KEY REFERENCES users,
  handle bytea NOT NULL UNIQUE
);

CREATE TABLE passkeys (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  credential_id bytea NOT NULL UNIQUE CHECK (length(credential_id) <= 1023),
  -- COSE.
  public_key bytea NOT NULL,
  -- Of signatures, as the authenticator counts them; many always say 0.
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkeys_of_user ON passkeys (user_id);

-- What an authenticator has to sign, once and soon.
CREATE TABLE passkey_challenges (
  id uuid PRIMARY KEY,
  challenge bytea NOT NULL,
  -- Who registers a passkey with it; null: somebody signs in.
  user_id uuid REFERENCES users,
  -- Who asked for it; open ones are counted.
  network text NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_challenges_of_network ON passkey_challenges (network);
CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at);

-- Who a user is to an identity provider (OpenID Connect).
CREATE TABLE identities (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  issuer text NOT NULL,
  subject text NOT NULL,
  email text,
  -- How the two came together: the account was made for it, had its verified email, or its owner joined them.
  linked_by text NOT NULL CHECK (linked_by IN ('created', 'email', 'self')),
  created_at timestamptz NOT NULL,
  last_used_at timestamptz,
  UNIQUE (issuer, subject),
  UNIQUE (issuer, user_id)
);
CREATE INDEX identities_of_user ON identities (user_id);
