@NullMarked
package dev.parley.model.simulator;

import org.jspecify.annotations.NullMarked;
