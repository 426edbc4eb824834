/** What a language model is to Parley: a request, a stream of sealed events, and failures that say what to do. */
@NullMarked
package dev.parley.model;

import org.jspecify.annotations.NullMarked;
