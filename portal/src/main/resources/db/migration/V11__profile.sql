-- What people tell about themselves, the codes that prove an address, and what they agreed to.

-- A version of a tenant's privacy statement is kept as the terms are: what somebody accepted stays readable.
alter table tenant.terms drop constraint terms_kind_check;
alter table tenant.terms add constraint terms_kind_check check (kind in ('top_up', 'auto_top_up', 'privacy'));

alter table identity.person
    add column gender text check (gender in ('female', 'male', 'other')),
    -- E.164, as the mobile number; reached by voice alone.
    add column private_phone text check (private_phone ~ '^\+[1-9][0-9]{5,14}$'),
    add column work_phone text check (work_phone ~ '^\+[1-9][0-9]{5,14}$'),
    add column kind text not null default 'private' check (kind in ('private', 'company')),
    add column company_name text check (length(company_name) between 1 and 120),
    -- CVR number in Denmark, organisation number in Norway: digits alone.
    add column business_number text check (business_number ~ '^[0-9]{8,9}$'),
    add column contact_person text check (length(contact_person) between 1 and 120),
    -- An eID told the name: its owner cannot change it here.
    add column named_by_eid boolean not null default false,
    add column email_confirmed_at timestamptz,
    add column mobile_confirmed_at timestamptz,
    -- Grows with every change, so that two browsers changing the same person notice each other.
    add column version int not null default 0,
    add constraint person_company_is_named check ((kind = 'company') = (company_name is not null)),
    add constraint person_company_has_number check ((kind = 'company') = (business_number is not null)),
    add constraint person_contact_is_of_a_company check (contact_person is null or kind = 'company'),
    add constraint person_confirmed_email_exists check (email_confirmed_at is null or email is not null),
    add constraint person_confirmed_mobile_exists check (mobile_confirmed_at is null or mobile is not null);

-- Who has this address or number: asked when somebody proves it.
create index person_email on identity.person (tenant_id, lower(email)) where email is not null;
create index person_mobile on identity.person (tenant_id, mobile) where mobile is not null;

-- Which gates (the privacy statement, unconfirmed contacts) this browser's person has passed since signing in; pages
-- ask again when it is no longer what is asked for.
alter table identity.session
    add column gates_passed_for text check (length(gates_passed_for) between 1 and 200);

-- One-time codes sent to an address to prove it. Only a keyed hash is kept; times are real time.
create table identity.code (
    tenant_id  int not null references platform.tenant (id),
    ticket     uuid not null,
    purpose    text not null check (purpose ~ '^[a-z]+(-[a-z]+)*$'),
    -- Whose code it is, where somebody is known already; nobody else can use it then.
    holder     uuid,
    channel    text not null check (channel in ('email', 'sms')),
    address    bytea not null,
    -- A keyed hash of channel and address, by which the day's codes to it are counted.
    lookup     bytea not null check (octet_length(lookup) = 32),
    hash       bytea not null check (octet_length(hash) = 32),
    tries      smallint not null default 0 check (tries between 0 and 5),
    sent_at    timestamptz not null,
    expires_at timestamptz not null check (expires_at > sent_at),
    -- Used, or replaced by a newer one.
    over_at    timestamptz,
    primary key (tenant_id, ticket)
);
create index code_sent on identity.code (tenant_id, sent_at);
create index code_lookup on identity.code (tenant_id, lookup, sent_at);
create index code_holder on identity.code (tenant_id, holder, purpose, channel, sent_at) where holder is not null;
call platform.guard('identity.code', 'select, insert, update, delete');

create schema profile;
grant usage on schema profile to bykassen_app;

-- What somebody agreed to, refused or took back. Append-only: the newest line of a purpose counts, the others are its
-- history.
create table profile.consent (
    tenant_id int not null references platform.tenant (id),
    id        bigint generated always as identity,
    person_id bigint not null,
    purpose   text not null check (purpose in ('privacy', 'email', 'sms', 'advertising')),
    given     boolean not null,
    -- Of the statement, or of the words of the question.
    version   int not null check (version > 0),
    -- The privacy statement in force, where the tenant has one.
    terms_id  bigint,
    at        timestamptz not null,
    -- Sessions are forgotten in time; the line stays.
    session_id bigint,
    channel   text not null check (channel in ('portal', 'desk', 'import')),
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    foreign key (tenant_id, terms_id) references tenant.terms (tenant_id, id),
    constraint consent_statement_is_known check (purpose <> 'privacy' or terms_id is not null),
    constraint consent_statement_is_never_refused check (purpose <> 'privacy' or given)
);
create index consent_person on profile.consent (tenant_id, person_id, purpose, id desc);
call platform.guard('profile.consent', 'select, insert');
