/**
 * Laws that tensors obey, whatever their shapes: tried on random ones against a model in plain Java that does nothing but
 * count places in memory.
 *
 * <p>Its one rule: a law is a function of a seed and throws an {@link java.lang.AssertionError} that says how to repeat it;
 * it uses neither JUnit nor what a browser's build lacks.
 */
@NullMarked
package nabla.laws;

import org.jspecify.annotations.NullMarked;
