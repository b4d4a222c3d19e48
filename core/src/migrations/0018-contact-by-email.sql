-- Whose an address is, is asked at every sign-in. Row-level security judges a row before `lower` may see it, so an index on
-- `lower(email)` served nobody; a column of its own is compared first.
alter table core.contact add column email_key text not null generated always as (lower(email)) stored;

create index contact_by_email_key on core.contact (tenant_id, email_key);

drop index core.contact_by_email;
