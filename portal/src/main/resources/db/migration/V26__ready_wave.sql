-- A wave makes ready what its statement names, each time anew: two changes of one table become one, and a counter whose period
-- is over is left out by a case, where a multiplication would be a function to make ready.

-- Whether what was counted on the local date spent_on still counts on day, or its period is over. Weeks begin on Mondays;
-- 2001-01-01 was one.
create function till.is_same_day(spent_on date, day date) returns boolean
    language sql immutable parallel safe as
$$
select coalesce(spent_on = day, false)
$$;
create function till.is_same_week(spent_on date, day date) returns boolean
    language sql immutable parallel safe as
$$
select coalesce((spent_on - date '2001-01-01' + 700000) / 7 = (day - date '2001-01-01' + 700000) / 7, false)
$$;
create function till.is_same_month(spent_on date, day date) returns boolean
    language sql immutable parallel safe as
$$
select coalesce(spent_on = day or date_trunc('month', spent_on::timestamp) = date_trunc('month', day::timestamp), false)
$$;

-- What the counters of a purse are with a purchase that counts slot1 .. slot8: of each slot a day, a week and a month.
create function till.counted(
    spent bigint[], same_day boolean, same_week boolean, same_month boolean, slot1 bigint, slot2 bigint, slot3 bigint, slot4 bigint,
    slot5 bigint, slot6 bigint, slot7 bigint, slot8 bigint) returns bigint[]
    language sql immutable parallel safe as
$$
select array[
    case when same_day then spent[ 1] else 0 end + slot1,
    case when same_week then spent[ 2] else 0 end + slot1,
    case when same_month then spent[ 3] else 0 end + slot1,
    case when same_day then spent[ 4] else 0 end + slot2,
    case when same_week then spent[ 5] else 0 end + slot2,
    case when same_month then spent[ 6] else 0 end + slot2,
    case when same_day then spent[ 7] else 0 end + slot3,
    case when same_week then spent[ 8] else 0 end + slot3,
    case when same_month then spent[ 9] else 0 end + slot3,
    case when same_day then spent[10] else 0 end + slot4,
    case when same_week then spent[11] else 0 end + slot4,
    case when same_month then spent[12] else 0 end + slot4,
    case when same_day then spent[13] else 0 end + slot5,
    case when same_week then spent[14] else 0 end + slot5,
    case when same_month then spent[15] else 0 end + slot5,
    case when same_day then spent[16] else 0 end + slot6,
    case when same_week then spent[17] else 0 end + slot6,
    case when same_month then spent[18] else 0 end + slot6,
    case when same_day then spent[19] else 0 end + slot7,
    case when same_week then spent[20] else 0 end + slot7,
    case when same_month then spent[21] else 0 end + slot7,
    case when same_day then spent[22] else 0 end + slot8,
    case when same_week then spent[23] else 0 end + slot8,
    case when same_month then spent[24] else 0 end + slot8
]
$$;

-- The counters on the local date day, had the purchase been made: a counter whose period is over starts afresh.
create or replace function till.spent_after(spent bigint[], spent_on date, day date, slots bigint[]) returns bigint[]
    language sql immutable parallel safe as
$$
select till.counted(
    spent, till.is_same_day(spent_on, day), till.is_same_week(spent_on, day), till.is_same_month(spent_on, day),
    slots[1], slots[2], slots[3], slots[4], slots[5], slots[6], slots[7], slots[8])
$$;

-- Decides and posts the purchases of one wave: one call, one transaction. The caller sends each purse and each id at most
-- once per wave, and only purses of this stripe (unknown cards go anywhere). p_slots holds eight amounts per purchase, one
-- after the other; p_groups and p_allergens one line of text per name; p_ats seconds since 1970; p_first and p_last are the
-- lowest and the highest id.
--
-- The jobs it leaves carry tenant and ids alone. auto-top-up and low-balance name account and purchase: one per purchase, so
-- that a job which has already looked at the balance and is about to end cannot swallow the next call.
--
-- outcome: decided; replayed (this body was decided before); conflict (this id has another body); elsewhere (the card
-- leads to another purse than the caller thinks: nothing done); retired (the till's key is no longer good: nothing done).
--
-- One plan serves every wave, by indexes alone: a plan made while a month was still empty would read that month from end
-- to end until statistics come.
create or replace function till.decide_wave(
    p_tenant int, p_stripe int, p_currency text, p_at timestamptz, p_today date, p_first uuid, p_last uuid,
    p_ids uuid[], p_cards text[], p_purses bigint[], p_tills bigint[], p_units bigint[], p_places text[],
    p_merchants bigint[], p_ats float8[], p_totals bigint[], p_lines text[], p_fingerprints bytea[],
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
    with known as materialized (
        -- Mostly none, so one look for all of them. The bounds leave the other months out before the plan begins.
        select id, fingerprint, result, reason, balance_after
        from till.purchase
        where tenant_id = p_tenant and id = any (p_ids) and id between p_first and p_last
    ),
    -- "offset 0" keeps a step for itself, so that what it works out is worked out once, and hands its rows on uncopied.
    asked as (
        select u.*,
               -- Few tills, asked for once.
               u.till = any (array(
                   select id from till.till where tenant_id = p_tenant and id = any (p_tills) and retired_at is null
               )) as is_working,
               p_slots[u.place * 8 - 7] as slot1, p_slots[u.place * 8 - 6] as slot2, p_slots[u.place * 8 - 5] as slot3,
               p_slots[u.place * 8 - 4] as slot4, p_slots[u.place * 8 - 3] as slot5, p_slots[u.place * 8 - 2] as slot6,
               p_slots[u.place * 8 - 1] as slot7, p_slots[u.place * 8] as slot8,
               c.account_id as card_account, c.purse_id, c.chip_status, c.account_status, c.limits, c.places_off, c.groups_off,
               c.allergic_to, c.notice_below, c.refill_below,
               p.ctid as purse_row, p.balance, p.at_least, p.spent,
               d.day, till.is_same_day(p.spent_on, d.day) as same_day, till.is_same_week(p.spent_on, d.day) as same_week,
               till.is_same_month(p.spent_on, d.day) as same_month,
               k.fingerprint as known_fingerprint, k.result as known_result, k.reason as known_reason,
               k.balance_after as known_balance
        from unnest(p_ids, p_cards, p_purses, p_tills, p_units, p_places, p_merchants, p_ats, p_totals, p_lines,
                    p_fingerprints, p_groups, p_allergens)
            with ordinality as u (id, card, purse, till, unit, kind_of_place, merchant, at, total, lines,
                                  fingerprint, groups, allergens, place)
        left join till.card c on c.tenant_id = p_tenant and c.number = u.card
        left join ledger.account p on p.tenant_id = p_tenant and p.id = c.purse_id
        left join known k on k.id = u.id
        -- At midnight another node's clock may be a moment ahead: what it began to count goes on.
        cross join lateral (select case when p.spent_on = p_today + 1 then p.spent_on else p_today end as day) d
        offset 0
    ), weighed as (
        select *,
               -- Null where nothing is counted.
               case when slot1 + slot2 + slot3 + slot4 + slot5 + slot6 + slot7 + slot8 > 0 then
                   till.counted(
                       spent, same_day, same_week, same_month, slot1, slot2, slot3, slot4, slot5, slot6, slot7, slot8)
               end as spent_after
        from asked
        offset 0
    ), judged as (
        select *,
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
                       chip_status, account_status, balance, at_least, total,
                       case when limits is not null and spent_after is not null then
                           till.exceeded(spent_after, limits, slot1, slot2, slot3, slot4, slot5, slot6, slot7, slot8)
                       end,
                       kind_of_place, places_off, string_to_array(groups, e'\n'), groups_off,
                       string_to_array(allergens, e'\n'), allergic_to)
               end as reason
        from weighed
        offset 0
    ), settled as materialized (
        -- What is asked for most comes first, what is long comes last: a row is read from its beginning.
        select place, outcome, reason,
               outcome = 'decided' and reason is null as approved,
               balance - case when outcome = 'decided' and reason is null then total else 0 end as balance_after,
               known_result, known_reason, known_balance,
               merchant, total, purse_row, balance, purse_id, card_account, notice_below, refill_below, id,
               case when spent_after is not null then day end as counted_on, spent_after,
               till, unit, card, at, fingerprint,
               case when spent_after is not null then
                   array[slot1, slot2, slot3, slot4, slot5, slot6, slot7, slot8]
               end as counted,
               lines
        from judged
    ), kept as (
        insert into till.purchase
            (tenant_id, id, till_id, unit_id, card_number, account_id, at, decided_at, total, currency, lines, result,
             reason, balance_after, fingerprint, counted_on, counted)
        select p_tenant, id, till, unit, card, purse_id, to_timestamp(at), p_at, total, p_currency, lines,
               case when approved then 'approved' else 'declined' end,
               reason, balance_after, fingerprint,
               case when approved then counted_on end,
               case when approved then counted end
        from settled
        where outcome = 'decided'
    ), sold as materialized (
        select s.*, m.ctid as merchant_row, m.balance
        from (
            select merchant, sum(total)::bigint as amount, count(*) as times from settled where approved group by merchant
        ) s
        left join ledger.account m on m.tenant_id = p_tenant and m.id = s.merchant and m.currency = p_currency
    ), booked as (
        -- Purses and merchants in one step, by the rows that were read: nobody else may have written them since.
        update ledger.account a
        set balance = a.balance + s.amount,
            spent_on = coalesce(s.counted_on, a.spent_on),
            spent = coalesce(s.spent_after, a.spent)
        from (
            select purse_row as account_row, balance, - total as amount, counted_on, spent_after from settled where approved
            union all
            select merchant_row, balance, amount, null, null from sold
            offset 0
        ) s
        where a.ctid = s.account_row and a.balance = s.balance and a.currency = p_currency
        returning 1
    ), posted as (
        insert into ledger.transfer (tenant_id, group_id, debit_account, credit_account, amount, currency, kind, at)
        select p_tenant, id, purse_id, merchant, total, p_currency, 'purchase', p_at
        from settled
        where approved
    ), called as (
        insert into platform.job (task_name, task_instance, execution_time, picked, version, priority)
        select task,
               p_tenant || ':' || case task when 'declined-purchase' then '' else card_account || '/' end || id,
               p_at, false, 1, 50
        from settled
        cross join unnest(array[
            case when (reason is null or reason = 'insufficient_funds') and balance_after < refill_below then 'auto-top-up' end,
            case when approved and balance >= notice_below and balance_after < notice_below then 'low-balance' end,
            case when not approved then 'declined-purchase' end
        ]) as task
        where outcome = 'decided' and card_account is not null
          and (not approved or balance_after < greatest(refill_below, notice_below)) and task is not null
        on conflict do nothing
    )
    select s.place::int,
           case
               when exists (select from sold where merchant_row is null)
                   then till.undo_wave('foreign_key_violation', 'a unit has no account to be paid to')
               when (select count(*) from booked) <> (select coalesce(sum(times), 0) + count(*) from sold)
                   then till.undo_wave('serialization_failure', 'an account was changed without the lock of its stripe')
               else s.outcome
           end,
           case s.outcome
               when 'replayed' then s.known_result
               when 'decided' then case when s.approved then 'approved' else 'declined' end
           end,
           case s.outcome when 'replayed' then s.known_reason when 'decided' then s.reason end,
           case s.outcome when 'replayed' then s.known_balance when 'decided' then s.balance_after end
    from settled s;
end
$$;

drop function till.counted(
    bigint[], int, int, int, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint);
drop function till.same_day, till.same_week, till.same_month;
