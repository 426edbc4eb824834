/** The Messages API: calls it over the REST client and decodes its stream of server-sent events. */
@NullMarked
package dev.parley.model.claude;

import org.jspecify.annotations.NullMarked;
