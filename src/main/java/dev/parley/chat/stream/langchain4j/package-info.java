/** The streams of LangChain4j. Nothing here is loaded where that is not there. */
@NullMarked
package dev.parley.chat.stream.langchain4j;

import org.jspecify.annotations.NullMarked;
