package nabla.trace;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import nabla.backend.HostArrays;
import nabla.op.LeafOp;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ViewOp;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * The recorded graph: copies of the nodes, inputs first, so that it stays what it was whatever the program does next. What
 * was computed before the recording began is a leaf; views of it are followed to what they show.
 */
final class Snapshot {
    private final int began;
    private final Map<Node, Integer> numbers = new IdentityHashMap<>();
    private final List<Node> copies = new ArrayList<>();
    private final List<Node> originals = new ArrayList<>();

    /** @param began the serial number of the first node that is recorded */
    Snapshot(int began) {
        this.began = began;
    }

    /** Takes a node and everything that it is made of; returns its number. An iterative walk: graphs may be deep. */
    int add(Node root) {
        List<Node> stack = new ArrayList<>();
        stack.add(root);
        while (!stack.isEmpty()) {
            Node node = stack.get(stack.size() - 1);
            boolean isReady = true;
            if (!numbers.containsKey(node) && !isLeaf(node)) {
                for (int i = node.inputs() - 1; i >= 0; i--) {
                    if (!numbers.containsKey(node.input(i))) {
                        stack.add(node.input(i));
                        isReady = false;
                    }
                }
            }
            if (isReady) {
                stack.remove(stack.size() - 1);
                if (!numbers.containsKey(node)) {
                    take(node);
                }
            }
        }
        return number(root);
    }

    private boolean isLeaf(Node node) {
        boolean isOld = node.serial() < began;
        return node.op() instanceof LeafOp
                || node.inputs() == 0
                || isOld && (node.memory() != null || !(node.op() instanceof ViewOp));
    }

    private void take(Node node) {
        Node copy;
        if (isConstant(node)) {
            copy = node.structure();
        } else if (isLeaf(node)) {
            copy = Ops.data(node.shape(), node.type(), () -> new Object());
        } else {
            Node[] inputs = new Node[node.inputs()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = copies.get(number(node.input(i)));
            }
            copy = Node.of(node.op(), node.shape(), node.type(), inputs);
        }
        copy.ordinal = copies.size();
        numbers.put(node, copies.size());
        copies.add(copy);
        originals.add(node);
    }

    private static boolean isConstant(Node node) {
        return node.op() instanceof LeafOp && !(node.op() instanceof LeafOp.Data) && node.memory() == null;
    }

    /** The number of a node that was taken. */
    int number(Node node) {
        Integer number = find(node);
        if (number == null) {
            throw new IllegalStateException("trace: " + node + " is not part of what was recorded.");
        }
        return number;
    }

    /** The number of a node, or null if it was not taken. */
    @Nullable
    Integer find(Node node) {
        return numbers.get(node);
    }

    int size() {
        return copies.size();
    }

    /** The copy number {@code i}: operation, shape and inputs. */
    Node copy(int i) {
        return copies.get(i);
    }

    /** What was copied: it knows its scope, its time and where its gradient goes. */
    Node original(int i) {
        return originals.get(i);
    }

    Node[] copies() {
        return copies.toArray(new Node[0]);
    }

    /** Whether the node was made while the recording went on. */
    boolean isRecorded(int i) {
        return originals.get(i).serial() >= began && copies.get(i).inputs() > 0;
    }

    /** The elements of all leaves that hold data, in the copies' order. May wait for the device. */
    double[][] leaves(Device device) {
        List<Node> leaves = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            if (copies.get(i).op() instanceof LeafOp.Data) {
                leaves.add(originals.get(i));
            }
        }
        Object[] arrays = device.read(leaves.toArray(new Node[0]));
        double[][] elements = new double[arrays.length][];
        for (int i = 0; i < arrays.length; i++) {
            elements[i] = doubles(arrays[i]);
        }
        return elements;
    }

    private static double[] doubles(Object array) {
        double[] values = new double[HostArrays.length(array)];
        for (int i = 0; i < values.length; i++) {
            values[i] = HostArrays.element(array, i);
        }
        return values;
    }

    /** The values of the scalars, in the copies' order. */
    double[] scalars() {
        List<Double> values = new ArrayList<>();
        for (Node copy : copies) {
            if (copy.op() instanceof LeafOp.Scalar scalar) {
                values.add(scalar.value());
            }
        }
        double[] scalars = new double[values.size()];
        for (int i = 0; i < scalars.length; i++) {
            scalars[i] = values.get(i);
        }
        return scalars;
    }
}
