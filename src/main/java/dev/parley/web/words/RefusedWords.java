package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Why a command was refused, by the codes of the protocol, for languages that the server does not speak itself. */
@MessageBundle(value = "refused", locale = "en")
public interface RefusedWords {

    @Message("This cannot be read as it was sent.")
    String malformed();

    @Message("The server does not know this command.")
    String unknownCommand();

    @Message("This is longer or larger than the server takes.")
    String tooLarge();

    @Message("Your files have as much room as they may have.")
    String noRoom();

    @Message("The conversation is not open.")
    String notOpen();

    @Message("This was sent before with other words.")
    String idReused();

    @Message("You are not signed in.")
    String notSignedIn();

    @Message("This is not there any more.")
    String notFound();

    @Message("This type of file is not taken.")
    String unsupportedType();

    @Message("Not while an answer is being written.")
    String turnRunning();

    @Message("This cannot be done here.")
    String notPossible();

    @Message("Nobody of that name answers here.")
    String unknownHandler();

    @Message("Too many messages wait. Let one be answered first.")
    String queueFull();

    @Message("Too many messages within a minute. Wait a moment.")
    String tooManySends();

    @Message("Too many answers are being written. Wait for one to end.")
    String tooManyTurns();

    @Message("You have as many conversations as are kept. Delete some first.")
    String tooManyConversations();

    @Message("The budget for models is used up. The settings of the conversation say when it is renewed.")
    String budgetUsedUp();

    @Message("Too many requests within a minute. Wait a moment.")
    String tooManyRequests();

    @Message("The server is busy. Try again in a moment.")
    String busy();

    @Message("The server could not store it.")
    String notStored();

    @Message("The server is restarting. Try again in a moment.")
    String shuttingDown();

    @Message("The server has made a mistake. Its log says more.")
    String internal();

    @Message("This model is not on offer here.")
    String unknownModel();
}
