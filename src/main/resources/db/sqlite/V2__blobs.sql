-- What is too large for an event. A blob is "writing", then "whole", then "used" by an event; what is "gone" is removed piece
-- by piece. Its conversation stands here by its id, because it may come later.
create table blob (
    key integer primary key,
    id text not null unique,
    conversation text not null,
    owner text not null,
    media_type text not null,
    name text not null,
    size integer not null,
    created_at integer not null,
    state text not null
);
create index blob_conversation on blob (conversation);
create index blob_owner on blob (owner);
create index blob_state on blob (state, created_at);

create table blob_piece (
    blob integer not null,
    number integer not null,
    bytes blob not null,
    primary key (blob, number)
);
