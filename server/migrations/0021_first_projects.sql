-- Something to look at before there is anything of one's own; who does not want it hides examples. A site that has a
-- project of this name already keeps its own.
INSERT INTO projects (id, workspace_id, name, description, everyone, example)
VALUES ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000001', 'example',
  'For trying things out: start a session here, look around and end it again. Nothing of value belongs here.', true, true)
ON CONFLICT DO NOTHING;

-- A personal workspace has a project from the first moment, so that its owner can start something there. Named like the
-- workspace: after the owner, in no language.
CREATE FUNCTION add_first_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO projects (id, workspace_id, name, created_at, everyone)
  VALUES (gen_random_uuid(), NEW.id, NEW.name, NEW.created_at, true);
  RETURN NULL;
END
$$;
CREATE TRIGGER workspaces_first_project AFTER INSERT ON workspaces FOR EACH ROW WHEN (NEW.personal_of IS NOT NULL)
  EXECUTE FUNCTION add_first_project();
INSERT INTO projects (id, workspace_id, name, created_at, everyone)
SELECT gen_random_uuid(), w.id, w.name, w.created_at, true FROM workspaces w
 WHERE w.personal_of IS NOT NULL AND NOT EXISTS (SELECT FROM projects p WHERE p.workspace_id = w.id);

-- How many a workspace has sent of late, also of those that were taken back.
CREATE INDEX invitations_of_workspace ON invitations (workspace_id, expires_at);
