package nabla.conformance;

import nabla.io.Json;

/** A whole program of the course on the real datasets: its first losses, and with whole runs its epochs' accuracies. */
record ProgramCheck(Json recorded, Setting setting) implements Check {
    @Override
    public void run() {
        throw new AbsentException(recorded.get("name").text());
    }
}
