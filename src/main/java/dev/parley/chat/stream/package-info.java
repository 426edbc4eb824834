/** Turns whatever streams into chunks. */
@NullMarked
package dev.parley.chat.stream;

import org.jspecify.annotations.NullMarked;
