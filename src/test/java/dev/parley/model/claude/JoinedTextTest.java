package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelEvent.Finished;
import dev.parley.model.ModelEvent.StopReason;
import dev.parley.model.ModelEvent.Text;
import dev.parley.model.ModelEvent.Thinking;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedTextTest {

    private final List<ModelEvent> out = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private final JoinedText joined = new JoinedText(out::add, later::add);

    private void runLater() {
        for (var task = later.poll(); task != null; task = later.poll()) {
            task.run();
        }
    }

    @Test
    void theTextThatHasComeByNowIsOneEvent() {
        joined.accept(new Text(0, "Hel"));
        joined.accept(new Text(0, "lo "));
        joined.accept(new Text(0, "there"));
        assertThat(out).isEmpty();
        assertThat(later).hasSize(1);
        runLater();

        assertThat(out).containsExactly(new Text(0, "Hello there"));
    }

    @Test
    void whatComesLaterIsAnEventOfItsOwn() {
        joined.accept(new Text(0, "one "));
        runLater();
        joined.accept(new Text(0, "two"));
        joined.flush();
        runLater();

        assertThat(out).containsExactly(new Text(0, "one "), new Text(0, "two"));
    }

    @Test
    void whatIsJoinedStaysSmallAndWhatIsLargeStaysWhole() {
        String half = "x".repeat(JoinedText.LONGEST / 2);
        String large = "y".repeat(3 * JoinedText.LONGEST);
        List.of(half, half, "z", large, "z").forEach(text -> joined.accept(new Text(0, text)));
        joined.flush();

        assertThat(out)
                .containsExactly(new Text(0, half + half), new Text(0, "z"), new Text(0, large), new Text(0, "z"));
    }

    @Test
    void blocksAndKindsAreKeptApartAndInOrder() {
        joined.accept(new Thinking(0, "so "));
        joined.accept(new Thinking(0, "then"));
        joined.accept(new Text(0, "a"));
        joined.accept(new Text(1, "b"));
        joined.accept(new Text(1, "c"));
        joined.accept(new Finished(StopReason.END_TURN, null));

        assertThat(out)
                .containsExactly(
                        new Thinking(0, "so then"),
                        new Text(0, "a"),
                        new Text(1, "bc"),
                        new Finished(StopReason.END_TURN, null));
    }
}
