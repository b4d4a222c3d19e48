-- Signing in by a mailed link, and by an invitation of the shop's staff.
alter table core.challenge drop constraint challenge_purpose_check;

alter table core.challenge add constraint challenge_purpose_check
  check (purpose in ('portal-code', 'portal-invitation', 'draft-email', 'staff-password'));

-- SHA-256 of the secret in the link that was mailed with a code, and does the same as typing it.
alter table core.challenge add column link_hash bytea;

alter table core.session drop constraint session_proof_check;

alter table core.session add constraint session_proof_check check (proof in ('code', 'invitation', 'password'));

-- The address that a contact proved, lower case: the session ends when the contact gets another. Contacts who signed in
-- before this column was there sign in once more.
alter table core.session add column email text;
