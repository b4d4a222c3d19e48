-- Whose answer is waited for, and until when, is kept with each round, so that whoever is asked again is asked the same way. Rounds of
-- before were answered by whoever may approve, and named no day.
alter table px_proofs.proof
  -- Contacts who were to answer, and whether one of them was enough; null where whoever may approve was.
  add column approver_rule text check (approver_rule in ('any', 'all')),
  add column approvers uuid[],
  -- The day at the shop by which an answer was wished for.
  add column due date,
  -- The same day while the answer is missing: once it has passed the shop has to follow up.
  add column waits_until date,
  add check ((approver_rule is null) = (approvers is null));

create index proof_waiting on px_proofs.proof (tenant_id, waits_until) where waits_until is not null;
