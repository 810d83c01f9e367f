package nabla.server.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nabla.server.site.FileTree;
import org.jspecify.annotations.Nullable;

/** All lessons and the sources of their programs, read once from the lessons' jar. */
public final class Lessons {
    private static final Pattern LESSON = Pattern.compile("([a-z0-9-]+)/lesson\\.md");
    private static final Pattern SOURCE = Pattern.compile("source/(?:.*/)?([A-Za-z0-9]+)\\.java");

    private final Map<String, Lesson> lessons = new TreeMap<>();
    private final Map<String, String> sources = new TreeMap<>();

    Lessons(SortedMap<String, byte[]> files) {
        files.forEach((name, bytes) -> {
            Matcher lesson = LESSON.matcher(name);
            Matcher source = SOURCE.matcher(name);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (lesson.matches()) {
                lessons.put(lesson.group(1), lesson(lesson.group(1), "lessons/" + name, text));
            } else if (source.matches()) {
                sources.put(source.group(1), text);
            }
        });
    }

    /** The lessons on the class path. */
    public static Lessons load() {
        return new Lessons(FileTree.resources("lessons"));
    }

    private static Lesson lesson(String name, String file, String text) {
        FrontMatter matter = FrontMatter.parse(file, text);
        int order = Integer.parseInt(matter.values().getOrDefault("order", "1000"));
        return new Lesson(
                name, matter.required(file, "title"), matter.required(file, "description"), order, matter.body());
    }

    /** The lessons in the order of the contents. */
    List<Lesson> all() {
        var all = new ArrayList<>(lessons.values());
        all.sort(Comparator.comparingInt(Lesson::order).thenComparing(Lesson::name));
        return all;
    }

    /** The lesson of this name, or null. */
    @Nullable
    Lesson find(String name) {
        return lessons.get(name);
    }

    /** The Java source of a lesson's program, or null. */
    @Nullable
    String source(String program) {
        return sources.get(program);
    }
}
