-- Decisions about sessions: what they read quickly, and what they must not overlap with.

-- Sums over what lives, of a user and of a project with limits.
CREATE INDEX sessions_live_of_owner ON sessions (owner_id, workspace_id)
  WHERE status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR');
CREATE INDEX sessions_live_of_project ON sessions (project_id)
  WHERE status NOT IN ('TERMINATED', 'CANCELLED', 'ERROR');
-- What people used lately, for their fair share.
CREATE INDEX sessions_recent_use ON sessions (resource_group, ended_at) WHERE started_at IS NOT NULL;

-- Seconds of running that the policies allowed when it was admitted; null: for ever. A later edit cuts nothing.
ALTER TABLE sessions ADD COLUMN lifetime integer CHECK (lifetime > 0);
COMMENT ON COLUMN sessions.node IS 'Where its resources are reserved from SCHEDULED on.';

-- Are the GPUs of this machine given out in fractions, instead of whole?
ALTER TABLE nodes ADD COLUMN fractional_gpus boolean NOT NULL DEFAULT false;

-- The order that the scheduler last found for a queue, with what it is by: who asks for a place later finds it here.
CREATE TABLE queue_orders (
  resource_group text PRIMARY KEY REFERENCES resource_groups ON DELETE CASCADE,
  sessions uuid[] NOT NULL,
  priorities smallint[] NOT NULL,
  -- The share that the session's user has had when its turn comes; less goes first.
  shares double precision[] NOT NULL,
  -- In seconds since 1970; null: cannot be told.
  estimates double precision[] NOT NULL,
  made_at timestamptz NOT NULL
);

-- A decision about sessions holds these locks from what it reads to what it writes (sessions/admission-locks.store.ts).
-- Whoever changes the limits themselves waits for decisions under way, and those that come later see the change: so
-- nothing is admitted by a limit that was already lowered when it was answered.
CREATE FUNCTION wait_for_admissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'policies' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('admission policies', 0));
  ELSIF TG_TABLE_NAME = 'credentials' THEN
    PERFORM pg_advisory_xact_lock(hashtextextended('admission user ' || OLD.user_id || ' ' || OLD.workspace_id, 0));
  ELSE
    PERFORM pg_advisory_xact_lock(hashtextextended('admission project ' || OLD.id, 0));
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER policies_admission BEFORE UPDATE ON policies FOR EACH ROW EXECUTE FUNCTION wait_for_admissions();
CREATE TRIGGER credentials_admission BEFORE UPDATE OF policy, active, revoked_at, expires_at ON credentials
  FOR EACH ROW EXECUTE FUNCTION wait_for_admissions();
CREATE TRIGGER projects_admission BEFORE UPDATE ON projects FOR EACH ROW EXECUTE FUNCTION wait_for_admissions();
