-- Two letters before a reference are enough for 676 tenants; from there on a tenant starts its references with three.
alter table platform.tenant drop constraint tenant_prefix_check;
alter table platform.tenant add constraint tenant_prefix_check check (prefix ~ '^[A-Z]{2,3}$');
alter table payment.payment drop constraint payment_reference_check;
alter table payment.payment add constraint payment_reference_check
    check (reference ~ '^[A-Z]{2,3}-[2-9A-Z]{4}-[2-9A-Z]{4}$');
