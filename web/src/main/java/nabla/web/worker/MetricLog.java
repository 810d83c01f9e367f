package nabla.web.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nabla.Tensor;
import nabla.op.Node;
import nabla.runtime.Device;

/** Numbers that a program has observed and nobody has read yet. They are read many at a time. */
final class MetricLog {
    /** Takes what was read of a metric: at which steps, and the values. */
    @FunctionalInterface
    interface Reader {
        void read(String metric, double[] steps, double[] values);
    }

    /** The values of one metric since the last reading, and how many were read before. */
    private static final class Pending {
        final List<Node> nodes = new ArrayList<>();
        int read;
    }

    private final Device device;
    private final Reader reader;
    private final Map<String, Pending> metrics = new LinkedHashMap<>();

    MetricLog(Device device, Reader reader) {
        this.device = device;
        this.reader = reader;
    }

    /** Notes a value; returns how many there are of this metric. */
    int add(String metric, Tensor value) {
        Pending pending = metrics.get(metric);
        if (pending == null) {
            pending = new Pending();
            metrics.put(metric, pending);
        }
        Node node = value.node();
        if (node.memory() == null) {
            device.remember(node);
        }
        pending.nodes.add(node);
        return pending.read + pending.nodes.size();
    }

    /** Reads what has come since the last time and hands it on. Waits for the device. */
    void flush() {
        for (Map.Entry<String, Pending> metric : metrics.entrySet()) {
            Pending pending = metric.getValue();
            int count = pending.nodes.size();
            if (count == 0) {
                continue;
            }
            Object[] arrays = device.read(pending.nodes.toArray(new Node[0]));
            double[] steps = new double[count];
            double[] values = new double[count];
            for (int i = 0; i < count; i++) {
                steps[i] = pending.read + i + 1;
                values[i] = ((float[]) arrays[i])[0];
            }
            pending.nodes.clear();
            pending.read += count;
            reader.read(metric.getKey(), steps, values);
        }
    }
}
