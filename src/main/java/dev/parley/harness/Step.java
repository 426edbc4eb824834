package dev.parley.harness;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelFailure;
import java.time.Duration;

/** What a scripted model does next. */
sealed interface Step {

    /** Says it as soon as it is asked for. */
    record Say(ModelEvent event) implements Step {}

    /** Tells that it waits, and lets that time pass. */
    record Wait(ModelEvent.WaitReason reason, Duration time) implements Step {}

    /** Lets time pass. */
    record Pause(Duration time) implements Step {}

    /** Does nothing until the test lets it go on. */
    record Stall() implements Step {}

    /** Says it again and again. */
    record Repeat(ModelEvent event) implements Step {}

    record Fail(ModelFailure failure) implements Step {}

    record Finish(ModelEvent.Finished event) implements Step {}
}
