-- Notes on the pictures of a mockup that was sent. Nobody could leave any before.
create table px_proofs.pin (
  tenant_id uuid not null,
  order_id uuid not null,
  work text not null,
  -- The version of the question that it was noted to.
  round integer not null,
  -- 1, 2, 3… of the round; no number is given twice.
  number integer not null check (number > 0),
  id uuid not null,
  -- Id of the file.
  picture uuid not null,
  -- Shares of the picture, from its upper left corner; both or none.
  x double precision check (x between 0 and 1),
  y double precision check (y between 0 and 1),
  -- A part of the picture, for whoever cannot point.
  area text,
  words text not null check (words <> ''),
  contact uuid,
  at timestamptz not null,
  done_at timestamptz,
  done_by uuid,
  removed_at timestamptz,
  primary key (tenant_id, order_id, work, round, number),
  unique (tenant_id, id),
  foreign key (tenant_id, order_id, work, round) references px_proofs.proof (tenant_id, order_id, work, version),
  check ((x is null) = (y is null) and (x is null or area is null))
);

alter table px_proofs.pin enable row level security;

alter table px_proofs.pin force row level security;

create policy tenant on px_proofs.pin to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on px_proofs.pin to docket_app;

create policy erase on px_proofs.pin to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, update, delete on px_proofs.pin to docket_platform;
