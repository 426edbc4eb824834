package dev.parley.chat;

import static dev.parley.conversation.Step.State.COMPLETE;
import static dev.parley.conversation.Step.State.ERROR;
import static dev.parley.conversation.Step.State.RUNNING;

import dev.parley.conversation.Chart;
import dev.parley.conversation.Element;
import dev.parley.conversation.Json;
import dev.parley.conversation.Step;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A status: what it holds, and how it ends. */
class StatusesTest {

    private static TestTurn turn(ChatHandler handler) {
        try (var chat = ChatHarness.of(handler)) {
            return chat.send("One").awaitEnd();
        }
    }

    @Test
    void leavingItsBlockCompletesAndFoldsIt() {
        var turn = turn(given -> {
                    try (var status = given.message("assistant").status("Reading")) {
                        status.markdown("A page");
                    }
                })
                .expectComplete();
        var status = turn.element(Step.Status.class);
        status.expectHistory(Step.Status::state, RUNNING, COMPLETE).expectHistory(Step.Status::expanded, true, false);
        status.expectElements(Element.Markdown.class);
    }

    @Test
    void anExceptionThatLeavesItsBlockMakesItAnError() {
        var turn = turn(given -> {
                    try (var status = given.message("assistant").status("Reading")) {
                        status.markdown("Half a page");
                        throw new IllegalStateException("It broke");
                    }
                })
                .expectFailed();
        turn.element(Step.Status.class)
                .expectHistory(Step.Status::state, RUNNING, ERROR)
                .expectHistory(Step.Status::expanded, true)
                .expectElements(Element.Markdown.class);
    }

    @Test
    void itsLabelChangesWhileItRuns() {
        turn(given -> {
                    var status = given.message("assistant").status("Reading 1 of 2");
                    status.update("Reading 2 of 2");
                    status.complete("Read both");
                })
                .element(Step.Status.class)
                .expectHistory(Step.Status::label, "Reading 1 of 2", "Reading 2 of 2", "Read both")
                .expectHistory(Step.Status::state, RUNNING, COMPLETE);
    }

    @Test
    void whoCatchesTheFailureSaysItAndGoesOn() {
        var turn = turn(given -> {
                    var message = given.message("assistant");
                    message.status("Reading").fail("Could not read");
                    message.markdown("Goes on");
                })
                .expectComplete()
                .expectText("Goes on");
        turn.element(Step.Status.class).expectContent(new Step.Status("Could not read", ERROR, true));
    }

    @Test
    void itIsShownOrFoldedAsTheHandlerSays() {
        turn(given -> given.message("assistant")
                        .status("Reading")
                        .expanded(false)
                        .expanded(true)
                        .complete("Read"))
                .element(Step.Status.class)
                .expectHistory(Step.Status::expanded, true, false, true, false);
    }

    @Test
    void itHoldsAnyElementAndOtherStatuses() {
        var turn = turn(given -> {
                    try (var outer = given.message("assistant").status("Outer");
                            var inner = outer.status("Inner")) {
                        inner.writeStream(List.of("a", Map.of("b", 1)));
                        inner.lineChart(List.of(1, 2));
                    }
                })
                .expectComplete();
        var outer = turn.elements(Step.Status.class).getFirst();
        outer.expectElements(Step.Status.class);
        outer.element(Step.Status.class).expectElements(Element.Markdown.class, Json.class, Chart.class);
    }

    @Test
    void stopLeavesNoneRunning() {
        try (var chat = ChatHarness.of(given -> {
            var status = given.message("assistant").status("Asking");
            status.writeStream(given.model().stream(given.history()));
        })) {
            chat.model().answers(answer -> answer.says("Half").stalls());
            var turn = chat.begin("One").awaitText("Half").stop().expectStopped();
            turn.element(Step.Status.class).expectHistory(Step.Status::state, RUNNING, ERROR);
        }
    }
}
