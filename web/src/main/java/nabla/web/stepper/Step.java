package nabla.web.stepper;

import nabla.trace.Text;

/**
 * One operation of an iteration.
 *
 * @param name PyTorch's name of it
 * @param module path of the module it belongs to, such as {@code fc1}; empty at the top
 * @param line the line of the program's source, or 0
 * @param forward index of the step of the forward pass that this one turns round, or -1
 * @param inputs ids of tensors, as are {@code outputs} and {@code saved}
 * @param milliseconds how long the replay took for it
 */
record Step(
        int index,
        Phase phase,
        String name,
        String module,
        int line,
        int forward,
        int[] inputs,
        int[] outputs,
        int[] saved,
        Text words,
        Part[] parts,
        double milliseconds) {

    /** Its name, and where in the network it is: {@code addmm · fc1}. */
    String label() {
        return module.isEmpty() ? name : name + " · " + module;
    }

    /** What happens, in words. */
    String sentence() {
        return Language.say(words);
    }

    /** Whether it records something: a step of the forward pass, the loss among them. */
    boolean isRecorded() {
        return phase == Phase.FORWARD || phase == Phase.LOSS;
    }

    /** Whether it adds a gradient to a parameter's {@code .grad}. */
    boolean accumulates() {
        return phase == Phase.BACKWARD && name.equals("AccumulateGrad");
    }
}
