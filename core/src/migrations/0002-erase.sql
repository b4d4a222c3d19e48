-- Erasing a whole shop: the platform sees and deletes the rows of the one shop that it names for this transaction.
grant delete on core.tenant to docket_platform;

create policy erase on core.activation to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.activation to docket_platform;

create policy erase on core.setting to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.setting to docket_platform;

create policy erase on core.customer to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.customer to docket_platform;

create policy erase on core.contact to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.contact to docket_platform;

create policy erase on core.address to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.address to docket_platform;

create policy erase on core.staff to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.staff to docket_platform;

create policy erase on core.session to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.session to docket_platform;

create policy erase on core.counter to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.counter to docket_platform;

create policy erase on core.request to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.request to docket_platform;

create policy erase on core.orders to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.orders to docket_platform;

create policy erase on core.order_version to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.order_version to docket_platform;

create policy erase on core.timeline to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.timeline to docket_platform;

create policy erase on core.file to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.file to docket_platform;

create policy erase on core.order_file to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.order_file to docket_platform;

create policy erase on core.notice to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.notice to docket_platform;

create policy erase on core.fault to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.fault to docket_platform;

create policy erase on core.audit to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.audit to docket_platform;

create policy erase on core.challenge to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.challenge to docket_platform;

create policy erase on core.hit to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.hit to docket_platform;

create policy erase on core.outbox to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.outbox to docket_platform;

create policy erase on core.delivery to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.delivery to docket_platform;
