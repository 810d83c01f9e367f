package nabla.conformance;

import nabla.io.Json;

/** What printing shows, to the character. */
record TextCheck(Json recorded) implements Check {
    @Override
    public void run() {
        throw new AbsentException(recorded.get("code").text());
    }
}
