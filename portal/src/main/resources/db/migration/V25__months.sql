-- Months of purchases that can be made and moved away while tills buy.

-- A month that is moved away takes its purchases with it, and their reversals stay as the books do: a foreign key would
-- keep it here. No role that serves may delete a purchase or change its key, so looking once is enough.
alter table till.reversal drop constraint reversal_purchase;

create function till.know_purchase() returns trigger
    language plpgsql as
$$
begin
    if not exists (select from till.purchase where tenant_id = new.tenant_id and id = new.purchase_id) then
        raise foreign_key_violation using
            message = 'a reversal names a purchase that is not there: "reversal_purchase"',
            constraint = 'reversal_purchase', table = 'reversal', schema = 'till';
    end if;
    return new;
end
$$;
create trigger reversal_purchase before insert on till.reversal
    for each row execute function till.know_purchase();

-- Makes what is missing of the months [first, first + months). Nobody reads or writes a month by its own name. A month is
-- made beside the others and then attached, which neither waits for purchases under way nor makes them wait.
create or replace procedure till.make_months(first date, months int)
    language plpgsql
as
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
            execute format('create table till.%I (like till.purchase including defaults including constraints)', part);
            execute format('alter table till.%I enable row level security', part);
            execute format('alter table till.purchase attach partition till.%I for values from (%L) to (%L)',
                part, till.first_id(month), till.first_id((month + interval '1 month')::date));
        end if;
    end loop;
end
$$;

-- A purchase without a month used to be kept in a rest. That would let an id of a month that was moved away be bought with
-- once more; and with a rest a month can be neither made nor moved away beside purchases. Whatever is in it gets its month.
do
$$
declare
    month date;
begin
    alter table till.purchase detach partition till.purchase_rest;
    for month in
        select distinct date_trunc(
            'month',
            to_timestamp(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint / 1000.0) at time zone 'UTC')::date
        from till.purchase_rest
    loop
        call till.make_months(month, 1);
    end loop;
    insert into till.purchase select * from till.purchase_rest;
    drop table till.purchase_rest;
end
$$;
