-- Why a standing order waits, is paused or has ended, so that its owner is told once and can read it later; and the links by
-- which an owner pays, with the bank asking, what the bank would not let us charge.
alter table card.auto_top_up
    -- Why it is as it is; null while nothing is in its way, and for those paused or ended before this was kept.
    add column because text,
    add column because_since timestamptz,
    -- When its owner last let it go on after a pause: what was charged before that rings no alarm again.
    add column resumed_at timestamptz,
    add constraint auto_top_up_because_fits check (
        case status
            when 'active' then because in ('chip', 'day', 'room')
            when 'paused' then because in ('declines', 'card', 'customer', 'burst')
            when 'cancelled' then because in ('cancelled', 'card_removed', 'account_closed', 'left', 'replaced')
            else because is null
        end),
    add constraint auto_top_up_because_has_time check ((because is null) = (because_since is null));
create index auto_top_up_of_account on card.auto_top_up (tenant_id, account_id, id desc);

create schema topup;
grant usage on schema topup to bykassen_app;

create table topup.pay_link (
    tenant_id    int not null references platform.tenant (id),
    id           bigint generated always as identity,
    order_id     bigint not null,
    -- The charge the bank wanted the customer for: one link each.
    declined     uuid not null,
    -- SHA-256 of the token in the link; the token itself stands in the letter alone.
    token_hash   bytea not null check (octet_length(token_hash) = 32),
    amount       bigint not null check (amount > 0),
    -- Keys of the payments begun with it, the last one for the next attempt: whoever opens the link twice opens one window.
    clicks       uuid[] not null constraint pay_link_has_click check (cardinality(clicks) > 0),
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    paid_at      timestamptz,
    primary key (tenant_id, id),
    unique (tenant_id, declined),
    unique (tenant_id, token_hash),
    constraint pay_link_order foreign key (tenant_id, order_id) references card.auto_top_up (tenant_id, id),
    constraint pay_link_expires_later check (expires_at > created_at),
    constraint pay_link_paid_later check (paid_at >= created_at)
);
create index pay_link_of_order on topup.pay_link (tenant_id, order_id, id desc);
call platform.guard('topup.pay_link', 'select, insert, update, delete');
