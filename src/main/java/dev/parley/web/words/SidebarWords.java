package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The list of conversations: what is in it, how it is searched, filed, exported and imported. */
@MessageBundle(value = "sidebar", locale = "en")
public interface SidebarWords {

    @Message("Search conversations")
    String searchLabel();

    @Message("Search")
    String search();

    @Message("Clear the search")
    String clearSearch();

    @Message("Search results")
    String results();

    @Message("{count} result")
    String resultsOne(String count);

    @Message("{count} results")
    String resultsOther(String count);

    @Message("{count} or more results")
    String resultsMore(String count);

    @Message("Nothing found for “{words}”")
    String nothingFound(String words);

    @Message("Every word must occur, or begin a longer one.")
    String nothingFoundWhy();

    @Message("Search did not work.")
    String searchFailed();

    @Message("Archived chats")
    String archived();

    @Message("Nothing is archived.")
    String noneArchived();

    @Message("Sign out")
    String signOut();

    @Message("Pinned")
    String pinned();

    @Message("Today")
    String today();

    @Message("Yesterday")
    String yesterday();

    @Message("Previous 7 days")
    String lastWeek();

    @Message("Previous 30 days")
    String lastMonth();

    @Message("The rest could not be loaded.")
    String notLoaded();

    @Message("Options for “{title}”")
    String optionsFor(String title);

    @Message("Answering")
    String answering();

    @Message("Pin")
    String pin();

    @Message("Unpin")
    String unpin();

    @Message("Archive")
    String archive();

    @Message("Unarchive")
    String unarchive();

    @Message("Rename")
    String rename();

    @Message("Delete")
    String delete();

    @Message("Title")
    String title();

    @Message("Export as Markdown")
    String exportMarkdown();

    @Message("Export as JSON")
    String exportJson();

    @Message("Export as HTML")
    String exportHtml();

    @Message("Export everything")
    String exportAll();

    @Message("Import…")
    String importFile();

    @Message("A file of conversations")
    String fileToImport();

    @Message("Archived “{title}”")
    String wasArchived(String title);

    @Message("“{title}” is back")
    String wasUnarchived(String title);

    @Message("Deleted “{title}”")
    String wasDeleted(String title);

    @Message("That did not work. Try again in a moment.")
    String failed();

    @Message("Importing “{name}”")
    String importing(String name);

    @Message("Sending the file…")
    String sendingFile();

    @Message("Sent")
    String sent();

    @Message("Reading the conversations…")
    String readingFile();

    @Message("The file was not imported")
    String importFailed();

    @Message("The page failed.")
    String pageFailed();

    @Message("{count} conversation imported")
    String importedOne(String count);

    @Message("{count} conversations imported")
    String importedOther(String count);

    @Message("Open it")
    String openIt();

    @Message("Choose a file")
    String chooseFile();

    @Message("Left out")
    String leftOut();

    @Message("One was left out:")
    String leftOutOne();

    @Message("{count} were left out:")
    String leftOutOther(String count);

    @Message("and {count} more.")
    String andMore(String count);

    @Message("Untitled")
    String untitled();

    @Message("The server could not be reached.")
    String unreachable();

    @Message("The file is larger than the server takes.")
    String fileTooLarge();

    @Message("The server could not read the file.")
    String fileUnreadable();
}
