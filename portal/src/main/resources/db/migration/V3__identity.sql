-- People, how they sign in, and their sessions.
create schema identity;
grant usage on schema identity to bykassen_app;

-- Somebody the town knows: one row for one human. Names are empty where nobody told them: an eID may hand over a number
-- alone, or say that the name is protected.
create table identity.person (
    tenant_id    int not null references platform.tenant (id),
    id           bigint generated always as identity,
    public_id    uuid not null,
    first_name   text not null check (length(first_name) <= 100 and first_name = btrim(first_name)),
    last_name    text not null check (length(last_name) <= 100 and last_name = btrim(last_name)),
    birth_date   date,
    email        text check (email like '%_@_%' and length(email) <= 254),
    mobile       text check (mobile ~ '^\+[1-9][0-9]{5,14}$'),
    language     text not null check (language in ('da', 'nb', 'en')),
    address      text check (length(address) between 1 and 200),
    postcode     text check (length(postcode) between 1 and 12),
    city         text check (length(city) between 1 and 100),
    -- Name and address protection in the population register, as the eID tells it.
    is_protected boolean not null default false,
    created_at   timestamptz not null,
    changed_at   timestamptz not null check (changed_at >= created_at),
    primary key (tenant_id, id),
    unique (tenant_id, public_id)
);
comment on column identity.person.mobile is 'E.164';
call platform.guard('identity.person', 'select, insert, update');

-- The numbers a state gave a person. Readable by nobody without the key outside the database; found by keyed hash. A
-- person may be given a new number; the old one still finds them. The unique key is what keeps one human one person.
create table identity.person_number (
    tenant_id int not null references platform.tenant (id),
    person_id bigint not null,
    country   text not null check (country in ('DK', 'NO')),
    lookup    bytea not null check (octet_length(lookup) = 32),
    sealed    bytea not null,
    -- The part that may be shown.
    shown     text not null check (shown ~ '^[0-9]{6}$'),
    added_at  timestamptz not null,
    primary key (tenant_id, lookup),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id)
);
create index person_number_person on identity.person_number (tenant_id, person_id, added_at desc);
call platform.guard('identity.person_number', 'select, insert');

-- The eID brokers citizens of a tenant sign in with. Endpoints are given, never discovered at start-up.
create table identity.provider (
    tenant_id       int not null references platform.tenant (id),
    id              text not null check (id ~ '^[a-z][a-z0-9-]{1,30}$' and id !~ '^number'),
    -- As citizens know it, on the button: MitID, ID-porten.
    name            text not null check (length(name) between 1 and 40),
    issuer          text not null check (issuer ~ '^https?://'),
    authorize_url   text not null check (authorize_url ~ '^https?://'),
    token_url       text not null check (token_url ~ '^https?://'),
    userinfo_url    text not null check (userinfo_url ~ '^https?://'),
    jwks_url        text not null check (jwks_url ~ '^https?://'),
    end_session_url text check (end_session_url ~ '^https?://'),
    client_id       text not null check (length(client_id) between 1 and 200),
    client_secret   bytea not null,
    scopes          text[] not null check ('openid' = any (scopes)),
    -- Sent along when sign-in starts, such as acr_values or a broker's idp_values.
    parameters      jsonb not null default '{}' check (jsonb_typeof(parameters) = 'object'),
    -- Whether the broker hands over the person number, or the first sign-in asks for it, or nobody needs it here.
    number_rule     text not null check (number_rule in ('given', 'asked', 'unused')),
    -- The levels of assurance that are good enough; an ID token with any other is refused.
    accepted_levels text[] not null check (cardinality(accepted_levels) >= 1),
    position        smallint not null default 1,
    primary key (tenant_id, id),
    unique (tenant_id, issuer, client_id)
);
call platform.guard('identity.provider', 'select, insert, update, delete');

-- Which identity at which issuer is which person. One person has one identity at an issuer and one identity is one
-- person, whatever two browsers try at the same moment.
create table identity.way (
    tenant_id int not null references platform.tenant (id),
    issuer    text not null,
    subject   text not null check (length(subject) between 1 and 255),
    person_id bigint not null,
    linked_at timestamptz not null,
    primary key (tenant_id, issuer, subject),
    unique (tenant_id, person_id, issuer),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id)
);
call platform.guard('identity.way', 'select, insert, update');

-- A browser that is signed in, or whose person has yet to be found: then person_id is null and the eID's answer waits
-- sealed in pending. Times are real time, never the demo's movable clock.
create table identity.session (
    tenant_id     int not null references platform.tenant (id),
    id            bigint generated always as identity,
    -- SHA-256 of the cookie's 256 random bits: whoever reads the table cannot become somebody.
    token_hash    bytea not null check (octet_length(token_hash) = 32),
    person_id     bigint,
    pending       bytea,
    pending_tries smallint not null default 0 check (pending_tries between 0 and 3),
    -- The provider's id.
    way           text not null,
    -- Sealed; the eID wants it back at sign-out.
    id_token      bytea,
    created_at    timestamptz not null,
    last_seen_at  timestamptz not null check (last_seen_at >= created_at),
    expires_at    timestamptz not null check (expires_at > created_at),
    ended_at      timestamptz,
    primary key (tenant_id, id),
    unique (token_hash),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    check (num_nonnulls(person_id, pending) = 1)
);
create index session_person on identity.session (tenant_id, person_id) where ended_at is null;
create index session_expiry on identity.session (tenant_id, expires_at);
call platform.guard('identity.session', 'select, insert, update, delete');

-- How often an eID identity was asked for its number and how far back that counts, so that signing in anew does not
-- buy new guesses. The key is a keyed hash of issuer and subject.
create table identity.number_guess (
    tenant_id    int not null references platform.tenant (id),
    identity     bytea not null check (octet_length(identity) = 32),
    since        timestamptz not null,
    guesses      smallint not null check (guesses between 1 and 1000),
    primary key (tenant_id, identity)
);
call platform.guard('identity.number_guess', 'select, insert, update, delete');
