package nabla.board;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The alarms of one training: a table of rules, each of which raises its alarm once. */
public final class Alarms {
    private final List<Rule> rules = List.of(
            new AccumulatingRule(),
            new DeadRule(),
            new VanishingRule(),
            new LearningRateRule(),
            new ExplodingRule(),
            new NotANumberRule());

    private final Set<Alarm.Kind> raised = EnumSet.noneOf(Alarm.Kind.class);

    /** Returns the alarms that the loss of an iteration raises. */
    public List<Alarm> loss(int iteration, double loss) {
        List<Alarm> alarms = new ArrayList<>();
        for (Rule rule : rules) {
            add(alarms, rule.loss(iteration, loss));
        }
        return alarms;
    }

    /** Returns the alarms that a reading raises. */
    public List<Alarm> reading(List<Layer> layers, Reading reading) {
        List<Alarm> alarms = new ArrayList<>();
        for (Rule rule : rules) {
            add(alarms, rule.reading(layers, reading));
        }
        return alarms;
    }

    private void add(List<Alarm> alarms, @Nullable Alarm alarm) {
        if (alarm != null && raised.add(alarm.kind())) {
            alarms.add(alarm);
        }
    }
}
