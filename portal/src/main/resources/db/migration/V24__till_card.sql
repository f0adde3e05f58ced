-- What the till asks of a card, all of it in one row: four tables said it, and looking into each of them was a third of a
-- purchase. Written by triggers alone, in the transaction that changes what it repeats.
create table till.card (
    tenant_id      int not null references platform.tenant (id),
    -- As the till reads it.
    number         text not null,
    account_id     bigint not null,
    purse_id       bigint not null,
    chip_status    text not null,
    account_status text not null,
    -- The limits and refusals of card.rule; null where there are none.
    limits         bigint[],
    places_off     text[],
    groups_off     text[],
    allergic_to    text[],
    -- The balances below which somebody is told, and money is fetched.
    notice_below   bigint,
    refill_below   bigint,
    primary key (tenant_id, number)
);
create index card_of_account on till.card (tenant_id, account_id);
call platform.guard('till.card', 'select, insert, delete');
call platform.guard('till.card', 'select', 'bykassen_till');

-- What the row of a card says, by account.
create view till.card_read with (security_invoker = true) as
select a.tenant_id, c.number, a.id as account_id, a.purse_id, c.status as chip_status, a.status as account_status,
       r.limits, r.places_off, r.groups_off, r.allergens as allergic_to, a.notice_below, o.threshold as refill_below
from card.account a
join card.chip c on c.tenant_id = a.tenant_id and c.account_id = a.id
left join card.rule r on r.tenant_id = a.tenant_id and r.account_id = a.id
left join card.auto_top_up o on o.tenant_id = a.tenant_id and o.account_id = a.id and o.status = 'active';
grant select on till.card_read to bykassen_app;

-- Whoever changes what an account's cards may do waits here for whoever else does so, and then reads what that one left.
create function till.read_cards(tenants int[], accounts bigint[]) returns void
    language plpgsql as
$$
begin
    perform
    from card.account a
    join unnest(tenants, accounts) as t (tenant_id, id) on a.tenant_id = t.tenant_id and a.id = t.id
    order by a.tenant_id, a.id
    for no key update of a;

    delete from till.card k
    using unnest(tenants, accounts) as t (tenant_id, id)
    where k.tenant_id = t.tenant_id and k.account_id = t.id;

    insert into till.card
        (tenant_id, number, account_id, purse_id, chip_status, account_status, limits, places_off, groups_off, allergic_to,
         notice_below, refill_below)
    select r.tenant_id, r.number, r.account_id, r.purse_id, r.chip_status, r.account_status, r.limits, r.places_off,
           r.groups_off, r.allergic_to, r.notice_below, r.refill_below
    from unnest(tenants, accounts) as t (tenant_id, id)
    join till.card_read r on r.tenant_id = t.tenant_id and r.account_id = t.id;
end
$$;

-- Called with the accounts that somebody touched. Where the row already says what is so nobody is held up: a standing order
-- that notes a charge waits for nobody.
create function till.read_cards_that_differ(tenants int[], accounts bigint[]) returns void
    language plpgsql as
$$
declare
    differing_tenants int[];
    differing_accounts bigint[];
begin
    with touched as (
        select distinct tenant_id, account_id from unnest(tenants, accounts) as t (tenant_id, account_id)
    ), kept as (
        select k.tenant_id, k.number, k.account_id, k.purse_id, k.chip_status, k.account_status, k.limits, k.places_off,
               k.groups_off, k.allergic_to, k.notice_below, k.refill_below
        from touched
        join till.card k using (tenant_id, account_id)
    ), said as (
        select r.tenant_id, r.number, r.account_id, r.purse_id, r.chip_status, r.account_status, r.limits, r.places_off,
               r.groups_off, r.allergic_to, r.notice_below, r.refill_below
        from touched
        join till.card_read r using (tenant_id, account_id)
    )
    select array_agg(tenant_id), array_agg(account_id)
    into differing_tenants, differing_accounts
    from (
        -- An account without a card may be getting its first one just now: whoever hands it out is waited for.
        select tenant_id, account_id from touched where (tenant_id, account_id) not in (select tenant_id, account_id from kept)
        union
        select tenant_id, account_id from (select * from kept except select * from said) gone
        union
        select tenant_id, account_id from (select * from said except select * from kept) come
    ) differing;
    if differing_tenants is not null then
        perform till.read_cards(differing_tenants, differing_accounts);
    end if;
end
$$;

create function till.cards_touched() returns trigger
    language plpgsql as
$$
begin
    perform till.read_cards_that_differ(array_agg(tenant_id), array_agg(account_id)) from these;
    return null;
end
$$;
create function till.cards_changed() returns trigger
    language plpgsql as
$$
begin
    perform till.read_cards_that_differ(array_agg(tenant_id), array_agg(account_id))
    from (select tenant_id, account_id from before union all select tenant_id, account_id from after) these;
    return null;
end
$$;
create function till.account_changed() returns trigger
    language plpgsql as
$$
begin
    perform till.read_cards_that_differ(array_agg(tenant_id), array_agg(id)) from these;
    return null;
end
$$;
create trigger till_reads_new after insert on card.chip
    referencing new table as these for each statement execute function till.cards_touched();
create trigger till_forgets after delete on card.chip
    referencing old table as these for each statement execute function till.cards_touched();
create trigger till_reads_new after insert on card.rule
    referencing new table as these for each statement execute function till.cards_touched();
create trigger till_forgets after delete on card.rule
    referencing old table as these for each statement execute function till.cards_touched();
create trigger till_reads_new after insert on card.auto_top_up
    referencing new table as these for each statement execute function till.cards_touched();
create trigger till_forgets after delete on card.auto_top_up
    referencing old table as these for each statement execute function till.cards_touched();
create trigger till_reads_changed after update on card.account
    referencing new table as these for each statement execute function till.account_changed();
create trigger till_reads_changed after update on card.chip
    referencing old table as before new table as after for each statement execute function till.cards_changed();
create trigger till_reads_changed after update on card.rule
    referencing old table as before new table as after for each statement execute function till.cards_changed();
create trigger till_reads_changed after update on card.auto_top_up
    referencing old table as before new table as after for each statement execute function till.cards_changed();

insert into till.card
    (tenant_id, number, account_id, purse_id, chip_status, account_status, limits, places_off, groups_off, allergic_to,
     notice_below, refill_below)
select tenant_id, number, account_id, purse_id, chip_status, account_status, limits, places_off, groups_off, allergic_to,
       notice_below, refill_below
from till.card_read;
