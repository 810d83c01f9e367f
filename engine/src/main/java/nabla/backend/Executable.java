package nabla.backend;

import nabla.compile.Plan;

/** A plan as its backend wants it: code, pipelines, workspace. Each backend has its own kind. */
public abstract class Executable {
    private final Plan plan;

    protected Executable(Plan plan) {
        this.plan = plan;
    }

    public final Plan plan() {
        return plan;
    }
}
