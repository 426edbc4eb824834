package dev.parley.turn;

import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import java.util.List;
import java.util.stream.Collectors;

/** A prompt as text, a line for each message. */
final class PromptLines {

    private PromptLines() {}

    static List<String> of(List<ModelMessage> messages) {
        return messages.stream()
                .map(message -> message.role() + ": "
                        + message.content().stream().map(PromptLines::text).collect(Collectors.joining(" | ")))
                .toList();
    }

    private static String text(Content content) {
        return switch (content) {
            case Content.Text text -> text.text();
            case Content.Verbatim verbatim -> "verbatim " + verbatim.json();
            case Content.Image image -> "image " + image.mediaType();
            case Content.Document document -> "document " + document.name() + " " + document.mediaType();
        };
    }
}
