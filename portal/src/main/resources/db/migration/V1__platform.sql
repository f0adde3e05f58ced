-- What every tenant's tables stand on: the tenants themselves, the roles' doorways, and the guard of rows.
-- Roles are made before the first migration (DatabaseOwner): bykassen_owner migrates and never serves, bykassen_app
-- serves pages, bykassen_till decides purchases. Tables without a tenant live in schema platform and are listed by name
-- in the test that walks every table.

create schema platform;
grant usage on schema platform to bykassen_app, bykassen_till;

-- Who runs a portal. Rules that belong to one module stand in that module's own settings table.
create table platform.tenant (
    id             int generated always as identity primary key,
    slug           text not null unique check (slug ~ '^[a-z][a-z0-9-]{1,30}$'),
    name           text not null check (length(name) between 1 and 80),
    legal_name     text not null check (length(legal_name) between 1 and 120),
    -- Two letters that start every reference number given to people.
    prefix         text not null unique check (prefix ~ '^[A-Z]{2}$'),
    country        text not null check (country in ('DK', 'NO')),
    currency       text not null check (currency in ('DKK', 'NOK')),
    zone           text not null check (length(zone) between 3 and 60),
    languages      text[] not null check (languages <@ array['da', 'nb', 'en'] and cardinality(languages) >= 1),
    services       text[] not null default '{}',
    primary_colour text not null check (primary_colour ~ '^#[0-9a-f]{6}$'),
    accent_colour  text not null check (accent_colour ~ '^#[0-9a-f]{6}$'),
    header         text not null check (header in ('band', 'paper', 'night')),
    tint           text not null default 'primary' check (tint in ('primary', 'accent')),
    radius         smallint not null check (radius between 0 and 24),
    logo           bytea not null,
    logo_dark      bytea,
    logo_mono      bytea,
    logo_width     smallint not null check (logo_width between 20 and 400),
    phone          text not null,
    email          text not null,
    address        text not null,
    business_number text not null,
    created_at     timestamptz not null
);
comment on column platform.tenant.languages is 'The first is the tenant''s own.';

-- The host name is the tenant; a port is not part of it.
create table platform.host (
    host      text primary key check (host = lower(host) and host !~ '[:/ ]'),
    tenant_id int not null references platform.tenant (id)
);
create index host_tenant on platform.host (tenant_id);

grant select on platform.tenant, platform.host to bykassen_app, bykassen_till;

-- db-scheduler's own table (its documentation, "postgresql_tables.sql"); jobs carry tenant and ids, no personal data.
create table platform.job (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index job_due on platform.job (execution_time);
create index job_heartbeat on platform.job (last_heartbeat);
create index job_priority on platform.job (priority desc, execution_time asc);
grant select, insert, update, delete on platform.job to bykassen_app;
grant select, insert on platform.job to bykassen_till;

-- Puts a tenant's table behind the guard of rows and opens it for one role. Every statement runs in a transaction that
-- first sets bykassen.tenant; where it is not set the policy raises an error, so a forgotten tenant fails closed.
create procedure platform.guard(tab regclass, privileges text, role text default 'bykassen_app')
    language plpgsql as
$$
begin
    execute format('alter table %s enable row level security', tab);
    if not exists (select from pg_policy where polrelid = tab and polname = 'own_tenant') then
        execute format('create policy own_tenant on %s using (tenant_id = current_setting(''bykassen.tenant'')::int)', tab);
    end if;
    execute format('grant %s on %s to %I', privileges, tab, role);
end
$$;

create schema tenant;
grant usage on schema tenant to bykassen_app, bykassen_till;

-- Terms a person accepts. A version is never changed; what somebody accepted stays readable.
create table tenant.terms (
    tenant_id    int not null references platform.tenant (id),
    id           bigint generated always as identity,
    public_id    uuid not null,
    kind         text not null check (kind in ('top_up', 'auto_top_up')),
    version      int not null check (version > 0),
    language     text not null check (language in ('da', 'nb', 'en')),
    title        text not null,
    -- Plain paragraphs separated by blank lines; a line that starts with '## ' is a heading.
    body         text not null,
    published_at timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, kind, version, language)
);
call platform.guard('tenant.terms', 'select, insert');

-- The tenant's own words (opening hours, where to get a new chip, …), by key and language.
create table tenant.wording (
    tenant_id int not null references platform.tenant (id),
    key       text not null check (key ~ '^[a-z][a-z0-9.-]{1,60}$'),
    language  text not null check (language in ('da', 'nb', 'en')),
    body      text not null,
    primary key (tenant_id, key, language)
);
call platform.guard('tenant.wording', 'select, insert, update, delete');
