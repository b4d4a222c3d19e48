-- Operators who look into a shop, with a reason. A look is a session of the shop's own, of which operators and shops' gates
-- each see their part alone: three functions of the schema's owner join them.

-- The shop in which the operator looks in this session; null for none. One at a time: another look ends the one before.
alter table core.operator_session add column looking_at uuid references core.tenant on delete set null;

-- SHA-256 of the token of the operator's session that a look was begun in, and ends with; null for what is no look.
alter table core.session add column looked_under bytea;

-- What the operator is called, for the shop.
alter table core.session add column looked_by text;

alter table core.session drop constraint session_actor_type_check;

alter table core.session add constraint session_actor_type_check check (actor_type in ('contact', 'staff', 'operator'));

alter table core.session add constraint session_look_is_whole
  check ((actor_type = 'operator') = (looked_under is not null) and (looked_under is null) = (looked_by is null));

-- Whether the operator who began a look in the shop of this transaction is still signed in, and still looks there.
create function core.is_looking(token bytea, moment timestamptz) returns boolean language sql stable security definer
set search_path = pg_catalog as $$
  select exists (
    select from core.operator_session s
    where s.token_hash = $1 and s.looking_at = nullif(current_setting('docket.tenant', true), '')::uuid
      and s.factor_at is not null and s.revoked_at is null and s.expires_at > $2 and s.seen_at > $2 - interval '2 hours')
$$;

revoke execute on function core.is_looking from public;

grant execute on function core.is_looking to docket_app;

-- Begins a look in the shop of this transaction, on the platform's record; answers who looks, and nothing unless an operator with both
-- proofs is signed in with the session and the shop is open.
create function core.begin_look(token bytea, line uuid, moment timestamptz, what jsonb) returns table (id uuid, name text)
language sql security definer set search_path = pg_catalog as $$
  with begun as (
    update core.operator_session s set looking_at = t.id
    from core.operator o, core.tenant t
    where s.token_hash = $1 and o.id = s.operator_id and t.id = nullif(current_setting('docket.tenant', true), '')::uuid and t.state = 'active'
      and s.factor_at is not null and s.revoked_at is null and s.expires_at > $3 and s.seen_at > $3 - interval '2 hours'
    returning o.id, o.name, t.id as tenant
  ), recorded as (
    insert into core.platform_audit (id, at, by, action, subject_type, subject_id, after)
    select $2, $3, jsonb_build_object('type', 'operator', 'id', b.id), 'shop.look', 'shop', b.tenant::text, $4 from begun b
  )
  select b.id, b.name from begun b
$$;

revoke execute on function core.begin_look from public;

grant execute on function core.begin_look to docket_app;

-- Ends the look in the shop of this transaction, on the platform's record.
create function core.end_look(token bytea, line uuid, moment timestamptz) returns void
language sql security definer set search_path = pg_catalog as $$
  with over as (
    update core.operator_session s set looking_at = null
    where s.token_hash = $1 and s.looking_at = nullif(current_setting('docket.tenant', true), '')::uuid
    returning s.operator_id, nullif(current_setting('docket.tenant', true), '') as tenant
  )
  insert into core.platform_audit (id, at, by, action, subject_type, subject_id)
  select $2, $3, jsonb_build_object('type', 'operator', 'id', o.operator_id), 'shop.end-look', 'shop', o.tenant from over o
$$;

revoke execute on function core.end_look from public;

grant execute on function core.end_look to docket_app;
