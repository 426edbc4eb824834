package dev.parley.conversation;

import java.time.LocalDate;

/** What a commit adds to what the conversation's owner has spent on a day. */
public record Spent(LocalDate day, Spending amount) {}
