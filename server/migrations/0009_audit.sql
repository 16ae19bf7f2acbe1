-- Readers of the outbox that miss nothing and take nothing twice: where each has got to, moved in the transaction of
-- what it did. Events that one of them has not read are not pruned.
CREATE TABLE event_readers (
  name text PRIMARY KEY,
  -- What was visible when it last had read everything.
  snapshot text NOT NULL,
  -- Set while it reads more than one transaction takes: up to which snapshot, and behind which event to go on.
  until_snapshot text,
  after_id bigint NOT NULL DEFAULT 0
);

-- Who did what to what, from where, with what result. Each row holds the hash of the one before, so that none can be
-- changed, taken out or put in between without a trace (`berth audit verify`).
CREATE TABLE audit_log (
  id bigint PRIMARY KEY,
  event_id bigint NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  action text NOT NULL,
  result text NOT NULL CHECK (result IN ('success', 'failure')),
  reason text,
  actor_id uuid,
  user_id uuid,
  subject text,
  name text,
  workspace_id uuid,
  address text,
  device text,
  method text,
  before jsonb,
  after jsonb,
  previous_hash bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX audit_log_of_user ON audit_log (user_id, id);
CREATE INDEX audit_log_of_sign_ins ON audit_log (user_id, id) WHERE action = 'sign-in';

-- The last row's number and hash, so that a log that was cut short is noticed too.
CREATE TABLE audit_head (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  id bigint NOT NULL,
  hash bytea NOT NULL
);
INSERT INTO audit_head (id, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE ON audit_log
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_log_not_emptied BEFORE TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
