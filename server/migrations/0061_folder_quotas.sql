ALTER TABLE folders
  -- What it is called in the project quotas of its host's file system: numbers that nothing else there is likely to use.
  ADD COLUMN quota_project integer GENERATED ALWAYS AS IDENTITY (START WITH 1610000000),
  -- All that is in it counts for that: it was made so.
  ADD COLUMN has_quota boolean NOT NULL DEFAULT false;
CREATE INDEX folders_named ON folders (name) WHERE purged_at IS NULL;
