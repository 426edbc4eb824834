package dev.parley.demo;

import static dev.parley.conversation.Step.State.COMPLETE;
import static dev.parley.conversation.Step.State.ERROR;
import static dev.parley.conversation.Step.State.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Element.Callout;
import dev.parley.conversation.Element.Code;
import dev.parley.conversation.Element.Markdown;
import dev.parley.conversation.Step.Progress;
import dev.parley.conversation.Step.Status;
import dev.parley.harness.ChatHarness;
import dev.parley.harness.TestTurn;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskHandlerTest {

    private static ChatHarness at(Duration pace) {
        return ChatHarness.of(new TaskHandler(pace));
    }

    @Test
    void theWorkRunsAndIsComplete() {
        try (var chat = at(Duration.ofMillis(1))) {
            var turn = chat.send("Move the pictures").expectComplete();
            var statuses = turn.elements(Status.class);
            statuses.getFirst()
                    .expectHistory(Status::state, RUNNING, COMPLETE)
                    .expectHistory(Status::label, "Moving 240 pictures", "Moved 240 pictures")
                    .expectElements(Markdown.class, Progress.class, Status.class, Status.class, Status.class);
            assertThat(statuses).allSatisfy(status -> status.expectHistory(Status::state, RUNNING, COMPLETE));
            turn.element(Callout.class).expect("success", box -> box.level() == Callout.Level.SUCCESS);
        }
    }

    @Test
    void theBarShowsEachHandfulOfPictures() {
        try (var chat = at(Duration.ofMillis(1))) {
            var shown = chat.send("Move the pictures")
                    .expectComplete()
                    .element(Progress.class)
                    .history();
            assertThat(shown)
                    .extracting(Progress::value)
                    .containsExactlyElementsOf(IntStream.rangeClosed(0, 20)
                            .mapToObj(step -> step * 12 / 240.0)
                            .toList());
            assertThat(shown.getFirst().label()).isEqualTo("Copying");
            assertThat(shown.getLast().label()).isEqualTo("Copied 240 of 240");
        }
    }

    @Test
    void stopInMidWorkEndsAtOnceAndKeepsWhatCame() {
        try (var chat = at(Duration.ofHours(1))) {
            var turn = chat.begin("Move the pictures")
                    .await("copy", now -> !now.elements(Progress.class).isEmpty());
            turn.stop().expectStopped().expectNoLateWrites();
            assertThat(turn.elements(Callout.class)).isEmpty();
            turn.element(Status.class).element(Markdown.class).expectText("Found them in 3 folders.");
        }
    }

    @Test
    void inAHurryNothingIsWaitedForUntilFoldersAreCompared() {
        try (var chat = at(Duration.ofHours(1))) {
            var turn = chat.begin("Move the pictures QUICKLY").await("compare", TaskHandlerTest::compares);
            turn.element(Progress.class)
                    .expect("all copied", bar -> Double.valueOf(1).equals(bar.value()));
            turn.stop().expectStopped();
        }
    }

    private static boolean compares(TestTurn turn) {
        return turn.elements(Status.class).size() == 2;
    }

    @Test
    void anErrorFailsTheFolderAndTheWorkAndSaysThatNothingIsLost() {
        try (var chat = at(Duration.ofMillis(1))) {
            var turn = chat.send("Move the pictures, with an error").expectComplete();
            var statuses = turn.elements(Status.class);
            assertThat(statuses)
                    .extracting(status -> status.content().label())
                    .containsExactly("Stopped moving pictures", "Compared 2023", "Compared 2024: one picture differs");
            statuses.get(0).expectHistory(Status::state, RUNNING, ERROR);
            statuses.get(1).expectHistory(Status::state, RUNNING, COMPLETE);
            statuses.get(2).expectHistory(Status::state, RUNNING, ERROR).expectElements(Code.class);
            var box = turn.element(Callout.class).expect("a warning", shown -> shown.level() == Callout.Level.WARNING);
            assertThat(box.text()).contains("Nothing was deleted");
        }
    }
}
