-- Two questions of one title are told apart by one of their lines. What was asked before says none, and keeps its hash.
alter table core.approval
  -- What that line says, as it stands in the lines: {"type", …}; null for none.
  add column apart jsonb;
