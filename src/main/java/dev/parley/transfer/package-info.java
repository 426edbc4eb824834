/**
 * Conversations that leave and that come in: as Markdown, as JSON and as a page of their own, and from files of this and
 * other services. See docs/export-format.md. Knows no request and no turn.
 */
@NullMarked
package dev.parley.transfer;

import org.jspecify.annotations.NullMarked;
