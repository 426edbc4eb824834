package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ObservedParley.class)
class ProviderHealthTest {

    private static JsonNode provider() {
        var answer = Watched.get("/q/health/ready");
        assertThat(answer.statusCode()).isEqualTo(200);
        try {
            for (var check : new ObjectMapper().readTree(answer.body()).path("checks")) {
                if (check.path("name").asText().equals("provider")) {
                    return check;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError(answer.body());
    }

    private static void assertState(String state) {
        await().untilAsserted(
                        () -> assertThat(provider().at("/data/state").asText()).isEqualTo(state));
        assertThat(provider().path("status").asText()).isEqualTo("UP");
    }

    @Test
    void readinessTellsHowTheLastCallsWentAndStaysGreen() {
        Watched.say("hello");
        assertState("answering");
        Watched.say("please fail");
        assertState("failing");
        assertThat(provider().at("/data/failure").asText()).isEqualTo("authentication");
        Watched.say("please refuse");
        assertThat(provider().at("/data/failure").asText()).isEqualTo("authentication");
        Watched.say("hello");
        assertState("answering");
    }
}
