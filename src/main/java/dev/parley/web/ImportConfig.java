package dev.parley.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Limits of imports. */
@ConfigMapping(prefix = "parley.import")
interface ImportConfig {

    /** The largest file. */
    @WithDefault("256M")
    MemorySize maxSize();

    /** The largest message in a file. */
    @WithDefault("4M")
    MemorySize maxMessageSize();

    /** Where a file is kept while it is read; the system's folder for temporary files if not set. */
    Optional<Path> directory();

    /** How many imports may run at the same time; more are refused. */
    @WithDefault("2")
    int concurrent();
}
