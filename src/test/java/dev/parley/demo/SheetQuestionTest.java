package dev.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.SheetQuestion.Drawn;
import dev.parley.demo.SheetQuestion.Extremes;
import dev.parley.demo.SheetQuestion.Measured;
import dev.parley.demo.SheetQuestion.Overview;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetQuestionTest {

    @Test
    void plainFormsAreUnderstood() {
        Map<String, SheetQuestion> understood = Map.ofEntries(
                Map.entry("mean of price by city", new Measured(Measure.MEAN, "price", "city")),
                Map.entry("What is the average of the Price per city?", new Measured(Measure.MEAN, "Price", "city")),
                Map.entry("sum of price", new Measured(Measure.SUM, "price", null)),
                Map.entry(
                        "total of \"unit price\" by 'first name'",
                        new Measured(Measure.SUM, "unit price", "first name")),
                Map.entry("count by city", new Measured(Measure.COUNT, null, "city")),
                Map.entry("count", new Measured(Measure.COUNT, null, null)),
                Map.entry("number of rows by city", new Measured(Measure.COUNT, null, "city")),
                Map.entry("count of rows", new Measured(Measure.COUNT, null, null)),
                Map.entry("count of price by city", new Measured(Measure.COUNT, "price", "city")),
                Map.entry("chart price over date", new Drawn("price", "date")),
                Map.entry("Please plot price against area.", new Drawn("price", "area")),
                Map.entry("largest 10 by price", new Extremes(10, "price", true)),
                Map.entry("show me the lowest rows by price", new Extremes(10, "price", false)),
                Map.entry("top 999999 by price", new Extremes(1_000, "price", true)),
                Map.entry("top 0 by price", new Extremes(1, "price", true)),
                Map.entry("Overview", new Overview()));
        understood.forEach(
                (text, question) -> assertThat(SheetQuestion.of(text)).as(text).contains(question));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Why are flats in Lisbon so dear?",
                "mean",
                "chart it",
                "chart the price and tell me what moves it",
                "largest flat by the river that somebody could buy",
                "count of all the flats that were sold in Lisbon before the summer",
                "top 12345678901234567890 by price"
            })
    void allElseIsForTheModel(String text) {
        assertThat(SheetQuestion.of(text)).isEmpty();
    }
}
