package start;

import common.Budget;
import common.Generator;
import common.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long Parley takes to start, by each of the ways that it is packaged. bench/README.md says what is measured and how;
 * {@code bench/start/run} runs it.
 */
public final class StartBench {

    private final Plan plan;
    private final Generator generator;
    private final Report report;
    private final Budget budget;

    private StartBench(Plan plan, Generator generator) {
        this.plan = plan;
        this.generator = generator;
        this.report = new Report(plan);
        this.budget = new Budget(plan.budget(), report.sheet());
    }

    /** Takes the options that {@code bench/start/run --help} lists. Ends with 1 where a start or an answer failed. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var plan = Plan.of(arguments);
        boolean sound;
        try (var generator = new Generator()) {
            sound = new StartBench(plan, generator).run();
        }
        System.exit(sound ? 0 : 1);
    }

    private boolean run() throws IOException, InterruptedException {
        var binary = binary();
        var subjects = Stream.of(Subject.values())
                .filter(subject -> plan.wants(subject.option()))
                .filter(subject -> subject != Subject.NATIVE || binary.isPresent())
                .toList();
        Files.createDirectories(plan.output());
        var image = Image.of(plan.output().resolve("image"), subjects.contains(Subject.AOT));
        if (binary.isPresent() && subjects.contains(Subject.NATIVE)) {
            image.bring(binary.get());
        }
        try (var scratch = Scratch.at(plan.output().resolve("data"))) {
            // The first start makes the database; each subject's first has the files read that it consists of.
            for (var subject : subjects) {
                start(subject, image, scratch.folder()).ifPresent(ignored -> {});
            }
            for (int round = 1; round <= plan.rounds() && budget.lasts(); round++) {
                for (var subject : round % 2 == 0 ? subjects.reversed() : subjects) {
                    start(subject, image, scratch.folder()).ifPresent(result -> report.add(subject, result));
                }
            }
        }
        report.publish(subjects, image);
        return report.isSound();
    }

    private Optional<Result> start(Subject subject, Image image, Path database) throws IOException {
        try (var start = new Start(subject, image, plan, generator.upstream(), database)) {
            var result = start.measure();
            budget.progress("%-26s page %4.0f ms, ready %4.0f ms, %.0f MB, %.0f MB after a conversation"
                    .formatted(subject.title(), result.page(), result.ready(), result.resident(), result.conversed()));
            return Optional.of(result);
        } catch (IllegalStateException failed) {
            report.fault(failed.getMessage());
            budget.progress(failed.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Path> binary() throws IOException {
        if (!plan.nativeBinary().isBlank()) {
            return Optional.of(Path.of(plan.nativeBinary()));
        }
        try (var files = Files.list(Path.of("target"))) {
            List<Path> binaries = new ArrayList<>(
                    files.filter(file -> file.toString().endsWith("-runner")).toList());
            return binaries.stream().filter(Files::isExecutable).findFirst();
        }
    }
}
