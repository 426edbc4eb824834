package dev.parley.harness;

import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Problem;
import dev.parley.conversation.Role;
import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent.StopReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One message, as it was when it was asked for. */
public final class TestMessage {

    private final Backstage backstage;
    private final Message message;
    private final Elements elements;

    TestMessage(Backstage backstage, Elements elements, Message message) {
        this.backstage = backstage;
        this.elements = elements;
        this.message = message;
    }

    public Message raw() {
        return message;
    }

    public String name() {
        return message.name();
    }

    public Role role() {
        return message.role();
    }

    /** An emoji, {@code :material/name:}, or {@code file:} and the id of a picture; null where none was chosen. */
    public @Nullable String avatar() {
        return message.avatar();
    }

    /** Its Markdown, without what was withdrawn. */
    public String text() {
        return message.text();
    }

    /** Null while it is written. */
    public @Nullable EndState state() {
        return message.state();
    }

    /** Why the model has stopped, in lower case; null where no model has written it. */
    public @Nullable String stopReason() {
        return message.stopReason();
    }

    /** Why it has no proper end; null where it has. */
    public @Nullable Problem problem() {
        return message.problem();
    }

    /** Null where nothing was reported. */
    public @Nullable Usage usage() {
        return message.usage();
    }

    /** Its elements in order, without those that others hold. */
    public List<TestElement<Element.Content>> elements() {
        return elements.in(null);
    }

    /** All of that kind, also those that a status holds. */
    public <C extends Element.Content> List<TestElement<C>> elements(Class<C> kind) {
        return elements.of(kind);
    }

    /** The only one of that kind, also one that a status holds. */
    public <C extends Element.Content> TestElement<C> element(Class<C> kind) {
        return elements.only(kind);
    }

    /** The kinds of its elements in order, without those that others hold. */
    @SafeVarargs
    public final TestMessage expectElements(Class<? extends Element.Content>... kinds) {
        elements.expect(null, kinds);
        return this;
    }

    public TestMessage expectName(String name) {
        backstage.requireEqual("the message's name", name, name());
        return this;
    }

    public TestMessage expectRole(Role role) {
        backstage.requireEqual("the message's role", role, role());
        return this;
    }

    public TestMessage expectAvatar(@Nullable String avatar) {
        backstage.requireEqual("the message's avatar", avatar, avatar());
        return this;
    }

    /** All of its Markdown; several elements have an empty line between them. */
    public TestMessage expectText(String text) {
        backstage.requireEqual("the message's text", text, text());
        return this;
    }

    public TestMessage expectTextContaining(String part) {
        backstage.requireContained("the message's text", part, text());
        return this;
    }

    public TestMessage expectState(EndState state) {
        backstage.requireEqual("how the message ended", state, state());
        return this;
    }

    public TestMessage expectStopReason(StopReason reason) {
        backstage.requireEqual("why the model stopped", reason.name().toLowerCase(Locale.ROOT), stopReason());
        return this;
    }

    public TestMessage expectUsage(long inputTokens, long outputTokens) {
        var usage = usage();
        backstage.requireEqual(
                "the message's usage, input and output",
                List.of(inputTokens, outputTokens),
                usage == null ? List.of() : List.of(usage.inputTokens(), usage.outputTokens()));
        return this;
    }

    /** @param part of the sentence that its reader gets */
    public TestMessage expectProblem(String part) {
        var problem = problem();
        backstage.requireContained("the message's problem", part, problem == null ? "" : problem.text());
        return this;
    }
}
