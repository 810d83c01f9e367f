package nabla.trace;

import java.util.Arrays;

/**
 * How long the replay took for each step: what the nodes took that it is made of. A node that no step names counts for the
 * first that needs it; what an optimizer computes for all parameters together is divided by their sizes.
 */
final class StepTimes {
    private static final int NOBODY = Integer.MAX_VALUE;

    private final Trace trace;
    private final int[] owners;

    private StepTimes(Trace trace) {
        this.trace = trace;
        owners = new int[trace.snapshot.size()];
        Arrays.fill(owners, NOBODY);
    }

    /** The milliseconds of each step. */
    static double[] of(Trace trace) {
        StepTimes times = new StepTimes(trace);
        for (Step step : trace.steps()) {
            times.name(step);
        }
        times.findOwnersOfOthers();
        return times.sums();
    }

    private void name(Step step) {
        Origin origin = trace.origin(step.index());
        if (origin.function() != null) {
            for (int node : origin.function().inner()) {
                name(node, step);
            }
        } else if (origin.group() != null) {
            for (int node : origin.group().nodes) {
                name(node, step);
            }
        }
        for (int output : step.outputs()) {
            name(trace.tensors().get(output).node(), step);
        }
    }

    private void name(int node, Step step) {
        owners[node] = Math.min(owners[node], step.index());
    }

    /** Goes back from what is made to what it is made of. */
    private void findOwnersOfOthers() {
        boolean[] isNamed = new boolean[owners.length];
        for (int node = 0; node < owners.length; node++) {
            isNamed[node] = owners[node] != NOBODY;
        }
        for (int node = owners.length - 1; node >= 0; node--) {
            for (int i = 0; i < trace.snapshot.copy(node).inputs(); i++) {
                int input = trace.snapshot.copy(node).input(i).ordinal;
                if (!isNamed[input]) {
                    owners[input] = Math.min(owners[input], owners[node]);
                }
            }
        }
        for (int node = 0; node < owners.length; node++) {
            if (owners[node] == NOBODY) {
                owners[node] = makerOfInputs(node);
            }
        }
    }

    /** A step that made what this node is made of: the gradient of something inside an operation leads nowhere. */
    private int makerOfInputs(int node) {
        int maker = 0;
        for (int i = 0; i < trace.snapshot.copy(node).inputs(); i++) {
            maker = Math.max(maker, owners[trace.snapshot.copy(node).input(i).ordinal]);
        }
        return maker;
    }

    private double[] sums() {
        double[] sums = new double[trace.steps().size()];
        double[] milliseconds = trace.evaluation.milliseconds();
        double shared = 0;
        for (int node = 0; node < owners.length; node++) {
            if (isUpdate(owners[node])) {
                shared += milliseconds[node];
            } else {
                sums[owners[node]] += milliseconds[node];
            }
        }
        double all = 0;
        for (int step = 0; step < sums.length; step++) {
            all += isUpdate(step) ? size(step) : 0;
        }
        for (int step = 0; step < sums.length; step++) {
            sums[step] += isUpdate(step) ? shared * size(step) / all : 0;
        }
        return sums;
    }

    private boolean isUpdate(int step) {
        return trace.steps().get(step).phase() == Phase.STEP;
    }

    private double size(int update) {
        return trace.tensors().get(trace.steps().get(update).outputs().get(0)).size();
    }
}
