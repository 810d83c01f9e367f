package nabla;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nabla.backend.reference.ReferenceBackend;
import nabla.data.DataLoader;
import nabla.data.TensorDataset;
import nabla.nn.BatchNorm2d;
import nabla.nn.Conv2d;
import nabla.nn.Dropout;
import nabla.nn.Embedding;
import nabla.nn.F;
import nabla.nn.LayerNorm;
import nabla.nn.Linear;
import nabla.nn.MaxPool2d;
import nabla.nn.Sequential;
import nabla.nn.StateDict;
import nabla.op.DType;
import nabla.optim.SGD;
import nabla.optim.StepLR;
import nabla.runtime.Device;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What wrong calls are told, to the character: PyTorch's words where it has them, then the values and a likely cure. */
class ErrorTextsTest {
    private final Tensor vector = Tensor.tensor(new float[] {1, 2, 3});
    private final Tensor matrix = Tensor.tensor(new float[][] {{1, 2, 3}, {4, 5, 6}});
    private final Tensor whole = Tensor.tensor(new long[][] {{0, 1, 2}, {3, 4, 5}});
    private final Tensor truths = Tensor.tensor(new boolean[] {true, false, true});
    private final Tensor elsewhere = vector.to(new Device(new ReferenceBackend()));
    private final List<DynamicTest> tests = new ArrayList<>();

    private void wrong(String call, ThrowingCallable code, String message) {
        tests.add(DynamicTest.dynamicTest(
                call,
                () -> assertThat(Assertions.catchThrowable(code))
                        .as(call)
                        .isInstanceOf(RuntimeException.class)
                        .hasMessage(message)));
    }

    private static Tensor leaf() {
        return Tensor.ones(3).requiresGrad_();
    }

    private static void backward(Tensor tensor) {
        tensor.backward();
    }

    private static void backward(Tensor tensor, Tensor gradient) {
        tensor.backward(gradient);
    }

    private static void backwardTwice(Tensor tensor) {
        tensor.backward();
        tensor.backward();
    }

    private static void load(Object... namesAndTensors) {
        StateDict state = new StateDict();
        for (int i = 0; i < namesAndTensors.length; i += 2) {
            state.put((String) namesAndTensors[i], (Tensor) namesAndTensors[i + 1]);
        }
        new Sequential(new Linear(1, 1)).loadStateDict(state);
    }

    /** Reads what depends on a parameter's value before the step that replaced it. */
    private static void readStale() {
        Tensor weight = leaf();
        SGD optimizer = new SGD(List.of(weight), 0.1);
        Tensor old = weight.mul(3);
        weight.square().sum().backward();
        optimizer.step();
        old.toArray();
    }

    @TestFactory
    List<DynamicTest> creation() {
        wrong(
                "Tensor.zeros(2, -3)",
                () -> Tensor.zeros(2, -3),
                "Trying to create tensor with negative dimension -3: [2, -3]\n  Hint: extents count elements; only view and reshape know -1.");
        wrong(
                "Tensor.tensor(new float[] {1, 2, 3}, 2, 2)",
                () -> Tensor.tensor(new float[] {1, 2, 3}, 2, 2),
                "tensor: 3 elements do not fill the shape [2, 2] of 4 elements.");
        wrong(
                "Tensor.tensor(new long[][] {{1, 2}, {3}})",
                () -> Tensor.tensor(new long[][] {{1, 2}, {3}}),
                "expected sequence of length 2 at dim 1 (got 1)\n  Hint: arrays side by side must be of one length, so that they make rows and columns.");
        wrong("Tensor.arange(0, 5, 0)", () -> Tensor.arange(0, 5, 0), "arange: step must be nonzero");
        wrong(
                "Tensor.arange(0, 5, -1)",
                () -> Tensor.arange(0, 5, -1),
                "arange: upper bound and larger bound inconsistent with step sign: from 0.0 to 5.0 in steps of -1.0.");
        wrong(
                "Tensor.linspace(0, 1, -1)",
                () -> Tensor.linspace(0, 1, -1),
                "number of steps must be non-negative, but got -1.");
        wrong(
                "Tensor.randint(5, 5, 2)",
                () -> Tensor.randint(5, 5, 2),
                "randint: the range [5, 5) is empty.\n  Hint: the upper bound is exclusive and must be greater than the lower bound.");
        wrong("Tensor.randperm(-1)", () -> Tensor.randperm(-1), "randperm: the count must not be negative, but is -1.");
        wrong(
                "Tensor.cat(List.of(), 0)",
                () -> Tensor.cat(List.of(), 0),
                "torch.cat(): expected a non-empty list of Tensors");
        wrong(
                "Tensor.cat(List.of(matrix, Tensor.zeros(2, 4)), 0)",
                () -> Tensor.cat(List.of(matrix, Tensor.zeros(2, 4)), 0),
                "Sizes of tensors must match except in dimension 0. Expected [2, 3] but got [2, 4] for tensor number 1 in the list.\n  Hint: cat joins along one dimension; all others must be equal.");
        wrong(
                "Tensor.stack(List.of(vector, Tensor.zeros(2)), 0)",
                () -> Tensor.stack(List.of(vector, Tensor.zeros(2)), 0),
                "stack expects each tensor to be equal size, but got [3] at entry 0 and [2] at entry 1");
        wrong(
                "whole.clone().normal_(0, 1)",
                () -> whole.clone().normal_(0, 1),
                "\"normal_\" not implemented for 'int64'\n  Hint: random numbers fill float tensors; randint makes whole ones.");
        wrong(
                "vector.clone().uniform_(1, 0)",
                () -> vector.clone().uniform_(1, 0),
                "uniform_ expects to return a [from, to) range, but found from=1.0 > to=0.0");
        wrong(
                "vector.clone().normal_(0, -1)",
                () -> vector.clone().normal_(0, -1),
                "normal expects std >= 0.0, but found std -1.0");
        return tests;
    }

    @TestFactory
    List<DynamicTest> arithmetic() {
        wrong(
                "matrix.add(Tensor.zeros(2, 4))",
                () -> matrix.add(Tensor.zeros(2, 4)),
                "add: The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 1.\n  Shapes: [2, 3] and [2, 4]. Hint: axes are matched from the last; unsqueeze(dim) adds an axis of 1 that stretches.");
        wrong(
                "vector.add(elsewhere)",
                () -> vector.add(elsewhere),
                "add: Expected all tensors to be on the same device, but found at least two devices, jvm and reference!\n  Hint: to(device) moves a tensor.");
        wrong(
                "matrix.matmul(matrix)",
                () -> matrix.matmul(matrix),
                "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        wrong(
                "matrix.matmul(Tensor.tensor(1.0))",
                () -> matrix.matmul(Tensor.tensor(1.0)),
                "matmul: both arguments to matmul need to be at least 1D, but they are 2D and 0D");
        wrong(
                "Tensor.zeros(2, 3, 4).matmul(Tensor.zeros(3, 4, 5))",
                () -> Tensor.zeros(2, 3, 4).matmul(Tensor.zeros(3, 4, 5)),
                "matmul: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0.\n  Shapes: [2] and [3]. Hint: axes are matched from the last; unsqueeze(dim) adds an axis of 1 that stretches.");
        wrong(
                "matrix.bmm(matrix)",
                () -> matrix.bmm(matrix),
                "batch1 must be a 3D tensor\n  bmm: it is [2, 3]. Hint: unsqueeze(0) makes one matrix a row of one; matmul takes any number of axes.");
        wrong(
                "Tensor.zeros(2, 3, 4).bmm(Tensor.zeros(1, 4, 5))",
                () -> Tensor.zeros(2, 3, 4).bmm(Tensor.zeros(1, 4, 5)),
                "Expected size for first two dimensions of batch2 tensor to be: [2, 4] but got: [1, 4].\n  bmm of [2, 3, 4] and [1, 4, 5]. Hint: matmul broadcasts, bmm does not.");
        wrong(
                "whole.matmul(matrix.t())",
                () -> whole.matmul(matrix.t()),
                "expected scalar type Long but found Float\n  matmul of [2, 3] int64 and [3, 2] float32. Hint: to(DType.FLOAT32) makes both of one type.");
        wrong(
                "whole.pow(-1)",
                () -> whole.pow(-1),
                "Integers to negative integer powers are not allowed.\n  Hint: to(DType.FLOAT32) first.");
        wrong(
                "whole.mean()",
                () -> whole.mean(),
                "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: int64\n  Hint: to(DType.FLOAT32) first.");
        wrong(
                "whole.var()",
                () -> whole.var(),
                "var(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: int64\n  Hint: to(DType.FLOAT32) first.");
        wrong(
                "whole.floorDivide(0)",
                () -> whole.floorDivide(0),
                "ZeroDivisionError\n  floor_divide of int64 by 0: integers have no infinity. Hint: to(DType.FLOAT32) first.");
        wrong(
                "whole.remainder(0)",
                () -> whole.remainder(0),
                "ZeroDivisionError\n  remainder of int64 by 0: integers have no infinity. Hint: to(DType.FLOAT32) first.");
        wrong(
                "truths.neg()",
                () -> truths.neg(),
                "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.\n  Hint: here, logicalNot(); or to(DType.INT64) first.");
        wrong(
                "truths.sub(truths)",
                () -> truths.sub(truths),
                "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.\n  Hint: here, ne(other); or to(DType.INT64) first.");
        wrong(
                "truths.sub(1)",
                () -> truths.sub(1),
                "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.\n  Hint: here, logicalNot(); or to(DType.INT64) first.");
        wrong(
                "vector.where(vector, vector)",
                () -> vector.where(vector, vector),
                "where expected condition to be a boolean tensor, but got a tensor with dtype Float\n  Hint: a comparison such as x.gt(0) gives a condition.");
        wrong(
                "vector.maskedFill(vector, 1)",
                () -> vector.maskedFill(vector, 1),
                "masked_fill only supports boolean masks, but got mask with dtype float32.\n  Hint: a comparison such as x.gt(0) gives a mask.");
        return tests;
    }

    @TestFactory
    List<DynamicTest> reductions() {
        wrong(
                "matrix.sum(2)",
                () -> matrix.sum(2),
                "Dimension out of range (expected to be in range of [-2, 1], but got 2)\n  sum of shape [2, 3].");
        wrong(
                "matrix.sum(new int[] {0, 0}, false)",
                () -> matrix.sum(new int[] {0, 0}, false),
                "sum: dim 0 appears multiple times in the list of dims");
        wrong(
                "Tensor.zeros(0).max()",
                () -> Tensor.zeros(0).max(),
                "max(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.");
        wrong(
                "Tensor.zeros(0).argmax()",
                () -> Tensor.zeros(0).argmax(),
                "argmax(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.");
        wrong(
                "Tensor.zeros(0, 3).max(0)",
                () -> Tensor.zeros(0, 3).max(0),
                "max(): Expected reduction dim 0 to have non-zero size.");
        wrong(
                "Tensor.zeros(0, 3).amax(0, false)",
                () -> Tensor.zeros(0, 3).amax(0, false),
                "amax(): Expected reduction dim 0 to have non-zero size.");
        wrong(
                "vector.topk(4, 0)",
                () -> vector.topk(4, 0),
                "selected index k out of range: k = 4, but dimension 0 has 3 elements.");
        return tests;
    }

    @TestFactory
    List<DynamicTest> views() {
        wrong("matrix.view(4, 2)", () -> matrix.view(4, 2), "shape '[4, 2]' is invalid for input of size 6");
        wrong("matrix.view(-1, -1)", () -> matrix.view(-1, -1), "only one dimension can be inferred");
        wrong(
                "matrix.t().view(6)",
                () -> matrix.t().view(6),
                "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.\n  view([6]) of shape [3, 2] with strides [1, 3]. Hint: reshape copies where it must.");
        wrong(
                "Tensor.zeros(2, 3, 4).t()",
                () -> Tensor.zeros(2, 3, 4).t(),
                "t() expects a tensor with <= 2 dimensions, but self is 3D\n  Hint: transpose(dim0, dim1) exchanges two axes.");
        wrong(
                "matrix.transpose(0, 2)",
                () -> matrix.transpose(0, 2),
                "Dimension out of range (expected to be in range of [-2, 1], but got 2)\n  transpose of shape [2, 3].");
        wrong("matrix.permute(0, 0)", () -> matrix.permute(0, 0), "permute(): duplicate dims are not allowed.");
        wrong(
                "matrix.unsqueeze(3)",
                () -> matrix.unsqueeze(3),
                "Dimension out of range (expected to be in range of [-3, 2], but got 3)");
        wrong(
                "matrix.flatten(1, 0)",
                () -> matrix.flatten(1, 0),
                "flatten() has invalid args: start_dim cannot come after end_dim");
        wrong("matrix.flip(0, 0)", () -> matrix.flip(0, 0), "dim 0 appears multiple times in the list of dims");
        wrong(
                "matrix.narrow(0, 1, 2)",
                () -> matrix.narrow(0, 1, 2),
                "narrow: start (1) + length (2) exceeds dimension size (2).");
        wrong(
                "matrix.select(0, 5)",
                () -> matrix.select(0, 5),
                "select(): index 5 out of range for tensor of size [2, 3] at dimension 0");
        wrong(
                "matrix.expand(4, 3)",
                () -> matrix.expand(4, 3),
                "The expanded size of the tensor (4) must match the existing size (2) at non-singleton dimension 0.  Target sizes: [4, 3].  Tensor sizes: [2, 3]");
        wrong(
                "matrix.split(new int[] {1, 2}, 0)",
                () -> matrix.split(new int[] {1, 2}, 0),
                "split_with_sizes expects split_sizes to sum exactly to 2 (input tensor's size at dimension 0), but got split_sizes=[1, 2]");
        wrong("matrix.chunk(0, 0)", () -> matrix.chunk(0, 0), "chunk expects `chunks` to be greater than 0, got: 0");
        wrong(
                "matrix.repeat(2)",
                () -> matrix.repeat(2),
                "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor: 1 < 2");
        return tests;
    }

    @TestFactory
    List<DynamicTest> indexing() {
        wrong(
                "matrix.get(\"5\")",
                () -> matrix.get("5"),
                "index 5 is out of bounds for dimension 0 with size 2\n  Hint: indices run from 0 to 1, or from -1 back to -2.");
        wrong(
                "matrix.get(\"0, 0, 0\")",
                () -> matrix.get("0, 0, 0"),
                "too many indices for tensor of dimension 2\n  The shape is [2, 3], the subscripts name 3 axes.");
        wrong(
                "matrix.get(\"::-1\")",
                () -> matrix.get("::-1"),
                "step must be greater than zero\n  Got the step -1. Hint: flip(dim) turns an axis round.");
        wrong(
                "matrix.get(\":, x\")",
                () -> matrix.get(":, x"),
                "index \":, x\": expected a number, a slice such as 1:4, ..., or None at position 3, but found \"x\".\n  Hint: write what stands between PyTorch's brackets, such as \":, 0\" or \"1:4:2, ..., None\".");
        wrong(
                "Tensor.tensor(1.0).get(\"0\")",
                () -> Tensor.tensor(1.0).get("0"),
                "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number\n  Hint: here, item().");
        wrong(
                "matrix.get(truths)",
                () -> matrix.get(truths),
                "The shape of the mask [3] at index 0 does not match the shape of the indexed tensor [2, 3] at index 0");
        wrong(
                "vector.get(Tensor.tensor(new long[] {5}))",
                () -> vector.get(Tensor.tensor(new long[] {5})),
                "index 5 is out of bounds for dimension 0 with size 3\n  Hint: indices run from 0 to 2, or from -1 back to -3.");
        wrong(
                "vector.get(vector)",
                () -> vector.get(vector),
                "tensors used as indices must be long, byte or bool tensors\n  This one is float32. Hint: to(DType.INT64) for places, a comparison for a mask.");
        wrong(
                "matrix.clone().set(\"0\", Tensor.zeros(2))",
                () -> matrix.clone().set("0", Tensor.zeros(2)),
                "The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 0.  Target sizes: [3].  Tensor sizes: [2]");
        wrong(
                "vector.clone().set(vector.gt(0), Tensor.zeros(2))",
                () -> vector.clone().set(vector.gt(0), Tensor.zeros(2)),
                "shape mismatch: value tensor of shape [2] cannot be broadcast to indexing result of shape [3]");
        wrong(
                "vector.gather(0, vector)",
                () -> vector.gather(0, vector),
                "gather(): Expected dtype int64 for index, but it is float32.\n  Hint: to(DType.INT64).");
        wrong(
                "matrix.gather(0, Tensor.tensor(new long[] {0}))",
                () -> matrix.gather(0, Tensor.tensor(new long[] {0})),
                "gather(): Index tensor must have the same number of dimensions as input tensor: index [1], input [2, 3].");
        wrong(
                "vector.indexSelect(0, Tensor.tensor(new long[] {4})).text()",
                () -> vector.indexSelect(0, Tensor.tensor(new long[] {4})).text(),
                "index_select: index 4 is out of bounds: the axis has 3 elements.\n  Hint: indices run from 0 to 2.");
        wrong(
                "vector.clone().scatter_(0, Tensor.tensor(new long[] {3}), 1.0).text()",
                () -> vector.clone()
                        .scatter_(0, Tensor.tensor(new long[] {3}), 1.0)
                        .text(),
                "index_select: index 3 is out of bounds: the axis has 3 elements.\n  Hint: indices run from 0 to 2.");
        wrong(
                "vector.maskedSelect(vector)",
                () -> vector.maskedSelect(vector),
                "masked_select: expected BoolTensor for mask, but it is float32.\n  Hint: a comparison such as x.gt(0) gives a mask.");
        return tests;
    }

    @TestFactory
    List<DynamicTest> reading() {
        wrong("matrix.item()", () -> matrix.item(), "a Tensor with 6 elements cannot be converted to Scalar");
        wrong(
                "whole.toArray()",
                () -> whole.toArray(),
                "toArray: the tensor is int64, not float32. Hint: use toLongArray() or to(DType.FLOAT32).");
        wrong(
                "matrix.toLongArray()",
                () -> matrix.toLongArray(),
                "toLongArray: the tensor is float32, not int64. Hint: use toArray() or to(DType.INT64).");
        wrong(
                "vector.toArray2d()",
                () -> vector.toArray2d(),
                "toArray2d: the tensor [3] is no matrix. Hint: use toArray().");
        return tests;
    }

    @TestFactory
    List<DynamicTest> types() {
        wrong(
                "vector.to(DType.FLOAT64).text()",
                () -> vector.to(DType.FLOAT64).text(),
                "float64 tensor on the jvm device: it computes in float32. Use the reference device for float64.");
        wrong(
                "whole.to(DType.UINT8)",
                () -> whole.to(DType.UINT8),
                "to: uint8 is for stored data such as images; nothing computes in it. Use int64 or float32.");
        wrong(
                "Tensor.tensor(new byte[] {1}, 1).add(1).text()",
                () -> Tensor.tensor(new byte[] {1}, 1).add(1).text(),
                "add: uint8 is for stored data such as images; nothing computes in it.\n  Hint: to(DType.INT64) or to(DType.FLOAT32) first.");
        wrong(
                "Tensor.tensor(new long[] {1L << 60}).text()",
                () -> Tensor.tensor(new long[] {1L << 60}).text(),
                "int64 value 1152921504606846976: the jvm device computes integers of 53 bits, between -9007199254740992 and 9007199254740992.\n  Hint: smaller numbers, or float32 where the last digits do not matter.");
        wrong(
                "Tensor.tensor(new long[] {1L << 52}).mul(4).text()",
                () -> Tensor.tensor(new long[] {1L << 52}).mul(4).text(),
                "int64 value 18014398509481984: the jvm device computes integers of 53 bits, between -9007199254740992 and 9007199254740992.\n  Hint: smaller numbers, or float32 where the last digits do not matter.");
        return tests;
    }

    @TestFactory
    List<DynamicTest> writes() {
        wrong(
                "whole.clone().add_(0.5)",
                () -> whole.clone().add_(0.5),
                "result type float32 can't be cast to the desired output type int64\n  Hint: to(DType.FLOAT32) first, or the method without the underscore.");
        wrong(
                "whole.clone().div_(2)",
                () -> whole.clone().div_(2),
                "result type float32 can't be cast to the desired output type int64\n  Hint: to(DType.FLOAT32) first, or the method without the underscore.");
        wrong(
                "truths.clone().add_(1)",
                () -> truths.clone().add_(1),
                "result type int64 can't be cast to the desired output type bool\n  Hint: to(DType.INT64) first, or the method without the underscore.");
        wrong(
                "vector.clone().add_(matrix)",
                () -> vector.clone().add_(matrix),
                "output with shape [3] doesn't match the broadcast shape [2, 3]");
        wrong(
                "Tensor.zeros(2).copy_(vector)",
                () -> Tensor.zeros(2).copy_(vector),
                "in-place: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0.\n  Shapes: [2] and [3]. Hint: axes are matched from the last; unsqueeze(dim) adds an axis of 1 that stretches.");
        wrong(
                "Tensor.zeros(1).expand(3).add_(1)",
                () -> Tensor.zeros(1).expand(3).add_(1),
                "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.");
        wrong(
                "leaf().add_(1)",
                () -> leaf().add_(1),
                "a leaf Variable that requires grad is being used in an in-place operation.\n  Hint: write to data() or inside Nabla.noGrad.");
        wrong(
                "leaf().get(\"0\").fill_(1)",
                () -> leaf().get("0").fill_(1),
                "a view of a leaf Variable that requires grad is being used in an in-place operation.\n  Hint: write to data() or inside Nabla.noGrad.");
        return tests;
    }

    @TestFactory
    List<DynamicTest> gradients() {
        wrong(
                "whole.clone().requiresGrad_()",
                () -> whole.clone().requiresGrad_(),
                "only Tensors of floating point dtype can require gradients; this one is int64. Hint: to(DType.FLOAT32) first.");
        wrong(
                "leaf().mul(2).requiresGrad_(false)",
                () -> leaf().mul(2).requiresGrad_(false),
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach().");
        wrong(
                "backward(leaf().mul(2))",
                () -> backward(leaf().mul(2)),
                "grad can be implicitly created only for scalar outputs\n  Hint: backward(gradient) takes a gradient of the shape [3]; sum() or mean() make a scalar.");
        wrong(
                "backward(vector.sum())",
                () -> backward(vector.sum()),
                "element 0 of tensors does not require grad and does not have a grad_fn");
        wrong(
                "backwardTwice(leaf().square().sum())",
                () -> backwardTwice(leaf().square().sum()),
                "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retainGraph if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.");
        wrong(
                "backward(leaf().mul(2), Tensor.ones(2))",
                () -> backward(leaf().mul(2), Tensor.ones(2)),
                "Mismatch in shape: grad_output[0] has a shape of [2] and output[0] has a shape of [3].");
        wrong(
                "vector.registerHook(gradient -> gradient)",
                () -> vector.registerHook(gradient -> gradient),
                "cannot register a hook on a tensor that doesn't require gradient");
        wrong(
                "Autograd.grad(leaf().sum(), List.of(vector))",
                () -> Autograd.grad(leaf().sum(), List.of(vector)),
                "One of the differentiated Tensors does not require grad");
        wrong(
                "Autograd.grad(leaf().sum(), List.of(leaf()))",
                () -> Autograd.grad(leaf().sum(), List.of(leaf())),
                "One of the differentiated Tensors appears to not have been used in the graph.\n  Hint: it must be the very tensor that the output was computed from, not a copy.");
        return tests;
    }

    @TestFactory
    List<DynamicTest> networks() {
        wrong(
                "new Linear(3, 2).call(Tensor.ones(1, 4))",
                () -> new Linear(3, 2).call(Tensor.ones(1, 4)),
                "mat1 and mat2 shapes cannot be multiplied (1x4 and 3x2)\n  Hint: the layer wants inputs of 3 features; the last axis of [1, 4] has 4.");
        wrong(
                "new Conv2d(3, 2, 3).call(Tensor.ones(1, 1, 5, 5))",
                () -> new Conv2d(3, 2, 3).call(Tensor.ones(1, 1, 5, 5)),
                "Given groups=1, weight of size [2, 3, 3, 3], expected input[1, 1, 5, 5] to have 3 channels, but got 1 channels instead\n  Hint: pictures of one channel are [N, 1, H, W]; unsqueeze(1) adds the axis.");
        wrong(
                "new Conv2d(1, 2, 7).call(Tensor.ones(1, 1, 5, 5))",
                () -> new Conv2d(1, 2, 7).call(Tensor.ones(1, 1, 5, 5)),
                "Calculated padded input size per channel: (5 x 5). Kernel size: (7 x 7). Kernel size can't be greater than actual input size\n  Hint: a smaller kernel, more padding or a larger picture.");
        wrong(
                "new MaxPool2d(7).call(Tensor.ones(1, 1, 5, 5))",
                () -> new MaxPool2d(7).call(Tensor.ones(1, 1, 5, 5)),
                "Given input size: (1x5x5). Calculated output size: (1x0x0). Output size is too small\n  Hint: the window (7, 7) is larger than the picture.");
        wrong(
                "new BatchNorm2d(3).call(Tensor.ones(1, 2, 5, 5))",
                () -> new BatchNorm2d(3).call(Tensor.ones(1, 2, 5, 5)),
                "running_mean should contain 2 elements not 3\n  Hint: the second axis of the input counts the channels; the layer was made for 3.");
        wrong(
                "new Dropout(1.5)",
                () -> new Dropout(1.5),
                "dropout probability has to be between 0 and 1, but got 1.5\n  Hint: 0.5 drops every second element.");
        wrong(
                "new LayerNorm(4).call(vector)",
                () -> new LayerNorm(4).call(vector),
                "Given normalized_shape=[4], expected input with shape [*, 4], but got input of size[3]\n  Hint: the last axes of the input are those that the layer normalises.");
        wrong(
                "new Embedding(3, 2).call(vector)",
                () -> new Embedding(3, 2).call(vector),
                "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got FloatTensor instead (while checking arguments for embedding)\n  Hint: to(DType.INT64) first.");
        wrong(
                "F.crossEntropy(matrix, Tensor.tensor(new long[] {0, 1, 2}))",
                () -> F.crossEntropy(matrix, Tensor.tensor(new long[] {0, 1, 2})),
                "Expected input batch_size (2) to match target batch_size (3).\n  Hint: the input [2, 3] is [N, C] or [N, C, d1, ...] with C classes, the target [3] then [N] or [N, d1, ...].");
        wrong(
                "F.crossEntropy(matrix, Tensor.tensor(new float[] {0, 1}))",
                () -> F.crossEntropy(matrix, Tensor.tensor(new float[] {0, 1})),
                "expected scalar type Long but found Float\n  Hint: the target holds class indices, which are int64; to(DType.INT64) converts it.");
        wrong(
                "F.oneHot(Tensor.tensor(new long[] {5}), 3).text()",
                () -> F.oneHot(Tensor.tensor(new long[] {5}), 3).text(),
                "index_select: index 5 is out of bounds: the axis has 3 elements.\n  Hint: indices run from 0 to 2.");
        wrong(
                "load(\"0.weight\", Tensor.ones(1, 1))",
                () -> load("0.weight", Tensor.ones(1, 1)),
                "Error(s) in loading state_dict for Sequential:\n\tMissing key(s) in state_dict: \"0.bias\". ");
        wrong(
                "load(\"0.weight\", Tensor.ones(2, 2), \"0.bias\", Tensor.ones(1), \"1.bias\", Tensor.ones(1))",
                () -> load("0.weight", Tensor.ones(2, 2), "0.bias", Tensor.ones(1), "1.bias", Tensor.ones(1)),
                "Error(s) in loading state_dict for Sequential:\n\tUnexpected key(s) in state_dict: \"1.bias\". \n\tsize mismatch for 0.weight: copying a param with shape Size([2, 2]) from checkpoint, the shape in current model is Size([1, 1]).");
        return tests;
    }

    @TestFactory
    List<DynamicTest> training() {
        wrong(
                "new SGD(List.of(leaf()), -0.1)",
                () -> new SGD(List.of(leaf()), -0.1),
                "Invalid learning rate: -0.1\n  Hint: 0.1 is a usual first try for SGD, 0.001 for Adam.");
        wrong(
                "new SGD(List.of(), 0.1)",
                () -> new SGD(List.of(), 0.1),
                "optimizer got an empty parameter list\n  Hint: pass network.parameters().");
        wrong(
                "new SGD(List.of(leaf().mul(2)), 0.1)",
                () -> new SGD(List.of(leaf().mul(2)), 0.1),
                "can't optimize a non-leaf Tensor\n  Hint: it was computed, so that a step would have no effect on what it was computed from; pass what requiresGrad_() was called on.");
        wrong(
                "new StepLR(new SGD(List.of(leaf()), 0.1), 0, 0.1)",
                () -> new StepLR(new SGD(List.of(leaf()), 0.1), 0, 0.1),
                "StepLR: stepSize is 0, but must be at least 1.\n  Hint: it counts epochs, or whatever lies between two calls of step().");
        wrong(
                "new TensorDataset(matrix, Tensor.zeros(3))",
                () -> new TensorDataset(matrix, Tensor.zeros(3)),
                "Size mismatch between tensors\n  Hint: the first axis counts the examples; it differs between [2, 3] and [3].");
        wrong(
                "new DataLoader(new TensorDataset(matrix), 0, false)",
                () -> new DataLoader(new TensorDataset(matrix), 0, false),
                "batch_size should be a positive integer value, but got batch_size=0\n  Hint: it is how many examples the network sees at once.");
        wrong(
                "readStale()",
                () -> readStale(),
                "reading mul [3] float32: it was not computed before optimizer.step() replaced a value [3] that it depends on.\n  Hint: read it (item(), toArray(), realize()) before optimizer.step(), or compute it again from the new values.");
        return tests;
    }
}
