package io.desirepath.persona.buyinggroup;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Stage;
import io.desirepath.persona.buyinggroup.BuyingGroup.Member;
import io.desirepath.persona.buyinggroup.BuyingGroups.Presence;
import io.desirepath.persona.buyinggroup.BuyingGroups.StageNow;
import io.desirepath.persona.buyinggroup.domain.Engagement;
import io.desirepath.persona.buyinggroup.domain.MemberStatus;
import io.desirepath.persona.buyinggroup.domain.RequiredRoles;
import io.desirepath.persona.buyinggroup.domain.RequiredRoles.MissingRole;
import io.desirepath.persona.profile.ProfileTransactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Says who buys for an account, how engaged each is, and who is missing for its stage. */
@ApplicationScoped
class JudgeBuyingGroup {

    static final int MAX_MEMBERS = 1000;

    private static final Duration MONTH = Duration.ofDays(30);

    /** A day of that many half-lives ago adds less than 0.0003 to the presence. */
    private static final int HALF_LIVES = 12;

    private final ProfileTransactions transactions;
    private final BuyingGroups groups;
    private final RequiredRoles requiredRoles;
    private final BuyingGroupConfig config;
    private final Engagement engagement;

    JudgeBuyingGroup(
            ProfileTransactions transactions,
            BuyingGroups groups,
            RequiredRoles requiredRoles,
            BuyingGroupConfig config) {
        this.transactions = transactions;
        this.groups = groups;
        this.requiredRoles = requiredRoles;
        this.config = config;
        this.engagement = new Engagement(config.halfLife(), config.scale());
    }

    BuyingGroup judge(AccountId account, Instant asOf) {
        return transactions.read(tx -> judge(tx, account, asOf));
    }

    private BuyingGroup judge(Connection tx, AccountId account, Instant asOf) throws SQLException {
        Instant horizon = asOf.minus(config.halfLife().multipliedBy(HALF_LIVES));
        Instant monthAgo = asOf.minus(MONTH);
        // The horizon must also take in what the month counts, whatever half-life is configured.
        List<Presence> present = groups.presences(
                tx, account, horizon.isBefore(monthAgo) ? horizon : monthAgo, monthAgo, MAX_MEMBERS + 1);
        List<Member> members = present.stream()
                .limit(MAX_MEMBERS)
                .map(presence -> member(presence, asOf))
                .sorted(Comparator.comparingDouble(Member::engagement)
                        .reversed()
                        .thenComparing(Member::contactId))
                .toList();
        StageNow now = groups.stage(tx, account).orElse(null);
        return new BuyingGroup(
                account,
                asOf,
                now == null ? null : now.stage(),
                now == null ? null : now.since(),
                members,
                now == null ? List.of() : missing(tx, account, now.stage()),
                with(members, MemberStatus.NEW),
                with(members, MemberStatus.QUIET),
                present.size() > MAX_MEMBERS);
    }

    private List<MissingRole> missing(Connection tx, AccountId account, Stage stage) throws SQLException {
        return requiredRoles.missing(stage, groups.roles(tx, account), config.minRoleConfidence());
    }

    private Member member(Presence presence, Instant asOf) {
        return new Member(
                presence.contact(),
                presence.name(),
                presence.title(),
                presence.role(),
                presence.roleSource(),
                presence.roleConfidence(),
                Math.round(1000 * engagement.of(presence.days(), asOf)) / 1000.0,
                MemberStatus.of(
                        presence.firstSeenAt(), presence.lastSeenAt(), asOf, config.newFor(), config.quietAfter()),
                presence.firstSeenAt(),
                presence.lastSeenAt(),
                presence.activities30d());
    }

    private static List<ContactId> with(List<Member> members, MemberStatus status) {
        return members.stream()
                .filter(member -> member.status() == status)
                .map(Member::contactId)
                .toList();
    }
}
