package dev.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.MemoryConversationStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    private static final Path TOKENS = Path.of("src/main/resources/web/app/css/tokens.css");
    private static final Path MARKDOWN_TOKENS = Path.of("src/main/resources/web/app/markdown/markdown.css");
    private static final Pattern TOKEN = Pattern.compile("(?m)^ *(--[a-z-]+): (.*);$");

    private final TestTransfer given = new TestTransfer(new MemoryConversationStore());

    @Test
    void markdownShowsTheShownPath() throws IOException {
        assertThat(given.export(given.richConversation("anna"), ExportFormat.MARKDOWN))
                .isEqualTo("""
                        # Paris in May

                        *18 Nov 2026, 11:06 UTC*

                        ## You

                        Paris in May? Is the Eiffel Tower open?

                        ## Assistant

                        > *Thinking*
                        >
                        > Let me think

                        Yes, **every** day.

                        ```java
                        int a = 1;
                        ```

                        *Stopped*

                        ## Assistant

                        It opens at nine.

                        *Cut off at the length limit*
                        """);
    }

    @ParameterizedTest
    @EnumSource
    void whatTheProviderSentVerbatimDoesNotLeave(ExportFormat format) throws IOException {
        assertThat(given.export(given.richConversation("anna"), format)).doesNotContain("signature", "secret");
    }

    @ParameterizedTest
    @EnumSource
    void tenThousandMessagesAreReadAFewAtATime(ExportFormat format) throws IOException {
        var id = given.conversation("anna", "Long", 10_000);
        var written = new CountingStream();
        given.exports().write(given.store.find(id).orElseThrow(), format, written);
        assertThat(given.store.windows()).allMatch(window -> window <= 20);
        assertThat(given.store.windows().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(10_000);
        // What is written leaves as it is read: nothing collects it.
        assertThat(written.largest).isLessThan(written.total / 10);
    }

    private static final class CountingStream extends OutputStream {

        private long total;
        private long largest;

        @Override
        public void write(int b) {
            total++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            total += length;
            largest = Math.max(largest, length);
        }
    }

    @Test
    void anExportThatFailsDoesNotLookWhole() {
        var id = given.conversation("anna", "Long", 100);
        var written = new StringBuilder();
        assertThatThrownBy(() -> given.exports()
                        .write(given.store.find(id).orElseThrow(), ExportFormat.JSON, new OutputStream() {
                            @Override
                            public void write(int b) throws IOException {
                                written.append((char) b);
                                if (written.length() > 4_000) {
                                    throw new IOException("The reader is gone");
                                }
                            }
                        }))
                .isInstanceOf(IOException.class);
        assertThat(written.toString()).startsWith("{\"format\":\"parley\"").doesNotEndWith("]}");
    }

    @Test
    void aPageShowsTheShownPathAndNothingElse() throws IOException {
        assertThat(given.export(given.richConversation("anna"), ExportFormat.HTML))
                .contains(
                        "<title>Paris in May</title>",
                        "<summary>Thinking</summary>",
                        "<strong>every</strong>",
                        "<pre tabindex=\"0\" data-language=\"java\">",
                        "<strong>Stopped</strong>")
                .doesNotContain("<script", "Paris in June", "Refused words");
    }

    @Test
    void aTitleIsNoMarkup() throws IOException {
        var id = given.conversationOf("anna", "</title><script>alert(1)</script> # *x*", "<b>Hi</b> & \"you\"");
        assertThat(given.export(id, ExportFormat.HTML))
                .contains("<title>&lt;/title&gt;&lt;script&gt;", "&lt;b&gt;Hi&lt;/b&gt; &amp; &quot;you&quot;")
                .doesNotContain("<script", "<b>");
        assertThat(given.export(id, ExportFormat.MARKDOWN)).startsWith("# \\</title\\>\\<script\\>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[x](javascript:alert(1))",
                "[x](  JaVaScRiPt:alert(1))",
                "[x](data:text/html,<script>)",
                "[x](vbscript:x)",
                "[x](file:///etc/passwd)",
                "[x](//evil.example)",
                "[x](/api/export)",
                "[x](java&#10;script:alert(1))",
                "<javascript:alert(1)>",
                "![x](javascript:alert(1))",
            })
    void whatLeadsAnywhereButToWebAndMailIsText(String markdown) {
        assertThat(RenderedMarkdown.html(markdown)).doesNotContain("href", "src");
    }

    @ParameterizedTest
    @CsvSource({
        "[x](https://example.com), <a rel=\"noopener noreferrer\" href=\"https://example.com\">x</a>",
        "[x](mailto:a@example.com), <a rel=\"noopener noreferrer\" href=\"mailto:a@example.com\">x</a>",
        "see https://example.com, see <a rel=\"noopener noreferrer\" href=\"https://example.com\">https://example.com</a>",
        "![alt](https://example.com/a.png), <a rel=\"noopener noreferrer\" href=\"https://example.com/a.png\">alt</a>",
        "![](https://example.com/a.png), <a rel=\"noopener noreferrer\" href=\"https://example.com/a.png\">Picture</a>",
        "README.md, README.md",
        "# Title, <h3>Title</h3>",
        "~~gone~~, <del>gone</del>",
    })
    void markdownIsRenderedAsThePageDoes(String markdown, String html) {
        assertThat(RenderedMarkdown.html(markdown)).contains(html).doesNotContain("<img");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "* ", "[", "![", "**a ", "*a ", "_a ", "`", "<", "(", "~~a ", "| ", "[a]("})
    void deepNestingIsBorne(String opening) {
        assertThat(RenderedMarkdown.html(opening.repeat(20_000) + "x")).contains("x");
    }

    @Test
    void thePageHasTheChatsColours() throws IOException {
        var own = tokens(Files.readString(TOKENS) + Files.readString(MARKDOWN_TOKENS));
        assertThat(own).containsAllEntriesOf(tokens(ExportStyle.load().css()));
    }

    private static Map<String, String> tokens(String css) {
        return TOKEN.matcher(css)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), (MatchResult found) -> found.group(2), (a, b) -> a));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Paris in May|filename=\"Parley - Paris in May.md\"; filename*=UTF-8''Parley%20-%20Paris%20in%20May.md",
                "../../etc/passwd|filename=\"Parley - etc passwd.md\"; filename*=UTF-8''Parley%20-%20etc%20passwd.md",
                "Ünïque|filename=\"Parley - -n-que.md\"; filename*=UTF-8''Parley%20-%20%C3%9Cn%C3%AFque.md",
                "a\"b;c|filename=\"Parley - a b c.md\"; filename*=UTF-8''Parley%20-%20a%20b%20c.md",
                "...|filename=\"Parley - Conversation.md\"; filename*=UTF-8''Parley%20-%20Conversation.md",
            })
    void aFileIsNamedForItsTitleAndNothingElse(String title, String header) {
        assertThat(FileName.of(title, ExportFormat.MARKDOWN).contentDisposition())
                .isEqualTo("attachment; " + header);
    }

    @Test
    void aFileNameHasNoTricks() {
        String header = FileName.of("a\r\nSet-Cookie: x\u202Egpj.exe\u0000" + "y".repeat(300), ExportFormat.HTML)
                .contentDisposition();
        assertThat(header).doesNotContain("\r", "\n", "\u202E", "\u0000").hasSizeLessThan(300);
    }
}
