package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormTest {

    private static final String CHOICE =
            "{'type':'choice','options':[{'value':'a','label':'A'},{'value':'b','label':'B'}]}";
    private static final String SEVERAL =
            "{'type':'choice','multiple':true,'options':[{'value':'a','label':'A'},{'value':'b','label':'B'}]}";
    private static final String FIELDS =
            "{'type':'fields','fields':[{'name':'n','label':'N','type':'number','required':true},{'name':'t','label':'T','type':'text'},"
                    + "{'name':'b','label':'B','type':'boolean'},{'name':'c','label':'C','type':'choice','options':[{'value':'x','label':'X'}]}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "choice|'a'",
                "several|[]",
                "several|['b','a']",
                "text|'a'",
                "confirm|true",
                "confirm|false",
                "fields|{'n':1.5}",
                "fields|{'n':1,'t':'','b':false,'c':'x'}",
                "thumbs|'up'",
                "thumbs|'down'",
                "faces|1",
                "stars|5",
            })
    void anAnswerThatFitsIsTaken(String form, String answer) {
        assertThatCode(() -> form(form).check(json(answer))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "choice|'c'",
                "choice|['a']",
                "choice|null",
                "several|'a'",
                "several|['a','a']",
                "several|['c']",
                "text|' '",
                "text|'longer'",
                "text|7",
                "confirm|'yes'",
                "fields|{}",
                "fields|{'n':'1'}",
                "fields|{'n':1e999}",
                "fields|{'n':1,'c':'y'}",
                "fields|{'n':1,'b':'no'}",
                "fields|{'n':1,'t':2}",
                "fields|{'n':1,'other':2}",
                "fields|[]",
                "thumbs|'sideways'",
                "thumbs|1",
                "faces|0",
                "stars|6",
                "stars|2.5",
            })
    void anAnswerThatDoesNotFitIsRefused(String form, String answer) {
        assertThatThrownBy(() -> form(form).check(json(answer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    @Test
    void aFormWithoutAChoiceIsNone() {
        assertThatThrownBy(() -> new Form.Choice(List.of(), false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Form.Fields(List.of())).isInstanceOf(IllegalArgumentException.class);
        var same = new Form.Option("a", "A", null);
        assertThatThrownBy(() -> new Form.Choice(List.of(same, same), false))
                .isInstanceOf(IllegalArgumentException.class);
        var many = IntStream.range(0, 101)
                .mapToObj(i -> new Form.Option("v" + i, "", null))
                .toList();
        assertThatThrownBy(() -> new Form.Choice(many, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Form.Field("a", "A", Form.Field.Type.TEXT, List.of(same), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyFeedbackIsNotWaitedFor() {
        assertThat(List.of("thumbs", "faces", "stars"))
                .allMatch(type -> form(type).isFeedback());
        assertThat(List.of("choice", "text", "confirm", "fields"))
                .noneMatch(type -> form(type).isFeedback());
    }

    private static Form form(String type) {
        String form = switch (type) {
            case "choice" -> CHOICE;
            case "several" -> SEVERAL;
            case "fields" -> FIELDS;
            case "text" -> "{'type':'text','longest':5}";
            case "confirm" -> "{'type':'confirm','yes':'Yes','no':'No'}";
            default -> "{'type':'" + type + "'}";
        };
        return ConversationJson.read(form.replace('\'', '"'), Form.class);
    }

    private static JsonNode json(String text) {
        return ConversationJson.read(text.replace('\'', '"'), JsonNode.class);
    }
}
