-- Levels below which people want to be told of an account's balance.
create schema statement;
grant usage on schema statement to bykassen_app;

create table statement.notice (
    tenant_id  int not null references platform.tenant (id),
    person_id  bigint not null,
    account_id bigint not null,
    -- In minor units.
    level      bigint not null constraint notice_level_range check (level between 1 and 1000000000),
    by_email   boolean not null,
    by_sms     boolean not null,
    -- Whether the next fall below the level is to be told: not again before the balance has been at the level or above it.
    is_due     boolean not null,
    set_at     timestamptz not null,
    primary key (tenant_id, account_id, person_id),
    constraint notice_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint notice_by_something check (by_email or by_sms)
);
create index notice_of_person on statement.notice (tenant_id, person_id);
call platform.guard('statement.notice', 'select, insert, update, delete');
