-- Two more calls of a wave, written as jobs in its own transaction: a balance that has just become low, and a purchase that
-- was declined. Who is told of them is decided where people are known.

-- The highest balance below which anybody wants to be told of this account, in minor units; null: nobody does.
alter table card.account add column notice_below bigint constraint account_notice_positive check (notice_below > 0);

create schema decline;
grant usage on schema decline to bykassen_app;

-- The last purchase an account was declined for each reason; whether it would be declined again is asked of the rules.
create table decline.refusal (
    tenant_id   int not null references platform.tenant (id),
    account_id  bigint not null,
    reason      text not null check (reason in
        ('card_blocked', 'account_closed', 'insufficient_funds', 'day_limit', 'week_limit', 'month_limit',
         'place_not_allowed', 'group_not_allowed', 'allergen')),
    -- No foreign key, as everywhere purchases are named: old months can be moved away.
    purchase_id uuid not null,
    at          timestamptz not null,
    -- What the purchase would have counted, slot by slot.
    counted     bigint[] not null constraint refusal_counted_shape check (
        cardinality(counted) = 8 and array_position(counted, null) is null and 0 <= all (counted)),
    -- When people were last told; a till that is tried again within the hour tells nobody anew.
    told_at     timestamptz,
    primary key (tenant_id, account_id, reason),
    constraint refusal_account foreign key (tenant_id, account_id) references card.account (tenant_id, id)
);
call platform.guard('decline.refusal', 'select, insert, update, delete');

-- The rules of a purchase, one text for the wave that decides and for whoever asks whether it would be declined now. Written
-- so that the planner takes it apart where it is used: it costs what it cost inside the wave.

-- The counters on the local date day, had the purchase been made: a counter whose period is over starts afresh.
create function till.spent_after(spent bigint[], spent_on date, day date, slots bigint[]) returns bigint[]
    language sql immutable parallel safe as
$$
select till.counted(
    spent,
    coalesce((spent_on = day)::int, 0),
    coalesce((date_trunc('week', spent_on::timestamp) = date_trunc('week', day::timestamp))::int, 0),
    coalesce((date_trunc('month', spent_on::timestamp) = date_trunc('month', day::timestamp))::int, 0),
    slots)
$$;

-- Why a purchase with a known card is declined; null: it is not.
create function till.objection(
    chip_status text, account_status text, balance bigint, at_least bigint, total bigint,
    spent_after bigint[], limits bigint[], slots bigint[],
    place text, places_off text[], groups text[], groups_off text[], allergens text[], allergic_to text[]) returns text
    language sql immutable parallel safe as
$$
select case
    when chip_status <> 'active' then 'card_blocked'
    when account_status <> 'active' then 'account_closed'
    when balance - total < at_least then 'insufficient_funds'
    when till.over_limit(spent_after, limits, slots, 1) then 'day_limit'
    when till.over_limit(spent_after, limits, slots, 2) then 'week_limit'
    when till.over_limit(spent_after, limits, slots, 3) then 'month_limit'
    when place = any (places_off) then 'place_not_allowed'
    when groups_off && groups then 'group_not_allowed'
    when allergic_to && allergens then 'allergen'
end
$$;

-- Decides and posts the purchases of one wave: one call, one transaction. The caller sends each purse and each id at most
-- once per wave, and only purses of this stripe (unknown cards go anywhere). p_slots holds eight amounts per purchase, one
-- after the other; p_groups and p_allergens one line of text per name.
--
-- The jobs it leaves carry tenant and ids alone. auto-top-up and low-balance name account and purchase: one per purchase, so
-- that a job which has already looked at the balance and is about to end cannot swallow the next call.
--
-- outcome: decided; replayed (this body was decided before); conflict (this id has another body); elsewhere (the card
-- leads to another purse than the caller thinks: nothing done); retired (the till's key is no longer good: nothing done).
create or replace function till.decide_wave(
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
               a.id as card_account, a.status as account_status, a.purse_id, a.notice_below,
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
               till.spent_after(spent, spent_on, day, slots) as spent_after
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
                   else till.objection(
                       chip_status, account_status, balance, at_least, total, spent_after, limits, slots,
                       kind_of_place, places_off, string_to_array(groups, e'\n'), groups_off,
                       string_to_array(allergens, e'\n'), allergic_to)
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
    ), called as (
        insert into platform.job (task_name, task_instance, execution_time, picked, version, priority)
        select 'auto-top-up', p_tenant || ':' || card_account || '/' || id, p_at, false, 1, 50
        from settled
        where outcome = 'decided' and (reason is null or reason = 'insufficient_funds') and balance_after < threshold
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
