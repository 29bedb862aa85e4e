package io.desirepath.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The chart under test, rendered by Helm 3 as a release named {@value #RELEASE} in the namespace {@value #NAMESPACE}.
 *
 * <p>Helm as a library gives no hooks back. So it renders a copy in which their annotation is called otherwise, which makes
 * them objects like others; in what comes out of it they have their name again.
 */
final class Chart {

    static final String RELEASE = "dp";
    static final String NAMESPACE = "shop";

    /** Helm as a library would otherwise take itself for a very old cluster. */
    private static final String KUBERNETES = "1.36.0";

    /** What begins the name of each object, if no value says otherwise. */
    static final String FULLNAME = "dp-desire-path";

    static final List<String> SERVICES =
            List.of("persona-service", "journey-service", "recommendation-service", "gateway");

    /** The repository's root; tests run in the folder of their module. */
    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    static final Path FOLDER = ROOT.resolve("k8s/chart");

    private static final String HOOK = "helm.sh/hook";
    private static final String NO_HOOK = "not-a-hook/hook";
    private static final Path WITHOUT_HOOKS = copyWithoutHooks();

    private static final Map<String, Rendering> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Rendered with a file of {@code ci/}, and with values over it, each as {@code path=value} of {@code --set}. */
    static Rendering with(String situation, String... values) {
        return RENDERED.computeIfAbsent(
                situation + List.of(values), key -> render(command(values).withValuesFile(values(situation))));
    }

    static Path values(String situation) {
        return FOLDER.resolve("ci/" + situation + "-values.yaml");
    }

    /** Rendered with these values only. */
    static Rendering withOnly(String... values) {
        return render(command(values));
    }

    /** What Helm tells after an installation. */
    static String notes(String situation) {
        return new Helm(FOLDER)
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .clientOnly()
                .dryRun()
                .withValuesFile(values(situation))
                .call()
                .getOutput();
    }

    private static Rendering render(TemplateCommand command) {
        return Rendering.of(command.call().replace(NO_HOOK, HOOK));
    }

    private static TemplateCommand command(String... values) {
        TemplateCommand command = new Helm(WITHOUT_HOOKS)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES);
        for (String value : values) {
            int equals = value.indexOf('=');
            command.set(value.substring(0, equals), value.substring(equals + 1));
        }
        return command;
    }

    /** The names of the files in {@code ci/}: {@code minimal}, {@code production} and so on. */
    static Stream<String> situations() {
        try (Stream<Path> files = Files.list(FOLDER.resolve("ci"))) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("-values.yaml"))
                    .map(name -> name.substring(0, name.length() - "-values.yaml".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyWithoutHooks() {
        Path copy = Path.of("target/chart").toAbsolutePath();
        copyTo(copy, text -> text.replace(HOOK, NO_HOOK));
        return copy;
    }

    /** Copies the chart, each file as this makes it. */
    static void copyTo(Path copy, UnaryOperator<String> change) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = copy.resolve(FOLDER.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.writeString(target, change.apply(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
