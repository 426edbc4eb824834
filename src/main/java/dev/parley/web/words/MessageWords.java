package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What is said of messages and answers: how they stand and how they ended. */
@MessageBundle(value = "message", locale = "en")
public interface MessageWords {

    @Message("You")
    String you();

    @Message("{name} is thinking")
    String thinking(String name);

    @Message("Still waiting")
    String stillWaiting();

    @Message("Waiting {seconds} s: {reason}")
    String waiting(String seconds, String reason);

    @Message("Trying again")
    String tryingAgain();

    @Message("rate limited")
    String rateLimited();

    @Message("Claude is overloaded")
    String overloaded();

    @Message("a fault at Claude’s side")
    String serverError();

    @Message("Claude cannot be reached")
    String unreachable();

    @Message("the model is not ready")
    String notReady();

    @Message("Stopped")
    String stopped();

    @Message("The answer was interrupted. What came is kept.")
    String interrupted();

    @Message("The answer reached its length limit.")
    String cutOff();

    @Message("Continue")
    String goOn();

    @Message("Version {number} of {count}")
    String version(String number, String count);

    @Message("Earlier version")
    String earlierVersion();

    @Message("Later version")
    String laterVersion();

    @Message("A question for you: {question}")
    String question(String question);

    @Message("The answer is complete.")
    String spokenComplete();

    @Message("The answer was stopped.")
    String spokenStopped();

    @Message("The answer was interrupted.")
    String spokenInterrupted();

    @Message("The answer failed.")
    String spokenFailed();

    @Message("request {id}")
    String request(String id);

    @Message("The conversation has become longer than the model can read.")
    String windowFull();

    @Message("The model has paused.")
    String paused();

    @Message("The model asked for a tool that nobody runs here.")
    String toolWanted();

    @Message("The answer ended at a stop sequence.")
    String stopSequence();

    @Message("The model stopped for a reason that this page does not know.")
    String otherStop();
}
