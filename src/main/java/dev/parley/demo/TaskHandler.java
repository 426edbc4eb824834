package dev.parley.demo;

import dev.parley.chat.Chat;
import dev.parley.chat.ChatHandler;
import dev.parley.chat.ChatProfile;
import dev.parley.chat.ChatStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Locale;

/** Work that takes a while: the reader sees how far it is, may stop it, and is told what has failed. */
@ApplicationScoped
@Named("task")
public class TaskHandler implements ChatHandler {

    private static final int PICTURES = 240;
    private static final int AT_A_TIME = 12;

    /** What one handful of pictures takes. */
    private final Duration pace;

    public TaskHandler() {
        this(Duration.ofMillis(400));
    }

    TaskHandler(Duration pace) {
        this.pace = pace;
    }

    /** A step has failed; the message is for the reader. */
    private static final class StepFailed extends Exception {
        private static final long serialVersionUID = 1L;

        StepFailed(String what) {
            super(what);
        }
    }

    @Override
    public ChatProfile profile() {
        return ChatProfile.of("Long task")
                .description("Work with steps and progress, which Stop ends at once.")
                .avatar(":material/hourglass_empty:")
                .starter("Start", "Move the pictures")
                .starter("Start, with a fault", "Move the pictures, with an error")
                .starter("In a hurry", "Move the pictures quickly")
                .settings(false)
                .accepts();
    }

    @Override
    public void reply(Chat chat) throws InterruptedException {
        String wish = chat.text().toLowerCase(Locale.ROOT);
        try (var message = chat.message("assistant")) {
            // Stop interrupts this thread: sleeping throws, the blocks close, and what stands here already is kept.
            try (var work = message.status("Moving " + PICTURES + " pictures")) {
                work.markdown("Found them in 3 folders.");
                copy(work, wish.contains("quickly") ? Duration.ZERO : pace);
                verify(work, wish.contains("error"));
                work.complete("Moved " + PICTURES + " pictures");
                message.success("All pictures are in the new place, and the old place is empty.");
            } catch (StepFailed e) {
                message.warning(e.getMessage() + " Nothing was deleted in the old place: it is safe to try again.");
            }
        }
    }

    private static void copy(ChatStatus work, Duration pace) throws InterruptedException {
        var bar = work.progress(0, "Copying");
        for (int copied = AT_A_TIME; copied <= PICTURES; copied += AT_A_TIME) {
            Thread.sleep(pace);
            bar.update((double) copied / PICTURES, "Copied " + copied + " of " + PICTURES);
        }
    }

    private void verify(ChatStatus work, boolean fault) throws InterruptedException, StepFailed {
        for (var folder : new String[] {"2023", "2024", "2025"}) {
            try (var check = work.status("Comparing " + folder)) {
                Thread.sleep(pace);
                if (fault && folder.equals("2024")) {
                    check.code("IMG_0815.jpg  4f1a09c2 != 77be3d10", "text");
                    check.fail("Compared " + folder + ": one picture differs");
                    work.fail("Stopped moving pictures");
                    throw new StepFailed("One picture of " + folder + " is not as it was.");
                }
                check.complete("Compared " + folder);
            }
        }
    }
}
