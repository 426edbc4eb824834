package dev.parley.web;

import dev.parley.config.PositiveInt;
import dev.parley.config.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** Limits of imports. */
@ConfigMapping(prefix = "parley.import")
interface ImportConfig {

    /** The largest file. */
    @WithDefault("256M")
    @WithConverter(PositiveSize.class)
    MemorySize maxSize();

    /** The largest message in a file. */
    @WithDefault("4M")
    @WithConverter(PositiveSize.class)
    MemorySize maxMessageSize();

    /**
     * Where a file is kept while it is read, without a name where the system can do that; without it the folder for
     * temporary files.
     */
    Optional<Path> directory();

    /** How many imports may run at the same time, of each owner one; more are refused. */
    @WithDefault("2")
    @WithConverter(PositiveInt.class)
    int concurrent();
}
