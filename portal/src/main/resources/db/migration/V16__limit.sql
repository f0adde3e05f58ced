-- Limits that people set on a page of their own.

-- Counts changes: two parents who change the same limits at once notice each other.
alter table card.rule add column version int not null default 0 check (version >= 0);
alter table card.rule add column changed_at timestamptz;
alter table card.rule add column changed_by bigint;
alter table card.rule add constraint rule_changed_by
    foreign key (tenant_id, changed_by) references identity.person (tenant_id, id);
alter table card.rule add constraint rule_changed check ((changed_at is null) = (changed_by is null));

-- The item groups a parent may switch off, as the tills name them.
alter table card.settings add column item_groups text[] not null default '{}'
    check (array_position(item_groups, null) is null and cardinality(item_groups) <= 20);
