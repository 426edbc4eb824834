package org.example;

import dev.parley.chat.Chart;
import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** Answers with the model's words, and shows the week beside them. */
@ApplicationScoped
@Named("weather")
public class Weather implements ChatHandler {

    /** One day of the forecast; a native image has to be told that its fields are read. */
    @RegisterForReflection
    public record Day(String day, int low, int high) {}

    private static final List<Day> WEEK = List.of(
            new Day("Mon", 8, 14),
            new Day("Tue", 9, 17),
            new Day("Wed", 11, 19),
            new Day("Thu", 10, 15),
            new Day("Fri", 7, 13));

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Weather")
                .description("The week ahead, in words and as a chart.")
                .avatar("🌦️")
                .starter("This week", "How will the week be?")
                .starter("Which day?", "Which day is best for a walk?");
    }

    @Override
    public void reply(Chat chat) {
        try (var message = chat.message("assistant")) {
            message.writeStream(chat.model().stream(chat.history()));
            message.chart(Chart.line(WEEK).x("day").y("low", "high").yLabel("°C"));
        }
    }
}
