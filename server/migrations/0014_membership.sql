-- Who is asked into a workspace, groups of those who are in it, and what each remembers of where they were.

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  email text NOT NULL CHECK (length(email) <= 64),
  role text NOT NULL CHECK (role IN ('admin', 'member')),
  -- The holder of the link has the token; a new link takes the place of the one before.
  token_hash bytea NOT NULL UNIQUE,
  invited_by uuid REFERENCES users,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  -- Null while nobody has answered.
  outcome text CHECK (outcome IN ('accepted', 'declined', 'revoked')),
  ended_at timestamptz,
  CHECK ((outcome IS NULL) = (ended_at IS NULL))
);
CREATE UNIQUE INDEX invitations_open ON invitations (workspace_id, lower(email)) WHERE outcome IS NULL;
CREATE INDEX invitations_open_of_email ON invitations (lower(email)) WHERE outcome IS NULL;

CREATE TABLE groups (
  id uuid PRIMARY KEY,
  workspace_id uuid NOT NULL REFERENCES workspaces,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  -- All members of the workspace are in it, without rows that say so.
  everyone boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX groups_name ON groups (workspace_id, lower(name));
CREATE UNIQUE INDEX groups_everyone ON groups (workspace_id) WHERE everyone;

CREATE TABLE group_members (
  group_id uuid NOT NULL REFERENCES groups ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users,
  added_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (group_id, user_id)
);
CREATE INDEX group_members_by_user ON group_members (user_id);

-- A workspace has its group of everyone from the first moment, however it came about.
CREATE FUNCTION add_everyone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO groups (id, workspace_id, name, everyone, created_at)
  VALUES (gen_random_uuid(), NEW.id, 'Everyone', true, NEW.created_at);
  RETURN NULL;
END
$$;
CREATE TRIGGER workspaces_everyone AFTER INSERT ON workspaces FOR EACH ROW EXECUTE FUNCTION add_everyone();
INSERT INTO groups (id, workspace_id, name, everyone, created_at)
SELECT gen_random_uuid(), id, 'Everyone', true, created_at FROM workspaces;

-- What the console alone needs to know; what others act on is a column of the user.
CREATE TABLE preferences (
  user_id uuid PRIMARY KEY REFERENCES users,
  kept jsonb NOT NULL
);

ALTER TABLE site_settings ADD COLUMN sign_up_by_invitation boolean NOT NULL DEFAULT true;
