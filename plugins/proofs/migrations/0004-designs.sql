-- Each round keeps what it was made from and how, so that a later order of the same artwork can be compared with it. Of rounds
-- that were sent before nothing is known, and no later order is compared with them.
alter table px_proofs.proof
  -- The artwork: [{"id", "name", "sha256"}].
  add column art jsonb not null default '[]',
  -- Where it was, as it was shown.
  add column place jsonb,
  -- How the design was made, whatever it was made on: [{"label", "value"}].
  add column design jsonb not null default '[]';
