/** What operators see from outside: metrics, traces, logs for machines, and the state of the provider. Observes; nobody depends on it. */
@NullMarked
package dev.parley.observe;

import org.jspecify.annotations.NullMarked;
