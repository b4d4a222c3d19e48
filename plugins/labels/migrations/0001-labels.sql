-- The next serial of each shop. It only grows: no number is given twice, whatever becomes of its label.
create table px_labels.serial (
  tenant_id uuid primary key,
  next bigint not null
);

-- A number that was given to a package of an order. Its row stays when it holds no more.
create table px_labels.label (
  tenant_id uuid not null,
  number text not null,
  order_id uuid not null,
  package text not null,
  issued_at timestamptz not null,
  voided_at timestamptz,
  printed_at timestamptz,
  printed_by uuid,
  primary key (tenant_id, number)
);

-- A package has one label that holds.
create unique index label_holds on px_labels.label (tenant_id, order_id, package) where voided_at is null;

create index label_of_order on px_labels.label (tenant_id, order_id);

alter table px_labels.serial enable row level security;

alter table px_labels.serial force row level security;

alter table px_labels.label enable row level security;

alter table px_labels.label force row level security;

create policy tenant on px_labels.serial to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

create policy tenant on px_labels.label to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

-- Deleted with their shop, and by no statement of the plugin's: nobody takes a number back.
grant select, insert, update, delete on px_labels.serial to docket_app;

grant select, insert, update, delete on px_labels.label to docket_app;

create policy erase on px_labels.serial to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

create policy erase on px_labels.label to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on px_labels.serial to docket_platform;

grant select, delete on px_labels.label to docket_platform;
