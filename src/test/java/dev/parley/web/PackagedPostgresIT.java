package dev.parley.web;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** On PostgreSQL. */
class PackagedPostgresIT extends PackagedContract {

    private EmbeddedPostgres server;

    @Override
    List<String> database(Path folder) throws Exception {
        server = EmbeddedPostgres.builder().start();
        return List.of(
                "parley.store.url=" + server.getJdbcUrl("postgres", "postgres"), "parley.store.username=postgres");
    }

    @Override
    void endDatabase() throws IOException {
        server.close();
    }
}
