package dev.parley.conversation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SlowReadsTest {

    private final SlowReads reads = new SlowReads(4);
    private final AtomicInteger running = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);

    @Test
    void anOwnersStormTakesOnePlaceAndAnotherOwnerIsServedAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < 200; i++) {
                    threads.execute(() -> reads.read("stormy", this::block));
                }
                Awaitility.await().until(() -> running.get() == 1);
                var calm = CompletableFuture.supplyAsync(() -> reads.read("calm", () -> "found"), threads);
                assertThat(calm.get(20, TimeUnit.SECONDS)).isEqualTo("found");
                assertThat(running).hasValue(1);
            } finally {
                end.countDown();
            }
        }
        assertThat(running).hasValue(200);
        assertThat(reads.owners()).isZero();
    }

    @Test
    void howeverManyAskHalfOfTheReadersAreLeftForOthers() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < 50; i++) {
                    String owner = "owner " + i;
                    threads.execute(() -> reads.read(owner, this::block));
                }
                Awaitility.await().until(() -> reads.owners() == 50);
                Awaitility.await().until(() -> running.get() == 2);
            } finally {
                end.countDown();
            }
        }
        assertThat(running).hasValue(50);
    }

    private Object block() {
        running.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "done";
    }
}
