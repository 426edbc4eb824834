package dev.parley.turn;

import dev.parley.conversation.BlobStore;
import dev.parley.conversation.Citations;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.Element;
import dev.parley.conversation.KeptBlock;
import dev.parley.conversation.Media;
import dev.parley.conversation.Message;
import dev.parley.conversation.Question;
import dev.parley.conversation.Role;
import dev.parley.conversation.Step;
import dev.parley.conversation.Summary;
import dev.parley.markdown.ElementMarkdown;
import dev.parley.markdown.Extent;
import dev.parley.markdown.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a message holds, in words for a model: its text as it is, and so much of each other element that it can be spoken of.
 * May block on the store for the names of files.
 */
final class PromptText {

    /** Of all elements of a message that are no text, in characters. */
    private static final int LONGEST = 20_000;

    private final ElementMarkdown elements;

    PromptText(BlobStore blobs, ConversationId conversation) {
        this.elements = new ElementMarkdown(id -> blobs.find(conversation, id), Extent.BRIEF);
    }

    /** All of it; empty where there is nothing to say. */
    String of(Message message) {
        return text(message, Part.of(message.elements()));
    }

    /** What does not stand in the blocks that its provider is given back. */
    String beside(Message message) {
        var quoted = quoted(message);
        return text(
                message,
                Part.of(message.elements()).stream()
                        .filter(part -> isBeside(part.element(), quoted))
                        .toList());
    }

    /** The elements whose text the blocks have. */
    private static Set<Integer> quoted(Message message) {
        var quoted = new HashSet<Integer>();
        for (var block : message.blocks()) {
            KeptBlock.Gap gap = block.gap();
            if (gap != null) {
                quoted.add(gap.element());
            }
        }
        return quoted;
    }

    /** Blocks that are kept whole do not say which text is theirs: then all text counts as theirs. */
    private static boolean isBeside(Element element, Set<Integer> quoted) {
        return switch (element.content()) {
            case Element.Markdown _ -> !quoted.isEmpty() && !quoted.contains(element.id());
            case Citations _, Step.Tool _ -> false;
            default -> true;
        };
    }

    private String text(Message message, List<Part> parts) {
        var texts = new ArrayList<String>();
        int room = LONGEST;
        int left = 0;
        for (var part : parts) {
            if (part.element().withdrawn() || !isTold(part.element().content(), message.role())) {
                continue;
            }
            boolean isText = part.element().content() instanceof Element.Markdown;
            String text =
                    part.element().content() instanceof Element.Markdown markdown ? markdown.text() : elements.of(part);
            if (!isText && text.length() > room) {
                left++;
            } else if (!text.isEmpty()) {
                room -= isText ? 0 : text.length();
                texts.add(text);
            }
        }
        if (left > 0) {
            texts.add("*(" + left + " more of what is shown here is left out.)*");
        }
        return String.join("\n\n", texts);
    }

    /** A reader's files go to the model themselves; what a model asked for and nobody ran is no tool's answer. */
    private static boolean isTold(Element.Content content, Role role) {
        return switch (content) {
            case Element.Thinking _, Step.Progress _, Summary _ -> false;
            case Step.Tool tool -> tool.state() == Step.State.COMPLETE;
            case Question question -> !question.form().isFeedback();
            case Media _ -> role != Role.USER;
            default -> true;
        };
    }
}
