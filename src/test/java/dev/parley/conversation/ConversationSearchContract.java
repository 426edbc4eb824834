package dev.parley.conversation;

import static dev.parley.conversation.TestConversations.FIRST;
import static dev.parley.conversation.TestConversations.SECOND;
import static dev.parley.conversation.TestConversations.TIME;
import static dev.parley.conversation.TestConversations.added;
import static dev.parley.conversation.TestConversations.creation;
import static dev.parley.conversation.TestConversations.ended;
import static dev.parley.conversation.TestConversations.found;
import static dev.parley.conversation.TestConversations.message;
import static dev.parley.conversation.TestConversations.more;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store finds by words; a subclass for each. */
public abstract class ConversationSearchContract {

    private ConversationStore store;

    /** An empty store. */
    protected abstract ConversationStore opened() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = opened();
    }

    @Test
    void titlesAndTextsAreFoundTheNewestFirst() {
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                added(3, 2, "Where is **Montmartre**?"),
                ended(2),
                message(4, 2),
                added(5, 4, "In the north of Paris: Montmartre is a hill"),
                ended(4))));
        store.commit(List.of(more(FIRST, 9, Event.ConversationChanged.title("Montmartre"))));
        assertThat(found(store, "anna", "montmartre"))
                .containsExactly("first-conversation 4", "first-conversation 2", "first-conversation null");
        assertThat(found(store, "anna", "mont")).hasSize(3);
        assertThat(found(store, "anna", "martre")).isEmpty();
        assertThat(found(store, "anna", "hill montmartre")).containsExactly("first-conversation 4");
        assertThat(found(store, "anna", "\"montmartre is\"")).containsExactly("first-conversation 4");
        assertThat(found(store, "anna", "\"is montmartre\"")).containsExactly("first-conversation 2");
        assertThat(found(store, "anna", "\"mont\"")).isEmpty();
        assertThat(found(store, "anna", "title")).isEmpty();
        assertThat(found(store, "bert", "montmartre")).isEmpty();
        var hit = store.search("anna", SearchQuery.of("hill"), null, 10).getFirst();
        assertThat(hit.text()).isEqualTo("In the north of Paris: Montmartre is a hill");
        assertThat(hit.conversation().title()).isEqualTo("Montmartre");
        assertThat(hit.time()).isEqualTo(TIME);
    }

    @Test
    void caseAccentsAndScriptsWithoutSpacesAreNoHindrance() {
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                added(3, 2, "ÉCOLE Müller, don't; 東京タワー; x86_64; C3PO 3.14 foo-bar; a\u0301rbol"),
                ended(2))));
        for (String query : List.of(
                "ecole", "muller", "MÜLLER", "don't", "京タ", "東京", "x86_64", "c3po", "3.14", "foo-bar", "bar",
                "arbol")) {
            assertThat(found(store, "anna", query)).as(query).containsExactly("first-conversation 2");
        }
        for (String query : List.of("東タ", "\"bar foo\"", "' OR 1=1 --", "NEAR(", "*", "\"\"", "")) {
            assertThat(found(store, "anna", query)).as(query).isEmpty();
        }
    }

    @Test
    void aTextIsFoundOnceItsMessageHasEndedAndWithoutWhatWasWithdrawn() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "Paris "))));
        assertThat(found(store, "anna", "paris")).isEmpty();
        store.commit(List.of(more(
                FIRST,
                3,
                new Event.TextAppended(3, "and Rome"),
                added(4, 2, "Berlin"),
                new Event.ElementWithdrawn(4),
                ended(2))));
        assertThat(found(store, "anna", "paris rome")).containsExactly("first-conversation 2");
        assertThat(found(store, "anna", "berlin")).isEmpty();
    }

    private BlobId kept() {
        var origin = new BlobOrigin(FIRST, "anna", "text/plain", "kept");
        var blob = new Blob(BlobId.random(), origin, 0, TIME);
        store.blobs().begin(blob);
        store.blobs().append(blob.id(), new byte[1]);
        store.blobs().complete(blob.id());
        return blob.id();
    }

    @Test
    void whatElementsShowIsFoundToo() {
        var file = kept();
        var rows = IntStream.range(0, 20_000)
                .<List<Object>>mapToObj(n -> List.of("cell" + n))
                .toList();
        var table =
                new Table(List.of(new Tabular.Column("Column", Tabular.Column.Type.TEXT)), rows, null, null, "Caption");
        var contents = List.of(
                new Element.Code("snippet();", null, "File.java"),
                new Element.Callout(Element.Callout.Level.ERROR, "boxed", "detailed"),
                new Element.Latex("\\alpha"),
                new Step.Status("labelled", Step.State.COMPLETE, false),
                new Step.Tool("weather", "Forecast", null, Step.State.COMPLETE, "hidden"),
                new Metric("Rain", "3mm", null, null, null),
                new Citations(List.of(new Citations.Source("Guide", null, "quoted"))),
                new Element.File(file, "notes.txt", "text/plain", 1),
                new Media.Image(file, "cat", "asleep", null, null),
                new Json(JsonNodeFactory.instance.objectNode().put("key", "leaf")),
                new Question("Whither?", new Form.Choice(List.of(new Form.Option("r", "Rome", null)), false)),
                new Question("unseen", new Form.Thumbs()),
                new Element.Thinking("thought"),
                new Summary("recapitulated", 4, 1),
                new Element.Html("<i>framed</i>", null),
                table);
        var events = new ArrayList<Event>(List.of(message(2, null)));
        for (int i = 0; i < contents.size(); i++) {
            events.add(new Event.ElementAdded(3 + i, 2, contents.get(i), TIME));
        }
        events.add(ended(2));
        store.commit(List.of(creation(FIRST, "anna", events.toArray(Event[]::new))));

        for (String word : List.of(
                "snippet",
                "File.java",
                "boxed",
                "detailed",
                "recapitulated",
                "alpha",
                "labelled",
                "Forecast",
                "rain 3mm",
                "guide",
                "quoted",
                "notes.txt",
                "cat",
                "asleep",
                "key",
                "leaf",
                "whither",
                "rome",
                "column",
                "caption",
                "cell0",
                "cell1000")) {
            assertThat(found(store, "anna", word)).as(word).containsExactly("first-conversation 2");
        }
        for (String word : List.of("hidden", "unseen", "thought", "framed", "cell19999")) {
            assertThat(found(store, "anna", word)).as(word).isEmpty();
        }
        assertThat(store.search("anna", SearchQuery.of("rome"), null, 1)
                        .getFirst()
                        .text())
                .contains("snippet();\n\nboxed", "Rain · 3mm", "Whither?\n\nRome")
                .hasSizeLessThan(25_000);
    }

    @Test
    void anAnswerThatComesAfterTheEndOfItsMessageIsFound() {
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                new Event.ElementAdded(3, 2, new Question("Why?", new Form.Text(null, false, null)), TIME),
                ended(2))));
        assertThat(found(store, "anna", "curious")).isEmpty();
        store.commit(List.of(more(
                FIRST, 9, new Event.ElementChanged(3, Question.Change.answered(TextNode.valueOf("I am curious"))))));
        assertThat(found(store, "anna", "curious")).containsExactly("first-conversation 2");
        assertThat(found(store, "anna", "why")).containsExactly("first-conversation 2");
    }

    @Test
    void aVeryLongMessageIsFoundByItsBeginning() {
        store.commit(List.of(creation(
                FIRST, "anna", message(2, null), added(3, 2, "first " + "word ".repeat(100_000) + "last"), ended(2))));
        assertThat(found(store, "anna", "first")).hasSize(1);
        assertThat(found(store, "anna", "last")).isEmpty();
    }

    @Test
    void aSearchGoesOnBehindAPlace() {
        for (int i = 1; i <= 9; i++) {
            store.commit(List.of(creation(
                    new ConversationId("conversation-" + i),
                    "anna",
                    message(2, null),
                    added(3, 2, "Paris"),
                    ended(2))));
        }
        var all = store.search("anna", SearchQuery.of("paris"), null, 20);
        assertThat(all).hasSize(9);
        var pages = new ArrayList<SearchHit>();
        for (var page = store.search("anna", SearchQuery.of("paris"), null, 4);
                !page.isEmpty();
                page = store.search(
                        "anna", SearchQuery.of("paris"), pages.getLast().place(), 4)) {
            pages.addAll(page);
        }
        assertThat(pages).isEqualTo(all);
    }

    @Test
    void theMessagesOfOneConversationAreFoundInTheirOrder() {
        store.commit(List.of(
                creation(
                        FIRST,
                        "anna",
                        message(2, null),
                        added(3, 2, "Paris, and Rome"),
                        ended(2),
                        message(4, 2),
                        added(5, 4, "Rome"),
                        ended(4),
                        message(6, 4),
                        added(7, 6, "Paris again"),
                        ended(6),
                        message(8, 6),
                        added(9, 8, "Paris is not ended")),
                creation(SECOND, "anna", message(2, null), added(3, 2, "Paris"), ended(2))));

        assertThat(store.search(FIRST, SearchQuery.of("paris"))).containsExactly(2, 6);
        assertThat(store.search(FIRST, SearchQuery.of("rome par"))).containsExactly(2);
        assertThat(store.search(FIRST, SearchQuery.of("title"))).isEmpty();
        assertThat(store.search(FIRST, SearchQuery.of(" "))).isEmpty();
        assertThat(store.search(new ConversationId("conversation-none"), SearchQuery.of("paris")))
                .isEmpty();
    }
}
