-- Asking for access to somebody's account, and how access ends.
create schema link;
grant usage on schema link to bykassen_app;

-- Why somebody stopped acting for an account; null where nobody decided it: two persons proved to be one, or somebody left.
alter table card.link add column ended_why text
    check (ended_why in ('gave_up', 'taken_away', 'came_of_age', 'custody_ended'));
alter table card.link add constraint link_ended_has_reason check (ended_why is null or status = 'ended');
create index link_guardian on card.link (tenant_id, account_id) where kind = 'guardian' and status = 'active';

-- Somebody asked for access without the number on the card. A row is kept whether or not there is such a person: what the
-- one who asked sees of it tells nothing.
create table link.request (
    tenant_id     int not null references platform.tenant (id),
    id            bigint generated always as identity,
    public_id     uuid not null,
    requester_id  bigint not null,
    -- A keyed hash of the person number that was typed; the number itself is not kept.
    number_lookup bytea not null check (octet_length(number_lookup) = 32),
    -- The part of it that may be shown, as it was typed.
    number_shown  text not null check (number_shown ~ '^[0-9]{6}$'),
    -- Null where nobody has that number, or no account, or where the answer was no a few days ago.
    account_id    bigint,
    state         text not null check (state in ('waiting', 'approved', 'declined', 'withdrawn', 'expired')),
    asked_at      timestamptz not null,
    expires_at    timestamptz not null,
    -- What was answered, by whom; a no is shown to the one who asked as silence.
    answer        text check (answer in ('yes', 'no')),
    answered_at   timestamptz,
    answered_by   bigint,
    over_at       timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    constraint request_requester foreign key (tenant_id, requester_id) references identity.person (tenant_id, id),
    constraint request_answered_by foreign key (tenant_id, answered_by) references identity.person (tenant_id, id),
    constraint request_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint request_ends check (expires_at > asked_at),
    constraint request_answer_has_time check (num_nonnulls(answer, answered_at) in (0, 2)),
    constraint request_answer_is_somebodys check (answer is not null or answered_by is null),
    constraint request_answer_fits_state check (
        case state
            when 'waiting' then answer is null
            when 'approved' then answer is not distinct from 'yes' and account_id is not null
            when 'declined' then answer is not distinct from 'no' and account_id is not null
            else answer is distinct from 'yes'
        end),
    constraint request_over_has_time check ((state in ('waiting', 'declined')) = (over_at is null))
);
-- One at a time for one number; one that was declined looks as if it waited.
create unique index request_one_waiting on link.request (tenant_id, requester_id, number_lookup)
    where state in ('waiting', 'declined');
create index request_requester on link.request (tenant_id, requester_id, id);
create index request_account on link.request (tenant_id, account_id, state) where account_id is not null;
create index request_answered_by on link.request (tenant_id, answered_by) where answered_by is not null;
create index request_over on link.request (tenant_id, over_at) where over_at is not null;
call platform.guard('link.request', 'select, insert, update, delete');

-- Numbers that were typed, so that nobody gets to guess. Times are real time, never the demo's movable clock.
create table link.attempt (
    tenant_id     int not null references platform.tenant (id),
    id            bigint generated always as identity,
    person_id     bigint not null,
    number_lookup bytea not null check (octet_length(number_lookup) = 32),
    at            timestamptz not null,
    -- It was the right pair.
    hit           boolean not null default false,
    primary key (tenant_id, id),
    constraint attempt_person foreign key (tenant_id, person_id) references identity.person (tenant_id, id)
);
create index attempt_of_person on link.attempt (tenant_id, person_id, at);
create index attempt_of_number on link.attempt (tenant_id, number_lookup, at);
create index attempt_at on link.attempt (tenant_id, at);
call platform.guard('link.attempt', 'select, insert, update, delete');
