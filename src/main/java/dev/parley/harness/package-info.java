/**
 * Tests of handlers: the real turns on a store in memory, with a scripted model and a clock that stands still. Everything
 * public here is API.
 */
@NullMarked
package dev.parley.harness;

import org.jspecify.annotations.NullMarked;
