package dev.parley.web;

import dev.parley.auth.Admitted;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import dev.parley.log.ConversationLogs;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One socket, one conversation: commands in, frames out. A socket's commands are carried out one after the other. */
@Singleton
@WebSocket(path = "/chat/{conversation}")
public class ChatSocket {

    static final UserData.TypedKey<Admitted> ADMITTED = new UserData.TypedKey<>("admitted");
    static final UserData.TypedKey<Peer> PEER = new UserData.TypedKey<>("peer");
    static final UserData.TypedKey<String> REQUEST = new UserData.TypedKey<>("request");
    private static final UserData.TypedKey<SocketReader> READER = new UserData.TypedKey<>("reader");
    private static final Logger LOG = Logger.getLogger(ChatSocket.class);

    /** Others that were asked for in the same moment have taken the room. */
    private static final CloseReason TOO_MANY = new CloseReason(4429, "Too many sockets");

    private final ConversationLogs logs;
    private final ConversationStore store;
    private final Commands commands;
    private final Readers readers;
    private final RequestReader requests;
    private final ToldErrors errors;
    private final WireObserver observer;

    ChatSocket(
            ConversationLogs logs,
            ConversationStore store,
            Commands commands,
            Readers readers,
            WireConfig config,
            ToldErrors errors,
            WireObserver observer) {
        this.logs = logs;
        this.store = store;
        this.commands = commands;
        this.readers = readers;
        this.requests = new RequestReader(config.maxCommandLength());
        this.errors = errors;
        this.observer = observer;
    }

    /** On the event loop that the connection belongs to, which is where frames are written from then on. */
    @OnOpen
    @NonBlocking
    void open(WebSocketConnection connection) {
        var context = Vertx.currentContext();
        if (context == null) {
            throw new IllegalStateException("Sockets open on an event loop");
        }
        var reader = new SocketReader(
                connection, context, logs, admitted(connection), conversation(connection), peer(connection));
        connection.userData().put(READER, reader);
        observer.opened();
        if (!readers.add(reader)) {
            reader.close();
            reader.end(TOO_MANY);
        }
    }

    @OnClose
    @RunOnVirtualThread
    void close(WebSocketConnection connection) {
        var reader = connection.userData().get(READER);
        if (reader != null) {
            observer.closed();
            readers.remove(reader);
            reader.close();
        }
    }

    /** A connection that breaks is nothing to be alarmed at: its reader comes back. */
    @OnError
    void fail(WebSocketConnection connection, Throwable failure) {
        LOG.debugf(failure, "Socket %s failed", connection.id());
    }

    @OnTextMessage
    @RunOnVirtualThread
    void receive(WebSocketConnection connection, String message) {
        String answer = answer(connection, message);
        var reader = connection.userData().get(READER);
        if (answer != null && reader != null && connection.isOpen()) {
            reader.answer(answer);
        }
    }

    private @Nullable String answer(WebSocketConnection connection, String message) {
        String id = null;
        String requestId = nextRequest(connection);
        try {
            var command = requests.parse(message);
            id = command.id();
            return carryOut(connection, requests.read(command));
        } catch (RuntimeException e) {
            return Frames.error(id, errors.told(e, requestId), requestId);
        }
    }

    /** The id of the request that opened the socket, and the number of the command: they come one after the other. */
    private static String nextRequest(WebSocketConnection connection) {
        var opened = connection.userData().get(REQUEST);
        var reader = connection.userData().get(READER);
        return opened + "." + (reader == null ? 0 : reader.nextCommand());
    }

    private @Nullable String carryOut(WebSocketConnection connection, Request request) {
        var reader = connection.userData().get(READER);
        if (reader == null) {
            throw new IllegalStateException("A message before the connection was opened");
        }
        return switch (request) {
            case Request.Open open -> {
                requireOwn(connection);
                reader.open(open.position());
                yield null;
            }
            case Request.Older older -> {
                requireOpen(reader);
                requireOwn(connection);
                yield Frames.older(
                        older.before(), PathWindow.above(store, reader.conversation(), older.before(), older.limit()));
            }
            case Request.Around around -> {
                requireOpen(reader);
                requireOwn(connection);
                yield Frames.around(
                        around.message(),
                        AroundMessage.of(
                                store, reader.conversation(), around.message(), around.older(), around.newer()));
            }
            case Request.Change change -> {
                requireOpen(reader);
                yield Frames.ack(commands.carryOut(reader.owner(), reader.conversation(), change.command()));
            }
        };
    }

    private static void requireOpen(SocketReader reader) {
        if (!reader.isOpen()) {
            throw new WireError(ErrorCode.NOT_OPEN, "The first command is open.");
        }
    }

    /** The conversation may have become someone else's after this socket was let in: ids are made by clients. */
    private void requireOwn(WebSocketConnection connection) {
        boolean foreign = store.find(conversation(connection))
                .filter(known -> !known.owner().equals(admitted(connection).owner()))
                .isPresent();
        if (foreign) {
            throw new WireError(ErrorCode.NOT_FOUND, "There is no such conversation.");
        }
    }

    private static Admitted admitted(WebSocketConnection connection) {
        var admitted = connection.userData().get(ADMITTED);
        if (admitted == null) {
            throw new IllegalStateException("The guard lets nobody in without an owner");
        }
        return admitted;
    }

    private static Peer peer(WebSocketConnection connection) {
        var peer = connection.userData().get(PEER);
        if (peer == null) {
            throw new IllegalStateException("The guard says who is there");
        }
        return peer;
    }

    private static ConversationId conversation(WebSocketConnection connection) {
        return new ConversationId(connection.pathParam("conversation"));
    }

    static CloseReason goingAway() {
        return new CloseReason(1001, "The server shuts down");
    }
}
