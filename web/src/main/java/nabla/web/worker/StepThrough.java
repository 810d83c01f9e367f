package nabla.web.worker;

import java.util.Arrays;
import nabla.data.Batch;
import nabla.runtime.Device;
import nabla.trace.Agreement;
import nabla.trace.Recorder;
import nabla.trace.Text;
import nabla.trace.Trace;
import nabla.web.js.Clock;
import nabla.web.js.JsRecord;
import nabla.web.webgpu.DeviceLostException;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.typedarrays.Float64Array;

/**
 * Steps into single iterations of a run: has the program rehearse them on a few examples, computes their traces, and
 * answers the page's questions about the last one.
 */
final class StepThrough {
    private static final int MOST_SAMPLES = 8;

    private int wanted = -1;
    private int[] chosen = new int[0];
    private int iteration;
    private int batchSize;
    private int[] samples = new int[0];
    private @Nullable Recorder recorder;
    private @Nullable Trace trace;

    /** Wants an iteration to be traced, as the page's message says; without a number the {@code present} one. */
    void want(JsRecord message, int present) {
        wanted = (int) message.number("iteration", present);
        JsRecord list = message.record("samples");
        chosen = new int[Math.min(MOST_SAMPLES, list.length())];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) list.numberAt(i);
        }
    }

    /** The iteration that is to be traced, or -1. */
    int wanted() {
        return wanted;
    }

    /** Whether the loop's next iteration is to be a rehearsal. */
    boolean isDue(int next) {
        return wanted == next;
    }

    /** The places of the examples to rehearse with, in a batch of this size. */
    int[] begin(int next, int size) {
        iteration = next;
        batchSize = size;
        wanted = -1;
        int count = 0;
        int[] places = new int[Math.min(MOST_SAMPLES, size)];
        for (int place : chosen) {
            if (place >= 0 && place < size) {
                places[count++] = place;
            }
        }
        if (count == 0) {
            for (int i = 0; i < places.length; i++) {
                places[count++] = i;
            }
        }
        samples = Arrays.copyOf(places, count);
        return samples;
    }

    /** The program has got its examples: from here on it is watched. */
    void watch(Batch batch) {
        recorder = new Recorder(batch.tensors());
    }

    boolean isRehearsing() {
        return recorder != null;
    }

    /**
     * The rehearsal is over: computes and sends its trace, and then how far the device's gradients are from it. What fails
     * is told; the run that waits loses nothing.
     */
    void finish(Device device) {
        Recorder watched = recorder;
        if (watched == null) {
            return;
        }
        abandon();
        try {
            send(watched, device);
        } catch (DeviceLostException gone) {
            throw gone;
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            Report.untraced(Text.of(
                    "Iteration {0} could not be stepped into: {1}\nThe training is not touched: it can go on.",
                    iteration, String.valueOf(failure.getMessage())));
        }
    }

    private void send(Recorder watched, Device device) {
        double start = Clock.now();
        Trace made = watched.trace(device, Clock::now);
        if (made == null) {
            Report.untraced(Text.of("There is nothing to step through: the loop's body called no backward()."));
            return;
        }
        trace = made;
        JsRecord message = TraceMessage.of(made)
                .with("iteration", iteration)
                .with("batch", batchSize)
                .with("samples", TraceMessage.integers(samples))
                .with("device", device.name())
                .with("milliseconds", Clock.now() - start);
        Report.trace(message);
        Agreement agreement = watched.agreement(made, device);
        Report.agreement(iteration, agreement.difference(), agreement.parameter());
    }

    /** Puts everything back as it was before the rehearsal, if there is one. */
    void abandon() {
        Recorder watched = recorder;
        recorder = null;
        if (watched != null) {
            watched.stop();
        }
    }

    /** Answers a question about the last trace; returns whether the message was one. */
    boolean answers(JsRecord message) {
        String type = message.text("type");
        if (!type.equals("explain") && !type.equals("check") && !type.equals("values")) {
            return false;
        }
        Trace asked = trace;
        if (asked == null) {
            Report.untraced(Text.of("There is no iteration to ask about. Step into one first."));
            return true;
        }
        try {
            answer(type, message, asked);
        } catch (IndexOutOfBoundsException missing) {
            Report.untraced(Text.of(
                    "The iteration has no such step, tensor or number: {0}", String.valueOf(missing.getMessage())));
        }
        return true;
    }

    private static void answer(String type, JsRecord message, Trace asked) {
        switch (type) {
            case "explain" -> Report.explanation(message, asked);
            case "check" -> Report.check(message, asked);
            default -> {
                int tensor = message.integer("tensor");
                Report.values(tensor, Float64Array.copyFromJavaArray(asked.values(tensor)));
            }
        }
    }
}
