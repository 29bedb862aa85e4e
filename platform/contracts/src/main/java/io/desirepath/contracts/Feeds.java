package io.desirepath.contracts;

/** The names of the change feeds between services, and the types of the events on them. */
public final class Feeds {

    /**
     * journey-service to persona- and recommendation-service: {@link ActivityRecorded}, {@link ActivityWithdrawn},
     * {@link ContactIdentified}, {@link AccountGrouped}.
     */
    public static final String ACTIVITIES = "activities";

    public static final String ACTIVITY_RECORDED = "activity.recorded";
    public static final String ACTIVITY_WITHDRAWN = "activity.withdrawn";
    public static final String CONTACT_IDENTIFIED = "contact.identified";
    public static final String ACCOUNT_GROUPED = "account.grouped";

    /** persona-service to journey- and recommendation-service: {@link AccountProfile}, {@link ContactProfile}. */
    public static final String PROFILES = "profiles";

    public static final String ACCOUNT_UPDATED = "account.updated";
    public static final String ACCOUNT_DELETED = "account.deleted";
    public static final String CONTACT_UPDATED = "contact.updated";
    public static final String CONTACT_DELETED = "contact.deleted";

    /**
     * journey-service to persona- and recommendation-service: {@link StageBelief}, {@link StageTransition},
     * {@link StageWithdrawn}.
     */
    public static final String STAGES = "stages";

    public static final String BELIEF_UPDATED = "stage.belief-updated";
    public static final String STAGE_TRANSITIONED = "stage.transitioned";
    public static final String STAGE_WITHDRAWN = "stage.withdrawn";

    /** persona-service to all: {@link ErasureRequested}. */
    public static final String ERASURES = "erasures";

    public static final String ERASURE_REQUESTED = "erasure.requested";

    /** journey- and recommendation-service, each its own, to persona-service: {@link ErasureDone}. */
    public static final String ERASURES_DONE = "erasures_done";

    public static final String ERASURE_DONE = "erasure.done";

    /** recommendation- to journey-service: {@link ReorderChanged}, {@link ReorderWithdrawn}. */
    public static final String REORDERS = "reorders";

    public static final String REORDER_OVERDUE = "reorder.overdue";
    public static final String REORDER_LAPSED = "reorder.lapsed";
    public static final String REORDER_BOUGHT_AGAIN = "reorder.bought-again";
    public static final String REORDER_WITHDRAWN = "reorder.withdrawn";

    /** journey-service to itself, and to whoever reads changes of segments or is called for them: {@link MembershipChanged}. */
    public static final String MEMBERSHIPS = "memberships";

    public static final String SEGMENT_ENTERED = "segment.entered";
    public static final String SEGMENT_EXITED = "segment.exited";

    private Feeds() {}
}
