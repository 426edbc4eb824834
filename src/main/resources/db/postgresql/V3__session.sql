-- What a conversation's handler keeps between its turns, as JSON.
create table session_value (
    conversation bigint not null,
    name text not null,
    content text not null,
    primary key (conversation, name)
);
