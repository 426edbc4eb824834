package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What stands around a conversation: the header, the banners, and what buttons everywhere say. */
@MessageBundle(value = "page", locale = "en")
public interface PageWords {

    @Message("Skip to the message field")
    String skipToComposer();

    @Message("Conversations")
    String conversations();

    @Message("More")
    String more();

    @Message("Close the sidebar")
    String closeSidebar();

    @Message("New chat")
    String newChat();

    @Message("Options")
    String options();

    @Message("Options of this conversation")
    String conversationOptions();

    @Message("Jump to the end")
    String jumpToEnd();

    @Message("Messages")
    String messages();

    @Message("Theme")
    String theme();

    @Message("Theme: as the system")
    String themeSystem();

    @Message("Theme: light")
    String themeLight();

    @Message("Theme: dark")
    String themeDark();

    @Message("Language")
    String language();

    @Message("Replies are scripted by the built-in simulator. Set {key} to talk to Claude.")
    String scripted(String key);

    @Message("This conversation was deleted.")
    String deleted();

    @Message("Show it")
    String showIt();

    @Message("What you look for is on another branch.")
    String elsewhere();

    @Message("What you look for is on another branch, which can be shown when this answer has ended.")
    String elsewhereLater();

    @Message("The connection is lost. Reconnecting… What you write is kept.")
    String offline();

    @Message("This conversation is not here")
    String missing();

    @Message("It was deleted, or it belongs to another browser.")
    String missingWhy();

    @Message("Who answers")
    String whoAnswers();

    @Message("Still up? What is on your mind?")
    String greetingNight();

    @Message("Good morning. What is on your mind?")
    String greetingMorning();

    @Message("Good afternoon. What is on your mind?")
    String greetingAfternoon();

    @Message("Good evening. What is on your mind?")
    String greetingEvening();

    @Message("Answers can be wrong. Check what matters.")
    String finePrint();

    /** An address names who is to answer, and there is nobody of that name. */
    @Message("Nobody here is called “{name}”. {title} will answer instead.")
    String nobodyOfThatName(String name, String title);

    @Message("The conversation could not be restored. Try again in a moment.")
    String notRestored();

    @Message("Copy")
    String copy();

    @Message("Copied")
    String copied();

    @Message("Try again")
    String tryAgain();

    @Message("Undo")
    String undo();

    @Message("Cancel")
    String cancel();

    @Message("Close")
    String close();

    @Message("Done")
    String done();

    @Message("Save")
    String save();

    @Message("Show all")
    String showAll();

    @Message("Show less")
    String showLess();

    @Message("Details")
    String details();

    @Message("{seconds} s")
    String seconds(String seconds);

    @Message("{minutes} min")
    String minutes(String minutes);

    @Message("{minutes} min {seconds} s")
    String minutesAndSeconds(String minutes, String seconds);

    @Message("Formatted text")
    String starterFormatted();

    @Message("Thinking first")
    String starterThinking();

    @Message("A long answer")
    String starterLong();

    @Message("A busy service")
    String starterBusy();
}
