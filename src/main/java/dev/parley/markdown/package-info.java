/** Elements as Markdown, wherever they leave as text: exports, and prompts of a model. */
@NullMarked
package dev.parley.markdown;

import org.jspecify.annotations.NullMarked;
