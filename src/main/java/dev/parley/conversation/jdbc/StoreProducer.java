package dev.parley.conversation.jdbc;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.StoreStatus;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.flyway.FlywayDataSource;
import io.quarkus.runtime.Quarkus;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Opens the store when it is first asked for, and makes it a bean. */
@Singleton
class StoreProducer {

    private static final Logger LOG = Logger.getLogger(StoreProducer.class);
    private static final long AGAIN_MILLIS = 200;

    private final StoreConfig config;
    private final StoreStatus status = new StoreStatus();

    StoreProducer(StoreConfig config) {
        this.config = config;
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
        var database = config.url().isPresent()
                ? new PostgresDatabase(postgresql.get(), postgresqlTables.get())
                : new SqliteDatabase(sqlite.get(), sqliteTables.get(), config.directory(), config.sync());
        return open(database);
    }

    void close(@Disposes ConversationStore store) {
        if (store instanceof JdbcConversationStore opened) {
            opened.close();
        }
    }

    private JdbcConversationStore open(Database database) throws InterruptedException {
        var patience = Instant.now().plus(config.leaseWait());
        while (true) {
            try {
                return new JdbcConversationStore(database, new StoreWriter(database, status, holder()), config);
            } catch (SQLException | LeaseHeldException e) {
                if (Instant.now().isAfter(patience)) {
                    throw new IllegalStateException(sentence(database, e), e);
                }
                LOG.debug("The store is not to be had yet", e);
            }
            TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
        }
    }

    private String sentence(Database database, Exception reason) {
        return switch (reason) {
            case LeaseHeldException held ->
                "Another Parley serves " + held.getMessage() + ": " + lastHolder(database)
                        + ". Only one process at a time can have a store; stop that one, or give this one a store of its own"
                        + " (parley.store.directory or parley.store.url).";
            default ->
                "The store could not be opened within " + seconds(config.leaseWait()) + " (parley.store.lease-wait): "
                        + reason.getMessage();
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
