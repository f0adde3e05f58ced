-- Money on its way from a prepaid account to somebody's bank account.
create schema withdrawal;
grant usage on schema withdrawal to bykassen_app;

-- The tenant's agreement with its bank, and what it decided about withdrawals; amounts in minor units.
create table withdrawal.agreement (
    tenant_id    int not null references platform.tenant (id),
    bank         text not null check (bank ~ '^[a-z0-9-]{1,30}$'),
    base_url     text not null check (base_url ~ '^https?://'),
    secret       bytea not null,
    -- Whose money it is and from which of its accounts it goes.
    debtor_name  text not null check (length(debtor_name) between 1 and 70),
    debtor_iban  text not null check (debtor_iban ~ '^[A-Z]{2}[0-9]{13,32}$'),
    -- Whether the bank pays to a person number's NemKonto (DK).
    nemkonto     boolean not null,
    -- Less can be withdrawn only as all there is.
    minimum      bigint not null check (minimum > 0),
    day_cap      bigint not null,
    -- How long a withdrawal waits before it goes to the bank, and can be undone.
    undo_seconds int not null check (undo_seconds between 0 and 86400),
    primary key (tenant_id, bank),
    constraint agreement_one unique (tenant_id),
    constraint agreement_cap check (day_cap >= minimum)
);
call platform.guard('withdrawal.agreement', 'select, insert, update');

-- What somebody typed and has not confirmed yet: account numbers do not belong in addresses. One for each person and account.
create table withdrawal.draft (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    person_id  bigint not null,
    account_id bigint not null,
    -- Of the button that confirms it: a double click is one withdrawal.
    click      uuid not null,
    form       bytea not null,
    expires_at timestamptz not null,
    primary key (tenant_id, id),
    constraint draft_once unique (tenant_id, person_id, account_id),
    constraint draft_account foreign key (tenant_id, account_id) references card.account (tenant_id, id)
);
create index draft_expires on withdrawal.draft (tenant_id, expires_at);
call platform.guard('withdrawal.draft', 'select, insert, update, delete');

create table withdrawal.withdrawal (
    tenant_id      int not null references platform.tenant (id),
    id             bigint generated always as identity,
    -- Names it at the bank too (EndToEndId and MsgId).
    public_id      uuid not null,
    reference      text not null check (length(reference) between 1 and 20),
    account_id     bigint not null,
    person_id      bigint not null,
    click          uuid not null,
    amount         bigint not null constraint withdrawal_amount_positive check (amount > 0),
    currency       text not null check (currency ~ '^[A-Z]{3}$'),
    way            text not null check (way in ('account', 'nemkonto')),
    -- The part of an account number that may be shown.
    last_four      text check (last_four ~ '^[0-9]{4}$'),
    -- An IBAN, or the holder's person number, which is forgotten as soon as the money has arrived or is back.
    number         bytea,
    -- Name, words for the payee and address of the receipt; forgotten with whoever asked.
    payee          bytea,
    language       text not null check (language in ('da', 'nb', 'en')),
    state          text not null check (state in ('reserved', 'handed_over', 'confirmed', 'rejected', 'cancelled')),
    reason         text check (reason ~ '^[a-z_]{1,30}$'),
    requested_at   timestamptz not null,
    hand_over_at   timestamptz not null,
    handed_over_at timestamptz,
    decided_at     timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, reference),
    constraint withdrawal_click unique (tenant_id, person_id, click),
    constraint withdrawal_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint withdrawal_last_four check ((way = 'account') = (last_four is not null)),
    constraint withdrawal_waits check (hand_over_at >= requested_at),
    constraint withdrawal_handed_over check ((state in ('reserved', 'cancelled')) = (handed_over_at is null)),
    constraint withdrawal_decided check ((state in ('reserved', 'handed_over')) = (decided_at is null)),
    constraint withdrawal_reason check ((state = 'rejected') = (reason is not null)),
    -- What still goes to the bank says where to.
    constraint withdrawal_number_under_way check (state not in ('reserved', 'handed_over') or num_nulls(number, payee) = 0)
);
create index withdrawal_of_account on withdrawal.withdrawal (tenant_id, account_id, requested_at);
create index withdrawal_of_person on withdrawal.withdrawal (tenant_id, person_id);
call platform.guard('withdrawal.withdrawal', 'select, insert, update');
