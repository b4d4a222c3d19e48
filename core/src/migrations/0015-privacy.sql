-- Erasing one person, links to exports, and the times after which what is old goes. Existing rows stay as they are.

-- A text without what the pattern finds of a person.
create function core.erased(value text, pattern text, places text) returns text language sql immutable parallel safe
return regexp_replace($1, $2, 'Erased person', 'gi');

-- A document without it. Texts at the places, and what a change of such a place was before and after, go whole.
create function core.erased_at(document jsonb, pattern text, places text, place text) returns jsonb language plpgsql immutable parallel safe as $$
begin
  case jsonb_typeof(document)
    when 'string' then
      if place ~ places and document <> '""'::jsonb then return to_jsonb('Erased person'::text); end if;
      return to_jsonb(core.erased(document #>> '{}', pattern, null));
    when 'array' then
      return coalesce((select jsonb_agg(core.erased_at(e.value, pattern, places, place || '.' || (e.nth - 1)) order by e.nth)
        from jsonb_array_elements(document) with ordinality e(value, nth)), '[]'::jsonb);
    when 'object' then
      if '.' || (document ->> 'path') ~ places then document := document - 'before' - 'after'; end if;
      return coalesce((select jsonb_object_agg(e.key, core.erased_at(e.value, pattern, places, place || '.' || e.key))
        from jsonb_each(document) e(key, value)), '{}'::jsonb);
    else return document;
  end case;
end $$;

create function core.erased(value jsonb, pattern text, places text) returns jsonb language sql immutable parallel safe
return core.erased_at($1, $2, $3, '');

-- What is neither text nor document names nobody.
create function core.erased(value anyelement, pattern text, places text) returns anyelement language sql immutable parallel safe as $$ select $1 $$;

alter table core.customer drop constraint customer_state_check;

alter table core.customer add constraint customer_state_check check (state in ('active', 'provisional', 'merged', 'erased'));

-- What a shop only adds to, the platform rewrites: rows of the shop that it names for this transaction, see 0002.
grant update on core.order_version, core.timeline to docket_platform;

-- The one rewrite of the audit: ids, states and rights stay, what names a person goes. It runs as the owner of the schema, for the shop
-- that the platform names for its transaction; nobody else may call it, and what was done is a line of the audit itself.
create policy rewrite on core.audit to current_user using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

create function core.erase_in_audit(customers text[], contacts text[], house text[], pattern text, content text, people text, doers text)
returns void language sql security definer set search_path = pg_catalog as $$
  update core.audit t set
    by = core.erased(t.by, pattern, doers),
    on_behalf = core.erased(t.on_behalf, pattern, doers),
    before = core.erased(t.before, pattern, case when own.of_people then people else content end),
    after = core.erased(t.after, pattern, case when own.of_people then people else content end)
  from (
    select a.id, a.subject_type not in ('order', 'request') and (a.subject_id = any(customers || contacts)
        or a.before ->> 'contact' = any(contacts) or a.after ->> 'contact' = any(contacts)) as of_people
    from core.audit a
    where a.tenant_id = nullif(current_setting('docket.erase', true), '')::uuid and (
      a.subject_id = any(house) or a.by ->> 'id' = any(contacts) or a.on_behalf ->> 'id' = any(contacts)
      or a.before ->> 'contact' = any(contacts) or a.after ->> 'contact' = any(contacts))
  ) own
  where t.tenant_id = nullif(current_setting('docket.erase', true), '')::uuid and t.id = own.id
$$;

revoke execute on function core.erase_in_audit from public;

grant execute on function core.erase_in_audit to docket_platform;

-- A link to somebody's data: good for whoever asked for it, for as long as it lives. What it leads to is read when it is followed.
create table core.export (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  -- Null for the whole customer.
  contact_id uuid,
  asked_by_type text not null check (asked_by_type in ('contact', 'staff')),
  asked_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, id)
);

alter table core.export enable row level security;

alter table core.export force row level security;

create policy tenant on core.export to docket_app using (tenant_id = nullif(current_setting('docket.tenant', true), '')::uuid);

grant select, insert, update, delete on core.export to docket_app;

create policy erase on core.export to docket_platform using (tenant_id = nullif(current_setting('docket.erase', true), '')::uuid);

grant select, delete on core.export to docket_platform;

create index export_by_asker on core.export (tenant_id, asked_by, created_at);

-- Requests that came to nothing, by their age.
create index request_declined on core.request (tenant_id, updated_at) where state in ('declined', 'withdrawn');

-- What was handed over is swept, with the shop's own right. A row is locked first, which needs the right to change a column.
grant delete, update (at) on core.outbox to docket_app;
