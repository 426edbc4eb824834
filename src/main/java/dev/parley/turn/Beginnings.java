package dev.parley.turn;

import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatHandler;
import dev.parley.conversation.BlobId;
import dev.parley.conversation.Element;
import dev.parley.conversation.EndState;
import dev.parley.conversation.Event;
import dev.parley.conversation.Media;
import dev.parley.conversation.Message;
import dev.parley.conversation.Settings;
import dev.parley.log.ConversationLog;
import dev.parley.turn.CommandRefused.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the turns of one conversation begin: with a waiting message, anew, going on, or with a message in other words. */
final class Beginnings {

    private static final int MOST_SIBLINGS = 1_000;

    private final TurnServices services;
    private final ConversationLog log;
    private final Branches branches;

    Beginnings(TurnServices services, ConversationLog log, Branches branches) {
        this.services = services;
        this.log = log;
        this.branches = branches;
    }

    /** Who answers where nobody else is named. */
    String ownHandler() {
        var known = log.conversation();
        return known == null ? services.handlers().usual() : known.handler();
    }

    /** @param leaf the message that the waiting one follows; null at the very start */
    Beginning ofQueued(QueuedMessage message, @Nullable Integer leaf) {
        int user = log.nextNumber();
        var place = new MessagePlace(leaf, List.of(), null);
        var events = new ArrayList<Event>();
        events.addAll(Asked.skipAll(log.snapshot()));
        events.add(new Event.TurnStarted(message.turn(), now()));
        events.addAll(userMessage(place, message.turn(), user, message.text(), message.files()));
        return new Beginning(
                message.turn(),
                place,
                events,
                answering(handlerOf(message), message.handler(), message.text(), message.files(), user));
    }

    /** The user message above {@code answer} is answered once more, beside the old answer. */
    Beginning anew(int answer) {
        var question = branches.questionOf(answer);
        int turn = log.nextNumber();
        return new Beginning(
                turn,
                new MessagePlace(question.id(), siblings(question.id()), null),
                List.of(Event.ConversationChanged.leaf(question.id()), new Event.TurnStarted(turn, now())),
                answering(question, historyUpTo(question.id())));
    }

    /** @param leaf the last message shown, which must be the one to go on with */
    Beginning continuing(int answer, @Nullable Integer leaf) {
        var partial = branches.continuable(answer, leaf);
        var question = branches.questionOf(partial.id());
        int turn = log.nextNumber();
        return new Beginning(
                turn,
                new MessagePlace(partial.id(), List.of(), partial.id()),
                List.of(new Event.TurnStarted(turn, now())),
                answering(question, new Answering.End(partial.id(), partial)));
    }

    /** A question that a turn has left behind is answered. */
    Beginning answered(Command.Answer command, Asked asked, Event change, @Nullable Integer leaf) {
        var question = branches.questionOf(asked.message().id());
        int turn = log.nextNumber();
        int end = leaf == null ? asked.message().id() : leaf;
        return new Beginning(
                turn,
                new MessagePlace(end, List.of(), null),
                List.of(change, new Event.TurnStarted(turn, now())),
                answering(question, historyUpTo(end))
                        .with(new ChatAnswer(asked.question().prompt(), command.answer())));
    }

    /** A sibling of a user message in other words, with its files or with others. */
    Beginning edited(String owner, Command.Edit edit) {
        var old = branches.ownMessage(edit.message());
        var files = edit.files() == null ? MessageFiles.of(old) : attach(owner, edit.files(), ownHandler());
        String text = ReaderText.message(edit.text(), services.config().maxMessageLength(), !files.isEmpty());
        int turn = log.nextNumber();
        int user = log.nextNumber();
        var place = new MessagePlace(old.parent(), siblings(old.parent()), null);
        var events = new ArrayList<Event>();
        events.add(Event.ConversationChanged.leaf(old.parent() == null ? 0 : old.parent()));
        events.add(new Event.TurnStarted(turn, now()));
        events.addAll(userMessage(place, turn, user, text, files));
        return new Beginning(
                turn, place, events, answering(requireHandler(ownHandler()), ownHandler(), text, files, user));
    }

    /** May block. Refuses what the handler does not take, or is not the owner's. */
    List<Media> attach(String owner, List<BlobId> files, String handler) {
        return services.files(log.id()).attach(owner, files, services.handlers().described(handler));
    }

    /** They are told with the event that adds one more, so there is an end to them. */
    private List<Integer> siblings(@Nullable Integer parent) {
        var siblings = branches.below(parent);
        if (siblings.size() >= MOST_SIBLINGS) {
            throw new CommandRefused(
                    Reason.NOT_POSSIBLE,
                    "There are " + MOST_SIBLINGS + " versions of this already, which is the most.");
        }
        return siblings;
    }

    ChatHandler requireHandler(String name) {
        return services.handlers()
                .find(name)
                .orElseThrow(
                        () -> new CommandRefused(Reason.UNKNOWN_HANDLER, "There is no handler named " + name + "."));
    }

    /** Who was there when the message was sent, but not any more, fails as visibly as any handler. */
    private ChatHandler handlerOf(QueuedMessage message) {
        String name = message.handler();
        return services.handlers().find(name).orElse(chat -> {
            throw new IllegalStateException("There is no handler named " + name);
        });
    }

    /** Files come first: a model reads best what it is asked about before it is asked. */
    private List<Event> userMessage(MessagePlace place, int turn, int user, String text, List<Media> files) {
        var time = now();
        var events = new ArrayList<Event>();
        events.add(place.next(user, turn, Speaker.USER, time));
        for (var file : files) {
            events.addAll(WholeElement.events(log.nextNumber(), user, file, time));
        }
        if (!text.isBlank()) {
            events.addAll(WholeElement.events(log.nextNumber(), user, new Element.Markdown(text), time));
        }
        events.add(new Event.MessageEnded(user, EndState.COMPLETE, time, null, null));
        return events;
    }

    private Answering answering(ChatHandler handler, String name, String text, List<Media> files, int user) {
        String avatar = services.handlers().described(name).avatar();
        return new Answering(handler, avatar, text, files, historyUpTo(user), null, settings());
    }

    /** The conversation's own handler answers a message that is there. */
    private Answering answering(Message question, Answering.End history) {
        String name = ownHandler();
        String avatar = services.handlers().described(name).avatar();
        return new Answering(
                requireHandler(name), avatar, question.text(), MessageFiles.of(question), history, null, settings());
    }

    /** As they are now: a turn keeps those that it began with. */
    private Settings settings() {
        var known = log.conversation();
        return known == null ? Settings.NONE : known.settings();
    }

    private static Answering.End historyUpTo(int message) {
        return new Answering.End(message, null);
    }

    private Instant now() {
        return Instant.ofEpochMilli(services.clock().millis());
    }
}
