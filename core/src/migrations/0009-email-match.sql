-- Coming in by an e-mail address alone: off in every shop, whoever has one now and later, until it says otherwise.
alter table core.tenant add column email_match boolean not null default false;

grant update (email_match) on core.tenant to docket_app;

-- The end of the link that it takes: 128 bits of chance for every customer, also for those that are there already.
alter table core.customer add column entry_key text not null
  default left(encode(sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea), 'hex'), 32);

-- What a proof is good for is decided where it is read; here is only the form of its name.
alter table core.session drop constraint session_proof_check;

alter table core.session add constraint session_proof_check check (proof ~ '^[a-z]+(-[a-z]+)*$');
