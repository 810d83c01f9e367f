package nabla.conformance;

/** Thrown where a case calls something that the engine does not have. */
final class AbsentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AbsentException(String what) {
        super("not there yet: " + what);
    }
}
