package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.StoreFailure;
import dev.parley.conversation.StoreOpening;
import dev.parley.conversation.StoreStatus;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Opens the store when it is first asked for, and makes it a bean. */
@Singleton
class StoreProducer {

    private static final Logger LOG = Logger.getLogger(StoreProducer.class);
    private static final long AGAIN_MILLIS = 200;

    private final StoreConfig config;
    private final Event<StoreOpening> opening;
    private final StoreStatus status = new StoreStatus();
    private volatile @Nullable JdbcConversationStore opened;

    StoreProducer(StoreConfig config, Event<StoreOpening> opening) {
        this.config = config;
        this.opening = opening;
        status.onLost(StoreProducer::exit);
    }

    /** Whoever watches over the process starts it anew; it serves again once the store is free. */
    private static void exit(String reason) {
        LOG.fatalf("%s This process stops serving.", reason);
        Quarkus.asyncExit(1);
    }

    @Produces
    @Singleton
    StoreStatus status() {
        return status;
    }

    @Produces
    @Singleton
    ConversationStore store(
            @DataSource(StoreConfigSource.SQLITE) InjectableInstance<AgroalDataSource> sqlite,
            @FlywayDataSource(StoreConfigSource.SQLITE) InjectableInstance<Flyway> sqliteTables,
            @DataSource(StoreConfigSource.POSTGRESQL) InjectableInstance<AgroalDataSource> postgresql,
            @FlywayDataSource(StoreConfigSource.POSTGRESQL) InjectableInstance<Flyway> postgresqlTables)
            throws InterruptedException {
        opening.fire(new StoreOpening());
        var tables = new Schema("db/sqlite", sqliteTables::get);
        if (config.url().isEmpty()) {
            requireNothingToCopy();
            return open(new SqliteDatabase(sqlite.get(), tables, config.directory(), config.sync()));
        }
        var database = new PostgresDatabase(postgresql.get(), new Schema("db/postgresql", postgresqlTables::get));
        if (config.copyFrom().isPresent()) {
            var directory = config.copyFrom().get();
            requireStore(directory);
            copy(new SqliteDatabase(sqlite.get(), tables, directory, config.sync()), database);
        }
        return open(database);
    }

    private void requireNothingToCopy() {
        if (config.copyFrom().isPresent()) {
            throw new ConfigurationException(
                    "parley.store.copy-from copies into PostgreSQL; parley.store.url has to say where that is.");
        }
    }

    /** Opening it would make a new one. */
    private static void requireStore(Path directory) {
        if (!Files.isRegularFile(directory.resolve(SqliteDatabase.FILE))) {
            throw new ConfigurationException("Nothing was copied: there is no " + SqliteDatabase.FILE + " in "
                    + directory.toAbsolutePath() + ".");
        }
    }

    /** What the last process left under way is brought to an end afterwards, as at every start; then this one ends. */
    private static void copy(Database source, Database target) {
        try {
            var copied = new StoreCopy(source, target, holder()).run();
            LOG.infof(
                    "Copied to PostgreSQL (conversations: %d, messages: %d, blobs: %d). Remove parley.store.copy-from, and"
                            + " start Parley on the copy.",
                    copied.conversations(), copied.messages(), copied.blobs());
            Quarkus.asyncExit(0);
        } catch (LeaseHeldException e) {
            throw new ConfigurationException(
                    "Nothing was copied: another Parley serves " + e.getMessage() + ". Stop it first.");
        } catch (SQLException e) {
            throw new IllegalStateException("Nothing was copied: " + e.getMessage(), e);
        }
    }

    /** After the log's last commit, and before the pool closes its connections. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        close();
    }

    /** Where the start has failed, and nobody announces the end. */
    @PreDestroy
    void close() {
        var store = opened;
        if (store != null) {
            store.close();
            opened = null;
        }
    }

    private JdbcConversationStore open(Database database) throws InterruptedException {
        long patience = System.nanoTime() + config.leaseWait().toNanos();
        while (true) {
            try {
                var store = JdbcConversationStore.open(database, new StoreWriter(database, status, holder()), config);
                opened = store;
                return store;
            } catch (SQLException | StoreFailure | LeaseHeldException e) {
                if (System.nanoTime() - patience > 0) {
                    throw refused(database, e);
                }
                LOG.debug("The store is not to be had yet", e);
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        }
    }

    /** Who finds the store taken reads a sentence; where the database is at fault, its own words and where they came from. */
    private RuntimeException refused(Database database, Exception reason) {
        return switch (reason) {
            case LeaseHeldException held ->
                new ConfigurationException("Another Parley serves " + held.getMessage() + ": " + lastHolder(database)
                        + ". Only one process at a time can have a store; stop that one, or give this one a store of its own"
                        + " (parley.store.directory or parley.store.url).");
            default ->
                new IllegalStateException(
                        "The store could not be opened within " + seconds(config.leaseWait())
                                + " (parley.store.lease-wait): " + reason.getMessage(),
                        reason);
        };
    }

    private static String lastHolder(Database database) {
        try (var connection = database.openForReading()) {
            return new Statements(connection)
                    .find(row -> row.getString(1), "select holder from lease")
                    .orElse("an unknown process");
        } catch (SQLException e) {
            return "an unknown process";
        }
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }

    /** The random part tells two processes of one number apart, as containers have them. */
    private static String holder() {
        return "process " + ProcessHandle.current().pid() + " on " + host() + ", started "
                + ProcessHandle.current().info().startInstant().orElse(Instant.now()) + " ("
                + UUID.randomUUID().toString().substring(0, 8) + ")";
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this host";
        }
    }
}
