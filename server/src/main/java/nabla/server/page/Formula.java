package nabla.server.page;

import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** A formula within a line: {@code \(-\ln p\)}. */
final class Formula extends CustomNode {
    private final String source;

    private Formula(String source) {
        this.source = source;
    }

    /** Its text, in TeX's language. */
    String source() {
        return source;
    }

    /** Reads formulas; comes before the rule by which a backslash escapes a bracket. */
    static final class Factory implements InlineContentParserFactory, InlineContentParser {
        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('\\');
        }

        @Override
        public InlineContentParser create() {
            return this;
        }

        @Override
        public @Nullable ParsedInline tryParse(InlineParserState state) {
            Scanner scanner = state.scanner();
            scanner.next();
            if (!scanner.next('(')) {
                return ParsedInline.none();
            }
            Position start = scanner.position();
            while (scanner.find('\\') >= 0) {
                Position end = scanner.position();
                scanner.next();
                if (scanner.next(')')) {
                    return ParsedInline.of(
                            new Formula(scanner.getSource(start, end).getContent()), scanner.position());
                }
            }
            return ParsedInline.none();
        }
    }
}
