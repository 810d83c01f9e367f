package nabla.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import nabla.Autograd;
import nabla.Tensor;
import nabla.backend.Backend;
import nabla.backend.jvm.JvmBackend;
import nabla.backend.reference.ReferenceBackend;
import nabla.conformance.TableCheck;
import nabla.op.DType;
import nabla.op.MapOp;
import nabla.op.Maps;
import nabla.op.Node;
import nabla.op.Ops;
import nabla.random.Generator;
import nabla.runtime.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every entry of the table of elementwise operations, whichever there are. */
class ElementwiseTableTest {
    static List<MapOp> table() {
        return Maps.table();
    }

    @AfterEach
    void backToStandard() {
        Device.setStandard(new Device(new JvmBackend()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void valuesAndGradientsAgreeOnAllBackends(MapOp op) {
        for (Backend backend : List.of(new JvmBackend(), new ReferenceBackend())) {
            Device.setStandard(new Device(backend));
            new TableCheck(op).run();
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void theGradientIsTheDerivative(MapOp op) {
        Device.setStandard(new Device(new ReferenceBackend()));
        Generator generator = new Generator(11);
        Tensor[] inputs = new Tensor[op.arity()];
        for (int i = 0; i < inputs.length; i++) {
            double[] values = new double[5];
            generator.uniform(values, op.lowest(), op.highest());
            inputs[i] = Tensor.float64(values).requiresGrad_();
        }
        Tensor condition = inputs[0].detach().gt(0);
        boolean isDifferentiable = result(op, List.of(inputs), condition).dtype() != DType.BOOL;
        assertThat(!isDifferentiable || Autograd.gradcheck(in -> result(op, in, condition), List.of(inputs)))
                .isTrue();
    }

    private static Tensor result(MapOp op, List<Tensor> inputs, Tensor condition) {
        Node[] nodes = inputs.stream().map(Tensor::node).toArray(Node[]::new);
        if (op == Maps.WHERE) {
            nodes[0] = condition.node();
            return condition.through(Ops.map(op, nodes)).add(inputs.get(0).mul(0));
        }
        return inputs.get(0).through(Ops.map(op, nodes));
    }
}
