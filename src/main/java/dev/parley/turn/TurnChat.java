package dev.parley.turn;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatAttachment;
import dev.parley.chat.ChatMessage;
import dev.parley.chat.ChatModel;
import dev.parley.chat.ChatQuestion;
import dev.parley.chat.ChatSession;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Message;
import dev.parley.model.ModelMessage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A running turn as its handler sees it. */
final class TurnChat implements Chat {

    private static final String ANSWERING = "assistant";

    /** Nobody goes on with one answer that often. */
    private static final int MOST_PIECES = 100;

    private final Turn turn;
    private final MeteredModel model;
    private final ConversationStore store;
    private final Answering answering;
    private final TurnHistory history;
    /** Begun for a summary, and then given to the handler when it begins its answer. */
    private final AtomicReference<@Nullable TurnMessage> prepared = new AtomicReference<>();

    private final ChatSession session;

    TurnChat(Turn turn, MeteredModel model, ConversationStore store, Answering answering, TurnHistory history) {
        this.turn = turn;
        this.model = model;
        this.store = store;
        this.answering = answering;
        this.history = history;
        this.session = new TurnSession(turn, store);
    }

    @Override
    public ChatMessage message(String name) {
        Objects.requireNonNull(name, "name");
        var begun = name.equals(ANSWERING) ? prepared.getAndSet(null) : null;
        return begun == null ? begin(name) : begun;
    }

    private TurnMessage begin(String name) {
        turn.awaitRoom();
        var message = new TurnMessage(
                turn,
                Speaker.of(name).orAvatar(answering.avatar()),
                model.provider().name(),
                new MessageUsage(model.provider()::prices));
        turn.reserve(message);
        return message;
    }

    @Override
    public ChatQuestion ask(String prompt) {
        return new TurnQuestion(turn, () -> begin(ANSWERING), Objects.requireNonNull(prompt, "prompt"));
    }

    @Override
    public Optional<ChatAnswer> answer() {
        return Optional.ofNullable(answering.answer());
    }

    @Override
    public ChatModel model() {
        return new TurnModel(turn, model, answering.settings());
    }

    @Override
    public List<ModelMessage> history() {
        return history.prompt(() -> turn.lastOpen().orElseGet(this::prepare));
    }

    private TurnMessage prepare() {
        var message = begin(ANSWERING);
        prepared.set(message);
        return message;
    }

    @Override
    public String text() {
        return answering.text();
    }

    @Override
    public List<ChatAttachment> attachments() {
        var blobs = store.blobs();
        return answering.files().stream()
                .flatMap(file -> blobs.find(turn.conversation(), file.blob()).stream())
                .<ChatAttachment>map(blob -> new TurnAttachment(blobs, blob))
                .toList();
    }

    @Override
    public Optional<String> partial() {
        return Optional.ofNullable(answering.history().partial()).map(this::soFar);
    }

    /** An answer that was gone on with before stands in several messages. */
    private String soFar(Message last) {
        var text = new StringBuilder();
        for (var message :
                store.path(turn.conversation(), last.id(), MOST_PIECES).reversed()) {
            text.insert(0, message.text());
            if (message.continues() == null) {
                break;
            }
        }
        return text.toString();
    }

    @Override
    public ChatSession session() {
        return session;
    }

    @Override
    public boolean cancelled() {
        return turn.ended();
    }
}
