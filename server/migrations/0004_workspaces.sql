-- Tenants, and who belongs to them.
CREATE TABLE workspaces (
  id uuid PRIMARY KEY,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 64),
  -- Whose personal workspace it is; null for shared ones.
  personal_of uuid UNIQUE REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE members (
  workspace_id uuid NOT NULL REFERENCES workspaces,
  user_id uuid NOT NULL REFERENCES users,
  role text NOT NULL CHECK (role IN ('admin', 'member')),
  joined_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (workspace_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

-- The shared workspace that every site starts with.
INSERT INTO workspaces (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'default');
