package nabla.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.Executable;
import nabla.backend.jvm.JvmBackend;
import nabla.nn.F;
import nabla.nn.utils.ClipGrad;
import nabla.op.Buffer;
import nabla.op.DType;
import nabla.optim.Adam;
import nabla.optim.SGD;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans as text: what is fused, where it lies, how often it is made. */
class SchedulerTest {
    private final List<Plan> plans = new ArrayList<>();
    private final JvmBackend jvm = new JvmBackend();

    /** Runs on the jvm backend and keeps each plan that is made. */
    private final class Recording implements Backend {
        @Override
        public String name() {
            return "recording";
        }

        @Override
        public Buffer allocate(DType type, int size) {
            return jvm.allocate(type, size);
        }

        @Override
        public void free(Buffer buffer) {
            jvm.free(buffer);
        }

        @Override
        public void write(Buffer target, Object array) {
            jvm.write(target, array);
        }

        @Override
        public Executable compile(Plan plan) {
            plans.add(plan);
            return jvm.compile(plan);
        }

        @Override
        public void run(Executable executable, Buffer[] leaves, Buffer[] outputs, double[] scalars) {
            jvm.run(executable, leaves, outputs, scalars);
        }

        @Override
        public Object[] read(Buffer... sources) {
            return jvm.read(sources);
        }
    }

    @BeforeEach
    void record() {
        Device.setStandard(new Device(new Recording()));
        Nabla.manualSeed(0);
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    private Plan plan(Tensor output) {
        output.realize();
        return plans.get(plans.size() - 1);
    }

    @Test
    void chainsOfMapsAreOneKernelOverOneLoop() {
        Tensor x = Tensor.rand(4, 5);
        x.realize();
        assertThat(plan(x.mul(2).add(x.t().t()).relu())).hasToString("""
                relu+add+mul for [20]
                    out0[i0] = MAXIMUM(ADD(MULTIPLY(in0, in1), in0), 0.0)
                    in0 = leaf0[i0]
                    in1 = s0
                workspace 0 bytes""");
    }

    @Test
    void aLayerIsOneKernel() {
        Tensor x = Tensor.rand(10, 784);
        Tensor weight = Tensor.rand(64, 784);
        Tensor bias = Tensor.rand(64);
        assertThat(plan(F.relu(F.linear(x, weight, bias)))).hasToString("""
                matmul+relu+add for [10, 64] SUM over [784] of MULTIPLY(in0, in1)
                    out0[64*i0 + i1] = MAXIMUM(ADD(acc, in2), 0.0)
                    in0 = leaf0[784*i0 + i2]
                    in1 = leaf1[784*i1 + i2]
                    in2 = leaf2[i1]
                workspace 0 bytes""");
    }

    @Test
    void aConvolutionReadsThePictureThroughOneAddress() {
        Tensor picture = Tensor.rand(2, 3, 8, 8);
        Tensor weight = Tensor.rand(4, 3, 3, 3);
        Plan plan = plan(F.conv2d(picture, weight, null, new int[] {1, 1}, new int[] {1, 1}));
        assertThat(plan.kernels()).hasSize(1);
        assertThat(plan.kernels().get(0).isContraction()).isTrue();
        assertThat(plan.toString()).contains("in0 = leaf0[192*i0 + 8*i2 + i3 + 64*i4 + 8*i5 + i6 + -9] if ");
    }

    @Test
    void poolingReadsItsWindowsWithoutCopyingThem() {
        Tensor picture = Tensor.rand(2, 3, 8, 8);
        assertThat(plan(F.maxPool2d(picture, 2))).hasToString("""
                max for [24, 4] MAXIMUM over [2, 2] of in0
                    out0[4*i0 + i1] = acc
                    in0 = leaf0[16*i0 + 2*i1 + 8*i2 + i3]
                workspace 0 bytes""");
    }

    @Test
    void intermediateValuesShareMemory() {
        Tensor x = Tensor.rand(64, 64);
        Plan plan = plan(x.matmul(x).matmul(x).matmul(x).matmul(x));
        assertThat(plan.workspaceBytes()).isEqualTo(2 * 64 * 64 * 4);
    }

    @Test
    void aWorkspaceThatNoDeviceHasIsRefused() {
        Tensor wide = Tensor.rand(40000, 1).add(Tensor.rand(1, 40000)).tanh();
        assertThatThrownBy(() -> plan(wide.matmul(Tensor.rand(40000, 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "the intermediate values need more than the 2147483647 bytes that a device's workspace can have;"
                                + " the largest has 1600000000 elements of float32."
                                + "\n  Hint: a smaller batch, smaller pictures, or realize() between the steps.");
    }

    @Test
    void everyStepOfTrainingReplaysOnePlan() {
        trainMlp(5);
        Plan first = plans.get(plans.size() - 1);
        trainMlp(1);
        assertThat(plans.get(plans.size() - 1).toString()).isEqualTo(first.toString());
    }

    @Test
    void adamIsTheEpilogueOfEachParametersGradient() {
        trainMlp(2);
        List<Kernel> kernels = plans.get(plans.size() - 1).kernels();
        assertThat(kernels)
                .filteredOn(kernel -> kernel.stores().size() == 4)
                .hasSize(8)
                .allMatch(kernel -> kernel.reduction() == Reduction.SUM)
                .allMatch(kernel ->
                        kernel.stores().stream().allMatch(store -> store.slot().place() == Slot.Place.LEAF));
        assertThat(kernels)
                .filteredOn(kernel -> kernel.extents().length == 1 && kernel.extents()[0] == 59210)
                .isEmpty();
    }

    @Test
    void anUpdateByGradientsThatAreReadTogetherFirstIsOneKernel() {
        List<Tensor> parameters =
                List.of(Tensor.rand(5, 3).requiresGrad_(), Tensor.rand(5).requiresGrad_());
        SGD optimizer = new SGD(parameters, 0.1);
        Tensor x = Tensor.rand(4, 3);
        F.linear(x, parameters.get(0), parameters.get(1)).square().sum().backward();
        ClipGrad.clipGradNorm_(parameters, 1);
        optimizer.step();
        assertThat(plans.get(plans.size() - 1).kernels())
                .filteredOn(kernel -> kernel.extents().length == 1 && kernel.extents()[0] == 20)
                .hasSize(1);
    }

    @Test
    void gradientsAreComputedInTheirPlaceInTheArena() {
        trainMlp(2);
        assertThat(plans.get(plans.size() - 1).kernels())
                .filteredOn(kernel -> kernel.label().equals("copy"))
                .isEmpty();
    }

    @Test
    void aTrainingStepTakesNoMoreKernelsThanItDid() {
        trainMlp(2);
        assertThat(plans.get(plans.size() - 1).kernels()).hasSizeLessThanOrEqualTo(23);
    }

    private void trainMlp(int steps) {
        List<Tensor> parameters = new ArrayList<>();
        int[][] shapes = {{64, 784}, {64}, {64, 64}, {64}, {64, 64}, {64}, {10, 64}, {10}};
        for (int[] shape : shapes) {
            parameters.add(Tensor.empty(shape).uniform_(-0.05, 0.05).requiresGrad_());
        }
        Adam adam = new Adam(parameters, 0.001);
        Tensor data = Tensor.rand(100, 784);
        Tensor order = Tensor.randperm(100);
        int before = plans.size();
        for (int step = 0; step < steps; step++) {
            Tensor x = data.indexSelect(0, order.narrow(0, 10 * step, 10));
            Tensor y = order.narrow(0, 10 * step, 10).eq(Tensor.arange(10)).to(DType.INT64);
            adam.zeroGrad();
            for (int layer = 0; layer < 4; layer++) {
                x = F.linear(x, parameters.get(2 * layer), parameters.get(2 * layer + 1));
                x = layer < 3 ? F.relu(x) : x;
            }
            F.crossEntropy(x, y).backward();
            adam.step();
        }
        assertThat(plans.size() - before).isLessThanOrEqualTo(2);
    }
}
