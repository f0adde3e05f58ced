-- Purchases at the counter. Those that arrive together are decided and posted by one call, till.decide_wave: the one text
-- of the rules.
create schema till;
grant usage on schema till to bykassen_app, bykassen_till;

-- Who sells: a school's canteen, a club.
create table till.unit (
    tenant_id int not null references platform.tenant (id),
    id        bigint generated always as identity,
    public_id uuid not null,
    name      text not null check (length(name) between 1 and 80),
    -- The kind of place, which an account may be closed to.
    place     text not null check (length(place) between 1 and 40),
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, name)
);
call platform.guard('till.unit', 'select, insert, update (name, place)');

-- What is owed to a unit; an account per stripe, so that two waves never wait for each other's row.
create table till.unit_account (
    tenant_id  int not null references platform.tenant (id),
    unit_id    bigint not null,
    stripe     int not null check (stripe between 0 and 1),
    account_id bigint not null,
    primary key (tenant_id, unit_id, stripe),
    unique (tenant_id, account_id),
    constraint unit_account_unit foreign key (tenant_id, unit_id) references till.unit (tenant_id, id),
    constraint unit_account_account foreign key (tenant_id, account_id) references ledger.account (tenant_id, id)
);
call platform.guard('till.unit_account', 'select, insert');

create table till.till (
    tenant_id  int not null references platform.tenant (id),
    id         bigint generated always as identity,
    public_id  uuid not null,
    unit_id    bigint not null,
    name       text not null check (length(name) between 1 and 80),
    key_hash   bytea not null unique constraint till_key_hash_sha256 check (length(key_hash) = 32),
    added_at   timestamptz not null,
    -- A retired till is kept: its purchases name it.
    retired_at timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    constraint till_unit foreign key (tenant_id, unit_id) references till.unit (tenant_id, id)
);
call platform.guard('till.till', 'select, insert, update (name, retired_at)');
call platform.guard('till.till', 'select', 'bykassen_till');

-- Every decision, refusals too. The till makes the id (UUIDv7), so a month's purchases lie together and the key stays
-- unique across the months. Till, unit and purse are not foreign keys: the wave writes what it has just read, nobody may
-- delete one, and two stripes locking one till's row for every purchase would be the dearest part of it.
create table till.purchase (
    tenant_id     int not null,
    id            uuid not null,
    till_id       bigint not null,
    unit_id       bigint not null,
    card_number   text not null check (length(card_number) between 1 and 64),
    account_id    bigint,
    -- What the till says; the rules go by decided_at.
    at            timestamptz not null,
    decided_at    timestamptz not null,
    total         bigint not null constraint purchase_total_range check (total between 1 and 1000000000),
    currency      text not null check (currency ~ '^[A-Z]{3}$'),
    lines         jsonb not null constraint purchase_lines_number check (
        jsonb_typeof(lines) = 'array' and jsonb_array_length(lines) between 1 and 100),
    result        text not null check (result in ('approved', 'declined')),
    reason        text check (reason in
        ('unknown_card', 'card_blocked', 'account_closed', 'insufficient_funds', 'day_limit', 'week_limit', 'month_limit',
         'place_not_allowed', 'group_not_allowed', 'allergen')),
    balance_after bigint,
    fingerprint   bytea not null constraint purchase_fingerprint_sha256 check (length(fingerprint) = 32),
    -- What was counted against the allowances, slot by slot, and on which local date: what a reversal gives back.
    counted_on    date,
    counted       bigint[],
    reversed      bigint not null default 0,
    primary key (tenant_id, id),
    constraint purchase_declined_has_reason check ((result = 'declined') = (reason is not null)),
    constraint purchase_has_purse check ((account_id is null) = (coalesce(reason, '') = 'unknown_card')),
    constraint purchase_has_balance check ((account_id is null) = (balance_after is null)),
    constraint purchase_counted_shape check (
        (counted_on is null) = (counted is null)
        and (counted is null or (result = 'approved' and cardinality(counted) = 8 and 0 <= all (counted)))),
    constraint purchase_reversed_range check (reversed between 0 and case result when 'approved' then total else 0 end)
) partition by range (id);
call platform.guard('till.purchase', 'select, update (reversed)');
call platform.guard('till.purchase', 'select, insert', 'bykassen_till');

-- The smallest UUIDv7 of a month (its first 48 bits are milliseconds of Unix time).
create function till.first_id(month date) returns uuid
    language sql immutable strict as
$$
select (lpad(to_hex((extract(epoch from month::timestamp) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- Makes what is missing of the months [first, first + months). Nobody reads or writes a month by its own name.
create procedure till.make_months(first date, months int)
    language plpgsql as
$$
declare
    month date;
    part  text;
begin
    -- Two nodes that start together make the months one after the other.
    perform pg_advisory_xact_lock(hashtextextended('till.make_months', 0));
    for n in 0 .. months - 1 loop
        month := (date_trunc('month', first::timestamp) + make_interval(months => n))::date;
        part := 'purchase_' || to_char(month::timestamp, 'YYYY_MM');
        if to_regclass('till.' || part) is null then
            execute format('create table till.%I partition of till.purchase for values from (%L) to (%L)',
                part, till.first_id(month), till.first_id((month + interval '1 month')::date));
            execute format('alter table till.%I enable row level security', part);
        end if;
    end loop;
end
$$;
revoke all on procedure till.make_months(date, int) from public;

create table till.purchase_rest partition of till.purchase default;
alter table till.purchase_rest enable row level security;

create table till.reversal (
    tenant_id      int not null references platform.tenant (id),
    id             uuid not null,
    purchase_id    uuid not null,
    till_id        bigint not null,
    amount         bigint not null constraint reversal_amount_positive check (amount > 0),
    at             timestamptz not null,
    balance_after  bigint not null,
    -- How much of the purchase had been reversed after this one.
    reversed_after bigint not null,
    fingerprint    bytea not null constraint reversal_fingerprint_sha256 check (length(fingerprint) = 32),
    primary key (tenant_id, id),
    constraint reversal_within_sum check (reversed_after >= amount),
    constraint reversal_purchase foreign key (tenant_id, purchase_id) references till.purchase (tenant_id, id),
    constraint reversal_till foreign key (tenant_id, till_id) references till.till (tenant_id, id)
);
create index reversal_of_purchase on till.reversal (tenant_id, purchase_id);
call platform.guard('till.reversal', 'select, insert');

-- The counters after counting what slots says. A counter keeps its sum (same_… = 1) or starts afresh (0).
create function till.counted(spent bigint[], same_day int, same_week int, same_month int, slots bigint[]) returns bigint[]
    language sql immutable parallel safe as
$$
select array[
    spent[ 1] * same_day + slots[1], spent[ 2] * same_week + slots[1], spent[ 3] * same_month + slots[1],
    spent[ 4] * same_day + slots[2], spent[ 5] * same_week + slots[2], spent[ 6] * same_month + slots[2],
    spent[ 7] * same_day + slots[3], spent[ 8] * same_week + slots[3], spent[ 9] * same_month + slots[3],
    spent[10] * same_day + slots[4], spent[11] * same_week + slots[4], spent[12] * same_month + slots[4],
    spent[13] * same_day + slots[5], spent[14] * same_week + slots[5], spent[15] * same_month + slots[5],
    spent[16] * same_day + slots[6], spent[17] * same_week + slots[6], spent[18] * same_month + slots[6],
    spent[19] * same_day + slots[7], spent[20] * same_week + slots[7], spent[21] * same_month + slots[7],
    spent[22] * same_day + slots[8], spent[23] * same_week + slots[8], spent[24] * same_month + slots[8]
]
$$;

-- Whether a counter of this period (1 day, 2 week, 3 month) is above its limit. Only slots the purchase counts in: a limit
-- lowered below what is already spent does not refuse what it does not concern.
create function till.over_limit(spent bigint[], limits bigint[], slots bigint[], period int) returns boolean
    language sql immutable parallel safe as
$$
select (slots[1] > 0 and spent[     period] > limits[     period])
    or (slots[2] > 0 and spent[ 3 + period] > limits[ 3 + period])
    or (slots[3] > 0 and spent[ 6 + period] > limits[ 6 + period])
    or (slots[4] > 0 and spent[ 9 + period] > limits[ 9 + period])
    or (slots[5] > 0 and spent[12 + period] > limits[12 + period])
    or (slots[6] > 0 and spent[15 + period] > limits[15 + period])
    or (slots[7] > 0 and spent[18 + period] > limits[18 + period])
    or (slots[8] > 0 and spent[21 + period] > limits[21 + period])
$$;

-- Decides and posts the purchases of one wave: one call, one transaction. The caller sends each purse and each id at most
-- once per wave, and only purses of this stripe (unknown cards go anywhere). p_slots holds eight amounts per purchase, one
-- after the other; p_groups and p_allergens one line of text per name.
--
-- outcome: decided; replayed (this body was decided before); conflict (this id has another body); elsewhere (the card
-- leads to another purse than the caller thinks: nothing done); retired (the till's key is no longer good: nothing done).
create function till.decide_wave(
    p_tenant int, p_stripe int, p_currency text, p_at timestamptz, p_today date,
    p_ids uuid[], p_cards text[], p_purses bigint[], p_tills bigint[], p_units bigint[], p_places text[],
    p_merchants bigint[], p_ats timestamptz[], p_totals bigint[], p_lines text[], p_fingerprints bytea[],
    p_slots bigint[], p_groups text[], p_allergens text[])
    returns table (place int, outcome text, result text, reason text, balance bigint)
    language plpgsql as
$$
#variable_conflict use_column
begin
    perform set_config('bykassen.tenant', p_tenant::text, true);
    -- Whoever writes to a purse of this stripe holds this lock. A statement of its own: the next one sees what the last
    -- holder committed.
    perform pg_advisory_xact_lock(p_tenant, p_stripe);
    return query
    with asked as materialized (
        select u.*,
               p_slots[(u.place - 1) * 8 + 1 : u.place * 8] as slots,
               t.id as working_till,
               c.status as chip_status,
               a.id as card_account, a.status as account_status, a.purse_id,
               p.balance, p.at_least,
               case when p.spent_on is null then array_fill(0::bigint, array[24]) else p.spent end as spent,
               p.spent_on,
               -- At midnight another node's clock may be a moment ahead: what it began to count goes on.
               case when p.spent_on = p_today + 1 then p.spent_on else p_today end as day,
               r.limits, r.places_off, r.groups_off, r.allergens as allergic_to,
               o.threshold,
               k.fingerprint as known_fingerprint, k.result as known_result, k.reason as known_reason,
               k.balance_after as known_balance
        from unnest(p_ids, p_cards, p_purses, p_tills, p_units, p_places, p_merchants, p_ats, p_totals, p_lines,
                    p_fingerprints, p_groups, p_allergens)
            with ordinality as u (id, card, purse, till, unit, kind_of_place, merchant, at, total, lines,
                                  fingerprint, groups, allergens, place)
        left join till.till t on t.tenant_id = p_tenant and t.id = u.till and t.retired_at is null
        left join card.chip c on c.tenant_id = p_tenant and c.number = u.card
        left join card.account a on a.tenant_id = p_tenant and a.id = c.account_id
        left join ledger.account p on p.tenant_id = p_tenant and p.id = a.purse_id
        left join card.rule r on r.tenant_id = p_tenant and r.account_id = a.id
        left join card.auto_top_up o on o.tenant_id = p_tenant and o.account_id = a.id and o.status = 'active'
        -- The limit tells the planner what the key already promises, whatever it thinks of the months.
        left join lateral (
            select fingerprint, result, reason, balance_after
            from till.purchase
            where tenant_id = p_tenant and id = u.id
            limit 1
        ) k on true
    ), weighed as materialized (
        select *,
               0 < any (slots) as counts,
               till.counted(
                   spent,
                   coalesce((spent_on = day)::int, 0),
                   coalesce((date_trunc('week', spent_on::timestamp) = date_trunc('week', day::timestamp))::int, 0),
                   coalesce((date_trunc('month', spent_on::timestamp) = date_trunc('month', day::timestamp))::int, 0),
                   slots) as spent_after
        from asked
    ), judged as materialized (
        select *,
               case
                   when working_till is null then 'retired'
                   when known_fingerprint = fingerprint then 'replayed'
                   when known_fingerprint is not null then 'conflict'
                   when purse_id is distinct from purse or ledger.stripe_of(purse_id) <> p_stripe then 'elsewhere'
                   else 'decided'
               end as outcome,
               case
                   when card_account is null then 'unknown_card'
                   when chip_status <> 'active' then 'card_blocked'
                   when account_status <> 'active' then 'account_closed'
                   when balance - total < at_least then 'insufficient_funds'
                   when till.over_limit(spent_after, limits, slots, 1) then 'day_limit'
                   when till.over_limit(spent_after, limits, slots, 2) then 'week_limit'
                   when till.over_limit(spent_after, limits, slots, 3) then 'month_limit'
                   when kind_of_place = any (places_off) then 'place_not_allowed'
                   when groups_off && string_to_array(groups, e'\n') then 'group_not_allowed'
                   when allergic_to && string_to_array(allergens, e'\n') then 'allergen'
               end as reason
        from weighed
    ), settled as materialized (
        select *,
               outcome = 'decided' and reason is null as approved,
               balance - case when outcome = 'decided' and reason is null then total else 0 end as balance_after
        from judged
    ), kept as (
        insert into till.purchase
            (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at, total, currency, lines, result,
             reason, balance_after, fingerprint, counted_on, counted)
        select p_tenant, id, till, unit, card, purse_id, at, p_at, total, p_currency, lines::jsonb,
               case when approved then 'approved' else 'declined' end,
               reason, balance_after, fingerprint,
               case when approved and counts then day end,
               case when approved and counts then slots end
        from settled
        where outcome = 'decided'
    ), paid as (
        update ledger.account p
        set balance = p.balance - s.total,
            spent_on = case when s.counts then s.day else p.spent_on end,
            spent = case when s.counts then s.spent_after else p.spent end
        from settled s
        where p.tenant_id = p_tenant and p.id = s.purse_id and s.approved
    ), earned as (
        update ledger.account m
        set balance = m.balance + e.amount
        from (select merchant, sum(total)::bigint as amount from settled where approved group by merchant) e
        where m.tenant_id = p_tenant and m.id = e.merchant
    ), posted as (
        insert into ledger.transfer (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
        select p_tenant, id, purse_id, merchant, total, p_currency, 'purchase', p_at
        from settled
        where approved
        order by place
    ), refill as (
        insert into platform.job (task_name, task_instance, execution_time, picked, version, priority)
        select 'auto-top-up', p_tenant || ':' || card_account || '/' || id, p_at, false, 1, 50
        from settled
        where outcome = 'decided' and (reason is null or reason = 'insufficient_funds') and balance_after < threshold
        on conflict do nothing
    )
    select s.place::int,
           s.outcome,
           case s.outcome
               when 'replayed' then s.known_result
               when 'decided' then case when s.approved then 'approved' else 'declined' end
           end,
           case s.outcome when 'replayed' then s.known_reason when 'decided' then s.reason end,
           case s.outcome when 'replayed' then s.known_balance when 'decided' then s.balance_after end
    from settled s
    order by s.place;
end
$$;
