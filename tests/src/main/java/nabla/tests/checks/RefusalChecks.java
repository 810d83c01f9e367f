package nabla.tests.checks;

import java.util.List;
import java.util.function.Supplier;
import nabla.Nabla;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.nn.F;
import nabla.op.DType;
import nabla.optim.SGD;
import nabla.runtime.Device;

/** What a device refuses rather than compute wrongly: numbers that only a kernel can see, so that no check before the run helps. */
final class RefusalChecks {
    private static final String BEYOND = "computes integers of 32 bits";

    private RefusalChecks() {}

    static List<Check> all() {
        return List.of(
                refuses(
                        "a computed index that is too large",
                        "gather: index 7 is out of bounds: the axis has 5 elements.",
                        () -> row().gather(0, Tensor.tensor(new long[] {1, 7}).mul(1))),
                refuses(
                        "a computed index below 0",
                        "gather: index -1 is out of bounds",
                        () -> row().indexSelect(
                                        0, Tensor.tensor(new long[] {1, 0}).neg())),
                refuses(
                        "a computed index behind a padding",
                        "gather: index 7 is out of bounds",
                        () -> F.pad(
                                row().indexSelect(
                                                0,
                                                Tensor.tensor(new long[] {6, 0}).add(1)),
                                1,
                                1)),
                allows(
                        "a padding around an index's elements",
                        "0.0 2.0 1.0 0.0",
                        () -> F.pad(
                                row().indexSelect(
                                                0,
                                                Tensor.tensor(new long[] {1, 0}).add(1)),
                                1,
                                1)),
                refuses(
                        "a sum of integers",
                        BEYOND,
                        () -> Tensor.full(1 << 30, DType.INT64, 9).sum()),
                refuses("a sum of two integers", BEYOND, () -> big().add(big())),
                refuses("a difference of integers", BEYOND, () -> big().neg().sub(big())),
                refuses("a product of integers", BEYOND, () -> big().mul(big())),
                refuses("a power of an integer", BEYOND, () -> big().pow(3)),
                refuses("a product of all", BEYOND, () -> Tensor.arange(1, 20).prod()),
                refuses(
                        "a float that becomes an integer",
                        BEYOND,
                        () -> Tensor.full(3e9, 5).to(DType.INT64)),
                refuses("a constant", BEYOND, () -> Tensor.arange(5).add(Tensor.full(3e9, DType.INT64, 5))),
                allows(
                        "integers near the limit",
                        "2147483646",
                        () -> Tensor.full((1 << 30) - 1, DType.INT64, 1).mul(1).add((1 << 30) - 1)));
    }

    /** For a device that is done when a run returns. */
    static Check beforeTheUpdate() {
        return new Check("after a refused step the parameters are as before", RefusalChecks::keepsParameters);
    }

    private static Tensor row() {
        return Tensor.arange(5).to(DType.FLOAT32);
    }

    private static Tensor big() {
        return Tensor.arange(1_500_000_000, 1_500_000_007);
    }

    private static Check refuses(String what, String message, Supplier<Tensor> computed) {
        return new Check("refused: " + what, backend -> on(backend, () -> refused(message, computed)));
    }

    private static Check allows(String what, String values, Supplier<Tensor> computed) {
        return new Check(
                "not refused: " + what,
                backend -> on(backend, () -> {
                    StringBuilder text = new StringBuilder();
                    Tensor result = computed.get();
                    for (int i = 0; i < result.numel(); i++) {
                        text.append(i == 0 ? "" : " ");
                        double value = result.select(0, i).item();
                        text.append(
                                result.dtype() == DType.INT64 ? String.valueOf((long) value) : String.valueOf(value));
                    }
                    equal(values, text.toString());
                }));
    }

    private static void refused(String message, Supplier<Tensor> computed) {
        String told = "";
        try {
            computed.get().text();
        } catch (IndexOutOfBoundsException | ArithmeticException error) {
            told = String.valueOf(error.getMessage());
        }
        if (!told.contains(message)) {
            throw new AssertionError("expected an error with \"" + message + "\", got \"" + told + "\"");
        }
        equal("10.0", String.valueOf(row().sum().item()));
    }

    private static void keepsParameters(Backend backend) {
        on(backend, () -> {
            Nabla.manualSeed(0);
            Tensor weight = Tensor.ones(5).requiresGrad_();
            SGD optimizer = new SGD(List.of(weight), SGD.options(0.1));
            Tensor wrong = Tensor.tensor(new long[] {4}).add(1);
            weight.indexSelect(0, wrong).sum().backward();
            boolean stopped = false;
            try {
                optimizer.step();
            } catch (IndexOutOfBoundsException error) {
                stopped = true;
            }
            equal("true", String.valueOf(stopped));
            equal("5.0", String.valueOf(weight.detach().sum().item()));
        });
    }

    private static void on(Backend backend, Runnable body) {
        Device before = Device.standard();
        Device.setStandard(new Device(backend));
        try {
            body.run();
        } finally {
            Device.setStandard(before);
        }
    }

    private static void equal(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("expected " + expected + ", got " + actual);
        }
    }
}
