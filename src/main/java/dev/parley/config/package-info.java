/** What settings may be: whatever is wrong is told at the start, with the key. */
@NullMarked
package dev.parley.config;

import org.jspecify.annotations.NullMarked;
