-- Purchases near what the machine allows: what the wave paid for without need is taken away, none of the rules with it.
-- docs/performance.md says what each step was worth.

-- A foreign key looks both accounts up and locks them for every transfer: a quarter of a purchase. The wave has just read
-- and changed the rows its transfers name, and refuses itself if one of them was not there; every other transfer is still
-- held against the accounts one by one. Looking is enough without locking, because an account is never taken away and
-- keeps its currency.
alter table ledger.transfer drop constraint transfer_debit, drop constraint transfer_credit;
-- What the two keys referred to.
alter table ledger.account drop constraint account_tenant_id_id_currency_key;

create function ledger.know_accounts() returns trigger
    language plpgsql as
$$
declare
    unknown text := case
        when not exists (
            select from ledger.account
            where tenant_id = new.tenant_id and id = new.debit_account and currency = new.currency) then 'transfer_debit'
        when not exists (
            select from ledger.account
            where tenant_id = new.tenant_id and id = new.credit_account and currency = new.currency) then 'transfer_credit'
    end;
begin
    if unknown is not null then
        raise foreign_key_violation using
            message = format('a transfer names an account that is not there: "%s"', unknown),
            constraint = unknown, table = 'transfer', schema = 'ledger';
    end if;
    return null;
end
$$;
create trigger transfer_accounts after insert on ledger.transfer
    for each row when (new.kind <> 'purchase' or current_user <> 'bykassen_till') execute function ledger.know_accounts();

create function ledger.keep_account() returns trigger
    language plpgsql as
$$
begin
    raise foreign_key_violation using message = 'an account of the books is never taken away and keeps its currency';
end
$$;
create trigger account_is_kept before delete or update of tenant_id, id, currency on ledger.account
    for each row execute function ledger.keep_account();
create trigger account_is_kept_whole before truncate on ledger.account
    for each statement execute function ledger.keep_account();

-- A purchase is found by its purse and its time, or by its own key; only a merchant is credited by one, and what a merchant
-- sold is read from the purchases.
-- The key is the way a purse's transfers are read; the id within it is the identity's own and comes once.
alter table ledger.transfer drop constraint transfer_pkey;
drop index ledger.transfer_of_debit;
alter table ledger.transfer add constraint transfer_pkey primary key (tenant_id, debit_account, at, id);
drop index ledger.transfer_of_credit;
create index transfer_of_credit on ledger.transfer (tenant_id, credit_account, at, id) where kind <> 'purchase';
drop index ledger.transfer_of_group;
create index transfer_of_group on ledger.transfer (tenant_id, group_id) where kind <> 'purchase';

-- A pattern costs as much as an index on rows that are written this often; the tenant's own currency keeps it.
alter table ledger.account drop constraint account_currency_check;
alter table ledger.account add constraint account_currency_check check (
    length(currency) = 3 and currency collate "C" between 'AAA' and 'ZZZ');
alter table ledger.account drop constraint account_spent_shape;
alter table ledger.account add constraint account_spent_shape check (
    (spent_on is null and cardinality(spent) = 0)
    -- "is true": a counter that is not there is no counter.
    or (spent_on is not null and kind = 'purse' and cardinality(spent) = 24 and (0 <= all (spent)) is true));
alter table till.purchase drop constraint purchase_currency_check;
alter table till.purchase add constraint purchase_currency_check check (
    length(currency) = 3 and currency collate "C" between 'AAA' and 'ZZZ');

-- Read whole or not at all, so it need not be taken apart on the way in; what a line must be is the device door's to say.
alter table till.purchase drop constraint purchase_lines_number;
alter table till.purchase alter column lines type json using lines::json;
alter table till.purchase add constraint purchase_lines_some check (octet_length(lines::text) > 2);

-- The counters on the local date day, had the purchase been made: a counter whose period is over starts afresh. Weeks begin
-- on Mondays; 2001-01-01 was one.
create or replace function till.spent_after(spent bigint[], spent_on date, day date, slots bigint[]) returns bigint[]
    language sql immutable parallel safe as
$$
select till.counted(
    spent,
    coalesce((spent_on = day)::int, 0),
    coalesce(((spent_on - date '2001-01-01' + 700000) / 7 = (day - date '2001-01-01' + 700000) / 7)::int, 0),
    coalesce((spent_on = day or date_trunc('month', spent_on::timestamp) = date_trunc('month', day::timestamp))::int, 0),
    slots)
$$;

-- Why a purchase with a known card is declined; null: it is not. What most accounts do not have is asked for first.
create or replace function till.objection(
    chip_status text, account_status text, balance bigint, at_least bigint, total bigint,
    spent_after bigint[], limits bigint[], slots bigint[],
    place text, places_off text[], groups text[], groups_off text[], allergens text[], allergic_to text[]) returns text
    language sql immutable parallel safe as
$$
select case
    when chip_status <> 'active' then 'card_blocked'
    when account_status <> 'active' then 'account_closed'
    when balance - total < at_least then 'insufficient_funds'
    when limits is not null and till.over_limit(spent_after, limits, slots, 1) then 'day_limit'
    when limits is not null and till.over_limit(spent_after, limits, slots, 2) then 'week_limit'
    when limits is not null and till.over_limit(spent_after, limits, slots, 3) then 'month_limit'
    when place = any (places_off) then 'place_not_allowed'
    when groups_off <> '{}' and groups_off && groups then 'group_not_allowed'
    when allergic_to <> '{}' and allergic_to && allergens then 'allergen'
end
$$;

-- Half a wave is none.
create function till.undo_wave(code text, why text) returns text
    language plpgsql as
$$
begin
    raise exception using errcode = code, message = why;
end
$$;

-- Decides and posts the purchases of one wave: one call, one transaction. The caller sends each purse and each id at most
-- once per wave, and only purses of this stripe (unknown cards go anywhere). p_slots holds eight amounts per purchase, one
-- after the other; p_groups and p_allergens one line of text per name; p_first and p_last are the lowest and the highest id.
--
-- The jobs it leaves carry tenant and ids alone. auto-top-up and low-balance name account and purchase: one per purchase, so
-- that a job which has already looked at the balance and is about to end cannot swallow the next call.
--
-- outcome: decided; replayed (this body was decided before); conflict (this id has another body); elsewhere (the card
-- leads to another purse than the caller thinks: nothing done); retired (the till's key is no longer good: nothing done).
--
-- One plan serves every wave, by indexes alone: a plan made while a month was still empty would read that month from end
-- to end until statistics come.
drop function till.decide_wave(int, int, text, timestamptz, date, uuid[], text[], bigint[], bigint[], bigint[], text[],
    bigint[], timestamptz[], bigint[], text[], bytea[], bigint[], text[], text[]);
create function till.decide_wave(
    p_tenant int, p_stripe int, p_currency text, p_at timestamptz, p_today date, p_first uuid, p_last uuid,
    p_ids uuid[], p_cards text[], p_purses bigint[], p_tills bigint[], p_units bigint[], p_places text[],
    p_merchants bigint[], p_ats timestamptz[], p_totals bigint[], p_lines text[], p_fingerprints bytea[],
    p_slots bigint[], p_groups text[], p_allergens text[])
    returns table (place int, outcome text, result text, reason text, balance bigint)
    language plpgsql
    set plan_cache_mode = force_generic_plan
    set enable_seqscan = off
    set enable_bitmapscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
    set enable_material = off
    set jit = off
    as
$$
#variable_conflict use_column
begin
    perform set_config('bykassen.tenant', p_tenant::text, true);
    -- Whoever writes to a purse of this stripe holds this lock. A statement of its own: the next one sees what the last
    -- holder committed.
    perform pg_advisory_xact_lock(p_tenant, p_stripe);
    return query
    -- "offset 0" keeps a step for itself, so that what it works out is worked out once, and hands its rows on uncopied.
    with asked as (
        select u.*,
               p_slots[(u.place - 1) * 8 + 1 : u.place * 8] as slots,
               -- Few tills, asked for once.
               u.till = any (array(
                   select id from till.till where tenant_id = p_tenant and id = any (p_tills) and retired_at is null
               )) as is_working,
               c.account_id as card_account, c.purse_id, c.chip_status, c.account_status, c.limits, c.places_off, c.groups_off,
               c.allergic_to, c.notice_below, c.refill_below,
               p.ctid as purse_row, p.balance, p.at_least,
               case when p.spent_on is null then array_fill(0::bigint, array[24]) else p.spent end as spent,
               p.spent_on,
               -- At midnight another node's clock may be a moment ahead: what it began to count goes on.
               case when p.spent_on = p_today + 1 then p.spent_on else p_today end as day,
               k.fingerprint as known_fingerprint, k.result as known_result, k.reason as known_reason,
               k.balance_after as known_balance
        from unnest(p_ids, p_cards, p_purses, p_tills, p_units, p_places, p_merchants, p_ats, p_totals, p_lines,
                    p_fingerprints, p_groups, p_allergens)
            with ordinality as u (id, card, purse, till, unit, kind_of_place, merchant, at, total, lines,
                                  fingerprint, groups, allergens, place)
        left join till.card c on c.tenant_id = p_tenant and c.number = u.card
        left join ledger.account p on p.tenant_id = p_tenant and p.id = c.purse_id
        -- The bounds leave the other months out before the plan begins.
        left join lateral (
            select fingerprint, result, reason, balance_after
            from till.purchase
            where tenant_id = p_tenant and id = u.id and id between p_first and p_last
            limit 1
        ) k on true
        offset 0
    ), weighed as (
        select *,
               case when 0 < any (slots) then till.spent_after(spent, spent_on, day, slots) else spent end as spent_after
        from asked
        offset 0
    ), judged as (
        select place, id, card, till, unit, merchant, at, total, lines, fingerprint, purse_row, purse_id, card_account,
               balance, notice_below, refill_below, day, slots, spent_after, known_result, known_reason, known_balance,
               0 < any (slots) as counts,
               case
                   when not is_working then 'retired'
                   when known_fingerprint = fingerprint then 'replayed'
                   when known_fingerprint is not null then 'conflict'
                   when purse_id is distinct from purse or ledger.stripe_of(purse_id) <> p_stripe then 'elsewhere'
                   else 'decided'
               end as outcome,
               case
                   when card_account is null then 'unknown_card'
                   else till.objection(
                       chip_status, account_status, balance, at_least, total, spent_after, limits, slots,
                       kind_of_place, places_off, string_to_array(groups, e'\n'), groups_off,
                       string_to_array(allergens, e'\n'), allergic_to)
               end as reason
        from weighed
        offset 0
    ), settled as materialized (
        select place, id, card, till, unit, merchant, at, total, lines, fingerprint, outcome, reason,
               outcome = 'decided' and reason is null as approved,
               purse_row, purse_id, card_account, balance, notice_below, refill_below,
               balance - case when outcome = 'decided' and reason is null then total else 0 end as balance_after,
               counts, day, slots, spent_after, known_result, known_reason, known_balance
        from judged
    ), kept as (
        insert into till.purchase
            (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at, total, currency, lines, result,
             reason, balance_after, fingerprint, counted_on, counted)
        select p_tenant, id, till, unit, card, purse_id, at, p_at, total, p_currency, lines::json,
               case when approved then 'approved' else 'declined' end,
               reason, balance_after, fingerprint,
               case when approved and counts then day end,
               case when approved and counts then slots end
        from settled
        where outcome = 'decided'
    ), paid as (
        -- By the row that was read: nobody else may have written it since.
        update ledger.account p
        set balance = p.balance - s.total,
            spent_on = case when s.counts then s.day else p.spent_on end,
            spent = case when s.counts then s.spent_after else p.spent end
        from settled s
        where p.ctid = s.purse_row and p.balance = s.balance and p.currency = p_currency and s.approved
        returning 1
    ), sold as materialized (
        select merchant, sum(total)::bigint as amount
        from settled
        where approved
        group by merchant
    ), earned as (
        update ledger.account m
        set balance = m.balance + e.amount
        from sold e
        where m.tenant_id = p_tenant and m.id = e.merchant and m.currency = p_currency
        returning 1
    ), posted as (
        insert into ledger.transfer (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
        select p_tenant, id, purse_id, merchant, total, p_currency, 'purchase', p_at
        from settled
        where approved
    ), called as (
        insert into platform.job (task_name, task_instance, execution_time, picked, version, priority)
        select 'auto-top-up', p_tenant || ':' || card_account || '/' || id, p_at, false, 1, 50
        from settled
        where outcome = 'decided' and (reason is null or reason = 'insufficient_funds') and balance_after < refill_below
        union all
        select 'low-balance', p_tenant || ':' || card_account || '/' || id, p_at, false, 1, 50
        from settled
        where approved and balance >= notice_below and balance_after < notice_below
        union all
        select 'declined-purchase', p_tenant || ':' || id, p_at, false, 1, 50
        from settled
        where outcome = 'decided' and not approved and card_account is not null
        on conflict do nothing
    )
    select s.place::int,
           case
               when (select count(*) from paid) <> (select count(*) from settled where approved)
                   then till.undo_wave('serialization_failure', 'a purse was changed without the lock of its stripe')
               when (select count(*) from earned) <> (select count(*) from sold)
                   then till.undo_wave('foreign_key_violation', 'a unit has no account to be paid to')
               else s.outcome
           end,
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
