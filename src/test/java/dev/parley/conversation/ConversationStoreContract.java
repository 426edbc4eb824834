package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does; a subclass for each. */
public abstract class ConversationStoreContract {

    private static final Instant TIME = Instant.ofEpochMilli(1_795_000_000_000L);
    private static final ConversationId FIRST = new ConversationId("first-conversation");
    private static final ConversationId SECOND = new ConversationId("second-conversation");

    private ConversationStore store;

    /** An empty store. */
    protected abstract ConversationStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        store = open();
    }

    @Test
    void whatWasNeverCommittedIsNotThere() {
        assertThat(store.find(FIRST)).isEmpty();
        assertThat(store.message(FIRST, 1)).isEmpty();
        assertThat(store.path(FIRST, 1, 10)).isEmpty();
        assertThat(store.count("anna")).isZero();
        assertThat(found("anna", "paris")).isEmpty();
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.children(FIRST, null)).isEmpty();
        assertThat(store.leaf(FIRST)).isEmpty();
        assertThat(store.lastNumber(FIRST)).isZero();
        assertThat(store.receipt(FIRST, "command-1")).isEmpty();
        assertThat(store.list("anna", false, null, 10)).isEmpty();
    }

    @Test
    void aConversationComesWithItsFirstCommit() {
        store.commit(List.of(creation(FIRST, "anna", new Event.TurnQueued(1, "Hi", "claude", TIME, "command-1"))));
        assertThat(store.find(FIRST)).contains(conversation(FIRST, "anna"));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("anna");
        assertThat(store.snapshot(FIRST).queue())
                .containsExactly(new Snapshot.QueuedTurn(1, "Hi", "claude", TIME, "command-1"));
        assertThat(store.lastNumber(FIRST)).isEqualTo(1);
    }

    @Test
    void aFirstCommitThatCreatesNothingIsRefused() {
        assertThatThrownBy(() -> store.commit(List.of(more(FIRST, 1, new Event.TurnStarted(1, TIME)))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.find(FIRST)).isEmpty();
    }

    @Test
    void aCommitThatFailsInTheMiddleKeepsNothing() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "a"))));
        var good = more(FIRST, 3, new Event.TextAppended(3, "b"), message(4, 2), added(5, 4, "c"));
        var created = creation(SECOND, "anna", message(2, null));
        var bad = more(SECOND, 2, new Event.TextAppended(99, "for nobody"));
        var receipt = new Commit(FIRST, List.of(), List.of(new Receipt("command-9", "hash", null)), null);
        assertThatThrownBy(() -> store.commit(List.of(good, receipt, created, bad)))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.message(FIRST, 2).orElseThrow().text()).isEqualTo("a");
        assertThat(store.message(FIRST, 4)).isEmpty();
        assertThat(store.leaf(FIRST)).contains(2);
        assertThat(store.receipt(FIRST, "command-9")).isEmpty();
        assertThat(store.find(SECOND)).isEmpty();
        store.commit(List.of(good));
        assertThat(store.message(FIRST, 2).orElseThrow().text()).isEqualTo("ab");
    }

    @Test
    void theSameCommitThatFailedCanBeTriedAgain() {
        var bad = creation(
                FIRST, "anna", message(2, null), new Event.MessageEnded(7, EndState.COMPLETE, TIME, null, null));
        assertThatThrownBy(() -> store.commit(List.of(bad))).isInstanceOf(RuntimeException.class);
        store.commit(List.of(creation(FIRST, "bert", message(2, null))));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("bert");
        assertThat(store.children(FIRST, null)).containsExactly(2);
    }

    @Test
    void whatAStatusHoldsIsKeptWithIt() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), status(3, 2))));
        store.commit(List.of(more(
                FIRST,
                3,
                added(4, 3, "in"),
                status(5, 3),
                added(6, 5, "deeper"),
                new Event.ElementChanged(3, new Step.StatusChange("Done", Step.State.COMPLETE, false)),
                new Event.TextAppended(6, " still"))));
        var open = store.message(FIRST, 2).orElseThrow();
        assertThat(open.elements()).extracting(Element::container).containsExactly(null, 3, 3, 5);
        assertThat(open.elements().getFirst().content()).isEqualTo(new Step.Status("Done", Step.State.COMPLETE, false));
        assertThat(open.elements().getLast().content()).isEqualTo(new Element.Markdown("deeper still"));
        store.commit(List.of(more(FIRST, 9, new Event.MessageEnded(2, EndState.COMPLETE, TIME, null, null))));
        var ended = store.message(FIRST, 2).orElseThrow();
        assertThat(ended.elements())
                .extracting(Element::content)
                .isEqualTo(open.elements().stream().map(Element::content).toList());
        assertThat(ended.elements()).extracting(Element::endedAt).doesNotContainNull();
    }

    @Test
    void anElementInAnElementThatIsNotThereIsRefused() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null))));
        assertThatThrownBy(() -> store.commit(List.of(more(FIRST, 1, added(4, 3, "in nothing")))))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> store.commit(
                        List.of(more(FIRST, 1, new Event.ElementChanged(3, new Step.ProgressChange(1.0, null))))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.message(FIRST, 2).orElseThrow().elements()).isEmpty();
    }

    @Test
    void aQuestionIsAnsweredAfterItsMessageHasEnded() {
        var question = new Question("Sure?", new Form.Confirm("Yes", "No"));
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                message(3, 2),
                new Event.ElementAdded(4, 2, question, TIME),
                new Event.ElementAdded(5, 3, question, TIME),
                new Event.MessageEnded(2, EndState.INTERRUPTED, TIME, null, null))));
        store.commit(List.of(more(
                FIRST,
                6,
                new Event.MessageEnded(3, EndState.INTERRUPTED, TIME, null, null),
                new Event.ElementChanged(5, Question.Change.skipped()))));
        store.commit(List.of(more(FIRST, 8, new Event.ElementChanged(4, Question.Change.answered(BooleanNode.TRUE)))));
        assertThat(store.message(FIRST, 2).orElseThrow().elements().getFirst().content())
                .isEqualTo(new Question("Sure?", question.form(), Question.State.ANSWERED, BooleanNode.TRUE));
        assertThat(store.message(FIRST, 3).orElseThrow().elements().getFirst().content())
                .isEqualTo(new Question("Sure?", question.form(), Question.State.SKIPPED, null));
        assertThat(store.snapshot(FIRST).messages()).extracting(Message::state).containsOnly(EndState.INTERRUPTED);
    }

    @Test
    void whatAHandlerKeepsIsThereUntilItIsRemoved() {
        assertThat(store.session(FIRST)).isEmpty();
        store.commit(
                List.of(creation(FIRST, "anna", new Event.SessionChanged("count", "1")), creation(SECOND, "anna")));
        store.commit(List.of(more(
                FIRST,
                1,
                new Event.SessionChanged("count", "2"),
                new Event.SessionChanged("name", "\"😀\""),
                new Event.SessionChanged("gone", "1"),
                new Event.SessionChanged("gone", null))));
        assertThat(store.session(FIRST)).isEqualTo(Map.of("count", "2", "name", "\"😀\""));
        assertThat(store.session(SECOND)).isEmpty();
        assertThatThrownBy(() -> store.commit(List.of(more(
                        FIRST, 5, new Event.SessionChanged("count", "3"), new Event.TextAppended(99, "for nobody")))))
                .isInstanceOf(RuntimeException.class);
        assertThat(store.session(FIRST)).containsEntry("count", "2");
        store.commit(List.of(more(FIRST, 5, new Event.SessionChanged("count", null))));
        assertThat(store.session(FIRST)).containsOnlyKeys("name");
    }

    @Test
    void oneCommitMayBringSeveralConversations() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null)), creation(SECOND, "bert", message(2, null))));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("anna");
        assertThat(store.find(SECOND).orElseThrow().owner()).isEqualTo("bert");
    }

    @Test
    void anOwnersConversationsAreListedTheLastChangedFirst() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        store.commit(List.of(creation(new ConversationId("not-annas-own"), "bert")));
        store.commit(List.of(more(FIRST, 1, new Event.TurnStarted(1, TIME.plusSeconds(5)))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(FIRST, SECOND);
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::state)
                .containsExactly(ConversationSummary.Activity.RUNNING, ConversationSummary.Activity.IDLE);
        store.commit(List.of(more(SECOND, 1, new Event.TurnStarted(1, TIME.plusSeconds(6)))));
        store.commit(List.of(more(SECOND, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME.plusSeconds(7)))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(SECOND, FIRST);
        assertThat(store.list("anna", false, null, 1))
                .extracting(ConversationSummary::id)
                .containsExactly(SECOND);
        assertThat(store.list("anna", false, null, 1).getFirst().updatedAt()).isEqualTo(TIME.plusSeconds(7));
    }

    @Test
    void aListGoesOnBehindAPlace() {
        for (int i = 1; i <= 7; i++) {
            store.commit(List.of(creation(
                    new ConversationId("conversation-" + i),
                    "anna",
                    new Event.TurnStarted(1, TIME.plusSeconds(i / 2)))));
        }
        store.commit(List.of(
                more(new ConversationId("conversation-3"), 2, Event.ConversationChanged.pinned(true)),
                more(new ConversationId("conversation-5"), 2, Event.ConversationChanged.pinned(true))));
        var all = store.list("anna", false, null, 10);
        assertThat(names(all)).containsExactly(5, 3, 7, 6, 4, 2, 1);
        var pages = new ArrayList<ConversationSummary>();
        for (var page = store.list("anna", false, null, 2);
                !page.isEmpty();
                page = store.list("anna", false, pages.getLast().place(), 2)) {
            pages.addAll(page);
        }
        assertThat(pages).isEqualTo(all);
    }

    @Test
    void theArchivedAreListedByThemselves() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "anna")));
        store.commit(List.of(more(FIRST, 1, Event.ConversationChanged.pinned(true))));
        store.commit(List.of(more(FIRST, 2, Event.ConversationChanged.archived(true))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(SECOND);
        var archived = store.list("anna", true, null, 10);
        assertThat(archived).extracting(ConversationSummary::id).containsExactly(FIRST);
        assertThat(archived.getFirst().archived()).isTrue();
        assertThat(archived.getFirst().pinned()).isFalse();
        assertThat(store.count("anna")).isEqualTo(2);
        store.commit(List.of(more(FIRST, 3, Event.ConversationChanged.archived(false))));
        assertThat(store.list("anna", false, null, 10)).hasSize(2);
    }

    @Test
    void settingsAreKeptAndGivenUp() {
        var settings = new Settings("large", "high", "Sing: ü 👋");
        store.commit(List.of(creation(FIRST, "anna", Event.ConversationChanged.settings(settings))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(settings);
        assertThat(store.snapshot(FIRST).conversation().settings()).isEqualTo(settings);
        store.commit(List.of(more(FIRST, 2, Event.ConversationChanged.pinned(true))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(settings);
        store.commit(List.of(more(FIRST, 3, Event.ConversationChanged.settings(new Settings(null, "low", null)))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(new Settings(null, "low", null));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.settings(Settings.NONE))));
        assertThat(store.find(FIRST).orElseThrow().settings()).isEqualTo(Settings.NONE);
        assertThat(store.snapshot(FIRST).conversation().settings()).isNull();
    }

    @Test
    void aClockThatWasSetBackTakesNoConversationDownTheList() {
        store.commit(List.of(
                creation(FIRST, "anna", new Event.TurnStarted(1, TIME.plusSeconds(9))),
                creation(SECOND, "anna", new Event.TurnStarted(1, TIME.plusSeconds(5)))));
        store.commit(List.of(more(FIRST, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME.minusSeconds(86_400)))));
        assertThat(store.list("anna", false, null, 10))
                .extracting(ConversationSummary::id)
                .containsExactly(FIRST, SECOND);
    }

    // Deleting

    @Test
    void whatWasDeletedIsFoundByItsIdOnly() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "Paris"), ended(2))));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.deleted(true))));
        assertThat(store.find(FIRST).orElseThrow().deleted()).isTrue();
        assertThat(store.list("anna", false, null, 10)).isEmpty();
        assertThat(store.list("anna", true, null, 10)).isEmpty();
        assertThat(store.count("anna")).isZero();
        assertThat(found("anna", "paris")).isEmpty();
        store.commit(List.of(more(FIRST, 5, Event.ConversationChanged.deleted(false))));
        assertThat(store.find(FIRST).orElseThrow().deleted()).isFalse();
        assertThat(store.list("anna", false, null, 10)).hasSize(1);
        assertThat(found("anna", "paris")).containsExactly("first-conversation 2");
    }

    @Test
    void whatIsPurgedIsGone() {
        var receipt = new Receipt("command-1", "hash", 1);
        var first = creation(FIRST, "anna", message(2, null), added(3, 2, "Paris"), ended(2));
        store.commit(List.of(
                new Commit(FIRST, first.events(), List.of(receipt), first.creates()),
                creation(SECOND, "anna", message(2, null), added(3, 2, "Paris"), ended(2))));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.deleted(true))));
        purge(Instant.now().minusSeconds(60));
        assertThat(store.find(FIRST)).isPresent();
        purge(Instant.now().plusSeconds(60));
        assertThat(store.find(FIRST)).isEmpty();
        assertThat(store.message(FIRST, 2)).isEmpty();
        assertThat(store.receipt(FIRST, "command-1")).isEmpty();
        assertThat(store.children(FIRST, null)).isEmpty();
        assertThat(store.lastNumber(FIRST)).isZero();
        assertThat(found("anna", "paris")).containsExactly("second-conversation 2");
        store.commit(List.of(creation(FIRST, "bert", message(2, null))));
        assertThat(store.find(FIRST).orElseThrow().owner()).isEqualTo("bert");
    }

    private void purge(Instant deletedBefore) {
        boolean more = true;
        while (more) {
            more = store.purge(deletedBefore);
        }
    }

    // Search

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
        assertThat(found("anna", "montmartre"))
                .containsExactly("first-conversation 4", "first-conversation 2", "first-conversation null");
        assertThat(found("anna", "mont")).hasSize(3);
        assertThat(found("anna", "martre")).isEmpty();
        assertThat(found("anna", "hill montmartre")).containsExactly("first-conversation 4");
        assertThat(found("anna", "\"montmartre is\"")).containsExactly("first-conversation 4");
        assertThat(found("anna", "\"is montmartre\"")).containsExactly("first-conversation 2");
        assertThat(found("anna", "\"mont\"")).isEmpty();
        assertThat(found("anna", "title")).isEmpty();
        assertThat(found("bert", "montmartre")).isEmpty();
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
            assertThat(found("anna", query)).as(query).containsExactly("first-conversation 2");
        }
        for (String query : List.of("東タ", "\"bar foo\"", "' OR 1=1 --", "NEAR(", "*", "\"\"", "")) {
            assertThat(found("anna", query)).as(query).isEmpty();
        }
    }

    @Test
    void aTextIsFoundOnceItsMessageHasEndedAndWithoutWhatWasWithdrawn() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "Paris "))));
        assertThat(found("anna", "paris")).isEmpty();
        store.commit(List.of(more(
                FIRST,
                3,
                new Event.TextAppended(3, "and Rome"),
                added(4, 2, "Berlin"),
                new Event.ElementWithdrawn(4),
                ended(2))));
        assertThat(found("anna", "paris rome")).containsExactly("first-conversation 2");
        assertThat(found("anna", "berlin")).isEmpty();
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
            assertThat(found("anna", word)).as(word).containsExactly("first-conversation 2");
        }
        for (String word : List.of("hidden", "unseen", "thought", "framed", "cell19999")) {
            assertThat(found("anna", word)).as(word).isEmpty();
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
        assertThat(found("anna", "curious")).isEmpty();
        store.commit(List.of(more(
                FIRST, 9, new Event.ElementChanged(3, Question.Change.answered(TextNode.valueOf("I am curious"))))));
        assertThat(found("anna", "curious")).containsExactly("first-conversation 2");
        assertThat(found("anna", "why")).containsExactly("first-conversation 2");
    }

    @Test
    void aVeryLongMessageIsFoundByItsBeginning() {
        store.commit(List.of(creation(
                FIRST, "anna", message(2, null), added(3, 2, "first " + "word ".repeat(100_000) + "last"), ended(2))));
        assertThat(found("anna", "first")).hasSize(1);
        assertThat(found("anna", "last")).isEmpty();
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

    private List<String> found(String owner, String query) {
        return store.search(owner, SearchQuery.of(query), null, 20).stream()
                .map(hit -> hit.conversation().id() + " " + hit.message())
                .toList();
    }

    // What a crash leaves

    @Test
    void conversationsWhereSomethingRunsOrWaitsAreUnfinished() {
        var third = new ConversationId("third-conversation");
        store.commit(List.of(
                creation(FIRST, "anna", new Event.TurnStarted(1, TIME)),
                creation(SECOND, "anna", new Event.TurnQueued(1, "Hi", "claude", TIME, "command-1")),
                creation(third, "anna")));
        assertThat(store.unfinished()).containsExactlyInAnyOrder(FIRST, SECOND);
        store.commit(List.of(
                more(FIRST, 2, new Event.TurnEnded(1, EndState.COMPLETE, TIME)),
                more(SECOND, 2, new Event.QueueHeld())));
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.snapshot(SECOND).held()).isTrue();
    }

    @Test
    void aTitleChangesInAllThatTellsOfIt() {
        store.commit(List.of(creation(FIRST, "anna")));
        store.commit(List.of(more(FIRST, 1, Event.ConversationChanged.title("Paris"))));
        assertThat(store.find(FIRST).orElseThrow().title()).isEqualTo("Paris");
        assertThat(store.snapshot(FIRST).conversation().title()).isEqualTo("Paris");
        assertThat(store.list("anna", false, null, 10).getFirst().title()).isEqualTo("Paris");
    }

    @Test
    void aSnapshotIsTheFoldOfTheEvents() {
        var events = List.of(
                new Event.TurnStarted(1, TIME),
                message(2, null),
                added(3, 2, "Half "),
                new Event.TextAppended(3, "a sentence"),
                new Event.UsageReported(2, new Usage(1, 2, 3, 4)),
                new Event.TurnWaiting(1, "overloaded", TIME),
                new Event.TurnQueued(4, "Next", "claude", TIME, "command-4"));
        store.commit(List.of(creation(FIRST, "anna", events.toArray(Event[]::new))));
        var fold = new Transcript(Snapshot.empty(Snapshot.Heading.of(conversation(FIRST, "anna"))));
        events.forEach(fold::apply);
        assertThat(store.snapshot(FIRST)).isEqualTo(fold.snapshot());
    }

    @Test
    void aSnapshotHoldsTheLastFiftyOfTheShownPath() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 53);
        var snapshot = store.snapshot(FIRST);
        assertThat(ids(snapshot.messages())).hasSize(50).startsWith(4).endsWith(53);
        assertThat(snapshot.more()).isTrue();
    }

    @Test
    void fiftyMessagesAreAllThereIs() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 50);
        assertThat(store.snapshot(FIRST).messages()).hasSize(50);
        assertThat(store.snapshot(FIRST).more()).isFalse();
    }

    @Test
    void aPathIsReadFromItsEndUpwards() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 10);
        assertThat(ids(store.path(FIRST, 10, 3))).containsExactly(8, 9, 10);
        assertThat(ids(store.path(FIRST, 7, 3))).containsExactly(5, 6, 7);
        assertThat(ids(store.path(FIRST, 2, 5))).containsExactly(1, 2);
        assertThat(store.path(FIRST, 77, 5)).isEmpty();
        assertThat(ids(store.path(FIRST, 4, 100))).containsExactly(1, 2, 3, 4);
    }

    @Test
    void branchesShareTheirTrunkAndHaveTheirOwnEnds() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1), message(3, 2), message(4, 1))));
        assertThat(store.leaf(FIRST)).contains(4);
        assertThat(ids(store.path(FIRST, 4, 10))).containsExactly(1, 4);
        assertThat(ids(store.path(FIRST, 3, 10))).containsExactly(1, 2, 3);
        assertThat(store.children(FIRST, 1)).containsExactly(2, 4);
        assertThat(store.children(FIRST, 3)).isEmpty();
        assertThat(store.children(FIRST, null)).containsExactly(1);
    }

    @Test
    void theShownBranchCanBeChosen() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1), message(3, 2))));
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.leaf(1), message(4, 1))));
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(1, 4);
        store.commit(List.of(more(FIRST, 6, Event.ConversationChanged.leaf(3))));
        assertThat(store.leaf(FIRST)).contains(3);
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(1, 2, 3);
    }

    @Test
    void noBranchAtAllCanBeChosen() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null))));
        store.commit(List.of(more(FIRST, 2, Event.ConversationChanged.leaf(0), message(2, null))));
        assertThat(store.leaf(FIRST)).contains(2);
        assertThat(ids(store.snapshot(FIRST).messages())).containsExactly(2);
        assertThat(store.children(FIRST, null)).containsExactly(1, 2);
        store.commit(List.of(more(FIRST, 4, Event.ConversationChanged.leaf(0))));
        assertThat(store.leaf(FIRST)).isEmpty();
        assertThat(store.snapshot(FIRST).messages()).isEmpty();
    }

    @Test
    void anOlderBranchKnowsTheNewerOnesBesideIt() {
        store.commit(List.of(creation(FIRST, "anna", message(1, null), message(2, 1))));
        store.commit(List.of(more(FIRST, 3, Event.ConversationChanged.leaf(1), message(3, 1, 2))));
        store.commit(List.of(more(FIRST, 5, Event.ConversationChanged.leaf(2))));
        assertThat(store.snapshot(FIRST).messages().getLast().siblings()).containsExactly(2, 3);
        assertThat(store.path(FIRST, 2, 10).getLast().siblings()).containsExactly(2, 3);
        assertThat(store.message(FIRST, 2).orElseThrow().siblings()).containsExactly(2, 3);
        assertThat(store.message(FIRST, 3).orElseThrow().siblings()).containsExactly(2, 3);
        store.commit(List.of(more(FIRST, 6, added(4, 2, "later"))));
        assertThat(store.snapshot(FIRST).messages().getLast().siblings()).containsExactly(2, 3);
    }

    @Test
    void receiptsAreKeptPerConversation() {
        var receipt = new Receipt("command-1", "hash", 1);
        var another = new Receipt("command-2", "hash", null);
        store.commit(List.of(
                new Commit(FIRST, List.of(), List.of(receipt, another), conversation(FIRST, "anna")),
                creation(SECOND, "anna")));
        assertThat(store.receipt(FIRST, "command-1")).contains(receipt);
        assertThat(store.receipt(FIRST, "command-2")).contains(another);
        assertThat(store.receipt(SECOND, "command-1")).isEmpty();
    }

    @Test
    void theLastNumberIsTheHighestOfTurnsMessagesAndElements() {
        store.commit(
                List.of(creation(FIRST, "anna", new Event.TurnStarted(1, TIME), message(2, null), added(3, 2, "a"))));
        assertThat(store.lastNumber(FIRST)).isEqualTo(3);
        store.commit(List.of(more(FIRST, 4, new Event.TurnQueued(9, "Hi", "claude", TIME, "command-9"))));
        assertThat(store.lastNumber(FIRST)).isEqualTo(9);
        store.commit(List.of(more(FIRST, 5, new Event.TurnEnded(1, EndState.COMPLETE, TIME))));
        assertThat(store.lastNumber(FIRST)).isEqualTo(9);
    }

    @Test
    void aProvidersBlocksAreKeptInOrder() {
        var blocks =
                List.of(new KeptBlock("claude", "claude-x", "{ \"a\":1 }"), new KeptBlock("claude", "claude-x", "{}"));
        store.commit(List.of(creation(
                FIRST,
                "anna",
                message(2, null),
                new Event.BlockKept(2, blocks.getFirst()),
                new Event.BlockKept(2, blocks.getLast()))));
        assertThat(store.message(FIRST, 2).orElseThrow().blocks()).containsExactlyElementsOf(blocks);
        assertThat(store.path(FIRST, 2, 1).getFirst().blocks()).containsExactlyElementsOf(blocks);
    }

    @Test
    void aBlockThatCameInPiecesIsWhole() {
        String json = "{\"text\":\"" + "long ".repeat(5_000) + "\"}";
        var block = new KeptBlock("claude", "claude-x", json, new KeptBlock.Gap(5, 3, 0, 0));
        store.commit(List.of(creation(FIRST, "anna", message(2, null))));
        int offset = 2;
        for (var piece : block.pieces()) {
            store.commit(List.of(more(FIRST, offset, new Event.BlockKept(2, piece, offset > 2))));
            offset++;
        }
        assertThat(offset).isGreaterThan(4);
        assertThat(store.message(FIRST, 2).orElseThrow().blocks()).containsExactly(block);
    }

    @Test
    void aWaitingMessageThatCameInPiecesIsWhole() {
        store.commit(List.of(creation(
                FIRST,
                "anna",
                new Event.TurnQueued(1, "One, ", "claude", TIME, "command-1"),
                new Event.QueuedTextAppended(1, "two, "))));
        store.commit(List.of(more(FIRST, 3, new Event.QueuedTextAppended(1, "three"))));
        assertThat(store.snapshot(FIRST).queue())
                .containsExactly(new Snapshot.QueuedTurn(1, "One, two, three", "claude", TIME, "command-1"));
    }

    @Test
    void whatWasReadDoesNotChange() {
        store.commit(List.of(creation(FIRST, "anna", message(2, null), added(3, 2, "a"))));
        var snapshot = store.snapshot(FIRST);
        store.commit(List.of(more(FIRST, 3, new Event.TextAppended(3, "b"))));
        assertThat(snapshot.messages().getFirst().text()).isEqualTo("a");
        assertThat(store.snapshot(FIRST).messages().getFirst().text()).isEqualTo("ab");
    }

    @Test
    void aBranchEndsAtItsNewestLeaf() {
        store.commit(List.of(creation(FIRST, "anna")));
        commitChain(1, 60);
        store.commit(List.of(more(FIRST, 900, message(61, 3, 4), ended(61), message(62, 61), ended(62))));
        store.commit(List.of(more(FIRST, 904, message(63, 20, 21), ended(63))));
        assertThat(store.newestLeaf(FIRST, 1)).contains(62);
        assertThat(store.newestLeaf(FIRST, 4)).contains(63);
        assertThat(store.newestLeaf(FIRST, 21)).contains(60);
        assertThat(store.newestLeaf(FIRST, 62)).contains(62);
        assertThat(store.newestLeaf(FIRST, 99)).isEmpty();
        assertThat(store.newestLeaf(SECOND, 1)).isEmpty();
    }

    @Test
    void theShownPathIsToldByItsNumbers() {
        store.commit(List.of(creation(FIRST, "anna")));
        assertThat(store.shownPath(FIRST)).isEmpty();
        assertThat(store.shownPath(SECOND)).isEmpty();
        commitChain(1, 120);
        assertThat(store.shownPath(FIRST)).hasSize(120).startsWith(1, 2, 3).endsWith(119, 120);
        store.commit(List.of(more(FIRST, 900, message(121, 3, 4), ended(121))));
        assertThat(store.shownPath(FIRST)).containsExactly(1, 2, 3, 121);
        store.commit(List.of(more(FIRST, 902, Event.ConversationChanged.leaf(120))));
        assertThat(store.shownPath(FIRST)).hasSize(120).endsWith(120);
        store.commit(List.of(more(FIRST, 903, Event.ConversationChanged.leaf(0))));
        assertThat(store.shownPath(FIRST)).isEmpty();
    }

    @Test
    void whatIsSpentIsKeptByOwnersAndDays() {
        store.commit(List.of(creation(FIRST, "anna"), creation(SECOND, "bert")));
        store.commit(List.of(spent(FIRST, 30, 10), spent(FIRST, 30, 5), spent(SECOND, 30, 100)));
        store.commit(List.of(spent(FIRST, 31, 7), spent(FIRST, 31, -2)));
        assertThat(store.spent("anna", day(30), day(30))).isEqualTo(new Spending(15, 150));
        assertThat(store.spent("anna", day(31), day(31))).isEqualTo(new Spending(5, 50));
        assertThat(store.spent("anna", day(1), day(31))).isEqualTo(new Spending(20, 200));
        assertThat(store.spent("bert", day(1), day(31))).isEqualTo(new Spending(100, 1_000));
        assertThat(store.spent(null, day(30), day(31))).isEqualTo(new Spending(120, 1_200));
        assertThat(store.spent("anna", day(1), day(29))).isEqualTo(Spending.NONE);
        assertThat(store.spent("carl", day(1), day(31))).isEqualTo(Spending.NONE);
    }

    @Test
    void whatACommitThatFailsHasSpentIsNotKept() {
        store.commit(List.of(creation(FIRST, "anna")));
        var bad = new Commit(
                FIRST,
                logged(2, new Event.MessageEnded(7, EndState.COMPLETE, TIME, null, null)),
                List.of(),
                null,
                List.of(new Spent(day(1), new Spending(10, 100))));
        assertThatThrownBy(() -> store.commit(List.of(bad))).isInstanceOf(RuntimeException.class);
        assertThat(store.spent("anna", day(1), day(1))).isEqualTo(Spending.NONE);
    }

    private static Commit spent(ConversationId id, int day, long tokens) {
        return new Commit(
                id, List.of(), List.of(), null, List.of(new Spent(day(day), new Spending(tokens, 10 * tokens))));
    }

    private static LocalDate day(int day) {
        return LocalDate.of(2026, 12, day);
    }

    private static List<Integer> names(List<ConversationSummary> summaries) {
        return summaries.stream()
                .map(summary -> Integer.valueOf(summary.id().value().substring("conversation-".length())))
                .toList();
    }

    private static Event ended(int message) {
        return new Event.MessageEnded(message, EndState.COMPLETE, TIME, null, null);
    }

    private void commitChain(int from, int to) {
        for (int id = from; id <= to; id++) {
            store.commit(List.of(more(
                    FIRST,
                    2L * id,
                    message(id, id == 1 ? null : id - 1),
                    new Event.MessageEnded(id, EndState.COMPLETE, TIME, null, null))));
        }
    }

    private static List<Integer> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private static Event message(int id, @Nullable Integer parent, Integer... siblings) {
        return new Event.MessageStarted(id, parent, List.of(siblings), Role.USER, "user", null, TIME, 1, null);
    }

    private static Event added(int id, int container, String text) {
        return new Event.ElementAdded(id, container, new Element.Markdown(text), TIME);
    }

    private static Conversation conversation(ConversationId id, String owner) {
        return new Conversation(id, owner, "Title", "claude", TIME);
    }

    private static Commit creation(ConversationId id, String owner, Event... events) {
        return new Commit(id, logged(1, events), List.of(), conversation(id, owner));
    }

    private static Commit more(ConversationId id, long offset, Event... events) {
        return new Commit(id, logged(offset, events), List.of(), null);
    }

    private static Event status(int id, int container) {
        return new Event.ElementAdded(id, container, new Step.Status("Working", Step.State.RUNNING, true), TIME);
    }

    private static List<LoggedEvent> logged(long offset, Event... events) {
        var logged = new ArrayList<LoggedEvent>();
        for (var event : events) {
            logged.add(new LoggedEvent(offset + logged.size(), event));
        }
        return logged;
    }
}
