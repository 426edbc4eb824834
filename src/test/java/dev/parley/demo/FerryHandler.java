package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatFeedback;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.model.ModelRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Named;
import java.time.LocalTime;
import java.util.List;

/** The whole handler of docs/handlers.md. */
@Alternative // Not one of the handlers that other tests find.
@ApplicationScoped
@Named("ferry")
class FerryHandler implements ChatHandler {

    private static final String FROM = "Where do you start?";

    @RegisterForReflection
    record Departure(LocalTime time, String ship, int free) {}

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Ferries")
                .description("Timetable and free places.")
                .avatar("⛴️")
                .starter("Next ferry", "When does the next ferry leave?");
    }

    @Override
    public void reply(Chat chat) {
        var known = chat.session().get("from", String.class);
        var from = known.or(() -> chat.answer().map(answer -> answer.text())) // to a question before a restart
                .or(() -> chat.ask(FROM).choice("Lisbon", "Cacilhas"));
        if (from.isEmpty()) {
            return; // the reader has sent a message instead, which is answered next
        }
        chat.session().put("from", from.get());
        try (var message = chat.message("assistant").avatar("⛴️")) {
            List<Departure> departures;
            try (var status = message.status("Asking for free places")) {
                departures = departures(from.get());
                status.table(departures);
                status.complete("Found " + departures.size() + " ferries");
            }
            message.writeStream(chat.model().stream(
                    ModelRequest.of(chat.history()).withSystem("Ferries from " + from.get() + ": " + departures)));
            message.feedback(ChatFeedback.Kind.THUMBS);
        }
    }

    private static List<Departure> departures(String from) {
        int late = from.equals("Lisbon") ? 0 : 10;
        return List.of(
                new Departure(LocalTime.of(9, late), "Almadense", 120),
                new Departure(LocalTime.of(9, 30 + late), "Campolide", 4));
    }
}
