package nabla.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nabla.backend.reference.Evaluation;
import nabla.op.Node;
import nabla.op.Recording.ParameterUpdate;
import nabla.runtime.Clock;
import nabla.runtime.Device;
import nabla.trace.TracedTensor.Kind;

/** Puts a trace together: what was recorded becomes steps and tensors, in the order of time. */
final class TraceBuilder {
    private final Recorder recorder;
    private final Snapshot snapshot;
    private final ForwardGroups forward;
    private final Tensors tensors;
    private final List<Step> steps = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();

    /**
     * Something that happened at a time.
     *
     * @param serial of the node that was made then; of what makes no node the next one's
     * @param sequence the order among what makes no nodes; it all comes before that node
     */
    private record Event(int serial, int sequence, Runnable happens) {}

    TraceBuilder(Recorder recorder) {
        this.recorder = recorder;
        snapshot = recorder.snapshot;
        forward = new ForwardGroups(recorder);
        tensors = new Tensors(recorder);
    }

    /** Computes everything. May wait for the device, which still holds what the iteration began with. */
    Trace build(Device device, Clock clock) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < forward.groups().size(); i++) {
            Group group = forward.groups().get(i);
            boolean isLastOfModule = i + 1 == forward.groups().size()
                    || !forward.groups().get(i + 1).module.equals(group.module);
            int serial = snapshot.original(group.last()).serial();
            events.add(new Event(serial, Integer.MAX_VALUE, () -> forward(group, isLastOfModule)));
        }
        for (Recorder.Clearing clearing : recorder.clearings) {
            events.add(new Event(clearing.serial(), clearing.sequence(), () -> clear(clearing)));
        }
        for (Recorder.Pass pass : recorder.passes) {
            events.add(new Event(pass.serial(), pass.sequence(), () -> backward(pass)));
        }
        for (Recorder.Update update : recorder.updates) {
            events.add(new Event(update.serial(), update.sequence(), () -> update(update)));
        }
        events.sort(Comparator.comparingInt(Event::serial).thenComparingInt(Event::sequence));
        for (Event event : events) {
            event.happens().run();
        }
        Evaluation evaluation = new Evaluation(snapshot.copies(), snapshot.leaves(device), snapshot.scalars(), clock);
        int loss = tensors.find(
                snapshot.number(recorder.passes.get(recorder.passes.size() - 1).root()));
        return new Trace(snapshot, forward, tensors.all(), steps, origins, evaluation, loss);
    }

    private void add(Step step, Origin origin) {
        steps.add(step);
        origins.add(origin);
    }

    private void clear(Recorder.Clearing clearing) {
        Step step = new Step(
                steps.size(),
                Phase.ZERO_GRAD,
                "zeroGrad",
                "",
                clearing.line(),
                -1,
                List.of(),
                List.of(),
                List.of(),
                Text.of(
                        "zeroGrad forgets the gradients of {0} parameters. Without it, this iteration's gradients"
                                + " would be added to the old ones.",
                        clearing.leaves()),
                List.of());
        add(step, Origin.NONE);
    }

    private void forward(Group group, boolean isLastOfModule) {
        String operation = group.name(snapshot);
        String inModule = group.module.isEmpty() ? operation : group.module + "." + operation;
        String name = isLastOfModule && !group.module.isEmpty() ? group.module : inModule;
        boolean isLoss = false;
        for (Recorder.Pass pass : recorder.passes) {
            isLoss |= group.outputs.contains(snapshot.number(pass.root()));
        }
        List<Integer> inputs = new ArrayList<>();
        for (int input : group.inputs) {
            inputs.add(tensors.value(input, Text.literal(inModule)));
        }
        List<Integer> outputs = new ArrayList<>();
        for (int output : group.outputs) {
            outputs.add(tensors.value(output, isLoss ? Text.of("loss") : Text.literal(name)));
        }
        group.step = steps.size();
        Step step = new Step(
                steps.size(),
                group.phase,
                operation,
                group.module,
                group.line,
                -1,
                inputs,
                outputs,
                new ArrayList<>(),
                Text.EMPTY,
                parts(group.nodes));
        add(step, new Origin(group, null));
    }

    /** What a composite operation is made of, if it is one. */
    private List<Step.Part> parts(List<Integer> nodes) {
        List<Step.Part> parts = new ArrayList<>();
        for (int node : nodes) {
            if (forward.constants()[node] || nodes.size() == 1) {
                continue;
            }
            Node copy = snapshot.copy(node);
            List<Integer> inputs = new ArrayList<>();
            for (int i = 0; i < copy.inputs(); i++) {
                int input = copy.input(i).ordinal;
                if (!forward.constants()[input]) {
                    inputs.add(tensors.inner(input, snapshot.copy(input).op().name()));
                }
            }
            String name = copy.op().name();
            parts.add(new Step.Part(name, inputs, tensors.inner(node, name), Sentences.ofPart(copy)));
        }
        return parts;
    }

    private void backward(Recorder.Pass pass) {
        BackwardSteps backward = new BackwardSteps(recorder, forward, pass);
        for (BackwardSteps.Function function : backward.functions()) {
            Group group = function.group();
            int value = group.outputs.isEmpty() ? -1 : tensors.find(group.outputs.get(group.outputs.size() - 1));
            List<Integer> inputs = new ArrayList<>();
            for (int i = 0; i < function.inputs().size(); i++) {
                int of = function.leaf() != null
                        ? tensors.find(function.outputs().get(0)[0])
                        : value;
                inputs.add(tensors.gradient(function.inputs().get(i), of));
            }
            List<Integer> outputs = new ArrayList<>();
            for (int[] output : function.outputs()) {
                outputs.add(tensors.gradient(output[1], tensors.find(output[0])));
            }
            List<Integer> saved = new ArrayList<>();
            for (int node : function.saved()) {
                for (int outer : group.seenFromOutside(node, snapshot, forward.constants())) {
                    int tensor = tensors.value(
                            outer, Text.literal(snapshot.copy(outer).op().name()));
                    if (!saved.contains(tensor)) {
                        saved.add(tensor);
                    }
                }
            }
            boolean collects = function.leaf() != null;
            if (!collects) {
                steps.get(group.step).saved().addAll(saved);
            }
            Step step = new Step(
                    steps.size(),
                    Phase.BACKWARD,
                    collects ? "AccumulateGrad" : group.backwardName(snapshot),
                    collects ? owner(tensors.get(outputs.get(0)).of()) : group.module,
                    group.line,
                    collects ? -1 : group.step,
                    inputs,
                    outputs,
                    saved,
                    Text.EMPTY,
                    function.inner().size() > 1 ? parts(function.inner()) : List.of());
            add(step, new Origin(group, function));
        }
    }

    /** The path of the module that a parameter belongs to. */
    private String owner(int parameter) {
        String name = tensors.get(parameter).name().toString();
        int point = name.lastIndexOf('.');
        return point < 0 ? "" : name.substring(0, point);
    }

    private void update(Recorder.Update update) {
        for (ParameterUpdate each : update.parameters()) {
            Integer parameter = tensors.parameter(each.leaf());
            if (parameter != null) {
                update(update, each, parameter);
            }
        }
    }

    private void update(Recorder.Update update, ParameterUpdate each, int parameter) {
        Text name = tensors.get(parameter).name();
        List<Integer> inputs = new ArrayList<>();
        inputs.add(parameter);
        inputs.add(collected(each, parameter));
        List<Integer> outputs = new ArrayList<>();
        outputs.add(part(each, Text.of("{0} after", name), "w′", Kind.UPDATE, each.after(), parameter));
        each.states().forEach((state, pair) -> {
            String symbol = Origin.stateSymbol(state);
            inputs.add(part(each, Text.of("{0}{1}", name, " " + state), symbol, Kind.STATE, pair[0], parameter));
            outputs.add(part(
                    each, Text.of("{0} {1}" + " after", name, state), symbol + "′", Kind.STATE, pair[1], parameter));
        });
        Step step = new Step(
                steps.size(),
                Phase.STEP,
                update.optimizer() + ".step",
                owner(parameter),
                update.line(),
                -1,
                inputs,
                outputs,
                List.of(),
                Text.EMPTY,
                List.of());
        add(step, new Origin(null, null, each));
    }

    private int part(ParameterUpdate update, Text name, String symbol, Kind kind, Node node, int parameter) {
        return tensors.part(name, symbol, kind, update.shape(), snapshot.number(node), update.start(), parameter);
    }

    /** What the optimizer takes as the parameter's gradient: the tensor that AccumulateGrad left. */
    private int collected(ParameterUpdate update, int parameter) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            for (int output : steps.get(i).outputs()) {
                if (tensors.get(output).kind() == Kind.GRADIENT
                        && tensors.get(output).of() == parameter) {
                    return output;
                }
            }
        }
        Text name = Text.of("{0}{1}", tensors.get(parameter).name(), ".grad");
        return part(update, name, "g", Kind.GRADIENT, update.gradient(), parameter);
    }
}
