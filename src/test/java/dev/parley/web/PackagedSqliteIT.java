package dev.parley.web;

import java.nio.file.Path;

/** On SQLite, as Parley comes. */
class PackagedSqliteIT extends PackagedContract {

    @Override
    ParleyProcess parley(Path folder) throws Exception {
        return new ParleyProcess(
                folder, "parley.store.directory=" + folder.resolve("data"), "parley.simulator.delay=1ms");
    }
}
