package nabla.tests.checks;

import nabla.backend.Backend;

/**
 * Something that must hold on a backend.
 *
 * @param name a sentence
 * @param body throws {@link AssertionError} if it does not hold
 */
record Check(String name, Body body) {
    /** What a check does. */
    interface Body {
        void run(Backend backend);
    }
}
