package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Writing a message, its files, and what has not been sent yet. */
@MessageBundle(value = "composer", locale = "en")
public interface ComposerWords {

    @Message("Message")
    String label();

    @Message("Write to {name}")
    String writeTo(String name);

    @Message("Send")
    String send();

    @Message("Send after this answer")
    String sendNext();

    @Message("Stop")
    String stop();

    @Message("Attach files")
    String attach();

    @Message("Attached files")
    String attached();

    @Message("Files to attach")
    String filesToAttach();

    @Message("Attached file")
    String attachedFile();

    @Message("Uploading {name}")
    String uploading(String name);

    @Message("Remove")
    String remove();

    @Message("Remove {name}")
    String removeFile(String name);

    @Message("Larger than {size}")
    String largerThan(String size);

    @Message("It could not be uploaded.")
    String notUploaded();

    @Message("The files are still being uploaded.")
    String stillUploading();

    @Message("Remove the file that was not uploaded, or try again.")
    String uploadFailed();

    @Message("A message has at most {count} files.")
    String tooManyFiles(String count);

    @Message("{handler} takes no files.")
    String takesNoFiles(String handler);

    @Message("{name} is no file that {handler} takes. It takes {types}.")
    String takesOther(String name, String handler, String types);

    @Message("{count} characters too many")
    String tooLong(String count);

    @Message("{count} characters left")
    String charactersLeft(String count);

    @Message("Not saved: your text is still here.")
    String notSaved();

    @Message("Files")
    String files();

    @Message("You, not sent yet")
    String pending();

    @Message("Sending…")
    String sending();

    @Message("Will be sent when the connection is back")
    String sendingLater();

    @Message("Waits for its turn")
    String waitsForTurn();

    @Message("Not sent")
    String notSent();

    @Message("Edit")
    String edit();

    @Message("Edit: not while an answer is written")
    String editLater();

    @Message("Edit your message")
    String editLabel();

    @Message("Stop and send")
    String stopAndSend();
}
