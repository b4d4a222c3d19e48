-- How many mails of unproven senders an address got within a day, over all shops.
create index notice_by_recipient on core.notice (recipient, done_at) where channel = 'mail' and state = 'sent';
