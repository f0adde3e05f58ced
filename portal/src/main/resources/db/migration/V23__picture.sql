-- Pictures of those who hold accounts, for whoever must recognise them at a till.
create schema picture;
grant usage on schema picture to bykassen_app;

create table picture.picture (
    tenant_id   int not null references platform.tenant (id),
    account_id  bigint not null,
    -- A square JPEG without metadata, sealed.
    sealed      bytea not null check (length(sealed) between 100 and 400000),
    -- Besides tills and staff the only one who sees it.
    uploaded_by bigint not null,
    uploaded_at timestamptz not null,
    primary key (tenant_id, account_id),
    constraint picture_account foreign key (tenant_id, account_id) references card.account (tenant_id, id),
    constraint picture_by foreign key (tenant_id, uploaded_by) references identity.person (tenant_id, id)
);
call platform.guard('picture.picture', 'select, insert, update, delete');
