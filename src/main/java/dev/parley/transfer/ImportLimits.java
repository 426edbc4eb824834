package dev.parley.transfer;

import java.nio.file.Path;

/**
 * What an import may take.
 *
 * @param file the longest file, in bytes
 * @param message the longest message in the file's form, in bytes
 * @param messages of one conversation
 * @param conversations of one file
 * @param directory where a file is kept while it is read; it has no name there on systems that allow this
 */
public record ImportLimits(long file, int message, int messages, int conversations, Path directory) {}
