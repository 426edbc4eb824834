package dev.parley.web;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** On PostgreSQL. */
class PackagedPostgresIT extends PackagedContract {

    private EmbeddedPostgres server;

    @Override
    ParleyProcess parley(Path folder) throws Exception {
        server = EmbeddedPostgres.builder().start();
        return new ParleyProcess(
                folder,
                "parley.store.url=" + server.getJdbcUrl("postgres", "postgres"),
                "parley.store.username=postgres",
                "parley.simulator.delay=1ms");
    }

    @Override
    void endDatabase() throws IOException {
        server.close();
    }
}
