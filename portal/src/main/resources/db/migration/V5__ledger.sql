-- The books. Every movement of money is one transfer from a debit account to a credit account; nothing is ever edited.
-- Sign, for every account: balance = credits - debits. A purse (what is owed to a citizen) is positive, the gateway (what
-- the card acquirer owes) is negative, and all balances of a tenant add up to zero.
create schema ledger;
grant usage on schema ledger to bykassen_app, bykassen_till;

-- Whoever changes a purse first takes the lock of its stripe; two writers can then decide purchases side by side.
create function ledger.stripe_of(account_id bigint) returns int
    language sql immutable strict parallel safe as
$$
select (account_id % 2)::int
$$;

create table ledger.account (
    tenant_id int not null references platform.tenant (id),
    id        bigint generated always as identity,
    public_id uuid not null,
    kind      text not null check (kind in
        ('purse', 'merchant', 'gateway', 'fee', 'bank', 'withdrawal', 'suspense', 'adjustment')),
    currency  text not null check (currency ~ '^[A-Z]{3}$'),
    balance   bigint not null default 0,
    -- The balance never goes below this; null: no floor.
    at_least  bigint,
    opened_at timestamptz not null,
    closed_at timestamptz,
    -- What a purse has spent of its allowances as of the local date spent_on: 8 slots x (day, week, month), slot by slot.
    -- Kept in the row of the balance so that a purchase updates one row and no index.
    spent_on  date,
    spent     bigint[] not null default '{}',
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    -- What a transfer refers to, so that both its accounts have its currency.
    unique (tenant_id, id, currency),
    constraint account_floor check (balance >= at_least),
    constraint account_purse_has_floor check (kind <> 'purse' or at_least is not null),
    constraint account_closed_empty check (closed_at is null or balance = 0),
    constraint account_closed_after_opened check (closed_at >= opened_at),
    constraint account_spent_shape check (
        (spent_on is null and cardinality(spent) = 0)
        or (spent_on is not null and kind = 'purse' and cardinality(spent) = 24 and array_position(spent, null) is null
            and 0 <= all (spent)))
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.2);

-- Purses and merchants are many; of every other kind a tenant has one, made on first use.
create unique index account_of_the_tenant on ledger.account (tenant_id, kind, currency)
    where kind not in ('purse', 'merchant');

-- Kind and currency are for life.
call platform.guard('ledger.account', 'select, insert, update (balance, at_least, closed_at, spent_on, spent)');
call platform.guard('ledger.account', 'select, update (balance, spent_on, spent)', 'bykassen_till');

create table ledger.transfer (
    -- The tenant's own by way of the accounts; a key of its own would lock the tenant's row with every transfer.
    tenant_id      int not null,
    id             bigint generated always as identity,
    -- What commits together; the public id of the purchase, payment or reversal behind it.
    group_id       uuid not null,
    debit_account  bigint not null,
    credit_account bigint not null,
    amount         bigint not null constraint transfer_amount_positive check (amount > 0),
    currency       text not null,
    kind           text not null check (kind in
        ('top_up', 'top_up_fee', 'purchase', 'purchase_reversal', 'withdrawal', 'refund', 'transfer', 'opening', 'correction')),
    -- What people know it by; null where the group says it all (a purchase).
    reference      text check (length(reference) between 1 and 80),
    at             timestamptz not null,
    primary key (tenant_id, id),
    constraint transfer_between_two check (debit_account <> credit_account),
    constraint transfer_debit foreign key (tenant_id, debit_account, currency)
        references ledger.account (tenant_id, id, currency),
    constraint transfer_credit foreign key (tenant_id, credit_account, currency)
        references ledger.account (tenant_id, id, currency)
);
create index transfer_of_debit on ledger.transfer (tenant_id, debit_account, at, id);
create index transfer_of_credit on ledger.transfer (tenant_id, credit_account, at, id);
create index transfer_of_group on ledger.transfer (tenant_id, group_id);

call platform.guard('ledger.transfer', 'select, insert');
call platform.guard('ledger.transfer', 'select, insert', 'bykassen_till');

-- A group that was posted, and what it said: posting it again does nothing, posting something else under it is refused.
-- Purchases keep their own (till.purchase).
create table ledger.posting (
    tenant_id   int not null references platform.tenant (id),
    group_id    uuid not null,
    fingerprint bytea not null constraint posting_fingerprint_sha256 check (length(fingerprint) = 32),
    at          timestamptz not null,
    primary key (tenant_id, group_id)
);
call platform.guard('ledger.posting', 'select, insert');

-- What each day's proof of the books found.
create table ledger.proof (
    tenant_id     int not null references platform.tenant (id),
    id            bigint generated always as identity,
    at            timestamptz not null,
    accounts      bigint not null check (accounts >= 0),
    transfers     bigint not null check (transfers >= 0),
    trial_balance bigint not null,
    -- Accounts whose balance is not the sum of their transfers: [{"account", "balance", "moved"}].
    differences   jsonb not null check (jsonb_typeof(differences) = 'array'),
    primary key (tenant_id, id)
);
call platform.guard('ledger.proof', 'select, insert');
