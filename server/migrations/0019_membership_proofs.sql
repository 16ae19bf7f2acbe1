-- Who signs up by an invitation's link has shown nothing about its email: whoever invited was shown the link too.
-- Until an administrator or the identity provider says that it is theirs, what is sent to the email is not for them.
ALTER TABLE users ADD COLUMN email_proven boolean NOT NULL DEFAULT true;

-- Whoever comes back to a workspace is under the policy and the rate that they left it with, not freed of them.
CREATE OR REPLACE FUNCTION add_main_credential() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  key text := 'BKEY' || upper(substr(replace(gen_random_uuid()::text, '-', ''), 17));
  kept record;
BEGIN
  SELECT policy, rate_limit INTO kept FROM credentials
   WHERE user_id = NEW.user_id AND workspace_id = NEW.workspace_id AND main
   ORDER BY created_at DESC, access_key LIMIT 1;
  IF NOT FOUND THEN
    INSERT INTO credentials (access_key, user_id, workspace_id, main)
    VALUES (key, NEW.user_id, NEW.workspace_id, true)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
  END IF;
  -- A policy that is being deleted is waited for.
  PERFORM FROM policies WHERE name = kept.policy FOR KEY SHARE;
  IF NOT FOUND THEN
    kept.policy := 'default';
  END IF;
  INSERT INTO credentials (access_key, user_id, workspace_id, main, policy, rate_limit)
  VALUES (key, NEW.user_id, NEW.workspace_id, true, kept.policy, kept.rate_limit)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
