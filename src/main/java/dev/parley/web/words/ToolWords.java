package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Keys, commands and their palette; copying, quoting, finding in a conversation, prompts. */
@MessageBundle(value = "tool", locale = "en")
public interface ToolWords {

    @Message("Commands")
    String commands();

    @Message("Commands…")
    String openCommands();

    @Message("What do you want to do?")
    String whatToDo();

    @Message("Nothing found")
    String none();

    @Message("{count} command")
    String commandsOne(String count);

    @Message("{count} commands")
    String commandsOther(String count);

    @Message("Keyboard shortcuts")
    String shortcuts();

    @Message("Writing")
    String groupWriting();

    @Message("This conversation")
    String groupConversation();

    @Message("Everywhere")
    String groupPage();

    @Message("Who answers")
    String groupHandlers();

    @Message("Conversations")
    String groupConversations();

    @Message("Send")
    String send();

    @Message("New line")
    String newLine();

    @Message("Edit the last message")
    String editLast();

    @Message("Quote what is selected")
    String quote();

    @Message("Quote")
    String quoteShort();

    @Message("Stop the answer")
    String stop();

    @Message("Copy the last answer")
    String copyAnswer();

    @Message("Copy the last code")
    String copyCode();

    @Message("The answer is copied")
    String answerCopied();

    @Message("The browser does not allow copying")
    String notCopied();

    @Message("Copy as Markdown")
    String copyMarkdown();

    @Message("Copy as rich text")
    String copyRich();

    @Message("Find in this conversation")
    String find();

    @Message("{number} of {count}")
    String findPlace(String number, String count);

    @Message("Previous")
    String previous();

    @Message("Next")
    String next();

    @Message("Search conversations")
    String search();

    @Message("All commands")
    String allCommands();

    @Message("Show or hide the sidebar")
    String sidebar();

    @Message("New chat with {name}")
    String newChatWith(String name);

    @Message("Language: {name}")
    String language(String name);

    @Message("Prompts")
    String prompts();

    @Message("Prompts…")
    String openPrompts();

    @Message("Manage prompts…")
    String managePrompts();

    @Message("{count} prompt")
    String promptsOne(String count);

    @Message("{count} prompts")
    String promptsOther(String count);

    @Message("Keep as a prompt…")
    String keepPrompt();

    @Message("New prompt")
    String newPrompt();

    @Message("Edit the prompt")
    String editPrompt();

    @Message("Edit “{title}”")
    String editNamed(String title);

    @Message("Delete “{title}”")
    String deleteNamed(String title);

    @Message("Title")
    String promptTitle();

    @Message("Text")
    String promptText();

    @Message("{place} is a place to fill in, {preset} one with words in it already.")
    String promptPlaces(String place, String preset);

    @Message("Keep what you often write. A slash at the beginning of a line offers it in the message field.")
    String noPrompts();

    @Message("For everyone")
    String forEveryone();

    @Message("“{name}” is still to be filled in. Send again to leave it as it is.")
    String toFillIn(String name);

    @Message("Read aloud")
    String readAloud();

    @Message("Read the last answer aloud")
    String readAnswer();

    @Message("Reading aloud")
    String reading();

    @Message("Dictate")
    String dictate();

    @Message("Stop dictating")
    String stopDictating();

    @Message("The browser does not allow the microphone.")
    String noMicrophone();

    @Message("Dictating did not work. Try again in a moment.")
    String notUnderstood();

    @Message("Print…")
    String print();

    @Message("This conversation is too long to print here. Export it as HTML and print that.")
    String tooLongToPrint();
}
