package dev.parley.transfer;

import dev.parley.conversation.Message;
import java.util.Locale;

/** How a message's speaker is called where there is no picture. */
final class Speaker {

    private Speaker() {}

    static String of(Message message) {
        return switch (message.role()) {
            case USER -> message.name().equals("user") ? "You" : message.name();
            case ASSISTANT -> message.name().equals("assistant") ? "Assistant" : message.name();
            case OTHER -> message.name();
        };
    }

    /** How a message ended, where that is not simply its end; else empty. */
    static String end(Message message) {
        if (message.state() == null) {
            return "Still being written";
        }
        return switch (message.state()) {
            case COMPLETE -> stopped(String.valueOf(message.stopReason()));
            case STOPPED -> "Stopped";
            case INTERRUPTED -> "Interrupted";
            case FAILED, REMOVED -> "Failed";
        };
    }

    private static String stopped(String reason) {
        return switch (reason) {
            case "max_tokens" -> "Cut off at the length limit";
            case "context_window_exceeded" -> "Cut off: the conversation is longer than the model can read";
            case "pause_turn" -> "Paused by the model";
            default -> "";
        };
    }

    /** Why it has no proper end, in a sentence; empty where nobody knows. */
    static String problem(Message message) {
        return message.problem() == null ? "" : message.problem().text();
    }

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
