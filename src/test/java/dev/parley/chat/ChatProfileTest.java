package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatProfileTest {

    @Test
    void changesNothingInTheProfileItStartsFrom() {
        var plain = ChatProfile.of("Weather");
        var full = plain.description("Tells the weather")
                .avatar("🌦️")
                .starter("Paris", "How is Paris?")
                .accepts(".csv");

        assertThat(plain).isEqualTo(ChatProfile.of("Weather"));
        assertThat(full.title()).isEqualTo("Weather");
        assertThat(full.starters()).containsExactly(new ChatProfile.Starter("Paris", "How is Paris?"));
        assertThat(full.accepted()).containsExactly(".csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "image/*", "text/csv", "application/vnd.ms-excel", ".csv", ".tar", "image/svg+xml"})
    void acceptsTypesKindsOfTypesAndEndings(String type) {
        assertThat(ChatProfile.plain().accepts(type).accepted()).containsExactly(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "*.csv", "image", "image/", "*/png", "", "TEXT/CSV", "text/csv,.csv"})
    void refusesWhatNamesNoFiles(String type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatProfile.plain().accepts(type))
                .withMessageContaining("by media type, such as image/*, or by ending");
    }

    @Test
    void refusesMoreStartersThanAPageCanShow() {
        var eight = IntStream.range(0, 8)
                .boxed()
                .reduce(ChatProfile.plain(), (profile, n) -> profile.starter("s", "m"), (a, b) -> b);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> eight.starter("s", "m"))
                .withMessage("A handler has at most 8 starters");
    }

    @Test
    void refusesAStarterThatSaysNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatProfile.plain().starter(" ", "m"));
    }
}
