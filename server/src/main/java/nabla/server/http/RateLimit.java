package nabla.server.http;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often each client may do something: a bucket of tokens for each, full at first, filled evenly. Kept in memory
 * only, so that no address is ever stored. Safe for use by several threads.
 */
public final class RateLimit {
    private static final long HOUR = 3_600_000_000_000L;
    private static final int CLEANING = 10_000;

    private record Bucket(double tokens, long time) {}

    private final int perHour;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new HashMap<>();

    /**
     * A limit.
     *
     * @param perHour how many tokens a bucket holds and gets in an hour
     * @param nanoTime the clock
     */
    public RateLimit(int perHour, LongSupplier nanoTime) {
        this.perHour = perHour;
        this.nanoTime = nanoTime;
    }

    /** Takes a token; throws the {@link Problem} 429 with the time to wait when there is none. */
    public synchronized void take(String client) {
        long now = nanoTime.getAsLong();
        if (buckets.size() > CLEANING) {
            buckets.values().removeIf(bucket -> tokens(bucket, now) >= perHour);
        }
        Bucket bucket = buckets.getOrDefault(client, new Bucket(perHour, now));
        double tokens = tokens(bucket, now);
        if (tokens < 1) {
            int seconds = (int) Math.ceil((1 - tokens) * 3600 / perHour);
            throw Problem.of(
                            429,
                            "too-many-saves",
                            "From this address, " + perHour + " models may be saved in an hour. Try again in " + seconds
                                    + " seconds.")
                    .retryAfter(seconds);
        }
        buckets.put(client, new Bucket(tokens - 1, now));
    }

    private double tokens(Bucket bucket, long now) {
        return Math.min(perHour, bucket.tokens + (double) (now - bucket.time) / HOUR * perHour);
    }
}
