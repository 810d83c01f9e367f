package nabla.web.stepper;

import nabla.trace.Text;

/** One of the simpler operations that a compound one is made of. */
record Part(String name, int[] inputs, int[] outputs, Text words) {
    /** What happens, in words. */
    String sentence() {
        return Language.say(words);
    }
}
