/** A Messages API inside this process, with scripted answers, so that everything runs without a key. */
@NullMarked
package dev.parley.model.simulator;

import org.jspecify.annotations.NullMarked;
