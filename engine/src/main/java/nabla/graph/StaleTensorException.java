package nabla.graph;

import nabla.op.Node;

/** A value cannot be computed any more, because what it depends on was replaced in place. Never a wrong number. */
public final class StaleTensorException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    StaleTensorException(Node output, Node replaced) {
        super("reading " + output + ": it was not computed before " + replaced.overwrittenBy()
                + " replaced a value " + replaced.shape() + " that it depends on."
                + "\n  Hint: read it (item(), toArray(), realize()) before " + replaced.overwrittenBy()
                + ", or compute it again from the new values.");
    }
}
