package dev.parley.budget;

import dev.parley.conversation.ConversationStore;
import dev.parley.conversation.Spending;
import dev.parley.model.ModelProvider;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What owners may spend on models, each and all together. What was spent before is read from the store, once for each owner; from
 * then on it is counted here, with what is under way. Thread-safe.
 */
@Singleton
public class Budget {

    /** How many owners are known before those who have spent nothing today are forgotten. */
    private static final int FORGET_FROM = 10_000;

    private final ConversationStore store;
    private final List<Allowance> ofEach;
    private final List<Allowance> ofAll;
    private final ZoneId zone;
    private final InstantSource clock;

    // Guarded by this object's monitor.
    private final Map<String, Account> accounts = new HashMap<>();
    private @Nullable Account all;
    private int forgetAt = FORGET_FROM;

    @Inject
    Budget(BudgetConfig config, ConversationStore store, ModelProvider provider) {
        this(Allowance.ofEachOwner(config), Allowance.ofAll(config), config.zone(), store, provider, Clock.systemUTC());
    }

    private Budget(
            List<Allowance> ofEach,
            List<Allowance> ofAll,
            ZoneId zone,
            ConversationStore store,
            ModelProvider provider,
            InstantSource clock) {
        this.ofEach = ofEach;
        this.ofAll = ofAll;
        this.zone = zone;
        this.store = store;
        this.clock = clock;
        requirePrices(provider);
    }

    /** Of these limits. */
    public static Budget of(BudgetConfig config, ConversationStore store, ModelProvider provider, InstantSource clock) {
        return new Budget(
                Allowance.ofEachOwner(config), Allowance.ofAll(config), config.zone(), store, provider, clock);
    }

    /** Without any limit; what is spent is kept all the same. */
    public static Budget unlimited(ConversationStore store, ModelProvider provider, InstantSource clock) {
        return new Budget(List.of(), List.of(), ZoneOffset.UTC, store, provider, clock);
    }

    /** Made at the start, so that a setting which makes no sense is told then. */
    void start(@Observes StartupEvent event) {}

    private void requirePrices(ModelProvider provider) {
        var each = new ArrayList<>(ofEach);
        each.addAll(ofAll);
        boolean money = each.stream().anyMatch(allowance -> allowance.unit() == Allowance.Unit.DOLLARS);
        if (money && !provider.hasPrices()) {
            throw new IllegalStateException("parley.budget limits dollars, but no model has a price: set"
                    + " parley.claude.prices, or limit tokens instead");
        }
    }

    /** Throws {@link BudgetUsedUp} where the owner may spend nothing more now. May block on the store. */
    public void require(String owner) {
        if (isLimited()) {
            open(owner).require();
        }
    }

    boolean isLimited() {
        return !ofEach.isEmpty() || !ofAll.isEmpty();
    }

    /** On which the owner's calls are charged. May block on the store. */
    public Tab open(String owner) {
        return new Tab(this, account(owner), ofAll());
    }

    void require(Account own, Account together) {
        var today = today();
        own.usedUp(ofEach, today).ifPresent(allowance -> {
            throw usedUp(true, allowance);
        });
        together.usedUp(ofAll, today).ifPresent(allowance -> {
            throw usedUp(false, allowance);
        });
    }

    private BudgetUsedUp usedUp(boolean own, Allowance allowance) {
        var renewal = renewal(allowance.period()).atZone(zone);
        return new BudgetUsedUp(
                own, allowance.period(), renewal, Duration.between(clock.instant(), renewal.toInstant()));
    }

    private Instant renewal(Period period) {
        return period.next(today()).atStartOfDay(zone).toInstant();
    }

    /** What is left of each limit that the owner has. May block on the store. */
    public List<Remainder> left(String owner) {
        if (ofEach.isEmpty()) {
            return List.of();
        }
        var account = account(owner);
        var today = today();
        return ofEach.stream()
                .map(allowance -> {
                    var unit = allowance.unit();
                    long left = Math.max(0, allowance.left(account.spent(allowance.period(), today)));
                    return new Remainder(
                            allowance.period().json(),
                            unit.json(),
                            unit.amount(allowance.most()),
                            unit.amount(left),
                            renewal(allowance.period()));
                })
                .toList();
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /** Where nothing limits an owner, nothing has to be read. */
    private synchronized Account account(String owner) {
        var known = accounts.get(owner);
        if (known == null) {
            known = read(owner, ofEach);
            forgetOld();
            accounts.put(owner, known);
        }
        return known;
    }

    private synchronized Account ofAll() {
        var known = all;
        if (known == null) {
            known = read(null, ofAll);
            all = known;
        }
        return known;
    }

    private Account read(@Nullable String owner, List<Allowance> allowances) {
        var today = today();
        return allowances.isEmpty()
                ? new Account(today, Spending.NONE, Spending.NONE)
                : new Account(
                        today, store.spent(owner, today, today), store.spent(owner, Period.MONTH.begin(today), today));
    }

    /** An answer that has gone on since yesterday has counted something today. */
    private void forgetOld() {
        if (accounts.size() >= forgetAt) {
            var today = today();
            accounts.values().removeIf(account -> account.isOlderThan(today));
            forgetAt = Math.max(FORGET_FROM, 2 * accounts.size());
        }
    }
}
