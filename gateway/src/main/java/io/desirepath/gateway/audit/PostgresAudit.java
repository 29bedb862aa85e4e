package io.desirepath.gateway.audit;

import io.desirepath.gateway.routing.domain.Caller;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;

/** The audit table, to which the runtime role can only add. Blocking. */
@Singleton
public class PostgresAudit {

    private final EntityManager entities;

    PostgresAudit(EntityManager entities) {
        this.entities = entities;
    }

    /** Written in the transaction of the change, so that there is neither without the other. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(AuditEntry entry) {
        insert(entry);
    }

    @Transactional
    void append(List<AuditEntry> entries) {
        entries.forEach(this::insert);
    }

    /** @return newest first, at most as many, with ids below that one */
    @Transactional
    List<AuditView> before(long id, int limit) {
        return session()
                .createNativeQuery(
                        "SELECT id, at, actor_key_id, actor, actor_kind, action, target, status, request_id"
                                + " FROM audit WHERE id < :id ORDER BY id DESC LIMIT :limit",
                        Tuple.class)
                .setParameter("id", id)
                .setParameter("limit", limit)
                .getResultList()
                .stream()
                .map(PostgresAudit::view)
                .toList();
    }

    private void insert(AuditEntry entry) {
        Caller caller = entry.actor().caller();
        session()
                .createNativeMutationQuery("""
                        INSERT INTO audit (at, actor_key_id, actor, actor_kind, action, target, status, request_id)
                        VALUES (:at, :keyId, :actor, :kind, :action, :target, :status, :requestId)""")
                .setParameter("at", entry.at())
                .setParameter("keyId", caller.keyId() == null ? null : Long.valueOf(caller.keyId()), Long.class)
                .setParameter("actor", caller.label())
                .setParameter("kind", caller.kind())
                .setParameter("action", entry.action())
                .setParameter("target", entry.target(), String.class)
                .setParameter("status", entry.status(), Integer.class)
                .setParameter("requestId", entry.actor().requestId(), String.class)
                .executeUpdate();
    }

    private static AuditView view(Tuple row) {
        Long keyId = row.get("actor_key_id", Long.class);
        Number status = (Number) row.get("status");
        return new AuditView(
                row.get("id", Long.class).toString(),
                row.get("at", Instant.class),
                new AuditView.By(
                        keyId == null ? null : keyId.toString(),
                        row.get("actor", String.class),
                        row.get("actor_kind", String.class)),
                row.get("action", String.class),
                row.get("target", String.class),
                status == null ? null : status.intValue(),
                row.get("request_id", String.class));
    }

    private Session session() {
        return entities.unwrap(Session.class);
    }
}
