/**
 * Conversations in a database: SQLite in one file, or PostgreSQL. One connection writes, guarded by a lease; a few others
 * read. Answers under way are kept in memory and in a journal, from which a crash's remains are read at the next start.
 */
@NullMarked
package dev.parley.conversation.jdbc;

import org.jspecify.annotations.NullMarked;
