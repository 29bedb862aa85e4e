package io.desirepath.local.launch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every process that this launcher started, to be ended in order: services first, since they write to the stores. */
final class Children {

    /** What stores, and usually services, may take to end. */
    static final Duration GRACE = Duration.ofSeconds(20);

    private final Duration grace;
    private final List<ManagedProcess> services = new ArrayList<>();
    private final List<ManagedProcess> stores = new ArrayList<>();
    private boolean ending;

    /** @param grace how long services may take to end */
    Children(Duration grace) {
        this.grace = grace;
    }

    synchronized ManagedProcess service(ManagedProcess process) {
        return added(process, services);
    }

    synchronized ManagedProcess store(ManagedProcess process) {
        return added(process, stores);
    }

    private ManagedProcess added(ManagedProcess process, List<ManagedProcess> list) {
        if (ending) {
            process.aboutToStop();
        }
        list.add(process);
        return process;
    }

    /** From now on each is started again when it dies. */
    synchronized void keepAlive() {
        stores.forEach(ManagedProcess::keepAlive);
        services.forEach(ManagedProcess::keepAlive);
    }

    /**
     * Nothing is started any more from here on.
     *
     * @return false if that was so already
     */
    synchronized boolean startEnding() {
        if (ending) {
            return false;
        }
        ending = true;
        services.forEach(ManagedProcess::aboutToStop);
        stores.forEach(ManagedProcess::aboutToStop);
        return true;
    }

    synchronized boolean ending() {
        return ending;
    }

    /** Whether anything runs. */
    synchronized boolean any() {
        return running() > 0;
    }

    private long running() {
        return Stream.concat(services.stream(), stores.stream())
                .filter(ManagedProcess::isAlive)
                .count();
    }

    /**
     * Ends all that run, at most about a minute after the grace of services.
     *
     * @return how many there were
     */
    String end() {
        List<ManagedProcess> servicesNow;
        List<ManagedProcess> storesNow;
        long running;
        synchronized (this) {
            servicesNow = List.copyOf(services);
            storesNow = List.copyOf(stores);
            running = running();
        }
        ManagedProcess.end(servicesNow, grace);
        for (ManagedProcess store : storesNow.reversed()) {
            ManagedProcess.end(List.of(store), GRACE);
        }
        return running + " processes";
    }
}
