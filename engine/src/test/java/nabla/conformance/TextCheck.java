package nabla.conformance;

import nabla.io.Json;

/** What printing shows, to the character. */
record TextCheck(Json recorded) implements Check {
    @Override
    public void run() {
        String name = recorded.get("name").text();
        if (!name.startsWith("module/")) {
            throw new AbsentException(recorded.get("code").text());
        }
        String text = recorded.get("text").text();
        Expect.equal(name, text, PrintedModule.read(text).toString());
    }
}
