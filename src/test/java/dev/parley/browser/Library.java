package dev.parley.browser;

import com.microsoft.playwright.Page;
import dev.parley.conversation.Conversation;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Role;
import dev.parley.log.Append;
import dev.parley.log.ConversationLog;
import dev.parley.log.ConversationLogs;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts conversations into the store as if they had been held long ago: many, or one that is very long. */
@Singleton
class Library {

    /** What is written at a time, so that one commit does not grow without end. */
    private static final int AT_A_TIME = 1_000;

    private final ConversationLogs logs;
    private final ConversationStore store;

    Library(ConversationLogs logs, ConversationStore store) {
        this.logs = logs;
        this.store = store;
    }

    /** Who reads in this browser: it has sent something by then. */
    String owner(Page page) {
        var chat = ChatPage.open(page);
        chat.send("/echo hello");
        chat.awaitAnswer();
        return store.find(new ConversationId(chat.conversation())).orElseThrow().owner();
    }

    String owner(ConversationId conversation) {
        return store.find(conversation).orElseThrow().owner();
    }

    /** Conversations of one moment each, the newest first, {@code apart} seconds between them. */
    List<ConversationId> conversations(String owner, int count, Instant newest, long apart) {
        var made = new ArrayList<ConversationId>();
        var written = new ArrayList<CompletionStage<Void>>();
        for (int number = 0; number < count; number++) {
            var id = new ConversationId(UUID.randomUUID().toString());
            made.add(id);
            written.add(create(id, owner, "Conversation " + number, newest.minusSeconds(number * apart)));
            if (written.size() == AT_A_TIME) {
                await(written);
            }
        }
        await(written);
        return made;
    }

    private CompletionStage<Void> create(ConversationId id, String owner, String title, Instant time) {
        var log = logs.hold(id);
        try {
            var conversation = new Conversation(id, owner, title, "claude", time);
            var started = new Event.ConversationStarted(title, "claude", time);
            return log.append(new Append(List.of(started), null, conversation));
        } finally {
            logs.release(log);
        }
    }

    /**
     * A conversation of so many messages, questions and answers in turn: message {@code n} says "Message n" and a bit.
     * Its number is {@code 2 * n - 1}, since its element has one, too.
     */
    ConversationId longConversation(String owner, int messages) {
        var id = new ConversationId(UUID.randomUUID().toString());
        var time = Instant.now().minusSeconds(messages * 60L);
        var written = new ArrayList<CompletionStage<Void>>(List.of(create(id, owner, "A long one", time)));
        var log = logs.hold(id);
        try {
            for (int number = 1; number <= messages; number++) {
                written.add(log.append(Append.of(message(log, number, time.plusSeconds(number * 60L)))));
            }
            await(written);
        } finally {
            logs.release(log);
        }
        return id;
    }

    void rename(ConversationId id, String title) {
        var log = logs.hold(id);
        try {
            log.append(Append.of(Event.ConversationChanged.title(title)))
                    .toCompletableFuture()
                    .join();
        } finally {
            logs.release(log);
        }
    }

    private static List<Event> message(ConversationLog log, int number, Instant time) {
        int message = log.nextNumber();
        var role = number % 2 == 1 ? Role.USER : Role.ASSISTANT;
        @Nullable Integer parent = number == 1 ? null : message - 2;
        return List.of(
                new Event.MessageStarted(
                        message,
                        parent,
                        List.of(),
                        role,
                        role == Role.USER ? "user" : "assistant",
                        null,
                        time,
                        0,
                        null),
                new Event.ElementAdded(log.nextNumber(), message, new Element.Markdown(text(number, role)), time),
                new Event.MessageEnded(message, EndState.COMPLETE, time, "end_turn", null));
    }

    /** Of quite different heights, so that nothing about their places can be guessed. */
    private static String text(int number, Role role) {
        String first = "Message " + number + ". ";
        if (role == Role.USER) {
            return first + "What comes after that? ".repeat(1 + number % 5);
        }
        String more = "It goes on for a while, and says nothing that matters. ".repeat(1 + number * 7 % 23);
        String code = number % 6 == 0 ? "\n\n```java\n" + "int next = previous + 1;\n".repeat(number % 17) + "```" : "";
        return first + "\n\n" + more + code;
    }

    private static void await(List<CompletionStage<Void>> written) {
        CompletableFuture.allOf(written.stream()
                        .map(CompletionStage::toCompletableFuture)
                        .toArray(CompletableFuture[]::new))
                .join();
        written.clear();
    }
}
