/** The page, the socket and the resources: what a browser or another client reaches. */
@NullMarked
package dev.parley.web;

import org.jspecify.annotations.NullMarked;
