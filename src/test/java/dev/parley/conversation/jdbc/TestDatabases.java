package dev.parley.conversation.jdbc;

import dev.parley.conversation.StoreStatus;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.quarkus.runtime.configuration.MemorySize;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.postgresql.Driver;
import org.sqlite.JDBC;

/** Stores on real databases, as the application opens them. */
final class TestDatabases {

    private TestDatabases() {}

    record Config(Path directory, Sync sync, int readers, Duration keepDeleted) implements StoreConfig {

        static Config in(Path directory) {
            return new Config(directory, Sync.NORMAL, 2, Duration.ofHours(24));
        }

        @Override
        public Optional<String> url() {
            return Optional.empty();
        }

        @Override
        public Optional<String> username() {
            return Optional.empty();
        }

        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> copyFrom() {
            return Optional.empty();
        }

        @Override
        public MemorySize maxBlob() {
            return new MemorySize(BigInteger.valueOf(1L << 25));
        }

        @Override
        public MemorySize maxBlobsPerOwner() {
            return new MemorySize(BigInteger.valueOf(1L << 30));
        }

        @Override
        public int maxBlobCountPerOwner() {
            return 10_000;
        }

        @Override
        public Duration leaseWait() {
            return Duration.ofSeconds(5);
        }
    }

    static AgroalDataSource sqliteConnections(Path directory) {
        return pool(SqliteDatabase.url(directory.toString()), JDBC.class, "", "");
    }

    static SqliteDatabase sqlite(Path directory) {
        return sqlite(directory, sqliteConnections(directory));
    }

    static SqliteDatabase sqlite(Path directory, AgroalDataSource connections) {
        return new SqliteDatabase(connections, schema(connections, "db/sqlite"), directory, StoreConfig.Sync.NORMAL);
    }

    static AgroalDataSource postgresConnections(String url) {
        return pool(url, Driver.class, "postgres", "postgres");
    }

    static PostgresDatabase postgres(String url) {
        var connections = postgresConnections(url);
        return new PostgresDatabase(connections, schema(connections, "db/postgresql"));
    }

    /** An empty database of its own on the server. */
    static String newDatabase(EmbeddedPostgres server, String name) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
        }
        return server.getJdbcUrl("postgres", name);
    }

    static EmbeddedPostgres server() throws IOException {
        return EmbeddedPostgres.builder().start();
    }

    static JdbcConversationStore open(Database database, StoreStatus status, String holder, StoreConfig config)
            throws SQLException, LeaseHeldException {
        return JdbcConversationStore.open(database, new StoreWriter(database, status, holder), config);
    }

    private static Schema schema(AgroalDataSource connections, String folder) {
        return new Schema(
                folder,
                () -> Flyway.configure()
                        .dataSource(connections)
                        .locations(folder)
                        .load());
    }

    private static AgroalDataSource pool(String url, Class<?> driver, String user, String password) {
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(8)
                            .acquisitionTimeout(Duration.ofSeconds(5))
                            .validateOnBorrow(true)
                            .connectionValidator(ConnectionValidator.defaultValidator())
                            .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                    .connectionProviderClass(driver)
                                    .jdbcProperty("loginTimeout", "3")
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password)))));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
