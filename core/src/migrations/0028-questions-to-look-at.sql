-- Questions show pictures, have points that are confirmed one by one, and say where on their order's page they are answered.
-- What was asked before has none of it, and keeps its hash.
alter table core.approval
  -- Files that the plugin was given for the order, each with the SHA-256 of its bytes.
  add column pictures jsonb not null default '[]',
  -- Points by id, each with the key of its words.
  add column ticks jsonb not null default '[]',
  -- Id of an element of the order's page; null for none.
  add column place text;
