-- The outbox: what happened, written in the transaction that made it happen (platform/events).
create table events (
  id bigint generated always as identity primary key,
  -- The transaction that wrote it. Identifiers are handed out before a transaction commits, and transactions commit in
  -- any order; by this a reader knows which events have become visible since it last looked.
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  subject uuid,
  -- Who may see it: members of the workspace, the user; both null is for the site's administrators.
  workspace_id uuid,
  user_id uuid,
  payload jsonb not null default '{}'
);

create index events_xid on events (xid);
create index events_at on events (at);
