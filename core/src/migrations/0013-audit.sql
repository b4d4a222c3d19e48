-- The audit: on whose behalf something was done, the history of one thing, and rows that only the end of a whole shop
-- removes. What is there already was done on nobody's behalf but the doer's own.

-- Like `by`: for whom somebody acted, e.g. the contact whose request staff released. Null for who acted for themselves.
alter table core.audit add column on_behalf jsonb;

create index audit_by_subject on core.audit (tenant_id, subject_id, id);

drop policy erase on core.audit;

-- A shop's audit goes after the shop itself, in one transaction: while the shop stands the platform sees and removes no row.
create policy erase on core.audit to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid
  and not exists (select from core.tenant t where t.id = tenant_id));
