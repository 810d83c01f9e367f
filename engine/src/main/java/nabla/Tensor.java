package nabla;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.HostArrays;
import nabla.graph.Autograd;
import nabla.op.AccumulateGrad;
import nabla.op.DType;
import nabla.op.GradMode;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.ReduceOp;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.ViewOp;
import nabla.random.Generator;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers of one type with PyTorch's methods: a handle that looks at some memory, which other tensors may
 * look at too.
 *
 * <p>Shape, type and device are known at once. Numbers are computed when somebody must know them: {@link #item}, the
 * {@code to...Array} methods and {@link #realize} are the only places where work happens, and the optimizer's step.
 * Methods whose names end in an underscore write to the memory, and every tensor that looks at it sees the change.
 *
 * <p>Belongs to the thread that made it.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/tensors.html">torch.Tensor</a>
 */
public final class Tensor {
    private Storage storage;
    private @Nullable View view;
    private final boolean isDetached;
    private @Nullable AccumulateGrad grad;
    private @Nullable Node node;
    private @Nullable Node nodeOf;

    private Tensor(Storage storage, @Nullable View view, boolean isDetached) {
        this.storage = storage;
        this.view = view;
        this.isDetached = isDetached;
    }

    /** A tensor of its own memory that holds a node's value. */
    static Tensor of(Device device, Node node) {
        return new Tensor(new Storage(device, node), null, false);
    }

    // ---- making tensors

    private static Tensor data(Object array, DType type, int length, int... shape) {
        Shape wanted = shape.length == 0 && length != 1 ? Shape.of(length) : Shape.of(shape);
        if (wanted.size() != length) {
            throw new ShapeException("tensor: " + length + " elements do not fill the shape " + wanted + " of "
                    + wanted.size() + " elements.");
        }
        return of(Device.standard(), Ops.data(wanted, type, () -> array));
    }

    /** A float32 tensor of a copy of these numbers, row-major; without a shape a vector, or a scalar if there is one number. */
    public static Tensor tensor(float[] values, int... shape) {
        return data(values.clone(), DType.FLOAT32, values.length, shape);
    }

    /** A float32 tensor of these numbers, rounded, as Python's floats become one. */
    public static Tensor tensor(double[] values, int... shape) {
        float[] rounded = new float[values.length];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) values[i];
        }
        return data(rounded, DType.FLOAT32, values.length, shape);
    }

    /** An int64 tensor of a copy of these numbers. */
    public static Tensor tensor(long[] values, int... shape) {
        return data(values.clone(), DType.INT64, values.length, shape);
    }

    /** A bool tensor of a copy of these values. */
    public static Tensor tensor(boolean[] values, int... shape) {
        return data(values.clone(), DType.BOOL, values.length, shape);
    }

    /** A uint8 tensor of a copy of these bytes, as 0 to 255: for stored data such as images. */
    public static Tensor tensor(byte[] values, int... shape) {
        return data(values.clone(), DType.UINT8, values.length, shape);
    }

    /** A float64 tensor; of use on the {@code reference} device only. */
    public static Tensor float64(double[] values, int... shape) {
        return data(values.clone(), DType.FLOAT64, values.length, shape);
    }

    /** A float32 scalar. */
    public static Tensor scalar(double value) {
        return of(Device.standard(), Ops.scalar(value, DType.FLOAT32));
    }

    /** A float32 tensor with every element {@code value}. */
    public static Tensor full(double value, int... shape) {
        return of(Device.standard(), Ops.expand(Ops.fill(value, DType.FLOAT32), Shape.of(shape)));
    }

    public static Tensor zeros(int... shape) {
        return full(0, shape);
    }

    public static Tensor ones(int... shape) {
        return full(1, shape);
    }

    /** The whole numbers from 0 to {@code count} - 1, int64 [count]. */
    public static Tensor arange(int count) {
        return of(Device.standard(), Ops.range(count));
    }

    /** A float32 tensor to be filled; until then zeros. */
    public static Tensor empty(int... shape) {
        return zeros(shape);
    }

    /** Uniform numbers in [0, 1) from the default generator. */
    public static Tensor rand(int... shape) {
        return empty(shape).uniform_(0, 1);
    }

    /** Normal numbers of mean 0 and deviation 1 from the default generator. */
    public static Tensor randn(int... shape) {
        return empty(shape).normal_(0, 1);
    }

    /** Whole numbers uniform in [low, high) from the default generator, int64. */
    public static Tensor randint(long low, long high, int... shape) {
        long[] values = new long[Shape.of(shape).size()];
        Generator.defaultGenerator().integers(values, low, high);
        return data(values, DType.INT64, values.length, shape);
    }

    /** The numbers 0 to {@code count} - 1 in random order, int64 [count]. */
    public static Tensor randperm(int count) {
        int[] order = Generator.defaultGenerator().permutation(count);
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = order[i];
        }
        return data(values, DType.INT64, count, count);
    }

    /** The tensors one after another along an existing axis. */
    public static Tensor cat(List<Tensor> tensors, int dim) {
        Tensor first = tensors.get(0);
        int axis = first.shape().axis("cat", dim);
        List<Node> parts = new ArrayList<>();
        for (Tensor tensor : tensors) {
            first.checkDevice("cat", tensor);
            if (!tensor.shape().with(axis, 1).equals(first.shape().with(axis, 1))) {
                throw new ShapeException("cat: Sizes of tensors must match except in dimension " + axis + ". Expected "
                        + first.shape() + " but got " + tensor.shape() + ".");
            }
            parts.add(Promotion.to(tensor.node(), first.dtype()));
        }
        return of(first.device(), Ops.concat(axis, parts));
    }

    /** The tensors, of one shape, along a new axis. */
    public static Tensor stack(List<Tensor> tensors, int dim) {
        List<Tensor> lifted = new ArrayList<>();
        for (Tensor tensor : tensors) {
            lifted.add(tensor.unsqueeze(dim));
        }
        return cat(lifted, dim);
    }

    // ---- what it is

    /** The value as it is now, in the graph. */
    public Node node() {
        Node version = storage.current();
        Node known = node;
        if (known != null && nodeOf == version) {
            return known;
        }
        Node shown = view == null ? version : view.of(version);
        if (grad != null) {
            shown = Ops.leaf(shown, grad);
        } else if (isDetached && shown.requiresGrad()) {
            shown = Ops.detach(shown);
        }
        node = shown;
        nodeOf = version;
        return shown;
    }

    public Shape shape() {
        return view == null ? storage.current().shape() : view.shape();
    }

    public DType dtype() {
        return storage.current().type();
    }

    public Device device() {
        return storage.device;
    }

    /** How many axes. */
    public int dim() {
        return shape().rank();
    }

    /** The extent of an axis; negative counts from the end. */
    public int size(int dim) {
        return shape().get(shape().axis("size", dim));
    }

    /** How many elements. */
    public int numel() {
        return shape().size();
    }

    // ---- reading numbers: the only places where work happens

    /** Computes the value now, if it is not known yet. */
    public void realize() {
        device().realize(node());
    }

    /**
     * The only element.
     *
     * @throws IllegalStateException with PyTorch's words if there are more or none
     */
    public double item() {
        if (numel() != 1) {
            throw new IllegalStateException("a Tensor with " + numel() + " elements cannot be converted to Scalar");
        }
        return toDoubleArray()[0];
    }

    /** The elements of a float tensor, row-major, as a new array. */
    public float[] toArray() {
        Object array = read();
        if (array instanceof float[] floats) {
            return floats;
        }
        throw wrongType("toArray", "float32", "toLongArray() or to(DType.FLOAT32)");
    }

    /** The elements of an int64 tensor, row-major, as a new array. */
    public long[] toLongArray() {
        Object array = read();
        if (array instanceof long[] longs) {
            return longs;
        }
        throw wrongType("toLongArray", "int64", "toArray() or to(DType.INT64)");
    }

    /** The elements of a tensor of any type as doubles, row-major, as a new array. */
    public double[] toDoubleArray() {
        Object array = read();
        double[] result = new double[numel()];
        for (int i = 0; i < result.length; i++) {
            result[i] = HostArrays.element(array, i);
        }
        return result;
    }

    private Object read() {
        return device().read(node())[0];
    }

    private IllegalStateException wrongType(String method, String wanted, String cure) {
        return new IllegalStateException(
                method + ": the tensor is " + dtype() + ", not " + wanted + ". Hint: use " + cure + ".");
    }

    // ---- gradients

    /** Whether gradients flow to or through this tensor. */
    public boolean requiresGrad() {
        return grad != null || node().requiresGrad();
    }

    /** Makes this a leaf that collects gradients; returns itself. */
    public Tensor requiresGrad_() {
        if (!dtype().isFloat()) {
            throw new IllegalStateException("only Tensors of floating point dtype can require gradients; this one is "
                    + dtype() + ". Hint: to(DType.FLOAT32) first.");
        }
        if (!requiresGrad()) {
            grad = new AccumulateGrad();
            node = null;
        }
        return this;
    }

    /** The gradient collected at this leaf, or null if there is none. */
    public @Nullable Tensor grad() {
        Node collected = grad == null ? null : grad.gradient();
        return collected == null ? null : of(device(), collected);
    }

    /** Forgets the gradient collected at this leaf. */
    public void zeroGrad() {
        if (grad != null) {
            grad.set(null);
        }
    }

    AccumulateGrad accumulateGrad() {
        if (grad == null) {
            throw new IllegalStateException(
                    "this tensor " + shape() + " collects no gradients. Hint: requiresGrad_().");
        }
        return grad;
    }

    /**
     * Appends the gradients of this scalar to the graph and adds them to the leaves it depends on. Nothing is computed yet.
     *
     * @throws IllegalStateException with PyTorch's words if it is no scalar, requires no gradient, or was walked before
     */
    public void backward() {
        if (numel() != 1) {
            throw new IllegalStateException("grad can be implicitly created only for scalar outputs");
        }
        backward(of(device(), Ops.expand(Ops.fill(1, dtype()), shape())), false);
    }

    /** The vector-Jacobian product with {@code gradient}, of this tensor's shape. */
    public void backward(Tensor gradient) {
        backward(gradient, false);
    }

    /** As {@link #backward(Tensor)}; with {@code retainGraph} the graph may be walked again. */
    public void backward(Tensor gradient, boolean retainGraph) {
        if (!requiresGrad()) {
            throw new IllegalStateException("element 0 of tensors does not require grad and does not have a grad_fn");
        }
        if (!gradient.shape().equals(shape())) {
            throw new ShapeException(
                    "backward: the gradient " + gradient.shape() + " must have the tensor's shape " + shape() + ".");
        }
        Node root = node();
        List<Node> taken = Autograd.backward(root, gradient.node(), retainGraph);
        device().remember(root);
        for (Node each : taken) {
            device().remember(each);
        }
    }

    /** The same memory, seen without history: gradients stop here. */
    public Tensor detach() {
        return new Tensor(storage, view, true);
    }

    /** PyTorch's {@code .data}: the same memory without history, for writing to it. */
    public Tensor data() {
        return detach();
    }

    // ---- arithmetic

    public Tensor add(Tensor other) {
        return arithmetic(Maps.ADD, other);
    }

    public Tensor add(double other) {
        return add(number(other));
    }

    public Tensor sub(Tensor other) {
        return arithmetic(Maps.SUB, other);
    }

    public Tensor sub(double other) {
        return sub(number(other));
    }

    public Tensor mul(Tensor other) {
        return arithmetic(Maps.MUL, other);
    }

    public Tensor mul(double other) {
        return mul(number(other));
    }

    /** True division: of integers, too, it gives a float. */
    public Tensor div(Tensor other) {
        checkDevice("div", other);
        boolean floats = dtype().isFloat() || other.dtype().isFloat();
        Node[] pair = Promotion.same(node(), other.node());
        return floats
                ? made(Ops.map(Maps.DIV, pair))
                : made(Ops.map(Maps.DIV, Promotion.to(pair[0], DType.FLOAT32), Promotion.to(pair[1], DType.FLOAT32)));
    }

    public Tensor div(double other) {
        return div(number(other));
    }

    public Tensor pow(Tensor exponent) {
        return arithmetic(Maps.POW, exponent);
    }

    /** Each element to a power; 2 is the square. */
    public Tensor pow(double exponent) {
        return exponent == 2 ? square() : pow(number(exponent));
    }

    public Tensor maximum(Tensor other) {
        return arithmetic(Maps.MAXIMUM, other);
    }

    public Tensor minimum(Tensor other) {
        return arithmetic(Maps.MINIMUM, other);
    }

    public Tensor neg() {
        return map(Maps.NEG);
    }

    public Tensor abs() {
        return map(Maps.ABS);
    }

    public Tensor square() {
        return map(Maps.SQUARE);
    }

    public Tensor exp() {
        return map(Maps.EXP);
    }

    public Tensor log() {
        return map(Maps.LOG);
    }

    public Tensor sqrt() {
        return map(Maps.SQRT);
    }

    public Tensor sin() {
        return map(Maps.SIN);
    }

    public Tensor cos() {
        return map(Maps.COS);
    }

    public Tensor tanh() {
        return map(Maps.TANH);
    }

    public Tensor sigmoid() {
        return map(Maps.SIGMOID);
    }

    public Tensor relu() {
        return map(Maps.RELU);
    }

    public Tensor reciprocal() {
        return map(Maps.RECIPROCAL);
    }

    public Tensor eq(Tensor other) {
        return arithmetic(Maps.EQ, other);
    }

    public Tensor lt(Tensor other) {
        return arithmetic(Maps.LT, other);
    }

    public Tensor le(Tensor other) {
        return arithmetic(Maps.LE, other);
    }

    public Tensor gt(Tensor other) {
        return other.lt(this);
    }

    public Tensor ge(Tensor other) {
        return other.le(this);
    }

    /** Where this bool tensor holds the elements of {@code yes}, else those of {@code no}. */
    public Tensor where(Tensor yes, Tensor no) {
        Node[] pair = Promotion.same(yes.node(), no.node());
        return made(Ops.map(Maps.WHERE, Promotion.to(node(), DType.BOOL), pair[0], pair[1]));
    }

    /** The same numbers in another type. */
    public Tensor to(DType type) {
        return type == dtype() ? this : made(Promotion.to(node(), type));
    }

    /** An elementwise operation of the table on this tensor alone. */
    public Tensor map(MapOp op) {
        return made(Ops.map(op, node()));
    }

    private Tensor arithmetic(MapOp op, Tensor other) {
        checkDevice(op.name(), other);
        return made(Ops.map(op, Promotion.same(node(), other.node())));
    }

    /** A number that meets this tensor: it takes its type if that can hold it. */
    private Tensor number(double value) {
        boolean isWhole = value == Math.rint(value);
        return made(Ops.scalar(value, dtype().isFloat() || isWhole ? dtype() : DType.FLOAT32));
    }

    /** A tensor on this one's device that holds a node computed from it: for functions beside the methods here. */
    public Tensor through(Node result) {
        return made(result);
    }

    private Tensor made(Node result) {
        return of(device(), result);
    }

    private void checkDevice(String operation, Tensor other) {
        if (device() != other.device()) {
            throw new IllegalStateException(operation + ": Expected all tensors to be on the same device, but found "
                    + device().name() + " and " + other.device().name() + ".");
        }
    }

    // ---- products

    /**
     * Matrix product: [..., M, K] x [..., K, N]; a vector is a row on the left and a column on the right.
     *
     * @throws ShapeException with PyTorch's words if the inner dimensions differ
     */
    public Tensor matmul(Tensor other) {
        checkDevice("matmul", other);
        return made(Products.matmul(node(), other.node()));
    }

    // ---- reductions

    public Tensor sum() {
        return made(Ops.reduce(ReduceOp.Kind.SUM, summable(), Ops.allAxes(shape())));
    }

    public Tensor sum(int dim) {
        return sum(dim, false);
    }

    public Tensor sum(int dim, boolean keepdim) {
        return made(kept(Ops.reduce(ReduceOp.Kind.SUM, summable(), axis("sum", dim)), dim, keepdim));
    }

    /** Integers and truth values are summed as int64. */
    private Node summable() {
        return dtype().isFloat() ? node() : Promotion.to(node(), DType.INT64);
    }

    public Tensor mean() {
        return sum().dividedBy(numel());
    }

    public Tensor mean(int dim, boolean keepdim) {
        return sum(dim, keepdim).dividedBy(size(dim));
    }

    /** Over a number that shapes decide, hence a constant of the plan. */
    private Tensor dividedBy(int count) {
        DType type = dtype().isFloat() ? dtype() : DType.FLOAT32;
        return div(made(Ops.fill(count, type)));
    }

    /** The greatest values along an axis. */
    public Tensor amax(int dim, boolean keepdim) {
        return made(kept(Ops.reduce(ReduceOp.Kind.MAXIMUM, node(), axis("amax", dim)), dim, keepdim));
    }

    /** The position of the greatest of all elements, counted row-major. */
    public Tensor argmax() {
        return made(Ops.reduce(ReduceOp.Kind.ARGMAX, node(), Ops.allAxes(shape())));
    }

    /** The positions of the greatest values along an axis; of equal ones the first. */
    public Tensor argmax(int dim) {
        return made(Ops.reduce(ReduceOp.Kind.ARGMAX, node(), axis("argmax", dim)));
    }

    private int axis(String operation, int dim) {
        return shape().axis(operation, dim);
    }

    private Node kept(Node reduced, int dim, boolean keepdim) {
        return keepdim ? Ops.reshape(reduced, shape().with(axis("keepdim", dim), 1)) : reduced;
    }

    // ---- views: they look at the same memory

    private Tensor view(Node shown) {
        Node own = node();
        if (shown == own) {
            return this;
        }
        if (grad != null || !(shown.op() instanceof ViewOp op) || shown.input(0) != own) {
            return made(shown);
        }
        Tensor result = new Tensor(storage, new View(view, op, shown.shape()), isDetached);
        result.node = shown;
        result.nodeOf = storage.current();
        return result;
    }

    /** The same elements under another shape; one extent may be -1 and is then worked out. */
    public Tensor view(int... shape) {
        return view(Ops.reshape(node(), inferred(shape)));
    }

    /** As {@link #view(int...)}. */
    public Tensor reshape(int... shape) {
        return view(shape);
    }

    private Shape inferred(int[] wanted) {
        int[] extents = wanted.clone();
        int open = -1;
        int known = 1;
        for (int i = 0; i < extents.length; i++) {
            if (extents[i] == -1 && open < 0) {
                open = i;
            } else {
                known *= extents[i];
            }
        }
        if (open >= 0) {
            if (known == 0 || numel() % known != 0) {
                throw new ShapeException(
                        "shape '" + java.util.Arrays.toString(wanted) + "' is invalid for input of size " + numel());
            }
            extents[open] = numel() / known;
        }
        return Shape.of(extents);
    }

    /** Axes {@code startDim} to {@code endDim} as one. */
    public Tensor flatten(int startDim, int endDim) {
        int first = axis("flatten", startDim);
        int last = axis("flatten", endDim);
        int[] extents = new int[dim() - (last - first)];
        java.util.Arrays.fill(extents, 1);
        for (int i = 0; i < dim(); i++) {
            extents[i <= first ? i : i <= last ? first : i - (last - first)] *= size(i);
        }
        return view(extents);
    }

    public Tensor flatten(int startDim) {
        return flatten(startDim, -1);
    }

    /** Two axes exchanged. */
    public Tensor transpose(int dim0, int dim1) {
        int[] order = Ops.allAxes(shape());
        int a = axis("transpose", dim0);
        int b = axis("transpose", dim1);
        order[a] = b;
        order[b] = a;
        return permute(order);
    }

    /** A matrix turned over. */
    public Tensor t() {
        return dim() < 2 ? this : transpose(-2, -1);
    }

    /** Axis i of the result is axis {@code order[i]}. */
    public Tensor permute(int... order) {
        return view(Ops.permute(node(), order));
    }

    /** A new axis of extent 1. */
    public Tensor unsqueeze(int dim) {
        int at = dim < 0 ? dim + dim() + 1 : dim;
        int[] extents = new int[dim() + 1];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = i == at ? 1 : size(i < at ? i : i - 1);
        }
        return view(extents);
    }

    /** Without an axis of extent 1; one of another extent stays. */
    public Tensor squeeze(int dim) {
        int at = axis("squeeze", dim);
        return size(at) == 1 ? view(shape().without(at).toArray()) : this;
    }

    /** Broadcast to a shape. */
    public Tensor expand(int... shape) {
        return view(Ops.expand(node(), Shape.of(shape)));
    }

    /** {@code length} elements of an axis from {@code start}. Along the first axis of data, every start shares one plan. */
    public Tensor narrow(int dim, int start, int length) {
        int at = axis("narrow", dim);
        if (start < 0 || length < 0 || start + length > size(at)) {
            throw new ShapeException("narrow: start (" + start + ") + length (" + length + ") exceeds dimension size ("
                    + size(at) + ").");
        }
        if (at == 0 && !requiresGrad()) {
            return made(Ops.narrow(node(), Ops.scalar(start, DType.INT64), length));
        }
        return view(Ops.slice(node(), at, start, length, 1));
    }

    /** Rows of the first axis, in the order of an int64 vector of indices. */
    public Tensor indexSelect(int dim, Tensor indices) {
        checkDevice("indexSelect", indices);
        int at = axis("indexSelect", dim);
        if (at == 0) {
            return made(Ops.rows(node(), indices.node()));
        }
        return transpose(0, at).indexSelect(0, indices).transpose(0, at);
    }

    /** For each index the element at that place along an axis; the result has the indices' shape. */
    public Tensor gather(int dim, Tensor indices) {
        checkDevice("gather", indices);
        return made(Ops.gather(node(), axis("gather", dim), indices.node()));
    }

    // ---- writing

    /** Writes the other tensor's numbers, broadcast, into this one's memory. */
    public Tensor copy_(Tensor other) {
        checkDevice("copy_", other);
        return write(other.node());
    }

    public Tensor add_(Tensor other) {
        return write(add(other).node());
    }

    public Tensor add_(double other) {
        return write(add(other).node());
    }

    public Tensor sub_(Tensor other) {
        return write(sub(other).node());
    }

    public Tensor mul_(Tensor other) {
        return write(mul(other).node());
    }

    public Tensor mul_(double other) {
        return write(mul(other).node());
    }

    public Tensor fill_(double value) {
        return write(Ops.fill(value, dtype()));
    }

    public Tensor zero_() {
        return fill_(0);
    }

    /** Fills with uniform numbers in [from, to) from the default generator. */
    public Tensor uniform_(double from, double to) {
        float[] values = new float[numel()];
        Generator.defaultGenerator().uniform(values, from, to);
        return write(Ops.data(shape(), DType.FLOAT32, () -> values));
    }

    /** Fills with normal numbers from the default generator. */
    public Tensor normal_(double mean, double std) {
        float[] values = new float[numel()];
        Generator.defaultGenerator().normal(values, mean, std);
        return write(Ops.data(shape(), DType.FLOAT32, () -> values));
    }

    private Tensor write(Node value) {
        if (grad != null && GradMode.isEnabled()) {
            throw new IllegalStateException("a leaf Variable that requires grad is being used in an in-place operation."
                    + "\n  Hint: write to data() or inside Nabla.noGrad.");
        }
        Node fitting = Ops.expand(Promotion.to(value, dtype()), shape());
        storage.write(view == null ? fitting : view.put(storage.current(), fitting));
        return this;
    }

    /** Makes this tensor look at part of another storage, which holds its value: how parameters move into an arena. */
    void moveTo(Storage other, @Nullable View part) {
        storage = other;
        view = part;
        node = null;
    }

    Storage storage() {
        return storage;
    }

    /** Shape, type, device and, if there is one, the operation that made it; the numbers are not read. */
    @Override
    public String toString() {
        return "Tensor" + shape() + " " + dtype() + " on " + device().name();
    }
}
