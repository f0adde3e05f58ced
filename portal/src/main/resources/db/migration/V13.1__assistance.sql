-- A citizen lets a member of staff see the citizen's pages for a while: a code shown here, typed there, a yes, and an end.
create schema assistance;
grant usage on schema assistance to bykassen_app;

-- One leave to look. It goes away with the citizen's session it was given in; the audit trail keeps what happened. Times are
-- real time, never the demo's movable clock.
create table assistance.watch (
    tenant_id       int not null references platform.tenant (id),
    id              bigint generated always as identity,
    public_id       uuid not null,
    person_id       bigint not null,
    -- The citizen's session that shows the code and says yes.
    session_id      bigint not null,
    state           text not null check (state in ('shown', 'asked', 'open', 'ended')),
    -- The code is found by keyed hash, and kept sealed for the page that shows it; both go when it is typed.
    code_lookup     bytea check (octet_length(code_lookup) = 32),
    code_sealed     bytea,
    shown_at        timestamptz not null,
    code_until      timestamptz not null,
    member          uuid,
    member_name     text check (length(member_name) between 1 and 200),
    member_roles    text[],
    desk_session_id bigint,
    asked_at        timestamptz,
    opened_at       timestamptz,
    open_until      timestamptz,
    ended_at        timestamptz,
    ended_by        text check (ended_by in ('citizen', 'staff', 'no', 'time', 'session', 'desk', 'another')),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    foreign key (tenant_id, session_id) references identity.session (tenant_id, id) on delete cascade,
    foreign key (tenant_id, member) references staff.member (tenant_id, public_id),
    constraint watch_code_is_whole check (num_nonnulls(code_lookup, code_sealed) in (0, 2)),
    constraint watch_code_while_shown check ((state = 'shown') = (code_lookup is not null)),
    constraint watch_code_is_short check (code_until > shown_at and code_until <= shown_at + interval '10 minutes'),
    constraint watch_member_is_whole
        check (num_nonnulls(member, member_name, member_roles, desk_session_id, asked_at) in (0, 5)),
    constraint watch_asked_by_a_member check (state not in ('asked', 'open') or member is not null),
    constraint watch_opened_has_end check (num_nonnulls(opened_at, open_until) in (0, 2)),
    constraint watch_open_was_allowed check (state <> 'open' or opened_at is not null),
    constraint watch_is_short check (open_until > opened_at and open_until <= opened_at + interval '15 minutes'),
    constraint watch_ended_says_how check (num_nonnulls(ended_at, ended_by) = case state when 'ended' then 2 else 0 end)
);
create unique index watch_code on assistance.watch (tenant_id, code_lookup) where code_lookup is not null;
-- One at a time, for the session that lets somebody look and for the member who looks.
create unique index watch_session on assistance.watch (tenant_id, session_id) where state <> 'ended';
create unique index watch_member on assistance.watch (tenant_id, member) where state in ('asked', 'open');
create index watch_of_person on assistance.watch (tenant_id, person_id);
create index watch_of_session on assistance.watch (tenant_id, session_id);
call platform.guard('assistance.watch', 'select, insert, update');

-- Codes members of staff typed, so that nobody gets to guess.
create table assistance.guess (
    tenant_id int not null references platform.tenant (id),
    id        bigint generated always as identity,
    member    uuid not null,
    at        timestamptz not null,
    hit       boolean not null default false,
    primary key (tenant_id, id),
    foreign key (tenant_id, member) references staff.member (tenant_id, public_id)
);
create index guess_member on assistance.guess (tenant_id, member, at);
create index guess_at on assistance.guess (tenant_id, at);
call platform.guard('assistance.guess', 'select, insert, update, delete');

alter table identity.session
    -- This session is a member of staff's, who sees the person's pages by this leave; nothing can be sent through it.
    add column watch_id bigint,
    -- The leave last given in this session, until its end was told.
    add column shown_watch_id bigint,
    add constraint session_watch foreign key (tenant_id, watch_id)
        references assistance.watch (tenant_id, id) on delete cascade,
    add constraint session_shown_watch foreign key (tenant_id, shown_watch_id)
        references assistance.watch (tenant_id, id) on delete set null (shown_watch_id),
    add constraint session_watches_or_shows check (watch_id is null or shown_watch_id is null),
    add constraint session_watch_has_person check (watch_id is null or person_id is not null),
    add constraint session_watch_is_short check (watch_id is null or expires_at <= created_at + interval '15 minutes');
create index session_watch on identity.session (tenant_id, watch_id) where watch_id is not null;
create index session_shown_watch on identity.session (tenant_id, shown_watch_id) where shown_watch_id is not null;
