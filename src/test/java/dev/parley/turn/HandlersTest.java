package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import io.quarkus.runtime.StartupEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who is on offer, and as what. */
class HandlersTest {

    private static final ChatProfile EXPLORER = ChatProfile.of("Data explorer")
            .description("Ask a table")
            .avatar("📊")
            .starter("Mean", "mean of price")
            .accepts(".csv", "text/csv", "image/*");

    @Test
    void areOfferedInTheOrderWantedTheFirstBeingTheUsualOne() {
        var handlers = handlers(Map.of("a", ChatProfile.plain(), "b", ChatProfile.plain()), "b", "a");

        assertThat(handlers.usual()).isEqualTo("b");
        assertThat(handlers.offered()).extracting(OfferedHandler::name).containsExactly("b", "a");
    }

    @Test
    void ofTheProjectComeFirstAndDemosLastAndOnlyWhereRepliesAreScripted() {
        var packages = Map.of(
                "gallery", "dev.parley.demo",
                "claude", "dev.parley.turn",
                "weather", "org.example",
                "fish", "org.example.sea");

        assertThat(Handlers.usuallyOffered(packages, true)).containsExactly("fish", "weather", "claude", "gallery");
        assertThat(Handlers.usuallyOffered(packages, false)).containsExactly("fish", "weather", "claude");
    }

    @Test
    void areCalledByTheirNameWhereTheySayNothing() {
        var offered =
                handlers(Map.of("weather", ChatProfile.plain()), "weather").offered();

        assertThat(offered)
                .containsExactly(new OfferedHandler("weather", "Weather", "", null, List.of(), List.of("*/*"), true));
    }

    @Test
    void areOfferedAsTheySay() {
        assertThat(handlers(Map.of("explorer", EXPLORER), "explorer").offered())
                .containsExactly(new OfferedHandler(
                        "explorer",
                        "Data explorer",
                        "Ask a table",
                        "📊",
                        List.of(new ChatProfile.Starter("Mean", "mean of price")),
                        List.of(".csv", "text/csv", "image/*"),
                        true));
    }

    @Test
    void thatAreNotOfferedStillAnswer() {
        var handlers = handlers(Map.of("a", ChatProfile.plain(), "hidden", EXPLORER), "a");

        assertThat(handlers.find("hidden")).isPresent();
        assertThat(handlers.described("hidden").title()).isEqualTo("Data explorer");
        assertThat(handlers.knownOrUsual("hidden")).isEqualTo("hidden");
        assertThat(handlers.knownOrUsual("gone")).isEqualTo("a");
    }

    @Test
    void thatAreNotThereEndTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> handlers(Map.of("a", ChatProfile.plain()), "b"))
                .withMessage("parley.handlers.offered names b, which is no handler; there are a");
        assertThatIllegalStateException()
                .isThrownBy(() -> handlers(Map.of("a", ChatProfile.plain())))
                .withMessageContaining("names no handler");
    }

    @Test
    void withAnAvatarThatIsNoneEndTheStart() {
        assertThatIllegalStateException()
                .isThrownBy(() -> handlers(Map.of("a", ChatProfile.of("A").avatar("https://example.org/a.png")), "a"))
                .withMessageStartingWith("The profile of handler a: An avatar is one emoji");
    }

    @Test
    void thatAreNotOfferedAreCheckedAtTheStartToo() {
        var handlers = handlers(
                Map.of("a", ChatProfile.plain(), "hidden", ChatProfile.of("B").avatar("no avatar")), "a");

        assertThatIllegalStateException()
                .isThrownBy(() -> handlers.check(new StartupEvent()))
                .withMessageStartingWith("The profile of handler hidden: An avatar is one emoji");
    }

    @Test
    void takeFilesByTypeByKindOfTypeAndByEnding() {
        var explorer = OfferedHandler.of("explorer", EXPLORER);

        assertThat(explorer.takes("A.CSV", "application/octet-stream")).isTrue();
        assertThat(explorer.takes("table", "text/csv; charset=utf-8")).isTrue();
        assertThat(explorer.takes("cat.png", "image/png")).isTrue();
        assertThat(explorer.takes("a.csv.exe", "application/octet-stream")).isFalse();
        assertThat(explorer.takes("imagery", "images/png")).isFalse();
    }

    @Test
    void takeAnyFileOrNoneWhereTheySaySo() {
        assertThat(OfferedHandler.of("a", ChatProfile.plain()).takes("x", "what/ever"))
                .isTrue();
        assertThat(OfferedHandler.of("a", ChatProfile.plain().accepts()).takes("x", "text/plain"))
                .isFalse();
    }

    private static Handlers handlers(Map<String, ChatProfile> profiles, String... offered) {
        var byName = new HashMap<String, Supplier<ChatHandler>>();
        profiles.forEach((name, profile) -> byName.put(name, () -> new Silent(profile)));
        return new Handlers(byName, List.of(offered));
    }

    private record Silent(ChatProfile profile) implements ChatHandler {
        @Override
        public void reply(Chat chat) {}
    }
}
