package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.conversation.Event.QueuedTextAppended;
import dev.parley.conversation.Event.TextAppended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The fixtures that the page's fold is held to as well; those marked {@code onlyServer} are about the window. */
class TranscriptFixturesTest {

    private static final ObjectMapper JSON = ConversationJson.mapper();
    private static final Snapshot EMPTY =
            Snapshot.empty(new Snapshot.Heading(new ConversationId("fixture-1"), "", "", Instant.EPOCH));

    private record Fixture(String name, Snapshot start, List<Event> events, JsonNode snapshot) {}

    @TestFactory
    Stream<DynamicTest> foldedWhole() {
        return fixtures()
                .map(fixture -> dynamicTest(
                        fixture.name(),
                        () -> assertThat(json(fold(fixture.start(), fixture.events())))
                                .isEqualTo(fixture.snapshot())));
    }

    @TestFactory
    Stream<DynamicTest> foldedCharacterByCharacter() {
        return fixtures()
                .map(fixture -> dynamicTest(
                        fixture.name(),
                        () -> assertThat(json(fold(fixture.start(), characterByCharacter(fixture.events()))))
                                .isEqualTo(fixture.snapshot())));
    }

    @TestFactory
    Stream<DynamicTest> foldedOnFromTheSnapshotAfterEachEvent() {
        return fixtures()
                .map(fixture -> dynamicTest(
                        fixture.name(),
                        () -> assertThat(json(
                                        foldStoppingAfterEach(fixture.start(), characterByCharacter(fixture.events()))))
                                .isEqualTo(fixture.snapshot())));
    }

    @TestFactory
    Stream<DynamicTest> foldedFromEventsThatWereWrittenAndRead() {
        return fixtures()
                .map(fixture -> dynamicTest(
                        fixture.name(),
                        () -> assertThat(json(fold(
                                        fixture.start(),
                                        fixture.events().stream()
                                                .map(event -> ConversationJson.read(
                                                        ConversationJson.write(event), Event.class))
                                                .toList())))
                                .isEqualTo(fixture.snapshot())));
    }

    private static Stream<Fixture> fixtures() {
        try (var files = Files.list(folder())) {
            var sorted = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(sorted).isNotEmpty();
            return sorted.stream().map(TranscriptFixturesTest::fixture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(TranscriptFixturesTest.class.getResource("/fold"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Fixture fixture(Path file) {
        try {
            var fixture = JSON.readTree(Files.readString(file));
            var start = fixture.has("start") ? JSON.treeToValue(fixture.get("start"), Snapshot.class) : EMPTY;
            var events = new ArrayList<Event>();
            for (var event : fixture.get("events")) {
                events.add(JSON.treeToValue(event, Event.class));
            }
            return new Fixture(fixture.get("name").asText(), start, events, fixture.get("snapshot"));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<Event> characterByCharacter(List<Event> events) {
        return events.stream().flatMap(TranscriptFixturesTest::characters).toList();
    }

    private static Stream<Event> characters(Event event) {
        return switch (event) {
            case TextAppended(int element, String text) ->
                text.chars().mapToObj(c -> new TextAppended(element, String.valueOf((char) c)));
            case QueuedTextAppended(int turn, String text) ->
                text.chars().mapToObj(c -> new QueuedTextAppended(turn, String.valueOf((char) c)));
            default -> Stream.of(event);
        };
    }

    private static Snapshot fold(Snapshot start, List<Event> events) {
        var transcript = new Transcript(start);
        events.forEach(transcript::apply);
        return transcript.snapshot();
    }

    private static Snapshot foldStoppingAfterEach(Snapshot start, List<Event> events) {
        var state = start;
        for (var event : events) {
            state = ConversationJson.read(ConversationJson.write(fold(state, List.of(event))), Snapshot.class);
        }
        return state;
    }

    private static JsonNode json(Snapshot snapshot) throws IOException {
        return JSON.readTree(ConversationJson.write(snapshot));
    }
}
