package nabla.tests;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The English words that the step-through can say, read from its sources: what stands in {@code Text.of},
 * {@code Language.say}, {@code MathMl.words} and {@code teaches}, and in the template. What is said in another way is a
 * fault.
 */
final class Templates {
    /** What says words that are not written at that place: a lesson of the table, and the ways through. */
    private static final Set<String> ELSEWHERE = Set.of("map.lesson()", "english", "template");

    /** PyTorch's names, and units. */
    private static final Set<String> NAMES = Set.of("AccumulateGrad", " .grad +=", "ms");

    /** What markup is written into, and attributes that are read aloud. */
    private static final Set<String> MARKUP = Set.of("html", "svg");

    private static final Set<String> SPOKEN = Set.of("aria-label", "title");

    private static final Pattern TAG = Pattern.compile("<([a-z0-9]+)([^>]*)>|</([a-z0-9]+)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?:aria-label|title|placeholder)=\"([^\"]*)\"");

    private final Set<String> found = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    Set<String> found() {
        return found;
    }

    /** Places whose words cannot be translated. */
    List<String> faults() {
        return faults;
    }

    /** Reads all Java files of a folder, or one file. */
    void readJava(Path place) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> paths = Files.walk(place)) {
            List<Path> sources = paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            for (CompilationUnitTree unit : task.parse()) {
                unit.accept(new Calls(unit), null);
            }
        }
    }

    /** Reads the words of a page's template: texts and attributes, but not keys, nor what is not to be translated. */
    void readHtml(Path file) throws IOException {
        String html = Files.readString(file);
        Matcher tag = TAG.matcher(html);
        int end = 0;
        String skipped = "";
        while (tag.find()) {
            if (skipped.isEmpty()) {
                add(html.substring(end, tag.start()));
            }
            end = tag.end();
            if (skipped.isEmpty() && tag.group(1) != null) {
                Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
                while (attribute.find()) {
                    add(attribute.group(1));
                }
                boolean isSkipped = Set.of("kbd", "svg").contains(tag.group(1))
                        || tag.group(2).contains("translate=\"no\"");
                skipped = isSkipped ? tag.group(1) : "";
            } else if (skipped.equals(tag.group(3))) {
                skipped = "";
            }
        }
    }

    private void add(String words) {
        if (words.chars().anyMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')) {
            found.add(words.strip());
        }
    }

    /** A text that the compiler knows, or null. */
    private static @Nullable String constant(Tree tree) {
        if (tree instanceof LiteralTree literal && literal.getValue() instanceof String text) {
            return text;
        }
        if (tree instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
            String left = constant(sum.getLeftOperand());
            String right = constant(sum.getRightOperand());
            return left == null || right == null ? null : left + right;
        }
        return null;
    }

    private final class Calls extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;

        Calls(CompilationUnitTree unit) {
            this.unit = unit;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
            List<? extends ExpressionTree> arguments = call.getArguments();
            if (arguments.isEmpty()) {
                return super.visitMethodInvocation(call, nothing);
            }
            String called = called(call.getMethodSelect());
            switch (called) {
                case "Text.of", "MathMl.words", "words", "teaches" -> says(call, arguments.get(0));
                case "Language.say" -> {
                    if (arguments.size() > 1 || constant(arguments.get(0)) != null) {
                        says(call, arguments.get(0));
                    }
                }
                default -> {
                    ExpressionTree shown = shown(call.getMethodSelect(), called, arguments);
                    if (shown != null) {
                        shown.accept(new Bare(call), null);
                    }
                }
            }
            return super.visitMethodInvocation(call, nothing);
        }

        /** What a call shows to people as it is, or null. */
        private @Nullable ExpressionTree shown(
                ExpressionTree method, String called, List<? extends ExpressionTree> arguments) {
            String name = called.substring(called.lastIndexOf('.') + 1);
            boolean isMarkup = MARKUP.contains(root(method));
            boolean shows = switch (name) {
                case "setText", "setTitle", "label" -> true;
                case "text" -> isMarkup;
                case "element" -> isMarkup || arguments.size() == 3;
                case "setAttribute" -> SPOKEN.contains(String.valueOf(constant(arguments.get(0))));
                default -> false;
            };
            return shows ? arguments.get(arguments.size() - 1) : null;
        }

        /** What a chain of calls begins with. */
        private static String root(ExpressionTree method) {
            ExpressionTree at = method;
            while (true) {
                if (at instanceof MemberSelectTree select) {
                    at = select.getExpression();
                } else if (at instanceof MethodInvocationTree call) {
                    at = call.getMethodSelect();
                } else {
                    return at.toString();
                }
            }
        }

        private static String called(ExpressionTree method) {
            if (method instanceof IdentifierTree identifier) {
                return identifier.getName().toString();
            }
            MemberSelectTree select = (MemberSelectTree) method;
            String name = select.getIdentifier().toString();
            return select.getExpression() instanceof IdentifierTree owner && !name.equals("teaches")
                    ? owner.getName() + "." + name
                    : name;
        }

        private void says(MethodInvocationTree call, ExpressionTree words) {
            String template = constant(words);
            if (template != null) {
                found.add(template);
            } else if (!ELSEWHERE.contains(words.toString())) {
                fault(call);
            }
        }

        private void fault(Tree call) {
            faults.add(Path.of(unit.getSourceFile().getName()).getFileName() + ": " + call);
        }

        /** Looks for words that are shown without having been looked up. */
        private final class Bare extends TreeScanner<@Nullable Void, @Nullable Void> {
            private final Tree call;

            Bare(Tree call) {
                this.call = call;
            }

            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree inner, @Nullable Void nothing) {
                return null;
            }

            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void nothing) {
                boolean hasWords = literal.getValue() instanceof String text
                        && !NAMES.contains(text)
                        && text.chars().anyMatch(Character::isLetter);
                if (hasWords) {
                    fault(call);
                }
                return null;
            }
        }
    }
}
