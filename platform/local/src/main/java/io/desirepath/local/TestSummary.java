package io.desirepath.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The end of {@code ./suite test}: reads the reports that surefire and failsafe wrote, names each failed and each
 * skipped test with its reason, and counts. Runs from its source without a class path, also when nothing else compiles;
 * so it uses the JDK alone.
 */
final class TestSummary {

    private static final Pattern REPORT = Pattern.compile("(surefire|failsafe)-reports/TEST-[^/]*\\.xml$");
    private static final Set<String> NOT_SEARCHED = Set.of(".git", ".suite", "src", "node_modules");

    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /**
     * @param args the checkout; the second since 1970 when the tests began; {@code true} if a skip is a failure; the log
     */
    public static void main(String[] args) throws IOException {
        TestSummary summary = of(Path.of(args[0]), Long.parseLong(args[1]) * 1000);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        summary.lines(args[3]).forEach(out::println);
        boolean skipIsFailure = Boolean.parseBoolean(args[2]);
        System.exit(summary.failed.isEmpty() && (summary.skipped.isEmpty() || !skipIsFailure) ? 0 : 1);
    }

    /** Reads the reports under the folder that were written at or after the instant, in milliseconds since 1970. */
    static TestSummary of(Path root, long since) throws IOException {
        TestSummary summary = new TestSummary();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                boolean skip = NOT_SEARCHED.contains(String.valueOf(folder.getFileName())) && !folder.equals(root);
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                boolean report = REPORT.matcher(file.toString()).find();
                if (report && attributes.lastModifiedTime().toMillis() >= since) {
                    summary.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return summary;
    }

    private void add(Path report) throws IOException {
        NodeList cases;
        try {
            cases = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getElementsByTagName("testcase");
        } catch (SAXException | ParserConfigurationException e) {
            failed.add(report + ": the report is not readable (" + e.getMessage() + ")");
            return;
        }
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String name = test.getAttribute("classname") + "." + test.getAttribute("name");
            NodeList skip = test.getElementsByTagName("skipped");
            if (skip.getLength() > 0) {
                skipped.add(name + ": " + reason((Element) skip.item(0)));
            } else if (has(test, "failure") || has(test, "error")) {
                failed.add(name);
            } else {
                passed++;
            }
        }
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private static String reason(Element skip) {
        String message = skip.getAttribute("message").strip();
        return message.isEmpty()
                ? "no reason given"
                : message.lines().findFirst().orElse("");
    }

    /** For people; the last line is {@code N passed, N failed, N skipped}. */
    List<String> lines(String log) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        if (!skipped.isEmpty()) {
            lines.add("Skipped:");
            skipped.stream().sorted().forEach(test -> lines.add("  " + test));
        }
        if (!failed.isEmpty()) {
            lines.add("Failed:");
            failed.stream().sorted().forEach(test -> lines.add("  " + test));
        }
        lines.add("The whole output is in " + log + ".");
        lines.add(passed + " passed, " + failed.size() + " failed, " + skipped.size() + " skipped");
        return lines;
    }
}
