package nabla.web.worker;

/** Steps a second, of the time in which steps are made: pauses and evaluations do not count. */
final class Speed {
    private static final double SMOOTHING = 0.3;

    private double working;
    private double since;
    private int lastStep;
    private double lastWorking;
    private double stepsPerSecond;

    /** The work begins or goes on at this time, in milliseconds. */
    void start(double now) {
        since = now;
    }

    /** The work is interrupted. */
    void interrupt(double now) {
        working += now - since;
        since = now;
    }

    /** The speed at this step and time, while the work goes on: the newest stretch counts most. */
    double at(int step, double now) {
        interrupt(now);
        double stretch = working - lastWorking;
        if (stretch > 0 && step > lastStep) {
            double newest = (step - lastStep) / stretch * 1000;
            stepsPerSecond += (stepsPerSecond == 0 ? 1 : SMOOTHING) * (newest - stepsPerSecond);
            lastStep = step;
            lastWorking = working;
        }
        return stepsPerSecond;
    }
}
