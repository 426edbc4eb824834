/** Who is asking: the owner of every look-up. */
@NullMarked
package dev.parley.auth;

import org.jspecify.annotations.NullMarked;
