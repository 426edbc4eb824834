package dev.parley.harness;

import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Message;
import dev.parley.conversation.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A conversation as text, for who reads why an expectation failed. */
final class TranscriptText {

    private static final int LONGEST = 400;

    private final StringBuilder text = new StringBuilder();

    private TranscriptText() {}

    static String of(Backstage backstage) {
        var transcript = new TranscriptText();
        transcript.add(backstage.snapshot(backstage.conversation()));
        transcript.addCalls(backstage.model().calls());
        transcript.addHandlers(backstage.runs());
        return transcript.text.toString();
    }

    private void add(Snapshot snapshot) {
        text.append("The conversation:\n");
        if (snapshot.messages().isEmpty()) {
            text.append("  (nothing yet)\n");
        }
        snapshot.messages().forEach(this::add);
        var turn = snapshot.turn();
        if (turn != null) {
            text.append("  (turn ").append(turn.id()).append(" runs)\n");
        }
        snapshot.queue()
                .forEach(waiting -> text.append("  (waits")
                        .append(snapshot.held() ? " for its reader: " : ": ")
                        .append(cut(waiting.text()))
                        .append(")\n"));
    }

    private void add(Message message) {
        text.append("  ")
                .append(message.name())
                .append(" [")
                .append(state(message))
                .append("]\n");
        add(message.elements(), null, "    ");
    }

    private static String state(Message message) {
        var state = message.state();
        if (state == null) {
            return "is being written";
        }
        var problem = message.problem();
        return state.name().toLowerCase(Locale.ROOT)
                + (message.stopReason() == null ? "" : ", " + message.stopReason())
                + (problem == null ? "" : ": " + problem.text());
    }

    private void add(List<Element> all, @Nullable Integer container, String indent) {
        for (var element : all) {
            if (Objects.equals(element.container(), container)) {
                text.append(indent)
                        .append(describe(element.content()))
                        .append(element.withdrawn() ? " (withdrawn)" : "")
                        .append('\n');
                add(all, element.id(), indent + "  ");
            }
        }
    }

    /** Its kind and what it shows. */
    static String describe(Element.Content content) {
        var json = ConversationJson.mapper().valueToTree(content);
        String shown =
                content instanceof Element.Growing growing && json.size() == 2 ? growing.text() : json.toString();
        return json.path("kind").asText() + ": " + cut(shown);
    }

    private static String cut(String text) {
        String line = text.replace("\n", "\\n");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private void addCalls(List<TestCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            text.append("Call ")
                    .append(i)
                    .append(" of the model [")
                    .append(call.state().name().toLowerCase(Locale.ROOT))
                    .append("]: ")
                    .append(cut(String.join("\n", call.prompt())))
                    .append('\n');
        }
    }

    private void addHandlers(HandlerRuns runs) {
        runs.failures()
                .forEach((place, failure) -> text.append("The handler of turn ")
                        .append(place.turn())
                        .append(" has thrown ")
                        .append(failure)
                        .append(frames(failure))
                        .append('\n'));
        runs.notReturned()
                .forEach(run -> text.append("The handler of turn ")
                        .append(run.place().turn())
                        .append(" is at:\n")
                        .append(run.stack())
                        .append('\n'));
    }

    private static String frames(Throwable failure) {
        return List.of(failure.getStackTrace()).stream()
                .limit(5)
                .map(frame -> "\n  at " + frame)
                .collect(Collectors.joining());
    }
}
