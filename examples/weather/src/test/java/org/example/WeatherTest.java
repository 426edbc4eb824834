package org.example;

import dev.parley.conversation.Chart;
import dev.parley.harness.ChatHarness;
import org.junit.jupiter.api.Test;

class WeatherTest {

    @Test
    void theWordsAreTheModelsAndTheWeekStandsBelow() {
        try (var chat = ChatHarness.of(new Weather())) {
            chat.model().answers("Mild, ", "with some wind.");
            var turn = chat.send("How will the week be?").expectComplete().expectText("Mild, with some wind.");
            turn.element(Chart.class);
        }
    }
}
