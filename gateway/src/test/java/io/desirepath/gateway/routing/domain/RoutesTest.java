package io.desirepath.gateway.routing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.contracts.Scope;
import io.desirepath.gateway.routing.domain.Route.BodyKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private static final RouteMatch UNKNOWN = new RouteMatch.Unknown();

    @Test
    void eachCallGoesToItsServiceWithItsScope() {
        assertThat(found("POST", "/v1/batch")).satisfies(route -> {
            assertThat(route.service()).isEqualTo(Service.JOURNEY);
            assertThat(route.scope()).isEqualTo(Scope.WRITE);
            assertThat(route.body()).isEqualTo(BodyKind.ORDINARY_WITH_KEY);
        });
        assertThat(found("POST", "/v1/imports").body()).isEqualTo(BodyKind.BULK);
        assertThat(found("GET", "/v1/accounts/1").scope()).isEqualTo(Scope.PROFILES);
        assertThat(found("GET", "/v1/accounts/1/journey").service()).isEqualTo(Service.JOURNEY);
        assertThat(found("GET", "/v1/accounts/1/journey/smoothed?days=30")).satisfies(route -> {
            assertThat(route.service()).isEqualTo(Service.JOURNEY);
            assertThat(route.scope()).isEqualTo(Scope.JOURNEY);
        });
        assertThat(found("POST", "/v1/segments/preview").path().text()).isEqualTo("/v1/segments/preview");
        assertThat(found("PUT", "/v1/segments/1")).satisfies(route -> {
            assertThat(route.service()).isEqualTo(Service.JOURNEY);
            assertThat(route.scope()).isEqualTo(Scope.SEGMENTS);
        });
        assertThat(found("GET", "/v1/accounts/1/recommendations").service()).isEqualTo(Service.RECOMMENDATION);
        assertThat(found("GET", "/v1/accounts/1/reorder").service()).isEqualTo(Service.RECOMMENDATION);
        assertThat(found("GET", "/v1/products/1").scope()).isEqualTo(Scope.RECOMMEND);
        assertThat(found("GET", "/v1/recommendations/performance?by=kind").scope())
                .isEqualTo(Scope.ADMIN);
        assertThat(found("POST", "/v1/experiments/1/start").scope()).isEqualTo(Scope.ADMIN);
        assertThat(found("GET", "/v1/experiments/1/results").service()).isEqualTo(Service.RECOMMENDATION);
        assertThat(found("PUT", "/v1/products/1").scope()).isEqualTo(Scope.ADMIN);
        assertThat(found("POST", "/v1/recommendations").scope()).isEqualTo(Scope.RECOMMEND);
        assertThat(found("POST", "/v1/recommendations").isOpenToBrowsers()).isFalse();
        assertThat(found("GET", "/v1/strategies/active").scope()).isEqualTo(Scope.ADMIN);
        assertThat(found("POST", "/v1/strategies/summer/versions/2/preview?account=1")
                        .service())
                .isEqualTo(Service.RECOMMENDATION);
        assertThat(found("PUT", "/v1/merchandising-rules/1").scope()).isEqualTo(Scope.ADMIN);
        for (String path :
                List.of("/v1/segments/hot/members?fields=name", "/v1/segments/hot/changes?after=&wait=20s")) {
            assertThat(found("GET", path)).satisfies(route -> {
                assertThat(route.service()).isEqualTo(Service.JOURNEY);
                assertThat(route.scope()).isEqualTo(Scope.SEGMENTS);
                assertThat(route.isOpenToBrowsers()).isFalse();
            });
        }
        assertThat(found("DELETE", "/v1/api-keys/1")).satisfies(route -> {
            assertThat(route.service()).isEqualTo(Service.GATEWAY);
            assertThat(route.scope()).isEqualTo(Scope.ADMIN);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track",
                "identify",
                "group",
                "page",
                "screen",
                "alias",
                "batch",
                "t",
                "i",
                "g",
                "p",
                "s",
                "a",
                "b"
            })
    void everyCallOfTheSegmentProtocolIsIngestion(String name) {
        assertThat(found("POST", "/v1/" + name)).satisfies(route -> {
            assertThat(route.path().text()).isEqualTo("/v1/" + name);
            assertThat(route.service()).isEqualTo(Service.JOURNEY);
            assertThat(route.scope()).isEqualTo(Scope.WRITE);
            assertThat(route.body()).isEqualTo(BodyKind.ORDINARY_WITH_KEY);
        });
    }

    @Test
    void aLiteralSegmentWinsOverAPlaceholderWhateverTheMethod() {
        assertThat(found("GET", "/v1/personas/reassignment").path().text()).isEqualTo("/v1/personas/reassignment");
        assertThat(found("GET", "/v1/personas/planner").path().text()).isEqualTo("/v1/personas/{id}");
        assertThat(Routes.match("PUT", "/v1/personas/reassignment"))
                .isInstanceOfSatisfying(
                        RouteMatch.WrongMethod.class,
                        wrong -> assertThat(wrong.allowed()).containsExactly("GET", "HEAD"));
    }

    @Test
    void mappingEventTypesIsAdministrationAndReadingThemIsNot() {
        assertThat(found("GET", "/v1/event-types/Quote%20Requested").scope()).isEqualTo(Scope.JOURNEY);
        assertThat(found("POST", "/v1/journey/simulate").scope()).isEqualTo(Scope.JOURNEY);
        for (String read : List.of("", "/trained-1", "/trained-1/compare?with=b2b-expert-1")) {
            assertThat(found("GET", "/v1/journey-models" + read).scope()).isEqualTo(Scope.JOURNEY);
        }
        for (String change : List.of("", "/x/cancel", "/x/backtest", "/x/promote", "/x/rollback")) {
            assertThat(found("POST", "/v1/journey-models" + change).scope()).isEqualTo(Scope.ADMIN);
        }
        assertThat(found("GET", "/v1/journey-labels").scope()).isEqualTo(Scope.JOURNEY);
        assertThat(found("POST", "/v1/journey-labels").scope()).isEqualTo(Scope.ADMIN);
        assertThat(found("PUT", "/v1/event-types/Quote%20Requested").scope()).isEqualTo(Scope.ADMIN);
        assertThat(found("DELETE", "/v1/event-types/Quote%20Requested").scope()).isEqualTo(Scope.ADMIN);
    }

    @Test
    void whoReadsSegmentsMayAlsoHaveThemSentAndThatIsAudited() {
        for (String read : List.of("", "/1", "/1/deliveries?state=DEAD")) {
            assertThat(found("GET", "/v1/webhooks" + read).scope()).isEqualTo(Scope.SEGMENTS);
        }
        for (String change : List.of("", "/1/rotate-secret", "/1/enable", "/1/test", "/1/deliveries/2/skip")) {
            assertThat(found("POST", "/v1/webhooks" + change)).satisfies(route -> {
                assertThat(route.scope()).isEqualTo(Scope.SEGMENTS);
                assertThat(route.isAudited()).isTrue();
                assertThat(route.service()).isEqualTo(Service.JOURNEY);
            });
        }
        assertThat(found("PUT", "/v1/webhooks/1").isAudited()).isTrue();
        assertThat(found("DELETE", "/v1/webhooks/1").isAudited()).isTrue();
        assertThat(found("POST", "/v1/webhooks").creates()).isTrue();
    }

    @Test
    void workflowsAreOfWhoeverReadsSegments() {
        for (String read : List.of("", "/1", "/1/runs?state=FAILED", "/1/runs/2")) {
            assertThat(found("GET", "/v1/workflows" + read)).satisfies(route -> {
                assertThat(route.scope()).isEqualTo(Scope.SEGMENTS);
                assertThat(route.service()).isEqualTo(Service.JOURNEY);
            });
        }
        for (Route change : List.of(
                found("PUT", "/v1/workflows/1"),
                found("DELETE", "/v1/workflows/1"),
                found("POST", "/v1/workflows/1/runs/2/cancel"))) {
            assertThat(change.scope()).isEqualTo(Scope.SEGMENTS);
            assertThat(change.isAudited()).isTrue();
        }
    }

    @Test
    void contractsAreForAdministratorsOnlyAndBulkLoadsMayBeLong() {
        for (String path : List.of("/v1/catalogs", "/v1/price-lists/a", "/v1/price-lists/a/entries")) {
            assertThat(found("GET", path).scope()).as(path).isEqualTo(Scope.ADMIN);
        }
        assertThat(found("GET", "/v1/content/a").scope()).isEqualTo(Scope.RECOMMEND);
        for (String path : List.of("/v1/products", "/v1/content", "/v1/price-lists/a/entries")) {
            assertThat(found("POST", path)).as(path).satisfies(route -> {
                assertThat(route.scope()).isEqualTo(Scope.ADMIN);
                assertThat(route.body()).isEqualTo(BodyKind.BULK);
            });
        }
    }

    @Test
    void aBrowserMaySendActivityAndReadWhatIsRecommendedForOneAccountAndNoMore() {
        assertThat(Routes.all().stream()
                        .filter(Route::isOpenToBrowsers)
                        .filter(route -> route.body() != BodyKind.ORDINARY_WITH_KEY)
                        .map(route -> route.verb() + " " + route.path().text()))
                .containsExactly("GET /v1/accounts/{id}/recommendations", "GET /v1/accounts/{id}/reorder");
        assertThat(found("POST", "/v1/t").isOpenToBrowsers()).isTrue();
        assertThat(found("POST", "/v1/imports").isOpenToBrowsers()).isFalse();
        assertThat(found("GET", "/v1/rejects").isOpenToBrowsers()).isFalse();
    }

    @Test
    void theAccountOfAPathIsTheOneThatTheServiceReads() {
        assertThat(account("a%20b%2Fc+%2B%c3%a9")).contains("a b/c++é");
        assertThat(account("a;b=c")).isEmpty();
        assertThat(account("a%3Bb")).contains("a;b");
    }

    private static Optional<String> account(String segment) {
        return PathTemplate.of("/v1/accounts/{id}/recommendations")
                .valueOf(
                        "id",
                        RawPath.of("/v1/accounts/" + segment + "/recommendations?a=b")
                                .orElseThrow());
    }

    @Test
    void noTwoRoutesAnswerTheSameMethodAndPath() {
        Set<String> seen = new HashSet<>();
        for (Route route : Routes.all()) {
            String shape = route.verb() + route.path().text().replaceAll("\\{[^}]*}", "{}");
            assertThat(seen.add(shape)).as(shape).isTrue();
        }
    }

    @Test
    void headGoesWhereGetGoes() {
        assertThat(found("HEAD", "/v1/stages")).isEqualTo(found("GET", "/v1/stages"));
        assertThat(Routes.match("HEAD", "/v1/track")).isInstanceOf(RouteMatch.WrongMethod.class);
    }

    @Test
    void anIdIsOneSegmentWhateverIsEncodedInIt() {
        for (String id :
                new String[] {"12583", "a%20b", "a%2Fb", "a+b", "a%2Bb", "jo@x.example", "..a", "a..", "%25"}) {
            assertThat(found("GET", "/v1/accounts/" + id).path().text()).as(id).isEqualTo("/v1/accounts/{id}");
        }
    }

    @Test
    void theQueryDoesNotCount() {
        assertThat(found("GET", "/v1/accounts?pageToken=a/b/../c").path().text())
                .isEqualTo("/v1/accounts");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        assertThat(Routes.match("PATCH", "/v1/products/1"))
                .isInstanceOfSatisfying(
                        RouteMatch.WrongMethod.class,
                        wrong -> assertThat(wrong.allowed()).containsExactly("DELETE", "GET", "HEAD", "PUT"));
        assertThat(Routes.match("get", "/v1/stages")).isInstanceOf(RouteMatch.WrongMethod.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "",
                "*",
                "http://gateway/v1/stages",
                "/v1",
                "/v1/",
                "/v1/stages/",
                "//v1/stages",
                "/v1//stages",
                "/V1/stages",
                "/v1/stages;x=1",
                "/v1/%73tages",
                "/v1/accounts//journey",
                "/v1/accounts/../stages",
                "/v1/accounts/./journey",
                "/v1/accounts/%2e%2e",
                "/v1/accounts/.%2E/journey",
                "/v1/accounts/%2e",
                "/v1/accounts/a\\b",
                "/v1/accounts/a%",
                "/v1/accounts/a%2",
                "/v1/accounts/a%zz",
                "/v1/accounts/a b",
                "/v1/accounts/é",
                "/v1/accounts/a#b",
                "/internal/feeds/activities",
                "/v1/../internal/feeds/activities",
                "/q/metrics",
                "/v1/api-keys/1/rotate/again"
            })
    void whatIsNotInTheTableDoesNotExist(String target) {
        assertThat(Routes.match("GET", target)).isEqualTo(UNKNOWN);
    }

    @Property
    void everyEncodedIdFindsItsAccount(@ForAll @StringLength(min = 1, max = 40) String id) {
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
        if (!encoded.equals(".") && !encoded.equals("..")) {
            assertThat(found("GET", "/v1/accounts/" + encoded + "/journey")
                            .path()
                            .text())
                    .isEqualTo("/v1/accounts/{id}/journey");
        }
    }

    private static Route found(String method, String target) {
        assertThat(Routes.match(method, target)).as(target).isInstanceOf(RouteMatch.Found.class);
        return ((RouteMatch.Found) Routes.match(method, target)).route();
    }
}
