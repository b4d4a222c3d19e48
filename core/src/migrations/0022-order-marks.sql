-- What staff recorded of parts of an order beside its status: by id of the part, what happened and when. History is in
-- the timeline. Of existing orders nothing is recorded.
alter table core.orders add column marks jsonb not null default '{}';
