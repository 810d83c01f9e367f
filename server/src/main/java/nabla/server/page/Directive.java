package nabla.server.page;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/** A line such as {@code :::lab train-mnist}: something the page puts there that is not prose. */
final class Directive extends CustomBlock {
    private static final Pattern LINE = Pattern.compile("^:::([a-z-]+)[ \\t]+([A-Za-z0-9_-]+)[ \\t]*$");

    private final String name;
    private final String argument;

    private Directive(String name, String argument) {
        this.name = name;
        this.argument = argument;
    }

    /** What to put: {@code lab}, {@code source}. */
    String name() {
        return name;
    }

    /** Which one: {@code train-mnist}. */
    String argument() {
        return argument;
    }

    /** Reads directives; a directive is one line and ends any paragraph before it. */
    static final class Factory extends AbstractBlockParserFactory {
        @Override
        public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            Matcher matcher = LINE.matcher(line);
            if (state.getIndent() > 0 || !matcher.matches()) {
                return BlockStart.none();
            }
            return BlockStart.of(new Parser(new Directive(matcher.group(1), matcher.group(2))))
                    .atIndex(line.length());
        }
    }

    private static final class Parser extends AbstractBlockParser {
        private final Directive directive;

        Parser(Directive directive) {
            this.directive = directive;
        }

        @Override
        public Block getBlock() {
            return directive;
        }

        @Override
        public @Nullable BlockContinue tryContinue(ParserState state) {
            return BlockContinue.none();
        }
    }
}
