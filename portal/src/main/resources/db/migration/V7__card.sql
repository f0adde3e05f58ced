-- Prepaid accounts, the chips that spend from them, who may act for them, and what they may be spent on.
create schema card;
grant usage on schema card to bykassen_app, bykassen_till;

-- What the tenant decided about its prepaid accounts; amounts in minor units.
create table card.settings (
    tenant_id       int not null references platform.tenant (id),
    top_up_min      bigint not null check (top_up_min > 0),
    top_up_max      bigint not null,
    top_up_fee      bigint not null default 0 check (top_up_fee >= 0),
    max_balance     bigint not null check (max_balance > 0),
    auto_threshold  bigint not null check (auto_threshold > 0),
    auto_min        bigint not null check (auto_min > 0),
    auto_max        bigint not null,
    -- How many automatic top-ups one account may have in a day.
    auto_day_cap    int not null check (auto_day_cap between 1 and 20),
    -- Who holds the money, as the payment page must say.
    issuer_name     text not null check (length(issuer_name) between 1 and 120),
    issuer_number   text not null check (length(issuer_number) between 1 and 40),
    licence_number  text check (length(licence_number) between 1 and 40),
    card_word       text not null check (card_word in ('chip', 'card')),
    -- Digits printed before the number on the card, which nobody types.
    printed_prefix  text check (printed_prefix ~ '^[0-9A-Z]{1,8}$'),
    primary key (tenant_id),
    check (top_up_max between top_up_min and max_balance),
    check (auto_max between auto_min and max_balance)
);
call platform.guard('card.settings', 'select, insert, update');

create table card.account (
    tenant_id int not null references platform.tenant (id),
    id        bigint generated always as identity,
    public_id uuid not null,
    -- The account number people see.
    number    text not null check (number ~ '^[0-9A-Z-]{1,32}$'),
    holder_id bigint not null,
    purse_id  bigint not null,
    status    text not null check (status in ('active', 'closed')),
    opened_at timestamptz not null,
    closed_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, number),
    unique (tenant_id, purse_id),
    constraint account_purse foreign key (tenant_id, purse_id) references ledger.account (tenant_id, id),
    constraint account_closed_has_time check ((status = 'closed') = (closed_at is not null))
);
create index account_holder on card.account (tenant_id, holder_id);
call platform.guard('card.account', 'select, insert, update');
call platform.guard('card.account', 'select', 'bykassen_till');

create table card.chip (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    account_id bigint not null,
    -- As the till reads it.
    number     text not null check (number ~ '^[0-9A-Z]{4,32}$'),
    printed_as text not null check (length(printed_as) between 4 and 40),
    status     text not null check (status in ('active', 'blocked', 'replaced')),
    issued_at  timestamptz not null,
    blocked_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, number),
    constraint chip_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint chip_blocked_has_time check (status <> 'blocked' or blocked_at is not null),
    constraint chip_active_is_not_blocked check (status <> 'active' or blocked_at is null)
);
create index chip_of_account on card.chip (tenant_id, account_id);
call platform.guard('card.chip', 'select, insert, update');
call platform.guard('card.chip', 'select', 'bykassen_till');

-- Who may act for an account, and why.
create table card.link (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    person_id  bigint not null,
    account_id bigint not null,
    kind       text not null check (kind in ('holder', 'guardian', 'linked')),
    status     text not null check (status in ('active', 'pending', 'ended')),
    since      timestamptz not null,
    until      timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    constraint link_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint link_ended_has_time check (status <> 'ended' or until is not null),
    constraint link_until_after_since check (until >= since)
);
create unique index link_once on card.link (tenant_id, person_id, account_id) where status = 'active';
create index link_of_account on card.link (tenant_id, account_id);
call platform.guard('card.link', 'select, insert, update');

-- What is counted: at most eight slots of the tenant's choosing, each over a day, a week and a month.
create table card.limit_slot (
    tenant_id int not null references platform.tenant (id),
    slot      smallint not null check (slot between 1 and 8),
    name      text not null check (length(name) between 1 and 60),
    -- all: every purchase; place: purchases at units of that place; group: lines of that item group; meal: purchases
    -- decided within [from_time, to_time) of the tenant's day.
    scope     text not null check (scope in ('all', 'place', 'group', 'meal')),
    matches   text check (length(matches) between 1 and 40),
    from_time time,
    to_time   time,
    primary key (tenant_id, slot),
    constraint limit_slot_matches check ((scope in ('place', 'group')) = (matches is not null)),
    constraint limit_slot_hours check (
        (scope = 'meal' and from_time is not null and to_time is not null and from_time < to_time)
        or (scope <> 'meal' and from_time is null and to_time is null))
);
call platform.guard('card.limit_slot', 'select, insert, update');
call platform.guard('card.limit_slot', 'select', 'bykassen_till');

-- What one account may be spent on. limits: 24 amounts, slot by slot (day, week, month); null: no limit.
create table card.rule (
    tenant_id  int not null references platform.tenant (id),
    account_id bigint not null,
    limits     bigint[] not null check (cardinality(limits) = 24 and array_ndims(limits) = 1 and 0 <= all (limits)),
    places_off text[] not null default '{}' check (array_position(places_off, null) is null),
    groups_off text[] not null default '{}' check (array_position(groups_off, null) is null),
    allergens  text[] not null default '{}' check (array_position(allergens, null) is null),
    primary key (tenant_id, account_id),
    constraint rule_account foreign key (tenant_id, account_id) references card.account (tenant_id, id)
);
call platform.guard('card.rule', 'select, insert, update');
call platform.guard('card.rule', 'select', 'bykassen_till');

-- A standing order to charge a stored card when the balance falls below the threshold. The wave that leaves a purse below
-- it writes a job 'auto-top-up' with the id '<account id>/<purchase id>': one per purchase, so that a job that has already
-- looked at the balance and is about to end cannot swallow the next call.
create table card.auto_top_up (
    tenant_id       int not null references platform.tenant (id),
    id              bigint generated always as identity,
    public_id       uuid not null,
    account_id      bigint not null,
    person_id       bigint not null,
    stored_card_id  bigint,
    amount          bigint not null check (amount > 0),
    threshold       bigint not null check (threshold > 0),
    receipt_email   text not null check (length(receipt_email) between 3 and 254),
    language        text not null check (language in ('da', 'nb', 'en')),
    terms_id        bigint not null,
    status          text not null check (status in ('awaiting_card', 'active', 'paused', 'cancelled')),
    -- The payment that stores the card, or the one that stores its replacement.
    registration_id uuid,
    -- Asked for when it was set up: deposit as soon as the card is stored.
    deposit_now     boolean not null default false,
    -- How many of its charges are decided. Part of the next charge's key: whoever sees the same low balance is the same charge.
    charges         int not null default 0 check (charges >= 0),
    -- After a decline nothing is tried before this time; three in a row pause the order.
    declines        int not null default 0 check (declines >= 0),
    not_before      timestamptz,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    constraint auto_top_up_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint auto_top_up_terms foreign key (tenant_id, terms_id) references tenant.terms (tenant_id, id),
    constraint auto_top_up_active_has_card check (status <> 'active' or stored_card_id is not null),
    constraint auto_top_up_awaits_something check (status <> 'awaiting_card' or registration_id is not null)
);
create unique index auto_top_up_registration on card.auto_top_up (tenant_id, registration_id);
create unique index auto_top_up_one_active on card.auto_top_up (tenant_id, account_id) where status = 'active';
call platform.guard('card.auto_top_up', 'select, insert, update');
call platform.guard('card.auto_top_up', 'select', 'bykassen_till');
