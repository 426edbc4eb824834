package dev.parley.turn;

import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Message;
import dev.parley.conversation.Role;
import dev.parley.conversation.Summary;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shown path as a prompt. */
final class History {

    /** A prompt that is longer than any model takes; so that reading ends. */
    private static final int LONGEST = 10_000;

    /** How much of a broken answer is quoted to go on from. */
    private static final int QUOTED = 300;

    private static final String REFUSAL = stored(ModelEvent.StopReason.REFUSAL);
    private static final String TOOL_USE = stored(ModelEvent.StopReason.TOOL_USE);

    private final ConversationStore store;
    private final String provider;

    History(ConversationStore store, String provider) {
        this.store = store;
        this.provider = provider;
    }

    private static String stored(ModelEvent.StopReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }

    /** The summary of older messages.
     *
     * @param messages how many it stands for
     * @param upTo the last of them
     */
    record Summed(String text, int messages, int upTo) {}

    /** A path from its last summary on. */
    record Stretch(@Nullable Summed before, List<Message> messages) {

        /** The same from another summary on. */
        Stretch after(Summed summed) {
            return new Stretch(
                    summed,
                    messages.stream()
                            .filter(message -> message.id() > summed.upTo())
                            .toList());
        }
    }

    /** The path up to and including {@code leaf}; what was refused is not in it. */
    Stretch stretch(ConversationId conversation, int leaf) {
        var whole = new Stretch(null, withoutRefused(store.path(conversation, leaf, LONGEST)));
        var last = lastSummary(whole.messages());
        return last == null ? whole : whole.after(last);
    }

    private static @Nullable Summed lastSummary(List<Message> path) {
        for (var message : path.reversed()) {
            for (var element : message.elements().reversed()) {
                if (element.content() instanceof Summary summary && summary.upTo() > 0 && !element.withdrawn()) {
                    return new Summed(summary.text(), summary.messages(), summary.upTo());
                }
            }
        }
        return null;
    }

    /** Everything up to and including {@code leaf}. */
    List<ModelMessage> upTo(ConversationId conversation, int leaf) {
        return prompt(conversation, stretch(conversation, leaf));
    }

    /** @param partial an answer to go on with; null where a new one is wanted */
    List<ModelMessage> prompt(ConversationId conversation, Stretch stretch, @Nullable Message partial) {
        var prompt = prompt(conversation, stretch);
        return partial == null ? prompt : toContinue(prompt, partial);
    }

    private List<ModelMessage> prompt(ConversationId conversation, Stretch stretch) {
        var files = new PromptFiles(store.blobs(), conversation);
        var texts = new PromptText(store.blobs(), conversation);
        var contents = new ArrayList<ModelMessage>();
        // From the end: what has no room any more is the oldest.
        for (var message : stretch.messages().reversed()) {
            var content = content(message, files, texts);
            if (!content.isEmpty()) {
                contents.add(new ModelMessage(role(message), content));
            }
        }
        var prompt = new ArrayList<ModelMessage>();
        if (stretch.before() != null) {
            prompt.add(ModelMessage.user(introduced(stretch.before())));
        }
        contents.reversed().forEach(message -> add(prompt, message.role(), message.content()));
        return prompt;
    }

    private static String introduced(Summed summed) {
        return "The beginning of this conversation was summed up, because it had become too long:\n\n<summary>\n"
                + summed.text() + "\n</summary>";
    }

    /** What was refused leaves the prompt with its answer: while it stands there, all that follows is refused too. */
    private static List<Message> withoutRefused(List<Message> path) {
        var kept = new ArrayList<Message>();
        for (var message : path) {
            if (REFUSAL.equals(message.stopReason())) {
                while (!kept.isEmpty() && kept.removeLast().role() != Role.USER) {
                    // An answer's beginning, such as what it goes on with.
                }
            } else {
                kept.add(message);
            }
        }
        return kept;
    }

    /**
     * The same with a hidden instruction to go on. A quotation, because current models refuse a prompt that ends with the
     * beginning of their answer.
     */
    List<ModelMessage> toContinue(ConversationId conversation, Message partial) {
        return toContinue(upTo(conversation, partial.id()), partial);
    }

    private static List<ModelMessage> toContinue(List<ModelMessage> whole, Message partial) {
        var prompt = new ArrayList<>(whole);
        String end = lastOf(partial.text());
        var instruction = ModelMessage.user(
                end.isEmpty() ? "Your last answer was cut off before it began. Please answer." : """
                Your last answer was cut off. It ended with:

                <partial>%s</partial>

                Continue it from exactly there: repeat nothing, do not comment on the interruption, and begin with the \
                very next character, be it a space or the rest of a word.""".formatted(end));
        add(prompt, instruction.role(), instruction.content());
        return prompt;
    }

    private static String lastOf(String text) {
        int start = Math.max(0, text.length() - QUOTED);
        boolean splitsCharacter = start > 0 && Character.isLowSurrogate(text.charAt(start));
        return text.substring(splitsCharacter ? start + 1 : start);
    }

    /** Neighbours of one role become one message: an answer and its continuation are one to the model. */
    private static void add(List<ModelMessage> prompt, ModelMessage.Role role, List<Content> content) {
        if (!prompt.isEmpty() && prompt.getLast().role() == role) {
            var joined = new ArrayList<>(prompt.removeLast().content());
            joined.addAll(content);
            prompt.add(new ModelMessage(role, joined));
        } else {
            prompt.add(new ModelMessage(role, content));
        }
    }

    private static ModelMessage.Role role(Message message) {
        return message.role() == Role.USER ? ModelMessage.Role.USER : ModelMessage.Role.ASSISTANT;
    }

    private List<Content> content(Message message, PromptFiles files, PromptText texts) {
        if (message.state() == EndState.FAILED) {
            return List.of();
        }
        if (goesBackVerbatim(message)) {
            var content = new ArrayList<Content>();
            message.verbatim().forEach(block -> content.add(new Content.Verbatim(block)));
            addText(content, texts.beside(message));
            return content;
        }
        var content = new ArrayList<Content>();
        if (message.role() == Role.USER) {
            MessageFiles.of(message).forEach(file -> content.add(files.content(file)));
        }
        addText(content, texts.of(message));
        return content;
    }

    private static void addText(List<Content> content, String text) {
        if (!text.isEmpty()) {
            content.add(new Content.Text(text));
        }
    }

    /** An answer that was cut, or that asks for a tool nobody ran, is text only: its blocks would be refused. */
    private boolean goesBackVerbatim(Message message) {
        return message.state() == EndState.COMPLETE
                && !message.blocks().isEmpty()
                && !TOOL_USE.equals(message.stopReason())
                && message.blocks().stream().allMatch(block -> block.provider().equals(provider));
    }
}
