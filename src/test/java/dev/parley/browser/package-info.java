/** What the browser tests stand on: a Chromium, a page of its own for each test, and complaints that fail it. */
@NullMarked
package dev.parley.browser;

import org.jspecify.annotations.NullMarked;
