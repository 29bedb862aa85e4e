package io.desirepath.journey.activation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvReader;
import io.desirepath.journey.activation.domain.MemberField;
import io.desirepath.journey.activation.domain.SafeCell;
import io.desirepath.service.feed.FeedJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MemberFileTest {

    private static final List<MemberField> NAMED = List.of(MemberField.ACCOUNT_ID, MemberField.NAME);
    private static final List<MemberField> DESCRIBED =
            List.of(MemberField.ACCOUNT_ID, MemberField.NAME, MemberField.EMPLOYEES, MemberField.REASON);

    @Test
    void aCsvFileHasAHeaderLineAndCellsThatAreNoFormulas() throws IOException {
        ObjectNode first = member("12583", "=HYPERLINK(\"x\"), \"Acme\"");
        first.put("employees", -5);
        first.putObject("reason").put("trigger", "STAGE").put("text", "+Entered");
        ObjectNode second = member("é", null);
        second.putNull("employees");
        second.putNull("reason");

        assertThat(write(MemberFile.Format.CSV, DESCRIBED, first, second))
                .isEqualTo("accountId,name,employees,reason\r\n"
                        + "12583,\"'=HYPERLINK(\"\"x\"\"), \"\"Acme\"\"\",-5,'+Entered\r\n"
                        + "é,,,\r\n");
    }

    @Test
    void anNdjsonFileHasAnObjectALine() throws IOException {
        assertThat(write(MemberFile.Format.NDJSON, NAMED, member("=1", "a\nb"), member("2", null)))
                .isEqualTo("{\"accountId\":\"=1\",\"name\":\"a\\nb\"}\n{\"accountId\":\"2\",\"name\":null}\n");
    }

    @Property
    void whateverIsWrittenIsReadAgainAsSafeText(@ForAll @Size(max = 5) List<String> names) throws IOException {
        ObjectNode[] members = names.stream().map(name -> member("id", name)).toArray(ObjectNode[]::new);

        String csv = write(MemberFile.Format.CSV, NAMED, members);

        List<String> read = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv).stream()
                .skip(1)
                .map(line -> line.getField(1))
                .toList();
        // What cannot be written in UTF-8 is a question mark.
        assertThat(read)
                .isEqualTo(names.stream()
                        .map(name ->
                                new String(SafeCell.of(name).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                        .toList());
        String json = write(MemberFile.Format.NDJSON, NAMED, members);
        assertThat(json.lines()).hasSize(names.size()).allSatisfy(line -> FeedJson.MAPPER.readTree(line));
    }

    private static ObjectNode member(String id, String name) {
        return JsonNodeFactory.instance.objectNode().put("accountId", id).put("name", name);
    }

    private static String write(MemberFile.Format format, List<MemberField> fields, ObjectNode... members)
            throws IOException {
        var output = new ByteArrayOutputStream();
        MemberFile file = format.open(output, fields);
        for (ObjectNode member : members) {
            file.add(member);
        }
        file.flush();
        return output.toString(StandardCharsets.UTF_8);
    }
}
