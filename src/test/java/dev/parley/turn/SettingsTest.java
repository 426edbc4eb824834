package dev.parley.turn;

import static dev.parley.turn.TestTurns.commandId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.EndState;
import dev.parley.conversation.Settings;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelRequest;
import dev.parley.turn.CommandRefused.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How readers choose what the model is asked with. */
class SettingsTest {

    private static final Settings LARGE = new Settings("large", "high", "Sing");

    @RegisterExtension
    private final TestTurns given = new TestTurns();

    private void set(Settings settings) {
        given.ack(new Command.ChangeSettings(commandId(), settings));
    }

    private ModelRequest answered(String text) throws Exception {
        int turn = given.send(text);
        var call = given.model.nextCall();
        call.started().say("Yes").finish();
        assertThat(given.awaitEnd(turn)).isEqualTo(EndState.COMPLETE);
        return call.request();
    }

    private static void assertAsked(ModelRequest request, String model, String effort, String system) {
        assertThat(request.model()).isEqualTo(model);
        assertThat(request.effort()).isEqualTo(effort);
        assertThat(request.system()).isEqualTo(system);
    }

    @Test
    void theMessageThatBeginsAConversationMayBringThem() throws Exception {
        given.ack(new Command.Send(commandId(), "Hi", null, List.of(), LARGE));
        var call = given.model.nextCall();
        assertAsked(call.request(), "large", "high", "Sing");
        call.started().say("Yes").finish();
        assertThat(given.snapshot().conversation().settings()).isEqualTo(LARGE);
        assertThat(given.store.find(given.id).orElseThrow().settings()).isEqualTo(LARGE);
    }

    @Test
    void theyHoldFromTheNextTurnOn() throws Exception {
        int turn = given.send("One");
        var call = given.model.nextCall();
        set(LARGE);
        assertAsked(call.request(), null, null, null);
        call.started().say("Yes").finish();
        given.awaitEnd(turn);
        assertAsked(answered("Two"), "large", "high", "Sing");
        set(Settings.NONE);
        assertAsked(answered("Three"), null, null, null);
        assertThat(given.snapshot().conversation().settings()).isNull();
    }

    @Test
    void theyAreReplacedAsAWhole() throws Exception {
        answered("One");
        set(LARGE);
        set(new Settings(null, null, "Only this"));
        assertAsked(answered("Two"), null, null, "Only this");
    }

    @Test
    void anAnswerMadeAnewHasThoseOfNow() throws Exception {
        answered("One");
        set(LARGE);
        int turn = given.ack(new Command.Regenerate(commandId(), given.last().id()))
                .turn();
        var call = given.model.nextCall();
        assertAsked(call.request(), "large", "high", "Sing");
        call.started().say("Yes").finish();
        given.awaitEnd(turn);
    }

    @Test
    void whatTheHandlerSaysItselfGoesFirst() throws Exception {
        given.handler(chat -> {
            var own = new ModelRequest("mine", "Mine", List.of(ModelMessage.user("Hi")), null, null);
            chat.message("assistant").writeStream(chat.model().stream(own));
            var prompt = ModelRequest.of(chat.history()).withSystem("Mine");
            chat.message("assistant").writeStream(chat.model().stream(prompt));
        });
        int turn = given.ack(new Command.Send(commandId(), "Hi", null, List.of(), LARGE))
                .turn();
        var first = given.model.nextCall();
        assertAsked(first.request(), "mine", null, "Mine");
        first.started().say("Yes").finish(ModelEvent.StopReason.END_TURN);
        var second = given.model.nextCall();
        assertAsked(second.request(), "large", "high", "Mine");
        second.started().say("Yes").finish();
        given.awaitEnd(turn);
    }

    @Test
    void theSameCommandTwiceChangesOnce() throws Exception {
        answered("One");
        var command = new Command.ChangeSettings(commandId(), LARGE);
        given.ack(command);
        set(Settings.NONE);
        given.ack(command);
        assertThat(given.snapshot().conversation().settings()).isNull();
        assertThat(given.refusal(new Command.ChangeSettings(command.id(), Settings.NONE)))
                .isEqualTo(Reason.ID_REUSED);
    }

    @Test
    void whatNoModelHereTakesIsRefused() throws Exception {
        answered("One");
        assertThat(refusal(new Settings("unheard-of", null, null))).isEqualTo(Reason.UNKNOWN_MODEL);
        assertThat(refusal(new Settings("large", "max", null))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(new Settings("small", "low", null))).isEqualTo(Reason.MALFORMED);
        // Of the usual one nothing is known.
        assertThat(refusal(new Settings(null, "hard", null))).isEqualTo(Reason.MALFORMED);
        assertThat(refusal(new Settings(null, null, "x".repeat(101)))).isEqualTo(Reason.TOO_LARGE);
        assertThat(given.refusal(
                        new Command.Send(commandId(), "Two", null, List.of(), new Settings("unheard-of", null, null))))
                .isEqualTo(Reason.UNKNOWN_MODEL);
        assertThat(given.snapshot().conversation().settings()).isNull();
        assertThat(given.snapshot().queue()).isEmpty();
    }

    private Reason refusal(Settings settings) {
        return given.refusal(new Command.ChangeSettings(commandId(), settings));
    }

    @Test
    void aRefusalSaysWhatTheModelTakes() throws Exception {
        answered("One");
        assertThatThrownBy(() -> set(new Settings("large", "max", null)))
                .hasMessageContaining("The model Large does not take the effort max; it takes low, high.");
        assertThatThrownBy(() -> set(new Settings("small", "low", null)))
                .hasMessageContaining("The model Small does not take the effort low; it takes none.");
    }

    @Test
    void theSystemPromptIsMendedAndBlankOnesAreNone() throws Exception {
        answered("One");
        set(new Settings(null, null, "  Sing\u0000 \uD800 "));
        assertThat(given.store.find(given.id).orElseThrow().settings().systemPrompt())
                .isEqualTo("Sing\uFFFD \uFFFD");
    }

    @Test
    void aConversationThatHasNotBegunHasNone() {
        assertThat(refusal(LARGE)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void titleAndSettingsChangeInOneStep() throws Exception {
        answered("One");
        given.ack(new Command.File(commandId(), "Mine", null, null, LARGE));
        assertThat(given.store.find(given.id).orElseThrow().title()).isEqualTo("Mine");
        assertThat(given.store.find(given.id).orElseThrow().settings()).isEqualTo(LARGE);
    }

    @Test
    void whatWasMadeElsewhereIsKeptAsFarAsItFits() {
        var models = new Models(given.model, new TurnLimits(), Map.of());
        assertThat(models.orUsual(LARGE)).isEqualTo(LARGE);
        assertThat(models.orUsual(new Settings("gone", "high", "Sing"))).isEqualTo(new Settings(null, null, "Sing"));
        assertThat(models.orUsual(new Settings("gone", "high", "x".repeat(101))))
                .isEqualTo(Settings.NONE);
    }

    @Test
    void presetsStandInTheOrderOfTheirNames() {
        var models = new Models(
                given.model,
                new TurnLimits(),
                Map.of("tutor", TestPreset.of("A tutor", " Ask back "), "brief", TestPreset.of(null, null)));
        assertThat(models.presets())
                .containsExactly(
                        new OfferedPreset("brief", "brief", "", Settings.NONE),
                        new OfferedPreset("tutor", "A tutor", "", new Settings(null, null, "Ask back")));
    }

    @Test
    void aPresetThatNoConversationCouldHaveEndsTheStart() {
        var preset = TestPreset.of(null, "x".repeat(101));
        assertThatThrownBy(() -> new Models(given.model, new TurnLimits(), Map.of("long", preset)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("parley.presets.\"long\".system-prompt");
    }

    private record TestPreset(Optional<String> title, Optional<String> systemPrompt) implements PresetsConfig.Preset {

        static TestPreset of(@Nullable String title, @Nullable String systemPrompt) {
            return new TestPreset(Optional.ofNullable(title), Optional.ofNullable(systemPrompt));
        }

        @Override
        public Optional<String> description() {
            return Optional.empty();
        }

        @Override
        public Optional<String> model() {
            return Optional.empty();
        }

        @Override
        public Optional<String> effort() {
            return Optional.empty();
        }
    }
}
