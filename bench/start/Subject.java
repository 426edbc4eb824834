package start;

import java.util.ArrayList;
import java.util.List;

/** One way to start Parley, by the scripts of the images. */
enum Subject {
    JVM("JVM", "jvm"),
    AOT("JVM with AOT cache", "aot"),
    /** The same once more: how far the two are apart is the noise. */
    AOT_AGAIN("JVM with AOT cache, again", "aot"),
    NATIVE("native", "native");

    private static final List<String> APPLICATION = List.of("lib", "app", "quarkus", "quarkus-run.jar");

    private final String title;
    private final String option;

    Subject(String title, String option) {
        this.title = title;
        this.option = option;
    }

    String title() {
        return title;
    }

    /** What it is called on the command line. */
    String option() {
        return option;
    }

    /** The command, in the image's folder. */
    List<String> command() {
        return switch (this) {
            case JVM -> List.of("bash", "bin/start-jvm-without-cache.sh");
            case AOT, AOT_AGAIN -> List.of("bash", "bin/start-jvm.sh");
            case NATIVE -> List.of("bash", "bin/start-native.sh");
        };
    }

    /** What it consists of, in the image's folder. */
    List<String> parts() {
        var parts = new ArrayList<>(this == NATIVE ? List.of("parley") : APPLICATION);
        if (this == AOT || this == AOT_AGAIN) {
            parts.add("parley.aot");
        }
        return parts;
    }
}
