package nabla.web.worker;

import java.util.List;
import nabla.board.Alarm;
import nabla.board.Alarms;
import nabla.board.Board;
import nabla.board.Reading;
import nabla.nn.Module;
import nabla.runtime.Device;

/** The training board's side in the worker: measures, watches over the training, and tells the page. */
final class BoardLog {
    private final Board board;
    private final Alarms alarms = new Alarms();
    private boolean areLayersTold;

    BoardLog(Module network, Device device) {
        board = new Board(network, device);
    }

    /** An iteration, counted from 0, is about to begin. */
    void begin(int iteration) {
        board.begin(iteration);
    }

    /** The losses after so many steps, in order: of the iterations with these numbers less one. */
    void losses(double[] steps, double[] values) {
        for (int i = 0; i < values.length; i++) {
            tell(alarms.loss((int) steps[i] - 1, values[i]));
        }
    }

    /** Reads what was measured since the last time and tells the page. Waits for the device. */
    void flush() {
        List<Reading> readings = board.read();
        if (readings.isEmpty()) {
            return;
        }
        if (!areLayersTold) {
            areLayersTold = true;
            Report.layers(board.layers());
        }
        Report.measured(readings);
        for (Reading reading : readings) {
            tell(alarms.reading(board.layers(), reading));
        }
    }

    private static void tell(List<Alarm> raised) {
        for (Alarm alarm : raised) {
            Report.alarm(alarm);
        }
    }

    /** Ends the measuring. */
    void close() {
        board.close();
    }
}
