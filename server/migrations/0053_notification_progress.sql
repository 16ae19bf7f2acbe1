-- Work in the background is a notification that changes until it has ended (6.3); `at` is when there was last something
-- to tell. What its reader cleared stays as a mark until it is old, so that an event that comes again tells it no more.
ALTER TABLE notifications
  DROP CONSTRAINT notifications_event_id_key,
  -- What it is about, where each person has one notification of it.
  ADD COLUMN about text,
  ADD COLUMN state text CHECK (state IN ('going', 'done', 'failed', 'cancelled')),
  ADD COLUMN step text,
  ADD COLUMN share real,
  ADD COLUMN started_at timestamptz,
  ADD COLUMN cleared_at timestamptz,
  ADD CONSTRAINT notifications_progress
    CHECK ((state IS NULL) = (step IS NULL) AND (state IS NULL) = (share IS NULL) AND (state IS NULL) = (started_at IS NULL));

-- One event may tell several people.
CREATE UNIQUE INDEX notifications_event ON notifications (event_id, user_id);
CREATE UNIQUE INDEX notifications_about ON notifications (kind, about, user_id) WHERE about IS NOT NULL;

DROP INDEX notifications_of_user, notifications_unread;
CREATE INDEX notifications_of_user ON notifications (user_id, at, id) WHERE cleared_at IS NULL;
CREATE INDEX notifications_open ON notifications (user_id)
  WHERE cleared_at IS NULL AND (read_at IS NULL OR state = 'going');
