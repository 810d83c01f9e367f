package nabla.conformance;

import nabla.io.Json;

/** The learning rates that a scheduler gives, epoch by epoch. */
record SchedulerCheck(Json recorded) implements Check {
    @Override
    public void run() {
        throw new AbsentException(recorded.get("scheduler").text());
    }
}
