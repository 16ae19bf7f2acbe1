-- Tips about the console: when somebody was told one last, and how many they were told.
ALTER TABLE preferences
  ADD COLUMN tip_at timestamptz,
  ADD COLUMN tips integer NOT NULL DEFAULT 0;
