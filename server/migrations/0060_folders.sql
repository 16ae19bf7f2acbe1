-- Storage folders (5). What is in them is on their host, below `folders/<id>`, from before the row is there until after
-- it says that it is purged; so the row alone says what a folder is, whatever ended in between.
CREATE TABLE folders (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (name ~ '^[A-Za-z0-9._-]{1,64}$' AND name NOT IN ('.', '..')),
  host text NOT NULL CHECK (length(host) BETWEEN 1 AND 64),
  -- Of a user or of a project: exactly one of them.
  owner_id uuid REFERENCES users,
  project_id uuid REFERENCES projects,
  -- The project's; of a user's folder where they made it, whose policy says how much it holds.
  workspace_id uuid NOT NULL REFERENCES workspaces,
  -- Of everyone in the project.
  permission text CHECK (permission IN ('ro', 'rw')),
  -- Bytes, of a group folder: what its administrator said; null: unlimited.
  capacity bigint CHECK (capacity >= 0),
  example boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  trashed_at timestamptz,
  -- Deleted for ever: nobody sees it any more. The row stays for the sessions that had it mounted.
  purged_at timestamptz CHECK (purged_at IS NULL OR trashed_at IS NOT NULL),
  -- Nothing of it is on the host any more.
  removed_at timestamptz CHECK (removed_at IS NULL OR purged_at IS NOT NULL),
  -- Whose and which; and what was asked with it, hashed.
  idempotency_key text,
  idempotency_hash text CHECK ((idempotency_hash IS NULL) = (idempotency_key IS NULL)),
  CHECK (num_nonnulls(owner_id, project_id) = 1),
  CHECK ((permission IS NOT NULL) = (project_id IS NOT NULL)),
  CHECK (capacity IS NULL OR project_id IS NOT NULL)
);
CREATE UNIQUE INDEX folders_own_name ON folders (owner_id, name) WHERE trashed_at IS NULL;
CREATE UNIQUE INDEX folders_project_name ON folders (project_id, name) WHERE trashed_at IS NULL;
CREATE INDEX folders_of_owner ON folders (owner_id) WHERE purged_at IS NULL;
CREATE INDEX folders_of_project ON folders (project_id) WHERE purged_at IS NULL;
CREATE INDEX folders_trash ON folders (trashed_at) WHERE trashed_at IS NOT NULL AND purged_at IS NULL;
CREATE INDEX folders_to_remove ON folders (host, id) WHERE purged_at IS NOT NULL AND removed_at IS NULL;
CREATE UNIQUE INDEX folders_idempotency ON folders (idempotency_key) WHERE idempotency_key IS NOT NULL;

-- People let into a user's folder: invited by email, and in it once they accepted. What is over is no row.
CREATE TABLE folder_shares (
  id uuid PRIMARY KEY,
  folder_id uuid NOT NULL REFERENCES folders,
  email text NOT NULL CHECK (length(email) BETWEEN 1 AND 64),
  -- Whom the email was of when it was invited, or who accepted.
  user_id uuid REFERENCES users,
  permission text NOT NULL CHECK (permission IN ('ro', 'rw')),
  invited_by uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL,
  accepted_at timestamptz CHECK (accepted_at IS NULL OR user_id IS NOT NULL),
  idempotency_key text,
  idempotency_hash text CHECK ((idempotency_hash IS NULL) = (idempotency_key IS NULL))
);
CREATE UNIQUE INDEX folder_shares_email ON folder_shares (folder_id, lower(email));
CREATE UNIQUE INDEX folder_shares_user ON folder_shares (folder_id, user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX folder_shares_idempotency ON folder_shares (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX folder_shares_of_user ON folder_shares (user_id);
CREATE INDEX folder_shares_of_email ON folder_shares (lower(email)) WHERE user_id IS NULL;

-- What one member of the project may do in its folder, where that is not what everyone may.
CREATE TABLE folder_members (
  folder_id uuid NOT NULL REFERENCES folders,
  user_id uuid NOT NULL REFERENCES users,
  permission text NOT NULL CHECK (permission IN ('ro', 'rw')),
  PRIMARY KEY (folder_id, user_id)
);
CREATE INDEX folder_members_of_user ON folder_members (user_id);

-- It ends with the membership by which it was given, however that ends: who comes back may do what everyone may.
CREATE FUNCTION forget_folder_members() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'members' THEN
    DELETE FROM folder_members fm USING folders f
     WHERE fm.user_id = OLD.user_id AND f.id = fm.folder_id AND f.workspace_id = OLD.workspace_id;
  ELSIF TG_TABLE_NAME = 'project_members' THEN
    DELETE FROM folder_members fm USING folders f JOIN projects p ON p.id = f.project_id
     WHERE fm.user_id = OLD.user_id AND f.id = fm.folder_id AND p.id = OLD.project_id AND NOT p.everyone;
  ELSE
    DELETE FROM folder_members fm USING folders f
     WHERE f.id = fm.folder_id AND f.project_id = OLD.id AND NOT EXISTS (
       SELECT FROM project_members pm WHERE pm.project_id = OLD.id AND pm.user_id = fm.user_id);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER members_end_in_folders AFTER DELETE ON members
  FOR EACH ROW EXECUTE FUNCTION forget_folder_members();
CREATE TRIGGER project_members_end_in_folders AFTER DELETE ON project_members
  FOR EACH ROW EXECUTE FUNCTION forget_folder_members();
CREATE TRIGGER projects_end_in_folders AFTER UPDATE OF everyone ON projects
  FOR EACH ROW WHEN (OLD.everyone AND NOT NEW.everyone) EXECUTE FUNCTION forget_folder_members();

-- What was in a folder when somebody last looked: a measurement, no count.
CREATE TABLE folder_measures (
  folder_id uuid PRIMARY KEY REFERENCES folders,
  used bigint NOT NULL CHECK (used >= 0),
  files bigint NOT NULL CHECK (files >= 0),
  measured_at timestamptz NOT NULL
);

-- What a session sees. Its folder may be purged once it has ended.
CREATE TABLE session_mounts (
  session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
  path text NOT NULL,
  folder_id uuid NOT NULL REFERENCES folders,
  -- Of the folder, at that time.
  name text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('ro', 'rw')),
  auto boolean NOT NULL,
  PRIMARY KEY (session_id, path)
);
CREATE INDEX session_mounts_of_folder ON session_mounts (folder_id);

ALTER TABLE site_settings
  ADD COLUMN trash_days integer NOT NULL DEFAULT 30 CHECK (trash_days BETWEEN 1 AND 365),
  ADD COLUMN group_folders boolean NOT NULL DEFAULT true,
  -- Scripts of people's HTML and notebooks run for nobody.
  ADD COLUMN block_user_scripts boolean NOT NULL DEFAULT false;
