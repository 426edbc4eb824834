/** Runs turns: what a reader sends, its place in the queue, the handler that answers, Stop, and the one end state. */
@NullMarked
package dev.parley.turn;

import org.jspecify.annotations.NullMarked;
