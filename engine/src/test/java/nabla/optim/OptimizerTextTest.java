package nabla.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import nabla.Tensor;
import nabla.backend.reference.ReferenceBackend;
import nabla.nn.Linear;
import nabla.runtime.Device;
import org.junit.jupiter.api.Test;

/** What optimizers print, and what they say of wrong calls. */
class OptimizerTextTest {
    private final List<Tensor> parameters = List.of(Tensor.zeros(2).requiresGrad_());

    @Test
    void printsAsPyTorchDoes() {
        SGD sgd = new SGD(parameters, SGD.options(0.1));
        sgd.addParamGroup(new ParameterGroup(
                List.of(Tensor.zeros(1).requiresGrad_()),
                SGD.options(0.01).momentum(0.9).nesterov(true)));
        assertThat(sgd).hasToString("""
                SGD (
                Parameter Group 0
                    dampening: 0
                    differentiable: False
                    foreach: None
                    lr: 0.1
                    maximize: False
                    momentum: 0
                    nesterov: False
                    weight_decay: 0

                Parameter Group 1
                    dampening: 0
                    differentiable: False
                    foreach: None
                    lr: 0.01
                    maximize: False
                    momentum: 0.9
                    nesterov: True
                    weight_decay: 0
                )""");
        assertThat(new Adam(parameters)).hasToString("""
                Adam (
                Parameter Group 0
                    amsgrad: False
                    betas: (0.9, 0.999)
                    capturable: False
                    differentiable: False
                    eps: 1e-08
                    foreach: None
                    fused: False
                    lr: 0.001
                    maximize: False
                    weight_decay: 0
                )""");
        assertThat(new AdamW(parameters)).hasToString("""
                AdamW (
                Parameter Group 0
                    amsgrad: False
                    betas: (0.9, 0.999)
                    capturable: False
                    eps: 1e-08
                    foreach: None
                    lr: 0.001
                    maximize: False
                    weight_decay: 0.01
                )""");
        assertThat(new RMSprop(parameters)).hasToString("""
                RMSprop (
                Parameter Group 0
                    alpha: 0.99
                    centered: False
                    differentiable: False
                    eps: 1e-08
                    foreach: None
                    lr: 0.01
                    maximize: False
                    momentum: 0
                    weight_decay: 0
                )""");
        assertThat(new Adagrad(parameters)).hasToString("""
                Adagrad (
                Parameter Group 0
                    eps: 1e-10
                    foreach: None
                    initial_accumulator_value: 0
                    lr: 0.01
                    lr_decay: 0
                    maximize: False
                    weight_decay: 0
                )""");
    }

    private void assertRefused(OptimizerOptions options, String message) {
        assertThatThrownBy(() -> new ParameterGroup(parameters, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void numbersOutOfRangeAreNamed() {
        assertRefused(
                SGD.options(-1),
                "Invalid learning rate: -1\n  Hint: 0.1 is a usual first try for SGD, 0.001 for Adam.");
        assertRefused(
                SGD.options(Double.NaN),
                "Invalid learning rate: nan\n  Hint: 0.1 is a usual first try for SGD, 0.001 for Adam.");
        assertRefused(SGD.options(1).momentum(-0.5), "Invalid momentum value: -0.5\n  Hint: 0 is none, 0.9 is usual.");
        assertRefused(
                RMSprop.options(1).weightDecay(-1e-5),
                "Invalid weight_decay value: -1e-05\n"
                        + "  Hint: it pulls weights towards 0; 0 leaves them, 0.01 pulls gently.");
        assertRefused(
                SGD.options(1).nesterov(true),
                "Nesterov momentum requires a momentum and zero dampening\n"
                        + "  Hint: SGD.options(0.1).momentum(0.9).nesterov(true).");
        assertRefused(
                SGD.options(1).nesterov(true).dampening(.1).momentum(.9),
                "Nesterov momentum requires a momentum and zero dampening\n"
                        + "  Hint: SGD.options(0.1).momentum(0.9).nesterov(true).");
        assertRefused(
                Adam.options(1).betas(1, 0),
                "Invalid beta parameter at index 0: 1\n"
                        + "  Hint: betas lie in [0, 1); (0.9, 0.999) are PyTorch's own.");
        assertRefused(
                AdamW.options(1).betas(0, -0.1),
                "Invalid beta parameter at index 1: -0.1\n"
                        + "  Hint: betas lie in [0, 1); (0.9, 0.999) are PyTorch's own.");
        assertRefused(Adam.options(1).eps(-1), "Invalid epsilon value: -1\n  Hint: 1e-8 is usual.");
        assertRefused(RMSprop.options(1).alpha(-1), "Invalid alpha value: -1\n  Hint: 0.99 is PyTorch's own.");
        assertRefused(Adagrad.options(1).lrDecay(-1), "Invalid lr_decay value: -1\n  Hint: 0 keeps the learning rate.");
        assertRefused(
                Adagrad.options(1).initialAccumulatorValue(-1),
                "Invalid initial_accumulator_value value: -1\n  Hint: 0 is PyTorch's own.");
    }

    @Test
    void groupsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> new SGD(List.of(), 0.1))
                .hasMessage("optimizer got an empty parameter list\n  Hint: pass network.parameters().");
        assertThatThrownBy(() -> new Adam())
                .hasMessage("optimizer got an empty parameter list\n  Hint: pass network.parameters().");
        assertThatThrownBy(() -> new SGD(List.of(parameters.get(0).mul(2)), 0.1))
                .hasMessageStartingWith("can't optimize a non-leaf Tensor\n  Hint: ");
        assertThatThrownBy(() -> new SGD(List.of(parameters.get(0), parameters.get(0)), 0.1))
                .hasMessageStartingWith("optimizer contains a parameter group with duplicate parameters\n  Hint: ");
        SGD sgd = new SGD(parameters, 0.1);
        assertThatThrownBy(() -> sgd.addParamGroup(parameters))
                .hasMessageStartingWith("some parameters appear in more than one parameter group\n  Hint: ");
        assertThatThrownBy(() -> sgd.addParamGroup(new ParameterGroup(parameters, Adam.options(1))))
                .hasMessage("SGD: the parameter group has another optimizer's options.\n"
                        + "  Hint: make them with SGD.options(...).");
        assertThatThrownBy(() -> new SGD(sgd.paramGroups().get(0)))
                .hasMessage("SGD: the parameter group belongs to an optimizer already.\n"
                        + "  Hint: make a new ParameterGroup for this one.");
        assertThatThrownBy(() -> new SGD(List.of(parameters.get(0), Tensor.float64(new double[] {1})), 1))
                .hasMessageStartingWith("a parameter group holds parameters of float32 on jvm and of float64 on jvm");
    }

    @Test
    void optionsThatAGroupDoesNotHaveAreNamed() {
        ParameterGroup group = new ParameterGroup(parameters, SGD.options(0.1));
        String has = "dampening, lr, maximize, momentum, nesterov, weight_decay.";
        assertThatThrownBy(() -> group.number("learningRate"))
                .hasMessage("the parameter group has no number \"learningRate\".\n  Hint: it has " + has);
        assertThatThrownBy(() -> group.set("nesterov", 1))
                .hasMessage("the parameter group has no number \"nesterov\".\n  Hint: it has " + has);
        assertThatThrownBy(() -> group.set("lr", true))
                .hasMessage("the parameter group has no switch \"lr\".\n  Hint: it has " + has);
        assertThatThrownBy(() -> group.setBetas(0, 0))
                .hasMessage("the parameter group has no pair \"betas\".\n  Hint: it has " + has);
        assertThatThrownBy(() -> group.setLr(-1)).hasMessageStartingWith("Invalid learning rate: -1\n");
        group.set("momentum", 0.5);
        assertThat(group.number("momentum")).isEqualTo(0.5);
    }

    @Test
    void devicesAreNotMixed() {
        Device other = new Device(new ReferenceBackend());
        Linear layer = new Linear(2, 1);
        SGD sgd = new SGD(layer.parameters(), SGD.options(0.1).momentum(0.9));
        layer.call(Tensor.ones(1, 2)).sum().backward();
        sgd.step();
        Tensor elsewhere = Tensor.zeros(1).to(other).requiresGrad_();
        assertThatThrownBy(() -> sgd.addParamGroup(List.of(elsewhere)))
                .hasMessage("SGD: the parameters of this group are on reference, those of the first on jvm.\n"
                        + "  Hint: an optimizer works on one device; make one for each.");
        sgd.zeroGrad();
        layer.to(other);
        layer.call(Tensor.ones(1, 2).to(other)).sum().backward();
        assertThatThrownBy(sgd::step)
                .hasMessage("optimizer: the parameters are on reference now, but the optimizer's state is on jvm.\n"
                        + "  Hint: move the network before the optimizer is made.");
    }

    @Test
    void aNetworkMayMoveBeforeTheFirstStep() {
        Device other = new Device(new ReferenceBackend());
        Linear layer = new Linear(2, 1);
        SGD sgd = new SGD(layer.parameters(), 0.5);
        double before = layer.bias().item();
        layer.to(other);
        layer.call(Tensor.ones(1, 2).to(other)).sum().backward();
        sgd.step();
        assertThat(layer.bias().item()).isEqualTo(before - 0.5, within(1e-6));
        assertThat(layer.bias().device()).isSameAs(other);
    }
}
