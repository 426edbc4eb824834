-- Texts that their owners keep to send them again.
create table prompt (
    owner text not null,
    id text not null,
    title text not null,
    content text not null,
    changed_at bigint not null,
    primary key (owner, id)
);
