package dev.parley.model.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.ModelEvent;
import dev.parley.model.ModelMessage;
import dev.parley.model.ModelProvider;
import dev.parley.model.ModelRequest;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ClaudeProviderTest {

    @Inject
    ModelProvider provider;

    @Test
    void aPlainQuestionIsAnsweredByTheSimulator() {
        List<ModelEvent> events = provider.stream(ModelRequest.of(List.of(ModelMessage.user("Hi there"))))
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30));
        assertThat(events.getFirst()).isInstanceOf(ModelEvent.Started.class);
        assertThat(events.getLast()).isEqualTo(new ModelEvent.Finished(ModelEvent.StopReason.END_TURN, null));
    }
}
