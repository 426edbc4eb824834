/** What a reader touches: the page, the socket with its frames, and the REST resources. See docs/protocol.md. */
@NullMarked
package dev.parley.web;

import org.jspecify.annotations.NullMarked;
