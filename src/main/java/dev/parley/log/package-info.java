/**
 * Each open conversation's log: a single writer commits whatever has queued up in one go, and only then hands it to the
 * readers, each of which is a cursor. "Shown means stored" holds because there is no other way to a reader.
 */
@NullMarked
package dev.parley.log;

import org.jspecify.annotations.NullMarked;
