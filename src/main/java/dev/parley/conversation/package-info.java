/**
 * Conversations, their messages and elements, the events that change them, the fold from events to a transcript, and
 * what a store must do. Knows no reader, no turn and no model.
 */
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
