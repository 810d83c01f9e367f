package nabla.web.split;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The build's step that cuts programs: {@code Split LISTS FROM TO NAME...} reads {@code FROM/NAME.wasm} and writes {@code
 * TO/NAME.wasm}, its first part, and {@code TO/NAME-rest.wasm}. What is deferred {@code LISTS/all.txt} tells for all
 * programs, and {@code LISTS/NAME.txt} for this one.
 */
public final class Split {
    private Split() {}

    public static void main(String[] arguments) throws IOException {
        Path lists = Path.of(arguments[0]);
        Path from = Path.of(arguments[1]);
        Path to = Files.createDirectories(Path.of(arguments[2]));
        DeferredFunctions all = new DeferredFunctions(lists.resolve("all.txt"), null);
        for (String name : Arrays.asList(arguments).subList(3, arguments.length)) {
            Program program = new Program(Files.readAllBytes(from.resolve(name + ".wasm")));
            DeferredFunctions deferred = new DeferredFunctions(lists.resolve(name + ".txt"), all);
            Texts texts = Texts.of(program);
            Cut cut = new Cut(program, texts, function -> deferred.contains(program.names.function(function)));
            deferred.refuseUnused();
            RestPart rest = new RestPart(program, texts, cut);
            FirstPart first = new FirstPart(program, texts, cut);
            Files.write(to.resolve(name + ".wasm"), first.write(rest.data().length));
            Files.write(to.resolve(name + "-rest.wasm"), rest.write());
        }
        all.refuseUnused();
    }
}
