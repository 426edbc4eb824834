package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@QuarkusTest
@ExtendWith(Browser.class)
class QuestionBrowserTest {
    private static final int QUESTION = 10;

    @Test
    void aChoiceIsAnsweredByTheKeyboardAndOnce(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(false)));
        Locator answer = button(page, "Answer");
        assertThat(answer).isDisabled();
        page.getByLabel("The fast way").focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.getByLabel("The slow way")).isChecked();
        page.keyboard().press("Enter");

        JsonObject command = conversation.command();
        assertThat(command.getString("type")).isEqualTo("answer");
        assertThat(command.getInteger("element")).isEqualTo(QUESTION);
        assertThat(command.getValue("answer")).isEqualTo("slow");
        assertThat(page.locator(".question-note")).hasText("Sending the answer…");
        assertThat(answer).isDisabled();
        conversation.acknowledge(command);
        assertThat(answer).isDisabled();
        answered(conversation, "slow");
        assertThat(page.locator(".question-note")).isHidden();
        assertThat(page.getByLabel("The slow way")).isChecked();
        assertThat(page.getByLabel("The slow way")).isDisabled();
        assertThat(answer).hasCount(0);
        assertThat(conversation.isSilent()).isTrue();
    }

    @Test
    void severalOptionsAreAList(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(true)));
        page.getByLabel("The fast way").check();
        page.getByLabel("The slow way").check();
        button(page, "Answer").click();

        assertThat(conversation.command().getJsonArray("answer"))
                .isEqualTo(new JsonArray().add("fast").add("slow"));
    }

    @Test
    void aTextIsSentAsItWasWritten(Page page) {
        var form = new JsonObject()
                .put("type", "text")
                .put("placeholder", "A name")
                .put("longest", 8);
        var conversation = StubbedConversation.with(page, question(form));
        Locator field = page.getByLabel("A name");
        field.fill("   ");
        assertThat(button(page, "Answer")).isDisabled();
        field.fill("");
        field.pressSequentially("<b>Ada</b>");
        field.press("Enter");

        assertThat(conversation.command().getString("answer")).isEqualTo("<b>Ada</");
        answered(conversation, "<b>Ada</");
        assertThat(page.locator(".question .answer")).hasText("<b>Ada</");
    }

    @Test
    void aConfirmationIsTrueOrFalse(Page page) {
        var form = new JsonObject().put("type", "confirm").put("yes", "Book").put("no", "Not yet");
        var conversation = StubbedConversation.with(page, question(form));
        button(page, "Not yet").click();

        assertThat(conversation.command().getBoolean("answer")).isFalse();
        answered(conversation, false);
        assertThat(button(page, "Not yet")).hasAttribute("aria-pressed", "true");
        assertThat(button(page, "Book")).hasAttribute("aria-pressed", "false");
        assertThat(button(page, "Book")).isDisabled();
    }

    @Test
    void aFormIsAnObjectWithoutWhatWasLeftEmpty(Page page) {
        var conversation = StubbedConversation.with(page, question(fields()));
        button(page, "Answer").click();
        // The browser says that a name is wanted.
        assertThat(page.getByLabel("Name")).isFocused();
        page.getByLabel("Name").fill("Ada");
        page.getByLabel("Class").selectOption("2");
        page.getByLabel("With a bicycle").check();
        button(page, "Answer").click();

        JsonObject command = conversation.command();
        assertThat(command.getJsonObject("answer"))
                .isEqualTo(new JsonObject().put("name", "Ada").put("class", "2").put("bike", true));
        answered(conversation, command.getJsonObject("answer").copy().put("age", 36.5));
        assertThat(page.locator(".question").getByLabel("Age")).hasValue("36.5");
        assertThat(page.getByLabel("Name")).isDisabled();
    }

    @Test
    void feedbackIsOneClick(Page page) {
        var conversation = StubbedConversation.with(
                page,
                question(new JsonObject().put("type", "thumbs")),
                question(new JsonObject().put("type", "faces")),
                question(new JsonObject().put("type", "stars")));
        page.getByLabel("Bad answer").click();
        assertThat(conversation.command().getValue("answer")).isEqualTo("down");
        page.getByLabel("Very good").click();
        assertThat(conversation.command().getValue("answer")).isEqualTo(5);
        page.getByLabel("3 stars").click();
        assertThat(conversation.command().getValue("answer")).isEqualTo(3);
        conversation.change(12, new JsonObject().put("state", "answered").put("answer", 3));
        assertThat(page.locator(".rating.filling .marked")).hasCount(3);
    }

    @Test
    void feedbackWithoutWordsHasANameAndNoGap(Page page) {
        StubbedConversation.with(
                page, question(new JsonObject().put("type", "thumbs")).put("prompt", ""));
        assertThat(page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Your opinion")))
                .isVisible();
        assertThat(page.locator(".question-prompt")).isHidden();
    }

    @Test
    void anAnswerGivenInAnotherTabShowsHere(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(false)));
        page.getByLabel("The fast way").check();
        answered(conversation, "slow");

        assertThat(page.getByLabel("The slow way")).isChecked();
        assertThat(button(page, "Answer")).hasCount(0);
        assertThat(conversation.isSilent()).isTrue();
    }

    @Test
    void anErrorOfTheServersOwnHasItsRequestsIdAmongTheDetails(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(false)));
        page.getByLabel("The fast way").check();
        button(page, "Answer").click();
        conversation.refuse(conversation.command(), "internal", "Something failed.");

        var note = page.locator("#composer-note");
        assertThat(note.getByText("request f00d.3")).isHidden();
        note.getByText("Details").click();
        assertThat(note.getByText("request f00d.3")).isVisible();
        assertThat(note.getByLabel("Copy")).isVisible();
    }

    @Test
    void aRefusedAnswerCanBeGivenAgain(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(false)));
        page.getByLabel("The fast way").check();
        button(page, "Answer").click();
        conversation.refuse(conversation.command(), "not-possible", "The store is full.");

        assertThat(page.locator("#composer-note")).hasText("The store is full.");
        assertThat(page.getByLabel("The fast way")).isChecked();
        assertThat(button(page, "Answer")).isEnabled();
        button(page, "Answer").click();
        assertThat(conversation.command().getString("answer")).isEqualTo("fast");
    }

    @Test
    void aSkippedQuestionTakesNoAnswer(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(false)));
        conversation.change(QUESTION, new JsonObject().put("state", "skipped"));

        assertThat(page.locator(".question-note")).hasText("Not answered");
        assertThat(page.getByLabel("The fast way")).isDisabled();
    }

    @Test
    void aQuestionOfAnEndedMessageCanStillBeAnswered(Page page) {
        var conversation = StubbedConversation.with(page, question(choice(false)));
        conversation.end();
        page.getByLabel("The fast way").check();
        button(page, "Answer").click();

        assertThat(conversation.command().getString("answer")).isEqualTo("fast");
    }

    private static void answered(StubbedConversation conversation, Object answer) {
        conversation.change(QUESTION, new JsonObject().put("state", "answered").put("answer", answer));
    }

    private static Locator button(Page page, String name) {
        return page.locator(".question")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static JsonObject question(JsonObject form) {
        return new JsonObject()
                .put("kind", "question")
                .put("prompt", "Which **way**?")
                .put("form", form)
                .put("state", "open");
    }

    private static JsonObject choice(boolean multiple) {
        var options = new JsonArray()
                .add(new JsonObject().put("value", "fast").put("label", "The fast way"))
                .add(new JsonObject().put("value", "slow").put("label", "The slow way"));
        return new JsonObject().put("type", "choice").put("options", options).put("multiple", multiple);
    }

    private static JsonObject fields() {
        var classes = new JsonArray()
                .add(new JsonObject().put("value", "1").put("label", "First"))
                .add(new JsonObject().put("value", "2").put("label", "Second"));
        var fields = new JsonArray()
                .add(field("name", "Name", "text").put("required", true))
                .add(field("age", "Age", "number"))
                .add(field("class", "Class", "choice").put("options", classes))
                .add(field("bike", "With a bicycle", "boolean"));
        return new JsonObject().put("type", "fields").put("fields", fields);
    }

    private static JsonObject field(String name, String label, String type) {
        return new JsonObject().put("name", name).put("label", label).put("type", type);
    }
}
