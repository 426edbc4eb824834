package dev.parley.web.words;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What the parts of an answer say of their own accord. */
@MessageBundle(value = "element", locale = "en")
public interface ElementWords {

    @Message("Code")
    String code();

    @Message("Copy code")
    String copyCode();

    @Message("Copying failed: select the text instead")
    String copyFailed();

    @Message("Wrap long lines")
    String wrap();

    @Message("Show all {count} lines")
    String unfoldLines(String count);

    @Message("Picture")
    String picture();

    @Message("Table")
    String table();

    @Message("To do")
    String toDo();

    @Message("Done")
    String done();

    @Message("This answer was withdrawn")
    String withdrawn();

    @Message("Thought for {duration}")
    String thought(String duration);

    @Message("Input")
    String input();

    @Message("Output")
    String output();

    @Message("Running")
    String running();

    @Message("Done")
    String complete();

    @Message("Failed")
    String error();

    @Message("This part of the answer could not be loaded.")
    String notLoaded();

    @Message("Progress")
    String progress();

    @Message("{percent} %")
    String percent(String percent);

    @Message("JSON")
    String json();

    @Message("{count} items")
    String itemsOther(String count);

    @Message("{count} item")
    String itemsOne(String count);

    @Message("{count} keys")
    String keysOther(String count);

    @Message("{count} key")
    String keysOne(String count);

    @Message("Show {count} more of {total}")
    String showMore(String count, String total);

    @Message("Show all {count} characters")
    String showCharacters(String count);

    @Message("Enlarge")
    String enlarge();

    @Message("Enlarge: {name}")
    String enlargeThis(String name);

    @Message("The picture could not be loaded.")
    String pictureMissing();

    @Message("The picture could not be loaded: {name}")
    String pictureMissingNamed(String name);

    @Message("Audio")
    String audio();

    @Message("Video")
    String video();

    @Message("The recording could not be played.")
    String audioMissing();

    @Message("The video could not be played.")
    String videoMissing();

    @Message("File")
    String file();

    @Message("Download {name}")
    String download(String name);

    @Message("Filter")
    String filter();

    @Message("Filter the table")
    String filterTable();

    @Message("{count} rows")
    String rows(String count);

    @Message("{shown} of {count} rows")
    String rowsOf(String shown, String count);

    @Message("Download as CSV")
    String csv();

    @Message("Download as PNG")
    String png();

    @Message("Loading all rows…")
    String loadingRows();

    @Message("The rows could not be loaded. Try again")
    String rowsFailed();

    @Message("Load all rows")
    String loadRows();

    @Message("Yes")
    String yes();

    @Message("No")
    String no();

    @Message("Sources")
    String sources();

    @Message("Source")
    String source();

    @Message("Formula")
    String formula();

    @Message("Embedded document")
    String embedded();

    @Message("Line chart")
    String lineChart();

    @Message("Area chart")
    String areaChart();

    @Message("Bar chart")
    String barChart();

    @Message("Scatter chart")
    String scatterChart();

    @Message("The chart could not be drawn. Its numbers are in the table.")
    String chartFailed();

    @Message("Show as table")
    String showTable();

    @Message("Numbers of the chart")
    String chartNumbers();

    @Message("No values yet.")
    String noValues();

    @Message("{count} values; they can be shown as a table.")
    String valuesAsTable(String count);

    @Message("Series")
    String series();

    @Message("Answer")
    String answer();

    @Message("Your answer")
    String yourAnswer();

    @Message("Choose…")
    String choose();

    @Message("Sending the answer…")
    String sendingAnswer();

    @Message("Not answered")
    String notAnswered();

    @Message("Your opinion")
    String opinion();

    @Message("Good answer")
    String goodAnswer();

    @Message("Bad answer")
    String badAnswer();

    @Message("Very bad")
    String veryBad();

    @Message("Bad")
    String bad();

    @Message("Neither good nor bad")
    String neutral();

    @Message("Good")
    String good();

    @Message("Very good")
    String veryGood();

    @Message("{count} star")
    String starsOne(String count);

    @Message("{count} stars")
    String starsOther(String count);

    @Message("Footnotes")
    String footnotes();

    @Message("Footnote {number}")
    String footnote(String number);

    @Message("Back to the text from footnote {number}")
    String backFromNote(String number);

    @Message("Diagram: {name}")
    String diagram(String name);

    @Message("The diagram could not be drawn: {problem}")
    String noDiagram(String problem);

    @Message("Show the code")
    String showCode();

    @Message("Show the diagram")
    String showDiagram();

    @Message("Copy or download the table")
    String tableMenu();

    @Message("Copy for a spreadsheet")
    String copyCells();

    @Message("Copy as Markdown")
    String copyMarkdown();

    @Message("Thinking… {duration}")
    String thinkingFor(String duration);

    @Message("Source {number}: {name}")
    String sourceNumber(String number, String name);

    @Message("{count} earlier message, summed up")
    String summedOne(String count);

    @Message("{count} earlier messages, summed up")
    String summedOther(String count);

    @Message("Summing up {count} earlier message…")
    String summingOne(String count);

    @Message("Summing up {count} earlier messages…")
    String summingOther(String count);

    @Message("The earlier messages were not summed up to the end")
    String notSummed();
}
