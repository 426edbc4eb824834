package dev.parley.conversation.jdbc;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
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

    /** What SQLite waits for: {@code normal} outlives a killed process, {@code full} a power cut. PostgreSQL has its own setting. */
    @WithDefault("normal")
    Sync sync();

    /** How long a start waits for the database, and for another process to give it up. */
    @WithDefault("10s")
    Duration leaseWait();

    /** How many reads run at a time. */
    @WithDefault("4")
    int readers();

    /** How long a deleted conversation can be restored. */
    @WithDefault("24h")
    Duration keepDeleted();

    /** The folder of a SQLite database; Parley copies it into the empty PostgreSQL database of {@code url}, and ends. */
    Optional<Path> copyFrom();

    /** The largest attachment, picture or table that is kept. */
    @WithDefault("32M")
    MemorySize maxBlob();

    /** What all attachments, pictures and tables of one owner may have together. */
    @WithDefault("1G")
    MemorySize maxBlobsPerOwner();

    enum Sync {
        NORMAL,
        FULL
    }
}
