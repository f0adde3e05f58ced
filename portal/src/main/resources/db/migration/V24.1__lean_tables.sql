-- Purchases near what the machine allows: what a row paid for without need is taken away, and stays as well guarded.
-- docs/performance.md says what each step was worth.

-- A check of a table is read anew by every statement that writes to it, which was a quarter of a wave of one; what a domain
-- checks is read once per connection, and only when the column is written. So what a value must be is its domain's to say,
-- and what columns must be to each other is the table's, in few words. A pattern costs as much as an index on rows that
-- are written this often; the tenant's own currency keeps it.
create domain ledger.currency as text
    constraint currency_check check (length(value) = 3 and value collate "C" between 'AAA' and 'ZZZ');
create domain ledger.account_kind as text constraint account_kind_check check (
    value in ('purse', 'merchant', 'gateway', 'fee', 'bank', 'withdrawal', 'suspense', 'adjustment'));
create domain ledger.transfer_kind as text constraint transfer_kind_check check (
    value in ('top_up', 'top_up_fee', 'purchase', 'purchase_reversal', 'withdrawal', 'refund', 'transfer', 'opening',
              'correction', 'card_fee', 'card_fee_back'));
create domain ledger.reference as text constraint transfer_reference_check check (length(value) between 1 and 80);
-- 8 slots x (day, week, month), or none. "is true": a counter that is not there is no counter.
create domain ledger.counters as bigint[] constraint account_spent_shape check (
    cardinality(value) = 0 or cardinality(value) = 24 and (0 <= all (value)) is true);

alter table ledger.account
    drop constraint account_currency_check,
    drop constraint account_kind_check,
    drop constraint account_spent_shape,
    alter column currency type ledger.currency,
    alter column kind type ledger.account_kind,
    alter column spent type ledger.counters,
    add constraint account_spent_shape check (
        (spent_on is null) = (cardinality(spent) = 0) and (spent_on is null or kind = 'purse'));
alter table ledger.transfer
    drop constraint transfer_kind_check,
    drop constraint transfer_reference_check,
    alter column kind type ledger.transfer_kind,
    alter column reference type ledger.reference;

create domain till.card_number as text constraint purchase_card_number_check check (length(value) between 1 and 64);
create domain till.total as bigint constraint purchase_total_range check (value between 1 and 1000000000);
create domain till.fingerprint as bytea constraint purchase_fingerprint_sha256 check (length(value) = 32);
create domain till.result as text constraint purchase_result_check check (value in ('approved', 'declined'));
create domain till.reason as text constraint purchase_reason_check check (
    value in ('unknown_card', 'card_blocked', 'account_closed', 'insufficient_funds', 'day_limit', 'week_limit', 'month_limit',
              'place_not_allowed', 'group_not_allowed', 'allergen'));
-- A slot each.
create domain till.amounts as bigint[] constraint purchase_counted_shape check (
    cardinality(value) = 8 and 0 <= all (value));
-- JSON, read whole or not at all: as text it is not taken apart on the way in. What a line must be is the device door's to say.
create domain till.lines as text constraint purchase_lines_some check (octet_length(value) > 2);

alter table till.purchase
    drop constraint purchase_card_number_check,
    drop constraint purchase_total_range,
    drop constraint purchase_currency_check,
    drop constraint purchase_lines_number,
    drop constraint purchase_result_check,
    drop constraint purchase_reason_check,
    drop constraint purchase_has_purse,
    drop constraint purchase_fingerprint_sha256,
    drop constraint purchase_counted_shape,
    drop constraint purchase_reversed_range,
    alter column card_number type till.card_number,
    alter column total type till.total,
    alter column currency type ledger.currency,
    alter column lines type till.lines using lines::text,
    alter column result type till.result,
    alter column reason type till.reason,
    alter column fingerprint type till.fingerprint,
    alter column counted type till.amounts,
    add constraint purchase_has_purse check ((account_id is null) = (reason is not distinct from 'unknown_card')),
    add constraint purchase_counted_shape check (
        (counted_on is null) = (counted is null) and (counted is null or reason is null)),
    add constraint purchase_reversed_range check (reversed between 0 and total and (reversed = 0 or reason is null));

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
create trigger account_is_kept before delete on ledger.account
    for each row execute function ledger.keep_account();
-- Afterwards: what looks at rows before they are changed locks each of them once more.
create trigger account_keeps_its_key after update of tenant_id, id, currency on ledger.account
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
