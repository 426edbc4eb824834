package common;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands that start a server. */
public final class Launch {

    /** Parley as it is packaged. */
    public static final Path APPLICATION = Path.of("target/quarkus-app/quarkus-run.jar");

    private Launch() {}

    /** A JVM as this one, with these options. */
    public static List<String> java(List<String> options) {
        var command = new ArrayList<String>();
        command.add(tool("java"));
        command.addAll(options);
        return command;
    }

    /** The properties with which Parley takes a free port and asks the fake Claude. */
    public static List<String> properties(int upstream, Path folder) {
        return List.of(
                "-Dquarkus.http.port=0",
                "-Dparley.claude.base-url=http://localhost:" + upstream,
                "-Dparley.claude.api-key=bench",
                "-Dparley.store.directory=" + folder,
                // A title is one more call for each answer.
                "-Dparley.title.enabled=false");
    }

    /** Parley as it is packaged, asking the fake Claude, with further options of the JVM. */
    public static List<String> parley(List<String> options, int upstream, Path folder) {
        var command = java(options);
        command.addAll(properties(upstream, folder));
        command.addAll(List.of("-jar", APPLICATION.toString()));
        return command;
    }

    /** A tool of the JDK that this JVM is of. */
    static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }
}
