-- Several ways to sign in for one person, the devices they are signed in with, and what outlives a session.

alter table identity.way add column last_used_at timestamptz check (last_used_at >= linked_at);
call platform.guard('identity.way', 'select, insert, update, delete');

-- A person who proved to be another one as well: what was theirs moved there, and nobody signs in as them again.
alter table identity.person
    add column united_with bigint,
    add foreign key (tenant_id, united_with) references identity.person (tenant_id, id),
    add check (united_with <> id);

alter table identity.session
    -- Until when this session's person is asked to prove once more who they are: until then nobody else may sign in over it.
    add column prove_until timestamptz,
    -- What a waiting session waits for: the person number, or whether somebody new is somebody known.
    add column question text not null default 'number' check (question in ('number', 'before')),
    -- Sealed: an eID that was shown to be bound to this session's person, and when. Gone as soon as that is decided.
    add column offer bytea,
    add column offered_at timestamptz,
    add check ((offer is null) = (offered_at is null)),
    add check (offer is null or person_id is not null);

-- Whoever proved to be two persons gets what belongs to either; nothing else about these rows changes.
grant update (person_id) on identity.person_number to bykassen_app;
grant update (person_id) on payment.stored_card to bykassen_app;
grant update (payer_id) on payment.payment to bykassen_app;

-- Where the broker says whether a person number is that of the one who just signed in; null where it does not.
alter table identity.provider add column number_match_url text check (number_match_url ~ '^https?://');

-- Sealed: what the broker wants shown when it is asked. Only a session that waits for the number has one, and it is gone
-- when the wait is over.
alter table identity.session add column access_token bytea;
alter table identity.session add check (access_token is null or (person_id is null and ended_at is null));

-- Which of several browsers it is: in addresses, and as the browser itself told when it signed in, such as 'Firefox/Linux'.
alter table identity.session
    add column public_id uuid not null default gen_random_uuid(),
    add column device text not null default '/' check (device ~ '^[A-Za-z ]{0,30}/[A-Za-z ]{0,30}$'),
    add unique (tenant_id, public_id);

-- When the one behind this session proved who they are, where the eID says that it was before the session began: a broker may
-- let somebody in again whom it knows from a while ago.
alter table identity.session add column proved_at timestamptz check (proved_at <= created_at);

-- A form that was sent after the session had ended: kept for an hour for the person it was of, and for nobody else. Real time.
create table identity.draft (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    person_id  bigint not null,
    -- Sealed: where it was sent, the page it stood on, and what was typed. Never a password.
    form       bytea not null,
    kept_at    timestamptz not null,
    expires_at timestamptz not null check (expires_at > kept_at),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id)
);
create index draft_person on identity.draft (tenant_id, person_id);
create index draft_expiry on identity.draft (tenant_id, expires_at);
call platform.guard('identity.draft', 'select, insert, update, delete');
