-- Nearly no session mounts anything: lists need not look for it.
ALTER TABLE sessions ADD COLUMN has_mounts boolean NOT NULL DEFAULT false;
