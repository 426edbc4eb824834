package dev.parley.turn;

import dev.parley.chat.Texts;
import dev.parley.chat.stream.ToolRun;
import dev.parley.conversation.Event;
import dev.parley.conversation.Step;
import dev.parley.conversation.WellFormedText;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools that a stream's source runs, each an element. Guarded by its writer's monitor. */
final class ToolRuns {

    /** Of what goes into a tool or comes out, in characters: each is in an event of its own. */
    static final int LONGEST = 9_000;

    private final TurnContainer<?> container;
    private final Map<String, Integer> running = new HashMap<>();

    ToolRuns(TurnContainer<?> container) {
        this.container = container;
    }

    static String shortened(String text) {
        return Texts.cut(WellFormedText.of(text), LONGEST);
    }

    /** Whether its element is there already. */
    boolean has(ToolRun run) {
        return run.id() != null && running.containsKey(run.id());
    }

    /** @return its element, if that is new */
    @Nullable
    Integer tell(ToolRun run) {
        Integer there = run.id() == null ? null : running.get(run.id());
        int element = there == null ? begin(run) : there;
        if (run.state() != ToolRun.State.RUNNING) {
            end(run, element);
        }
        return there == null ? element : null;
    }

    private int begin(ToolRun run) {
        var turn = container.turn;
        int element = turn.nextNumber();
        var tool = new Step.Tool(WellFormedText.of(run.name()), null, shortened(run.input()), Step.State.RUNNING, null);
        container.post(new Event.ElementAdded(element, container.id(), tool, turn.now()));
        container.message().toolBegan(element);
        if (run.id() != null) {
            running.put(run.id(), element);
        }
        return element;
    }

    private void end(ToolRun run, int element) {
        if (run.id() != null) {
            running.remove(run.id());
        }
        container.message().toolEnds(element);
        var state = run.state() == ToolRun.State.ERROR ? Step.State.ERROR : Step.State.COMPLETE;
        container.post(
                new Event.ElementChanged(element, new Step.ToolChange(state, null, shortened(run.output()))),
                new Event.ElementClosed(element, container.turn.now()));
    }
}
