package nabla.web.worker;

import java.util.List;
import java.util.function.Consumer;
import nabla.Tensor;
import nabla.data.Batch;
import nabla.data.DataLoader;
import nabla.data.Dataset;
import nabla.io.Safetensors;
import nabla.lab.Evaluation;
import nabla.lab.Lab;
import nabla.nn.ModelFile;
import nabla.nn.Module;
import nabla.runtime.Device;
import nabla.web.js.Clock;
import nabla.web.js.JsRecord;
import nabla.web.js.Promises;
import org.jspecify.annotations.Nullable;

/**
 * One run of a lesson's program: gives it settings and data, and shows what it tells. Between two batches it lets the
 * browser breathe, reads what was observed, and does what the page asks for.
 */
final class Run implements Lab {
    /** What may happen between two batches: the page's wishes. May wait; throws {@link StoppedException} to end the run. */
    @FunctionalInterface
    interface Attendant {
        /** Does what the page asks for; if {@code paused}, until it asks to go on. */
        void attend(boolean paused);
    }

    /** So long a program works before the browser may breathe: below a frame's 16 ms. */
    static final double BREATH_MILLISECONDS = 12;

    private static final double PROGRESS_MILLISECONDS = 100;
    private static final double READINGS_MILLISECONDS = 700;

    private final JsRecord settings;
    private final @Nullable DatasetFiles data;
    private final Device device;
    private final @Nullable Safetensors resume;
    private final Consumer<Learner> taker;
    private final Attendant attendant;
    private final StepThrough stepThrough;
    private final MetricLog metrics;
    private final Speed speed = new Speed();
    private final @Nullable Gallery gallery;

    private @Nullable Learner learner;
    private @Nullable BoardLog board;
    private int step;
    private int iteration;
    private int steps;
    private double breath;
    private double progress;
    private double readings;

    /**
     * A run that has not begun.
     *
     * @param data the dataset of the page's choice; null if its program brings its own
     * @param resume weights to begin with; null to begin with random ones
     * @param taker gets the network as soon as there is one
     * @param stepThrough steps into the iterations that the page wants to see
     */
    Run(
            JsRecord settings,
            @Nullable DatasetFiles data,
            Device device,
            @Nullable Safetensors resume,
            Consumer<Learner> taker,
            Attendant attendant,
            StepThrough stepThrough) {
        this.settings = settings;
        this.data = data;
        this.device = device;
        this.resume = resume;
        this.taker = taker;
        this.attendant = attendant;
        this.stepThrough = stepThrough;
        metrics = new MetricLog(device, this::observed);
        gallery = data == null ? null : new Gallery(data);
    }

    /** Runs the program to its end. Waits now and then. */
    void start(Consumer<Lab> program) {
        DataLoader.betweenBatches(new Between());
        breath = Clock.now();
        speed.start(breath);
        try {
            program.accept(this);
            flush(Clock.now());
        } finally {
            stepThrough.abandon();
            DataLoader.betweenBatches(() -> {});
            if (board != null) {
                board.close();
            }
        }
    }

    private void observed(String metric, double[] steps, double[] values) {
        if (board != null && metric.equals("loss")) {
            board.losses(steps, values);
        }
        Report.metrics(metric, steps, values);
    }

    /** How many steps were made. */
    int step() {
        return step;
    }

    /** The iteration that comes next, counted from 0. */
    int iteration() {
        return iteration;
    }

    /** What happens around the loop's iterations. */
    private final class Between implements DataLoader.Pause {
        @Override
        public void betweenBatches() {
            if (stepThrough.isRehearsing()) {
                stepThrough.finish(device);
                attendInPeace(true);
            } else if (!stepThrough.isDue(iteration)) {
                breathe();
            }
            if (board != null && !stepThrough.isDue(iteration)) {
                board.begin(iteration);
            }
        }

        @Override
        public int @Nullable [] rehearsal(int batchSize) {
            if (stepThrough.isDue(iteration)) {
                return stepThrough.begin(iteration, batchSize);
            }
            iteration++;
            return null;
        }

        @Override
        public void rehearse(Batch batch) {
            stepThrough.watch(batch);
        }
    }

    private void breathe() {
        double now = Clock.now();
        if (now - breath < BREATH_MILLISECONDS) {
            return;
        }
        if (now - progress >= PROGRESS_MILLISECONDS) {
            flush(now);
        }
        if (now - readings >= READINGS_MILLISECONDS) {
            read();
        }
        Trial.settle(device);
        Promises.yieldToBrowser();
        attendInPeace(false);
    }

    private void attendInPeace(boolean paused) {
        speed.interrupt(Clock.now());
        attendant.attend(paused);
        breath = Clock.now();
        speed.start(breath);
    }

    private void flush(double now) {
        progress = now;
        metrics.flush();
        if (board != null) {
            board.flush();
        }
        Report.progress(step, steps, speed.at(step, Clock.now()));
    }

    private void read() {
        readings = Clock.now();
        if (learner != null && gallery != null) {
            gallery.read(learner);
        }
    }

    @Override
    public int integer(String name, int otherwise) {
        return (int) settings.number(name, otherwise);
    }

    @Override
    public double number(String name, double otherwise) {
        return settings.number(name, otherwise);
    }

    @Override
    public String choice(String name, String otherwise) {
        return settings.text(name, otherwise);
    }

    @Override
    public Dataset train() {
        return given(data).train();
    }

    @Override
    public Dataset test() {
        return given(data).test();
    }

    @Override
    public List<String> classes() {
        return given(data).classes();
    }

    /** The dataset, which a program may ask for only on pages that let the learner choose one. */
    static DatasetFiles given(@Nullable DatasetFiles data) {
        if (data == null) {
            throw new IllegalStateException("The program asks for a dataset, but this page gives it none.\n"
                    + "  Hint: make a TensorDataset of its own examples, or add the setting \"dataset\" to the page.");
        }
        return data;
    }

    @Override
    public void network(Module network) {
        if (resume != null) {
            ModelFile.loadInto(network, resume);
        }
        learner = new Learner(network, device);
        taker.accept(learner);
        board = new BoardLog(network, device);
        Report.network();
        read();
    }

    @Override
    public void plan(int epochs, int steps) {
        this.steps = steps;
        Report.plan(epochs, steps);
    }

    @Override
    public void log(String metric, Tensor value) {
        if (!stepThrough.isRehearsing()) {
            step = Math.max(step, metrics.add(metric, value));
        }
    }

    @Override
    public void evaluate(int epoch) {
        if (learner == null) {
            throw new IllegalStateException("evaluate: the program has not shown its network.\n"
                    + "  Hint: call lab.network(network) before the training.");
        }
        flush(Clock.now());
        speed.interrupt(Clock.now());
        Evaluation evaluation = Evaluation.of(learner.network(), test());
        Report.evaluation(
                epoch,
                step,
                evaluation.accuracy(),
                evaluation.confusion(classes().size()));
        if (gallery != null) {
            gallery.showMistakes(evaluation);
        }
        read();
        speed.start(Clock.now());
    }

    @Override
    public void heatmap(String title, List<String> columns, Tensor values) {
        if (!stepThrough.isRehearsing()) {
            speed.interrupt(Clock.now());
            Report.heatmap(title, columns, values.shape().get(-1), values.toArray());
            speed.start(Clock.now());
        }
    }

    @Override
    public void print(String line) {
        if (!stepThrough.isRehearsing()) {
            Report.print(line);
        }
    }
}
