-- Several people answer a question, by a day; answers are kept one by one, also those that staff write down.
-- What was asked before is answered by whoever comes first, and names no day.
alter table core.approval
  -- Contacts who are to answer, and whether one of them is enough; null where whoever may approve does.
  add column approver_rule text check (approver_rule in ('any', 'all')),
  add column approvers uuid[],
  -- The day at the shop by which an answer is wished for.
  add column due date,
  -- When whoever has not answered was reminded last, and how often.
  add column reminded_at timestamptz,
  add column reminders integer not null default 0,
  add check ((approver_rule is null) = (approvers is null));

-- Every answer to a question. Those of before are made from the questions they decided.
create table core.approval_answer (
  tenant_id uuid not null,
  id uuid not null,
  approval_id uuid not null,
  -- Which answer to the question it is, from 0: two that come at once keep their sequence.
  position integer not null,
  -- Whose answer it is; null for one that somebody gave who is no contact.
  contact_id uuid,
  at timestamptz not null,
  -- Who sent it, or wrote it down.
  by jsonb not null,
  decision jsonb not null,
  -- Where it was given outside of the portal: {"way", "name", "at", "evidence"}.
  offline jsonb,
  -- From where it was sent.
  address text,
  device text,
  primary key (tenant_id, id),
  unique (tenant_id, approval_id, position),
  foreign key (tenant_id, approval_id) references core.approval (tenant_id, id)
);

-- Each says it once.
create unique index approval_answer_of_contact on core.approval_answer (tenant_id, approval_id, contact_id) where contact_id is not null;

-- Before the policies stand, since the schema's owner is nobody's tenant.
alter table core.approval no force row level security;

insert into core.approval_answer (tenant_id, id, approval_id, position, contact_id, at, by, decision)
select tenant_id, id, id, 0, case when decided_by ->> 'type' = 'contact' then (decided_by ->> 'id')::uuid end, decided_at, decided_by, decision
from core.approval where decided_at is not null;

alter table core.approval force row level security;

alter table core.approval_answer enable row level security;

alter table core.approval_answer force row level security;

create policy tenant on core.approval_answer to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.approval_answer to docket_app;

create policy erase on core.approval_answer to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on core.approval_answer to docket_platform;

-- What is asked with a day, for reminding.
create index approval_due on core.approval (tenant_id, due, id) where state = 'open' and due is not null;
