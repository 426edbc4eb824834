package common;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A report in Markdown. It is made before anything is measured, because its head says how busy the machine was then. */
public final class Sheet {

    private static final int FAULTS_SHOWN = 10;

    private final String commit;
    private final double loadBefore =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    private final StringBuilder text = new StringBuilder();
    private String[] pending = {};
    private boolean brokenOff;

    /** Of a commit, which may be empty where nobody knows it. */
    public Sheet(String commit) {
        this.commit = commit.isEmpty() ? "unknown" : commit;
    }

    /** There was no time for all of it. */
    public void brokenOff() {
        brokenOff = true;
    }

    /** The first line: when, what with, on what. */
    public void head(String with) {
        text.append("%s, commit %s, %s, %d processors, load average before the run %.1f%n"
                .formatted(LocalDate.now(), commit, with, Runtime.getRuntime().availableProcessors(), loadBefore));
    }

    /** Begins a table, which is left out where it gets no row. */
    public void columns(String... names) {
        pending = names;
    }

    /** One row of the table that was begun last. */
    public void row(String... cells) {
        if (pending.length > 0) {
            text.append('\n');
            line(pending);
            text.append("| --- ".repeat(pending.length)).append("|\n");
            pending = new String[0];
        }
        line(cells);
    }

    private void line(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Begins the table of targets. */
    public void targets() {
        columns("", "target", "measured", "");
    }

    /** A row of it; none where nothing was measured. {@code format} is of a number with its unit. */
    public void atMost(String what, String format, double target, double measured) {
        if (!Double.isNaN(measured)) {
            judged(what, format, target, measured, measured <= target ? "met" : "**missed**");
        }
    }

    /** The same with a verdict of one's own. */
    public void judged(String what, String format, double target, double measured, String verdict) {
        row(what, format.formatted(target), format.formatted(measured), verdict);
    }

    /** The row of the table of targets that says what was lost. */
    public void lost(String what, List<String> faults) {
        row(what, "0", Integer.toString(faults.size()), faults.isEmpty() ? "met" : "**missed**");
    }

    /** A paragraph. */
    public void say(String sentence) {
        text.append('\n').append(sentence).append('\n');
    }

    /** The last lines: how often it was measured, and the first of what went wrong. */
    public void closing(String how, List<String> faults) {
        say(how + (brokenOff ? " The time was up before all runs were done." : ""));
        faults.stream()
                .limit(FAULTS_SHOWN)
                .forEach(fault -> text.append("- ").append(fault).append('\n'));
    }

    /** Keeps the report and prints it. */
    public void publish(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
        System.out.println(text);
    }
}
