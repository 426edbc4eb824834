-- What calls to models have cost each owner on each day, and all together (owner ''); a day is written as 2026-11-27.
create table spending (
    owner text not null,
    day text not null,
    tokens bigint not null,
    nano_dollars bigint not null,
    primary key (owner, day)
);
