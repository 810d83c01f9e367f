package nabla.server.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Markdown as markup: headings get anchors, fences of Java are highlighted, formulas become MathML, directives are
 * replaced. Markup in the text is escaped, and addresses are cleaned.
 */
final class LessonRenderer {
    private static final Logger LOG = LoggerFactory.getLogger(LessonRenderer.class);
    private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());

    private final Lessons lessons;
    private final UnaryOperator<String> labs;
    private final Parser parser = Parser.builder()
            .extensions(EXTENSIONS)
            .customBlockParserFactory(new Directive.Factory())
            .customInlineContentParserFactory(new Formula.Factory())
            .build();
    private final HtmlRenderer renderer = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .attributeProviderFactory(context -> (node, tag, attributes) -> {
                if (node instanceof Heading) {
                    attributes.put("id", anchor(node));
                }
            })
            .nodeRendererFactory(Additions::new)
            .build();

    /**
     * A renderer.
     *
     * @param lessons where {@code :::source} finds programs
     * @param labs gives the markup of a lab by its name
     */
    LessonRenderer(Lessons lessons, UnaryOperator<String> labs) {
        this.lessons = lessons;
        this.labs = labs;
    }

    /** The lesson's text as markup; it begins with its title. */
    String render(Lesson lesson) {
        Node document = parser.parse(lesson.markdown());
        boolean titled = document.getFirstChild() instanceof Heading heading && heading.getLevel() == 1;
        String title = titled ? "" : "<h1>" + Html.escape(lesson.title()) + "</h1>\n";
        return title + renderer.render(document);
    }

    private static String anchor(Node heading) {
        var text = new StringBuilder();
        heading.accept(new AbstractVisitor() {
            @Override
            public void visit(Text node) {
                text.append(node.getLiteral());
            }

            @Override
            public void visit(Code node) {
                text.append(node.getLiteral());
            }
        });
        String words = text.toString().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-");
        return words.replaceAll("^-|-$", "");
    }

    private final class Additions implements NodeRenderer {
        private final HtmlWriter html;

        Additions(HtmlNodeRendererContext context) {
            html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Directive.class, FencedCodeBlock.class, Formula.class);
        }

        @Override
        public void render(Node node) {
            if (node instanceof Formula formula) {
                boolean isAlone = formula.getPrevious() == null && formula.getNext() == null;
                html.raw(Tex.toMathMl(formula.source(), isAlone));
                return;
            }
            html.line();
            if (node instanceof Directive directive) {
                directive(directive);
            } else if (node instanceof FencedCodeBlock block) {
                fence(block);
            }
            html.line();
        }

        private void directive(Directive directive) {
            switch (directive.name()) {
                case "source" -> source(directive.argument());
                case "lab" -> html.raw(labs.apply(directive.argument()));
                default ->
                    throw new IllegalStateException(
                            "A lesson uses :::" + directive.name() + "; there are :::source and :::lab.");
            }
        }

        private void source(String program) {
            String source = lessons.source(program);
            html.tag("figure", Map.of("class", "source"));
            html.tag("figcaption");
            html.text(program + ".java");
            html.tag("/figcaption");
            if (source == null) {
                LOG.error("A lesson shows the program {}, which the lessons' jar does not have.", program);
                html.tag("p");
                html.text("This program is missing from the server.");
                html.tag("/p");
            } else {
                java(source.strip());
            }
            html.tag("/figure");
        }

        private void fence(FencedCodeBlock block) {
            if ("java".equals(block.getInfo())) {
                java(block.getLiteral());
                return;
            }
            html.tag("pre");
            html.tag("code");
            html.text(block.getLiteral());
            html.tag("/code");
            html.tag("/pre");
        }

        private void java(String source) {
            // Focusable, so that long lines can be scrolled to by keyboard.
            html.raw("<pre class=\"java\" tabindex=\"0\"><code>" + JavaHighlighter.highlight(source) + "</code></pre>");
        }
    }
}
