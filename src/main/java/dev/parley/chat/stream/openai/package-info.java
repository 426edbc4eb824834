/** The streams of openai-java. Nothing here is loaded where that is not there. */
@NullMarked
package dev.parley.chat.stream.openai;

import org.jspecify.annotations.NullMarked;
