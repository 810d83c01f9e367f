package nabla.web.stepper;

import java.util.HashMap;
import java.util.Map;
import nabla.trace.Text;
import nabla.web.js.JsRecord;
import nabla.web.js.TextMessage;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Float64Array;

/**
 * Asks the worker and gives its answers on. The worker holds one iteration at a time, the page several: before it asks
 * about a cell of another one, it has the worker go there again, which a run's seed makes the very same.
 */
final class TraceClient {
    /** What comes back. */
    interface Listener {
        void arrived(Trace trace);

        void compared(Trace trace);

        /** It is known how far the device's gradients are from the shown trace's. */
        void agreed();

        /** All cells of a tensor are in the trace now. */
        void completed();

        void explained(JsRecord explanation);

        /** The explanation that {@link #formula} asked for. */
        void formulated(JsRecord explanation);

        void checked(JsRecord check);

        /** On the way; {@code share} of it is done, or NaN. */
        void waiting(Text text, double share);

        void failed(Text reason);

        /** A question has no answer. */
        void refused(Text reason);
    }

    private enum Purpose {
        NOTHING,
        SHOW,
        COMPARE,
        RETURN
    }

    private static final int REMEMBERED = 300;

    private final Host host;
    private final int backwardLine;
    private final Listener listener;
    private final TraceRing ring = new TraceRing();
    private final Map<String, JsRecord> explanations = new HashMap<>();
    private final Map<String, JsRecord> checks = new HashMap<>();
    private Purpose pending = Purpose.NOTHING;
    private int wanted = -1;
    private int held = -1;
    private String samples = "";
    private int request;
    private int explainRequest;
    private int formulaRequest;
    private int checkRequest;
    private String explainKey = "";
    private String checkKey = "";
    private @Nullable JsRecord explainLater;
    private @Nullable JsRecord checkLater;
    private @Nullable Trace shown;

    /** @param backwardLine the line of the source that calls the backward pass, or 0 */
    TraceClient(Host host, int backwardLine, Listener listener) {
        this.host = host;
        this.backwardLine = backwardLine;
        this.listener = listener;
    }

    /** Whether a trace is on its way. */
    boolean isWaiting() {
        return pending == Purpose.SHOW;
    }

    /**
     * Wants an iteration to be shown: at once if it is remembered.
     *
     * @param iteration -1 for the one at which the run is paused
     * @param places in the batch; none for the first ones
     */
    void want(int iteration, int[] places) {
        samples = SampleList.text(places);
        ring.of(host.program() + host.settings().toJson() + samples);
        Trace known = iteration < 0 ? null : ring.find(iteration);
        if (known != null) {
            shown = known;
            listener.arrived(known);
            return;
        }
        send(iteration, Purpose.SHOW);
    }

    void wantToCompare(int iteration) {
        Trace known = ring.find(iteration);
        if (known != null) {
            listener.compared(known);
        } else {
            send(iteration, Purpose.COMPARE);
        }
    }

    private void send(int iteration, Purpose purpose) {
        pending = purpose;
        wanted = iteration;
        held = -1;
        JsRecord message = JsRecord.create()
                .with("type", "trace")
                .with("program", host.program())
                .with("settings", host.settings());
        if (iteration >= 0) {
            message.with("iteration", iteration);
        }
        int[] places = SampleList.parse(samples, 100_000);
        if (places.length > 0) {
            message.with("samples", array(Shapes.joined(places, ",")));
        }
        host.trace(message);
    }

    /** The worker holds no iteration any more. */
    void forget() {
        held = -1;
    }

    void explain(Step step, int tensor, int cell) {
        Trace of = shown;
        if (of == null) {
            return;
        }
        explainKey = of.iteration() + "/" + samples + "/" + step.index() + "/" + tensor + "/" + cell;
        JsRecord known = explanations.get(explainKey);
        if (known != null) {
            explainRequest = 0;
            listener.explained(known);
            return;
        }
        explainRequest = ++request;
        JsRecord question = question(request, step, tensor, cell);
        if (isHeld()) {
            host.send(question);
        } else {
            explainLater = question;
        }
    }

    /** Asks for the explanation of a step's first cell, unless the worker would have to run the program again for it. */
    void formula(Step step, int tensor) {
        if (shown != null && held == shown.iteration()) {
            formulaRequest = ++request;
            host.send(question(request, step, tensor, 0));
        }
    }

    private static JsRecord question(int request, Step step, int tensor, int cell) {
        return JsRecord.create()
                .with("type", "explain")
                .with("request", request)
                .with("step", step.index())
                .with("tensor", tensor)
                .with("cell", cell);
    }

    void check(int tensor, int cell) {
        Trace of = shown;
        if (of == null) {
            return;
        }
        checkKey = of.iteration() + "/" + samples + "/" + tensor + "/" + cell;
        JsRecord known = checks.get(checkKey);
        if (known != null) {
            checkRequest = 0;
            listener.checked(known);
            return;
        }
        checkRequest = ++request;
        JsRecord question = JsRecord.create()
                .with("type", "check")
                .with("request", request)
                .with("tensor", tensor)
                .with("cell", cell);
        if (isHeld()) {
            host.send(question);
        } else {
            checkLater = question;
        }
    }

    void complete(int tensor) {
        if (isHeld()) {
            host.send(JsRecord.create().with("type", "values").with("tensor", tensor));
        }
    }

    private boolean isHeld() {
        if (shown == null || held == shown.iteration()) {
            return true;
        }
        if (pending == Purpose.NOTHING) {
            send(shown.iteration(), Purpose.RETURN);
        }
        return false;
    }

    void receive(JsRecord message) {
        switch (message.text("type")) {
            case "trace" -> arrived(TraceReader.read(message).withBackwardAt(backwardLine));
            case "agreement" -> {
                Trace known = ring.find(message.integer("iteration"));
                if (known != null) {
                    known.agrees(message.number("difference"), TextMessage.read(message, "differenceOf"));
                    listener.agreed();
                }
            }
            case "explanation" -> {
                if (message.integer("request") == explainRequest) {
                    remember(explanations, explainKey, message);
                    listener.explained(message);
                } else if (message.integer("request") == formulaRequest) {
                    listener.formulated(message);
                }
            }
            case "check" -> {
                if (message.integer("request") == checkRequest) {
                    remember(checks, checkKey, message);
                    listener.checked(message);
                }
            }
            case "values" -> {
                if (shown != null) {
                    Float64Array cells = (Float64Array) message.object("values");
                    shown.complete(message.integer("tensor"), cells.copyToJavaArray());
                    listener.completed();
                }
            }
            case "status" -> {
                if (pending != Purpose.NOTHING) {
                    listener.waiting(TextMessage.read(message, "words"), message.number("share"));
                }
            }
            case "progress" -> {
                if (pending != Purpose.NOTHING && wanted > 0) {
                    double step = message.number("step");
                    listener.waiting(
                            Text.of("On the way to iteration {0}: at {1} …", wanted, (int) step), step / wanted);
                }
            }
            case "untraced", "error" -> {
                if (pending != Purpose.NOTHING) {
                    pending = Purpose.NOTHING;
                    listener.failed(reason(message));
                } else {
                    listener.refused(reason(message));
                }
            }
            default -> throw new IllegalArgumentException("No message for the stepper: " + message.text("type"));
        }
    }

    private static Text reason(JsRecord message) {
        return message.has("words") ? TextMessage.read(message, "words") : Text.literal(message.text("message"));
    }

    private static void remember(Map<String, JsRecord> answers, String key, JsRecord answer) {
        if (answers.size() > REMEMBERED) {
            answers.clear();
        }
        answers.put(key, answer);
    }

    private void arrived(Trace trace) {
        Purpose purpose = pending;
        pending = Purpose.NOTHING;
        held = trace.iteration();
        ring.add(trace);
        switch (purpose) {
            case COMPARE -> listener.compared(trace);
            case RETURN -> {
                JsRecord explain = explainLater;
                JsRecord check = checkLater;
                if (explain != null && explain.integer("request") == explainRequest) {
                    host.send(explain);
                }
                if (check != null && check.integer("request") == checkRequest) {
                    host.send(check);
                }
            }
            default -> {
                shown = trace;
                listener.arrived(trace);
            }
        }
        explainLater = null;
        checkLater = null;
    }

    @JSBody(params = "list", script = "return list.split(',').map(Number);")
    private static native JsRecord array(String list);
}
