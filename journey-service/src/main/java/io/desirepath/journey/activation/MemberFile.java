package io.desirepath.journey.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.desirepath.journey.activation.domain.MemberField;
import io.desirepath.journey.activation.domain.SafeCell;
import io.desirepath.service.feed.FeedJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file of members that is being written, in UTF-8. */
sealed interface MemberFile {

    void add(ObjectNode member) throws IOException;

    void flush() throws IOException;

    /** What the file looks like; opening one writes nothing yet. */
    enum Format {
        CSV,
        NDJSON;

        MemberFile open(OutputStream output, List<MemberField> fields) throws IOException {
            Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 15);
            return switch (this) {
                case CSV -> new Csv(writer, fields);
                case NDJSON -> new Ndjson(writer);
            };
        }
    }

    /** RFC 4180 with a header line. What others wrote cannot become a formula; numbers stay numbers. */
    final class Csv implements MemberFile {

        private final CsvWriter csv;

        Csv(Writer writer, List<MemberField> fields) {
            this.csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
            csv.writeRecord(fields.stream().map(MemberField::wireName).toList());
        }

        @Override
        public void add(ObjectNode member) {
            csv.writeRecord(member.valueStream().map(Csv::cell).toList());
        }

        @Override
        public void flush() throws IOException {
            csv.flush();
        }

        /** A reason is its sentence, several ids are a JSON array. */
        private static String cell(JsonNode value) {
            return switch (value.getNodeType()) {
                case NULL, MISSING -> "";
                case NUMBER -> value.asText();
                case OBJECT -> SafeCell.of(value.path("text").asText());
                case STRING, ARRAY, BOOLEAN, BINARY, POJO ->
                    SafeCell.of(value.isTextual() ? value.textValue() : value.toString());
            };
        }
    }

    /** A JSON object a line. */
    final class Ndjson implements MemberFile {

        private final Writer writer;

        Ndjson(Writer writer) {
            this.writer = writer;
        }

        @Override
        public void add(ObjectNode member) throws IOException {
            writer.write(FeedJson.MAPPER.writeValueAsString(member));
            writer.write('\n');
        }

        @Override
        public void flush() throws IOException {
            writer.flush();
        }
    }
}
