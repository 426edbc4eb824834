/** What the author of a handler needs: everything public here is API. */
@NullMarked
package dev.parley.chat;

import org.jspecify.annotations.NullMarked;
