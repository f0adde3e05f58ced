-- The desk: members of staff, what they may do, their sessions, why they looked at whom, and imports of customers.

-- Whom a provider vouches for. Nobody crosses over.
alter table identity.provider
    add column audience text not null default 'citizen' check (audience in ('citizen', 'staff'));

create schema staff;
grant usage on schema staff to bykassen_app;

-- Somebody who works for the tenant, known from their sign-ins alone: the tenant's own directory keeps its staff.
create table staff.member (
    tenant_id         int not null references platform.tenant (id),
    id                bigint generated always as identity,
    public_id         uuid not null,
    issuer            text not null,
    subject           text not null check (length(subject) between 1 and 255),
    name              text not null check (length(name) between 1 and 200),
    email             text check (length(email) <= 254),
    -- What the directory said at the last sign-in, in its own words; role_mapping says what they mean here.
    claims            text[] not null default '{}' check (cardinality(claims) <= 200),
    first_seen_at     timestamptz not null,
    last_signed_in_at timestamptz not null check (last_signed_in_at >= first_seen_at),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, issuer, subject)
);
call platform.guard('staff.member', 'select, insert, update');

-- Which word of the directory's is which role here.
create table staff.role_mapping (
    tenant_id int not null references platform.tenant (id),
    claim     text not null check (length(claim) between 1 and 200 and claim = btrim(claim)),
    role      text not null check (
        role in ('customer-service', 'cashier', 'parking-officer', 'finance', 'administrator', 'auditor')
    ),
    primary key (tenant_id, claim, role)
);
call platform.guard('staff.role_mapping', 'select, insert, delete');

-- A browser at the desk. Times are real time, never the demo's movable clock.
create table staff.session (
    tenant_id    int not null references platform.tenant (id),
    id           bigint generated always as identity,
    -- SHA-256 of the cookie's 256 random bits: whoever reads the table cannot become somebody.
    token_hash   bytea not null check (octet_length(token_hash) = 32),
    member_id    bigint not null,
    provider     text not null,
    -- Sealed; the directory wants it back at sign-out.
    id_token     bytea,
    created_at   timestamptz not null,
    last_seen_at timestamptz not null check (last_seen_at >= created_at),
    expires_at   timestamptz not null check (expires_at > created_at),
    ended_at     timestamptz,
    primary key (tenant_id, id),
    unique (token_hash),
    foreign key (tenant_id, member_id) references staff.member (tenant_id, id)
);
create index session_member on staff.session (tenant_id, member_id) where ended_at is null;
create index session_expiry on staff.session (tenant_id, expires_at);
call platform.guard('staff.session', 'select, insert, update, delete');

-- Why a member opened a citizen's page: counts in that session for half an hour. What was seen stands in the audit trail.
create table staff.opening (
    tenant_id  int not null references platform.tenant (id),
    session_id bigint not null,
    person_id  bigint not null,
    reason     text not null check (reason in ('contact', 'payment', 'access', 'correction', 'case', 'other')),
    words      text check (length(words) between 1 and 300),
    given_at   timestamptz not null,
    until      timestamptz not null check (until > given_at),
    primary key (tenant_id, session_id, person_id),
    foreign key (tenant_id, session_id) references staff.session (tenant_id, id) on delete cascade,
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    constraint opening_says_more check (reason not in ('case', 'other') or words is not null)
);
create index opening_person on staff.opening (tenant_id, person_id);
call platform.guard('staff.opening', 'select, insert, update, delete');

-- A file of customers from an older system: first read and shown, then, when somebody says so, made known.
create table staff.import (
    tenant_id    int not null references platform.tenant (id),
    id           bigint generated always as identity,
    public_id    uuid not null,
    member_id    bigint not null,
    file_name    text not null check (length(file_name) between 1 and 200),
    state        text not null check (state in ('reading', 'ready', 'importing', 'done')),
    -- The file's text, sealed, until it is read.
    content      bytea,
    -- Headings that mean nothing here.
    ignored      text[] not null default '{}',
    lines        int not null check (lines > 0),
    uploaded_at  timestamptz not null,
    confirmed_at timestamptz check (confirmed_at >= uploaded_at),
    finished_at  timestamptz check (finished_at >= confirmed_at),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, member_id) references staff.member (tenant_id, id),
    constraint import_is_read_once check ((state = 'reading') = (content is not null)),
    constraint import_is_confirmed check ((state in ('importing', 'done')) = (confirmed_at is not null)),
    constraint import_is_finished check ((state = 'done') = (finished_at is not null))
);
call platform.guard('staff.import', 'select, insert, update, delete');

-- One customer of such a file. What it says is sealed, and forgotten once the customer is known.
create table staff.import_row (
    tenant_id int not null references platform.tenant (id),
    id        bigint generated always as identity,
    import_id bigint not null,
    line      int not null check (line > 1),
    state     text not null check (state in ('new', 'known', 'faulty', 'imported')),
    -- What is wrong with it: the end of a message key.
    fault     text,
    data      bytea,
    -- Who it is, where somebody is known by it.
    person_id bigint,
    primary key (tenant_id, id),
    unique (tenant_id, import_id, line),
    foreign key (tenant_id, import_id) references staff.import (tenant_id, id) on delete cascade,
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    constraint import_row_says_what_is_wrong check ((state = 'faulty') = (fault is not null)),
    constraint import_row_names_whom check ((state in ('known', 'imported')) = (person_id is not null)),
    constraint import_row_new_has_data check (state <> 'new' or data is not null)
);
create index import_row_state on staff.import_row (tenant_id, import_id, state, line);
create index import_row_person on staff.import_row (tenant_id, person_id) where person_id is not null;
call platform.guard('staff.import_row', 'select, insert, update, delete');
