package dev.parley.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Usage;
import dev.parley.model.ModelEvent;
import dev.parley.model.ModelPrices;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a message has cost, and how sure that is. */
class MessageUsageTest {

    private static final ModelPrices PRICES = new ModelPrices(List.of(
            new ModelPrices.Step(0, 1_000_000, 2_000_000, 100_000, 1_250_000),
            new ModelPrices.Step(100, 10_000_000, 20_000_000, 1_000_000, 12_500_000)));

    private final MessageUsage usage = new MessageUsage(model -> model.equals("dear") ? PRICES : null);

    private MessageUsage.Call call(String model) {
        var call = usage.begin();
        call.answeredBy(model, 50);
        return call;
    }

    @Test
    void whatTheProviderSaysInTheEndIsTheUsage() {
        var call = call("dear");
        call.wrote(100);
        assertThat(call.told(new ModelEvent.Usage(10, 1, 20, 0))).isTrue();
        assertThat(usage.total()).isEqualTo(new Usage(10, 25, 20, 0, "dear", 55, 62.0, true));
        assertThat(call.told(new ModelEvent.Usage(10, 5, 20, 0))).isFalse();
        assertThat(call.end()).isTrue();
        assertThat(usage.total()).isEqualTo(new Usage(10, 5, 20, 0, "dear", 35, 22.0, false));
        assertThat(usage.isUnderWay()).isFalse();
    }

    @Test
    void callsAddUpEachByItsOwnPrices() {
        var first = call("dear");
        first.told(new ModelEvent.Usage(10, 1, 0, 0));
        first.end();
        var second = call("dear");
        second.told(new ModelEvent.Usage(101, 1, 0, 0));
        second.end();
        assertThat(usage.total()).isEqualTo(new Usage(111, 2, 0, 0, "dear", 102, 1042.0, false));
        var unknown = call("cheap");
        unknown.told(new ModelEvent.Usage(1, 1, 0, 0));
        unknown.end();
        assertThat(usage.total()).isEqualTo(new Usage(112, 3, 0, 0, "cheap", 2, 1042.0, false));
    }

    @Test
    void whatNobodySaysIsEstimated() {
        var call = call("dear");
        call.wrote(9);
        assertThat(usage.isUnderWay()).isTrue();
        assertThat(call.end()).isTrue();
        assertThat(usage.total()).isEqualTo(new Usage(50, 3, 0, 0, "dear", 53, 56.0, true));
    }

    @Test
    void aGatewayThatReportsNoPromptHasAnEstimatedOne() {
        var call = call("m");
        call.told(new ModelEvent.Usage(0, 4, 0, 0));
        call.end();
        assertThat(usage.total()).isEqualTo(new Usage(50, 4, 0, 0, "m", 54, null, true));
    }

    @Test
    void textOfNoModelCostsNothing() {
        var call = usage.begin();
        assertThat(call.end()).isFalse();
        assertThat(usage.isUnderWay()).isFalse();
        assertThat(usage.total()).isEqualTo(new Usage(0, 0, 0, 0));
    }
}
