package nabla.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong clock = new AtomicLong(-5);
    private final RateLimit limit = new RateLimit(60, clock::get);

    @Test
    void aBucketIsFullAtFirstAndFillsEvenly() {
        for (int i = 0; i < 60; i++) {
            limit.take("a");
        }
        Problem refused = catchThrowableOfType(Problem.class, () -> limit.take("a"));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(60);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertThat(catchThrowableOfType(Problem.class, () -> limit.take("a")).retryAfter())
                .isEqualTo(1);
        clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThatCode(() -> limit.take("a")).doesNotThrowAnyException();
    }

    @Test
    void clientsDoNotShareABucket() {
        for (int i = 0; i < 60; i++) {
            limit.take("a");
        }
        assertThatCode(() -> limit.take("b")).doesNotThrowAnyException();
    }

    @Test
    void aBucketNeverHoldsMoreThanAnHour() {
        clock.addAndGet(TimeUnit.DAYS.toNanos(1));
        limit.take("a");
        clock.addAndGet(TimeUnit.DAYS.toNanos(1));
        for (int i = 0; i < 60; i++) {
            limit.take("a");
        }
        assertThat(catchThrowableOfType(Problem.class, () -> limit.take("a"))).isNotNull();
    }
}
