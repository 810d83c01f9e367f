package nabla.server.page;

/**
 * A lesson as the contents and the page need it.
 *
 * @param name its folder and address, such as {@code train-mnist}
 * @param title for headings
 * @param description one sentence, for the contents and for previews of links
 * @param order where it stands in the contents, from the front matter's {@code order}
 * @param markdown its text without the front matter
 */
record Lesson(String name, String title, String description, int order, String markdown) {
    /** Whether a lab stands beside its text. */
    boolean hasLab() {
        return markdown.lines().anyMatch(line -> line.startsWith(":::lab "));
    }
}
