-- Who comes in with a key is found by the key, before anybody says whose it is.
CREATE INDEX ssh_keys_by_fingerprint ON ssh_keys (fingerprint);

-- By what key people know this site's SSH server; made once and kept, since a new one looks like an attack to them.
CREATE TABLE ssh_host_keys (
  type text PRIMARY KEY,
  public_key bytea NOT NULL,
  -- Sealed with the site's key.
  private_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);
