-- Whether counts of use go to the collector that the site was configured with, where there is one: one row.
CREATE TABLE usage_sharing (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  -- Random, and gone when sharing ends; null: nothing is shared.
  site uuid,
  sent_at timestamptz
);
INSERT INTO usage_sharing (site) VALUES (NULL);
