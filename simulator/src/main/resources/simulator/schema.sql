create table if not exists setting (
  name  text primary key,
  value text not null
) strict;

create table if not exists nexi_payment (
  id                  text    primary key check (length(id) = 32),
  merchant            text    not null,
  state               text    not null check (state in ('open', 'completed', 'cancelled', 'terminated')),
  amount              integer not null check (amount >= 0),
  currency            text    not null check (length(currency) = 3),
  reference           text    not null,
  items               text    not null,
  checkout_url        text,
  return_url          text,
  cancel_url          text,
  charge_at_once      integer not null check (charge_at_once in (0, 1)),
  stores_card         integer not null check (stores_card in (0, 1)),
  subscription        text    references nexi_card (id),
  brand               text,
  masked_number       text,
  expiry              text,
  reserved            integer not null default 0 check (reserved in (0, amount)),
  cancelled           integer not null default 0 check (cancelled >= 0 and cancelled <= reserved),
  created_at          text    not null,
  expires_at          text    not null,
  ended_at            text
) strict;

create index if not exists nexi_payment_merchant on nexi_payment (merchant, created_at);

create table if not exists nexi_webhook (
  payment       text not null references nexi_payment (id),
  event         text not null,
  url           text not null,
  authorization text not null,
  primary key (payment, event, url)
) strict, without rowid;

create table if not exists nexi_card (
  id            text primary key check (length(id) = 32),
  merchant      text not null,
  brand         text not null,
  number        text not null,
  expiry        text not null,
  created_at    text not null
) strict;

create table if not exists nexi_charge (
  id         text    primary key check (length(id) = 32),
  payment    text    not null references nexi_payment (id),
  amount     integer not null check (amount > 0),
  created_at text    not null
) strict;

create index if not exists nexi_charge_payment on nexi_charge (payment);

create table if not exists nexi_refund (
  id         text    primary key check (length(id) = 32),
  charge     text    not null references nexi_charge (id),
  payment    text    not null references nexi_payment (id),
  amount     integer not null check (amount > 0),
  created_at text    not null
) strict;

create index if not exists nexi_refund_charge on nexi_refund (charge);

create index if not exists nexi_refund_payment on nexi_refund (payment);

create table if not exists nexi_answer (
  merchant    text    not null,
  key         text    not null check (length(key) between 1 and 64),
  fingerprint text    not null,
  status      integer not null,
  body        text    not null,
  primary key (merchant, key)
) strict, without rowid;

create table if not exists nexi_delivery (
  id            integer primary key,
  payment       text    not null,
  event         text    not null,
  url           text    not null,
  authorization text    not null,
  body          text    not null,
  due_at        integer not null,
  attempts      integer not null default 0,
  state         text    not null default 'waiting' check (state in ('waiting', 'delivered', 'given_up')),
  answer        text
) strict;

create index if not exists nexi_delivery_due on nexi_delivery (due_at) where state = 'waiting';

create table if not exists mail (
  id         integer primary key,
  recipient  text not null,
  sender     text not null,
  subject    text not null,
  text       text not null,
  html       text not null,
  arrived_at text not null
) strict;

create index if not exists mail_recipient on mail (recipient, id);

create table if not exists sms (
  id         text primary key,
  recipient  text not null,
  sender     text not null,
  text       text not null,
  reference  text unique,
  arrived_at text not null
) strict;

create index if not exists sms_recipient on sms (recipient, arrived_at);

create table if not exists rush (
  id         text primary key,
  started_at text not null,
  report     text not null
) strict;

create table if not exists bank_file (
  tenant      text not null,
  msg_id      text not null check (length(msg_id) between 1 and 35),
  pmt_inf_id  text not null,
  debtor      text not null,
  digest      text not null check (length(digest) = 64),
  received_at text not null,
  primary key (tenant, msg_id)
) strict;

create table if not exists bank_payment (
  tenant      text    not null,
  end_to_end  text    not null check (length(end_to_end) between 1 and 35),
  msg_id      text    not null,
  amount      integer not null check (amount > 0),
  currency    text    not null check (length(currency) = 3),
  payee       text    not null,
  account     text    not null,
  nemkonto    integer not null check (nemkonto in (0, 1)),
  text        text    not null,
  state       text    not null check (state in ('pending', 'paid', 'rejected')),
  reason      text,
  settles_at  text,
  received_at text    not null,
  decided_at  text,
  primary key (tenant, end_to_end),
  foreign key (tenant, msg_id) references bank_file (tenant, msg_id),
  check ((state = 'rejected') = (reason is not null))
) strict;

create table if not exists press_order (
  id       text    primary key,
  tenant   text    not null,
  kind     text    not null check (kind in ('chip', 'card')),
  prefix   text    not null,
  name     text    not null,
  street   text    not null,
  postcode text    not null,
  city     text    not null,
  number   text    not null,
  due_at   text    not null,
  refused  integer not null check (refused in (0, 1))
) strict;
