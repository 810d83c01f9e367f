package nabla.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what schedulers saved. */
final class SchedulerState {
    private SchedulerState() {}

    static int integer(Map<String, Object> state, String name) {
        return (int) number(state, name);
    }

    static double number(Map<String, Object> state, String name) {
        if (state.get(name) instanceof Number value) {
            return value.doubleValue();
        }
        throw missing(state, name);
    }

    static List<Double> rates(Map<String, Object> state, String name) {
        if (!(state.get(name) instanceof List<?> values)) {
            throw missing(state, name);
        }
        List<Double> rates = new ArrayList<>();
        for (Object value : values) {
            rates.add(((Number) value).doubleValue());
        }
        return rates;
    }

    private static IllegalArgumentException missing(Map<String, Object> state, String name) {
        return new IllegalArgumentException("the state of the scheduler has no \"" + name + "\", only " + state.keySet()
                + ".\n  Hint: load what stateDict() of the same kind of scheduler gave.");
    }
}
