/** What the page says, in each of its languages. */
@org.jspecify.annotations.NullMarked
package dev.parley.web.words;
