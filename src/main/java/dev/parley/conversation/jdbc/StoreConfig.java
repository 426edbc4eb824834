package dev.parley.conversation.jdbc;

import dev.parley.config.NonNegativeDuration;
import dev.parley.config.PositiveInt;
import dev.parley.config.PositiveSize;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where conversations are kept. */
@ConfigMapping(prefix = "parley.store")
public interface StoreConfig {

    /** The PostgreSQL database, such as {@code jdbc:postgresql://db/parley}; without it SQLite in a file. */
    Optional<String> url();

    /** The PostgreSQL user. */
    Optional<String> username();

    /** The PostgreSQL user's password. */
    Optional<String> password();

    /** The folder of the SQLite database. */
    @WithDefault("data")
    Path directory();

    /**
     * What SQLite waits for: {@code normal} outlives a killed process, {@code full} a power cut (batches with an
     * acknowledged command are then synced). PostgreSQL has its own setting, {@code synchronous_commit}.
     */
    @WithDefault("normal")
    Sync sync();

    /** How long a start waits for the database, and for another process to give it up. */
    @WithDefault("10s")
    @WithConverter(NonNegativeDuration.class)
    Duration leaseWait();

    /** How many reads run at a time. */
    @WithDefault("4")
    @WithConverter(PositiveInt.class)
    int readers();

    /** How long a deleted conversation can be restored. */
    @WithDefault("24h")
    @WithConverter(NonNegativeDuration.class)
    Duration keepDeleted();

    /**
     * The folder of a SQLite database: Parley [copies it](operations.md#moving-from-sqlite-to-postgresql) into the empty
     * database of {@code url}, and ends.
     */
    Optional<Path> copyFrom();

    /** The largest attachment, picture or table that is kept; a request to the model has 32 MB in all. */
    @WithDefault("32M")
    @WithConverter(PositiveSize.class)
    MemorySize maxBlob();

    /** What all attachments, pictures and tables of one owner may have together. */
    @WithDefault("1G")
    @WithConverter(PositiveSize.class)
    MemorySize maxBlobsPerOwner();

    /** How many attachments, pictures and tables one owner may have. */
    @WithDefault("100000")
    @WithConverter(PositiveInt.class)
    int maxBlobCountPerOwner();

    enum Sync {
        NORMAL,
        FULL
    }
}
