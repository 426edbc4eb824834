package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A message as readers see it.
 *
 * @param parent the message it answers or follows; null for a first one
 * @param siblings the numbers of all messages with the same parent, this one included, in the order they were made
 * @param continues the message whose text this one goes on with
 * @param state null while it is written
 * @param blocks what the provider sent, verbatim; not for pages
 */
public record Message(
        int id,
        @Nullable Integer parent,
        List<Integer> siblings,
        Role role,
        String name,
        @Nullable String avatar,
        Instant time,
        int turn,
        @Nullable Integer continues,
        List<Element> elements,
        @Nullable EndState state,
        @Nullable Instant endedAt,
        @Nullable String stopReason,
        @Nullable Problem problem,
        @Nullable Usage usage,
        @JsonIgnore List<KeptBlock> blocks) {

    public Message {
        siblings = List.copyOf(siblings);
        elements = List.copyOf(elements);
        // JSON has no blocks.
        blocks = blocks == null ? List.of() : List.copyOf(blocks);
    }

    /** The same beside other messages. */
    public Message withSiblings(List<Integer> all) {
        return with(all, blocks);
    }

    /** The same with what its provider sent. */
    public Message withBlocks(List<KeptBlock> kept) {
        return with(siblings, kept);
    }

    private Message with(List<Integer> newSiblings, List<KeptBlock> newBlocks) {
        return new Message(
                id,
                parent,
                newSiblings,
                role,
                name,
                avatar,
                time,
                turn,
                continues,
                elements,
                state,
                endedAt,
                stopReason,
                problem,
                usage,
                newBlocks);
    }

    /** What the provider sent, to be given back to it. */
    @JsonIgnore
    public List<String> verbatim() {
        return blocks.stream().map(block -> block.whole(elements)).toList();
    }

    /** Its Markdown, without what was withdrawn; empty where there is none. */
    @JsonIgnore
    public String text() {
        return elements.stream()
                .filter(element -> !element.withdrawn())
                .map(Element::content)
                .filter(Element.Markdown.class::isInstance)
                .map(content -> ((Element.Markdown) content).text())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }
}
