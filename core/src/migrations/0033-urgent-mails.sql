-- Who waits for a code or a link to sign in is not behind all that the shops send in the morning.
drop index core.notice_queued;

create index notice_queued on core.notice ((type not like 'access.%'), next_at) where channel = 'mail' and state = 'queued';
