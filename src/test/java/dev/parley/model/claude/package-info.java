@NullMarked
package dev.parley.model.claude;

import org.jspecify.annotations.NullMarked;
