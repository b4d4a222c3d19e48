-- What every submit pays for, and nobody needs.

-- After the submit: the staff's working copy, and null while it is still what was received.
alter table core.request alter column content drop not null;

alter table core.request add constraint request_has_content check (content is not null or submitted is not null);

-- These rows are only ever written together with the row that they point at, by one statement that takes its id from
-- there; the check would lock the parent's row again for each of them. Decision 0007.
alter table core.order_version drop constraint order_version_tenant_id_order_id_fkey;

alter table core.orders drop constraint orders_tenant_id_request_id_fkey;

alter table core.timeline drop constraint timeline_tenant_id_order_id_fkey;

alter table core.delivery drop constraint delivery_tenant_id_outbox_id_fkey;

-- An order belongs to the customer of its request, which is checked there.
alter table core.orders drop constraint orders_tenant_id_customer_id_fkey;
