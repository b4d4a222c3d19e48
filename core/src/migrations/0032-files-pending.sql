-- A file is pending until it was looked at: by inspection, and by a scanner where there is one. It was "stored" from the start before.
alter table core.file drop constraint file_state_check;

alter table core.file add constraint file_state_check check (state in ('receiving', 'pending', 'stored', 'blocked'));

-- The schema's owner is nobody's tenant.
alter table core.file no force row level security;

update core.file set state = 'pending' where state = 'stored' and inspected_at is null;

alter table core.file force row level security;

-- What every start takes up, of all shops.
create index file_pending on core.file (tenant_id, id) where state = 'pending';
