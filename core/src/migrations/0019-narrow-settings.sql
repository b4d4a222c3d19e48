-- Services have short codes for ids, customers uuids: both are text here. The nil id still stands for the tenant itself.
alter table core.setting alter column scope_id type text using scope_id::text;

alter table core.setting add constraint setting_service check (scope <> 'service' or scope_id ~ '^[a-z0-9][a-z0-9-]{0,39}$');

-- What a customer or service has set, of all plugins.
create index setting_subject on core.setting (tenant_id, scope, scope_id);
