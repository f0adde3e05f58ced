-- What was written to people, whether it arrived, and what it said.
create schema message;
grant usage on schema message to bykassen_app;

create table message.message (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    -- Names the occasion, so that a repeated occasion writes one message.
    key        text not null check (length(key) between 1 and 200),
    person_id  bigint,
    channel    text not null check (channel in ('email', 'sms')),
    template   text not null check (template ~ '^[a-z]+(-[a-z]+)*$'),
    language   text not null check (language in ('da', 'nb', 'en')),
    -- The e-mail address or mobile number; readable by nobody without the key outside the database.
    address    bytea not null,
    -- What the template is filled with: with it, what was said stays readable.
    params     jsonb not null check (jsonb_typeof(params) = 'object'),
    state      text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
    attempts   smallint not null default 0 check (attempts >= 0),
    created_at timestamptz not null,
    decided_at timestamptz,
    -- Why it failed: a status code or the name of an error, never an address.
    failure    text check (length(failure) <= 200),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, key),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    check ((state = 'queued') = (decided_at is null)),
    check (state <> 'failed' or failure is not null)
);
create index message_person on message.message (tenant_id, person_id, id desc) where person_id is not null;
call platform.guard('message.message', 'select, insert, update');
