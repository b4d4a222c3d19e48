-- Staff who look at the portal as one of a customer's contacts. Sessions that are there already are nobody's preview.

-- The staff member who looks as the contact; null for the contact's own session.
alter table core.session add column previewed_by uuid;

-- SHA-256 of the token of the staff session that it was begun in, and ends with.
alter table core.session add column previewed_under bytea;

-- When a browser took it over. Until then the token is the one that hands it over, and opens nothing.
alter table core.session add column previewed_at timestamptz;

alter table core.session add constraint session_preview_is_whole
  check ((previewed_by is null) = (previewed_under is null) and (previewed_at is null or previewed_by is not null));
