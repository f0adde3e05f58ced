-- Passwords, the names people sign in with, and what slows those who guess. Times are real time throughout.
create schema password;
grant usage on schema password to bykassen_app;

-- Whether a tenant lets people sign in with a password, and what a password must hold. No row: none offered.
create table password.rules (
    tenant_id  int not null references platform.tenant (id),
    offered    boolean not null,
    min_length smallint not null check (min_length between 8 and 64),
    letter     boolean not null,
    digit      boolean not null,
    -- One of these signs must be there; empty where none is asked for.
    specials   text not null check (specials !~ '[[:alnum:][:space:]]' and length(specials) <= 40),
    primary key (tenant_id)
);
call platform.guard('password.rules', 'select, insert, update');

-- A person's password: Argon2id with its parameters and salt in the text.
create table password.password (
    tenant_id int not null references platform.tenant (id),
    person_id bigint not null,
    hash      text not null check (hash like '$argon2id$%' and length(hash) <= 200),
    set_at    timestamptz not null,
    -- The last sign-in with it.
    used_at   timestamptz,
    primary key (tenant_id, person_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id)
);
call platform.guard('password.password', 'select, insert, update, delete');

-- Whom an e-mail address or a mobile number signs in. One name is one person, whatever two browsers try at the same moment;
-- whoever proved an address last owns it. A name an older system handed over is not proved until its owner uses a link.
create table password.sign_in_name (
    tenant_id int not null references platform.tenant (id),
    name      text not null,
    channel   text not null check (channel in ('email', 'sms')),
    person_id bigint not null,
    added_at  timestamptz not null,
    proved_at timestamptz check (proved_at >= added_at),
    primary key (tenant_id, name),
    unique (tenant_id, person_id, channel),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    check (case channel
               when 'email' then name like '%_@_%' and length(name) <= 254 and name = lower(name)
               else name ~ '^\+[1-9][0-9]{5,14}$'
           end)
);
call platform.guard('password.sign_in_name', 'select, insert, update, delete');

-- What slows those who guess: by typed name, by known browser, by network address, for the whole tenant. Keys are keyed
-- hashes, so nobody reads from this table who was tried.
create table password.throttle (
    tenant_id int not null references platform.tenant (id),
    kind      text not null check (kind in ('name', 'browser', 'address', 'tenant', 'letter', 'letter-address')),
    key       bytea not null check (octet_length(key) = 32),
    -- Tries that were not answered by a right password yet.
    tries     int not null check (tries >= 0),
    -- Where a try is free again, or, for an address, how far its allowance is used up.
    free_at   timestamptz not null,
    last_at   timestamptz not null,
    primary key (tenant_id, kind, key)
);
create index throttle_age on password.throttle (tenant_id, last_at);
call platform.guard('password.throttle', 'select, insert, update, delete');

-- A wish for a new password. It is written for every name that is typed, known or not; a job finds out afterwards whom it
-- is for, and sends the link. The link's token is a keyed hash of the public id, so that no row opens anything.
create table password.renewal (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    -- The name as typed, sealed.
    name       bytea not null,
    channel    text not null check (channel in ('email', 'sms')),
    language   text not null check (language in ('da', 'nb', 'en')),
    person_id  bigint,
    tries      smallint not null default 0 check (tries between 0 and 5),
    asked_at   timestamptz not null,
    expires_at timestamptz not null check (expires_at > asked_at),
    used_at    timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    check (used_at is null or person_id is not null)
);
create index renewal_person on password.renewal (tenant_id, person_id) where person_id is not null;
create index renewal_age on password.renewal (tenant_id, asked_at);
call platform.guard('password.renewal', 'select, insert, update, delete');

-- Somebody who wants to become known, until the code sent to the address is right. What was typed is sealed; of the
-- password only the hash is kept. It makes nobody known: a person is made when the code is right.
create table password.sign_up (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    token_hash bytea not null check (octet_length(token_hash) = 32),
    -- The code under way.
    ticket     uuid,
    typed      bytea not null,
    begun_at   timestamptz not null,
    expires_at timestamptz not null check (expires_at > begun_at),
    primary key (tenant_id, id),
    unique (tenant_id, token_hash)
);
create index sign_up_age on password.sign_up (tenant_id, expires_at);
call platform.guard('password.sign_up', 'select, insert, update, delete');
