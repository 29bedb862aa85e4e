package io.desirepath.recommendation.ranking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.Stage;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.catalog.content.domain.ContentType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentMatchTest {

    private static final Map<Stage, Double> DECIDING = Map.of(Stage.DECISION, 0.7, Stage.CONSIDERATION, 0.3);

    private final ContentItem forDeciding = piece("deciding", Set.of(Stage.DECISION), Set.of(), Set.of(), Set.of());
    private final ContentItem forConsidering =
            piece("considering", Set.of(Stage.CONSIDERATION), Set.of(), Set.of(), Set.of());
    private final ContentItem forEngineers = piece("engineers", Set.of(), Set.of("engineer"), Set.of(), Set.of());
    private final ContentItem forApprovers =
            piece("approvers", Set.of(), Set.of(), Set.of(BuyingRole.APPROVER), Set.of());
    private final ContentItem onLamps = piece("lamps", Set.of(), Set.of(), Set.of(), Set.of("Lamps"));
    private final ContentItem forAll = piece("all", Set.of(), Set.of(), Set.of(), Set.of());

    @Test
    void stagesCountByTheirProbability() {
        ContentMatch.Reader reader = reader(null, null, List.of(), Set.of());

        assertThat(ids(List.of(forConsidering, forDeciding), reader)).containsExactly("deciding", "considering");
        assertThat(match(forDeciding, reader).stage()).isEqualTo(0.7);
        assertThat(match(
                                piece(
                                        "both",
                                        Set.of(Stage.DECISION, Stage.CONSIDERATION),
                                        Set.of(),
                                        Set.of(),
                                        Set.of()),
                                reader)
                        .stage())
                .isEqualTo(1);
    }

    @Test
    void personaRoleAndFamilyEachChangeTheOrder() {
        List<ContentItem> pieces = List.of(forEngineers, forApprovers, onLamps, forAll);

        assertThat(ids(pieces, reader("engineer", BuyingRole.USER, List.of(), Set.of("Chairs"))))
                .startsWith("engineers", "all");
        assertThat(ids(pieces, reader("buyer", BuyingRole.APPROVER, List.of(), Set.of("Chairs"))))
                .startsWith("approvers", "all");
        assertThat(ids(pieces, reader("buyer", BuyingRole.USER, List.of(), Set.of("Lamps"))))
                .startsWith("lamps", "all");
    }

    @Test
    void contentForTheMissingRoleComesFirstAndSaysSo() {
        ContentMatch.Reader reader = reader("buyer", BuyingRole.USER, List.of(BuyingRole.APPROVER), Set.of());

        assertThat(ids(List.of(forAll, forApprovers), reader)).startsWith("approvers");
        assertThat(match(forApprovers, reader).missing()).isEqualTo(BuyingRole.APPROVER);
        assertThat(match(forApprovers, reader(null, BuyingRole.APPROVER, List.of(BuyingRole.APPROVER), Set.of()))
                        .missing())
                .as("an approver is one")
                .isNull();
    }

    @Test
    void whatIsNotKnownSpeaksNeitherForNorAgainst() {
        ContentMatch.Reader nobody = new ContentMatch.Reader(null, null, null, List.of(), Set.of());

        assertThat(ids(List.of(forDeciding, forAll), nobody)).containsExactly("all", "deciding");
        assertThat(match(forDeciding, nobody).score()).isPositive();
    }

    @Test
    void nothingIsMissingWhereNobodyIsKnown() {
        RequiredRoles required =
                new RequiredRoles(Map.of(Stage.DECISION, Set.of(BuyingRole.APPROVER, BuyingRole.BUYER)));

        assertThat(required.missing(Stage.DECISION, Set.of())).isEmpty();
        assertThat(required.missing(null, Set.of(BuyingRole.USER))).isEmpty();
        assertThat(required.missing(Stage.DECISION, Set.of(BuyingRole.BUYER))).containsExactly(BuyingRole.APPROVER);
    }

    private static ContentMatch match(ContentItem piece, ContentMatch.Reader reader) {
        return ContentMatch.best(List.of(piece), reader, 1).getFirst();
    }

    private static List<String> ids(List<ContentItem> pieces, ContentMatch.Reader reader) {
        return ContentMatch.best(pieces, reader, 10).stream()
                .map(match -> match.piece().id())
                .toList();
    }

    private static ContentMatch.Reader reader(
            @Nullable String persona, @Nullable BuyingRole role, List<BuyingRole> missing, Set<String> families) {
        return new ContentMatch.Reader(DECIDING, persona, role, missing, families);
    }

    private static ContentItem piece(
            String id, Set<Stage> stages, Set<String> personas, Set<BuyingRole> roles, Set<String> families) {
        return new ContentItem(
                id,
                ContentType.GUIDE,
                "Title of " + id,
                null,
                null,
                null,
                null,
                stages,
                personas,
                roles,
                families,
                null,
                null);
    }
}
