-- Customers: what searching looks in, and links that were replaced. Existing rows get their search text here; no link
-- of theirs was replaced yet.

-- Text as people search it: without accents and capitals. What Unicode does not take apart is named one by one.
create function core.fold(text) returns text language sql immutable strict parallel safe
return replace(replace(replace(replace(
  translate(lower(regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')), 'øłđðıØŁĐÐẞÆŒÞ', 'olddioldd' || 'ßæœþ'),
  'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');

-- Telephone numbers are found with and without what stands between their figures.
alter table core.customer add column search text not null generated always as (core.fold(
  name || ' ' || slug || ' ' || coalesce(email, '') || ' ' || coalesce(phone || ' ' || regexp_replace(phone, '\D', '', 'g'), ''))) stored;

alter table core.contact add column search text not null generated always as (core.fold(
  name || ' ' || email || ' ' || coalesce(phone || ' ' || regexp_replace(phone, '\D', '', 'g'), ''))) stored;

-- Links that a customer had before: they explain themselves, and no other customer ever gets one.
create table core.retired_slug (
  tenant_id uuid not null,
  slug text not null,
  customer_id uuid not null,
  retired_at timestamptz not null,
  primary key (tenant_id, slug),
  foreign key (tenant_id, customer_id) references core.customer (tenant_id, id)
);

alter table core.retired_slug enable row level security;

alter table core.retired_slug force row level security;

create policy tenant on core.retired_slug to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.retired_slug to docket_app;

create policy erase on core.retired_slug to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.retired_slug to docket_platform;

create index retired_slug_by_customer on core.retired_slug (tenant_id, customer_id);

-- Jobs that are not done yet, of a customer: for its page and the list's filter.
create index orders_active_of_customer on core.orders (tenant_id, customer_id) where not final;
