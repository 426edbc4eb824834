package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.ModelEvent.Usage;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PriceListTest {

    private static final Offset<Double> EXACTLY = within(1e-12);
    private static final Map<String, String> KEYS = Map.of(
            "parley.claude.prices.\"small-5-5\".input", "0.1",
            "parley.claude.prices.\"small-5-5\".output", "0.5",
            "parley.claude.prices.\"small-5-5\".cache-read", "0.01",
            "parley.claude.prices.\"small-5-5\".above.\"1000\".input", "0.5",
            "parley.claude.prices.\"small-5-5\".above.\"1000\".output", "2.5",
            "parley.claude.prices.\"small-5\".input", "1",
            "parley.claude.prices.\"small-5\".output", "2");

    private final PriceList prices = new PriceList(Configs.with(KEYS));

    private double cost(String model, Usage usage) {
        return Objects.requireNonNull(prices.of(model)).cost(usage);
    }

    @Test
    void eachKindOfTokenHasItsPrice() {
        assertThat(cost("small-5-5", new Usage(100, 10, 400, 0))).isCloseTo((10 + 5 + 4) / 1e6, EXACTLY);
    }

    @Test
    void aLongPromptIsDearerAsAWhole() {
        assertThat(cost("small-5-5", new Usage(600, 10, 400, 0))).isCloseTo((60 + 5 + 4) / 1e6, EXACTLY);
        assertThat(cost("small-5-5", new Usage(601, 10, 400, 0))).isCloseTo((300.5 + 25 + 200) / 1e6, EXACTLY);
    }

    @Test
    void whatIsNotSaidOfTheCacheCostsAsOtherInput() {
        assertThat(cost("small-5", new Usage(1, 1, 10, 100))).isCloseTo((1 + 2 + 10 + 100) / 1e6, EXACTLY);
    }

    @Test
    void aModelWithADateIsTheOneWithoutIt() {
        assertThat(prices.of("small-5-5-20261101")).isEqualTo(prices.of("small-5-5"));
        assertThat(prices.of("small-5@20261101")).isEqualTo(prices.of("small-5"));
        assertThat(prices.of("small-5-1")).isNull();
        assertThat(prices.of("large")).isNull();
    }

    @Test
    void aPriceBelowNothingIsRefusedWithItsKey() {
        var keys = Map.of("parley.claude.prices.\"x\".input", "-1", "parley.claude.prices.\"x\".output", "1");
        assertThatThrownBy(() -> new PriceList(Configs.with(keys))).hasMessageContaining("parley.claude.prices.\"x\"");
    }
}
