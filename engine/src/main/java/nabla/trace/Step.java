package nabla.trace;

import java.util.List;

/**
 * One operation of the iteration, forward or backward, or what the optimizer does to one parameter.
 *
 * @param index its place in time
 * @param name PyTorch's: {@code addmm}, {@code AddmmBackward0}, {@code AccumulateGrad}; or {@code Adam.step}
 * @param module the path of the module that it belongs to, such as {@code fc1}; empty at the top
 * @param line the program's line, counted from 1; 0 where it is not known
 * @param forward the step that it turns round, or -1
 * @param inputs the tensors that it takes
 * @param outputs the tensors that it makes
 * @param saved the tensors that its backward function needs
 * @param sentence what happens, in words; empty until the whole trace is known
 * @param parts what a composite operation is made of; empty for a simple one
 */
public record Step(
        int index,
        Phase phase,
        String name,
        String module,
        int line,
        int forward,
        List<Integer> inputs,
        List<Integer> outputs,
        List<Integer> saved,
        Text sentence,
        List<Part> parts) {

    Step saying(Text words) {
        return new Step(index, phase, name, module, line, forward, inputs, outputs, saved, words, parts);
    }

    /** An operation inside another one. */
    public record Part(String name, List<Integer> inputs, int output, Text sentence) {}
}
