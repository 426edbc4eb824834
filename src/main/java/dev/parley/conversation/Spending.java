package dev.parley.conversation;

/**
 * What calls to models have cost; what is taken back again is less than nothing.
 *
 * @param tokens read and written
 * @param nanoDollars billionths of a US dollar, of models with a known price
 */
public record Spending(long tokens, long nanoDollars) {

    public static final Spending NONE = new Spending(0, 0);

    private static final double BILLION = 1e9;

    /** What a message or a call has cost. */
    public static Spending of(Usage usage) {
        Double cost = usage.cost();
        return new Spending(usage.promptTokens() + usage.outputTokens(), cost == null ? 0 : Math.round(cost * BILLION));
    }

    public Spending plus(Spending more) {
        return new Spending(tokens + more.tokens, nanoDollars + more.nanoDollars);
    }

    public Spending minus(Spending less) {
        return new Spending(tokens - less.tokens, nanoDollars - less.nanoDollars);
    }
}
