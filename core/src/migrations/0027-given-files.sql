-- Files that a plugin is given for an order, beside those that come with drafts and requests. Those that are there stay what they are.
alter table core.file
  alter column request_id drop not null,
  -- What it was given for, and to whom.
  add column order_id uuid,
  add column plugin text,
  -- Whether contacts of the order's customer may have it; the plugin says so.
  add column shown boolean not null default false,
  add constraint file_has_one_owner check (num_nonnulls(request_id, order_id) = 1),
  add constraint file_is_given_to_a_plugin check ((order_id is null) = (plugin is null)),
  add constraint file_shown_is_given check (order_id is not null or not shown),
  add foreign key (tenant_id, order_id) references core.orders (tenant_id, id);

-- Those with drafts and requests are found by these.
create index file_given on core.file (tenant_id, order_id, plugin) where order_id is not null;
