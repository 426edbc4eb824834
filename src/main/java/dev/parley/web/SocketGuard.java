package dev.parley.web;

import dev.parley.auth.Owners;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationStore;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** Lets a socket open only for a known owner, on a conversation that is this owner's or nobody's yet. */
@Singleton
public class SocketGuard implements HttpUpgradeCheck {

    private final Owners owners;
    private final ConversationStore store;
    private final Readers readers;

    SocketGuard(Owners owners, ConversationStore store, Readers readers) {
        this.owners = owners;
        this.store = store;
        this.readers = readers;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        var admitted = owners.identify(context.httpRequest());
        if (admitted.isEmpty()) {
            return CheckResult.rejectUpgrade(401);
        }
        String conversation = context.pathParam("conversation");
        if (conversation == null || !ConversationId.isValid(conversation)) {
            return CheckResult.rejectUpgrade(404);
        }
        var peer = Peer.of(context.httpRequest());
        if (!readers.hasRoom(admitted.get().owner(), peer.address())) {
            return CheckResult.rejectUpgrade(429);
        }
        context.userData().put(ChatSocket.ADMITTED, admitted.get());
        context.userData().put(ChatSocket.PEER, peer);
        context.userData().put(ChatSocket.REQUEST, RequestIds.of(context.httpRequest()));
        return Uni.createFrom()
                .item(() -> check(admitted.get().owner(), new ConversationId(conversation)))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .emitOn(onThisLoop());
    }

    /**
     * The upgrade must go on where the connection lives: begun on another thread it is complete for the client before the
     * server listens, and a first frame that comes quickly is lost.
     */
    private static Executor onThisLoop() {
        var loop = Vertx.currentContext();
        if (loop == null) {
            throw new IllegalStateException("Upgrades are asked for on an event loop");
        }
        return task -> loop.runOnContext(ignored -> task.run());
    }

    private CheckResult check(String owner, ConversationId conversation) {
        boolean foreign = store.find(conversation)
                .filter(known -> !known.owner().equals(owner))
                .isPresent();
        return foreign ? CheckResult.rejectUpgradeSync(404) : CheckResult.permitUpgradeSync();
    }
}
