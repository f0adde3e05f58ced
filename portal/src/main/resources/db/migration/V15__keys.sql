-- Which of the installation's keys may still be needed, and how far each tenant is in being sealed anew. The keys
-- themselves are never here.
create table platform.master_key (
    id         text primary key check (length(id) between 1 and 100),
    -- The one that keys the look-ups: the oldest of the key file.
    finds      boolean not null,
    first_seen timestamptz not null
);
create unique index master_key_finds on platform.master_key (finds) where finds;

create table platform.resealing (
    tenant_id int primary key references platform.tenant (id),
    -- The key everything is brought under.
    key_id    text not null,
    moved     bigint not null check (moved >= 0),
    done_at   timestamptz
);
comment on column platform.resealing.done_at is 'null while it goes on';
grant select, insert, update on platform.resealing to bykassen_app;

grant update (sealed) on identity.person_number to bykassen_app;
