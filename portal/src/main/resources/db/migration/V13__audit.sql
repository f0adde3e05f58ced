-- Whose data a line is about, who acted as people knew them then, why, and what the values were. Lines stay append-only.
alter table audit.entry
    -- Public id of the citizen whose data it is.
    add person uuid,
    -- A staff member's name and roles at that time: the member may be renamed or gone when somebody asks.
    add actor_name text check (length(actor_name) between 1 and 200),
    add actor_roles text[],
    -- A kind has words in every language; the text is as it was typed.
    add reason_kind text check (reason_kind ~ '^[a-z]+(-[a-z]+)*$'),
    add reason text check (length(reason) between 1 and 500),
    add changes jsonb check (jsonb_typeof(changes) = 'array'),
    add constraint entry_member_is_named check (actor_kind = 'staff' or num_nonnulls(actor_name, actor_roles) = 0);

-- Every question orders by time, newest first; the id parts lines of one moment.
create index entry_at on audit.entry (tenant_id, at, id);
create index entry_person on audit.entry (tenant_id, person, at, id) where person is not null;
create index entry_actor on audit.entry (tenant_id, actor, at, id) where actor is not null;
create index entry_action on audit.entry (tenant_id, action, at, id);
drop index audit.entry_subject;
create index entry_subject on audit.entry (tenant_id, subject, at, id);
