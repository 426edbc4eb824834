package dev.parley.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What older messages said, in short: for the model in their place from here on, on this branch. Nothing is deleted.
 *
 * @param messages how many messages it stands for
 * @param upTo the last of them; 0 until the summary is whole, and for good where it was cut off
 */
public record Summary(
        String text,
        int messages,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int upTo) implements Element.Growing, Element.Changing {

    public Summary {
        if (messages < 1 || upTo < 0) {
            throw new IllegalArgumentException("A summary stands for at least one message");
        }
    }

    @Override
    public Summary withText(String newText) {
        return new Summary(newText, messages, upTo);
    }

    @Override
    public Summary after(Element.Change change) {
        return change instanceof Change now && now.upTo() != null ? new Summary(text, messages, now.upTo()) : this;
    }

    /** The same for another number of the last message; 0 takes its effect away. */
    public Summary with(int last) {
        return new Summary(text, messages, last);
    }

    /** It is whole. */
    public record Change(@Nullable Integer upTo) implements Element.Change {}
}
