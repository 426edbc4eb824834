/** What calls to models may cost, in tokens and in money, and what they have cost so far. */
@NullMarked
package dev.parley.budget;

import org.jspecify.annotations.NullMarked;
