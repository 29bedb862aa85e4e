package io.desirepath.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import io.desirepath.local.console.Sentence;
import io.desirepath.local.console.Steps;
import io.desirepath.local.folder.SuiteFolder;
import io.desirepath.local.launch.Service;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The second half of {@code ./suite images}: adds to each image that Quarkus built a plain class path and an AOT cache, and
 * writes it as an OCI archive.
 */
@Command(name = "images", description = "Adds AOT caches to built images and writes OCI archives.")
public final class WriteImages implements Callable<Integer> {

    @Option(names = "--from", required = true, description = "The folder of images as Quarkus built them.")
    private Path from = Path.of("");

    @Option(names = "--to", required = true, description = "The folder for archives, one a service.")
    private Path to = Path.of("");

    @Option(names = "--no-cache", description = "Train no caches.")
    private boolean noCache;

    private final Steps steps = new Steps(
            new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
            Boolean.getBoolean("suite.terminal"));

    public static void main(String[] args) {
        CommandLine command = new CommandLine(new WriteImages());
        command.setExecutionExceptionHandler((e, line, parsed) -> {
            if (e instanceof Sentence sentence) {
                System.err.println(sentence.getMessage());
                return 1;
            }
            throw e;
        });
        System.exit(command.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(Files.createDirectories(to), "work");
        try {
            Map<Service, BuiltImage> images = new EnumMap<>(Service.class);
            steps.run("images unpacked", () -> {
                images.putAll(unpack(work));
                return images.size() + " images";
            });
            if (!noCache) {
                new TrainCaches(work.resolve("suite"), steps).of(images);
            }
            for (BuiltImage image : images.values()) {
                steps.run(image.reference(), () -> write(image, work));
            }
        } finally {
            SuiteFolder.deleteTree(work);
        }
        return 0;
    }

    private Map<Service, BuiltImage> unpack(Path work) throws IOException, InterruptedException {
        List<Path> archives;
        try (Stream<Path> files = Files.list(from)) {
            archives = files.filter(file -> file.toString().endsWith(".tar"))
                    .sorted()
                    .toList();
        }
        Map<Service, BuiltImage> images = new EnumMap<>(Service.class);
        for (Path archive : archives) {
            BuiltImage image = BuiltImage.unpack(archive, work.resolve(archive.getFileName() + ".unpacked"));
            Service service = Arrays.stream(Service.values())
                    .filter(s -> s.module().equals(image.name()))
                    .findFirst()
                    .orElseThrow(() -> new Sentence(image.reference() + " is no image of a service."));
            ServiceJar.write(image.application());
            images.put(service, image);
        }
        if (images.size() < Service.values().length) {
            throw new Sentence("There are only " + images.size() + " images in " + from + ".");
        }
        return images;
    }

    private String write(BuiltImage image, Path work) throws IOException, InterruptedException {
        Path target = to.resolve(image.name() + ".tar");
        try {
            JibContainerBuilder builder = Jib.from("tar://" + image.archive().toAbsolutePath());
            List<String> start = new ArrayList<>(List.of("java"));
            start.addAll(image.options());
            addLayer(builder, image, ServiceJar.NAME);
            if (!noCache) {
                addLayer(builder, image, TrainCaches.NAME);
                start.add("-XX:AOTCache=" + BuiltImage.APPLICATION + "/" + TrainCaches.NAME);
            }
            start.addAll(List.of("-jar", BuiltImage.APPLICATION + "/" + ServiceJar.NAME));
            builder.setEntrypoint(start)
                    .setFormat(ImageFormat.OCI)
                    .setCreationTime(Instant.EPOCH)
                    .containerize(Containerizer.to(TarImage.at(target).named(image.reference()))
                            .setBaseImageLayersCache(work.resolve("base-layers"))
                            .setApplicationLayersCache(work.resolve("layers")));
        } catch (InvalidImageReferenceException
                | RegistryException
                | CacheDirectoryCreationException
                | ExecutionException e) {
            throw new IOException(target + " was not written: " + e.getMessage(), e);
        }
        return target + ", " + Files.size(target) / (1024 * 1024) + " MiB";
    }

    private static void addLayer(JibContainerBuilder builder, BuiltImage image, String file) throws IOException {
        builder.addFileEntriesLayer(FileEntriesLayer.builder()
                .setName(file)
                .addEntry(image.application().resolve(file), AbsoluteUnixPath.get(BuiltImage.APPLICATION + "/" + file))
                .build());
    }
}
