package nabla;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import nabla.graph.Backward;
import nabla.graph.GradFn;
import nabla.op.AccumulateGrad;
import nabla.op.DType;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.op.Recording;
import nabla.op.Shape;
import nabla.op.ShapeException;
import nabla.op.ViewOp;
import nabla.runtime.Device;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers of one type with PyTorch's methods: a handle that looks at some memory, which other tensors may
 * look at too.
 *
 * <p>Shape, type and device are known at once. Numbers are computed when somebody must know them: {@link #item}, the
 * {@code to...Array} methods, printing and {@link #realize} are the only places where work happens, and the optimizer's
 * step. The methods come from the classes that this one extends, one for each family: elementwise, reductions, views,
 * indexing, writes.
 *
 * <p>Belongs to the thread that made it.
 *
 * @see <a href="https://docs.pytorch.org/docs/stable/tensors.html">torch.Tensor</a>
 */
public final class Tensor extends TensorReading {
    private @Nullable Tensor base;
    private final boolean isDetached;
    private @Nullable Storage storage;
    private @Nullable View view;
    private boolean isParameter;
    private @Nullable AccumulateGrad grad;
    private @Nullable Node node;
    private @Nullable Node nodeOf;

    /** A tensor that shows all of a memory. */
    Tensor(Storage storage) {
        this.storage = storage;
        base = null;
        isDetached = false;
    }

    /** A tensor that looks at the memory of another, through a view or without its history. */
    private Tensor(Tensor base, @Nullable View view, boolean isDetached) {
        this.base = base;
        this.view = view;
        this.isDetached = isDetached;
    }

    /** A tensor of its own memory that holds a node's value. */
    static Tensor of(Device device, Node node) {
        return new Tensor(new Storage(device, node));
    }

    // ---- what it is

    @Override
    public Node node() {
        Node version = base == null ? storage().current() : base.node();
        Node known = node;
        if (known != null && nodeOf == version) {
            return known;
        }
        Node shown = shown(version);
        node = shown;
        nodeOf = version;
        return shown;
    }

    private Node shown(Node version) {
        if (view != null && base == null && grad != null) {
            return view.leaf(version, grad);
        }
        Node shown = view == null ? version : base == null ? view.of(version) : view.read(version);
        if (grad != null) {
            return Ops.leaf(shown, grad);
        }
        return isDetached && shown.requiresGrad() ? Ops.detach(shown) : shown;
    }

    /** What the memory holds here, with the history of what was written, whatever this handle makes of it. */
    private Node content() {
        Node version = base == null ? storage().current() : base.content();
        return view == null ? version : view.of(version);
    }

    /** The memory that this tensor looks at, alone or with others. */
    Storage storage() {
        return base == null ? Objects.requireNonNull(storage) : base.storage();
    }

    @Override
    public Shape shape() {
        return view != null
                ? view.shape()
                : base != null ? base.shape() : storage().current().shape();
    }

    @Override
    public DType dtype() {
        return storage().current().type();
    }

    @Override
    public int[] stride() {
        Shape shape = base == null ? storage().current().shape() : base.shape();
        int[] strides = base == null ? shape.strides() : base.stride();
        return view == null ? strides : view.strides(shape, strides);
    }

    @Override
    public Device device() {
        return storage().device;
    }

    /**
     * The same numbers on another device. Waits for this one.
     *
     * @throws IllegalStateException if gradients would have to flow between the devices
     */
    public Tensor to(Device device) {
        if (device == device()) {
            return this;
        }
        if (requiresGrad()) {
            throw new IllegalStateException("to(" + device.name() + "): gradients do not flow from " + device.name()
                    + " back to " + device().name()
                    + ".\n  Hint: move the data and the module before computing with them, "
                    + "or detach() first.");
        }
        Object values = read();
        return of(device, Ops.data(shape(), dtype(), () -> values));
    }

    // ---- gradients

    /** Whether gradients flow to or through this tensor. */
    public boolean requiresGrad() {
        return grad != null || node().requiresGrad();
    }

    /** Whether no operation that gradients flow through made it: PyTorch's {@code is_leaf}. */
    public boolean isLeaf() {
        return grad != null || !node().requiresGrad();
    }

    /** Makes this a leaf that collects gradients; returns itself. */
    public Tensor requiresGrad_() {
        return requiresGrad_(true);
    }

    /**
     * Makes this a leaf that collects gradients, or one that does not; returns itself.
     *
     * @throws IllegalStateException with PyTorch's words if it is no float, or was computed from what requires gradients
     */
    public Tensor requiresGrad_(boolean wanted) {
        if (wanted && !dtype().isFloat()) {
            throw new IllegalStateException("only Tensors of floating point dtype can require gradients; this one is "
                    + dtype() + ". Hint: to(DType.FLOAT32) first.");
        }
        if (!wanted && !isLeaf()) {
            throw new IllegalStateException(
                    "you can only change requires_grad flags of leaf variables. If you want to use a "
                            + "computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().");
        }
        if (wanted != requiresGrad()) {
            grad = wanted ? new AccumulateGrad() : null;
            node = null;
        }
        return this;
    }

    /** The gradient collected at this leaf, or null if there is none. Writing to it changes what was collected. */
    public @Nullable Tensor grad() {
        AccumulateGrad collected = grad != null ? grad : node().retainedGrad();
        return collected == null || collected.gradient() == null ? null : new Tensor(new Gradient(device(), collected));
    }

    /** Forgets the gradient collected at this leaf. */
    public void zeroGrad() {
        if (grad != null) {
            grad.set(null);
        }
    }

    /** Keeps the gradient of this tensor, which is no leaf, when it is next computed: {@link #grad} shows it. */
    public void retainGrad() {
        if (!requiresGrad()) {
            throw new IllegalStateException("can't retain_grad on Tensor that has requires_grad=False");
        }
        if (grad == null) {
            node().retainGrad();
        }
    }

    /**
     * Calls {@code hook} with each gradient that reaches this tensor. What it returns takes the gradient's place; null
     * leaves it as it is.
     *
     * @return removes the hook again
     * @throws IllegalStateException with PyTorch's words if no gradient can reach it
     */
    public RemovableHandle registerHook(UnaryOperator<@Nullable Tensor> hook) {
        if (!requiresGrad()) {
            throw new IllegalStateException("cannot register a hook on a tensor that doesn't require gradient");
        }
        Device device = device();
        return new RemovableHandle(node().addHook(gradient -> {
            Tensor replacement = hook.apply(of(device, gradient));
            return replacement == null ? null : replacement.node();
        }));
    }

    /** The operation that made this tensor, as PyTorch's {@code grad_fn}; null at leaves. */
    public @Nullable GradFn gradFn() {
        return isLeaf() ? null : GradFn.of(node());
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
        backward(Autograd.ones(this), false, false);
    }

    /** The vector-Jacobian product with {@code gradient}, of this tensor's shape. */
    public void backward(Tensor gradient) {
        backward(gradient, false, false);
    }

    /** As {@link #backward(Tensor)}; with {@code retainGraph} the graph may be walked again. */
    public void backward(Tensor gradient, boolean retainGraph) {
        backward(gradient, retainGraph, false);
    }

    /** As {@link #backward(Tensor, boolean)}; with {@code createGraph} the gradients can be differentiated in turn. */
    public void backward(Tensor gradient, boolean retainGraph, boolean createGraph) {
        Node root = Autograd.checked(this, gradient);
        Backward walk = Backward.from(root, gradient.node(), createGraph);
        List<Node> taken = walk.accumulate(retainGraph || createGraph);
        AnomalyMode.check(device(), root, walk);
        device().remember(root);
        for (Node each : taken) {
            device().remember(each);
        }
    }

    /** The same memory, seen without history: gradients stop here. */
    public Tensor detach() {
        return new Tensor(this, null, true);
    }

    /** PyTorch's {@code .data}: the same memory without history, for writing to it. */
    public Tensor data() {
        return detach();
    }

    /**
     * PyTorch's {@code x.data = other}: this very tensor, with its flag, holds the other's numbers from now on; a gradient
     * that it has collected moves to the other's device.
     *
     * @throws ShapeException if the shapes differ
     */
    public void setData(Tensor other) {
        if (!other.shape().equals(shape()) || other.dtype() != dtype()) {
            throw new ShapeException("setData: " + other.shape() + " " + other.dtype() + " cannot take the place of "
                    + shape() + " " + dtype() + ".\n  Hint: shape and type of a tensor stay; copy_ converts.");
        }
        Tensor collected = grad();
        moveTo(new Storage(other.device(), other.detach().node()), null);
        if (grad != null && collected != null) {
            grad.set(collected.to(other.device()).node());
        }
    }

    // ---- views and writes

    @Override
    Tensor view(ViewOp op, Node shown) {
        Node own = node();
        if (shown == own) {
            return this;
        }
        boolean isRoot = base == null || grad != null || isDetached;
        Tensor root = isRoot ? this : Objects.requireNonNull(base);
        Tensor result = new Tensor(root, new View(isRoot ? null : view, op, shown.shape()), false);
        if (shown.requiresGrad() || Recording.current() != null) {
            result.node = shown;
            result.nodeOf = root.node();
        }
        return result;
    }

    /** Turns this very tensor over: rows become columns. Its memory stays as it is. */
    public Tensor t_() {
        checkWritable();
        Tensor turned = t();
        if (turned != this) {
            View last = Objects.requireNonNull(turned.view);
            view = new View(view, last.op(), last.shape());
            node = null;
        }
        return this;
    }

    @Override
    void put(Node value) {
        write(value);
        node = null;
        storage().share();
    }

    private void write(Node value) {
        if (base != null) {
            base.write(view == null ? value : view.put(base.content(), value));
        } else {
            storage().write(view == null ? value : view.put(storage().current(), value));
        }
    }

    @Override
    void checkWritable() {
        if (grad != null) {
            throw new IllegalStateException("a leaf Variable that requires grad is being used in an in-place operation."
                    + "\n  Hint: write to data() or inside Nabla.noGrad.");
        }
        if (base != null && !isDetached && base.isWriteForbidden()) {
            throw new IllegalStateException(
                    "a view of a leaf Variable that requires grad is being used in an in-place operation."
                            + "\n  Hint: write to data() or inside Nabla.noGrad.");
        }
    }

    private boolean isWriteForbidden() {
        return grad != null || base != null && !isDetached && base.isWriteForbidden();
    }

    /** Makes this tensor look at part of another storage, which holds its value: how parameters move into an arena. */
    void moveTo(Storage other, @Nullable View part) {
        base = null;
        storage = other;
        view = part;
        node = null;
    }

    // ---- printing

    /** What PyTorch prints for this tensor. Waits for the device. */
    public String text() {
        return printed(read());
    }

    /**
     * As {@link #text} where the numbers can be had without waiting, that is on all devices but {@code webgpu}; otherwise
     * shape, type and device. For a string concatenation is no place to wait in.
     */
    @Override
    public String toString() {
        Object elements = device().readNow(node());
        if (elements == null) {
            return "Tensor" + shape() + " " + dtype() + " on " + device().name() + " (text() waits for its numbers)";
        }
        return printed(elements);
    }

    private String printed(Object elements) {
        List<String> suffixes = new ArrayList<>();
        if (!device().name().equals(Device.standard().name())) {
            suffixes.add("device='" + device().name() + "'");
        }
        GradFn gradFn = gradFn();
        if (gradFn != null) {
            suffixes.add("grad_fn=" + gradFn);
        } else if (requiresGrad()) {
            suffixes.add("requires_grad=True");
        }
        String text = TensorText.of(elements, shape(), dtype(), suffixes, Nabla.printOptions());
        return isParameter ? "Parameter containing:\n" + text : text;
    }

    /** Makes this a module's parameter: a leaf that requires gradients and says when printed what it is; returns itself. */
    public Tensor parameter_() {
        isParameter = true;
        return requiresGrad_();
    }
}
