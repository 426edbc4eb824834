-- What is too large for an event. A blob is "writing", then "whole", then "used" by an event; what is "gone" is removed piece
-- by piece. Its conversation stands here by its id, because it may come later.
create table blob (
    key bigint primary key,
    id text not null unique,
    conversation text collate "C" not null,
    owner text not null,
    media_type text not null,
    name text not null,
    size bigint not null,
    created_at bigint not null,
    state text not null
);
create index blob_conversation on blob (conversation);
create index blob_owner on blob (owner);
create index blob_state on blob (state, created_at);

create table blob_piece (
    blob bigint not null,
    number integer not null,
    bytes bytea not null,
    primary key (blob, number)
);
-- Pictures and archives are compressed already: trying again costs the writer time.
alter table blob_piece alter column bytes set storage external;
