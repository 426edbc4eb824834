package dev.parley.model.simulator;

import dev.parley.model.simulator.Step.Chunk;
import dev.parley.model.simulator.Step.Ending;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Chooses the script for a prompt. */
final class Director {

    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final int HUGE_BYTES = 10_000_000;
    private static final int MOST_WORDS = 1_000_000;

    private final Failing failing = new Failing();

    Script script(Prompt prompt) {
        if (prompt.bringsToolResult()) {
            return play(Answer.to(prompt).text(Samples.TOOL_ANSWER).stop("end_turn"));
        }
        String message = prompt.lastText();
        return Scenario.of(message)
                .map(scenario -> script(scenario, Scenario.argument(message), prompt))
                .orElseGet(() -> plain(prompt, message));
    }

    private static Script play(Iterator<Step> steps) {
        return play(Framing.PLAIN, steps);
    }

    private static Script play(Framing framing, Iterator<Step> steps) {
        return new Script.Play(Duration.ZERO, framing, steps);
    }

    private static Script plain(Prompt prompt, String message) {
        if (!prompt.attachments().isEmpty()) {
            return text(prompt, Samples.attached(prompt.attachments()));
        }
        String rest = Samples.restOfStory(message);
        String text = rest.isEmpty() ? Samples.greeting(message) : rest;
        return play(Answer.to(prompt).ping().text(text).stop("end_turn"));
    }

    private Script script(Scenario scenario, String argument, Prompt prompt) {
        return switch (scenario) {
            case MARKDOWN -> text(prompt, Samples.MARKDOWN);
            case CODE -> text(prompt, Samples.CODE);
            case ECHO -> text(prompt, argument.isEmpty() ? "…" : argument);
            case HOSTILE -> text(prompt, Samples.HOSTILE);
            case THINKING ->
                play(Answer.to(prompt)
                        .thinking(Samples.THOUGHT)
                        .redactedThinking()
                        .text(Samples.AFTER_THOUGHT)
                        .stop("end_turn"));
            case CITATIONS -> play(Scenes.citations(prompt));
            case TOOL -> play(Scenes.tool(prompt));
            case LONG -> play(words(prompt, count(argument, 1_000)));
            case BURST -> play(burst(prompt, count(argument, 5_000)));
            case SLOW ->
                new Script.Play(
                        SLOW,
                        Framing.PLAIN,
                        Answer.to(prompt).text(Samples.SLOW).stop("end_turn"));
            case BYTES ->
                play(Framing.BYTES, Answer.to(prompt).text(Samples.MANY_BYTES).stop("end_turn"));
            case GZIP ->
                play(Framing.GZIP, Answer.to(prompt).text(Samples.COMPRESSED).stop("end_turn"));
            case BOM ->
                play(Framing.ODD, Answer.to(prompt).ping().text(Samples.ODD).stop("end_turn"));
            case UNKNOWN -> play(Scenes.unknown(prompt));
            case SURROGATE -> play(Scenes.surrogate(prompt));
            case MAX_TOKENS -> play(argument.equals("tool") ? Scenes.cutTool(prompt) : Scenes.cutText(prompt));
            case REFUSAL -> play(Scenes.refusal(prompt, argument.equals("early")));
            case S429, S500, S529 -> status(scenario, argument, prompt);
            case ERROR, DROP, END, STALL, HUGE -> play(broken(scenario, argument, prompt));
        };
    }

    private static Script text(Prompt prompt, String markdown) {
        return play(Answer.to(prompt).ping().text(markdown).stop("end_turn"));
    }

    private static int count(String argument, int standard) {
        return argument.matches("\\d{1,7}") ? Math.clamp(Integer.parseInt(argument), 1, MOST_WORDS) : standard;
    }

    private static Iterator<Step> words(Prompt prompt, int count) {
        List<String> words = Samples.storyWords();
        Stream<String> text = IntStream.range(0, count)
                .mapToObj(at -> words.get(at % words.size()) + (at % words.size() == words.size() - 1 ? "\n\n" : ""));
        return Answer.to(prompt).text(text).stop("end_turn");
    }

    private static Iterator<Step> burst(Prompt prompt, int count) {
        List<String> words = Samples.storyWords();
        Stream<Step> chunks = IntStream.range(0, count)
                .mapToObj(at -> new Step.Send(
                        "content_block_delta",
                        Playback.json(new Chunk(0, Chunk.Kind.TEXT, words.get(at % words.size())))));
        return Answer.to(prompt).openText().then(chunks).close().stop("end_turn");
    }

    private Script status(Scenario scenario, String argument, Prompt prompt) {
        int status = Integer.parseInt(scenario.keyword());
        return failing.fails(prompt, argument)
                ? new Script.Refuse(Refusal.of(status, Failing.retryAfter(argument)))
                : text(prompt, Samples.recovered(status));
    }

    private Iterator<Step> broken(Scenario scenario, String argument, Prompt prompt) {
        boolean early = argument.equals("early");
        if (early && !failing.fails(prompt, "once")) {
            return Answer.to(prompt).text(Samples.recovered(200)).stop("end_turn");
        }
        Answer answer = Answer.to(prompt).ping();
        if (!early) {
            answer.unclosedText(Samples.STORY.substring(0, Samples.STORY.length() * 2 / 5));
        }
        return switch (scenario) {
            case ERROR ->
                answer.send(
                                "error",
                                new JsonObject()
                                        .put(
                                                "error",
                                                new JsonObject()
                                                        .put("type", "overloaded_error")
                                                        .put("message", "Overloaded")))
                        .then(Ending.END)
                        .steps();
            case DROP -> answer.then(Ending.DROP).steps();
            case STALL -> answer.then(Ending.STALL).steps();
            case HUGE ->
                answer.delta(new JsonObject()
                                .put("type", "text_delta")
                                .put("text", "x".repeat(Math.min(count(argument, HUGE_BYTES), HUGE_BYTES))))
                        .close()
                        .stop("end_turn");
            default -> answer.then(Ending.END).steps();
        };
    }
}
