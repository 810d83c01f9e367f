package nabla.graph;

/** Numbers the walks over graphs, so that a mark left by an earlier walk means nothing to a later one. */
final class Walk {
    private static int last;

    private Walk() {}

    static int next() {
        return ++last;
    }
}
