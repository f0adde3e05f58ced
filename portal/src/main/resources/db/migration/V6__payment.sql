-- Money that comes in by card: payments and their states, the gateway's word about them, and the cards people store.
create schema payment;
grant usage on schema payment to bykassen_app;

-- How a tenant reaches its card gateway. Both secrets are encrypted with the installation's key.
create table payment.gateway_account (
    tenant_id      int not null references platform.tenant (id),
    provider       text not null check (provider in ('nexi')),
    base_url       text not null check (base_url ~ '^https?://[^?#]+[^/?#]$'),
    -- Scheme, host and port of the payment window: a window anywhere else is refused.
    window_origin  text not null check (window_origin ~ '^https?://[^/?#]+$'),
    secret_key     bytea not null,
    webhook_secret bytea not null,
    primary key (tenant_id, provider)
);
call platform.guard('payment.gateway_account', 'select, insert, update');

-- A card somebody let us charge later. The token is the gateway's name for it; the card's number is never here.
create table payment.stored_card (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    person_id  bigint not null,
    provider   text not null,
    token      bytea,
    brand      text not null check (length(brand) between 1 and 40),
    last_four  text not null check (last_four ~ '^[0-9]{4}$'),
    expires    text not null check (expires ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$'),
    added_at   timestamptz not null,
    removed_at timestamptz check (removed_at >= added_at),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    foreign key (tenant_id, person_id) references identity.person (tenant_id, id),
    foreign key (tenant_id, provider) references payment.gateway_account (tenant_id, provider),
    constraint stored_card_in_use_has_token check (token is not null or removed_at is not null)
);
comment on column payment.stored_card.expires is 'YYYY-MM, the last month it is good';
create index stored_card_person on payment.stored_card (tenant_id, person_id) where removed_at is null;
call platform.guard('payment.stored_card', 'select, insert, update (token, removed_at)');

create table payment.payment (
    tenant_id          int not null references platform.tenant (id),
    id                 bigint generated always as identity,
    public_id          uuid not null,
    reference          text not null check (reference ~ '^[A-Z]{2}-[2-9A-Z]{4}-[2-9A-Z]{4}$'),
    kind               text not null check (kind in ('top_up', 'auto_top_up', 'card_registration')),
    state              text not null
        check (state in ('created', 'pending', 'unknown', 'paid', 'declined', 'cancelled', 'expired', 'held')),
    payer_id           bigint not null,
    -- The ledger account to credit; null where no money is to move.
    purse_id           bigint,
    -- Public id of what it is for, in the words of the module that asked: an account of module card.
    subject            uuid not null,
    amount             bigint not null check (amount between 0 and 100000000000),
    fee                bigint not null check (fee between 0 and 100000000000),
    total              bigint not null generated always as (amount + fee) stored,
    currency           text not null check (currency ~ '^[A-Z]{3}$'),
    -- What the gateway says was taken, less what it gave back; in minor units.
    received           bigint not null default 0 check (received >= 0),
    -- The card it is charged to, where one stored earlier is used.
    stored_card_id     bigint,
    remember_card      boolean not null,
    -- The card it made known, where one was to be remembered.
    kept_card_id       bigint,
    receipt_email      text check (receipt_email like '%_@_%' and length(receipt_email) <= 254),
    language           text not null check (language in ('da', 'nb', 'en')),
    terms_id           bigint,
    provider           text not null,
    gateway_payment_id text check (gateway_payment_id ~ '^[A-Za-z0-9-]{1,64}$'),
    gateway_charge_id  text check (gateway_charge_id ~ '^[A-Za-z0-9-]{1,64}$'),
    window_url         text check (window_url ~ '^https?://'),
    idempotency_key    uuid not null,
    fingerprint        bytea not null check (octet_length(fingerprint) = 32),
    reason             text check (reason ~ '^[a-z_]{3,40}$'),
    card_brand         text check (length(card_brand) between 1 and 40),
    card_last_four     text check (card_last_four ~ '^[0-9]{4}$'),
    created_at         timestamptz not null,
    expires_at         timestamptz not null check (expires_at > created_at),
    decided_at         timestamptz check (decided_at >= created_at),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, reference),
    constraint payment_one_per_click unique (tenant_id, idempotency_key),
    unique (tenant_id, provider, gateway_payment_id),
    foreign key (tenant_id, payer_id) references identity.person (tenant_id, id),
    foreign key (tenant_id, purse_id) references ledger.account (tenant_id, id),
    foreign key (tenant_id, stored_card_id) references payment.stored_card (tenant_id, id),
    foreign key (tenant_id, kept_card_id) references payment.stored_card (tenant_id, id),
    foreign key (tenant_id, terms_id) references tenant.terms (tenant_id, id),
    foreign key (tenant_id, provider) references payment.gateway_account (tenant_id, provider),
    constraint payment_kind_fits check (
        case kind
            when 'card_registration' then amount = 0 and fee = 0 and purse_id is null and remember_card and stored_card_id is null
            when 'auto_top_up' then amount > 0 and purse_id is not null and stored_card_id is not null
            else amount > 0 and purse_id is not null
        end),
    constraint payment_stored_card_is_not_stored_again check (not (remember_card and stored_card_id is not null)),
    constraint payment_decided_has_time check ((decided_at is null) = (state in ('created', 'pending', 'unknown'))),
    constraint payment_paid_in_full check (state <> 'paid' or received = amount + fee),
    constraint payment_window_has_id check (window_url is null or gateway_payment_id is not null)
);
-- While nobody knows whether a stored card was charged for a purse, it is not charged for that purse again.
create unique index payment_one_charge_at_a_time on payment.payment (tenant_id, purse_id)
    where stored_card_id is not null and state in ('created', 'pending', 'unknown');
create index payment_purse on payment.payment (tenant_id, purse_id, created_at);
create index payment_payer on payment.payment (tenant_id, payer_id, created_at);
create index payment_stored_card on payment.payment (tenant_id, stored_card_id) where stored_card_id is not null;
-- What was ordered never changes: the serving role may update only what happened to it.
call platform.guard(
    'payment.payment',
    'select, insert, update (state, received, kept_card_id, gateway_payment_id, gateway_charge_id, window_url, reason,
     card_brand, card_last_four, decided_at)');

-- What happened to a payment, in order; nobody that serves may change or delete a line.
create table payment.step (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    payment_id bigint not null,
    at         timestamptz not null,
    from_state text not null,
    event      text not null,
    to_state   text not null,
    -- Who learned it: the citizen's return, a webhook, the janitor, …
    cause      text not null check (cause in ('start', 'return', 'leave', 'webhook', 'janitor')),
    reason     text,
    primary key (tenant_id, id),
    foreign key (tenant_id, payment_id) references payment.payment (tenant_id, id)
);
create index step_payment on payment.step (tenant_id, payment_id, id);
call platform.guard('payment.step', 'select, insert');

-- Webhooks received: each event of the gateway once, and nothing of its body that could name a person.
create table payment.hook (
    tenant_id          int not null references platform.tenant (id),
    id                 bigint generated always as identity,
    provider           text not null,
    event_id           text not null check (length(event_id) between 1 and 80),
    event              text not null check (length(event) between 1 and 80),
    gateway_payment_id text not null check (gateway_payment_id ~ '^[A-Za-z0-9-]{1,64}$'),
    -- Null where it speaks of a payment we do not know.
    payment_id         bigint,
    -- Why the bank said no, where the event tells of a refusal.
    reason             text check (reason ~ '^[a-z_]{3,40}$'),
    received_at        timestamptz not null,
    handled_at         timestamptz check (handled_at >= received_at),
    primary key (tenant_id, id),
    constraint hook_event_once unique (tenant_id, provider, event_id),
    foreign key (tenant_id, provider) references payment.gateway_account (tenant_id, provider),
    foreign key (tenant_id, payment_id) references payment.payment (tenant_id, id)
);
create index hook_payment on payment.hook (tenant_id, payment_id, id);
call platform.guard('payment.hook', 'select, insert, update (payment_id, handled_at)');
