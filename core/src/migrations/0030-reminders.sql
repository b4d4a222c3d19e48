-- Staff are told once that the day of a question has passed. Of what was asked before nobody is told: it names no day.
alter table core.approval
  add column overdue_at timestamptz;

-- Which shops have something to remind of is looked up across all of them.
create policy due on core.approval for select to docket_platform using (state = 'open' and due is not null);
