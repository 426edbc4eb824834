package dev.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.BlobOrigin;
import dev.parley.conversation.ConversationId;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.Element;
import dev.parley.conversation.Media;
import dev.parley.conversation.MemoryConversationStore;
import dev.parley.conversation.Message;
import dev.parley.conversation.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of element leaves, and comes in again. */
class ElementTransferTest {

    private static final String HOSTILE =
            "</code></pre></td><script>alert(1)</script>\" onload=\"x ``` ```` ~~~ | \\ [a](javascript:b) <img src=x> $$";

    private static final Parser MARKDOWN =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final TestTransfer given = new TestTransfer(new MemoryConversationStore());

    @Test
    void everyKindIsReadableAsMarkdown() throws IOException {
        assertThat(given.export(given.everyKind("anna", "x*y"), ExportFormat.MARKDOWN))
                .contains(
                        "*Main.java x\\*y*\n\n```java\nint a = 1; // x*y\n```\n",
                        "> [!CAUTION]\n> It broke\n>\n> ```\n> at line 7 x*y\n> ```\n",
                        "\n$$\na^2 + b^2\n$$\n",
                        "\n```html\n<b>x*y</b>\n```\n",
                        "\n```json\n{\n  \"key\" : \"x*y\",\n  \"n\" : 1\n}\n```\n",
                        "\n**Tool: Search x\\*y** (failed)\n\n```json\n{\"q\":\"1\"}\n```\n\n```\nNo x*y\n```\n",
                        "\n**Loading x\\*y:** 40 %\n",
                        "\n**Progress:** how far is not known\n",
                        """
                        *Cities x\\*y*

                        | City x\\*y | People | Sea |
                        | --- | ---: | --- |
                        | Ulm\\|x\\*y | 126405 | false |
                        |  | 1.5 | true |

                        *The first 2 of 1,200 rows.*
                        """,
                        "\n**Towns x\\*y**\n\n*Bar chart: People by Town x\\*y*\n\n| City",
                        "\n**Price x\\*y:** 12 € x\\*y (↑ 3 % x\\*y)\n",
                        "\n**Count:** 7\n",
                        """
                        **Sources**

                        1. [Guide x\\*y](<https://example.com/a?b=1>) “said x\\*y”
                        2. Trap
                        3. “x\\*y”
                        """,
                        "> *Question*\n>\n> Which **one**?\n>\n> - [ ] First x\\*y: as x\\*y\n> - [x] Second\n",
                        "> **Answer:** Answered x\\*y\n",
                        "> - [ ] Yes x\\*y\n> - [x] No\n",
                        "> **Name x\\*y:** Ada x\\*y\n>\n> **Kind:** Second\n",
                        "> **Answer:** Thumbs down\n",
                        "> **Answer:** 2 of 5\n",
                        "> **Answer:** 4 of 5 stars\n",
                        "> - [ ] Go\n> - [ ] Stay\n>\n> *Not answered*\n",
                        "> *Skipped*\n",
                        "\n*Picture: A dot x\\*y (" + EveryKind.PNG.length + " bytes)*\n\nDotted x\\*y\n",
                        "\n*Audio: x\\*y (1.2 kB)*\n\nHeard x\\*y\n",
                        "\n*File: notes x\\*y.txt (2.5 MB)*\n",
                        """
                        **Outer x\\*y** (failed)
                        > **Inner x\\*y**
                        > > Within both
                        >
                        > **Half of half x\\*y:** 25 %
                        """);
    }

    @Test
    void everyKindIsOnThePage() throws IOException {
        assertThat(given.export(given.everyKind("anna", "x<y"), ExportFormat.HTML))
                .contains(
                        "<figcaption dir=\"auto\">Main.java x&lt;y</figcaption>",
                        "<pre tabindex=\"0\" data-language=\"java\"><code>int a = 1; // x&lt;y</code></pre>",
                        "<code>at line 7 x&lt;y</code>",
                        "<code>&lt;b&gt;x&lt;y&lt;/b&gt;</code>",
                        "<details class=\"step error\" open><summary dir=\"auto\">Search x&lt;y<small dir=\"auto\">failed</small>",
                        "<progress aria-label=\"Progress\" max=\"1\" value=\"0.4\"></progress>",
                        "<th scope=\"col\" class=\"number\">People</th>",
                        "<td class=\"number\">126405</td>",
                        "<p dir=\"auto\">The first 2 of 1,200 rows.</p>",
                        "<figcaption dir=\"auto\">Towns x&lt;y</figcaption>\n<p dir=\"auto\">Bar chart: People by Town x&lt;y</p>",
                        "<em class=\"bad\">↑ 3 % x&lt;y</em>",
                        "href=\"https://example.com/a?b=1\">Guide x&lt;y</a>",
                        "<li dir=\"auto\">Trap</li>",
                        "<li class=\"chosen\" dir=\"auto\">Second",
                        "Answered x&lt;y",
                        "4 of 5 stars",
                        "<small dir=\"auto\">Not answered</small>",
                        "<img alt=\"A dot x&lt;y\" width=\"1\" height=\"1\" src=\"data:image/png;base64,"
                                + Base64.getEncoder().encodeToString(EveryKind.PNG) + "\">",
                        "<p dir=\"auto\">File: notes x&lt;y.txt (2.5 MB)</p>",
                        "Outer x&lt;y",
                        "<p>Half of half x&lt;y</p><small>25 %</small>")
                .doesNotContain("javascript:", "x<y");
    }

    @Test
    void hostileWordsStayText() throws IOException {
        var id = given.everyKind("anna", HOSTILE);
        String html = given.export(id, ExportFormat.HTML);
        assertThat(html).doesNotContain("<script", "<img src=x", "</code></pre></td><", "\" onload=\"x");
        String markdown = given.export(id, ExportFormat.MARKDOWN);
        var markup = new ArrayList<String>();
        MARKDOWN.parse(markdown).accept(new AbstractVisitor() {
            @Override
            public void visit(HtmlBlock html) {
                markup.add(html.getLiteral());
            }

            @Override
            public void visit(HtmlInline html) {
                markup.add(html.getLiteral());
            }

            @Override
            public void visit(Link link) {
                if (!link.getDestination().equals("https://example.com/a?b=1")) {
                    markup.add(link.getDestination());
                }
                visitChildren(link);
            }
        });
        assertThat(markup).isEmpty();
        assertThat(RenderedMarkdown.html(markdown)).contains("<td align=\"right\">126405</td>", "Within both");
    }

    @Test
    void everyKindComesInAgainButForBytes() throws IOException {
        String exported = given.json(given.everyKind("anna", "x\u2028y \"z\""));
        var report = given.take("bert", exported);
        assertThat(report.skipped()).isEmpty();
        String again = given.json(report.conversations().getFirst());
        assertThat(elements(again)).isEqualTo(elements(exported));
        assertThat(given.largestEvent()).isLessThan(65_536);
        var callouts = last(report.conversations().getFirst()).elements().stream()
                .filter(element -> element.content() instanceof Element.Callout callout
                        && callout.level() == Element.Callout.Level.INFO)
                .map(element -> ((Element.Callout) element.content()).text())
                .toList();
        assertThat(callouts).hasSize(4);
        assertThat(callouts.getFirst()).startsWith("Picture: A dot").contains("not in the import", "Dotted");
        assertThat(callouts.getLast()).startsWith("File: notes").contains("2.5 MB");
    }

    /** Without what stands for a file on either side, and with the containers by their labels. */
    private static List<JsonNode> elements(String exported) throws IOException {
        var all = new ArrayList<JsonNode>();
        var messages = ConversationJson.mapper()
                .readTree(exported)
                .path("conversations")
                .path(0)
                .path("messages");
        var first = messages.path(1).path("elements").path(0).path("id").asInt();
        for (var element : messages.path(1).path("elements")) {
            var fields = element.<ObjectNode>deepCopy();
            fields.put("id", fields.path("id").asInt() - first);
            if (fields.has("container")) {
                fields.put("container", fields.path("container").asInt() - first);
            }
            boolean bytes = List.of("image", "audio", "video", "file")
                            .contains(fields.path("kind").asText())
                    || fields.path("level").asText().equals("info");
            fields.remove("file");
            all.add(bytes ? fields.retain("id", "startedAt", "endedAt") : fields);
        }
        return all;
    }

    @Test
    void manyRowsComeInPiecesAndAreWholeAgain() throws IOException {
        String rows = IntStream.range(0, 10_000)
                .mapToObj(i -> "[" + i + ",\"" + "é".repeat(20) + "\"]")
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        var id = given.take(
                        "anna",
                        document("{\"id\":2,\"kind\":\"table\",\"columns\":[{\"name\":\"n\",\"type\":\"number\"},"
                                + "{\"name\":\"t\",\"type\":\"text\"}],\"rows\":[" + rows + "]}"))
                .conversations()
                .getFirst();
        assertThat(last(id).elements().getFirst().content())
                .isInstanceOfSatisfying(
                        Table.class, table -> assertThat(table.rows()).hasSize(10_000));
        assertThat(given.largestEvent()).isLessThan(65_536);
        String markdown = given.export(id, ExportFormat.MARKDOWN);
        assertThat(markdown)
                .contains("| 999 |", "*The first 1,000 of 10,000 rows.*")
                .doesNotContain("| 1000 |");
        assertThat(given.export(id, ExportFormat.HTML)).contains("<td class=\"number\">9999</td>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"latex", "html"})
    void whatIsTooLargeForAnEventComesAsCode(String kind) throws IOException {
        String text = "x".repeat(100_000);
        var id = given.take("anna", document("{\"id\":2,\"kind\":\"" + kind + "\",\"text\":\"" + text + "\"}"))
                .conversations()
                .getFirst();
        assertThat(last(id).elements().getFirst().content()).isEqualTo(new Element.Code(text, kind, null));
        assertThat(given.largestEvent()).isLessThan(65_536);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'kind':'metric','value':'1'}|label is missing",
                "{'kind':'tool','name':'x'}|state is missing",
                "{'kind':'status','state':'complete'}|label is missing",
                "{'kind':'status','label':'x','state':'lost'}|lost",
                "{'kind':'progress','value':7}|Progress is from 0 to 1",
                "{'kind':'table','rows':[]}|A field is missing",
                "{'kind':'table','columns':[{'name':'a'}],'rows':[]}|type is missing",
                "{'kind':'table','columns':[{'name':'a','type':'text'}],'rows':[['x','y']]}|2 cells for 1 columns",
                "{'kind':'table','columns':[{'name':'a','type':'text'}],'rows':[[{}]]}|Not a cell",
                "{'kind':'chart','columns':[{'name':'a','type':'number'}],'rows':[],'y':['a']}|chart is missing",
                "{'kind':'chart','chart':'bar','columns':[{'name':'a','type':'number'}],'rows':[],'y':['b']}|no column named b among a",
                "{'kind':'chart','chart':'bar','columns':[{'name':'a','type':'number'}],'rows':[],'y':['a'],'color':['red']}|#rrggbb",
                "{'kind':'citations','sources':[{}]}|A source needs",
                "{'kind':'question','prompt':'x','state':'open'}|form is missing",
                "{'kind':'question','prompt':'x','form':{'type':'stars'},'state':'answered'}|has an answer",
                "{'kind':'question','prompt':'x','form':{'type':'stars'},'state':'answered','answer':9}|from 1 to 5",
                "{'kind':'question','prompt':'x','form':{'type':'choice','options':[]},'state':'open'}|From 1 to 100 options",
                "{'kind':'image','file':'../../etc/passwd','alt':''}|22 of A-Z",
                "{'kind':'image','alt':''}|file is missing",
                "{'kind':'audio','file':'AAAAAAAAAAAAAAAAAAAAAA','mediaType':'text/html'}|is not audio",
                "{'kind':'file','file':'AAAAAAAAAAAAAAAAAAAAAA','name':' ','mediaType':'a/b','size':1}|A file has a name",
                "{'kind':'html','text':'x','height':-1}|A height is",
                "{'kind':'latex'}|text is missing",
                "{'kind':'markdown','text':'x','container':2}|no status before it",
                "{'kind':'markdown','text':'x','container':1}|no status before it",
            })
    void whatIsMalformedIsRefusedWithItsReason(String element, String reason) throws IOException {
        var report = given.take("anna", document(element.replace('\'', '"').replaceFirst("\\{", "{\"id\":2,")));
        assertThat(report.conversations()).isEmpty();
        assertThat(report.skipped().getFirst().reason()).contains(reason);
        assertThat(given.store.committed()).isEmpty();
    }

    @Test
    void picturesThatAreLargeOrNoneAreNamed() throws IOException {
        var id = given.everyKind("anna", "x");
        var blobs = given.store.blobs();
        var large = EveryKind.kept(blobs, new BlobOrigin(id, "anna", "image/png", "large.png"), new byte[2_097_153]);
        var fitting = EveryKind.kept(blobs, new BlobOrigin(id, "anna", "image/gif", "fits.gif"), new byte[2_097_152]);
        var script = EveryKind.kept(blobs, new BlobOrigin(id, "anna", "image/svg+xml", "a.svg"), new byte[10]);
        for (var blob : List.of(large, fitting, script)) {
            given.show(id, new Media.Image(blob, "", null, null, null));
        }
        assertThat(given.export(id, ExportFormat.HTML))
                .contains("Picture: large.png (2.1 MB)", "data:image/gif;base64,AAAA", "Picture: a.svg (10 bytes)")
                .doesNotContain("svg+xml");
    }

    private Message last(ConversationId id) {
        return given.store.message(id, given.store.leaf(id).orElseThrow()).orElseThrow();
    }

    private static String document(String element) {
        return "{\"title\":\"Hi\",\"messages\":[{\"id\":1,\"role\":\"assistant\",\"name\":\"assistant\",\"time\":0,\"turn\":1,"
                + "\"elements\":[" + element + "]}]}";
    }
}
