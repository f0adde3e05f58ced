-- Who did or saw what. Append-only: nobody that serves may change or delete a line.
create schema audit;
grant usage on schema audit to bykassen_app, bykassen_till;

create table audit.entry (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    at         timestamptz not null,
    actor_kind text not null check (actor_kind in ('citizen', 'staff', 'system', 'device')),
    -- The person's or device's public id; nothing that names anybody.
    actor      text,
    action     text not null check (action ~ '^[a-z]+(\.[a-z-]+)+$'),
    subject    text not null,
    detail     jsonb not null default '{}',
    primary key (tenant_id, id)
);
create index entry_subject on audit.entry (tenant_id, subject, id);
call platform.guard('audit.entry', 'select, insert');
