package dev.parley.turn;

import dev.parley.model.ModelMessage;
import dev.parley.model.ModelMessage.Content;
import dev.parley.model.ModelRequest;
import java.util.List;

/** About how many tokens something has, where nobody has counted them: a rule of thumb. */
final class TokenEstimate {

    private static final int CHARACTERS = 4;
    /** Of a picture of the size that models look at. */
    private static final int PICTURE = 1_600;
    /** Of a PDF, which holds more than its words. */
    private static final int BYTES = 20;

    private TokenEstimate() {}

    static long ofCharacters(long characters) {
        return (characters + CHARACTERS - 1) / CHARACTERS;
    }

    static long of(ModelRequest request) {
        String system = request.system();
        return ofCharacters(system == null ? 0 : system.length()) + of(request.messages());
    }

    static long of(List<ModelMessage> messages) {
        return messages.stream().mapToLong(TokenEstimate::of).sum();
    }

    static long of(ModelMessage message) {
        return message.content().stream().mapToLong(TokenEstimate::of).sum();
    }

    private static long of(Content content) {
        return switch (content) {
            case Content.Text text -> ofCharacters(text.text().length());
            case Content.Verbatim block -> ofCharacters(block.json().length());
            case Content.Image _ -> PICTURE;
            case Content.Document document ->
                document.mediaType().equals("application/pdf")
                        ? document.bytes().size() / BYTES
                        : ofCharacters(document.bytes().size());
        };
    }
}
