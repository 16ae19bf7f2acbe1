-- What people are told about themselves: the kind and its parameters, put into words where they are read.
CREATE TABLE notifications (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  -- Once of each event, also where events come again after a restore.
  event_id bigint NOT NULL UNIQUE,
  kind text NOT NULL,
  parameters jsonb NOT NULL,
  at timestamptz NOT NULL,
  read_at timestamptz
);
CREATE INDEX notifications_of_user ON notifications (user_id, id);
CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL;
CREATE INDEX notifications_at ON notifications (at);
