package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatAnswer;
import dev.parley.chat.ChatFeedback.Kind;
import dev.parley.chat.ChatField;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatMessage;
import dev.parley.chat.ChatProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Shows every kind of element; the reader says which. */
@ApplicationScoped
@Named("gallery")
public class GalleryHandler implements ChatHandler {

    private interface Show {
        void to(Chat chat) throws InterruptedException;
    }

    private interface Exhibit {
        void to(ChatMessage message) throws InterruptedException;
    }

    /** In a message of its own. */
    private static Show one(Exhibit exhibit) {
        return chat -> {
            try (var message = chat.message("assistant")) {
                exhibit.to(message);
            }
        };
    }

    /** Between two steps of what is shown live. */
    private final Duration pause;

    public GalleryHandler() {
        this(Duration.ofMillis(250));
    }

    /** @param pause at least a millisecond */
    GalleryHandler(Duration pause) {
        this.pause = pause;
    }

    private Map<String, Show> shows() {
        var shows = new LinkedHashMap<String, Show>();
        shows.put("text", this::text);
        shows.put("code", one(Exhibits::code));
        shows.put("callouts", one(Exhibits::boxes));
        shows.put("charts", one(Exhibits::charts));
        shows.put("tables", one(Exhibits::tables));
        shows.put("live", one(message -> LiveExhibits.live(message, pause)));
        shows.put("status", one(message -> LiveExhibits.status(message, pause)));
        shows.put("values", one(Exhibits::values));
        shows.put("media", one(Exhibits::media));
        shows.put("html", one(Exhibits::html));
        shows.put("feedback", one(GalleryHandler::feedback));
        shows.put("questions", GalleryHandler::questions);
        return shows;
    }

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Elements gallery")
                .description("Every kind of element that a handler can write.")
                .avatar(":material/palette:")
                .starter("Charts", "charts")
                .starter("Rows as they come in", "live")
                .starter("Questions and forms", "questions")
                .starter("All of it", "everything")
                .settings(false)
                .accepts();
    }

    @Override
    public void reply(Chat chat) throws InterruptedException {
        if (chat.answer().isPresent()) { // To a question that a restart has left behind.
            var late = chat.answer().get();
            chat.message("assistant")
                    .markdown("To “" + late.prompt() + "” you answered:")
                    .json(late.value());
            return;
        }
        String wanted = chat.text().toLowerCase(Locale.ROOT);
        var shows = shows();
        var chosen = shows.entrySet().stream()
                .filter(show -> wanted.contains(show.getKey()) || wanted.contains("everything"))
                .toList();
        if (chosen.isEmpty()) {
            var names = shows.keySet().stream().collect(Collectors.joining("**, **", "**", "**"));
            chat.message("assistant").markdown("There is " + names + ". Name some, or say **everything**.");
        }
        for (var show : chosen) {
            show.getValue().to(chat);
        }
    }

    private void text(Chat chat) {
        try (var message = chat.message("assistant")) {
            message.writeStream(LiveExhibits.words(pause), "▌");
            message.markdown("1. a cable\n2. a tower\n   - and its foot\n\n> and what somebody else has said.");
        }
        chat.message("Harbour master").avatar("⚓").markdown("Others have their own name and picture,");
        chat.message("Lookout").avatar(":material/visibility:").markdown("which may be a symbol.");
    }

    private static void feedback(ChatMessage message) {
        message.markdown("How was the crossing?");
        message.feedback(Kind.THUMBS).feedback(Kind.FACES).feedback(Kind.STARS);
    }

    private static void questions(Chat chat) {
        List<Supplier<Optional<?>>> questions = List.of(
                () -> chat.ask("Which way across?").choice("Bridge", "Tunnel", "Ferry"),
                () -> chat.ask("Where do you want to stop?").choices("Lighthouse", "Castle", "Market"),
                () -> chat.ask("Who travels?").text("Ada Lovelace"),
                () -> chat.ask("Shall it be booked?").confirm("Book", "Not now"),
                () -> chat.ask("A few details")
                        .fields(
                                ChatField.number("people", "People").mandatory(),
                                ChatField.choice("class", "Class", "First", "Second"),
                                ChatField.flag("bicycle", "With a bicycle"),
                                ChatField.text("note", "Note"))
                        .map(ChatAnswer::value));
        var answers = new ArrayList<Object>();
        for (var question : questions) {
            var answer = question.get();
            if (answer.isEmpty()) {
                return; // The reader has sent a message instead, which is answered next.
            }
            answers.add(answer.get());
        }
        chat.message("assistant").markdown("You answered:").json(answers);
    }
}
