-- Nearly no session mounts anything: lists need not look for it.
ALTER TABLE sessions ADD COLUMN has_mounts boolean NOT NULL DEFAULT false;

-- Of a session that is not over. There are ever more of those that are: what looks for uses of a folder passes over them.
ALTER TABLE session_mounts ADD COLUMN live boolean NOT NULL DEFAULT true;
CREATE INDEX session_mounts_live ON session_mounts (folder_id) WHERE live;
CREATE FUNCTION end_session_mounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE session_mounts SET live = false WHERE session_id = NEW.id;
  RETURN NULL;
END
$$;
CREATE TRIGGER sessions_end_mounts AFTER UPDATE OF status ON sessions
  FOR EACH ROW WHEN (NEW.has_mounts AND NEW.ended_at IS NOT NULL AND OLD.ended_at IS NULL)
  EXECUTE FUNCTION end_session_mounts();
