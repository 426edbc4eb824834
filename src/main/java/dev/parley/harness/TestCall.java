package dev.parley.harness;

import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelRequest;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of the model by the handler, as it is now. */
public final class TestCall {

    /** How far it is. */
    public enum State {
        ANSWERING,
        /** It waits for {@link TestModel#goOn}. */
        STALLED,
        ANSWERED,
        FAILED,
        /** Nobody listens to it any more, as after Stop. */
        CANCELLED
    }

    private final ModelCall call;
    private final Backstage backstage;

    TestCall(ModelCall call, Backstage backstage) {
        this.call = call;
        this.backstage = backstage;
    }

    /** What the handler asked for. */
    public ModelRequest request() {
        return call.request();
    }

    /** The system prompt that the handler asked for; null where it left that to the configuration. */
    public @Nullable String system() {
        return request().system();
    }

    /** The prompt as text, a line for each message, such as {@code USER: How are you?}; files are in square brackets. */
    public List<String> prompt() {
        return request().messages().stream().map(TestCall::line).toList();
    }

    private static String line(ModelMessage message) {
        return message.content().stream()
                .map(TestCall::text)
                .collect(Collectors.joining(" | ", message.role() + ": ", ""));
    }

    private static String text(Content content) {
        return switch (content) {
            case Content.Text text -> text.text();
            case Content.Verbatim verbatim -> verbatim.json();
            case Content.Image image -> "[" + image.mediaType() + "]";
            case Content.Document document -> "[" + document.name() + ", " + document.mediaType() + "]";
        };
    }

    public State state() {
        return call.state();
    }

    public TestCall expectPrompt(String... lines) {
        backstage.requireEqual("the model's prompt", List.of(lines), prompt());
        return this;
    }

    public TestCall expectSystem(@Nullable String system) {
        backstage.requireEqual("the system prompt", system, system());
        return this;
    }

    /** Waits until it is cancelled. */
    public TestCall expectCancelled() {
        return expect(State.CANCELLED);
    }

    /** Waits until it has answered to its end. */
    public TestCall expectAnswered() {
        return expect(State.ANSWERED);
    }

    private TestCall expect(State expected) {
        if (!backstage.changes().await(call::isOver) || state() != expected) {
            throw backstage.differs("the state of the model's call", expected, state());
        }
        return this;
    }
}
