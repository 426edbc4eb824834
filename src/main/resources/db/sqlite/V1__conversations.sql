-- Who writes here, and the last batch that was committed.
create table lease (
    id integer primary key check (id = 1),
    holder text not null,
    since integer not null,
    batch integer not null
);
insert into lease (id, holder, since, batch) values (1, '', 0, 0);

-- Times are milliseconds since 1970. A number of 0 stands for "none" where it is part of a key.
create table conversation (
    key integer primary key,
    id text not null unique,
    owner text not null,
    title text not null,
    handler text not null,
    created_at integer not null,
    updated_at integer not null,
    pinned integer not null,
    archived integer not null,
    deleted_at integer,
    leaf integer not null,
    last_number integer not null,
    running integer not null,
    -- What runs and what waits, as JSON; null where that is nothing.
    activity text
);
create index conversation_list on conversation (owner, archived, pinned desc, updated_at desc, id desc)
    where deleted_at is null;
create index conversation_unfinished on conversation (key) where activity is not null;
create index conversation_deleted on conversation (deleted_at) where deleted_at is not null;

-- A message that has not ended is what its body says, plus what the journal holds after "since".
create table message (
    conversation integer not null,
    id integer not null,
    parent integer not null,
    state text,
    since integer not null,
    body text not null,
    blocks text,
    primary key (conversation, id)
);
create index message_parent on message (conversation, parent);
create index message_open on message (conversation) where state is null;

-- One row for each commit with changes to messages that have not ended: written once, read after a crash only.
create table journal (
    sequence integer primary key,
    entries text not null
);

create table receipt (
    conversation integer not null,
    command text not null,
    hash text not null,
    turn integer,
    primary key (conversation, command)
) without rowid;

-- What can be found: titles (message 0) and the texts of messages.
create table search_entry (
    key integer primary key,
    conversation integer not null,
    message integer not null,
    owner text not null,
    time integer not null,
    unique (conversation, message)
);
-- The words come cut and folded, with spaces between them; "ascii" splits them there and nowhere else.
create virtual table search_words using fts5 (
    owner, words, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);
