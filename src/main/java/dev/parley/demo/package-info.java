/** The handlers that ship with Parley, each a page of code. */
@NullMarked
package dev.parley.demo;

import org.jspecify.annotations.NullMarked;
