-- Tenants take turns: the oldest due deliveries of each are found without reading those of the others.
drop index core.delivery_due;

create index delivery_due on core.delivery (tenant_id, next_at) where state = 'due';
