package dev.parley.web;

import java.nio.file.Path;
import java.util.List;

/** On SQLite, as Parley comes. */
class PackagedSqliteIT extends PackagedContract {

    @Override
    List<String> database(Path folder) {
        return List.of("parley.store.directory=" + folder.resolve("data"));
    }
}
