package io.desirepath.persona.persona;

import io.desirepath.persona.profile.ProfileTransactions;
import io.desirepath.service.lock.AdvisoryLock;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Assigns in the background, in chunks: first the contacts whose facts changed, then, after a change of a persona, all of
 * them. One pod works at a time; what it has done is in the same transaction as its progress, so that the next pod, or
 * the same after a restart, goes on from there.
 */
@Singleton
public class AssignmentWorker {

    private final DataSource database;
    private final ProfileTransactions transactions;
    private final PostgresAssignments assignments;
    private final Reassignments reassignments;
    private final AssignPersonas assignPersonas;
    private final AssignmentConfig config;

    AssignmentWorker(
            DataSource database,
            ProfileTransactions transactions,
            PostgresAssignments assignments,
            Reassignments reassignments,
            AssignPersonas assignPersonas,
            AssignmentConfig config) {
        this.database = database;
        this.transactions = transactions;
        this.assignments = assignments;
        this.reassignments = reassignments;
        this.assignPersonas = assignPersonas;
        this.config = config;
    }

    @Scheduled(every = "{desirepath.persona.assignment.every:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void work() throws SQLException {
        Optional<AdvisoryLock> lock = AdvisoryLock.tryTake(database, "persona assignment");
        if (lock.isEmpty()) {
            return;
        }
        try (AdvisoryLock held = lock.get()) {
            // One chunk each time: who asks for a contact has it computed at once, and everybody else can wait.
            assignDue();
            while (assignNext()) {}
        }
    }

    private void assignDue() {
        Set<String> due = transactions.read(c -> assignments.due(c, config.chunk()));
        if (!due.isEmpty()) {
            transactions.change(due, tx -> {
                assignPersonas.assignAndPublish(tx, due);
                return due;
            });
        }
    }

    /** @return whether there may be more */
    private boolean assignNext() {
        Reassignments.Position position = transactions.read(reassignments::position);
        return switch (position.status()) {
            case DONE -> false;
            case QUEUED -> {
                transactions.change(List.of(), tx -> {
                    reassignments.begin(tx, position.catalog());
                    return position;
                });
                yield true;
            }
            case RUNNING -> {
                assignAfter(position);
                yield true;
            }
        };
    }

    private void assignAfter(Reassignments.Position position) {
        List<String> contacts = transactions.read(c -> assignments.contacts(c, position.after(), config.chunk()));
        transactions.change(contacts, tx -> {
            if (contacts.isEmpty()) {
                reassignments.finish(tx, position.catalog());
            } else {
                assignPersonas.assignAndPublish(tx, contacts);
                reassignments.advance(tx, position.catalog(), contacts.getLast(), contacts.size());
            }
            return contacts;
        });
    }
}
