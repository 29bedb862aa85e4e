package io.desirepath.journey.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ActivityRecorded.OrderLine;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.ProductId;
import io.desirepath.journey.activity.VocabularyFile;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.ingestion.EventParser.Envelope;
import io.desirepath.journey.ingestion.EventParser.Parsed;
import io.desirepath.journey.stage.domain.Mark;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventParserTest {

    private static final Vocabulary VOCABULARY = VocabularyFile.load();
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final EventParser parser =
            new EventParser(new Defaults(), new IngestionMetrics(new SimpleMeterRegistry()), () -> VOCABULARY);

    @Test
    void anEventIsReadWhole() {
        Activity activity = usable("""
                {"type":"track","messageId":"m-1","event":"Quote Requested","userId":"ann","anonymousId":"v-1",
                 "timestamp":"2026-02-01T13:00:00+01:00","context":{"groupId":"A","groupName":"Acme","ip":"127.0.0.1"},
                 "properties":{"product_id":85123,"note":"ü"},"integrations":{"All":true}}""").activity();

        assertThat(activity.messageId().value()).isEqualTo("m-1");
        assertThat(activity.sender().groupId()).isEqualTo(new AccountId("A"));
        assertThat(activity.sender().userId()).isEqualTo(new ContactId("ann"));
        assertThat(activity.at()).isEqualTo("2026-02-01T12:00:00Z");
        assertThat(activity.receivedAt()).isEqualTo(NOW);
        assertThat(activity.productId()).isEqualTo(new ProductId("85123"));
        assertThat(activity.accountName()).isEqualTo("Acme");
        assertThat(activity.synthetic()).isFalse();
        assertThat(activity.order()).isNull();
        assertThat(activity.mark()).isEqualTo(Mark.RFQ);
        assertThat(activity.sender().anonymousId()).isEqualTo("v-1");
        assertThat(activity.properties()).isEqualTo("{\"product_id\":85123,\"note\":\"ü\"}");
    }

    @Test
    void whatIsMissingIsMadeUp() {
        Activity told = usable("""
                {"event":"Product Viewed","userId":"","context":{"groupId":12583,"synthetic":true}}""").activity();

        assertThat(told.sender().groupId().value()).isEqualTo("12583");
        assertThat(told.messageId().value()).hasSize(36);
        assertThat(told.sender().userId()).isNull();
        assertThat(told.at()).isEqualTo(NOW);
        assertThat(told.synthetic()).isTrue();
    }

    @Test
    void anImportKeepsItsTimesAndACallIsHeldAgainstOurClock() {
        JsonNode event = json("""
                {"event":"Product Viewed","messageId":"m","context":{"groupId":"A"},"timestamp":"2026-02-01T12:00:00Z",
                 "sentAt":"2026-02-01T12:00:10Z"}""");

        assertThat(at(event, new Envelope(NOW, null, true, false, 1000, null))).isEqualTo("2026-02-01T12:00:00Z");
        assertThat(at(event, new Envelope(NOW, null, true, true, 1000, null))).isEqualTo(NOW.minusSeconds(10));
    }

    @Test
    void anOrderKeepsItsGoodLinesAndNotesTheBad() {
        Incoming incoming = usable("""
                {"event":"Order Completed","messageId":"o-1","context":{"groupId":"A"},"properties":{"order_id":536365,
                 "products":[{"product_id":"85123A","name":"Holder","quantity":6,"price":2.550},
                             {"sku":"71053","quantity":"2","price":"3.39"},
                             {"product_id":"D","quantity":-1,"price":1},
                             {"product_id":"E","quantity":1},
                             {"product_id":"F","quantity":1.5,"price":1},
                             {"product_id":"G","quantity":1e30,"price":1},
                             {"product_id":"H","quantity":1,"price":"free"},
                             {"name":"no product"}, 7]}}""");

        var order = incoming.activity().order();
        assertThat(order.orderId()).isEqualTo("536365");
        assertThat(order.currency()).isEqualTo("GBP");
        assertThat(order.refund()).isFalse();
        assertThat(order.lines())
                .containsExactly(
                        new OrderLine(new ProductId("85123A"), "Holder", 6, new BigDecimal("2.550")),
                        new OrderLine(new ProductId("71053"), null, 2, new BigDecimal("3.39")));
        assertThat(incoming.badLines())
                .extracting(Reject::detail)
                .satisfiesExactly(
                        detail -> assertThat(detail).startsWith("line 3: quantity"),
                        detail -> assertThat(detail).isEqualTo("line 4: price: missing"),
                        detail -> assertThat(detail).startsWith("line 5: quantity"),
                        detail -> assertThat(detail).startsWith("line 6: quantity"),
                        detail -> assertThat(detail).isEqualTo("line 7: price: not a number"),
                        detail -> assertThat(detail).isEqualTo("line 8: product_id: missing"),
                        detail -> assertThat(detail).isEqualTo("line 9: product_id: missing"));
    }

    @Test
    void anOrderWithoutAnyUsableLineStillHappened() {
        Incoming incoming = usable("""
                {"event":"Order Completed","messageId":"o-1","context":{"groupId":"A"},"properties":{"products":{"a":1}}}""");

        assertThat(incoming.activity().mark()).isEqualTo(Mark.ORDER);
        assertThat(incoming.activity().order()).isNull();
        assertThat(incoming.badLines()).extracting(Reject::reason).containsExactly(RejectReason.NO_ORDER_LINES);
    }

    @Test
    void aRefundTakesBackAndIsNoEvidence() {
        Activity activity = usable("""
                {"event":"Order Cancelled","messageId":"c-1","context":{"groupId":"A"},"properties":{"orderId":"C1",
                 "currency":"EUR","products":[{"productId":"P","quantity":1,"price":0}]}}""").activity();

        assertThat(activity.mark()).isNull();
        assertThat(activity.order().refund()).isTrue();
        assertThat(activity.order().currency()).isEqualTo("EUR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'event':'Product Viewed'}; NO_ACCOUNT",
                "{'event':'Product Viewed','groupId':'A'}; NO_ACCOUNT",
                "{'event':'Product Viewed','context':{'groupId':' '}}; INVALID_ID",
                "{'event':'Product Viewed','context':{'groupId':'A'},'userId':'a\\tb'}; INVALID_ID",
                "{'context':{'groupId':'A'}}; NO_EVENT",
                "{'event':' ','context':{'groupId':'A'}}; NO_EVENT",
                "{'event':'Product Viewed','context':{'groupId':'A'},'timestamp':'yesterday'}; INVALID_TIME",
                "{'event':'Product Viewed','context':{'groupId':'A'},'timestamp':'2025-02-30T00:00:00Z'}; INVALID_TIME",
                "{'event':'Product Viewed','context':{'groupId':'A'},'timestamp':'2025-01-31T24:00:00Z'}; INVALID_TIME",
                "{'event':'Product Viewed','context':{'groupId':'A'},'timestamp':'2026-03-03T00:00:00Z'}; INVALID_TIME",
                "{'event':'Product Viewed','context':{'groupId':'A'},'timestamp':'1970-01-01'}; INVALID_TIME",
                "{'event':'x','context':{'groupId':'A'},'timestamp':'-999999999-01-01T00:00:00Z','sentAt':'+999999999-12-31T00:00:00Z'}; INVALID_TIME",
                "{'type':'purchase','context':{'groupId':'A'}}; UNSUPPORTED_TYPE",
                "{'type':'identify','context':{'groupId':'A'}}; NO_IDENTITY",
                "{'type':'identify','userId':'','anonymousId':'','traits':{'email':'x'}}; NO_IDENTITY",
                "{'type':'group','userId':'ann','context':{'groupId':'A'}}; NO_ACCOUNT",
                "{'type':'group','userId':'ann','groupId':' '}; INVALID_ID",
                "{'type':'alias','userId':'ann','context':{'groupId':'A'}}; NO_IDENTITY",
                "{'type':'alias','previousId':'v','anonymousId':'w','context':{'groupId':'A'}}; NO_IDENTITY",
                "{'type':'alias','previousId':'a\\tb','userId':'ann'}; INVALID_ID",
                "{'event':'x','context':{'groupId':'A'},'properties':{'\\u0000':1}}; INVALID_TEXT",
                "{'event':'Order Completed','context':{'groupId':'A'},'properties':{'currency':'POUND'}}; INVALID_ORDER",
                "['event']; NOT_AN_OBJECT"
            })
    void anEventThatCannotBeUsedIsRejectedWithTheReason(String event, RejectReason reason) {
        Parsed parsed =
                parser.parse(json(event.replace('\'', '"')), 100, new Envelope(NOW, null, true, true, 1000, null));

        assertThat(parsed)
                .isInstanceOfSatisfying(
                        Parsed.Unusable.class,
                        unusable -> assertThat(unusable.reject().reason()).isEqualTo(reason));
    }

    @Test
    void anIdentifyCallSaysWhoTheVisitorIsAndItsTraitsStayOutOfTheLog() {
        Activity activity = usable("""
                {"type":"identify","messageId":"m-1","userId":"ann","anonymousId":"v-1",
                 "traits":{"email":"ann@example.com","score":1.50},"context":{"traits":{"email":"other@example.com"}},
                 "properties":{"email":"ann@example.com"}}""").activity();

        assertThat(activity.event()).isEqualTo("Identify");
        assertThat(activity.claim()).isEqualTo(new Claim.Identified("{\"email\":\"ann@example.com\",\"score\":1.50}"));
        assertThat(activity.sender()).isEqualTo(new Sender(new ContactId("ann"), "v-1", null, true));
        assertThat(activity.touchpoint()).isEqualTo("identity");
        assertThat(activity.mark()).isNull();
        assertThat(activity.properties()).isEqualTo("{}");
    }

    @Test
    void aVisitorWithoutAUserIdCanBeIdentifiedByTraits() {
        Activity activity = usable("{\"type\":\"identify\",\"anonymousId\":\"v-1\",\"traits\":7}")
                .activity();

        assertThat(activity.sender()).isEqualTo(new Sender(null, "v-1", null, true));
        assertThat(activity.claim()).isEqualTo(new Claim.Identified("{}"));
    }

    @Test
    void aGroupCallNamesItsAccountItself() {
        Activity activity = usable("""
                {"type":"group","userId":"ann","groupId":"A","traits":{"name":"Acme"},
                 "context":{"groupId":"B"}}""").activity();

        assertThat(activity.event()).isEqualTo("Group");
        assertThat(activity.sender()).isEqualTo(new Sender(new ContactId("ann"), null, new AccountId("A"), true));
        assertThat(activity.claim()).isEqualTo(new Claim.Grouped("{\"name\":\"Acme\"}"));
        assertThat(activity.properties()).isEqualTo("{}");
    }

    @Test
    void anAliasCallNamesWhatTheVisitorWasCalledBefore() {
        Activity activity = usable(
                        "{\"type\":\"alias\",\"previousId\":\"v-1\",\"userId\":\"ann\",\"traits\":{\"a\":1}}")
                .activity();

        assertThat(activity.event()).isEqualTo("Alias");
        assertThat(activity.claim()).isEqualTo(new Claim.Aliased("v-1"));
        assertThat(activity.properties()).isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"page", "screen", "PAGE"})
    void aPageKeepsWhatItIsCalled(String type) {
        Activity activity = usable("""
                {"type":"%s","anonymousId":"v-1","name":"Home","category":"Shop","properties":{"url":"/","name":"Own"}}""".formatted(type)).activity();

        assertThat(activity.event()).isEqualTo("Page Viewed");
        assertThat(activity.mark()).isEqualTo(Mark.PAGE_VIEW);
        assertThat(activity.claim()).isEqualTo(new Claim.Nothing());
        assertThat(activity.properties()).isEqualTo("{\"url\":\"/\",\"name\":\"Own\",\"category\":\"Shop\"}");
    }

    @Test
    void whoeverIsNamedIsEnough() {
        assertThat(usable("{\"event\":\"Quote Requested\",\"userId\":\"ann\"}")
                        .activity()
                        .sender())
                .isEqualTo(new Sender(new ContactId("ann"), null, null, true));
        assertThat(usable("{\"event\":\"Quote Requested\",\"anonymousId\":\"v-1\"}")
                        .activity()
                        .sender())
                .isEqualTo(new Sender(null, "v-1", null, true));
    }

    @Test
    void whatAPageSaysOfWhoActsIsNotConfirmed() {
        var browser = new Envelope(NOW, null, false, true, 1000, null);

        assertThat(usable("{\"type\":\"group\",\"userId\":\"ann\",\"groupId\":\"A\"}", browser)
                        .activity()
                        .sender())
                .isEqualTo(new Sender(new ContactId("ann"), null, new AccountId("A"), false));
    }

    @Test
    void thePathOfASingleCallSaysMoreThanItsType() {
        var group = new Envelope(NOW, null, true, true, 1000, CallType.GROUP);

        assertThat(usable("{\"type\":\"track\",\"event\":\"x\",\"groupId\":\"A\"}", group)
                        .activity()
                        .event())
                .isEqualTo("Group");
    }

    @Test
    void aKeyInTheBodyIsNotKept() {
        Reject single = unusable(json("{\"event\":\"\",\"writeKey\":\"secret\",\"userId\":\"ann\"}"), NOW);
        Reject line = Reject.of(
                null,
                RejectReason.MALFORMED_JSON,
                "",
                TextNode.valueOf("{\"writeKey\" : \"sec\\\"ret\", \"event\":\"x"),
                NOW);
        Reject cut = Reject.of(null, RejectReason.MALFORMED_JSON, "", TextNode.valueOf("{\"writeKey\":\"secr"), NOW);

        assertThat(single.payload()).doesNotContain("secret").contains("[redacted]", "ann");
        assertThat(line.payload()).doesNotContain("sec").contains("[redacted]", "event");
        assertThat(cut.payload()).doesNotContain("secr").contains("[redacted]");
        assertThat(usable("{\"event\":\"x\",\"userId\":\"ann\",\"writeKey\":\"secret\"}")
                        .activity()
                        .toString())
                .doesNotContain("secret");
    }

    @Test
    void ordersFromABrowserAreRejected() {
        JsonNode order = json("{\"event\":\"Order Completed\",\"context\":{\"groupId\":\"A\"}}");

        assertThat(parser.parse(order, 100, new Envelope(NOW, null, false, true, 1000, null)))
                .isInstanceOfSatisfying(
                        Parsed.Unusable.class,
                        unusable -> assertThat(unusable.reject().reason()).isEqualTo(RejectReason.NEEDS_SERVER_KEY));
    }

    @Test
    void theSameSentAgainIsTheSameReject() {
        JsonNode event = json("{\"event\":\"Product Viewed\",\"properties\":{\"x\":\"\\ud83d\"}}");
        Reject first = unusable(event, NOW);
        Reject second = unusable(event, NOW.plus(Duration.ofHours(1)));

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(first.payload()).isEqualTo("{\"event\":\"Product Viewed\",\"properties\":{\"x\":\"\\uD83D\"}}");
    }

    private Reject unusable(JsonNode event, Instant now) {
        return ((Parsed.Unusable) parser.parse(event, 100, new Envelope(now, null, true, true, 1000, null))).reject();
    }

    private Instant at(JsonNode event, Envelope envelope) {
        return usable(event.toString(), envelope).activity().at();
    }

    private Incoming usable(String event) {
        return usable(event, new Envelope(NOW, null, true, true, 1000, null));
    }

    private Incoming usable(String event, Envelope envelope) {
        try {
            return parser.read(json(event), envelope);
        } catch (UnusableEventException e) {
            throw new AssertionError(e.reason() + ": " + e.detail(), e);
        }
    }

    private static JsonNode json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return EventJson.read(bytes, 0, bytes.length);
        } catch (EventJson.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    static final class Defaults implements IngestionConfig {
        @Override
        public String defaultCurrency() {
            return "GBP";
        }

        @Override
        public int groupSize() {
            return 1000;
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public int importChunk() {
            return 500;
        }

        @Override
        public Duration sweepAfterImport() {
            return Duration.ZERO;
        }
    }
}
