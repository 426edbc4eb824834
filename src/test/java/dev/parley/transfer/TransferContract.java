package dev.parley.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.ConversationJson;
import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.SearchQuery;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leaves comes in again as it was, on every store; a subclass for each. */
public abstract class TransferContract {

    private TestTransfer given;

    /** An empty store. */
    protected abstract ConversationStore open() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        given = new TestTransfer(open());
    }

    @Test
    void allOfAConversationComesInAsItLeft() throws Exception {
        var id = given.richConversation("anna");
        String exported = given.json(id);
        var report = given.take("bert", exported);
        assertThat(report.skipped()).isEmpty();
        var copy = report.conversations().getFirst();
        assertThat(copy).isNotEqualTo(id);
        assertThat(given.store.find(copy).orElseThrow().owner()).isEqualTo("bert");
        assertThat(normal(given.json(copy))).isEqualTo(normal(exported));
    }

    @Test
    void theSameFileTwiceMakesCopies() throws Exception {
        String exported = given.json(given.richConversation("anna"));
        given.take("bert", exported);
        given.take("bert", exported);
        assertThat(given.store.all("bert")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void allThatAnOwnerHasIsInOneDocument() throws Exception {
        given.richConversation("anna");
        given.conversation("anna", "Second", 3);
        given.conversation("bert", "Not hers", 1);
        String all = given.all("anna");
        assertThat(ConversationJson.mapper().readTree(all).path("conversations").findValuesAsText("title"))
                // Both began at the same time.
                .containsExactlyInAnyOrder("Paris in May", "Second");
        assertThat(given.take("carl", all).conversations()).hasSize(2);
        assertThat(given.store.list("carl", true, null, 10)).hasSize(1);
        assertThat(given.store.list("carl", false, null, 10)).hasSize(1);
    }

    @Test
    void whatCameInIsFoundWhereItBelongs() throws Exception {
        var id = given.take("bert", given.json(given.richConversation("anna")))
                .conversations()
                .getFirst();
        assertThat(given.store.search("bert", SearchQuery.of("eiffel"), null, 10))
                .anyMatch(hit -> hit.conversation().id().equals(id));
        assertThat(given.store.search("carl", SearchQuery.of("eiffel"), null, 10))
                .isEmpty();
        var original = given.store.list("anna", true, null, 10).getFirst();
        var copy = given.store.list("bert", true, null, 10).getFirst();
        assertThat(copy.updatedAt()).isEqualTo(original.updatedAt());
        assertThat(copy.createdAt()).isEqualTo(original.createdAt());
        assertThat(given.store.unfinished()).isEmpty();
    }

    @Test
    void aLongTextIsCutIntoEventsAndWholeAgain() throws Exception {
        String text = "Zürich 🏔️ ".repeat(100_000);
        var id = given.conversationOf("anna", "Long", text);
        var copy = given.take("anna", given.json(id)).conversations().getFirst();
        int leaf = given.store.leaf(copy).orElseThrow();
        assertThat(given.store.message(copy, leaf).orElseThrow().text()).isEqualTo(text);
        assertThat(given.largestEvent()).isLessThan(65_536);
    }

    /** Numbers are given anew, in the same order: each is replaced by its rank; ids and the time of export do not count. */
    private static JsonNode normal(String exported) throws IOException {
        var document = (ObjectNode) ConversationJson.mapper().readTree(exported);
        document.remove("exportedAt");
        for (var conversation : document.path("conversations")) {
            ((ObjectNode) conversation).remove("id");
            var numbers = new TreeSet<Integer>();
            collect(conversation, numbers);
            replace(conversation, List.copyOf(numbers));
        }
        return document;
    }

    private static final List<String> NUMBERED = List.of("id", "parent", "turn", "continues", "leaf");

    private static void collect(JsonNode node, Set<Integer> numbers) {
        NUMBERED.stream()
                .filter(node::has)
                .forEach(field -> numbers.add(node.path(field).asInt()));
        node.forEach(below -> collect(below, numbers));
    }

    private static void replace(JsonNode node, List<Integer> numbers) {
        if (node instanceof ObjectNode fields) {
            NUMBERED.stream()
                    .filter(fields::has)
                    .forEach(field ->
                            fields.put(field, numbers.indexOf(fields.path(field).asInt())));
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(below -> replace(below, numbers));
        }
    }
}
