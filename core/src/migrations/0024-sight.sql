-- The right without which a contact of the customer neither sees nor hears of something. Null for none, as for all that is
-- there: who may look after the order sees it.
alter table core.timeline add column sight text;

alter table core.audit add column sight text;

alter table core.outbox add column sight text;
