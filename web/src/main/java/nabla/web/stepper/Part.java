package nabla.web.stepper;

/** One of the simpler operations that a compound one is made of. */
record Part(String name, int[] inputs, int[] outputs, String sentence) {}
