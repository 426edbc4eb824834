package dev.parley.conversation;

/** An event with its place in its conversation's log. */
public record LoggedEvent(long offset, Event event) {}
