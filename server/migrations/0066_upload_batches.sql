-- Files that somebody uploads together, as whoever sends them reported it last: nobody else knows what was chosen.
CREATE TABLE upload_batches (
  -- Chosen by who sends it.
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- Its name is kept, so that what was told stays true when the folder is gone.
  folder_id uuid NOT NULL,
  folder_name text NOT NULL,
  files bigint NOT NULL,
  bytes bigint NOT NULL,
  sent bigint NOT NULL,
  done bigint NOT NULL,
  skipped bigint NOT NULL,
  failed bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('going', 'asking', 'done', 'failed', 'cancelled', 'interrupted')),
  started_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL
);
CREATE INDEX upload_batches_open ON upload_batches (user_id, heard_at) WHERE state IN ('going', 'asking');
CREATE INDEX upload_batches_heard ON upload_batches (heard_at);
