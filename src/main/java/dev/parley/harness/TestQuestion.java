package dev.parley.harness;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Form;
import dev.parley.conversation.Question;
import dev.parley.conversation.Snapshot;
import dev.parley.turn.Command;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A question that waits for its answer. Each way of answering waits until the turn has ended or cannot go on by itself, and gives
 * that turn; an answer that the form does not take fails.
 */
public final class TestQuestion {

    private final Backstage backstage;
    private final ConversationId conversation;
    private final int turn;
    private final int element;
    private final Question question;

    private TestQuestion(Backstage backstage, ConversationId conversation, int turn, int element, Question question) {
        this.backstage = backstage;
        this.conversation = conversation;
        this.turn = turn;
        this.element = element;
        this.question = question;
    }

    /** The last one that is open. */
    static Optional<TestQuestion> open(
            Backstage backstage, ConversationId conversation, Snapshot shown, Predicate<Question> which) {
        return shown.messages().reversed().stream()
                .flatMap(message -> message.elements().reversed().stream()
                        .filter(element -> isOpen(element, which))
                        .map(element -> new TestQuestion(
                                backstage, conversation, message.turn(), element.id(), (Question) element.content())))
                .findFirst();
    }

    private static boolean isOpen(Element element, Predicate<Question> which) {
        return element.content() instanceof Question question
                && question.state() == Question.State.OPEN
                && which.test(question);
    }

    int turn() {
        return turn;
    }

    public String prompt() {
        return question.prompt();
    }

    public Form form() {
        return question.form();
    }

    /** What can be chosen; empty where it is no choice. */
    public List<String> options() {
        return form() instanceof Form.Choice choice
                ? choice.options().stream().map(Form.Option::value).toList()
                : List.of();
    }

    public TestQuestion expectPrompt(String prompt) {
        backstage.requireEqual("the question", prompt, prompt());
        return this;
    }

    public TestQuestion expectOptions(String... options) {
        backstage.requireEqual("the question's options", List.of(options), options());
        return this;
    }

    /** Answers a choice. */
    public TestTurn choose(String option) {
        return answer(option);
    }

    /** Answers a choice of several, also with none. */
    public TestTurn chooseAll(String... options) {
        return answer(List.of(options));
    }

    /** Answers with a text. */
    public TestTurn type(String text) {
        return answer(text);
    }

    /** Says yes. */
    public TestTurn confirm() {
        return answer(true);
    }

    /** Says no. */
    public TestTurn decline() {
        return answer(false);
    }

    /** Answers a small form: a value for each field by its name, without those that are left out. */
    public TestTurn fill(Map<String, ?> values) {
        return answer(values);
    }

    /** Answers with what the protocol has for this form, as a value that becomes JSON. */
    public TestTurn answer(Object value) {
        return give(value).await();
    }

    /** Answers without waiting for what comes of it. */
    TestTurn give(Object value) {
        var json = ConversationJson.mapper().valueToTree(value);
        var ack = backstage.execute(conversation, new Command.Answer(backstage.commandId(), element, json));
        return new TestTurn(backstage, conversation, ack.turn() == null ? turn : ack.turn());
    }
}
