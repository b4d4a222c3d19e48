-- Until when an answer is waited for is kept with each round, so that whoever is asked again has as many days. Rounds of before named no
-- day.
alter table px_proofs.proof
  -- The day at the shop by which an answer was wished for.
  add column due date,
  -- The same day while the answer is missing: once it has passed the shop has to follow up.
  add column waits_until date;

create index proof_waiting on px_proofs.proof (tenant_id, waits_until) where waits_until is not null;
