-- What people may ask of their own data: a copy of all of it, and that it goes away.
create schema privacy;
grant usage on schema privacy to bykassen_app;

-- A copy of everything about one person. The archive is sealed and forgotten after a few days.
create table privacy.export (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    person_id  bigint not null,
    language   text not null check (language in ('da', 'nb', 'en')),
    state      text not null check (state in ('asked', 'making', 'ready', 'expired', 'failed')),
    -- How many of the sources are written down.
    done       smallint not null default 0,
    sources    smallint not null default 0,
    asked_at   timestamptz not null,
    ready_at   timestamptz,
    expires_at timestamptz,
    -- The archive's length in bytes before it was sealed.
    size       bigint check (size > 0),
    sealed     bytea,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    constraint export_progress check (done between 0 and sources),
    constraint export_ready_has_archive check ((state = 'ready') = (sealed is not null)),
    constraint export_ready_expires check (
        state <> 'ready' or (num_nonnulls(ready_at, expires_at, size) = 3 and expires_at > ready_at))
);
create unique index export_one_at_a_time on privacy.export (tenant_id, person_id) where state in ('asked', 'making');
create index export_person on privacy.export (tenant_id, person_id, id);
call platform.guard('privacy.export', 'select, insert, update, delete');

-- Somebody leaves. Until it is due it can be undone; once closed it goes on until every source has erased its part.
create table privacy.erasure (
    tenant_id   int not null references platform.tenant (id),
    id          bigint generated always as identity,
    public_id   uuid not null,
    person_id   bigint not null,
    language    text not null check (language in ('da', 'nb', 'en')),
    state       text not null check (state in ('waiting', 'undone', 'closed', 'done')),
    asked_at    timestamptz not null,
    due_at      timestamptz not null check (due_at > asked_at),
    reminded_at timestamptz,
    -- Something had to be settled when it was due.
    held_at     timestamptz,
    undone_at   timestamptz,
    closed_at   timestamptz,
    done_at     timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    constraint erasure_undone_has_time check ((state = 'undone') = (undone_at is not null)),
    constraint erasure_closed_has_time check ((state in ('closed', 'done')) = (closed_at is not null)),
    constraint erasure_done_has_time check ((state = 'done') = (done_at is not null))
);
create unique index erasure_one_at_a_time on privacy.erasure (tenant_id, person_id) where state in ('waiting', 'closed');
create index erasure_person on privacy.erasure (tenant_id, person_id, id);
call platform.guard('privacy.erasure', 'select, insert, update');

-- What became of each source's part. A refused one is kept whole and tried again.
create table privacy.erasure_step (
    tenant_id  int not null references platform.tenant (id),
    erasure_id bigint not null,
    source     text not null check (source ~ '^[a-z]+$'),
    at         timestamptz not null,
    result     text not null check (result in ('erased', 'refused')),
    -- What did not agree, in words for staff that name nobody.
    objections text[] not null default '{}',
    primary key (tenant_id, erasure_id, source),
    foreign key (tenant_id, erasure_id) references privacy.erasure (tenant_id, id),
    constraint erasure_step_refused_says_why check ((result = 'refused') = (cardinality(objections) > 0))
);
call platform.guard('privacy.erasure_step', 'select, insert, update');

-- From here on the rights to forget.
alter table identity.person add erased_at timestamptz;
comment on column identity.person.erased_at is 'Since then the row tells nobody''s name; what the books must keep still refers to it.';
grant delete on identity.way, identity.person_number to bykassen_app;

-- Whom a message is about or for, also where it went to an address given for the occasion.
update message.message m
set person_id = p.payer_id
from payment.payment p
where m.person_id is null and p.tenant_id = m.tenant_id and m.key = 'receipt:' || p.public_id;
update message.message m
set person_id = o.person_id
from card.auto_top_up o
where m.person_id is null and o.tenant_id = m.tenant_id and split_part(m.key, ':', 2) = o.public_id::text;
grant delete on message.message to bykassen_app;
-- What went to nobody known is forgotten by its age.
create index message_stranger on message.message (tenant_id, created_at) where person_id is null;

-- What was ordered stays; by which card and where the receipt went is nobody's business any more.
grant update (receipt_email, card_brand, card_last_four, window_url) on payment.payment to bykassen_app;
grant delete, update (brand, last_four, expires) on payment.stored_card to bykassen_app;
grant delete on card.rule to bykassen_app;
grant update (card_number) on till.purchase to bykassen_app;

-- Refusals have no transfer to be found by. Few purchases are refused: the index costs the waves next to nothing.
create index purchase_declined on till.purchase (tenant_id, account_id, decided_at)
    where result = 'declined' and account_id is not null;
