package dev.parley.demo;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Who crosses the strait: made up, and the same each time. */
final class Crossings {

    /** In thousands. */
    @RegisterForReflection
    record Month(LocalDate month, long bridge, long tunnel, long ferry) {
        long all() {
            return bridge + tunnel + ferry;
        }
    }

    @RegisterForReflection
    record Span(String bridge, String kind, int metres, int opened, double lanes) {}

    private Crossings() {}

    static List<Month> months(int year) {
        return IntStream.rangeClosed(1, 12)
                .mapToObj(month -> new Month(
                        LocalDate.of(year, month, 1),
                        Math.round(140 + 30 * Math.sin(month / 1.9 - 1)),
                        Math.round(108 + 9 * Math.cos(month / 1.4)),
                        50 + 5L * month))
                .toList();
    }

    static List<Span> spans() {
        return List.of(
                new Span("Çanakkale 1915", "suspension", 2_023, 2022, 6),
                new Span("Akashi Kaikyō", "suspension", 1_991, 1998, 6),
                new Span("Yangsigang", "suspension", 1_700, 2019, 12),
                new Span("Great Belt", "suspension", 1_624, 1998, 4),
                new Span("Changtai Yangtze", "cable-stayed", 1_208, 2025, 6),
                new Span("Russky", "cable-stayed", 1_104, 2012, 4),
                new Span("Sutong", "cable-stayed", 1_088, 2008, 6),
                new Span("Pingnan Third", "arch", 575, 2020, 4),
                new Span("Chaotianmen", "arch", 552, 2009, 6),
                new Span("Lupu", "arch", 550, 2003, 6));
    }
}
