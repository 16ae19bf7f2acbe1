-- What the release feed last told: one row, written anew by each answer.
CREATE TABLE newest_release (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version text NOT NULL,
  notes text NOT NULL,
  url text,
  checked_at timestamptz NOT NULL
);
