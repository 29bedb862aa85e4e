package io.desirepath.docs;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Makes the reference in {@code docs/configuration.md} from the {@code @ConfigMapping} interfaces: their Javadoc, types
 * and defaults. Runs from its source without a class path, and writes the file anew.
 */
public final class ConfigurationReference {

    static final String FILE = "docs/configuration.md";

    private static final String BEGIN = "<!-- What follows is made from the code: see verification/docs-tests. -->";

    /** The modules in the order of their chapters, with their resources' file that may set properties. */
    private static final Map<String, String> MODULES = modules();

    private static final Pattern DEFAULT_SENTENCE =
            Pattern.compile("(?:^|(?<=[.;:] ))(?:Default\\b[^.]*(?:\\.\\d[^.]*)*|No default)\\.(?: |$)");

    private final String module;
    private final Properties set = new Properties();
    private final Map<String, String> sections = new TreeMap<>();

    private ConfigurationReference(String module) {
        this.module = module;
    }

    /** Writes the file of the checkout in which this is run. */
    public static void main(String[] args) throws IOException {
        Path root = Path.of("").toAbsolutePath();
        Files.writeString(root.resolve(FILE), renewed(root));
    }

    /** The file as it ought to be: what people wrote, and the reference after it. */
    static String renewed(Path root) throws IOException {
        String present = Files.readString(root.resolve(FILE));
        int end = present.indexOf(BEGIN);
        if (end < 0) {
            throw new IllegalStateException(FILE + " has no line '" + BEGIN + "'");
        }
        StringBuilder renewed =
                new StringBuilder(present.substring(0, end)).append(BEGIN).append('\n');
        for (String module : MODULES.keySet()) {
            renewed.append(new ConfigurationReference(module).chapter(root));
        }
        return renewed.toString();
    }

    private static Map<String, String> modules() {
        Map<String, String> modules = new LinkedHashMap<>();
        modules.put("platform/service-defaults", "META-INF/microprofile-config.properties");
        for (String service : List.of("persona-service", "journey-service", "recommendation-service", "gateway")) {
            modules.put(service, "application.properties");
        }
        return modules;
    }

    private String chapter(Path root) throws IOException {
        Path main = root.resolve(module).resolve("src/main");
        try (var file = Files.newBufferedReader(main.resolve("resources").resolve(MODULES.get(module)))) {
            set.load(file);
        }
        try (Stream<Path> files = Files.walk(main.resolve("java"))) {
            for (Path source :
                    files.filter(f -> f.toString().endsWith("Config.java")).toList()) {
                read(source);
            }
        }
        String title = module.startsWith("platform") ? "Services that read change feeds" : module;
        return "\n## " + title + "\n" + String.join("", sections.values());
    }

    private void read(Path source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, files, d -> {}, List.of("-proc:none"), null, files.getJavaFileObjects(source));
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree type : unit.getTypeDecls()) {
                    if (type instanceof ClassTree mapping) {
                        new Mapping(DocTrees.instance(task), new TreePath(new TreePath(unit), mapping), mapping)
                                .write();
                    }
                }
            }
        }
    }

    /** One interface with its nested ones. */
    private final class Mapping {

        private final DocTrees docs;
        private final TreePath path;
        private final ClassTree mapping;
        private final Map<String, ClassTree> nested = new HashMap<>();
        private final List<String> rows = new ArrayList<>();

        Mapping(DocTrees docs, TreePath path, ClassTree mapping) {
            this.docs = docs;
            this.path = path;
            this.mapping = mapping;
            for (Tree member : mapping.getMembers()) {
                if (member instanceof ClassTree type) {
                    nested.put(type.getSimpleName().toString(), type);
                }
            }
        }

        void write() {
            String prefix = annotation(mapping.getModifiers(), "ConfigMapping");
            if (prefix == null) {
                return;
            }
            properties(prefix, path, mapping, "");
            sections.put(prefix, """

                    ### `%s`

                    %s

                    | property and variable | type | default | meaning |
                    |---|---|---|---|
                    %s
                    """.formatted(prefix, prose(docs.getDocComment(path)), String.join("\n", rows)));
        }

        /** @param inherited what the property says that holds these, if they say nothing themselves of a default */
        private void properties(String prefix, TreePath holder, ClassTree type, String inherited) {
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method && method.getBody() == null) {
                    property(prefix, new TreePath(holder, method), method, inherited);
                }
            }
        }

        private void property(String prefix, TreePath at, MethodTree method, String inherited) {
            String given = annotation(method.getModifiers(), "WithName");
            String name = prefix + "." + (given == null ? kebab(method.getName().toString()) : given);
            String type = method.getReturnType().toString();
            String comment = prose(docs.getDocComment(at));
            String map = type.startsWith("Map<") ? name + ".<" + placeholder(type) + ">" : name;
            String value = type.replaceAll("^(?:Optional<|Map<\\w+, )(.*)>$", "$1");
            if (nested.containsKey(value)) {
                ClassTree inner = nested.get(value);
                String said = without(comment, DEFAULT_SENTENCE);
                properties(map, new TreePath(path, inner), inner, (inherited.isEmpty() ? "" : inherited + " ") + said);
                return;
            }
            rows.add("| `%s`<br>`%s` | %s | %s | %s |"
                    .formatted(
                            map,
                            variableOf(map),
                            typeName(value),
                            defaultOf(name, method, type, comment),
                            (inherited.isEmpty() ? "" : inherited + " ") + without(comment, DEFAULT_SENTENCE)));
        }

        private String defaultOf(String name, MethodTree method, String type, String comment) {
            String here = set.getProperty(name);
            String value = here == null ? annotation(method.getModifiers(), "WithDefault") : here;
            if (value != null && !value.equals("${" + variableOf(name) + ":}")) {
                Matcher variable = Pattern.compile("\\$\\{(\\w+):?}").matcher(value);
                return variable.find() ? variable.replaceAll("`$1`").replace(",", ", ") : "`" + value + "`";
            }
            Matcher said = DEFAULT_SENTENCE.matcher(comment);
            if (said.find() && said.group().startsWith("Default ")) {
                return said.group().strip().replaceFirst("^Default ", "").replaceFirst("\\.$", "");
            }
            return type.startsWith("Optional<") || type.startsWith("Map<") ? "none" : "must be set";
        }
    }

    private static String variableOf(String property) {
        return property.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9<>]", "_");
    }

    private static String typeName(String type) {
        return switch (type) {
            case "Duration" -> "duration";
            case "int", "long", "OptionalInt" -> "integer";
            case "double" -> "number";
            case "boolean" -> "true or false";
            case "URI" -> "URL";
            case "MemorySize" -> "size";
            case "String" -> "text";
            default -> type.matches("(List|Set)<.*") ? "list" : "text";
        };
    }

    private static String placeholder(String map) {
        String key = map.substring("Map<".length(), map.indexOf(','));
        return key.equals("String") ? "name" : kebab(key);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String without(String prose, Pattern sentences) {
        return sentences.matcher(prose).replaceAll("").strip();
    }

    /** A Javadoc comment as Markdown that fits into a table. */
    private static String prose(String comment) {
        if (comment == null) {
            return "";
        }
        return comment.replaceAll("(?s)\\n\\s*@.*", "")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link (?:\\w*#)?([^} ]*)[^}]*}", "`$1`")
                .replaceAll("</?p>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("|", "\\|")
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .strip();
    }

    /** The text in an annotation; null if there is no such annotation. */
    private static String annotation(ModifiersTree modifiers, String name) {
        for (AnnotationTree annotation : modifiers.getAnnotations()) {
            if (annotation.getAnnotationType().toString().endsWith(name)) {
                ExpressionTree argument = annotation.getArguments().getFirst();
                ExpressionTree value =
                        argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
                return ((LiteralTree) value).getValue().toString();
            }
        }
        return null;
    }
}
