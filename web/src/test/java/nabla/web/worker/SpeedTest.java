package nabla.web.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpeedTest {
    @Test
    void firstStretchIsTheSpeed() {
        Speed speed = new Speed();
        speed.start(1000);

        assertThat(speed.at(200, 1100)).isCloseTo(2000, within(1e-9));
    }

    @Test
    void pausesDoNotCount() {
        Speed speed = new Speed();
        speed.start(0);
        speed.interrupt(100);
        speed.start(60_000);

        assertThat(speed.at(200, 60_100)).isCloseTo(1000, within(1e-9));
    }

    @Test
    void newestStretchPullsTheSpeedItsWay() {
        Speed speed = new Speed();
        speed.start(0);
        speed.at(100, 100);

        double slower = speed.at(150, 200);

        assertThat(slower).isBetween(500.0, 1000.0);
    }

    @Test
    void noStepsInAStretchLeaveTheSpeedAsItWas() {
        Speed speed = new Speed();
        speed.start(0);
        speed.at(100, 100);

        assertThat(speed.at(100, 150)).isCloseTo(1000, within(1e-9));
    }
}
