-- New cards: how people get one, the orders under way, and who blocked a chip.

-- A chip the town blocked is opened by the town alone. What was blocked before is told by the trail.
alter table card.chip add column blocked_by text check (blocked_by in ('citizen', 'town'));
update card.chip c
set blocked_by = coalesce(
    (select case e.actor_kind when 'citizen' then 'citizen' else 'town' end
     from audit.entry e
     where e.tenant_id = c.tenant_id and e.subject = c.public_id::text and e.action = 'card.chip.blocked'
     order by e.id desc
     limit 1),
    'town')
where c.status = 'blocked';
alter table card.chip add constraint chip_blocked_by_somebody check ((status = 'blocked') = (blocked_by is not null));

-- A tenant without a row hands out cards at its schools.
create table card.new_card (
    tenant_id    int not null references platform.tenant (id),
    way          text not null check (way in ('school', 'order')),
    -- What an order costs, from the balance, in minor units.
    fee          bigint not null check (fee >= 0),
    delivery     text not null check (delivery in ('address', 'school')),
    -- How long an order can be taken back before it goes to production.
    undo_minutes int not null check (undo_minutes between 0 and 1440),
    primary key (tenant_id)
);
call platform.guard('card.new_card', 'select, insert, update');

create table card.card_order (
    tenant_id    int not null references platform.tenant (id),
    id           bigint generated always as identity,
    -- Also what the press knows it by, and the group of its fee in the books.
    public_id    uuid not null,
    account_id   bigint not null,
    ordered_by   bigint not null,
    -- Of the form it came from: who sends a form twice has ordered once.
    form_key     uuid not null,
    reason       text not null check (reason in ('first', 'lost', 'defective', 'name')),
    -- The chip that the new one takes the place of; null for a first card.
    old_chip     bigint,
    fee          bigint not null check (fee >= 0),
    delivery     text not null check (delivery in ('address', 'school')),
    -- Name and address as the press is told them, sealed; forgotten when the order is over.
    label        bytea,
    state        text not null check (state in ('ordered', 'in_production', 'sent', 'in_use', 'cancelled', 'failed')),
    -- Until then it can be taken back.
    produce_at   timestamptz not null,
    -- Whether the press said that it has the order.
    at_press     boolean not null default false,
    -- As the press made it: whoever types it in holds the card.
    card_number  text check (card_number ~ '^[0-9A-Z]{4,32}$'),
    printed_as   text check (length(printed_as) between 4 and 40),
    sent_at      timestamptz,
    -- Numbers typed in vain within the day that began then.
    wrong_tries  int not null default 0 check (wrong_tries between 0 and 5),
    tries_since  timestamptz,
    ordered_at   timestamptz not null,
    changed_at   timestamptz not null,
    primary key (tenant_id, id),
    unique (tenant_id, public_id),
    unique (tenant_id, ordered_by, form_key),
    constraint card_order_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint card_order_by foreign key (tenant_id, ordered_by) references identity.person (tenant_id, id),
    constraint card_order_old_chip foreign key (tenant_id, old_chip) references card.chip (tenant_id, id),
    constraint card_order_first_replaces_none check ((reason = 'first') = (old_chip is null)),
    constraint card_order_number_is_printed check ((card_number is null) = (printed_as is null)),
    constraint card_order_sent_is_made
        check (state not in ('sent', 'in_use') or (card_number is not null and sent_at is not null)),
    constraint card_order_label_while_needed
        check ((state in ('ordered', 'in_production')) = (label is not null)),
    constraint card_order_tries_have_begun check ((wrong_tries > 0) <= (tries_since is not null))
);
create unique index card_order_one_under_way on card.card_order (tenant_id, account_id)
    where state in ('ordered', 'in_production', 'sent');
create unique index card_order_number on card.card_order (tenant_id, card_number) where state = 'sent';
create index card_order_of_account on card.card_order (tenant_id, account_id, id);
call platform.guard('card.card_order', 'select, insert, update');

-- A new card's fee, and the fee given back.
alter table ledger.transfer drop constraint transfer_kind_check;
alter table ledger.transfer add constraint transfer_kind_check check (kind in
    ('top_up', 'top_up_fee', 'purchase', 'purchase_reversal', 'withdrawal', 'refund', 'transfer', 'opening', 'correction',
     'card_fee', 'card_fee_back'));
