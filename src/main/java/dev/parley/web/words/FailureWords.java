package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Why an answer failed, by the codes of its problem, for languages that the server does not speak itself. */
@MessageBundle(value = "failure", locale = "en")
public interface FailureWords {

    @Message("The answer could not be stored, so it was ended. What you see is kept.")
    String notStored();

    @Message("The answer or the message is larger than can be taken.")
    String tooLarge();

    @Message("The server could not store answers fast enough, so this one was ended. What you see is kept.")
    String backlogFull();

    @Message("The handler that answers here has failed. The server’s log says why.")
    String handlerFailed();

    @Message("The budget for models is used up until it is renewed. What came is kept.")
    String budgetUsedUp();

    @Message("The answer was cut off. What came is kept.")
    String interrupted();

    @Message("Claude declined to answer this. Rephrase the message or start from an earlier one.")
    String refusal();

    @Message("Claude could not take this request as it was made.")
    String refusedInput();

    @Message("Too many requests for Claude at the moment. Try again later.")
    String rateLimited();

    @Message("Claude is overloaded. Try again in a moment.")
    String overloaded();

    @Message("Claude’s service has a fault. Try again in a moment.")
    String serverError();

    @Message("Claude did not answer in time.")
    String timedOut();

    @Message("Claude cannot be reached.")
    String unreachable();

    @Message("Claude’s service did not accept the API key.")
    String authentication();

    @Message("Claude’s service reports a problem with the account’s billing.")
    String billing();

    @Message("Claude’s answer could not be understood.")
    String protocol();

    @Message("The answer could not be made.")
    String internal();
}
