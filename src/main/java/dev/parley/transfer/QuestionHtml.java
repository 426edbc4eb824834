package dev.parley.transfer;

import dev.parley.conversation.AnswerWords;
import dev.parley.conversation.Question;
import java.io.IOException;

/** What was asked and answered, to be read only. */
final class QuestionHtml {

    private final HtmlWriter html;

    QuestionHtml(HtmlWriter html) {
        this.html = html;
    }

    void write(Question question) throws IOException {
        var words = AnswerWords.of(question);
        html.markup("<section class=\"question\" aria-label=\"Question\">\n");
        html.markdown(question.prompt());
        if (!words.options().isEmpty()) {
            html.markup("<ul>\n");
            for (var option : words.options()) {
                write(option);
            }
            html.markup("</ul>\n");
        }
        for (var value : words.values()) {
            html.markup("<p class=\"plain\" dir=\"auto\">").optional("strong", value.label());
            html.text(value.text()).markup("</p>\n");
        }
        html.optional("small", words.state()).markup("</section>\n");
    }

    private void write(AnswerWords.Option option) throws IOException {
        html.markup(option.chosen() ? "<li class=\"chosen\" dir=\"auto\">" : "<li dir=\"auto\">")
                .text(option.label());
        if (option.chosen()) {
            html.markup("<span class=\"unseen\"> (chosen)</span>");
        }
        html.optional("small", option.description()).markup("</li>\n");
    }
}
