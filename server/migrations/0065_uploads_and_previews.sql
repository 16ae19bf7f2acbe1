-- Uploads that have begun. How far one has come is the length of its file beside the folder, and nothing else; a row
-- whose file is gone was moved to its place.
CREATE TABLE folder_uploads (
  id uuid PRIMARY KEY,
  folder_id uuid NOT NULL REFERENCES folders ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  path text NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  overwrite boolean NOT NULL,
  -- Of the file that it was made from.
  modified_at timestamptz,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- It is in its place.
  finished_at timestamptz,
  -- Whose and which; and what was asked with it, hashed.
  idempotency_key text,
  idempotency_hash text CHECK ((idempotency_hash IS NULL) = (idempotency_key IS NULL))
);
CREATE UNIQUE INDEX folder_uploads_idempotency ON folder_uploads (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX folder_uploads_of_user ON folder_uploads (user_id, folder_id) WHERE finished_at IS NULL;
-- What those that go on will take counts as used.
CREATE INDEX folder_uploads_of_folder ON folder_uploads (folder_id) INCLUDE (size) WHERE finished_at IS NULL;
CREATE INDEX folder_uploads_over ON folder_uploads (expires_at);

-- The right to see one file, and nothing else, on the content origin: of one login or pair of keys, for a short time, and
-- no longer than they may read the folder.
CREATE TABLE file_previews (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  login_id uuid REFERENCES logins ON DELETE CASCADE,
  credential text,
  -- A credential is for one workspace.
  workspace_id uuid,
  folder_id uuid NOT NULL REFERENCES folders ON DELETE CASCADE,
  path text NOT NULL,
  -- Whose frame it may be in.
  console text NOT NULL,
  -- The network address of whoever came first: nobody else may come. Null: nobody has.
  opened_from text,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CHECK (login_id IS NOT NULL OR credential IS NOT NULL)
);
CREATE INDEX file_previews_over ON file_previews (expires_at);
CREATE INDEX file_previews_of_user ON file_previews (user_id);
CREATE INDEX file_previews_of_login ON file_previews (login_id);
